//! First-order indices from worlds that are there: which share of the variance of a value goes with
//! one parameter alone.

use super::super::moments::mean;
use super::super::quantile::Ordered;
use super::super::resample::{Choice, repetition, rows, shuffle};
use super::basis::{dot, polynomials};

/// Parameters of worlds, ready to explain values.
///
/// Values are fitted to a polynomial of the ranks of one parameter at a time, and the first-order
/// index is the explained share of the variance, corrected for what a polynomial of noise explains
/// (Ezekiel 1930; the given-data approach of Plischke, *Reliab Eng Syst Saf* 2010;95:354-60, with
/// polynomials in the place of harmonics). Compared with means in bins this needs fewer degrees of
/// freedom, which counts with more parameters than worlds, and has no steps.
#[derive(Clone, Debug)]
pub struct GivenData {
    rows: usize,
    /// The polynomials of each parameter.
    parameters: Vec<Vec<Vec<f64>>>,
}

/// A value over worlds, less its mean, with a sum of squares of 1.
struct Scaled(Vec<f64>);

impl GivenData {
    /// From one column a parameter, of one value a world. The degree of the polynomials is
    /// [`degree`](Self::degree) of the number of worlds. `None` if there are no columns, fewer than
    /// 10 worlds, or a value is not a number.
    ///
    /// # Panics
    /// If the columns are not of the same length.
    pub fn new(columns: &[Vec<f64>]) -> Option<Self> {
        let rows = columns.first()?.len();
        assert!(columns.iter().all(|column| column.len() == rows), "columns differ in length");
        if rows < 10 || columns.iter().flatten().any(|value| value.is_nan()) {
            return None;
        }
        let degree = Self::degree(rows);
        let parameters = columns.iter().map(|column| polynomials(column, degree)).collect();
        Some(Self { rows, parameters })
    }

    /// Degree of the polynomials with this many worlds: a quarter of the root, from 2 to 8. It is 2
    /// with 50 worlds, 4 with 200 and 6 with 500.
    pub fn degree(worlds: usize) -> usize {
        (((worlds as f64).sqrt() / 4.0).round() as usize).clamp(2, 8)
    }

    /// The first-order index of each parameter for one value a world. A value below zero means zero:
    /// noise explains less than expected as often as more. `None` of a parameter that is constant,
    /// and of all if the values are constant or not numbers.
    ///
    /// # Panics
    /// If there are not as many values as worlds.
    pub fn first_order(&self, values: &[f64]) -> Vec<Option<f64>> {
        let Some(values) = self.scaled(values) else { return vec![None; self.parameters.len()] };
        let corrected = |curves: &Vec<Vec<f64>>| {
            (!curves.is_empty())
                .then(|| 1.0 - (1.0 - values.explained(curves)) * self.correction(curves.len()))
        };
        self.parameters.iter().map(corrected).collect()
    }

    /// An interval at `level` of the first-order index of one parameter, by the bootstrap with
    /// percentiles of `resamples` resamples of worlds. Chance is in the values twice then, once as
    /// they are and once by resampling, and the correction is made twice. `None` where the index is
    /// `None`, or if a hundred resamples or more were not asked for.
    ///
    /// # Panics
    /// If there are not as many values as worlds, or no such parameter.
    pub fn interval(
        &self,
        parameter: usize,
        values: &[f64],
        level: f64,
        resamples: usize,
        seed: u64,
    ) -> Option<(f64, f64)> {
        let Scaled(values) = self.scaled(values)?;
        let curves = &self.parameters[parameter];
        if curves.is_empty() || resamples < 100 {
            return None;
        }
        let twice = self.correction(curves.len()).powi(2);
        let n = self.rows as f64;
        let mut weights = vec![0.0; self.rows];
        let found = (0..resamples).filter_map(|number| {
            weights.fill(0.0);
            rows(&mut repetition(seed, Choice::Bootstrap, number), self.rows)
                .for_each(|row| weights[row] += 1.0);
            let weighted: Vec<f64> = values.iter().zip(&weights).map(|(v, w)| v * w).collect();
            let total = weighted.iter().sum::<f64>();
            let square = dot(&weighted, &values) - total * total / n;
            let explained = |curve: &Vec<f64>| {
                let sum = dot(curve, &weights);
                let product = dot(&weighted, curve) - sum * total / n;
                let own: f64 = curve.iter().zip(&weights).map(|(c, w)| c * c * w).sum();
                let own = own - sum * sum / n;
                if own > 0.0 { product * product / own } else { 0.0 }
            };
            let share = curves.iter().map(explained).sum::<f64>() / square;
            (square > 0.0).then_some(1.0 - (1.0 - share) * twice)
        });
        let found = Ordered::new(found.collect())?;
        Some((found.quantile(0.5 - level / 2.0), found.quantile(0.5 + level / 2.0)))
    }

    /// For each parameter, the probability that noise would make any of all parameters look at
    /// least as strong (single-step maxT of Westfall & Young, *Resampling-Based Multiple Testing*,
    /// 1993, from `permutations` orders of the worlds). If what is up to 0.05 is called an effect,
    /// the probability that any parameter of a value that depends on none is called so is at most
    /// 0.05, however the parameters are distributed. `None` if the values are constant or not
    /// numbers. The least that can be found is 1 / (permutations + 1).
    ///
    /// # Panics
    /// If there are not as many values as worlds.
    pub fn family_wise(&self, values: &[f64], permutations: usize, seed: u64) -> Option<Vec<f64>> {
        let values = self.scaled(values)?;
        let strengths: Vec<f64> =
            self.parameters.iter().map(|curves| self.strength(&values, curves)).collect();
        let mut greatest: Vec<f64> = (0..permutations)
            .map(|number| {
                let values = values.permuted(seed, number);
                let strengths = self.parameters.iter().map(|curves| self.strength(&values, curves));
                strengths.fold(f64::NEG_INFINITY, f64::max)
            })
            .collect();
        greatest.sort_by(f64::total_cmp);
        let at_least = |strength: &f64| {
            let count = permutations - greatest.partition_point(|noise| noise < strength);
            (count + 1) as f64 / (permutations + 1) as f64
        };
        Some(strengths.iter().map(at_least).collect())
    }

    /// How much more the curves explain than of noise, in standard deviations of what they explain
    /// of noise.
    fn strength(&self, values: &Scaled, curves: &[Vec<f64>]) -> f64 {
        let terms = curves.len() as f64;
        if curves.is_empty() {
            return f64::NEG_INFINITY;
        }
        ((self.rows - 1) as f64 * values.explained(curves) - terms) / (2.0 * terms).sqrt()
    }

    /// By what the share that is not explained is multiplied.
    fn correction(&self, terms: usize) -> f64 {
        (self.rows - 1) as f64 / (self.rows - 1 - terms) as f64
    }

    fn scaled(&self, values: &[f64]) -> Option<Scaled> {
        assert_eq!(values.len(), self.rows, "one value a world");
        let mean = mean(values);
        let off: Vec<f64> = values.iter().map(|value| value - mean).collect();
        let size = dot(&off, &off).sqrt();
        let varies = size.is_finite() && size > 1e-12 * mean.abs() * (self.rows as f64).sqrt();
        (varies && size > 0.0).then(|| Scaled(off.iter().map(|value| value / size).collect()))
    }
}

impl Scaled {
    /// Share of the sum of squares that the curves explain.
    fn explained(&self, curves: &[Vec<f64>]) -> f64 {
        curves.iter().map(|curve| dot(curve, &self.0).powi(2)).sum()
    }

    /// The same values in a random order.
    fn permuted(&self, seed: u64, number: usize) -> Self {
        let mut values = self.0.clone();
        shuffle(&mut repetition(seed, Choice::Permutation, number), &mut values);
        Self(values)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::Numbers;
    use super::*;

    fn columns(numbers: &mut Numbers, parameters: usize, worlds: usize) -> Vec<Vec<f64>> {
        (0..parameters).map(|_| numbers.uniforms(worlds)).collect()
    }

    /// Among 220 parameters and 200 worlds, 3 times the first, the square of the second, and noise:
    /// variances 0.75, 4 / 45 * 4 = 0.356, and 0.5.
    #[test]
    fn indices_are_right_on_average_with_more_parameters_than_worlds() {
        let mut numbers = Numbers::new(5);
        let total = 0.75 + 16.0 / 45.0 + 0.5;
        let (mut sums, repetitions) = ([0.0; 3], 60);
        for _ in 0..repetitions {
            let columns = columns(&mut numbers, 220, 200);
            let value = |row: usize| {
                let (x, z) = (columns[0][row], 2.0 * columns[1][row] - 1.0);
                3.0 * x + 2.0 * z * z + 0.5_f64.sqrt() * numbers.normal()
            };
            let values: Vec<f64> = (0..200).map(value).collect();
            let found = GivenData::new(&columns).unwrap().first_order(&values);
            for (sum, index) in sums.iter_mut().zip(&found) {
                *sum += index.unwrap() / f64::from(repetitions);
            }
        }
        for (found, variance) in sums.iter().zip([0.75, 16.0 / 45.0, 0.0]) {
            assert!((found - variance / total).abs() < 0.02, "{sums:?}");
        }
    }

    /// 200 sets of 60 worlds, 200 parameters and a value of noise, skewed: any parameter is called an
    /// effect at 0.05 in 5 % of them, within three standard errors.
    #[test]
    fn noise_is_called_noise_however_many_parameters() {
        let mut numbers = Numbers::new(6);
        let mut called = 0;
        for set in 0..200 {
            let data = GivenData::new(&columns(&mut numbers, 200, 60)).unwrap();
            let values: Vec<f64> = (0..60).map(|_| numbers.normal().exp()).collect();
            let p_values = data.family_wise(&values, 99, set).unwrap();
            called += usize::from(p_values.iter().any(|&p| p <= 0.05));
        }
        assert!((1..=19).contains(&called), "{called}");
    }

    /// A tenth of the variance among 220 parameters and 200 worlds is found; so are 2 parameters in
    /// one value.
    #[test]
    fn what_matters_is_told_from_noise() {
        let mut numbers = Numbers::new(7);
        let columns = columns(&mut numbers, 220, 200);
        let value = |row: usize| columns[3][row] + columns[9][row] + 0.4 * numbers.normal();
        let values: Vec<f64> = (0..200).map(value).collect();
        let p_values = GivenData::new(&columns).unwrap().family_wise(&values, 499, 1).unwrap();
        let called: Vec<usize> = (0..220).filter(|&column| p_values[column] <= 0.05).collect();
        assert_eq!(called, [3, 9]);
        assert_eq!(p_values[3], 1.0 / 500.0);
    }

    /// 300 sets of 200 worlds: the 90 % interval holds the true index in 85 to 95 % of them, if the
    /// parameter explains three quarters, a third, or a tenth.
    #[test]
    fn bootstrap_intervals_hold_the_index() {
        let mut numbers = Numbers::new(8);
        for noise in [1.0 / 3.0, 2.0, 9.0_f64] {
            let mut held = 0;
            for set in 0..300 {
                let column = numbers.uniforms(200);
                let value = |x: &f64| x * 12.0_f64.sqrt() + noise.sqrt() * numbers.normal();
                let values: Vec<f64> = column.iter().map(value).collect();
                let data = GivenData::new(&[column]).unwrap();
                let (low, high) = data.interval(0, &values, 0.9, 200, set).unwrap();
                held += usize::from((low..=high).contains(&(1.0 / (1.0 + noise))));
            }
            assert!((255..=285).contains(&held), "{noise} {held}");
        }
    }

    #[test]
    fn what_is_constant_has_no_index() {
        let data = GivenData::new(&[vec![1.0; 20], Numbers::new(9).uniforms(20)]).unwrap();
        let values = Numbers::new(10).uniforms(20);
        assert_eq!(data.first_order(&values)[0], None);
        assert!(data.first_order(&values)[1].is_some());
        assert_eq!(data.family_wise(&values, 19, 0).unwrap()[0], 1.0);
        assert_eq!(data.interval(0, &values, 0.9, 100, 0), None);
        assert_eq!(data.first_order(&[0.1; 20]), [None, None]);
        assert_eq!(data.family_wise(&[0.1; 20], 19, 0), None);
        assert!(GivenData::new(&[vec![1.0; 9]]).is_none());
    }
}
