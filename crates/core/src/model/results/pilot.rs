//! What a pilot counts in its measurement window, for calibration.

use crate::engine::time::SimTime;
use crate::model::children::place::{Place, Reason};
use crate::model::children::transition::Transition;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pilot {
    measure_from: SimTime,
    end: SimTime,
    /// Specialist referrals of children of covered settings.
    pub(crate) referrals: u32,
    /// Of which accepted.
    pub(crate) accepted: u32,
    /// Referrals to the teams.
    pub(crate) to_teams: u32,
}

impl Pilot {
    pub(crate) fn new(measure_from: SimTime, end: SimTime) -> Self {
        Self { measure_from, end, referrals: 0, accepted: 0, to_teams: 0 }
    }

    fn measures(&self, now: SimTime) -> bool {
        self.measure_from <= now && now < self.end
    }

    /// A child has moved.
    pub(crate) fn moved(&mut self, change: &Transition) {
        if !self.measures(change.now) {
            return;
        }
        match change.destination() {
            Some(Place::InReferral) => self.to_teams += 1,
            Some(Place::WaitingSpecialistFirst | Place::Bridged)
                if change.reason != Reason::StepUpAwaitsSupervisor =>
            {
                self.referrals += 1;
            }
            _ => {}
        }
    }

    /// The specialist service has accepted a child of a covered setting.
    pub(crate) fn accepted(&mut self, now: SimTime) {
        self.accepted += u32::from(self.measures(now));
    }
}
