//! The record of a site: everything that listens to a run. Processes write to it and never read it,
//! so that counting cannot change what happens.

use std::collections::BTreeMap;

use crate::engine::draws::BirthKey;
use crate::engine::time::{Month, SimTime};
use crate::model::children::child::Child;
use crate::model::children::transition::Transition;
use crate::model::plan::TimePlan;
use crate::model::results::counts::{Counted, Counts};
use crate::model::results::episodes::Episodes;
use crate::model::results::helped::Helped;
use crate::model::results::ledger::Ledger;
use crate::model::results::pilot::Pilot;
use crate::model::results::referrals::Referrals;
use crate::model::results::specialist_wait::SpecialistWait;
use crate::model::results::stocks::Stocks;
use crate::model::results::team_weeks::TeamWeeks;
use crate::model::results::{CoverageMonth, SiteResult, measured};
use crate::model::trace::{ChildEvent, PostHolder, PractitionerEvent, Trace, Witness};

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) ledger: Ledger,
    pub(crate) counts: Counts,
    pub(crate) weeks: TeamWeeks,
    pub(crate) episodes: Episodes,
    pub(crate) referrals: Referrals,
    pub(crate) stocks: Stocks,
    pub(crate) helped: Helped,
    /// In a pilot, what it counts.
    pub(crate) pilot: Option<Pilot>,
    coverage: BTreeMap<Month, CoverageMonth>,
    /// The witness, if case histories were asked for.
    pub(crate) witness: Option<Box<Witness>>,
}

impl Record {
    pub(crate) fn new(time: TimePlan, pupils: f64, keep_episodes: bool) -> Self {
        Self {
            ledger: Ledger::new(time.start, time.measure_from),
            counts: Counts::new(time, pupils),
            weeks: TeamWeeks::new(&time),
            episodes: Episodes::new(keep_episodes, time.measure_from),
            referrals: Referrals::new(keep_episodes, &time),
            stocks: Stocks::new(),
            helped: Helped::default(),
            pilot: None,
            coverage: BTreeMap::new(),
            witness: None,
        }
    }

    /// A child has moved, or an episode has opened or closed: tells all listeners.
    pub(crate) fn moved(&mut self, change: &Transition) {
        self.ledger.moved(change);
        self.counts.moved(change);
        self.referrals.moved(change);
        self.helped.moved(change);
        if let Some(pilot) = &mut self.pilot {
            pilot.moved(change);
        }
        if let Some(witness) = &mut self.witness {
            witness.moved(change);
        }
    }

    /// A child of the specialist service from elsewhere no longer waits, or waits at the end of the
    /// run.
    pub(crate) fn of_elsewhere(&mut self, wait: SpecialistWait) {
        self.counts.specialist_wait(wait);
        self.referrals.of_elsewhere(wait);
    }

    /// A child has remitted in the present place, by help or by itself; nobody knows yet.
    pub(crate) fn remitted(&mut self, child: &Child, now: SimTime, by_help: bool) {
        self.ledger.remitted(child.place, now);
        self.tell(now, child.birth, || ChildEvent::Remitted { by_help });
    }

    /// Tells the witness what happens to a child, apart from moves.
    #[inline]
    pub(crate) fn tell(
        &mut self,
        now: SimTime,
        birth: BirthKey,
        what: impl FnOnce() -> ChildEvent,
    ) {
        if let Some(witness) = &mut self.witness {
            witness.tell(now, birth, what);
        }
    }

    /// Tells the witness what happens to a practitioner.
    #[inline]
    pub(crate) fn tell_of(
        &mut self,
        now: SimTime,
        who: BirthKey,
        what: impl FnOnce() -> PractitionerEvent,
    ) {
        if let Some(witness) = &mut self.witness {
            witness.tell_of(now, who, what);
        }
    }

    /// The specialist service has accepted a child of a covered setting.
    pub(crate) fn accepted_by_specialist(&mut self, child: &Child, now: SimTime) {
        self.referrals.accepted_by_specialist(child, now);
        if let Some(pilot) = &mut self.pilot {
            pilot.accepted(now);
        }
    }

    /// Notes that someone took up a post.
    pub(crate) fn note_arrival(&mut self, now: SimTime, who: PostHolder) {
        if let Some(witness) = &mut self.witness {
            witness.note_arrival(now, who);
        }
    }

    /// Notes that someone left a post.
    pub(crate) fn note_departure(&mut self, now: SimTime, who: BirthKey) {
        if let Some(witness) = &mut self.witness {
            witness.note_departure(now, who);
        }
    }

    /// The coverage of the site in the month of `now`, of which there is one reading.
    pub(crate) fn coverage(&mut self, now: SimTime, read: CoverageMonth) {
        self.coverage.entry(now.month()).or_insert(read);
    }

    pub(crate) fn break_law(&mut self, law: &'static str, found: String) {
        self.ledger.break_law(law, found);
    }

    /// Returns everything that was recorded.
    pub(crate) fn into_result(self) -> (SiteResult, Option<Trace>) {
        let started = self.counts.counted(measured::Started);
        let recovered = self.counts.counted(measured::Recovered);
        let Counted { mut tallies, cohorts, returns } = self.counts.into_counted();
        self.weeks.add_to(&mut tallies, started, recovered);
        self.stocks.add_to(&mut tallies);
        let (teams, time) = self.weeks.into_rows();
        let (places, flows) = self.ledger.into_series();
        let result = SiteResult {
            tallies,
            cohorts,
            places,
            flows,
            teams,
            time,
            coverage: self.coverage,
            stocks: self.stocks.into_months(),
            returns,
            episodes: self.episodes.into_records(),
            referrals: self.referrals.into_records(),
            ..SiteResult::default()
        };
        (result, self.witness.map(|witness| witness.into_trace()))
    }
}
