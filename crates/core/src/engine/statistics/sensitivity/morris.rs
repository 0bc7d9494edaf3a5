//! Elementary effects: what one step of one parameter changes, from many places. A first look at
//! many parameters, with about ten runs a parameter.

use super::super::interval::{Interval, mean_interval};
use super::super::moments::{mean, variance};
use super::super::resample::{Choice, below, repetition, shuffle};

/// The elementary effects of a parameter, in the unit of the value for the whole range of the
/// parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effects {
    /// Their mean (mu): the direction.
    pub mean: f64,
    /// The mean of their sizes (mu*) and its interval by Student's t: the strength.
    pub size: Interval,
    /// Their standard deviation (sigma): large compared with `size` if the effect is curved or depends on
    /// other parameters. `None` of one effect.
    pub deviation: Option<f64>,
}

/// Places in the unit cube of `parameters` sides for elementary effects (Morris, *Technometrics*
/// 1991;33:161-74): trajectories one after the other, each of `parameters` + 1 points that differ
/// from the one before in one parameter, by levels / (2 (levels - 1)). `levels` are the values that a
/// parameter can take, spread evenly from 0 to 1; 4 is usual. A trajectory does not depend on how
/// many there are. Odd levels are raised to the next even number, and are at least 2.
pub fn trajectories(parameters: usize, count: usize, levels: usize, seed: u64) -> Vec<Vec<f64>> {
    let levels = levels.max(2).next_multiple_of(2);
    (0..count).flat_map(|number| trajectory(parameters, levels, seed, number)).collect()
}

fn trajectory(parameters: usize, levels: usize, seed: u64, number: usize) -> Vec<Vec<f64>> {
    let mut draw = repetition(seed, Choice::Trajectory, number);
    let half = levels / 2;
    let at = |level: usize| level as f64 / (levels - 1) as f64;
    // Each parameter has a level in the lower half and starts there, or half of the levels above.
    let starts: Vec<(usize, usize)> =
        (0..parameters).map(|_| (below(&mut draw, half), half * below(&mut draw, 2))).collect();
    let mut turns: Vec<usize> = (0..parameters).collect();
    shuffle(&mut draw, &mut turns);
    let mut point: Vec<f64> = starts.iter().map(|(low, up)| at(low + up)).collect();
    let mut points = vec![point.clone()];
    for parameter in turns {
        let (low, up) = starts[parameter];
        point[parameter] = at(low + half - up);
        points.push(point.clone());
    }
    points
}

/// The elementary effects of each parameter from the points of [`trajectories`] and the value at
/// each (mu* of Campolongo, Cariboni & Saltelli, *Environ Model Softw* 2007;22:1509-18), with an
/// interval at `level`. Effects of which a value is missing are left out; `None` of a parameter that
/// has none.
///
/// # Panics
/// If there are not as many values as points, or two points in a row of a trajectory do not differ
/// in one parameter.
pub fn elementary_effects(
    points: &[Vec<f64>],
    values: &[Option<f64>],
    level: f64,
) -> Vec<Option<Effects>> {
    assert_eq!(points.len(), values.len(), "one value a point");
    let parameters = points.first().map_or(0, Vec::len);
    let mut effects = vec![Vec::new(); parameters];
    for (points, values) in points.chunks(parameters + 1).zip(values.chunks(parameters + 1)) {
        for (points, values) in points.windows(2).zip(values.windows(2)) {
            let steps = || points[0].iter().zip(&points[1]).map(|(from, to)| to - from).enumerate();
            let mut moved = steps().filter(|&(_, step)| step != 0.0);
            let (Some((parameter, step)), None) = (moved.next(), moved.next()) else {
                panic!("two points of a trajectory differ in one parameter");
            };
            if let [Some(from), Some(to)] = values[..] {
                effects[parameter].push((to - from) / step);
            }
        }
    }
    effects.iter().map(|effects| summary(effects, level)).collect()
}

fn summary(effects: &[f64], level: f64) -> Option<Effects> {
    let sizes: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
    let size = mean_interval(&sizes, level)?;
    Some(Effects { mean: mean(effects), size, deviation: variance(effects).map(f64::sqrt) })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::Numbers;
    use super::*;

    fn found(points: &[Vec<f64>], model: impl Fn(&[f64]) -> f64) -> Vec<Effects> {
        let values: Vec<Option<f64>> = points.iter().map(|point| Some(model(point))).collect();
        elementary_effects(points, &values, 0.95).into_iter().map(Option::unwrap).collect()
    }

    /// Every trajectory moves each parameter once by two thirds, from a level to a level, up as often
    /// as down.
    #[test]
    fn a_trajectory_moves_every_parameter_once() {
        let points = trajectories(7, 200, 4, 1);
        assert_eq!(points.len(), 1600);
        assert_eq!(points[..80], trajectories(7, 10, 4, 1));
        let (mut up, mut counts) = (0, [0_i32; 4]);
        for points in points.chunks(8) {
            let mut moved = [0; 7];
            for pair in points.windows(2) {
                for (column, (from, to)) in pair[0].iter().zip(&pair[1]).enumerate() {
                    if from != to {
                        moved[column] += 1;
                        up += i32::from(to > from);
                        assert!(((to - from).abs() - 2.0 / 3.0).abs() < 1e-12);
                    }
                }
            }
            assert_eq!(moved, [1; 7]);
            points[0].iter().for_each(|x| counts[(x * 3.0).round() as usize] += 1);
        }
        assert!((up - 700).abs() < 95, "{up}");
        assert!(counts.iter().all(|count| (count - 350).abs() < 82), "{counts:?}");
    }

    #[test]
    fn effects_of_a_sum_are_its_coefficients_and_do_not_vary() {
        let effects = found(&trajectories(3, 5, 6, 2), |x| 2.0 * x[0] - 3.0 * x[1]);
        for (effects, slope) in effects.iter().zip([2.0, -3.0, 0.0_f64]) {
            assert!((effects.mean - slope).abs() < 1e-12);
            assert!((effects.size.estimate - slope.abs()).abs() < 1e-12);
            assert!(effects.deviation.unwrap() < 1e-12);
        }
    }

    #[test]
    fn a_missing_value_takes_its_effects_along() {
        let points = trajectories(2, 1, 4, 3);
        let values = [Some(1.0), Some(2.0), None];
        let effects = elementary_effects(&points, &values, 0.95);
        assert_eq!(effects.iter().flatten().count(), 1);
        let one = effects.into_iter().flatten().next().unwrap();
        assert_eq!((one.deviation, one.size.bounds), (None, None));
    }

    /// The function of Morris's paper: 20 inputs, of which the paper calls 8 to 10 linear, 1 to 7
    /// curved or in interactions, and 11 to 20 negligible.
    #[test]
    fn the_function_of_morris_is_screened_as_in_his_paper() {
        let mut numbers = Numbers::new(12);
        let small: Vec<f64> = (0..20).map(|_| numbers.normal()).collect();
        let pairs: Vec<f64> = (0..400).map(|_| numbers.normal()).collect();
        let model = |x: &[f64]| {
            let w: Vec<f64> = (x.iter().enumerate())
                .map(|(i, &x)| match i {
                    2 | 4 | 6 => 2.0 * (1.1 * x / (x + 0.1) - 0.5),
                    _ => 2.0 * (x - 0.5),
                })
                .collect();
            let mut sum = 0.0;
            for i in 0..20 {
                sum += w[i] * if i < 10 { 20.0 } else { small[i] };
                for j in i + 1..20 {
                    sum += w[i] * w[j] * if j < 6 { -15.0 } else { pairs[20 * i + j] };
                    for l in j + 1..5 {
                        sum -= 10.0 * w[i] * w[j] * w[l];
                        for s in l + 1..4 {
                            sum += 5.0 * w[i] * w[j] * w[l] * w[s];
                        }
                    }
                }
            }
            sum
        };
        let effects = found(&trajectories(20, 20, 4, 4), model);
        for (input, effects) in (1..).zip(&effects) {
            let (size, deviation) = (effects.size.estimate, effects.deviation.unwrap());
            match input {
                1..=7 => assert!(size > 25.0 && deviation > 15.0, "{input} {effects:?}"),
                8..=10 => assert!(size > 30.0 && deviation < 10.0, "{input} {effects:?}"),
                _ => assert!(size < 12.0, "{input} {effects:?}"),
            }
        }
    }
}
