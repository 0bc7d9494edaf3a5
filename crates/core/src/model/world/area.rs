//! A site with its own calendar. It runs by itself but for the labour market that it shares with
//! others.

use std::sync::Arc;

use super::run_error::RunError;
use super::site::{Site, Surroundings};
use crate::engine::calendar::{Calendar, Phase, Ticket};
use crate::engine::draws::Draws;
use crate::engine::simulation::{self, Model, StopRule};
use crate::engine::time::SimTime;
use crate::model::event::Event;
use crate::model::parameters::Change;
use crate::model::results::{Effort, SiteResult};
use crate::model::school_calendar::SchoolCalendars;
use crate::model::trace::Trace;
use crate::model::workforce::recruitment::LabourMarket;

/// What the areas of a world share and none changes.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) draws: Draws,
    pub(crate) school: Arc<SchoolCalendars>,
}

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Area {
    pub(crate) site: Site,
    calendar: Calendar<Event>,
    events: u64,
    /// The changes of parameters that are scheduled.
    changes: Vec<Ticket>,
}

impl Area {
    pub(crate) fn new(site: Site, start: SimTime) -> Self {
        Self { site, calendar: Calendar::new(start), events: 0, changes: Vec::new() }
    }

    /// Puts what a site needs before its first event on its calendar.
    pub(crate) fn begin(&mut self, shared: &Shared, market: &mut LabourMarket, changes: &[Change]) {
        let (site, around) = self.at(shared, (self.now(), 0));
        site.begin(around, market);
        self.replace_changes(changes, self.now());
    }

    /// These changes of parameters happen from a day on, and no others. They come first in their instant,
    /// in their order here, whenever they are scheduled.
    pub(crate) fn replace_changes(&mut self, changes: &[Change], from: SimTime) {
        for ticket in self.changes.drain(..) {
            self.calendar.cancel(ticket);
        }
        self.site.changes = changes.to_vec();
        for (change, place) in changes.iter().zip(0..).filter(|(change, _)| change.on >= from) {
            let (event, order) = (Event::ParameterChanges(place), place.into());
            let ticket = self.calendar.schedule_in_order(change.on, event.phase(), order, event);
            self.changes.push(ticket);
        }
    }

    /// The date and time of the last event.
    pub(crate) fn now(&self) -> SimTime {
        self.calendar.now()
    }

    /// When the next event comes, and in which phase.
    pub(crate) fn next_turn(&mut self) -> Option<(SimTime, Phase)> {
        self.calendar.next_turn()
    }

    /// Events that have happened.
    pub(crate) fn events(&self) -> u64 {
        self.events
    }

    pub(crate) fn at<'a>(
        &'a mut self,
        shared: &'a Shared,
        (now, phase): (SimTime, Phase),
    ) -> (&'a mut Site, Surroundings<'a>) {
        let Self { site, calendar, .. } = self;
        let school = shared.school.of(&site.rules.values);
        (site, Surroundings { now, phase, calendar, draws: shared.draws, school })
    }

    /// Runs while the labour market is closed.
    pub(crate) fn run(&mut self, shared: &Shared, rule: StopRule) -> Result<(), RunError> {
        self.run_with(shared, None, rule)
    }

    /// Runs while the labour market is open to this area.
    pub(crate) fn meet(
        &mut self,
        shared: &Shared,
        market: &mut LabourMarket,
        rule: StopRule,
    ) -> Result<(), RunError> {
        self.run_with(shared, Some(market), rule)
    }

    fn run_with(
        &mut self,
        shared: &Shared,
        market: Option<&mut LabourMarket>,
        rule: StopRule,
    ) -> Result<(), RunError> {
        let events = simulation::run(&mut InWorld { area: self, shared, market }, rule)?.events;
        self.events += events;
        Ok(())
    }

    /// Counts what is still open at the end of the run, and checks the laws.
    pub(crate) fn finish(&mut self, shared: &Shared, end: SimTime) -> Result<(), RunError> {
        let (site, around) = self.at(shared, (end, 0));
        site.finish(around);
        site.check()
    }

    /// Hands over the result, and a trace if somebody was watched, of an area that ran for `years`.
    pub(crate) fn into_result(self, years: f64) -> (SiteResult, Option<Trace>) {
        let child_years = self.site.settings.pupils() * years;
        let (mut result, trace) = self.site.record.into_result();
        result.effort = Effort { events: self.events, child_years };
        (result, trace)
    }
}

/// An area in its world, for the time of a run.
struct InWorld<'a, 'm> {
    area: &'a mut Area,
    shared: &'a Shared,
    /// `None` while the market is closed.
    market: Option<&'m mut LabourMarket>,
}

impl Model for InWorld<'_, '_> {
    type Event = Event;
    type Error = RunError;

    fn calendar(&mut self) -> &mut Calendar<Event> {
        &mut self.area.calendar
    }

    fn handle(&mut self, now: SimTime, event: Event) -> Result<(), RunError> {
        let (site, around) = self.area.at(self.shared, (now, event.phase()));
        match &mut self.market {
            Some(market) => site.handle_at_market(around, market, event),
            None => site.handle(around, event),
        }
        site.stands()
    }
}
