//! W2, a referral pathway over 20 years of 365.25 days, from empty.
//!
//! Referrals are Poisson, 2 a day. Severity is Beta(2, 3). Triage ends after a lognormal delay
//! (mean 7, SD 5 days): below 0.25 the child is signposted; below 0.6 accepted by the team; below
//! 0.75 accepted by the team with probability 0.3 and otherwise left with unmet need; above,
//! referred to the specialist service. The team has 70 places and one queue; who has to wait gives
//! up after an exponential time (mean 200 days). Eight sessions at 7, 14, ... 56 days after the
//! start are each missed with probability 0.15 and not made up; after each attended one the child
//! drops out with probability 0.02. After completion it is stepped up to the specialist service
//! with probability 0.15. That has 60 places, one queue, and a lognormal service (mean 180, SD 120
//! days).
//!
//! Events: referral, end of triage, giving up, each session, end of specialist service. Waits are
//! of those who started before the end, zeros included, percentiles in completed days.

pub(crate) mod engine;
pub(crate) mod plain_loop;

pub(crate) const DAYS: u32 = 7305;
pub(crate) const REFERRALS_PER_DAY: f64 = 2.0;
pub(crate) const SEVERITY: (f64, f64) = (2.0, 3.0);
/// Mean and standard deviation in days.
pub(crate) const TRIAGE_DELAY: (f64, f64) = (7.0, 5.0);
pub(crate) const TEAM_PLACES: u32 = 70;
pub(crate) const MEAN_PATIENCE_DAYS: f64 = 200.0;
pub(crate) const SESSIONS: u8 = 8;
pub(crate) const SESSION_INTERVAL_DAYS: u32 = 7;
pub(crate) const MISSED: f64 = 0.15;
pub(crate) const DROP_OUT: f64 = 0.02;
pub(crate) const STEP_UP: f64 = 0.15;
pub(crate) const SPECIALIST_PLACES: u32 = 60;
/// Mean and standard deviation in days.
pub(crate) const SPECIALIST_SERVICE: (f64, f64) = (180.0, 120.0);

/// Where triage sends a child.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    Signposted,
    Team,
    Unmet,
    Specialist,
}

/// The decision at a severity; `uniform` is asked for where it is a matter of chance.
pub(crate) fn triage(severity: f64, uniform: impl FnOnce() -> f64) -> Decision {
    match severity {
        s if s < 0.25 => Decision::Signposted,
        s if s < 0.6 => Decision::Team,
        s if s < 0.75 && uniform() < 0.3 => Decision::Team,
        s if s < 0.75 => Decision::Unmet,
        _ => Decision::Specialist,
    }
}

/// The ways out, and a name for each.
#[derive(Clone, Copy)]
pub(crate) enum Exit {
    Signposted,
    Unmet,
    GaveUp,
    DroppedOut,
    Completed,
    SteppedUp,
    SpecialistEnded,
}

pub(crate) const EXITS: [&str; 7] = [
    "signposted",
    "unmet",
    "gave up",
    "dropped out",
    "completed",
    "stepped up",
    "specialist service ended",
];

/// Waits in days.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waits {
    pub(crate) mean: f64,
    pub(crate) median: f64,
    pub(crate) p90: f64,
}

/// What came out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    pub(crate) team: Waits,
    pub(crate) specialist: Waits,
    pub(crate) exits: [u64; EXITS.len()],
    pub(crate) children: u64,
    pub(crate) events: u64,
}
