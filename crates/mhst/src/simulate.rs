//! All replicates of a scenario, in memory.

use mhst_core::model::plan::WorldPlan;
use mhst_core::model::results::SiteResult;
use mhst_core::model::world::{RunError, RunOptions};
use mhst_runner::execute::{Prepared, World as _};
use mhst_runner::scenario::Scenario;
use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelIterator as _, IntoParallelRefIterator as _,
    ParallelIterator as _,
};

/// One replicate: the result of each site, in alphabetical order.
pub(crate) type Replicate = Vec<(String, SiteResult)>;

/// Replicates 1 to `replicates`. Worlds and replicates run in parallel; the order of the results
/// does not depend on it.
pub(crate) fn all(scenario: &Scenario, replicates: u32) -> Result<Vec<Replicate>, RunError> {
    let worlds = worlds(scenario);
    let prepared: Vec<Prepared> =
        worlds.par_iter().map(|plan| Prepared::prepare(plan.clone())).collect::<Result<_, _>>()?;
    let replicate = |number: u32| -> Result<Replicate, RunError> {
        let runs: Vec<Replicate> = worlds
            .par_iter()
            .zip(&prepared)
            .map(|(plan, prepared)| {
                let options = RunOptions::default();
                let results = prepared.run(plan.clone(), scenario.seed, number, options)?;
                let names = plan.sites.iter().map(|site| site.name.clone());
                Ok(names.zip(results).collect())
            })
            .collect::<Result<_, RunError>>()?;
        let mut sites = runs.concat();
        sites.sort_by(|(one, _), (two, _)| one.cmp(two));
        Ok(sites)
    };
    (1..=replicates).into_par_iter().map(replicate).collect()
}

fn worlds(scenario: &Scenario) -> Vec<WorldPlan> {
    let time = scenario.time;
    match scenario.one_world {
        true => vec![WorldPlan { sites: scenario.sites.clone(), time }],
        false => {
            let alone = |site| WorldPlan { sites: vec![site], time };
            scenario.sites.iter().cloned().map(alone).collect()
        }
    }
}
