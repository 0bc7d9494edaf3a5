//! The indices of a design whose points are made for them: `indices.csv`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use mhst_core::model::knowledge::CENTRAL;
use mhst_reporter::indices::{self, Index, Method};
use mhst_reporter::report::MAIN_RESULTS;
use mhst_reporter::worlds::WorldResults;
use mhst_runner::directory::Directory;
use mhst_runner::manifest::Manifest;
use mhst_runner::scenario::{Experiment, ExperimentPoints};
use mhst_runner::work::Work;

use super::again::again;

pub(super) const FILE: &str = "indices.csv";

/// Writes the indices, from the results of the central world at each point.
pub(super) fn write(
    directory: &mut Directory,
    work: &Work,
    experiment: &Experiment,
    results: &WorldResults,
) -> anyhow::Result<Vec<Index>> {
    let central = results.iter().filter(|(_, world, _)| *world == CENTRAL);
    let found: BTreeMap<u32, [Option<f64>; MAIN_RESULTS.len()]> =
        central.map(|(point, _, results)| (point, results)).collect();
    let numbers = (0..work.points.count()).map(|point| work.points.number(point));
    let results: Vec<[Option<f64>; MAIN_RESULTS.len()]> = numbers
        .map(|point| found.get(&point).copied().unwrap_or([None; MAIN_RESULTS.len()]))
        .collect();
    let method = match &experiment.points {
        ExperimentPoints::Trajectories { .. } => Method::Trajectories(experiment.cube()),
        ExperimentPoints::Exchanges { .. } => Method::Exchanges,
    };
    let indices = indices::indices(&experiment.subjects, &method, &results);
    let file = directory.create(FILE)?;
    indices::csv(&indices, Box::new(file)).with_context(|| format!("cannot write {FILE}"))?;
    Ok(indices)
}

/// The indices of a finished directory; none of a design that is not made for them.
pub(super) fn read(path: &Path, manifest: &Manifest) -> anyhow::Result<Vec<Index>> {
    if manifest.resolved.pointer("/design/experiment").is_none() {
        return Ok(Vec::new());
    }
    again(path, FILE, indices::read)
}
