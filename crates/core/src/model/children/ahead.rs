//! The steps of a course in which nothing else happens to the child: taken in advance, so that nobody
//! has to look at the child in between (`pathway/next_look`).

use crate::engine::time::SimTime;
use crate::model::children::need_time::SeverityTime;

/// Where a child stands after such steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ahead {
    /// The date of the last of them; [`SimTime::MAX`] if there are none.
    pub(crate) until: SimTime,
    /// Its ordinal.
    pub(crate) steps: u32,
    /// The score from then on.
    pub(crate) score: f64,
    /// Severity integrated over the time in need up to then.
    pub(crate) severity: SeverityTime,
    /// The lowest and the highest score from now until then.
    pub(crate) range: [f32; 2],
}

impl Ahead {
    /// No steps.
    pub(crate) const NONE: Self = Self {
        until: SimTime::MAX,
        steps: 0,
        score: 0.0,
        severity: SeverityTime::ZERO,
        range: [f32::MAX, f32::MIN],
    };
}
