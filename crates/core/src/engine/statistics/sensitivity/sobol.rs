//! Sobol's indices from a design of their own: which share of the variance goes with a parameter
//! alone, and which with it and all its interactions.

use super::super::quantile::Ordered;
use super::super::resample::{Choice, repetition, rows};

/// The most base points of a design: the Sobol sequence that is used has no more.
pub const MOST_POINTS: usize = 1 << 16;

/// Dimensions of one Sobol sequence.
const DIMENSIONS: usize = sobol_burley::NUM_DIMENSIONS as usize;

/// An index with its interval by the bootstrap over base points (percentiles).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// Share of the variance.
    pub estimate: f64,
    /// Lower and upper end.
    pub bounds: (f64, f64),
}

/// The indices of a parameter or group of parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Indices {
    /// Of the group alone.
    pub first: Index,
    /// Of the group with all its interactions with others.
    pub total: Index,
}

/// The design of Saltelli (*Comput Phys Commun* 2002;145:280-97; and 2010;181:259-70) in the
/// open unit cube. `groups` gives the group of each column, from 0; a column alone in its group is a
/// parameter of its own. For each base point there are, in this order, the point a, for each group
/// the point a with the columns of the group from b, and the point b: groups + 2 points. `base` is
/// best a power of two.
///
/// The points a and b are a Sobol sequence of twice as many dimensions as columns, scrambled by
/// `seed` (Owen 1995; Burley 2020). Beyond 128 columns several independent sequences are put
/// together.
///
/// # Panics
/// If `base` is more than [`MOST_POINTS`].
pub fn saltelli(groups: &[usize], base: usize, seed: u64) -> Vec<Vec<f64>> {
    assert!(base <= MOST_POINTS, "{base} base points, at most {MOST_POINTS}");
    let columns = groups.len();
    let seeds: Vec<u32> = (0..=2 * columns / DIMENSIONS)
        .map(|set| (repetition(seed, Choice::Scramble, set).word() >> 32) as u32)
        .collect();
    let at = |point: usize, dimension: usize| {
        let within = (dimension % DIMENSIONS) as u32;
        let number = sobol_burley::sample(point as u32, within, seeds[dimension / DIMENSIONS]);
        // Numbers are multiples of 2^-24 from 0: the middle of each step is never 0.
        f64::from(number) + 1.0 / f64::from(1 << 25)
    };
    let mut points = Vec::with_capacity(base * (count(groups) + 2));
    for point in 0..base {
        let a: Vec<f64> = (0..columns).map(|column| at(point, column)).collect();
        let b: Vec<f64> = (0..columns).map(|column| at(point, columns + column)).collect();
        points.push(a.clone());
        for group in 0..count(groups) {
            let choose =
                |column: usize| if groups[column] == group { b[column] } else { a[column] };
            points.push((0..columns).map(choose).collect());
        }
        points.push(b);
    }
    points
}

fn count(groups: &[usize]) -> usize {
    groups.iter().max().map_or(0, |last| last + 1)
}

/// The indices of each of `groups` groups from the values at the points of [`saltelli`]: first order
/// by Saltelli et al. (*Comput Phys Commun* 2010;181:259-70, table 2 b), total by Jansen
/// (*Comput Phys Commun* 1999;117:35-43), with intervals at `level` from `resamples` resamples of
/// base points. A base point with any missing value is left out. `None` if fewer than two base points
/// are left, the values are constant, or nothing is resampled.
///
/// # Panics
/// If the values are not `groups` + 2 for each base point.
pub fn indices(
    values: &[Option<f64>],
    groups: usize,
    level: f64,
    resamples: usize,
    seed: u64,
) -> Option<Vec<Indices>> {
    assert_eq!(values.len() % (groups + 2), 0, "groups + 2 values for each base point");
    let whole = |point: &[Option<f64>]| point.iter().copied().collect::<Option<Vec<f64>>>();
    let points: Vec<Vec<f64>> = values.chunks(groups + 2).filter_map(whole).collect();
    // Centred values lose less by rounding, and make the first order less noisy.
    let mean = points.iter().flatten().sum::<f64>() / (points.len() * (groups + 2)) as f64;
    let centre = |point: &Vec<f64>| point.iter().map(|value| value - mean).collect();
    let points: Vec<Vec<f64>> = points.iter().map(centre).collect();
    let n = points.len();
    if n < 2 {
        return None;
    }
    let found = estimates(points.iter(), groups)?;
    let resampled: Vec<Vec<[f64; 2]>> = (0..resamples)
        .filter_map(|number| {
            let mut draw = repetition(seed, Choice::Bootstrap, number);
            estimates(rows(&mut draw, n).map(|row| &points[row]), groups)
        })
        .collect();
    let index = |group: usize, order: usize| {
        let all = Ordered::new(resampled.iter().map(|found| found[group][order]).collect())?;
        let bounds = (all.quantile(0.5 - level / 2.0), all.quantile(0.5 + level / 2.0));
        Some(Index { estimate: found[group][order], bounds })
    };
    (0..groups)
        .map(|group| Some(Indices { first: index(group, 0)?, total: index(group, 1)? }))
        .collect()
}

/// First-order and total index of each group; `None` if a and b do not vary.
fn estimates<'a>(
    points: impl Iterator<Item = &'a Vec<f64>>,
    groups: usize,
) -> Option<Vec<[f64; 2]>> {
    let mut sums = vec![[0.0; 2]; groups];
    let (mut n, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for point in points {
        let (a, b) = (point[0], point[groups + 1]);
        n += 1.0;
        sum += a + b;
        squares += a * a + b * b;
        for (sums, mixed) in sums.iter_mut().zip(&point[1..]) {
            sums[0] += b * (mixed - a);
            sums[1] += (a - mixed).powi(2) / 2.0;
        }
    }
    let variance = squares / (2.0 * n) - (sum / (2.0 * n)).powi(2);
    (variance > 0.0).then(|| sums.iter().map(|sums| sums.map(|sum| sum / n / variance)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::super::moments::{mean, variance};
    use super::*;

    fn found(groups: &[usize], base: usize, model: impl Fn(&[f64]) -> f64) -> Vec<Indices> {
        let values: Vec<Option<f64>> =
            saltelli(groups, base, 1).iter().map(|point| Some(model(point))).collect();
        indices(&values, count(groups), 0.99, 200, 2).unwrap()
    }

    #[track_caller]
    fn holds(index: &Index, expected: f64, tolerance: f64) {
        let (low, high) = index.bounds;
        assert!((low - 1e-3..=high + 1e-3).contains(&expected), "{index:?} {expected}");
        assert!((index.estimate - expected).abs() < tolerance, "{index:?} {expected}");
    }

    /// Ishigami's function with a = 7 and b = 0.1; indices of Sobol & Levitan 1999: first order
    /// 0.3139, 0.4424, 0, total 0.5576, 0.4424, 0.2437.
    #[test]
    fn the_indices_of_ishigami() {
        let ishigami = |x: &[f64]| {
            let z: Vec<f64> = x.iter().map(|x| (2.0 * x - 1.0) * std::f64::consts::PI).collect();
            z[0].sin() + 7.0 * z[1].sin().powi(2) + 0.1 * z[2].powi(4) * z[0].sin()
        };
        let expected = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
        for (found, (first, total)) in found(&[0, 1, 2], 2048, ishigami).iter().zip(expected) {
            holds(&found.first, first, 0.02);
            holds(&found.total, total, 0.02);
        }
    }

    /// Sobol's g-function with a = 0, 1, 4.5, 9, 99, 99, 99, 99, also with the last four as a group:
    /// partial variances are 1 / (3 (1 + a)^2), and that of a set is the product of 1 + them, less 1.
    #[test]
    fn the_indices_of_the_g_function_and_of_a_group() {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
        let model = |x: &[f64]| {
            x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
        };
        let part = |a: f64| 1.0 + 1.0 / (3.0 * (1.0 + a) * (1.0 + a));
        let all: f64 = a.iter().map(|&a| part(a)).product();
        let groupings: [&[usize]; 2] = [&[0, 1, 2, 3, 4, 5, 6, 7], &[0, 1, 2, 3, 4, 4, 4, 4]];
        for groups in groupings {
            for (group, found) in found(groups, 4096, model).iter().enumerate() {
                let of = |(column, &a): (usize, &f64)| (groups[column] == group).then(|| part(a));
                let own: f64 = a.iter().enumerate().filter_map(of).product();
                holds(&found.first, (own - 1.0) / (all - 1.0), 0.02);
                holds(&found.total, (all - all / own) / (all - 1.0), 0.02);
            }
        }
    }

    /// 220 columns need 440 dimensions: every one is uniform, and none goes with its partner in b.
    #[test]
    fn many_columns_are_uniform_and_independent() {
        let groups: Vec<usize> = (0..220).map(|column| column % 2).collect();
        let points = saltelli(&groups, 512, 3);
        let row = |step: usize| points.iter().skip(step).step_by(4);
        for column in 0..220 {
            let a: Vec<f64> = row(0).map(|point| point[column]).collect();
            let b: Vec<f64> = row(3).map(|point| point[column]).collect();
            assert!((mean(&a) - 0.5).abs() < 0.002 && (mean(&b) - 0.5).abs() < 0.002, "{column}");
            let products: Vec<f64> = a.iter().zip(&b).map(|(a, b)| (a - 0.5) * (b - 0.5)).collect();
            let error = (variance(&products).unwrap() / 512.0).sqrt();
            assert!(mean(&products).abs() < 4.0 * error, "{column}");
            for (point, (a, b)) in row(1 + groups[column]).zip(a.iter().zip(&b)) {
                assert!(point[column] == *b && *a > 0.0 && *a < 1.0);
            }
        }
    }

    #[test]
    fn a_base_point_with_a_missing_value_is_left_out() {
        let point = |base: f64| [Some(base), Some(base + 1.0), Some(3.0 * base)];
        let whole: Vec<Option<f64>> = [1.0, 2.0, 5.0].map(point).concat();
        let mut more = whole.clone();
        more.extend([Some(7.0), None, Some(9.0)]);
        assert_eq!(indices(&more, 1, 0.9, 50, 1), indices(&whole, 1, 0.9, 50, 1));
        assert_eq!(indices(&[Some(1.0); 6], 1, 0.9, 50, 1), None);
        assert_eq!(indices(&[Some(1.0), Some(2.0), Some(3.0)], 1, 0.9, 50, 1), None);
        assert_eq!(indices(&whole, 1, 0.9, 0, 1), None);
    }
}
