//! Staff who move between the team and the specialist service of the site (M31): seniors hired from the
//! service lower its capacity until it has replaced them, and those who leave for it raise it.

use crate::engine::draws::BirthKey;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;

parameters! {
    pub struct FlowsParameters in "flows" {
        /// Share of new seniors who come from the specialist service of the site
        seniors_from_specialist_share: f64 = 0.3, "proportion",
            allowed (0.0, 1.0), plausible (0.1, 0.6),
            "M31", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and \
             turnover): staff were recruited from other local services, among them the specialist \
             ones",
            raises "wait_specialist_first_contact";
        /// Share of leaving EMHPs and seniors who go to the specialist service of the site
        leavers_to_specialist_share: f64 = 0.2, "proportion",
            allowed (0.0, 1.0), plausible (0.0, 0.4),
            "M31", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and \
             turnover): staff were lost to other local services, among them the specialist ones",
            lowers "wait_specialist_first_contact";
        /// Places in the specialist service per clinician
        places_per_clinician: f64 = 35.0, "places", allowed (0.0, 500.0), plausible (20.0, 50.0),
            "M31", Live, Assumption "prior: open caseload per whole-time equivalent",
            neither "staff come from the service and go to it";
        /// Time until the specialist service has adjusted to someone joining or leaving
        months: f64 = 6.0, "months", allowed (0.0, 120.0), plausible (3.0, 12.0),
            "M31", Live, Assumption "prior: time to fill a post",
            neither "staff come from the service and go to it";
    }
}

/// Clinicians whom the specialist service loses to a new senior of a team, if that is where the
/// senior comes from.
pub(crate) fn comes_from_specialist(at: &Moment, who: BirthKey, fte: f64) -> Option<f64> {
    let share = at.values().flows.seniors_from_specialist_share;
    at.draws.happens(who, Purpose::FromSpecialist, 0, share).then_some(-fte)
}

/// Clinicians whom the specialist service gains by somebody who leaves a team, if that is where
/// they go.
pub(crate) fn goes_to_specialist(at: &Moment, who: BirthKey, fte: f64) -> Option<f64> {
    let share = at.values().flows.leavers_to_specialist_share;
    at.draws.happens(who, Purpose::ToSpecialist, 0, share).then_some(fte)
}
