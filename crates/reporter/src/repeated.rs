//! A quantity over replicates. Holds sums and not the values, so that memory does not grow with
//! replicates.

use mhst_core::engine::statistics::{Interval, student_t};

/// Level of the intervals.
pub(crate) const LEVEL: f64 = 0.95;

/// The values of the replicates of one quantity, summed up (Welford, Technometrics 1962;4:419-20).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Repeated {
    count: usize,
    sum: f64,
    mean: f64,
    /// Sum of squares about the mean.
    squares: f64,
}

impl Repeated {
    /// Adds the value of a replicate.
    pub(crate) fn add(&mut self, value: f64) {
        self.count += 1;
        self.sum += value;
        let off = value - self.mean;
        self.mean += off / self.count as f64;
        self.squares += off * (value - self.mean);
    }

    /// How many values there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The mean with its interval by Student's t, cut off where the quantity ends; `None` of no
    /// replicate.
    pub(crate) fn interval(&self, range: (f64, f64)) -> Option<Interval> {
        if self.count == 0 {
            return None;
        }
        let estimate = self.sum / self.count as f64;
        let freedom = self.count - 1;
        let bounds = (freedom > 0).then(|| {
            let error = (self.squares / freedom as f64 / self.count as f64).sqrt();
            let half = student_t(freedom, LEVEL) * error;
            (estimate - half, estimate + half)
        });
        Some(Interval { estimate, bounds, replicates: self.count }.within(range))
    }
}

#[cfg(test)]
mod tests {
    use mhst_core::engine::statistics::mean_interval;
    use proptest::prelude::*;

    use super::*;

    const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    fn repeated(values: &[f64]) -> Repeated {
        let mut repeated = Repeated::default();
        values.iter().for_each(|&value| repeated.add(value));
        repeated
    }

    proptest! {
        /// The sums give the interval of the values, also where values are large and vary little.
        #[test]
        fn sums_give_the_interval_of_the_values(
            values in prop::collection::vec(-1.0..1.0, 0..60),
            shift in -1e4..1e4,
        ) {
            let values: Vec<f64> = values.into_iter().map(|value: f64| value + shift).collect();
            let (found, expected) = (repeated(&values).interval(ANY), mean_interval(&values, LEVEL));
            prop_assert_eq!(found.map(|found| found.estimate), expected.map(|is| is.estimate));
            let half = |interval: Option<Interval>| interval.and_then(|found| found.half_width());
            match (half(found), half(expected)) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-9),
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }
    }

    #[test]
    fn one_replicate_has_no_interval_and_what_does_not_vary_has_no_width() {
        assert_eq!(repeated(&[]).interval(ANY), None);
        assert_eq!(repeated(&[3.0]).interval(ANY).unwrap().bounds, None);
        assert_eq!(repeated(&[0.1; 7]).interval(ANY).unwrap().half_width(), Some(0.0));
    }
}
