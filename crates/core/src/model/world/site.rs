//! A site: its children, settings, workforce, pathway and specialist service, the rules that hold in
//! it, and the record of what happens. Each part owns its state; the site only puts them together.

use super::census;
use crate::engine::calendar::{Calendar, Phase};
use crate::engine::draws::Draws;
use crate::engine::time::SimTime;
use crate::model::children::Children;
use crate::model::children::child::Child;
use crate::model::children::rules::Rules;
use crate::model::event::Event;
use crate::model::moment::Moment;
use crate::model::moment::record::Record;
use crate::model::parameters::Change;
use crate::model::pathway::moves::advance_all;
use crate::model::pathway::way::{Pathway, Way};
use crate::model::plan::InitialState;
use crate::model::results::ledger::Breach;
use crate::model::school_calendar::SchoolCalendar;
use crate::model::settings::Settings;
use crate::model::specialist::service::SpecialistService;
use crate::model::workforce::Workforce;
use crate::model::world::run_error::{RunError, TooManyAtStart};

/// A site in a run.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) name: String,
    pub(crate) rules: Rules,
    pub(crate) children: Children,
    pub(crate) settings: Settings,
    pub(crate) workforce: Workforce,
    pub(crate) service: SpecialistService,
    pub(crate) pathway: Pathway,
    pub(crate) record: Record,
    /// What is known of the teams on their first day.
    pub(crate) initial: InitialState,
    /// The changes of parameters that are planned.
    pub(crate) changes: Vec<Change>,
    /// An error in what is stated for the first day of a team, if there is one.
    pub(crate) too_many_at_start: Option<TooManyAtStart>,
}

/// What surrounds a site: the present, its calendar, and what it shares with others.
pub(crate) struct Surroundings<'a> {
    pub(crate) now: SimTime,
    pub(crate) phase: Phase,
    pub(crate) calendar: &'a mut Calendar<Event>,
    pub(crate) draws: Draws,
    pub(crate) school: &'a SchoolCalendar,
}

impl Surroundings<'_> {
    /// The same, for a part of the event.
    pub(crate) fn again(&mut self) -> Surroundings<'_> {
        let Self { now, phase, draws, school, .. } = *self;
        Surroundings { now, phase, draws, school, calendar: self.calendar }
    }
}

/// A site at a moment: its parts, for the time of one event.
pub(crate) struct Parts<'a> {
    pub(crate) at: Moment<'a>,
    pub(crate) way: Way<'a>,
    pub(crate) initial: &'a InitialState,
    pub(crate) too_many_at_start: &'a mut Option<TooManyAtStart>,
    pub(crate) name: &'a str,
}

impl Site {
    #[inline]
    pub(crate) fn parts<'a>(&'a mut self, around: Surroundings<'a>) -> Parts<'a> {
        let Self {
            name,
            rules,
            children,
            settings,
            workforce,
            service,
            pathway: Pathway { lists, groups, elsewhere, returning },
            record,
            initial,
            changes: _,
            too_many_at_start,
        } = self;
        let Surroundings { now, phase, calendar, draws, school } = around;
        Parts {
            at: Moment { now, phase, calendar, draws, school, rules, record },
            way: Way {
                children,
                settings,
                workforce,
                service,
                lists,
                groups,
                elsewhere,
                returning,
            },
            initial,
            too_many_at_start,
            name,
        }
    }

    /// Counts what is still open at the end of the run.
    pub(crate) fn finish(&mut self, around: Surroundings) {
        let Parts { mut at, way, .. } = self.parts(around);
        let now = at.now;
        let read = at.record.ledger.read(now);
        at.record.counts.prevalence(read, now);
        way.service.check(at.record);
        way.service.count_in_contact(&mut at, way.settings.pupils());
        way.service.record_others(&mut at);
        census::note_waiting(&mut at, &way, now);
        advance_all(&mut at, way.children);
        let Record { counts, episodes, .. } = at.record;
        for id in way.children.ids() {
            let (child, course) = way.children.both_mut(id);
            child.accrue(course, at.rules.record_from, now);
            let members = way.settings.members(at.rules, child);
            counts.still_open(child, course.is_remitted(), members, now);
            let request = child.care.request.filter(|request| request.accepted);
            if let Some(request) = request.filter(|_| child.place.is_request()) {
                counts.still_waiting(members, now.since(request.referred));
            }
            episodes.add(child, &way.settings.of(child).name, members, None);
        }
    }

    /// Fails if a law that is checked during the run is broken.
    #[inline]
    pub(crate) fn stands(&self) -> Result<(), RunError> {
        if self.too_many_at_start.is_none() && self.record.ledger.breach().is_none() {
            return Ok(());
        }
        self.what_broke()
    }

    #[cold]
    fn what_broke(&self) -> Result<(), RunError> {
        if let Some(fault) = &self.too_many_at_start {
            return Err(fault.clone().into());
        }
        match self.record.ledger.breach() {
            None => Ok(()),
            Some(breach) => Err(self.broken(breach.clone())),
        }
    }

    /// Checks the laws of conservation.
    pub(crate) fn check(&self) -> Result<(), RunError> {
        self.stands()?;
        let open: Vec<&Child> = self.children.iter().map(|(_, child, _)| child).collect();
        let Record { ledger, counts, .. } = &self.record;
        ledger.check(&open).map_err(|breach| self.broken(breach))?;
        ledger.check_account(counts.in_need()).map_err(|breach| self.broken(breach))
    }

    fn broken(&self, Breach { law, found }: Breach) -> RunError {
        RunError::LawBroken { site: self.name.clone(), law, found }
    }
}
