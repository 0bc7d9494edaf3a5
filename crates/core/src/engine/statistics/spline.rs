//! Smooth curves through values: penalised splines.

use super::cholesky::Cholesky;
use super::moments::variance;

/// Parts into which the range of the parameter is divided.
const PARTS: usize = 10;

/// Cubic curves that overlap on each part.
const OVERLAP: usize = 4;

/// How many curves there are.
const CURVES: usize = PARTS + OVERLAP - 1;

/// How much a degree of freedom costs in cross-validation: more than 1, because cross-validation
/// alone now and then follows noise (Kim & Gu, *J R Stat Soc B* 2004;66:337-56).
const COST: f64 = 1.4;

/// Weights of the penalty, as multiples of that of the values: from nearly free to a straight line.
const WEIGHTS: [f64; 15] =
    [1e-4, 1e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1e0, 3e0, 1e1, 3e1, 1e2, 1e3, 1e4, 1e5, 1e6];

/// Curves of several values over one parameter: cubic B-splines with a penalty on second differences
/// (Eilers & Marx, *Stat Sci* 1996;11:89-121). One smoothness for all values, by generalised
/// cross-validation.
pub(super) struct Curves {
    /// For each world, the first of the curves that are not zero there, and their heights.
    heights: Vec<(usize, [f64; OVERLAP])>,
    /// Coefficients of each value.
    pub(super) coefficients: Vec<Vec<f64>>,
    /// Root of the matrix whose inverse is the covariance of coefficients for residuals of
    /// variance 1.
    root: Cholesky,
    /// Degrees of freedom of the curves.
    pub(super) freedom: f64,
}

impl Curves {
    /// Curves of `values`, each of one number a world. `None` if the parameter is constant or no
    /// curve can be found.
    pub(super) fn fit(parameter: &[f64], values: &[Vec<f64>]) -> Option<Self> {
        let low = parameter.iter().copied().fold(f64::INFINITY, f64::min);
        let high = parameter.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if low >= high {
            return None;
        }
        let heights: Vec<_> =
            parameter.iter().map(|x| heights((x - low) / (high - low) * PARTS as f64)).collect();
        let mut products = vec![vec![0.0; CURVES]; CURVES];
        for (first, heights) in &heights {
            for (i, a) in heights.iter().enumerate() {
                heights
                    .iter()
                    .enumerate()
                    .for_each(|(j, b)| products[first + i][first + j] += a * b);
            }
        }
        let right: Vec<Vec<f64>> = values.iter().map(|values| onto(&heights, values)).collect();
        let scales = values.iter().map(|values| variance(values)).collect::<Option<Vec<f64>>>()?;
        let penalty = penalty();
        let unit = trace(&products) / trace(&penalty);
        let mut best: Option<(f64, Self)> = None;
        for weight in WEIGHTS.map(|weight| weight * unit) {
            let add = |(a, b): (&Vec<f64>, &Vec<f64>)| {
                a.iter().zip(b).map(|(a, b)| a + weight * b).collect::<Vec<f64>>()
            };
            let matrix: Vec<Vec<f64>> = products.iter().zip(&penalty).map(add).collect();
            let Some(root) = Cholesky::of(&matrix) else { continue };
            let coefficients = right.iter().map(|right| root.solve(right)).collect();
            let freedom = (0..CURVES).map(|i| root.solve(&products[i])[i]).sum::<f64>();
            let curves = Self { heights: heights.clone(), coefficients, root, freedom };
            let score = curves.score(values, &scales);
            if best.as_ref().is_none_or(|(least, _)| score < *least) {
                best = Some((score, curves));
            }
        }
        best.map(|(_, curves)| curves)
    }

    /// The generalised cross-validation, summed over the values in units of their variance.
    fn score(&self, values: &[Vec<f64>], scales: &[f64]) -> f64 {
        let free = self.heights.len() as f64 - COST * self.freedom;
        let left = |((values, coefficients), scale): ((&Vec<f64>, &Vec<f64>), &f64)| {
            let fitted = self.fitted(coefficients);
            let squares: f64 = values.iter().zip(&fitted).map(|(v, f)| (v - f).powi(2)).sum();
            if *scale > 0.0 { squares / scale } else { 0.0 }
        };
        let squares: f64 = values.iter().zip(&self.coefficients).zip(scales).map(left).sum();
        if free > 0.0 { squares / (free * free) } else { f64::INFINITY }
    }

    /// The curve with some coefficients, at each world.
    pub(super) fn fitted(&self, coefficients: &[f64]) -> Vec<f64> {
        let at = |(first, heights): &(usize, [f64; OVERLAP])| {
            heights.iter().zip(&coefficients[*first..]).map(|(h, c)| h * c).sum()
        };
        self.heights.iter().map(at).collect()
    }

    /// From independent standard normal numbers, one a curve: by how much coefficients can be off, for
    /// residuals of variance 1.
    pub(super) fn off(&self, normal: Vec<f64>) -> Vec<f64> {
        self.root.solve_upper(normal)
    }

    /// How many normal numbers [`off`](Self::off) needs.
    pub(super) fn count(&self) -> usize {
        CURVES
    }
}

/// The curves that are not zero at a place between 0 and [`PARTS`], and their heights there.
fn heights(place: f64) -> (usize, [f64; OVERLAP]) {
    let part = (place as usize).min(PARTS - 1);
    let t = place - part as f64;
    let s = 1.0 - t;
    let (t2, t3) = (t * t, t * t * t);
    let middle = (3.0 * t3 - 6.0 * t2 + 4.0) / 6.0;
    (part, [s * s * s / 6.0, middle, (1.0 - s * s * s / 6.0 - t3 / 6.0) - middle, t3 / 6.0])
}

/// Sums of products of the values with each curve.
fn onto(heights: &[(usize, [f64; OVERLAP])], values: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; CURVES];
    for ((first, heights), value) in heights.iter().zip(values) {
        for (sum, height) in sums[*first..].iter_mut().zip(heights) {
            *sum += height * value;
        }
    }
    sums
}

/// The penalty: sums of products of second differences.
fn penalty() -> Vec<Vec<f64>> {
    let mut penalty = vec![vec![0.0; CURVES]; CURVES];
    for first in 0..CURVES - 2 {
        for (i, a) in [1.0, -2.0, 1.0].into_iter().enumerate() {
            for (j, b) in [1.0, -2.0, 1.0].into_iter().enumerate() {
                penalty[first + i][first + j] += a * b;
            }
        }
    }
    penalty
}

fn trace(matrix: &[Vec<f64>]) -> f64 {
    matrix.iter().enumerate().map(|(i, row)| row[i]).sum()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Numbers;
    use super::*;

    #[test]
    fn a_straight_line_is_found_whatever_the_penalty_and_noise_has_few_degrees_of_freedom() {
        let mut numbers = Numbers::new(20);
        let parameter = numbers.uniforms(100);
        let line: Vec<f64> = parameter.iter().map(|x| 3.0 - 2.0 * x).collect();
        let curves = Curves::fit(&parameter, std::slice::from_ref(&line)).unwrap();
        let fitted = curves.fitted(&curves.coefficients[0]);
        assert!(fitted.iter().zip(&line).all(|(found, value)| (found - value).abs() < 1e-6));
        let noise = (0..100).map(|_| numbers.normal()).collect();
        assert!(Curves::fit(&parameter, &[noise]).unwrap().freedom < 4.0);
    }

    /// A wave of height 1 with noise of deviation 0.3, from 400 worlds: off by less than 0.06, as a root of a mean of squares.
    #[test]
    fn a_wave_is_found_in_noise() {
        let mut numbers = Numbers::new(21);
        let parameter = numbers.uniforms(400);
        let wave: Vec<f64> = parameter.iter().map(|x| (6.0 * x).sin()).collect();
        let values = wave.iter().map(|wave| wave + 0.3 * numbers.normal()).collect();
        let curves = Curves::fit(&parameter, &[values]).unwrap();
        let fitted = curves.fitted(&curves.coefficients[0]);
        let square: f64 = fitted.iter().zip(&wave).map(|(a, b)| (a - b).powi(2)).sum();
        assert!((square / 400.0).sqrt() < 0.06, "{}", (square / 400.0).sqrt());
    }

    #[test]
    fn a_constant_parameter_has_no_curve() {
        assert!(Curves::fit(&[1.0; 20], &[vec![2.0; 20]]).is_none());
    }
}
