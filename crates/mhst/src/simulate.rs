//! All replicates of a scenario, in memory.

use mhst_core::model::plan::WorldPlan;
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::SiteResult;
use mhst_core::model::world::{RunError, RunOptions};
use mhst_runner::execute::prepared;
use mhst_runner::scenario::Scenario;
use mhst_runner::work::Base;
use rayon::iter::{IntoParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};

/// Level of the intervals over replicates.
pub(crate) const LEVEL: f64 = 0.95;

/// One replicate: the result of each site, in alphabetical order.
pub(crate) type Replicate = Vec<(String, SiteResult)>;

/// The worlds of a scenario, ready to run.
pub(crate) struct Worlds {
    seed: u64,
    worlds: Vec<(Vec<String>, PreparedWorld)>,
}

impl Worlds {
    /// Prepares the worlds of a scenario in parallel, each site calibrated by itself.
    pub(crate) fn of(scenario: &Scenario) -> Result<Self, RunError> {
        Self::prepare(scenario, |plan| prepared(plan.clone(), vec![None; plan.sites.len()]))
    }

    /// The same for a variant of a base that is prepared: its sites hold the calibrations of the
    /// base where they can.
    pub(crate) fn holding(&self, base: &Scenario, variant: &Scenario) -> Result<Self, RunError> {
        let sites = Base::new(base.time, base.sites.clone(), base.knowledge.clone());
        let calibrated: Vec<_> =
            self.worlds.iter().flat_map(|(_, world)| world.calibrated().cloned()).collect();
        Self::prepare(variant, |plan| {
            let held = |site| Some(calibrated[sites.position(site, &plan.time)?].clone());
            prepared(plan.clone(), plan.sites.iter().map(held).collect())
        })
    }

    fn prepare(
        scenario: &Scenario,
        prepare: impl Fn(&WorldPlan) -> Result<PreparedWorld, RunError> + Sync,
    ) -> Result<Self, RunError> {
        let named = |plan: &WorldPlan| -> Result<(Vec<String>, PreparedWorld), RunError> {
            let names = plan.sites.iter().map(|site| site.name.clone()).collect();
            Ok((names, prepare(plan)?))
        };
        let worlds = plans(scenario).par_iter().map(named).collect::<Result<_, _>>()?;
        Ok(Self { seed: scenario.seed, worlds })
    }

    /// Replicates 1 to `replicates`. Worlds and replicates run in parallel; the order of the
    /// results does not depend on it.
    pub(crate) fn run(&self, replicates: u32) -> Result<Vec<Replicate>, RunError> {
        let replicate = |number: u32| -> Result<Replicate, RunError> {
            let runs: Vec<Replicate> = self
                .worlds
                .par_iter()
                .map(|(names, world)| {
                    let results = world.run(self.seed, number.into(), RunOptions::default())?;
                    Ok(names.iter().cloned().zip(results).collect())
                })
                .collect::<Result<_, RunError>>()?;
            let mut sites = runs.concat();
            sites.sort_by(|(one, _), (two, _)| one.cmp(two));
            Ok(sites)
        };
        (1..=replicates).into_par_iter().map(replicate).collect()
    }
}

fn plans(scenario: &Scenario) -> Vec<WorldPlan> {
    let time = scenario.time;
    match scenario.one_world {
        true => vec![WorldPlan { sites: scenario.sites.clone(), time }],
        false => {
            let alone = |site| WorldPlan { sites: vec![site], time };
            scenario.sites.iter().cloned().map(alone).collect()
        }
    }
}
