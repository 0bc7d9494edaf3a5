//! Children who miss much of school: staff see them less and so notice their need later, and they miss
//! more of the sessions at school. Families notice as before. What staff notice of all children together
//! is unchanged, since the rates of recognition are of all.

use crate::model::children::child::Child;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;

parameters! {
    pub struct AbsenceParameters in "absence" {
        /// Share of children in need who miss much of school
        share: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M3", Live, Assumption "prior; persistent absence is more common among children in need \
             than among all",
            lowers "sessions_attended_mean";
        /// How fast staff notice the need of these children, relative to others
        noticed_ratio: f64 = 0.5, "ratio", allowed (0.0, 1.0), plausible (0.3, 0.9),
            "M3", Live, Assumption "prior",
            lowers "not_recognised_share";
        /// Additional share of sessions at school that they miss, in term
        missed_extra: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M10", Live, Assumption "prior",
            lowers "sessions_attended_mean";
    }
}

/// Whether a child misses much of school, in every episode.
fn misses_school(at: &Moment, child: &Child) -> bool {
    let [drawn, ..] = at.draws.short(child.birth, Purpose::MissesSchool, 0);
    drawn < at.values().absence.share
}

/// How fast staff notice the need of a child, relative to the mean of all children in need.
pub(crate) fn to_recognition(at: &Moment, child: &Child) -> f64 {
    let absence = &at.values().absence;
    if absence.share == 0.0 {
        return 1.0;
    }
    let own = if misses_school(at, child) { absence.noticed_ratio } else { 1.0 };
    let mean = 1.0 - absence.share + absence.share * absence.noticed_ratio;
    own / mean.max(1e-9)
}

/// The additional share of sessions at school that a child misses.
pub(crate) fn missed_extra(at: &Moment, child: &Child) -> f64 {
    let absence = &at.values().absence;
    let misses = absence.share > 0.0 && misses_school(at, child);
    if misses { absence.missed_extra } else { 0.0 }
}
