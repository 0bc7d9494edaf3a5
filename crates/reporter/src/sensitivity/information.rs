//! What it would be worth to know more before choosing between the base and its variants.

use mhst_core::engine::statistics::{Evppi, evpi, evppi};
use mhst_core::model::parameters::Parameter;
use mhst_core::model::results::{Measure, Statistic};

use super::{SEED, Subject, of_point, values};
use crate::report::MAIN_RESULTS;
use crate::worlds::Worlds;

/// Draws of the curves by which bias and standard error are found.
const DRAWS: usize = 200;

/// What is to be as low, or as high, as it can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Objective {
    /// What is measured: one of the main results.
    pub measure: Measure,
    /// Which statistic of it.
    pub statistic: Statistic,
    /// Whether less of it is better.
    pub lower_is_better: bool,
}

/// What a parameter would be worth to know.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Worth {
    /// The parameter.
    pub parameter: Parameter,
    /// The expected value of knowing it, in the unit of the objective.
    pub evppi: Evppi,
}

/// What it would be worth to know more.
#[derive(Clone, PartialEq, Debug)]
pub struct Information {
    /// Points among which one is chosen, with the mean of the objective over worlds.
    pub options: Vec<(u32, f64)>,
    /// The point that is best on average.
    pub best: u32,
    /// Share of the worlds in which it is the best.
    pub best_in: f64,
    /// Expected value of knowing everything, in the unit of the objective; chance counts as
    /// information.
    pub evpi: f64,
    /// Each parameter, the most valuable first.
    pub worth: Vec<Worth>,
    /// Worlds in which every option has a value.
    pub worlds: usize,
}

/// What it would be worth to know more before a choice between the points of a comparison. `None` if it
/// is no comparison, the objective is no main result, or there are fewer than 30 worlds with a value at
/// every point.
pub fn information(worlds: &Worlds, objective: Objective) -> Option<Information> {
    let Objective { measure, statistic, lower_is_better } = objective;
    let place = MAIN_RESULTS.iter().position(|result| *result == (measure, statistic))?;
    let mut points: Vec<u32> = worlds.worlds.iter().map(|world| world.point).collect();
    points.dedup();
    if points.len() < 2 || points[0] != 0 {
        return None;
    }
    let sign = if lower_is_better { -1.0 } else { 1.0 };
    let found: Vec<Vec<(u32, f64)>> = points
        .iter()
        .map(|&point| {
            let subject = Subject { point, is_difference: false, measure, statistic };
            let of_world = |(world, value): (&crate::worlds::World, f64)| (world.number, value);
            values(worlds, subject, place).into_iter().map(of_world).collect()
        })
        .collect();
    let value = |option: &[(u32, f64)], number: u32| {
        option.iter().find(|(known, _)| *known == number).map(|(_, value)| sign * value)
    };
    let common: Vec<u32> = found[0]
        .iter()
        .map(|(number, _)| *number)
        .filter(|&number| found.iter().all(|option| value(option, number).is_some()))
        .collect();
    let benefits: Vec<Vec<f64>> = found
        .iter()
        .map(|option| common.iter().filter_map(|&number| value(option, number)).collect())
        .collect();
    let evpi = evpi(&benefits)?;
    let base: Vec<_> = of_point(worlds, 0).filter(|it| common.contains(&it.number)).collect();
    let mut worth: Vec<Worth> = worlds
        .parameters
        .iter()
        .enumerate()
        .filter_map(|(index, &parameter)| {
            let column: Vec<f64> = base.iter().map(|world| world.values[index]).collect();
            Some(Worth { parameter, evppi: evppi(&column, &benefits, DRAWS, SEED)? })
        })
        .collect();
    worth.sort_by(|a, b| b.evppi.corrected().total_cmp(&a.evppi.corrected()));
    let mean = |option: &Vec<f64>| option.iter().sum::<f64>() / option.len() as f64;
    let means: Vec<f64> = benefits.iter().map(mean).collect();
    let best = (0..points.len()).max_by(|&a, &b| means[a].total_cmp(&means[b]))?;
    let is_best = |world: &usize| benefits.iter().all(|it| it[*world] <= benefits[best][*world]);
    let wins = (0..common.len()).filter(is_best).count();
    Some(Information {
        options: points.iter().copied().zip(means.iter().map(|mean| sign * mean)).collect(),
        best: points[best],
        best_in: wins as f64 / common.len() as f64,
        evpi,
        worth,
        worlds: common.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worlds::World;

    /// Option 1 is better by the first parameter, which is as often above zero as below; the second is
    /// noise. Who knows the first gains the mean of what it is above zero: 0.25 of a uniform on -1 to 1.
    #[test]
    fn the_parameter_that_decides_is_worth_as_much_as_everything() {
        let keys = ["attrition.other_per_year", "severity.onset_sd"];
        let number = 201;
        let even = |step: u32, world: u32| {
            2.0 * f64::from((world * step) % number) / f64::from(number - 1) - 1.0
        };
        let world = |point: u32, world: u32| {
            let values = vec![even(7, world), even(11, world)];
            let mut results = vec![None; MAIN_RESULTS.len()];
            results[0] = Some(5.0 - f64::from(point) * values[0]);
            World { point, number: world, values, results }
        };
        let of = |point| (1..=number).map(move |number| world(point, number));
        let worlds = Worlds {
            parameters: keys.map(Parameter::named).to_vec(),
            worlds: of(0).chain(of(1)).collect(),
        };
        let (measure, statistic) = MAIN_RESULTS[0];
        let objective = Objective { measure, statistic, lower_is_better: true };
        let found = information(&worlds, objective).unwrap();
        assert!((found.evpi - 0.25).abs() < 0.01, "{}", found.evpi);
        assert_eq!(found.worth[0].parameter, Parameter::named(keys[0]));
        assert!((found.worth[0].evppi.estimate - 0.25).abs() < 0.02, "{found:?}");
        assert!(found.worth[1].evppi.corrected() < 0.05, "{found:?}");
        assert!((found.best_in - 0.5).abs() < 0.02, "{}", found.best_in);
        let other = Objective { measure: MAIN_RESULTS[1].0, ..objective };
        assert_eq!(information(&worlds, other), None);
    }
}
