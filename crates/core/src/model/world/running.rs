//! A world that is run event by event, by a program that wants to look in between.

use super::World;
use super::run_error::RunError;
use crate::engine::simulation::{self, StopRule};
use crate::engine::time::{DAYS_PER_YEAR, SimTime};
use crate::model::place::Place;
use crate::model::results::SiteResult;

/// One replicate of a world, as far as it has been run.
#[derive(Clone, Debug)]
pub struct Running {
    world: World,
    /// From the first day to the end of the run.
    span: (SimTime, SimTime),
    events: u64,
}

impl Running {
    pub(super) fn new(world: World, start: SimTime, end: SimTime) -> Self {
        Self { world, span: (start, end), events: 0 }
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
        self.events
    }

    /// Names of the sites, in the order of the plan.
    pub fn sites(&self) -> impl Iterator<Item = &str> {
        self.world.sites.iter().map(|site| site.name.as_str())
    }

    /// Lets the next event happen and returns when; `None` at the end of the run.
    ///
    /// # Errors
    /// If a law of the model breaks.
    pub fn step(&mut self) -> Result<Option<SimTime>, RunError> {
        let rule = StopRule { until: self.span.1, at_most: 1 };
        let happened = simulation::run(&mut self.world, rule)?.events;
        self.events += happened;
        Ok((happened > 0).then(|| self.now()))
    }

    /// Lets everything happen before `until`, or before the end of the run if that is earlier.
    ///
    /// # Errors
    /// If a law of the model breaks.
    pub fn run_to(&mut self, until: SimTime) -> Result<(), RunError> {
        let rule = StopRule::at(until.min(self.span.1));
        self.events += simulation::run(&mut self.world, rule)?.events;
        Ok(())
    }

    /// Children of a site who are in a place now, in need or recovered; `None` if there is no such
    /// site.
    pub fn count(&self, site: &str, place: Place) -> Option<u32> {
        let site = self.world.sites.iter().find(|it| it.name == site)?;
        Some(site.record.ledger.count(place))
    }

    /// Runs to the end, checks the laws of the model, and gives a result for each site, in the order
    /// of the plan.
    ///
    /// # Errors
    /// If a law of the model breaks.
    pub fn finish(mut self) -> Result<Vec<SiteResult>, RunError> {
        self.events += self.world.run_to(self.span.1)?;
        let years = self.span.1.since(self.span.0).days() / DAYS_PER_YEAR;
        Ok(self.world.into_results(self.events, years).into_iter().map(|(it, _)| it).collect())
    }
}
