//! Which unknown matters: how much of the variation over plausible worlds goes with each parameter, and
//! what it would be worth to know it. Computed from worlds that were run, with no further run.

mod information;
mod table;

use mhst_core::engine::statistics::Ordered;
use mhst_core::engine::statistics::sensitivity::{GivenData, pawn, pawn_of_noise, thirds};
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::parameters::Parameter;
use mhst_core::model::results::{Measure, Statistic};

pub use self::information::{Information, Objective, Worth, information};
pub(crate) use self::table::SensitivityTable;
pub use self::table::csv;
use crate::report::MAIN_RESULTS;
use crate::targets::Met;
use crate::worlds::{World, Worlds};

/// Fewer worlds say nothing about any of two hundred parameters.
pub const ENOUGH_WORLDS: usize = 30;

/// Level of the intervals of indices.
const LEVEL: f64 = 0.9;
/// Up to this probability of noise a parameter is said to matter.
const NOISE: f64 = 0.05;
/// Permutations and resamples, and the seed of both.
const PERMUTATIONS: usize = 999;
const RESAMPLES: usize = 200;
const SEED: u64 = 2023;
/// Slices of PAWN: five worlds in each at least.
const MOST_SLICES: usize = 10;
const WORLDS_A_SLICE: usize = 5;
/// Parameters of which an interval is given even where they may be noise.
const ALWAYS: usize = 10;

/// What plausible worlds say beside the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverWorlds {
    /// Which unknown matters; nothing of too few worlds.
    pub explained: Vec<Explained>,
    /// In how many worlds the targets are met; nothing where there are no targets.
    pub met: Vec<Met>,
}

/// What depends on parameters: a main result, or its difference from the base.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Subject {
    /// Number of the point.
    pub point: u32,
    /// Whether it is the difference of the point from point 0, world by world.
    pub is_difference: bool,
    /// What was measured.
    pub measure: Measure,
    /// Which statistic of it.
    pub statistic: Statistic,
}

/// How one parameter matters to a subject.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Influence {
    /// The parameter.
    pub parameter: Parameter,
    /// Share of the variance over worlds that goes with this parameter alone, corrected for chance; 0
    /// where nothing is left.
    pub share: f64,
    /// Its interval of 90 %, of those that matter and the first ten.
    pub interval: Option<(f64, f64)>,
    /// Probability that noise would make any of all parameters look as strong.
    pub noise: f64,
    /// PAWN index: how far the distribution moves where the parameter is known; `None` of fewer than ten
    /// worlds.
    pub pawn: Option<f64>,
    /// The same of noise in 95 of 100 cases at most.
    pub pawn_of_noise: Option<f64>,
    /// Median of the subject in the third of the worlds with the lowest values of the parameter.
    pub at_low: f64,
    /// The same with the highest values.
    pub at_high: f64,
}

impl Influence {
    /// Whether it can be told from noise.
    pub fn is_beyond_noise(&self) -> bool {
        self.noise <= NOISE
    }
}

/// How the parameters matter to a subject, the strongest first.
#[derive(Clone, PartialEq, Debug)]
pub struct Explained {
    /// What they matter to.
    pub subject: Subject,
    /// Worlds that have a value.
    pub worlds: usize,
    /// The parameters.
    pub influences: Vec<Influence>,
}

/// How parameters matter to every main result, and to every difference from the base of a comparison.
/// Nothing of fewer than [`ENOUGH_WORLDS`] worlds with a value.
pub fn sensitivity(worlds: &Worlds) -> Vec<Explained> {
    let mut points: Vec<u32> = worlds.worlds.iter().map(|world| world.point).collect();
    points.dedup();
    // Of the many points of a design there is nothing to tell but the tables.
    if points.first() != Some(&0) {
        return Vec::new();
    }
    let mut explained = Vec::new();
    for point in points {
        for (place, (measure, statistic)) in MAIN_RESULTS.into_iter().enumerate() {
            for is_difference in [false, true] {
                let subject = Subject { point, is_difference, measure, statistic };
                if is_difference == (point == 0) {
                    continue;
                }
                explained.extend(explain(worlds, subject, place));
            }
        }
    }
    explained
}

/// The plausible worlds of a point in order.
fn of_point(worlds: &Worlds, point: u32) -> impl Iterator<Item = &World> {
    worlds.worlds.iter().filter(move |it| it.point == point && it.number != CENTRAL)
}

/// The values of a result in each plausible world of a point, or its differences from those of the base.
fn values(worlds: &Worlds, subject: Subject, place: usize) -> Vec<(&World, f64)> {
    let base = |number: u32| {
        let mut of_base = of_point(worlds, 0);
        of_base.find(|it| it.number == number).and_then(|it| it.results[place])
    };
    of_point(worlds, subject.point)
        .filter_map(|world| {
            let value = world.results[place]?;
            let less = if subject.is_difference { base(world.number)? } else { 0.0 };
            Some((world, value - less))
        })
        .collect()
}

fn explain(worlds: &Worlds, subject: Subject, place: usize) -> Option<Explained> {
    let found = values(worlds, subject, place);
    if found.len() < ENOUGH_WORLDS {
        return None;
    }
    let results: Vec<f64> = found.iter().map(|(_, value)| *value).collect();
    let column =
        |parameter: usize| found.iter().map(|(world, _)| world.values[parameter]).collect();
    let columns: Vec<Vec<f64>> = (0..worlds.parameters.len()).map(column).collect();
    let data = GivenData::new(&columns)?;
    let shares = data.first_order(&results);
    let noise = data.family_wise(&results, PERMUTATIONS, SEED)?;
    let slices = (found.len() / WORLDS_A_SLICE).min(MOST_SLICES);
    let of_noise = pawn_of_noise(&results, slices, PERMUTATIONS, SEED);
    let of_noise = of_noise.as_ref().map(|it: &Ordered| it.quantile(1.0 - NOISE));
    let mut influences: Vec<(usize, Influence)> = worlds
        .parameters
        .iter()
        .enumerate()
        .filter_map(|(index, &parameter)| {
            let thirds = thirds(&columns[index], &results)?;
            let influence = Influence {
                parameter,
                share: shares[index]?.max(0.0),
                interval: None,
                noise: noise[index],
                pawn: pawn(&columns[index], &results, slices).map(|it| it.median),
                pawn_of_noise: of_noise,
                at_low: thirds.low,
                at_high: thirds.high,
            };
            Some((index, influence))
        })
        .collect();
    influences
        .sort_by(|(_, a), (_, b)| b.share.total_cmp(&a.share).then(a.noise.total_cmp(&b.noise)));
    for (rank, (index, influence)) in influences.iter_mut().enumerate() {
        if rank < ALWAYS || influence.is_beyond_noise() {
            let interval = data.interval(*index, &results, LEVEL, RESAMPLES, SEED);
            influence.interval =
                interval.map(|(low, high)| (low.clamp(0.0, 1.0), high.clamp(0.0, 1.0)));
        }
    }
    let influences = influences.into_iter().map(|(_, influence)| influence).collect();
    Some(Explained { subject, worlds: found.len(), influences })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worlds in which the first result is three times the first parameter, and all other parameters and
    /// results are noise of an even spread.
    fn worlds(number: u32) -> Worlds {
        let keys = ["attrition.other_per_year", "severity.onset_sd", "need.brief_share"];
        let even = |step: u32, world: u32| f64::from((world * step) % number) / f64::from(number);
        let world = |point: u32, world: u32| {
            let values = [7, 11, 13].map(|step| even(step, world)).to_vec();
            let mut results = vec![Some(even(17, world)); MAIN_RESULTS.len()];
            results[0] = Some(3.0 * values[0] + 2.0 * f64::from(point) * values[1]);
            World { point, number: world, values, results }
        };
        let of = |point| (1..=number).map(move |number| world(point, number));
        Worlds {
            parameters: keys.map(Parameter::named).to_vec(),
            worlds: of(0).chain(of(1)).collect(),
        }
    }

    #[test]
    fn the_parameter_that_makes_a_result_explains_it_and_noise_is_called_noise() {
        let found = sensitivity(&worlds(101));
        let first = &found[0];
        assert_eq!((first.subject.point, first.worlds), (0, 101));
        let strongest = first.influences[0];
        assert_eq!(strongest.parameter, Parameter::named("attrition.other_per_year"));
        assert!(strongest.share > 0.99 && strongest.is_beyond_noise(), "{strongest:?}");
        assert!(strongest.at_low < 0.6 && strongest.at_high > 2.4, "{strongest:?}");
        assert!(strongest.pawn > strongest.pawn_of_noise, "{strongest:?}");
        assert!(first.influences[1..].iter().all(|it| !it.is_beyond_noise()), "{first:?}");
    }

    /// What the base and the variant have in common is not in the difference.
    #[test]
    fn a_difference_is_explained_by_what_makes_the_variant_differ() {
        let found = sensitivity(&worlds(101));
        let difference = found
            .iter()
            .find(|it| it.subject.is_difference && it.subject.measure == MAIN_RESULTS[0].0)
            .unwrap();
        let strongest = difference.influences[0];
        assert_eq!(strongest.parameter, Parameter::named("severity.onset_sd"));
        assert!(strongest.share > 0.99, "{strongest:?}");
    }

    #[test]
    fn few_worlds_and_the_points_of_a_design_say_nothing() {
        assert!(sensitivity(&worlds(29)).is_empty());
        let mut design = worlds(101);
        design.worlds.iter_mut().for_each(|world| world.point += 1);
        assert!(sensitivity(&design).is_empty());
    }
}
