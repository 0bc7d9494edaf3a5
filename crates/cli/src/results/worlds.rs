//! The plausible worlds of a piece of work, which unknown matters, and which targets are met:
//! `worlds.csv`, `sensitivity.csv` and `targets.csv`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use mhst_core::model::parameters::Parameter;
use mhst_reporter::sensitivity::{OverWorlds, csv, sensitivity};
use mhst_reporter::targets;
use mhst_reporter::worlds::{World, WorldResults, Worlds};
use mhst_runner::directory::Directory;
use mhst_runner::scenario::sha256;

use super::again::again;
use crate::plan::{POINT, Plan};
use crate::task::Task;

pub(super) const FILE: &str = "worlds.csv";
pub(super) const SENSITIVITY: &str = "sensitivity.csv";
pub(super) const TARGETS: &str = "targets.csv";

/// The worlds of a finished directory.
pub(crate) fn read(path: &Path) -> anyhow::Result<Worlds> {
    again(path, FILE, Worlds::read)
}

/// Identity of the worlds of the first point: which parameters differ, and their values.
pub(crate) fn hash(worlds: &Worlds) -> String {
    let keys = worlds.parameters.iter().map(|parameter| parameter.declaration().key);
    let mut text = keys.collect::<Vec<_>>().join(",");
    for world in worlds.worlds.iter().filter(|world| world.point == POINT) {
        let values: Vec<String> = world.values.iter().map(f64::to_string).collect();
        text += &format!("\n{},{}", world.number, values.join(","));
    }
    sha256(&text)
}

/// Writes the worlds that have results, and which unknown matters to them.
pub(super) fn write(
    directory: &mut Directory,
    plan: &Plan,
    results: &WorldResults,
) -> anyhow::Result<OverWorlds> {
    let work = &plan.work;
    let points = 0..work.points.count();
    let differ: BTreeSet<Parameter> =
        points.clone().flat_map(|point| work.points.knowledge(point).parameters()).collect();
    let mut worlds = Worlds { parameters: differ.into_iter().collect(), worlds: Vec::new() };
    let positions: BTreeMap<u32, usize> =
        points.map(|point| (work.points.number(point), point)).collect();
    for (point, number, results) in results.iter() {
        let place = positions.get(&point).context("a result of a point that was not asked for")?;
        let values = work.points.knowledge(*place).values(number, &worlds.parameters);
        worlds.worlds.push(World { point, number, values: values?, results: results.to_vec() });
    }
    let file = directory.create(FILE)?;
    worlds.write(Box::new(file)).with_context(|| format!("cannot write {FILE}"))?;
    let found = found(&worlds, &plan.task, plan.spread().level);
    let OverWorlds { explained, met } = &found;
    if !explained.is_empty() {
        let file = directory.create(SENSITIVITY)?;
        csv(explained, Box::new(file)).with_context(|| format!("cannot write {SENSITIVITY}"))?;
    }
    if !met.is_empty() {
        let file = directory.create(TARGETS)?;
        targets::csv(met, Box::new(file)).with_context(|| format!("cannot write {TARGETS}"))?;
    }
    Ok(found)
}

/// What the worlds of a task say.
pub(super) fn found(worlds: &Worlds, task: &Task, level: f64) -> OverWorlds {
    OverWorlds { explained: sensitivity(worlds), met: targets::met(worlds, &task.targets(), level) }
}
