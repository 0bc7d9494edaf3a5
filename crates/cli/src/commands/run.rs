//! `mhst run`: from a scenario to its tables.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use mhst_runner::manifest::FailedRun;
use mhst_runner::scenario::Edits;
use mhst_runner::store::Detail;
use mhst_runner::work::{ALL_SITES, Part, Point, Work};

use crate::arguments::RunArguments;
use crate::command_line::CommandLine;
use crate::exit::Ending;
use crate::experiment::{self, Experiment, Outcome};
use crate::made::{Command, Made, Planned};
use crate::tables;
use crate::terminal::results;

/// The number of the only point of a scenario that is run alone.
pub(crate) const POINT: u32 = 0;

pub(crate) fn run(arguments: &RunArguments) -> anyhow::Result<Ending> {
    let experiment = experiment(arguments)?;
    let default = || {
        let short = experiment::short(&experiment.hash);
        match arguments.only_replicate {
            Some(replicate) => experiment::default_path(
                &experiment.name,
                &format!("{short}-replicate-{replicate}"),
            ),
            None => experiment::default_path(&experiment.name, &short),
        }
    };
    let options = arguments.manner.options(default);
    Planned::Run(experiment).carry_out(&options)
}

/// What the command is to simulate: a scenario is one point.
pub(crate) fn experiment(arguments: &RunArguments) -> anyhow::Result<Experiment> {
    let edits = Edits {
        set: arguments.set.clone(),
        only_sites: arguments.sites.clone(),
        replicates: arguments.only_replicate.or(arguments.replicates),
        seed: arguments.seed,
        ..Edits::default()
    };
    let scenario = super::load(&arguments.scenario, &edits)?;
    let hash = scenario.hash().to_string();
    let point = Point {
        number: POINT,
        time: scenario.time,
        sites: scenario.sites.clone(),
        one_world: scenario.one_world,
    };
    let work = Work {
        points: Arc::new(vec![point]),
        replicates: scenario.replicates,
        seed: scenario.seed,
        detail: if arguments.episodes { Detail::Episodes } else { Detail::Tables },
        part: Part { shard: arguments.shard, replicate: arguments.only_replicate },
    };
    let made = Made::now(Command::Run(arguments.clone()), &hash, &work)?;
    let RunArguments { scenario: file, set, .. } = arguments.clone();
    let seed = scenario.seed;
    Ok(Experiment {
        name: scenario.name.clone(),
        description: scenario.description.clone(),
        work,
        hash,
        resolved: scenario.resolved(),
        made_by: made,
        alone: Some(Box::new(move |failed| alone(&file, &set, seed, failed))),
    })
}

/// The command that does one run of a scenario alone. A site has the same results alone as among
/// others.
pub(super) fn alone(
    file: &Path,
    set: &[(String, String)],
    seed: u64,
    failed: &FailedRun,
) -> String {
    let FailedRun { site, replicate, .. } = failed;
    let command = CommandLine::new("run", file).set(set);
    let command = if site == ALL_SITES { command } else { command.flag("--sites", site) };
    command.flag("--seed", seed).flag("--only-replicate", replicate).text()
}

/// The tables of the terminal.
pub(crate) fn show(work: &Work, outcome: &Outcome) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let Outcome { store, summary, .. } = outcome;
    let sites = tables::site_names(work);
    let look_up =
        |site: &str, measure, statistic| tables::look_up(summary, site, measure, statistic);
    writeln!(
        out,
        "\n{}\n\n{}\n",
        results::results(&sites, &look_up).trim_fmt(),
        results::RESULTS_NOTE
    )?;
    let mut calibrated = Vec::new();
    for site in sites {
        if let Some(calibration) = store.calibration(POINT, &site)? {
            calibrated.push((site, calibration));
        }
    }
    let scaled = calibrated.iter().filter_map(|(site, aim)| Some((site, aim.recognition?)));
    for (site, scale) in scaled {
        writeln!(out, "{}\n", results::recognition(site, &scale))?;
    }
    let (table, agreement) = results::calibration(&calibrated, &look_up);
    if agreement.is_empty() {
        return Ok(writeln!(out, "{}\n", results::NOTHING_TO_CALIBRATE_NOTE)?);
    }
    writeln!(out, "Specialist service, April 2018 to March 2019\n\n{}\n", table.trim_fmt())?;
    for line in agreement {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}\n", results::CALIBRATION_NOTE)?;
    Ok(())
}
