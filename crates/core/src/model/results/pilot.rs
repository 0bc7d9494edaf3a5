//! What a pilot counts in its measurement window, for calibration.

use crate::engine::time::{DAYS_PER_MONTH, SimTime};
use crate::model::children::place::{Place, Reason};
use crate::model::children::transition::Transition;
use crate::model::plan::TimePlan;

/// Quarters of a pilot: its 27 months.
pub(crate) const PILOT_QUARTERS: usize = 9;

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pilot {
    start: SimTime,
    measure_from: SimTime,
    end: SimTime,
    /// Specialist referrals of children of covered settings.
    pub(crate) referrals: u32,
    /// Of which accepted.
    pub(crate) accepted: u32,
    /// Accepted in each quarter from the start.
    pub(crate) accepted_in: [u32; PILOT_QUARTERS],
    /// First contacts, and treatments that began.
    pub(crate) seen: u32,
    pub(crate) treated: u32,
    /// Referrals to the teams.
    pub(crate) to_teams: u32,
}

impl Pilot {
    pub(crate) fn new(time: &TimePlan) -> Self {
        Self {
            start: time.start,
            measure_from: time.measure_from,
            end: time.end,
            referrals: 0,
            accepted: 0,
            accepted_in: [0; PILOT_QUARTERS],
            seen: 0,
            treated: 0,
            to_teams: 0,
        }
    }

    /// The quarter of a pilot that started at `start`.
    pub(crate) fn quarter(start: SimTime, now: SimTime) -> usize {
        (now.since(start).days() / (3.0 * DAYS_PER_MONTH)) as usize
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
            Some(Place::WaitingSpecialistSecond) => self.seen += 1,
            Some(Place::InSpecialist) => self.treated += 1,
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
        if let Some(quarter) = self.accepted_in.get_mut(Self::quarter(self.start, now)) {
            *quarter += 1;
        }
    }
}
