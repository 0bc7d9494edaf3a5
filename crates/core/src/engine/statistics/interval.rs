//! Intervals over independent replicates.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

use super::moments::{mean, variance};

/// An estimate with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Mean over replicates, or median over plausible worlds.
    pub estimate: f64,
    /// Lower and upper end; `None` of too few replicates or worlds.
    pub bounds: Option<(f64, f64)>,
    /// Replicates or worlds that had a value.
    pub replicates: usize,
}

impl Interval {
    /// Half the width; `None` where there is no interval.
    pub fn half_width(&self) -> Option<f64> {
        self.bounds.map(|(low, high)| (high - low) / 2.0)
    }

    /// The same interval, cut off at the lowest and highest possible values of the quantity. The
    /// part cut off cannot contain the true value, so coverage stays the same; the estimate does
    /// not change.
    #[must_use]
    pub fn within(self, (least, greatest): (f64, f64)) -> Self {
        let bounds = self.bounds.map(|(low, high)| (low.max(least), high.min(greatest)));
        Self { bounds, ..self }
    }

    /// Whether `value` lies inside; false if there is no interval.
    pub fn contains(&self, value: f64) -> bool {
        self.bounds.is_some_and(|(low, high)| (low..=high).contains(&value))
    }
}

/// The mean of independent replicates and its interval at `level` (such as 0.95) by Student's t.
/// `None` if there are no values. The caller must leave out missing values, and report that.
pub fn mean_interval(values: &[f64], level: f64) -> Option<Interval> {
    let n = values.len();
    if n == 0 {
        return None;
    }
    let mean = mean(values);
    let bounds = variance(values).map(|variance| {
        let error = (variance / n as f64).sqrt();
        let half = student_t(n - 1, level) * error;
        (mean - half, mean + half)
    });
    Some(Interval { estimate: mean, bounds, replicates: n })
}

/// The mean difference `variant - base` of paired replicates, which share random numbers, and its
/// interval at `level`. `None` if there are no pairs.
///
/// # Panics
/// If the two do not have the same number of replicates.
pub fn paired_interval(base: &[f64], variant: &[f64], level: f64) -> Option<Interval> {
    assert_eq!(base.len(), variant.len(), "replicates must come in pairs");
    let differences: Vec<f64> = base.iter().zip(variant).map(|(b, v)| v - b).collect();
    mean_interval(&differences, level)
}

/// The two-sided quantile of Student's t with `freedom` degrees of freedom.
pub fn student_t(freedom: usize, level: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom as f64)
        .map_or(f64::INFINITY, |t| t.inverse_cdf(0.5 + level / 2.0))
}

/// The two-sided quantile of the standard normal distribution.
pub(super) fn normal(level: f64) -> f64 {
    Normal::standard().inverse_cdf(0.5 + level / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student's t tables: 12.706 at 1, 2.093 at 19 degrees of freedom (95 %, two-sided).
    #[test]
    fn the_quantiles_are_those_of_the_tables() {
        for (freedom, quantile) in [(1, 12.706), (4, 2.776), (19, 2.093), (200, 1.972)] {
            assert!((student_t(freedom, 0.95) - quantile).abs() < 1e-3, "{freedom}");
        }
    }

    #[test]
    fn one_replicate_has_no_interval_and_none_has_no_estimate() {
        assert_eq!(mean_interval(&[], 0.95), None);
        let one = mean_interval(&[3.0], 0.95).unwrap();
        assert_eq!((one.estimate, one.bounds), (3.0, None));
        assert!(!one.contains(3.0));
    }

    /// By hand: 0, 0, 0.3 has mean 0.1 and standard error 0.1: 0.1 -+ 4.303 * 0.1.
    #[test]
    fn an_interval_ends_where_the_quantity_ends() {
        let interval = mean_interval(&[0.0, 0.0, 0.3], 0.95).unwrap();
        let (low, high) = interval.bounds.unwrap();
        assert!((low - -0.330_265).abs() < 1e-6 && (high - 0.530_265).abs() < 1e-6);
        assert_eq!(interval.within((0.0, 1.0)).bounds, Some((0.0, high)));
        assert_eq!(interval.within((-1.0, 0.5)).bounds, Some((low, 0.5)));
        assert_eq!(interval.within((0.0, 1.0)).estimate, interval.estimate);
    }

    /// By hand: 1, 2, 3 has mean 2 and standard error 1 / sqrt(3).
    #[test]
    fn an_interval_by_hand() {
        let interval = mean_interval(&[1.0, 2.0, 3.0], 0.95).unwrap();
        assert!((interval.half_width().unwrap() - 4.302_653 / 3.0_f64.sqrt()).abs() < 1e-5);
        let paired = paired_interval(&[10.0, 20.0, 30.0], &[11.0, 22.0, 33.0], 0.95).unwrap();
        assert_eq!(paired, interval);
    }
}
