//! Staff who move between the team and the specialist service of the site (M31): seniors hired from the
//! service lower its capacity until it has replaced them, and those who leave for it raise it.

use super::super::event::{Event, Moment};
use super::super::parameters::Parameter as P;
use super::super::purpose::Purpose;
use super::super::site::Site;
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, Span};

impl Site {
    /// A new senior may come from the specialist service.
    pub(super) fn comes_from_specialist(&mut self, at: &mut Moment, who: BirthKey, fte: f64) {
        let share = self.values[P::FlowsSeniorsFrom];
        if at.draws.happens(who, Purpose::FromSpecialist, 0, share) {
            self.specialist_staff_moves(at, -fte);
        }
    }

    /// Somebody who leaves may go to the specialist service.
    pub(super) fn goes_to_specialist(&mut self, at: &mut Moment, who: BirthKey, fte: f64) {
        let share = self.values[P::FlowsLeaversTo];
        if at.draws.happens(who, Purpose::ToSpecialist, 0, share) {
            self.specialist_staff_moves(at, fte);
        }
    }

    fn specialist_staff_moves(&mut self, at: &mut Moment, clinicians: f64) {
        let places = (clinicians * self.values[P::FlowsPlaces]).round() as i32;
        let months = self.values[P::FlowsMonths];
        self.service.change_staff(places);
        let back = at.now + Span::from_days_f64(months * DAYS_PER_MONTH);
        at.schedule(back, Event::SpecialistAdjusts { places: -places });
    }
}
