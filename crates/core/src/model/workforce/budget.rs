//! The week of a member of a team while it is divided: the hours of the contract, less leave, training
//! and university days, and supervision; then what is given to one function after the other.

use crate::engine::time::WEEKS_PER_YEAR;
use crate::model::ids::PractitionerId;
use crate::model::parameters::Values;
use crate::model::plan::Role;
use crate::model::results::{Function, Hours};
use crate::model::school_calendar::TERM_WEEKS;

/// Weeks of a year outside term.
const HOLIDAY_WEEKS: f64 = WEEKS_PER_YEAR - TERM_WEEKS;
const DAYS_PER_WEEK: f64 = 5.0;

/// The week of a member of a team while it is divided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    pub(super) id: PractitionerId,
    pub(super) role: Role,
    pub(super) is_trainee: bool,
    /// Hours that have been given to a function.
    pub(super) hours: Hours,
    /// Hours that have not.
    pub(super) left: f64,
}

/// What the hours of a week depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contract {
    pub(super) role: Role,
    pub(super) fte: f64,
    pub(super) is_trainee: bool,
    pub(super) is_term: bool,
    /// Hours of supervision received or given.
    pub(super) supervision: f64,
}

impl Budget {
    /// A week from which nothing but absence and supervision is taken.
    pub(super) fn of(values: &Values, id: PractitionerId, of: Contract) -> Self {
        let contracted = values.hours.contracted_per_week * of.fte;
        let day = contracted / DAYS_PER_WEEK;
        let in_holidays = values.hours.leave_in_school_holidays_share;
        let (share, weeks) = match of.is_term {
            true => (1.0 - in_holidays, TERM_WEEKS),
            false => (in_holidays, HOLIDAY_WEEKS),
        };
        let leave_days = values.hours.leave_days_per_year + values.hours.training_days_per_year;
        let mut away = leave_days * share / weeks * day;
        if of.is_trainee {
            away += values.hours.university_days_per_year / WEEKS_PER_YEAR * day;
        }
        let away = away.min(contracted);
        let supervision = of.supervision.min(contracted - away);
        let mut hours = Hours::default();
        hours[Function::Away] = away;
        hours[Function::Supervision] = supervision;
        let left = contracted - away - supervision;
        Self { id, role: of.role, is_trainee: of.is_trainee, hours, left }
    }

    /// Gives hours to a function, as far as there are any left; returns how many.
    pub(super) fn spend(&mut self, function: Function, hours: f64) -> f64 {
        let given = hours.min(self.left);
        self.hours[function] += given;
        self.left -= given;
        given
    }
}
