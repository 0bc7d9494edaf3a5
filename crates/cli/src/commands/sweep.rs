//! `mhst sweep`: a scenario at every point of a design.

use std::io::{self, Write};
use std::sync::Arc;

use anyhow::Context;
use mhst_core::model::parameters::{Domain, Parameter};
use mhst_reporter::points::{Level, Points, Writer};
use mhst_runner::directory::Directory;
use mhst_runner::manifest::FailedRun;
use mhst_runner::scenario::{self, Design, Edits, LoadedDesign};
use mhst_runner::store::{Detail, Store};
use mhst_runner::work::{Part, Work};

use super::run::alone;
use crate::arguments::SweepArguments;
use crate::exit::{BadInput, Ending};
use crate::experiment::{self, Experiment};
use crate::made::{Command, Made, Planned};
use crate::report::Findings;
use crate::terminal::numbers::counted;

pub(crate) const POINTS: &str = "points.csv";

pub(crate) fn sweep(arguments: &SweepArguments) -> anyhow::Result<Ending> {
    let (experiment, design) = experiment(arguments)?;
    let default = || experiment::default_path(&experiment.name, &design.hash().short());
    let options = arguments.manner.options(default);
    Planned::Sweep(experiment, design).carry_out(&options)
}

/// What the command is to simulate.
pub(crate) fn experiment(arguments: &SweepArguments) -> anyhow::Result<(Experiment, Arc<Design>)> {
    let edits = Edits {
        set: Vec::new(),
        only_sites: arguments.sites.clone(),
        replicates: arguments.replicates,
        seed: arguments.seed,
        ..Edits::default()
    };
    let LoadedDesign { design, warnings } = scenario::load_design(&arguments.design, &edits)
        .map_err(|problems| BadInput(problems.to_string()))?;
    super::warn(&warnings)?;
    let design = Arc::new(design);
    let hash = design.hash().to_string();
    let work = Work {
        points: Arc::clone(&design) as _,
        replicates: design.replicates(),
        seed: design.seed(),
        detail: match (arguments.subgroups, arguments.tables) {
            (_, true) => Detail::Tables,
            (true, false) => Detail::Subgroups,
            (false, false) => Detail::Summary,
        },
        part: Part { shard: arguments.shard, replicate: None },
    };
    let made = Made::now(Command::Sweep(arguments.clone()), &hash, &work)?;
    let of_failed = Arc::clone(&design);
    let experiment = Experiment {
        name: design.name.clone(),
        description: design.description.clone(),
        work,
        hash,
        resolved: design.resolved(),
        made_by: made,
        alone: Some(Box::new(move |failed| command(&of_failed, failed))),
    };
    Ok((experiment, design))
}

/// The command that does one run of a point alone.
fn command(design: &Design, failed: &FailedRun) -> String {
    let set = design.set.iter().copied();
    let point = (failed.point as usize).saturating_sub(1);
    let axes = design.axes.iter().map(|axis| axis.parameter);
    let set: Vec<(String, String)> = set
        .chain(axes.zip(design.values(point).iter().copied()))
        .map(|(parameter, value)| {
            let declaration = parameter.declaration();
            (declaration.key.to_owned(), declaration.written(value))
        })
        .collect();
    alone(&design.scenario_file, &set, design.seed(), failed)
}

/// Writes `points.csv`.
pub(crate) fn write_points(
    directory: &mut Directory,
    store: &Store,
    work: &Work,
    design: &Design,
) -> anyhow::Result<Findings> {
    let mut missing = vec![0_u64; design.len()];
    for run in work.runs() {
        if !work.is_done(run, store) {
            missing[run.place.point] += 1;
        }
    }
    let mut points = Points {
        axes: design.axes.iter().map(|axis| axis.parameter.declaration().key.to_owned()).collect(),
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
    Ok(Findings::Sweep(points))
}

fn level(parameter: Parameter, value: f64) -> Level {
    let declaration = parameter.declaration();
    match declaration.domain {
        Domain::Number { .. } => Level::Number(value),
        Domain::Switch | Domain::Choice(_) => Level::Name(declaration.written(value)),
    }
}

/// What is said in the terminal: the numbers are in the files.
pub(crate) fn show(design: &Design) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let (points, axes) = (counted(design.len(), "point"), counted(design.axes.len(), "key"));
    writeln!(
        out,
        "{points} that differ in {axes}: points.csv says in what, summary.csv and replicates.csv what \
         came\nof it, by the column `point`."
    )
}
