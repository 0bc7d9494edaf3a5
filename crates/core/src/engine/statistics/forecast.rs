//! A forecast of a number that is reported: what came out in each world, and an error that the report
//! has. Scores say how good it was, once the number is known.

use statrs::distribution::{Continuous, ContinuousCDF, Normal};

use super::moments::{mean, variance};
use super::quantile::Ordered;

/// Halvings of the interval in which a quantile is sought: to the last digit.
const HALVINGS: u32 = 100;

/// An equal mixture: a normal distribution about each value.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    values: Vec<f64>,
    /// Standard deviation of the error that is added to each value.
    error: f64,
}

impl Forecast {
    /// A forecast from the results of worlds, for a number that is reported with a standard deviation
    /// of `error` (zero for none). `None` of no values, or of what is no number.
    pub fn new(values: Vec<f64>, error: f64) -> Option<Self> {
        let are_numbers = values.iter().all(|value| value.is_finite());
        let is_forecast = !values.is_empty() && are_numbers && error.is_finite() && error >= 0.0;
        is_forecast.then_some(Self { values, error })
    }

    /// Its mean.
    pub fn mean(&self) -> f64 {
        mean(&self.values)
    }

    /// Its standard deviation: between the values, and by the error. `None` of one value.
    pub fn standard_deviation(&self) -> Option<f64> {
        variance(&self.values).map(|between| (between + self.error.powi(2)).sqrt())
    }

    /// Its median.
    pub fn median(&self) -> f64 {
        match self.error > 0.0 {
            true => self.of_mixture(0.5),
            false => self.ordered().map_or(f64::NAN, |ordered| ordered.median()),
        }
    }

    /// The central interval at a level, such as 0.9. Without an error it is that of one more value,
    /// ranks (n + 1) p, and `None` of too few.
    pub fn interval(&self, level: f64) -> Option<(f64, f64)> {
        match self.error > 0.0 {
            true => Some((self.of_mixture(0.5 - level / 2.0), self.of_mixture(0.5 + level / 2.0))),
            false => self.ordered()?.prediction(level),
        }
    }

    /// The number below which the report lies with probability `p`, 0 to 1 (exclusive). Without an error
    /// it is that of one more value, rank (n + 1) p, and of too few the least or the greatest.
    pub fn quantile(&self, p: f64) -> f64 {
        match self.error > 0.0 {
            true => self.of_mixture(p),
            false => self.ordered().map_or(f64::NAN, |ordered| ordered.predicted(p)),
        }
    }

    /// How far the number lies from the mean, in standard deviations; `None` where there is no spread.
    pub fn distance(&self, reported: f64) -> Option<f64> {
        let sd = self.standard_deviation().filter(|sd| *sd > 0.0)?;
        Some((reported - self.mean()) / sd)
    }

    /// The share of it that lies below the number: uniform over many, if forecasts are good (Dawid
    /// 1984, *JRSS A* 147:278). Of values that are equal, half lie below.
    pub fn rank(&self, reported: f64) -> f64 {
        if self.error > 0.0 {
            return self.below(reported);
        }
        let share = |value: &f64| match value.total_cmp(&reported) {
            std::cmp::Ordering::Less => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Greater => 0.0,
        };
        self.values.iter().map(share).sum::<f64>() / self.values.len() as f64
    }

    /// Continuous ranked probability score, in the unit of the number; lower is better, and of a single
    /// value without error it is the absolute error (Gneiting & Raftery 2007, *JASA* 102:359; of
    /// mixtures of normals: Grimit et al. 2006, *Q J R Meteorol Soc* 132:2925).
    pub fn crps(&self, reported: f64) -> f64 {
        let n = self.values.len() as f64;
        let from = |off: f64, sd: f64| expected_distance(off, sd);
        let to_report: f64 = self.values.iter().map(|it| from(reported - it, self.error)).sum();
        let both = std::f64::consts::SQRT_2 * self.error;
        let pairs = self.values.iter().flat_map(|a| self.values.iter().map(move |b| a - b));
        let among: f64 = pairs.map(|off| from(off, both)).sum();
        to_report / n - among / (2.0 * n * n)
    }

    /// Share of the mixture below a number.
    fn below(&self, number: f64) -> f64 {
        let normal = Normal::standard();
        let below = |value: &f64| normal.cdf((number - value) / self.error);
        self.values.iter().map(below).sum::<f64>() / self.values.len() as f64
    }

    /// A quantile of the mixture, by halving.
    fn of_mixture(&self, p: f64) -> f64 {
        let reach = self.error * Normal::standard().inverse_cdf(p).abs();
        let least = self.values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (mut low, mut high) = (least - reach, most + reach);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            match self.below(middle) < p {
                true => low = middle,
                false => high = middle,
            }
        }
        0.5 * (low + high)
    }

    fn ordered(&self) -> Option<Ordered> {
        Ordered::new(self.values.clone())
    }
}

/// Expected absolute value of a normal variable with this mean and standard deviation.
fn expected_distance(mean: f64, sd: f64) -> f64 {
    if sd == 0.0 {
        return mean.abs();
    }
    let (normal, z) = (Normal::standard(), mean / sd);
    2.0 * sd * normal.pdf(z) + mean * (2.0 * normal.cdf(z) - 1.0)
}

/// Continuous ranked probability score of a forecast that is given by quantiles, pairs of a level and
/// a number: the mean of twice their quantile losses (Gneiting & Ranjan 2011, *J Bus Econ Stat* 29:411;
/// Bracher et al. 2021, *PLOS Comput Biol* 17:e1008618). For levels evenly over 0 to 1; lower is better,
/// and of a forecast without spread it is the absolute error.
pub fn crps_of_quantiles(quantiles: &[(f64, f64)], reported: f64) -> f64 {
    let loss = |(p, number): &(f64, f64)| {
        let above = if reported < *number { 1.0 } else { 0.0 };
        2.0 * (above - p) * (number - reported)
    };
    quantiles.iter().map(loss).sum::<f64>() / quantiles.len() as f64
}

/// Score of an interval at a level: its width, and a penalty of 2 / (1 - level) times the distance by
/// which it misses the number; lower is better (Gneiting & Raftery 2007).
pub fn interval_score((low, high): (f64, f64), level: f64, reported: f64) -> f64 {
    let missed = (low - reported).max(reported - high).max(0.0);
    high - low + 2.0 / (1.0 - level) * missed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    /// Of one normal the score has a closed form (Gneiting et al. 2005, *Mon Weather Rev* 133:1098),
    /// here at one standard deviation; without error it is the absolute error.
    #[test]
    fn the_score_of_one_normal_and_of_one_value_is_known() {
        let normal = Forecast::new(vec![10.0], 2.0).unwrap();
        let z = Normal::standard();
        let closed =
            2.0 * (2.0 * z.cdf(1.0) - 1.0 + 2.0 * z.pdf(1.0) - 1.0 / std::f64::consts::PI.sqrt());
        assert!(near(normal.crps(12.0), closed), "{} {closed}", normal.crps(12.0));
        assert!(near(Forecast::new(vec![10.0], 0.0).unwrap().crps(13.0), 3.0));
        // Of two values by hand: mean distance 1.5 to the number, 1 / 2 of the mean distance 0.5.
        assert!(near(Forecast::new(vec![1.0, 2.0], 0.0).unwrap().crps(0.0), 1.5 - 0.25));
    }

    #[test]
    fn intervals_medians_and_ranks_of_normals_and_of_values() {
        let normal = Forecast::new(vec![10.0], 2.0).unwrap();
        let (low, high) = normal.interval(0.9).unwrap();
        assert!((low - (10.0 - 1.644_853_627 * 2.0)).abs() < 1e-6 && near(high - 10.0, 10.0 - low));
        assert!(near(normal.median(), 10.0) && near(normal.rank(10.0), 0.5));
        let values = Forecast::new((1..=19).map(f64::from).collect(), 0.0).unwrap();
        assert_eq!(values.interval(0.9), Some((1.0, 19.0)));
        assert_eq!((values.median(), values.rank(10.0)), (10.0, 9.5 / 19.0));
        assert_eq!(
            Forecast::new((1..=18).map(f64::from).collect(), 0.0).unwrap().interval(0.9),
            None
        );
        // Error widens, and is added in squares.
        let wide = Forecast::new((1..=19).map(f64::from).collect(), 3.0).unwrap();
        let sd = values.standard_deviation().unwrap();
        assert!(near(wide.standard_deviation().unwrap(), sd.hypot(3.0)));
        assert!(near(wide.distance(10.0 + 2.0 * sd.hypot(3.0)).unwrap(), 2.0));
    }

    /// By hand: width 4, and ten times the 3 days by which it is missed at 80 %.
    #[test]
    fn an_interval_is_scored_by_its_width_and_by_how_far_it_misses() {
        assert!(near(interval_score((10.0, 14.0), 0.8, 12.0), 4.0));
        assert!(near(interval_score((10.0, 14.0), 0.8, 17.0), 4.0 + 30.0));
        assert!(near(interval_score((10.0, 14.0), 0.8, 7.0), 4.0 + 30.0));
    }

    /// The true distribution has the best expected score: a law of proper scores, over numbers drawn
    /// from it by its quantiles.
    #[test]
    fn no_other_forecast_scores_better_than_the_truth() {
        let z = Normal::standard();
        let truth: Vec<f64> =
            (0..400).map(|i| z.inverse_cdf((f64::from(i) + 0.5) / 400.0)).collect();
        let score = |forecast: &Forecast| truth.iter().map(|it| forecast.crps(*it)).sum::<f64>();
        let best = score(&Forecast::new(vec![0.0], 1.0).unwrap());
        for (mean, sd) in [(0.3, 1.0), (-0.3, 1.0), (0.0, 0.6), (0.0, 1.5)] {
            assert!(score(&Forecast::new(vec![mean], sd).unwrap()) > best, "{mean} {sd}");
        }
    }

    /// Of one value by hand; and near the score of the whole distribution.
    #[test]
    fn quantiles_score_as_the_distribution_does() {
        let levels = || (1..20).map(|k| f64::from(k) / 20.0);
        let sure: Vec<(f64, f64)> = levels().map(|p| (p, 10.0)).collect();
        assert!(near(crps_of_quantiles(&sure, 13.0), 3.0));
        assert!(near(crps_of_quantiles(&sure, 7.0), 3.0));
        let normal = Forecast::new(vec![10.0], 2.0).unwrap();
        let quantiles: Vec<(f64, f64)> = levels().map(|p| (p, normal.quantile(p))).collect();
        for reported in [4.0, 9.0, 10.0, 12.5, 20.0] {
            let (found, whole) = (crps_of_quantiles(&quantiles, reported), normal.crps(reported));
            assert!((found / whole - 1.0).abs() < 0.06, "{reported}: {found} {whole}");
        }
        let values = Forecast::new((1..=19).map(f64::from).collect(), 0.0).unwrap();
        assert!(near(values.quantile(0.05), 1.0) && near(values.quantile(0.5), 10.0));
        assert!(near(values.quantile(0.01), 1.0));
    }

    #[test]
    fn there_is_no_forecast_of_nothing() {
        assert_eq!(Forecast::new(Vec::new(), 0.0), None);
        assert_eq!(Forecast::new(vec![f64::NAN], 0.0), None);
        assert_eq!(Forecast::new(vec![1.0], 0.0).unwrap().distance(2.0), None);
    }
}
