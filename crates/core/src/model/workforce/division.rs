//! How a team divides what is left of its time over its three functions, and who does which.

use super::budget::Budget;
use crate::model::parameters::Values;
use crate::model::plan::Role;

/// How a team divides what is left of its time in a week.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Division {
    /// Share of an EMHP's time for direct work.
    pub(super) emhp_direct: f64,
    /// Shares of a senior's time for direct work, and for the two other functions.
    pub(super) senior_direct: f64,
    pub(super) senior_schools: f64,
    /// Share of the time for the two other functions that goes to the whole school approach.
    pub(super) whole_school: f64,
}

/// Hours of a week that a team has left for its three functions, by who has them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Left {
    /// EMHPs and wellbeing practitioners.
    pub(super) low_intensity: f64,
    pub(super) seniors: f64,
    pub(super) specialists: f64,
}

impl Left {
    pub(super) fn of(week: &[Budget]) -> Self {
        let mut left = Self::default();
        for one in week {
            match one.role {
                Role::Emhp | Role::WellbeingPractitioner => left.low_intensity += one.left,
                Role::Senior => left.seniors += one.left,
                Role::SpecialistWorker => left.specialists += one.left,
                Role::Manager | Role::Administrator => {}
            }
        }
        left
    }
}

impl Division {
    /// How a team divides what is `left` of the hours of its members in a week in which this share of
    /// the usual slots is held.
    pub(super) fn of(values: &Values, left: Left, held: f64) -> Self {
        let Left { low_intensity, seniors, specialists } = left;
        let hours = &values.hours;
        let direct = hours.direct_share;
        let whole_school = hours.whole_school_share.min(1.0 - direct);
        let rest = 1.0 - direct;
        let whole_school = if rest > 0.0 { whole_school / rest } else { 0.0 };
        let senior_direct = hours.senior_direct_share;
        if !hours.shares_of_team {
            return Self {
                emhp_direct: direct * held,
                senior_direct: senior_direct * held,
                senior_schools: 0.0,
                whole_school,
            };
        }
        let senior_schools = hours.senior_schools_share.min(1.0 - senior_direct);
        let all = low_intensity + seniors * (senior_direct + senior_schools) + specialists;
        let of_emhps = direct * all - senior_direct * seniors;
        let emhp_direct =
            if low_intensity > 0.0 { (of_emhps / low_intensity).clamp(0.0, 1.0) } else { direct };
        Self {
            emhp_direct: emhp_direct * held,
            senior_direct: senior_direct * held,
            senior_schools,
            whole_school,
        }
    }
}
