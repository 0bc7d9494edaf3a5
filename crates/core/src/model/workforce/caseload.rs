//! Caseload rules (M19): how many open cases a practitioner may hold, by experience, and how many
//! of them are safe with the supervision that is given (M20).

use super::super::ids::PractitionerId;
use super::super::parameters::Parameter as P;
use super::super::plan::Role;
use super::super::site::Site;
use crate::engine::time::{DAYS_PER_MONTH, SimTime};

impl Site {
    /// How far somebody has come from qualifying to being experienced, 0 to 1.
    pub(in crate::model) fn experience(&self, now: SimTime, id: PractitionerId) -> f64 {
        let person = &self.practitioners[id.index()];
        if person.role != Role::Emhp {
            return 1.0;
        }
        let months = now.since(person.qualified).days() / DAYS_PER_MONTH;
        let ramp = self.values[P::CaseloadRampMonths];
        if person.is_trainee(now) {
            0.0
        } else if months >= ramp {
            1.0
        } else {
            months / ramp
        }
    }

    /// Most open cases by role, experience and hours.
    pub(super) fn cap_by_experience(&self, now: SimTime, id: PractitionerId) -> f64 {
        let person = &self.practitioners[id.index()];
        let values = &self.values;
        let full_time = match person.role {
            Role::Emhp if person.is_trainee(now) => {
                let training = values[P::RecruitmentTrainingMonths] * DAYS_PER_MONTH;
                let left = person.qualified.since(now).days();
                let is_new = training - left < 7.0 * values[P::CaseloadTraineeFirstWeeks];
                if is_new { 0.0 } else { values[P::CaseloadTrainee] }
            }
            Role::Emhp => {
                let (new, old) =
                    (values[P::CaseloadNewlyQualified], values[P::CaseloadExperienced]);
                new + (old - new) * self.experience(now, id)
            }
            Role::Senior => values[P::CaseloadSenior],
            Role::Manager | Role::Administrator => 0.0,
        };
        full_time * person.fte
    }

    /// Most open cases that are safe now. Whoever is about to leave takes on nobody.
    pub(in crate::model) fn caseload_cap(&self, now: SimTime, id: PractitionerId) -> u32 {
        let person = &self.practitioners[id.index()];
        if person.gives_notice() {
            return 0;
        }
        let without = self.values[P::SupervisionSafeWithout];
        let safe = without + (1.0 - without) * person.supervised;
        (self.cap_by_experience(now, id) * safe + 1e-9).floor() as u32
    }
}
