//! Quantiles of a sample, and how far they are known.

use statrs::distribution::{Binomial, DiscreteCDF};

/// A sample in ascending order: at least one value, none of them missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered(Vec<f64>);

impl Ordered {
    /// Orders a sample. `None` if it has no values or one is not a number: the caller leaves out
    /// what is missing, and reports it.
    pub fn new(mut values: Vec<f64>) -> Option<Self> {
        if values.is_empty() || values.iter().any(|value| value.is_nan()) {
            return None;
        }
        values.sort_by(f64::total_cmp);
        Some(Self(values))
    }

    /// The values in ascending order.
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// The `p`-quantile, in the unit of the values: linear between the values, the least at 0 and
    /// the greatest at 1 (definition 7 of Hyndman & Fan, *American Statistician* 1996;50:361-5; the
    /// default of numpy and R).
    pub fn quantile(&self, p: f64) -> f64 {
        self.at_rank(1.0 + p * (self.0.len() - 1) as f64)
    }

    /// Half of the values lie below, half above.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// An interval that contains the `p`-quantile of the population with probability `level` at
    /// least, whatever the distribution: two of the values, each beyond the quantile with
    /// probability (1 - level) / 2 at most (Conover, *Practical Nonparametric Statistics*, 3rd
    /// edition, 3.2). `None` if the sample is smaller than [`enough_for`] says.
    pub fn quantile_bounds(&self, p: f64, level: f64) -> Option<(f64, f64)> {
        let (low, high) = ranks(self.0.len(), p, level)?;
        Some((self.0[low - 1], self.0[high - 1]))
    }

    /// The interval in which the next value from the same population lies with probability
    /// `level`, whatever the distribution: from rank (n + 1) (1 - level) / 2 to the same rank from
    /// above, linear between values (Wilks, *Ann Math Stat* 1941;12:91-6). `None` if these ranks
    /// are not in the sample, which is then smaller than [`enough_to_predict`] says.
    pub fn prediction(&self, level: f64) -> Option<(f64, f64)> {
        let n = self.0.len() as f64;
        let rank = (n + 1.0) * (1.0 - level) / 2.0;
        // 20 * 0.05 is a little less than 1 in floating point, and must not be outside.
        let rank = if (rank - rank.round()).abs() < 1e-9 { rank.round() } else { rank };
        (rank >= 1.0 && level >= 0.0).then(|| (self.at_rank(rank), self.at_rank(n + 1.0 - rank)))
    }

    /// The value below which the next one from the same population lies with probability `p`, whatever
    /// the distribution: rank (n + 1) p, as in [`Ordered::prediction`]; the least or the greatest where
    /// that rank is not in the sample.
    pub fn predicted(&self, p: f64) -> f64 {
        self.at_rank((self.0.len() + 1) as f64 * p)
    }

    /// The value at a rank from 1 to n, linear between neighbours.
    fn at_rank(&self, rank: f64) -> f64 {
        let last = self.0.len() - 1;
        let place = (rank - 1.0).clamp(0.0, last as f64);
        let below = place.floor();
        let (low, high) = (self.0[below as usize], self.0[(below as usize + 1).min(last)]);
        let part = place - below;
        if part == 0.0 || low == high { low } else { low + part * (high - low) }
    }
}

/// The ranks, from 1, of the two of `n` values in ascending order between which the `p`-quantile of the
/// population lies with probability `level` at least; `None` of too few values.
pub(super) fn ranks(n: usize, p: f64, level: f64) -> Option<(usize, usize)> {
    let below = Binomial::new(p, n as u64).ok()?;
    let tail = (1.0 - level) / 2.0;
    // The value of rank r lies above the quantile if fewer than r values lie below it.
    let low = leading(n, |k| below.cdf(k) <= tail);
    let high = 1 + leading(n, |k| below.sf(k) > tail);
    (low >= 1 && high <= n).then_some((low, high))
}

/// How many of the numbers below `n` are so; all before those that are not.
fn leading(n: usize, is_so: impl Fn(u64) -> bool) -> usize {
    let (mut some, mut none) = (0, n);
    while some < none {
        let middle = some + (none - some) / 2;
        if is_so(middle as u64) { some = middle + 1 } else { none = middle }
    }
    some
}

/// The least sample of which [`Ordered::quantile_bounds`] gives both ends for the `p`-quantile, p
/// between 0 and 1. All values lie on one side of the quantile with probability p^n or (1 - p)^n;
/// the greater of the two must be (1 - level) / 2 at most. For the ends of the interval that holds
/// 90 % of worlds, each known at 95 %: 72 worlds.
pub fn enough_for(p: f64, level: f64) -> usize {
    let tail = (1.0 - level) / 2.0;
    (tail.ln() / p.max(1.0 - p).ln()).ceil() as usize
}

/// The least sample of which [`Ordered::prediction`] gives an interval at `level`, from 0 and below 1:
/// at 0.9, 19 values.
pub fn enough_to_predict(level: f64) -> usize {
    // 2 / (1 - 0.9) is a little more than 20 in floating point.
    (2.0 / (1.0 - level) - 1.0 - 1e-9).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::super::testing::Numbers;
    use super::*;

    fn ordered(values: &[f64]) -> Ordered {
        Ordered::new(values.to_vec()).unwrap()
    }

    /// numpy.quantile([15, 20, 35, 40, 50], [0, 0.05, 0.3, 0.4, 1]) by its default.
    #[test]
    fn quantiles_are_those_of_numpy() {
        let sample = ordered(&[40.0, 15.0, 50.0, 20.0, 35.0]);
        for (p, expected) in [(0.0, 15.0), (0.05, 16.0), (0.3, 23.0), (0.4, 29.0), (1.0, 50.0)] {
            assert!((sample.quantile(p) - expected).abs() < 1e-12, "{p}");
        }
        assert_eq!(sample.median(), 35.0);
        assert_eq!(ordered(&[3.0]).quantile(0.9), 3.0);
    }

    #[test]
    fn nothing_has_no_quantile_and_what_is_not_a_number_is_not_ordered() {
        assert_eq!(Ordered::new(vec![]), None);
        assert_eq!(Ordered::new(vec![1.0, f64::NAN]), None);
    }

    /// Conover's table: of 10 values the 2nd and the 9th contain the median with 97.9 %; of 16, the
    /// 4th and the 13th with 97.9 %, while the 5th and the 12th would with 92.3 %.
    #[test]
    fn bounds_of_the_median_are_those_of_the_sign_test() {
        let sample = |n: u32| ordered(&(1..=n).map(f64::from).collect::<Vec<_>>());
        assert_eq!(sample(10).quantile_bounds(0.5, 0.95), Some((2.0, 9.0)));
        assert_eq!(sample(16).quantile_bounds(0.5, 0.95), Some((4.0, 13.0)));
        assert_eq!(sample(16).quantile_bounds(0.5, 0.92), Some((5.0, 12.0)));
    }

    #[test]
    fn a_sample_that_is_enough_has_bounds_and_one_value_fewer_has_none() {
        for (p, level) in [(0.5, 0.95), (0.05, 0.95), (0.95, 0.9), (0.3, 0.8), (0.99, 0.99)] {
            let n = enough_for(p, level);
            let sample: Vec<f64> = (0..n).map(|i| i as f64).collect();
            assert!(ordered(&sample).quantile_bounds(p, level).is_some(), "{p} {level} {n}");
            assert!(ordered(&sample[1..]).quantile_bounds(p, level).is_none(), "{p} {level} {n}");
        }
        assert_eq!(enough_for(0.5, 0.95), 6);
        assert_eq!(enough_for(0.05, 0.95), 72);
    }

    /// 2,000 samples of 80 uniform numbers: bounds of the upper end of a 90 % interval contain the
    /// quantile in 95 % of them at least, and not in nearly all; the next value lies in the
    /// prediction in 90 %, within three standard errors.
    #[test]
    fn bounds_and_prediction_cover_what_they_claim() {
        let mut numbers = Numbers::new(1);
        let (mut held, mut share) = (0, 0.0);
        for _ in 0..2000 {
            let sample = ordered(&numbers.uniforms(80));
            let (low, high) = sample.quantile_bounds(0.95, 0.95).unwrap();
            held += usize::from((low..=high).contains(&0.95));
            let (low, high) = sample.prediction(0.9).unwrap();
            share += (high - low) / 2000.0;
        }
        assert!((1885..=1990).contains(&held), "{held}");
        assert!((share - 0.9).abs() < 3.0 * 0.034 / 2000.0_f64.sqrt(), "{share}");
    }

    #[test]
    fn nineteen_values_predict_at_ninety_per_cent_by_their_extremes() {
        let sample: Vec<f64> = (1..=19).map(f64::from).collect();
        assert_eq!(ordered(&sample).prediction(0.9), Some((1.0, 19.0)));
        assert_eq!(ordered(&sample[1..]).prediction(0.9), None);
        for level in [0.0, 0.5, 0.8, 0.9, 0.95, 0.99] {
            let sample: Vec<f64> = (0..enough_to_predict(level)).map(|n| n as f64).collect();
            assert!(ordered(&sample).prediction(level).is_some(), "{level}");
            let fewer = Ordered::new(sample[1..].to_vec());
            assert!(fewer.and_then(|it| it.prediction(level)).is_none(), "{level}");
        }
    }
}
