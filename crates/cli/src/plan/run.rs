//! A run: a scenario is one point.

use std::path::Path;
use std::sync::Arc;

use mhst_runner::scenario::{Edits, Loaded};
use mhst_runner::work::{Point, Work};

use super::planned::{Contents, POINT, Plan};
use super::{load, reach};
use crate::task::Task;

pub(super) fn plan(task: &Task, file: &Path) -> anyhow::Result<Plan> {
    let edits = Edits {
        set: task.set.clone(),
        only_sites: task.sites.clone(),
        replicates: task.part.replicate.or(task.replicates),
        seed: task.seed,
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
    };
    Ok(Plan {
        task: task.clone(),
        name: scenario.name.clone(),
        description: scenario.description.clone(),
        work: Work {
            points: Arc::new(vec![point]),
            base: None,
            replicates: scenario.replicates,
            seed: scenario.seed,
            detail: task.detail,
            part: task.part,
        },
        hash: scenario.hash().to_string(),
        resolved: scenario.resolved(),
        contents: Contents::Run,
        listed: scenario.listed,
        warnings,
        cautions,
    })
}
