//! Each parameter at both ends of its plausible range, one at a time and in pairs of replicates.

use std::num::NonZeroUsize;

use mhst_core::model::parameters::{Domain, Parameter};
use mhst_core::model::plan::WorldPlan;
use mhst_core::model::prepared::{CalibratedSite, PreparedWorld};
use mhst_core::model::results::{Measure, Statistic, Subgroup, values};
use mhst_core::model::world::{RunError, RunOptions};
use rayon::prelude::*;

/// What came out at both ends of one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct AtEnds {
    /// Which parameter.
    pub parameter: Parameter,
    /// The low and the high end; off and on of a switch, the first and the last policy of a choice.
    pub ends: [f64; 2],
    /// For each number that is wanted, its values at the low and at the high end, replicate by replicate;
    /// no pair where either has none.
    pub pairs: Vec<[Vec<f64>; 2]>,
}

/// Low and high end of what is plausible; `None` if they are the same.
pub fn ends(parameter: Parameter) -> Option<[f64; 2]> {
    let [low, high] = match parameter.declaration().domain {
        Domain::Number { plausible: (low, high), .. } => [low, high],
        Domain::Switch => [0.0, 1.0],
        Domain::Choice(names) => [0.0, (names.len() - 1) as f64],
    };
    (low < high).then_some([low, high])
}

/// Runs a site with each of these parameters at both ends, and reads what is wanted of all its children.
/// Both ends have the same random numbers, and hold the calibration of the site as `plan` makes it
/// without a value. `done` is called after each parameter.
///
/// # Errors
/// If a plan cannot be made, or a law of the model breaks.
pub fn at_ends<E: From<RunError> + Send>(
    parameters: &[Parameter],
    wanted: &[(Measure, Statistic)],
    (seed, replicates): (u64, u32),
    threads: NonZeroUsize,
    plan: impl Fn(Option<(Parameter, f64)>) -> Result<WorldPlan, E> + Sync,
    done: impl Fn() + Sync,
) -> Result<Vec<AtEnds>, E> {
    let held = PreparedWorld::new(plan(None)?)?.calibrated().next().cloned();
    let one = |&parameter: &Parameter| -> Result<Option<AtEnds>, E> {
        let Some(ends) = ends(parameter) else { return Ok(None) };
        let mut pairs = vec![[Vec::new(), Vec::new()]; wanted.len()];
        let world = |value| -> Result<PreparedWorld, E> {
            let held: Vec<Option<CalibratedSite>> = vec![held.clone()];
            Ok(PreparedWorld::holding(plan(Some((parameter, value)))?, held)?)
        };
        let worlds = [world(ends[0])?, world(ends[1])?];
        for replicate in 1..=u64::from(replicates) {
            let mut read = Vec::new();
            for world in &worlds {
                let results = world.run(seed, replicate, RunOptions::default())?;
                let published = results.first().map(values).unwrap_or_default();
                let of = |&(measure, statistic): &(Measure, Statistic)| {
                    let is_it = |value: &&mhst_core::model::results::Value| {
                        (value.subgroup, value.measure, value.statistic)
                            == (Subgroup::ALL, measure, statistic)
                    };
                    published.iter().find(is_it)?.value
                };
                read.push(wanted.iter().map(of).collect::<Vec<_>>());
            }
            for (pair, (low, high)) in pairs.iter_mut().zip(read[0].iter().zip(&read[1])) {
                if let (Some(low), Some(high)) = (low, high) {
                    pair[0].push(*low);
                    pair[1].push(*high);
                }
            }
        }
        done();
        Ok(Some(AtEnds { parameter, ends, pairs }))
    };
    let all = || parameters.par_iter().map(one).collect::<Result<Vec<_>, E>>();
    let found = match rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build() {
        Ok(pool) => pool.install(all),
        // Without threads of its own it uses those that there are.
        Err(_) => all(),
    }?;
    Ok(found.into_iter().flatten().collect())
}
