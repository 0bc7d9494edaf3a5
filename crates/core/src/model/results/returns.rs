//! What a team returns to the programme each quarter: counts of its children. Its time and its
//! posts follow from the weeks of teams.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::exit::Exit;
use crate::engine::time::{Month, SimTime};

/// One team in one quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Referrals received.
    pub referrals: u64,
    /// Referrals accepted at triage.
    pub accepted: u64,
    /// Children waiting, from referral to the first session, on the first Monday after the
    /// quarter, or at the end of the run.
    pub waiting: u64,
    /// Interventions started.
    pub started: u64,
    /// Sessions due that were attended.
    pub sessions_attended: u64,
    /// Sessions due that were missed.
    pub sessions_missed: u64,
    /// Interventions in which all planned sessions were held, or that ended earlier with recovery.
    pub completed: u64,
    /// Referrals and cases closed, in the order of [`Exit::ALL`]; of those that started, none.
    pub closed: [u64; Exit::COUNT],
}

/// The returns of the teams of a site, each team numbered from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Returns {
    rows: BTreeMap<(u32, Month), Return>,
}

impl Returns {
    /// The return of a team for the quarter of `at`.
    pub(super) fn of(&mut self, team: u32, at: SimTime) -> &mut Return {
        self.rows.entry((team, at.month().quarter())).or_default()
    }

    pub(super) fn into_rows(self) -> BTreeMap<(u32, Month), Return> {
        self.rows
    }
}

impl Return {
    /// Adds another team in the same quarter.
    pub fn add(&mut self, other: &Self) {
        self.referrals += other.referrals;
        self.accepted += other.accepted;
        self.waiting += other.waiting;
        self.started += other.started;
        self.sessions_attended += other.sessions_attended;
        self.sessions_missed += other.sessions_missed;
        self.completed += other.completed;
        self.closed.iter_mut().zip(other.closed).for_each(|(sum, closed)| *sum += closed);
    }
}
