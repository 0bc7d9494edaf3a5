//! A run: a scenario is one point.

use std::path::Path;
use std::sync::Arc;

use mhst_runner::scenario::{Edits, Loaded};
use mhst_runner::work::{Part, Point, Work};

use super::planned::{Contents, POINT, Plan};
use super::search::Search;
use super::{load, reach};
use crate::exit::BadInput;
use crate::task::Task;

pub(super) fn plan(task: &Task, file: &Path) -> anyhow::Result<Plan> {
    let edits = Edits {
        set: task.set.clone(),
        only_sites: task.sites.clone(),
        worlds: task.part.only.map(|only| only.world).or(task.worlds),
        replicates: task.part.only.map(|only| only.replicate).or(task.replicates),
        seed: task.seed,
        prior: task.prior,
        ..Edits::default()
    };
    let loaded = load::scenario(file, &edits)?;
    reach::check(&loaded, &loaded.scenario.sites)?;
    let Loaded { scenario, warnings, cautions, .. } = loaded;
    let point = Point {
        number: POINT,
        time: scenario.time,
        sites: scenario.sites.clone(),
        one_world: scenario.one_world,
        knowledge: scenario.knowledge.clone(),
    };
    let search = match task.enough.is_nothing() {
        true => None,
        false if task.part != Part::default() => {
            let words = "--precision needs all runs, so it cannot be used with --shard, \
                         --only-replicate or --only-world; leave one of them out";
            return Err(BadInput(words.to_owned()).into());
        }
        false => Some(Search::of(task, scenario.amount, &scenario.knowledge)?),
    };
    let mut plan = Plan {
        task: task.clone(),
        name: scenario.name.clone(),
        description: scenario.description.clone(),
        work: Work {
            points: Arc::new(vec![point]),
            base: None,
            amount: scenario.amount,
            seed: scenario.seed,
            detail: task.detail,
            detail_of_worlds: task.detail_of_worlds(),
            part: task.part,
        },
        search,
        hash: scenario.hash().to_string(),
        resolved: scenario.resolved(),
        contents: Contents::Run,
        listed: scenario.listed,
        warnings,
        cautions,
    };
    plan.begin_search();
    Ok(plan)
}
