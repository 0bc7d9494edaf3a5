//! The simulation loop.

use super::calendar::{Calendar, Phase};
use super::time::SimTime;

/// What the simulation loop needs from a model.
pub trait Model {
    /// What can happen: plain data.
    type Event;
    /// Why a run cannot go on.
    type Error;

    /// The calendar from which the next event is taken.
    fn calendar(&mut self) -> &mut Calendar<Self::Event>;

    /// Handles `event` at `now`.
    ///
    /// # Errors
    /// If the model is in an invalid state; the run stops there.
    fn handle(&mut self, now: SimTime, event: Self::Event) -> Result<(), Self::Error>;
}

/// When to stop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StopRule {
    /// Events after this instant do not happen.
    pub until: SimTime,
    /// Events at that instant happen if their phase is lower than this.
    pub phase: Phase,
    /// Maximum number of events.
    pub at_most: u64,
}

impl StopRule {
    /// Stop at `until`, after any number of events. Events at that instant do not happen.
    pub const fn at(until: SimTime) -> Self {
        Self::within(until, 0)
    }

    /// Stop within the instant `until`, before its events of `phase`, after any number of events.
    pub const fn within(until: SimTime, phase: Phase) -> Self {
        Self { until, phase, at_most: u64::MAX }
    }
}

/// Why a run stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StopReason {
    /// The next event lies at or after the end.
    TimeReached,
    /// No events are left.
    NothingLeft,
    /// The limit of events was reached.
    EventLimit,
}

/// A run that stopped normally: why, and how many events happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stopped {
    /// Why it stopped.
    pub reason: StopReason,
    /// Events that happened in this call.
    pub events: u64,
}

/// Runs `model` until `rule` says stop. A run can be continued by another call.
///
/// # Errors
/// The error that the model's own handler returns.
pub fn run<M: Model>(model: &mut M, rule: StopRule) -> Result<Stopped, M::Error> {
    let mut events = 0;
    while events < rule.at_most {
        let Some((now, event)) = model.calendar().next_event_until(rule.until, rule.phase) else {
            break;
        };
        events += 1;
        model.handle(now, event)?;
    }
    let calendar = model.calendar();
    let reason = if calendar.is_empty() {
        StopReason::NothingLeft
    } else if events < rule.at_most
        || calendar.next_turn().is_none_or(|turn| turn >= (rule.until, rule.phase))
    {
        StopReason::TimeReached
    } else {
        StopReason::EventLimit
    };
    Ok(Stopped { reason, events })
}
