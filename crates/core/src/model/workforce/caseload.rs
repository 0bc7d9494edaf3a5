//! Caseload rules (M19): how many open cases a practitioner may hold, by experience, and how many
//! of them are safe with the supervision that is given (M20).

use super::Workforce;
use crate::engine::time::{DAYS_PER_MONTH, SimTime};
use crate::model::ids::{PractitionerId, TeamId};
use crate::model::parameters::{Values, parameters};
use crate::model::plan::Role;

parameters! {
    pub struct CaseloadParameters in "caseload" {
        /// Maximum open cases of a full-time trainee
        trainee: f64 = 5.0, "open cases", allowed (0.0, 1000000.0), plausible (3.0, 8.0),
            "M19", Live, Assumption "prior; Ellins et al. 2023, Ch6: restrictions on the \
             caseload of trainees",
            raises "caseload_mean";
        /// Time at the start of training in which a trainee has no cases and assesses nobody
        trainee_first_weeks_without_cases: f64 = 8.0, "weeks",
            allowed (0.0, 520.0), plausible (4.0, 16.0),
            "M19", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and \
             turnover): restrictions on the caseload of trainees; a time without cases is not \
             mentioned",
            lowers "caseload_mean";
        /// Maximum open cases on the day of qualifying
        newly_qualified: f64 = 11.0, "open cases", allowed (0.0, 1000000.0), plausible (8.0, 15.0),
            "M19", Live, Assumption "prior",
            raises "caseload_mean";
        /// Maximum open cases of an experienced EMHP
        experienced: f64 = 16.0, "open cases", allowed (0.0, 1000000.0), plausible (12.0, 22.0),
            "M19", Live, Assumption "prior",
            raises "caseload_mean";
        /// Time from qualifying to the caseload of an experienced EMHP
        ramp_months: f64 = 12.0, "months", allowed (0.0, 120.0), plausible (6.0, 24.0),
            "M19", Live, Assumption "prior",
            lowers "caseload_mean";
        /// Maximum open cases of a senior
        senior: f64 = 4.0, "open cases", allowed (0.0, 1000000.0), plausible (2.0, 8.0),
            "M19", Live, Assumption "prior; Ellins et al. 2023, Ch6 (recruitment and training): \
             limited capacity for a caseload of their own",
            raises "caseload_mean";
        /// Time for which a case is still counted after help has ended: review, letters, closing. It
        /// keeps nobody from opening a new one
        review_weeks: f64 = 4.0, "weeks", allowed (0.0, 52.0), plausible (0.0, 8.0),
            "M19", Live, Assumption "prior: services count cases in review as caseload",
            raises "caseload_mean";
    }
}

impl Workforce {
    /// Closes the cases of a team that have been reviewed by now.
    pub(crate) fn close_cases(&mut self, now: SimTime, team: TeamId) {
        for id in self.clinicians(team) {
            self.practitioners[id.index()].close_reviewed(now);
        }
    }

    /// How far somebody has come from qualifying to being experienced, 0 to 1.
    pub(crate) fn experience(&self, values: &Values, now: SimTime, id: PractitionerId) -> f64 {
        let person = &self.practitioners[id.index()];
        if !person.role.is_low_intensity() {
            return 1.0;
        }
        let months = now.since(person.qualified).days() / DAYS_PER_MONTH;
        let ramp = values.caseload.ramp_months;
        if person.is_trainee(now) {
            0.0
        } else if months >= ramp {
            1.0
        } else {
            months / ramp
        }
    }

    /// Whether somebody is in the weeks of training in which a trainee sees nobody.
    pub(crate) fn is_before_cases(
        &self,
        values: &Values,
        now: SimTime,
        id: PractitionerId,
    ) -> bool {
        let person = &self.practitioners[id.index()];
        let weeks = values.caseload.trainee_first_weeks_without_cases;
        let training = values.recruitment.training_months * DAYS_PER_MONTH;
        person.role == Role::Emhp
            && person.is_trainee(now)
            && training - person.qualified.since(now).days() < 7.0 * weeks
    }

    /// Most open cases by role, experience and hours.
    pub(super) fn cap_by_experience(
        &self,
        values: &Values,
        now: SimTime,
        id: PractitionerId,
    ) -> f64 {
        let person = &self.practitioners[id.index()];
        let full_time = match person.role {
            Role::Emhp if self.is_before_cases(values, now, id) => 0.0,
            Role::Emhp if person.is_trainee(now) => values.caseload.trainee,
            Role::Emhp | Role::WellbeingPractitioner => {
                let (new, old) = (values.caseload.newly_qualified, values.caseload.experienced);
                new + (old - new) * self.experience(values, now, id)
            }
            Role::Senior => values.caseload.senior,
            Role::SpecialistWorker | Role::Manager | Role::Administrator => 0.0,
        };
        full_time * person.fte
    }

    /// Whether somebody could hold another case if they had all the supervision that is due.
    pub(crate) fn lacks_supervision(
        &self,
        values: &Values,
        now: SimTime,
        id: PractitionerId,
    ) -> bool {
        let open = f64::from(self.practitioners[id.index()].open_cases());
        self.cap_by_experience(values, now, id) >= open + 1.0
    }

    /// Maximum open cases that are safe now. A practitioner in notice takes no new cases.
    pub(crate) fn caseload_cap(&self, values: &Values, now: SimTime, id: PractitionerId) -> u32 {
        let person = &self.practitioners[id.index()];
        if person.gives_notice() {
            return 0;
        }
        let without = values.supervision.safe_caseload_without;
        let safe = without + (1.0 - without) * person.supervised;
        (self.cap_by_experience(values, now, id) * safe + 1e-9).floor() as u32
    }
}
