//! Which axis matters, from a design whose points are made for it: elementary effects of trajectories,
//! and Sobol's indices of points that exchange groups of axes. Where a point has no value, only what is
//! computed from it is left out.

mod table;

use mhst_core::engine::statistics::Interval;
use mhst_core::engine::statistics::sensitivity::{self, elementary_effects};
use mhst_core::model::results::{Measure, Statistic};

pub(crate) use self::table::IndicesTable;
pub use self::table::{csv, read};
use crate::cell::rounded;
use crate::report::MAIN_RESULTS;

/// Level of the intervals.
const LEVEL: f64 = 0.95;
/// Resamples for the intervals of Sobol's indices, and their seed.
const RESAMPLES: usize = 400;
const SEED: u64 = 2023;

/// How the points of a design were made.
#[derive(Clone, PartialEq, Debug)]
pub enum Method {
    /// In trajectories: these points in the unit cube.
    Trajectories(Vec<Vec<f64>>),
    /// In rows of the point a, the point a with each group from b, and the point b.
    Exchanges,
}

/// How strongly an axis, or a group of axes, acts on a main result of all children.
#[derive(Clone, PartialEq, Debug)]
pub struct Index {
    /// The axis or group.
    pub subject: String,
    /// What was measured.
    pub measure: Measure,
    /// Which statistic of it.
    pub statistic: Statistic,
    /// How strongly; `None` where no effect is left, or the result is the same everywhere.
    pub strength: Option<Strength>,
    /// Elementary effects, or base points, that it rests on.
    pub used: usize,
    /// Those that are left out because a point has no value.
    pub left_out: usize,
    /// Points of the design that have a value.
    pub points: usize,
}

/// How strongly.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Strength {
    /// By elementary effects, in the unit of the measure over the whole axis.
    Effects {
        /// Their mean (mu).
        mean: f64,
        /// The mean of their sizes (mu*).
        size: Ranged,
        /// Their standard deviation (sigma); `None` of one effect.
        deviation: Option<f64>,
    },
    /// By shares of the variance.
    Shares {
        /// Of the group alone.
        first: Ranged,
        /// Of the group with all its interactions.
        total: Ranged,
    },
}

/// An estimate with its interval of 95 %.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ranged {
    /// The estimate.
    pub estimate: f64,
    /// Lower and upper end; `None` where there is no interval.
    pub bounds: Option<(f64, f64)>,
}

impl Ranged {
    /// To the digits of the table, so that what is shown is the same when the table is read again.
    fn new(estimate: f64, bounds: Option<(f64, f64)>) -> Self {
        let bounds = bounds.map(|(low, high)| (rounded(low), rounded(high)));
        Self { estimate: rounded(estimate), bounds }
    }
}

impl Index {
    /// What is compared between axes: mu*, or the total index.
    pub fn main(&self) -> Option<Ranged> {
        self.strength.map(|strength| match strength {
            Strength::Effects { size, .. } => size,
            Strength::Shares { total, .. } => total,
        })
    }

    /// Whether it is of elementary effects; `None` where there is nothing to tell by.
    pub fn is_of_effects(&self) -> Option<bool> {
        self.strength.map(|strength| matches!(strength, Strength::Effects { .. }))
    }
}

/// The indices of every main result, the strongest subject first. `results` are those of each point in
/// the order of the design.
///
/// # Panics
/// If there are not as many results as the design has points.
pub fn indices(
    subjects: &[String],
    method: &Method,
    results: &[[Option<f64>; MAIN_RESULTS.len()]],
) -> Vec<Index> {
    let of_result = |(place, (measure, statistic)): (usize, (Measure, Statistic))| {
        let values: Vec<Option<f64>> = results.iter().map(|results| results[place]).collect();
        let points = values.iter().flatten().count();
        let found = match method {
            Method::Trajectories(cube) => effects(cube, &values),
            Method::Exchanges => shares(subjects.len(), &values),
        };
        let named = subjects.iter().zip(found).map(|(subject, found)| Index {
            subject: subject.clone(),
            measure,
            statistic,
            strength: found.strength,
            used: found.used,
            left_out: found.all - found.used,
            points,
        });
        let mut named: Vec<Index> = named.collect();
        let strength = |index: &Index| index.main().map_or(f64::NEG_INFINITY, |it| it.estimate);
        named.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
        named
    };
    MAIN_RESULTS.into_iter().enumerate().flat_map(of_result).collect()
}

/// What was found of one subject.
struct Found {
    strength: Option<Strength>,
    used: usize,
    all: usize,
}

fn effects(cube: &[Vec<f64>], values: &[Option<f64>]) -> Vec<Found> {
    let axes = cube.first().map_or(0, Vec::len);
    let all = cube.len() / (axes + 1);
    let found = elementary_effects(cube, values, LEVEL).into_iter();
    found
        .map(|found| {
            let strength = found.map(|sensitivity::Effects { mean, size, deviation }| {
                let Interval { estimate, bounds, .. } = size;
                Strength::Effects {
                    mean: rounded(mean),
                    size: Ranged::new(estimate, bounds),
                    deviation: deviation.map(rounded),
                }
            });
            Found { strength, used: found.map_or(0, |found| found.size.replicates), all }
        })
        .collect()
}

/// Each group by itself, so that a point without a value takes only its own group along.
fn shares(groups: usize, values: &[Option<f64>]) -> Vec<Found> {
    let rows = || values.chunks(groups + 2);
    assert_eq!(values.len() % (groups + 2), 0, "two more points than groups in each row");
    let of_group = |group: usize| {
        let three: Vec<Option<f64>> =
            rows().flat_map(|row| [row[0], row[group + 1], row[groups + 1]]).collect();
        let used = three.chunks(3).filter(|row| row.iter().all(Option::is_some)).count();
        let found = sensitivity::indices(&three, 1, LEVEL, RESAMPLES, SEED);
        let ranged = |index: sensitivity::Index| Ranged::new(index.estimate, Some(index.bounds));
        let strength = found.and_then(|found| {
            let found = found.first()?;
            Some(Strength::Shares { first: ranged(found.first), total: ranged(found.total) })
        });
        Found { strength, used, all: rows().count() }
    };
    (0..groups).map(of_group).collect()
}

#[cfg(test)]
mod tests {
    use mhst_core::engine::statistics::sensitivity::{saltelli, trajectories};

    use super::*;

    fn names(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("axis {number}")).collect()
    }

    /// Results of which the first is given by the point, and the others are constant.
    fn results(
        cube: &[Vec<f64>],
        model: impl Fn(&[f64]) -> f64,
    ) -> Vec<[Option<f64>; MAIN_RESULTS.len()]> {
        let result = |point: &Vec<f64>| {
            let mut result = [Some(1.0); MAIN_RESULTS.len()];
            result[0] = Some(model(point));
            result
        };
        cube.iter().map(result).collect()
    }

    fn first<'a>(found: &'a [Index], subject: &str) -> &'a Index {
        found.iter().find(|index| index.subject == subject).unwrap()
    }

    #[test]
    fn the_slopes_of_a_sum_are_its_effects_and_the_strongest_comes_first() {
        let cube = trajectories(3, 6, 4, 1);
        let values = results(&cube, |x| 2.0 * x[0] - 5.0 * x[1]);
        let found = indices(&names(3), &Method::Trajectories(cube), &values);
        assert_eq!(found.len(), 3 * MAIN_RESULTS.len());
        let order: Vec<&str> = found[..3].iter().map(|index| index.subject.as_str()).collect();
        assert_eq!(order, ["axis 1", "axis 0", "axis 2"]);
        let Some(Strength::Effects { mean, size, deviation }) = found[0].strength else { panic!() };
        assert!((mean + 5.0).abs() < 1e-12 && (size.estimate - 5.0).abs() < 1e-12);
        assert!(deviation.unwrap() < 1e-12);
        assert_eq!((found[0].used, found[0].left_out, found[0].points), (6, 0, 24));
        // A result that is the same everywhere depends on nothing.
        assert_eq!(found[3].main().unwrap().estimate, 0.0);
    }

    #[test]
    fn the_shares_of_a_sum_are_those_of_its_variance() {
        let cube = saltelli(&[0, 1, 1], 1024, 3);
        let values = results(&cube, |x| x[0] + x[1] + x[2]);
        let found = indices(&names(2), &Method::Exchanges, &values);
        for (subject, expected) in [("axis 0", 1.0 / 3.0), ("axis 1", 2.0 / 3.0)] {
            let index = first(&found, subject);
            let Some(Strength::Shares { first, total }) = index.strength else { panic!() };
            for share in [first, total] {
                assert!((share.estimate - expected).abs() < 0.03, "{index:?}");
                let (low, high) = share.bounds.unwrap();
                assert!(low < expected && expected < high, "{index:?}");
            }
        }
        assert_eq!(found[2].strength, None, "a result that is the same everywhere");
    }

    /// What does not rest on the point without a value is as it was.
    #[test]
    fn a_point_without_a_value_takes_only_its_own_effects_along() {
        let cube = trajectories(3, 4, 4, 2);
        let mut values = results(&cube, |x| (1.0 + x[0]) * (1.0 + x[1]) * (1.0 + x[2]));
        let whole = indices(&names(3), &Method::Trajectories(cube.clone()), &values);
        values[0][0] = None;
        let found = indices(&names(3), &Method::Trajectories(cube.clone()), &values);
        let moved = (0..3).find(|&axis| cube[0][axis] != cube[1][axis]).unwrap();
        for axis in 0..3 {
            let subject = format!("axis {axis}");
            let (before, after) = (first(&whole, &subject), first(&found, &subject));
            assert_eq!(after.points, 15);
            assert_eq!((after.used, after.left_out), if axis == moved { (3, 1) } else { (4, 0) });
            assert_eq!(before.strength == after.strength, axis != moved);
        }

        let cube = saltelli(&[0, 1], 16, 2);
        let mut values = results(&cube, |x| x[0] + x[1]);
        let whole = indices(&names(2), &Method::Exchanges, &values);
        values[4 + 1][0] = None;
        let found = indices(&names(2), &Method::Exchanges, &values);
        assert_eq!(first(&found, "axis 1").strength, first(&whole, "axis 1").strength);
        let (axis, before) = (first(&found, "axis 0"), first(&whole, "axis 0"));
        assert_ne!(axis.strength, before.strength);
        assert_eq!((axis.used, axis.left_out, axis.points), (15, 1, 63));
    }
}
