//! A run: a scenario is one point.

use std::path::Path;
use std::sync::Arc;

use mhst_runner::scenario::{Edits, Loaded};
use mhst_runner::work::{Point, Work};

use super::planned::{Contents, POINT, Plan};
use super::search::Search;
use super::{load, reach};
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
    if let Some(search) = search {
        plan.go_to(search.next(&search.watch(&task.enough), 1));
    }
    Ok(plan)
}
