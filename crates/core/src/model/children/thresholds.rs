//! The thresholds of a site on the scale of severity.

use super::steady_state::SteadyState;
use crate::model::parameters::{Parameter, Values};

/// A band of severity, between the thresholds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Band {
    /// Too mild for the team.
    BelowFloor,
    /// Within the team's remit.
    MildToModerate,
    /// Above the remit, below the specialist threshold.
    MissingMiddle,
    /// From the specialist threshold on.
    Specialist,
}

/// The thresholds of a site on the scale of severity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Below it a child needs no intervention of the team.
    pub floor: f64,
    /// Above it a child is too complex for the team.
    pub ceiling: f64,
    /// From it on the specialist service accepts.
    pub specialist: f64,
}

impl Thresholds {
    /// Thresholds that divide the probable cases of a population without help, in steady state,
    /// into the declared shares.
    pub(crate) fn new(values: &Values) -> Self {
        let state = SteadyState::new(values);
        let specialist = 1.0 - values.need.above_specialist_share;
        let ceiling = (specialist - values.need.missing_middle_band_share).max(0.0);
        Self {
            floor: state.quantile(values.need.below_floor_share.min(ceiling)),
            ceiling: state.quantile(ceiling),
            specialist: state.quantile(specialist),
        }
    }

    /// Whether a change of this parameter moves a threshold. (A change in the course of severity
    /// does not: thresholds are agreed, and stay while need changes.)
    pub(crate) fn depend_on(parameter: Parameter) -> bool {
        const SHARES: [Parameter; 3] = [
            Parameter::named("need.below_floor_share"),
            Parameter::named("need.missing_middle_band_share"),
            Parameter::named("need.above_specialist_share"),
        ];
        SHARES.contains(&parameter)
    }

    /// How far a score counts as severe, 0 to 1: it rises over a range around the specialist
    /// threshold, or is a step if the range has no width.
    pub(crate) fn severe(&self, values: &Values, score: f64) -> f64 {
        let (above, range) = (score - self.specialist, values.severity.severe_range);
        if range > 0.0 {
            (above / range + 0.5).clamp(0.0, 1.0)
        } else {
            f64::from(u8::from(above >= 0.0))
        }
    }

    /// The band of a score.
    pub fn band(&self, score: f64) -> Band {
        if score < self.floor {
            Band::BelowFloor
        } else if score < self.ceiling {
            Band::MildToModerate
        } else if score < self.specialist {
            Band::MissingMiddle
        } else {
            Band::Specialist
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn need_counts_as_severe_gradually_or_from_the_threshold_on() {
        let mut values = Values::default();
        let lines = Thresholds { floor: 0.5, ceiling: 1.0, specialist: 1.5 };
        let degrees =
            |values: &Values| [1.3, 1.4, 1.5, 1.6, 1.7].map(|at| lines.severe(values, at));
        for (degree, expected) in degrees(&values).into_iter().zip([0.0, 0.25, 0.5, 0.75, 1.0]) {
            assert!((degree - expected).abs() < 1e-9, "{degree}");
        }
        values.set(Parameter::named("severity.severe_range"), 0.0).unwrap();
        assert_eq!(degrees(&values), [0.0, 0.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_wider_missing_middle_lowers_the_ceiling_only() {
        let mut values = Values::default();
        let narrow = Thresholds::new(&values);
        values.set(Parameter::named("need.missing_middle_band_share"), 0.25).unwrap();
        let wide = Thresholds::new(&values);
        assert!(wide.ceiling < narrow.ceiling && narrow.ceiling < narrow.specialist);
        assert_eq!((wide.floor, wide.specialist), (narrow.floor, narrow.specialist));
    }
}
