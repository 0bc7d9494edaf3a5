//! PAWN: how far the distribution of a value moves where one parameter is known. It sees what
//! changes the spread or a tail and not the mean, which shares of variance do not.

use super::super::quantile::Ordered;
use super::super::resample::{Choice, repetition, shuffle};
use super::order;

/// Distances between the distribution of a value over all worlds and over those of one slice of a
/// parameter (Kolmogorov & Smirnov), from 0 to 1, over the slices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pawn {
    /// Median distance over slices: the index of the parameter.
    pub median: f64,
    /// Greatest distance.
    pub greatest: f64,
}

/// The PAWN index of a parameter from given data (Pianosi & Wagener, *Environ Model Softw*
/// 2018;108:197-207), with `slices` parts of the worlds that are equal but for one, by rank of the
/// parameter. `None` if there are fewer than two slices or five worlds a slice, or a value is not a
/// number.
///
/// Noise moves a distribution too: compare with [`pawn_of_noise`].
///
/// # Panics
/// If there are not as many values as worlds.
pub fn pawn(parameter: &[f64], values: &[f64], slices: usize) -> Option<Pawn> {
    assert_eq!(parameter.len(), values.len(), "one value a world");
    let places = places(values, slices)?;
    if parameter.iter().any(|value| value.is_nan()) {
        return None;
    }
    of_order(&order(parameter), &places, slices)
}

/// PAWN indices of `repetitions` parameters that are noise, in ascending order: an index above 95 %
/// of them is above chance. `None` as of [`pawn`].
pub fn pawn_of_noise(
    values: &[f64],
    slices: usize,
    repetitions: usize,
    seed: u64,
) -> Option<Ordered> {
    let places = places(values, slices)?;
    let index = |number| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        shuffle(&mut repetition(seed, Choice::Permutation, number), &mut order);
        of_order(&order, &places, slices).map(|found| found.median)
    };
    Ordered::new((0..repetitions).map(index).collect::<Option<_>>()?)
}

/// The distribution of a value over all worlds.
struct Places {
    /// For each world, the place of its value among the different values.
    place: Vec<usize>,
    /// Number of worlds with each of the different values.
    worlds: Vec<usize>,
}

fn places(values: &[f64], slices: usize) -> Option<Places> {
    if slices < 2 || values.len() < 5 * slices || values.iter().any(|value| value.is_nan()) {
        return None;
    }
    let order = order(values);
    let (mut place, mut worlds) = (vec![0; values.len()], Vec::new());
    for ties in order.chunk_by(|&a, &b| values[a] == values[b]) {
        ties.iter().for_each(|&row| place[row] = worlds.len());
        worlds.push(ties.len());
    }
    Some(Places { place, worlds })
}

fn of_order(order: &[usize], places: &Places, slices: usize) -> Option<Pawn> {
    let n = order.len();
    let slice = |s: usize| distance(&order[s * n / slices..(s + 1) * n / slices], places, n);
    let distances = Ordered::new((0..slices).map(slice).collect())?;
    Some(Pawn { median: distances.median(), greatest: distances.quantile(1.0) })
}

/// The greatest difference between the distribution over some worlds and over all.
fn distance(some: &[usize], places: &Places, all: usize) -> f64 {
    let mut counts = vec![0_usize; places.worlds.len()];
    some.iter().for_each(|&row| counts[places.place[row]] += 1);
    let (mut below, mut below_of_all, mut greatest) = (0, 0, 0.0_f64);
    for (count, worlds) in counts.iter().zip(&places.worlds) {
        below += count;
        below_of_all += worlds;
        let difference = below as f64 / some.len() as f64 - below_of_all as f64 / all as f64;
        greatest = greatest.max(difference.abs());
    }
    greatest
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::Numbers;
    use super::*;

    /// A value that is the parameter itself: a slice of 10 lies 0.9, 0.8, ... 0.5 from all.
    #[test]
    fn a_value_that_is_its_parameter_by_hand() {
        let parameter: Vec<f64> = (0..100).map(f64::from).collect();
        let found = pawn(&parameter, &parameter, 10).unwrap();
        assert!((found.greatest - 0.9).abs() < 1e-12, "{found:?}");
        assert!((found.median - 0.7).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn what_changes_only_the_spread_is_seen_and_noise_is_not() {
        let mut numbers = Numbers::new(11);
        let (parameter, noise) = (numbers.uniforms(500), numbers.uniforms(500));
        let values: Vec<f64> = parameter.iter().map(|x| (x + 0.1) * numbers.normal()).collect();
        let chance = pawn_of_noise(&values, 10, 199, 1).unwrap().quantile(0.95);
        assert!(pawn(&parameter, &values, 10).unwrap().median > chance);
        assert!(pawn(&noise, &values, 10).unwrap().median < chance);
    }

    #[test]
    fn too_few_worlds_have_no_index() {
        assert_eq!(pawn(&[1.0; 49], &[1.0; 49], 10), None);
        assert_eq!(pawn(&[1.0; 50], &[f64::NAN; 50], 10), None);
        assert_eq!(pawn(&[1.0; 50], &[1.0; 50], 1), None);
    }
}
