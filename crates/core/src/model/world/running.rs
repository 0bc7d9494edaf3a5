//! A world that is run event by event, by a program that wants to look in between.

use super::World;
use super::run_error::RunError;
use crate::engine::time::{DAYS_PER_YEAR, SimTime};
use crate::model::place::Place;
use crate::model::plan::WorldPlan;
use crate::model::results::SiteResult;

/// One replicate of a world, as far as it has been run.
#[derive(Clone, Debug)]
pub struct Running {
    world: World,
    /// From the first day to the end of the run.
    span: (SimTime, SimTime),
}

impl Running {
    pub(super) fn new(world: World, start: SimTime, end: SimTime) -> Self {
        Self { world, span: (start, end) }
    }

    /// The date and time of the last event.
    pub fn now(&self) -> SimTime {
        self.world.now()
    }

    /// The end of the run.
    pub fn end(&self) -> SimTime {
        self.span.1
    }

    /// Events so far.
    pub fn events(&self) -> u64 {
        self.world.events()
    }

    /// Names of the sites, in the order of the plan.
    pub fn sites(&self) -> impl Iterator<Item = &str> {
        self.world.areas.iter().map(|area| area.site.name.as_str())
    }

    /// Lets the next event happen and returns when; `None` at the end of the run.
    ///
    /// # Errors
    /// If a law of the model breaks.
    pub fn step(&mut self) -> Result<Option<SimTime>, RunError> {
        let happened = self.world.step(self.span.1)?;
        Ok(happened.then(|| self.now()))
    }

    /// Lets everything happen before `until`, or before the end of the run if that is earlier.
    ///
    /// # Errors
    /// If a law of the model breaks.
    pub fn run_to(&mut self, until: SimTime) -> Result<(), RunError> {
        self.world.run_to(until.min(self.span.1))
    }

    /// From a day on, up to which it has run, parameters change as in another plan.
    pub(super) fn follow(&mut self, plan: &WorldPlan, from: SimTime) {
        self.world.follow(plan, from);
    }

    /// Children of a site who are in a place now, in need or recovered; `None` if there is no such
    /// site.
    pub fn count(&self, site: &str, place: Place) -> Option<u32> {
        let area = self.world.areas.iter().find(|it| it.site.name == site)?;
        Some(area.site.record.ledger.count(place))
    }

    /// Runs to the end, checks the laws of the model, and gives a result for each site, in the order
    /// of the plan.
    ///
    /// # Errors
    /// If a law of the model breaks.
    pub fn finish(mut self) -> Result<Vec<SiteResult>, RunError> {
        self.world.run_to(self.span.1)?;
        self.world.finish(self.span.1)?;
        let years = self.span.1.since(self.span.0).days() / DAYS_PER_YEAR;
        Ok(self.world.into_results(years).into_iter().map(|(it, _)| it).collect())
    }
}
