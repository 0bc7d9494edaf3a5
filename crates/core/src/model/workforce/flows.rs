//! Staff who move between the team and the specialist service of the site (M31): seniors hired from the
//! service lower its capacity until it has replaced them, and those who leave for it raise it.

use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, Span};
use crate::model::event::{Event, Moment};
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::world::site::Site;

parameters! {
    pub struct FlowsParameters in "flows" {
        /// Share of new seniors who come from the specialist service of the site
        seniors_from_specialist_share: f64 = 0.3, "proportion",
            allowed (0.0, 1.0), plausible (0.1, 0.6),
            "M31", Live, Assumption "prior; Ellins et al. 2023, Ch6";
        /// Share of leaving EMHPs and seniors who go to the specialist service of the site
        leavers_to_specialist_share: f64 = 0.2, "proportion",
            allowed (0.0, 1.0), plausible (0.0, 0.4),
            "M31", Live, Assumption "prior; Ellins et al. 2023, Ch6";
        /// Places in the specialist service per clinician
        places_per_clinician: f64 = 35.0, "places", allowed (0.0, 500.0), plausible (20.0, 50.0),
            "M31", Live, Assumption "prior: open caseload per whole-time equivalent";
        /// Time until the specialist service has adjusted to someone joining or leaving
        months: f64 = 6.0, "months", allowed (0.0, 120.0), plausible (3.0, 12.0),
            "M31", Live, Assumption "prior: time to fill a post";
    }
}

impl Site {
    /// A new senior may come from the specialist service.
    pub(super) fn comes_from_specialist(&mut self, at: &mut Moment, who: BirthKey, fte: f64) {
        let share = self.values.flows.seniors_from_specialist_share;
        if at.draws.happens(who, Purpose::FromSpecialist, 0, share) {
            self.specialist_staff_moves(at, -fte);
        }
    }

    /// Somebody who leaves may go to the specialist service.
    pub(super) fn goes_to_specialist(&mut self, at: &mut Moment, who: BirthKey, fte: f64) {
        let share = self.values.flows.leavers_to_specialist_share;
        if at.draws.happens(who, Purpose::ToSpecialist, 0, share) {
            self.specialist_staff_moves(at, fte);
        }
    }

    fn specialist_staff_moves(&mut self, at: &mut Moment, clinicians: f64) {
        let places = (clinicians * self.values.flows.places_per_clinician).round() as i32;
        let months = self.values.flows.months;
        self.service.change_staff(places);
        let back = at.now + Span::from_days_f64(months * DAYS_PER_MONTH);
        at.schedule(back, Event::SpecialistAdjusts { places: -places });
    }
}
