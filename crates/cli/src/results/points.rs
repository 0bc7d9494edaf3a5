//! The points of a sweep: `points.csv`.

use std::path::Path;

use anyhow::Context;
use mhst_core::model::parameters::{Domain, Parameter};
use mhst_reporter::points::{Level, Points, Writer};
use mhst_runner::directory::Directory;
use mhst_runner::scenario::{Axis, Design};
use mhst_runner::store::Store;
use mhst_runner::work::Work;

use super::again::again;

pub(super) const POINTS: &str = "points.csv";

/// Writes the points with their values, and says what they are.
pub(super) fn write(
    directory: &mut Directory,
    store: &Store,
    work: &Work,
    design: &Design,
) -> anyhow::Result<Points> {
    let mut missing = vec![0_u64; design.len()];
    for run in work.runs() {
        if !work.is_done(run, store) {
            missing[run.place.point] += 1;
        }
    }
    let mut points = Points {
        axes: design.axes.iter().map(Axis::name).collect(),
        points: Vec::with_capacity(design.len()),
    };
    let fault = || format!("cannot write {POINTS}");
    let file = directory.create(POINTS).with_context(fault)?;
    let mut table = Writer::new(Box::new(file), &points.axes).with_context(fault)?;
    for (point, missing) in missing.into_iter().enumerate() {
        let parameters = design.axes.iter().map(|axis| axis.parameter);
        let levels: Vec<Level> =
            parameters.zip(design.values(point)).map(|(p, value)| level(p, *value)).collect();
        let hash = design.scenario(point).hash().to_string();
        let number = work.points.number(point);
        table.add(number, &levels, &hash, missing).with_context(fault)?;
        points.points.push((number, levels));
    }
    table.finish().with_context(fault)?;
    Ok(points)
}

/// What a finished directory says of its points.
pub(super) fn read(path: &Path) -> anyhow::Result<Points> {
    again(path, POINTS, Points::read)
}

fn level(parameter: Parameter, value: f64) -> Level {
    let declaration = parameter.declaration();
    match declaration.domain {
        Domain::Number { .. } => Level::Number(value),
        Domain::Switch | Domain::Choice(_) => Level::Name(declaration.written(value)),
    }
}
