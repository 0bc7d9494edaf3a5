//! Where the points of a design lie.

use mhst_core::engine::draws::{BirthKey, Draws, Purpose};
use mhst_core::model::knowledge::Belief;

/// The values that an axis can take.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Levels {
    /// These, each as often as the others.
    Listed(Vec<f64>),
    /// All from the least to the greatest.
    Range { low: f64, high: f64, whole: bool },
    /// The quantiles of what is known, from a probability on and over so much probability.
    Known { belief: Belief, from: f64, width: f64 },
}

impl Levels {
    /// The value at `part` of the way through, 0 to 1. Equal parts are equally many values, or equally
    /// probable ones.
    fn at(&self, part: f64) -> f64 {
        match self {
            Self::Listed(values) => {
                values[((part * values.len() as f64) as usize).min(values.len() - 1)]
            }
            Self::Range { low, high, whole: true } => {
                (low + (part * (high - low + 1.0)).floor()).min(*high)
            }
            Self::Range { low, high, whole: false } => {
                tidy(low + part * (high - low)).clamp(*low, *high)
            }
            Self::Known { belief, from, width } => belief.quantile(from + part * width),
        }
    }
}

/// `steps` values from `low` to `high` at equal distances; whole ones are rounded.
pub(super) fn evenly(low: f64, high: f64, steps: usize, whole: bool) -> Vec<f64> {
    let last = (steps - 1) as f64;
    let value = |step: usize| match step {
        step if step + 1 == steps => high,
        step => {
            let exact = low + (high - low) * (step as f64 / last);
            if whole { exact.round() } else { tidy(exact).clamp(low, high) }
        }
    };
    (0..steps).map(value).collect()
}

/// Rounded to nine significant digits, so that what a table shows is what was used.
fn tidy(value: f64) -> f64 {
    format!("{value:.8e}").parse().unwrap_or(value)
}

/// Every combination, point by point: the last axis changes from each point to the next.
pub(super) fn grid(axes: &[&[f64]]) -> Vec<f64> {
    let points: usize = axes.iter().map(|axis| axis.len()).product();
    let mut table = Vec::with_capacity(points * axes.len());
    for point in 0..points {
        let mut rest = point;
        let mut row: Vec<f64> = axes
            .iter()
            .rev()
            .map(|axis| {
                let value = axis[rest % axis.len()];
                rest /= axis.len();
                value
            })
            .collect();
        row.reverse();
        table.extend(row);
    }
    table
}

/// Point i takes the i-th value of each axis.
pub(super) fn list(axes: &[&[f64]]) -> Vec<f64> {
    let points = axes.first().map_or(0, |axis| axis.len());
    (0..points).flat_map(|point| axes.iter().map(move |axis| axis[point])).collect()
}

/// What the draws of a design are for.
#[derive(Clone, Copy)]
enum For {
    Order = 1,
    Place = 2,
}

impl Purpose for For {
    fn number(self) -> u32 {
        self as u32
    }
}

/// A Latin hypercube: each axis is cut into as many equal parts as there are points, and each part
/// is used once. The draws of an axis are addressed by its key, so that another axis beside it
/// changes nothing about it.
pub(super) fn latin_hypercube(axes: &[(&str, &Levels)], points: usize, seed: u64) -> Vec<f64> {
    let columns = axes.iter().map(|(key, levels)| {
        let parts = stratified(key, points, seed).into_iter();
        parts.map(|part| levels.at(part)).collect::<Vec<f64>>()
    });
    let columns: Vec<Vec<f64>> = columns.collect();
    (0..points).flat_map(|point| columns.iter().map(move |column| column[point])).collect()
}

/// One number in each of `points` equal parts of 0 to 1, in random order.
fn stratified(key: &str, points: usize, seed: u64) -> Vec<f64> {
    let (draws, axis) = (Draws::new(seed, 0), BirthKey::named(key));
    let mut order: Vec<usize> = (0..points).collect();
    for last in (1..points).rev() {
        let part = draws.uniform(axis, For::Order, last as u64);
        order.swap(last, ((part * (last + 1) as f64) as usize).min(last));
    }
    let part = |stratum: usize| {
        let within = draws.uniform(axis, For::Place, stratum as u64);
        // The sum may round up to the next part.
        ((stratum as f64 + within) / points as f64)
            .min(((stratum + 1) as f64 / points as f64).next_down())
    };
    order.into_iter().map(part).collect()
}

/// The greatest number of points of a Sobol sequence, and of its axes.
pub(super) const SOBOL_POINTS: usize = 1 << 16;
pub(super) const SOBOL_AXES: usize = 256;

/// The beginning of a Sobol sequence, scrambled after Owen: its points fill the space evenly, and
/// the first of them do too. More points leave the first as they are.
pub(super) fn sobol(axes: &[&Levels], points: usize, seed: u32) -> Vec<f64> {
    let value = |point: usize, (axis, levels): (usize, &&Levels)| {
        levels.at(f64::from(sobol_burley::sample(point as u32, axis as u32, seed)))
    };
    (0..points)
        .flat_map(|point| axes.iter().enumerate().map(move |axis| value(point, axis)))
        .collect()
}

/// The points of a unit cube with a side for each axis, point by point.
pub(super) fn in_cube(axes: &[&Levels], cube: &[Vec<f64>]) -> Vec<f64> {
    let point = |parts: &Vec<f64>| -> Vec<f64> {
        axes.iter().zip(parts).map(|(levels, part)| levels.at(*part)).collect()
    };
    cube.iter().flat_map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UNIT: Levels = Levels::Range { low: 0.0, high: 1.0, whole: false };

    /// How many of `values`, from 0 to 1, lie in each of `parts` equal parts.
    fn counts(values: impl Iterator<Item = f64>, parts: usize) -> Vec<usize> {
        let mut counts = vec![0; parts];
        for value in values {
            counts[((value * parts as f64) as usize).min(parts - 1)] += 1;
        }
        counts
    }

    proptest! {
        #[test]
        fn a_latin_hypercube_uses_each_part_of_each_axis_once(
            points in 1_usize..200, seed in 0_u64..1000, key in "[a-z]{1,8}",
        ) {
            let parts = stratified(&key, points, seed);
            prop_assert!(parts.iter().all(|part| (0.0..1.0).contains(part)));
            prop_assert_eq!(counts(parts.into_iter(), points), vec![1; points]);
        }

        #[test]
        fn values_stay_in_range_and_whole_ones_whole(
            part in 0.0_f64..1.0, low in -5.0_f64..5.0, width in 0.1_f64..10.0,
        ) {
            let value = Levels::Range { low, high: low + width, whole: false }.at(part);
            prop_assert!((low..=low + width).contains(&value));
            let (low, high) = (low.round(), low.round() + width.ceil());
            let value = Levels::Range { low, high, whole: true }.at(part);
            prop_assert!((low..=high).contains(&value) && value.fract() == 0.0);
        }
    }

    #[test]
    fn a_sobol_sequence_stays_in_range_and_fills_every_axis_evenly() {
        for points in [2_usize, 16, 256] {
            let axes = [&UNIT; 7];
            let table = sobol(&axes, points, 0);
            assert_eq!(table.len(), 7 * points);
            assert!(table.iter().all(|value| (0.0..=1.0).contains(value)));
            for axis in 0..7 {
                let column = table.iter().skip(axis).step_by(7).copied();
                assert_eq!(counts(column, points), vec![1; points], "axis {axis} of {points}");
            }
            assert_eq!(table[..], sobol(&axes, 2 * points, 0)[..table.len()]);
        }
    }

    #[test]
    fn an_axis_keeps_its_values_when_another_comes() {
        let one = latin_hypercube(&[("a.b", &UNIT)], 20, 3);
        let two = latin_hypercube(&[("c.d", &UNIT), ("a.b", &UNIT)], 20, 3);
        assert_eq!(one, two.into_iter().skip(1).step_by(2).collect::<Vec<_>>());
        assert_ne!(one, latin_hypercube(&[("a.b", &UNIT)], 20, 4));
    }

    #[test]
    fn listed_values_come_equally_often() {
        let levels = Levels::Listed(vec![0.0, 1.0, 2.0]);
        let table = latin_hypercube(&[("a.b", &levels)], 30, 1);
        for value in [0.0, 1.0, 2.0] {
            assert_eq!(table.iter().filter(|&&found| found == value).count(), 10);
        }
    }

    #[test]
    fn a_grid_has_every_combination_and_a_list_goes_in_step() {
        let axes: [&[f64]; 2] = [&[1.0, 2.0], &[5.0, 6.0]];
        assert_eq!(grid(&axes), [1.0, 5.0, 1.0, 6.0, 2.0, 5.0, 2.0, 6.0]);
        assert_eq!(list(&axes), [1.0, 5.0, 2.0, 6.0]);
        assert_eq!(evenly(0.1, 0.9, 5, false), [0.1, 0.3, 0.5, 0.7, 0.9]);
        assert_eq!(evenly(1.0, 4.0, 3, true), [1.0, 3.0, 4.0]);
    }
}
