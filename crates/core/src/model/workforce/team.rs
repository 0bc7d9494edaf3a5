//! Teams: which posts and settings belong to one.

use super::division::Division;
use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::ids::{PostId, SettingId};
use crate::model::parameters::parameters;

parameters! {
    pub struct TeamParameters in "team" {
        /// Education mental health practitioners (Band 5) in each team
        emhps: u32 = 4, "people", allowed (0.0, 40.0), plausible (2.0, 8.0),
            "M9", AtStart, Published "Ellins et al. 2023, Ch1",
            raises "started";
        /// Senior practitioners and supervisors (Band 7 to 8a) in each team
        seniors: u32 = 3, "people", allowed (0.0, 40.0), plausible (1.0, 5.0),
            "M9", AtStart, Published "Ellins et al. 2023, Ch1",
            raises "supervision_given_share";
        /// Children's wellbeing practitioners (Band 5) in each team
        wellbeing_practitioners: u32 = 0, "people", allowed (0.0, 40.0), plausible (0.0, 2.0),
            "M18", AtStart, Assumption "prior; Ellins et al. 2023, Ch6 (the workforce): some teams \
             have them; how many is not reported",
            raises "started";
        /// Specialist workers in each team: whole school approach, outreach, neurodiversity
        specialist_worker_fte: f64 = 0.0, "FTE", allowed (0.0, 10.0), plausible (0.0, 2.0),
            "M18", AtStart, Assumption "prior; Ellins et al. 2023, Ch6 (the workforce): some teams \
             have such roles; how many is not reported",
            raises "cases_prevented";
        /// Team manager posts in each team
        manager_fte: f64 = 0.5, "FTE", allowed (0.0, 10.0), plausible (0.0, 1.0),
            "M28", AtStart, Published "Ellins et al. 2023, Ch1",
            raises "cost_per_year";
        /// Administrator posts in each team
        administrator_fte: f64 = 0.5, "FTE", allowed (0.0, 10.0), plausible (0.0, 1.0),
            "M28", AtStart, Published "Ellins et al. 2023, Ch1",
            raises "slots_per_emhp_week";
    }
}

/// A mental health support team.
#[derive(Clone, Debug)]
pub(crate) struct Team {
    /// Identity of the team.
    pub(crate) key: BirthKey,
    pub(crate) posts: Vec<PostId>,
    /// Its first day with qualified practitioners.
    pub(crate) begins: SimTime,
    /// The cohort with which its first EMHPs were trained, where training places are limited.
    pub(super) cohort: Option<SimTime>,
    /// Whether its first week has started.
    pub(crate) begun: bool,
    /// Advice and liaison per pupil, relative to a team as intended.
    pub(crate) advice: f64,
    /// Its settings, in order.
    pub(crate) settings: Vec<SettingId>,
    pub(crate) pupils: u32,
    /// How many left on this Monday.
    pub(crate) leavers: u64,
    /// What came in and what was booked since the last Monday.
    pub(crate) lately: Lately,
    /// How it divides its time in the present week.
    pub(super) division: Division,
}

/// What makes administrative work.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lately {
    /// Referrals received.
    pub(crate) referrals: u32,
    /// Appointments booked.
    pub(crate) appointments: u32,
}
