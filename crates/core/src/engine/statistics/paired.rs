//! Two scenarios compared replicate by replicate, with common random numbers.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::interval::{Interval, student_t};

/// Variation below this share of the values is rounding.
const ROUNDING: f64 = 1e-12;

/// Pairs of replicates of a base and a variant that share random numbers. Holds sums, not the
/// pairs, so memory does not grow with replicates (Welford, Technometrics 1962;4:419-20).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pairs {
    count: usize,
    /// Means of base, variant and difference.
    base: f64,
    variant: f64,
    difference: f64,
    /// Sums of squares about the mean.
    base_squares: f64,
    variant_squares: f64,
    difference_squares: f64,
    /// Sum of products of base and difference about their means.
    products: f64,
}

/// The estimated difference between a variant and its base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Mean of the base over the pairs.
    pub base: f64,
    /// Mean of the variant over the pairs.
    pub variant: f64,
    /// Mean of variant - base, with its interval by Student's t on the differences.
    pub difference: Interval,
    /// Ratio of the means, variant / base; `None` if the base is zero.
    pub ratio: Option<f64>,
    /// Its interval by Fieller's method, at the same level; `None` if it is unbounded, because the
    /// base is not distinguishable from zero.
    pub ratio_bounds: Option<(f64, f64)>,
    /// Variance of the difference with independent random numbers, over its variance in pairs: how
    /// many times more replicates would be needed without pairing. `None` if the differences do
    /// not vary.
    pub variance_ratio: Option<f64>,
    /// Probability of a difference this far from zero, or farther, if there is none (two-sided).
    /// `None` for one pair.
    pub p_value: Option<f64>,
}

impl Pairs {
    /// Adds a replicate.
    pub fn add(&mut self, base: f64, variant: f64) {
        let difference = variant - base;
        self.count += 1;
        let n = self.count as f64;
        let off = [base - self.base, variant - self.variant, difference - self.difference];
        self.base += off[0] / n;
        self.variant += off[1] / n;
        self.difference += off[2] / n;
        self.base_squares += off[0] * (base - self.base);
        self.variant_squares += off[1] * (variant - self.variant);
        self.difference_squares += off[2] * (difference - self.difference);
        self.products += off[0] * (difference - self.difference);
    }

    /// The number of pairs.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The estimates, with intervals at `level` (such as 0.95); `None` if there are no pairs.
    ///
    /// The interval of the ratio is Fieller's (J R Stat Soc B 1954;16:175-85): all ratios r for
    /// which the mean of variant - r base is not distinguishable from zero. So it contains 1
    /// exactly when the interval of the difference contains 0, and values need not be positive.
    ///
    /// The p-value is that of the paired t test. If all differences are equal and not zero, that
    /// test cannot be used, and the p-value is that of the sign test, 2 / 2^n.
    pub fn compare(&self, level: f64) -> Option<Comparison> {
        if self.count == 0 {
            return None;
        }
        let n = self.count as f64;
        let freedom = self.count - 1;
        let several = freedom > 0;
        let spread = if self.is_constant() { 0.0 } else { self.difference_squares };
        let quantile = if several { student_t(freedom, level) } else { f64::INFINITY };
        let error = (spread / n / freedom as f64).sqrt();
        let half = quantile * error;
        let bounds = several.then_some((self.difference - half, self.difference + half));
        Some(Comparison {
            base: self.base,
            variant: self.variant,
            difference: Interval { estimate: self.difference, bounds, replicates: self.count },
            ratio: (self.base != 0.0).then(|| 1.0 + self.difference / self.base),
            ratio_bounds: several.then(|| self.fieller(spread, quantile)).flatten(),
            variance_ratio: (several && spread > 0.0)
                .then(|| (self.base_squares + self.variant_squares) / spread),
            p_value: several.then(|| match (self.difference, spread) {
                (0.0, _) => 1.0,
                (_, 0.0) => 2.0 * 0.5_f64.powf(n),
                (mean, _) => two_sided(mean / error, freedom),
            }),
        })
    }

    /// Whether the differences are all equal, apart from rounding.
    fn is_constant(&self) -> bool {
        let size = self.base.abs().max(self.variant.abs());
        self.difference_squares.sqrt() <= ROUNDING * size
    }

    /// Fieller's interval, from the ratio of the mean difference to the mean of the base, which
    /// loses no digits if the two scenarios are alike.
    fn fieller(&self, spread: f64, quantile: f64) -> Option<(f64, f64)> {
        if self.difference == 0.0 && spread == 0.0 {
            return (self.base != 0.0).then_some((1.0, 1.0));
        }
        let n = self.count as f64;
        let factor = quantile * quantile / n / (n - 1.0);
        let a = self.base * self.base - factor * self.base_squares;
        let h = self.base * self.difference - factor * self.products;
        let c = self.difference * self.difference - factor * spread;
        // Above zero, apart from rounding, if a is.
        let root = (h * h - a * c).max(0.0).sqrt();
        (a > 0.0).then(|| (1.0 + (h - root) / a, 1.0 + (h + root) / a))
    }
}

/// Probability that Student's t is as far from zero as `t`, or farther.
fn two_sided(t: f64, freedom: usize) -> f64 {
    StudentsT::new(0.0, 1.0, freedom as f64)
        .map_or(1.0, |student| (2.0 * student.sf(t.abs())).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::super::paired_interval;
    use super::*;

    fn pairs(base: &[f64], variant: &[f64]) -> Pairs {
        let mut pairs = Pairs::default();
        base.iter().zip(variant).for_each(|(&base, &variant)| pairs.add(base, variant));
        pairs
    }

    fn compared(base: &[f64], variant: &[f64]) -> Comparison {
        pairs(base, variant).compare(0.95).unwrap()
    }

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{found} {expected}");
    }

    /// Differences 10, 11, 9: mean 10, standard error 1 / sqrt(3), t = 17.3205 with 2 degrees of
    /// freedom, where p = 1 - t / sqrt(2 + t^2). Variances: base 1, variant 1, difference 1.
    /// Fieller: with k = 4.30265^2 / 3 the roots of (101^2 - k) x^2 - 2 (1010 + k / 2) x + 100 - k.
    #[test]
    fn three_pairs_by_hand() {
        let found = compared(&[100.0, 101.0, 102.0], &[110.0, 112.0, 111.0]);
        assert_eq!((found.base, found.variant, found.difference.estimate), (101.0, 111.0, 10.0));
        let (low, high) = found.difference.bounds.unwrap();
        near(low, 10.0 - 4.302_652_73 / 3.0_f64.sqrt());
        near(high, 10.0 + 4.302_652_73 / 3.0_f64.sqrt());
        near(found.ratio.unwrap(), 111.0 / 101.0);
        let (low, high) = found.ratio_bounds.unwrap();
        near(low, 1.073_463_083);
        near(high, 1.125_281_882);
        near(found.variance_ratio.unwrap(), 2.0);
        near(found.p_value.unwrap(), 1.0 - (300.0_f64 / 302.0).sqrt());
    }

    /// Base 0 and 8, variant 1 and 11: variances 32, 50 and of the difference 2, so 41 times as
    /// many replicates without pairing.
    #[test]
    fn pairing_saves_what_the_two_have_in_common() {
        near(compared(&[0.0, 8.0], &[1.0, 11.0]).variance_ratio.unwrap(), 41.0);
        // Against each other: variances 2 and 2, of the difference 8.
        near(compared(&[1.0, 3.0], &[3.0, 1.0]).variance_ratio.unwrap(), 0.5);
    }

    #[test]
    fn what_does_not_differ_is_certain_not_to() {
        let found = compared(&[0.1, 0.7, 0.3], &[0.1, 0.7, 0.3]);
        assert_eq!(found.difference.estimate, 0.0);
        assert_eq!(found.difference.bounds, Some((0.0, 0.0)));
        assert_eq!((found.ratio, found.ratio_bounds), (Some(1.0), Some((1.0, 1.0))));
        assert_eq!((found.variance_ratio, found.p_value), (None, Some(1.0)));
        let nothing = compared(&[0.0, 0.0], &[0.0, 0.0]);
        assert_eq!((nothing.ratio, nothing.ratio_bounds, nothing.p_value), (None, None, Some(1.0)));
    }

    /// 0.1 more in each of five, apart from rounding: the sign test, 2 / 2^5.
    #[test]
    fn differences_that_are_all_the_same_are_judged_by_their_sign() {
        let base = [0.1, 0.2, 0.3, 0.6, 0.7];
        let found = compared(&base, &base.map(|value| value + 0.1));
        near(found.p_value.unwrap(), 0.0625);
        assert_eq!(found.variance_ratio, None);
        let (low, high) = found.difference.bounds.unwrap();
        near(low, 0.1);
        near(high, 0.1);
    }

    #[test]
    fn one_pair_has_no_interval_and_none_says_nothing() {
        assert_eq!(Pairs::default().compare(0.95), None);
        let one = compared(&[2.0], &[3.0]);
        assert_eq!((one.difference.estimate, one.ratio), (1.0, Some(1.5)));
        assert_eq!((one.difference.bounds, one.ratio_bounds), (None, None));
        assert_eq!((one.variance_ratio, one.p_value), (None, None));
    }

    /// A base of -1, 0, 5 is not distinguishable from zero: a ratio to it can be anything.
    #[test]
    fn a_ratio_to_what_may_be_zero_has_no_interval() {
        let found = compared(&[-1.0, 0.0, 5.0], &[1.0, 1.0, 7.0]);
        assert!(found.ratio.is_some() && found.ratio_bounds.is_none());
    }

    /// The sums agree with the pairs, and difference, ratio and p-value never contradict each
    /// other.
    #[test]
    fn sums_agree_with_the_pairs_and_the_tests_with_each_other() {
        let noise = |i: u32| f64::from((i * 7919 + 13) % 101) / 10.0;
        let mut told = 0;
        for case in 0..200_u32 {
            let base: Vec<f64> = (0..6).map(|i| 50.0 + noise(case * 31 + i)).collect();
            let shift = f64::from(case % 10) - 5.0;
            let moved = |(i, value): (usize, &f64)| value + shift + noise(case + i as u32 * 17);
            let variant: Vec<f64> = base.iter().enumerate().map(moved).collect();
            let (found, direct) =
                (compared(&base, &variant), paired_interval(&base, &variant, 0.95).unwrap());
            near(found.difference.estimate, direct.estimate);
            near(found.difference.bounds.unwrap().0, direct.bounds.unwrap().0);
            let (low, high) = found.ratio_bounds.unwrap();
            let holds_zero = found.difference.contains(0.0);
            assert_eq!(holds_zero, (low..=high).contains(&1.0), "{case}");
            assert_eq!(holds_zero, found.p_value.unwrap() >= 0.05, "{case}");
            told += usize::from(!holds_zero);
        }
        assert!((20..180).contains(&told), "{told}");
    }
}
