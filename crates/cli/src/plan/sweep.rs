//! A sweep: a scenario at every point of a design.

use std::path::Path;
use std::sync::Arc;

use mhst_runner::scenario::{Edits, LoadedDesign};
use mhst_runner::work::{Base, Work};

use super::load;
use super::planned::{Contents, Plan};
use crate::task::Task;

pub(super) fn plan(task: &Task, file: &Path) -> anyhow::Result<Plan> {
    let edits = Edits {
        only_sites: task.sites.clone(),
        worlds: task.worlds,
        replicates: task.replicates,
        seed: task.seed,
        prior: task.prior,
        calibrate_each: task.calibrate_each,
        ..Edits::default()
    };
    let LoadedDesign { design, warnings, cautions } = load::design(file, &edits)?;
    let design = Arc::new(design);
    Ok(Plan {
        task: task.clone(),
        name: design.name.clone(),
        description: design.description.clone(),
        work: Work {
            points: Arc::clone(&design) as _,
            base: design.base.as_ref().map(|base| {
                let knowledge = base.knowledge.clone();
                Arc::new(Base::new(base.time, base.sites.clone(), knowledge))
            }),
            amount: design.amount(),
            seed: design.seed(),
            detail: task.detail,
            detail_of_worlds: task.detail_of_worlds(),
            part: task.part,
        },
        search: None,
        hash: design.hash().to_string(),
        resolved: design.resolved(),
        listed: design.scenario(0).listed.clone(),
        contents: Contents::Sweep(design),
        warnings,
        cautions,
    })
}
