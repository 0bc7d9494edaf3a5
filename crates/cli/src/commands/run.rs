//! `mhst run`: from a scenario to its tables.

use std::io::{self, Write};

use mhst_reporter::tables::Summary;
use mhst_runner::scenario::{Edits, Scenario};
use mhst_runner::store::Store;
use mhst_runner::work::{Point, Work};

use crate::arguments::RunArguments;
use crate::exit::Ending;
use crate::experiment::{self, Experiment, Options};
use crate::tables;
use crate::terminal::results;

/// The number of the only point of a scenario that is run alone.
const POINT: u32 = 0;

pub(crate) fn run(arguments: &RunArguments) -> anyhow::Result<Ending> {
    let edits = Edits {
        set: arguments.set.clone(),
        only_sites: arguments.sites.clone(),
        replicates: arguments.replicates,
        seed: arguments.seed,
        ..Edits::default()
    };
    let scenario = super::load(&arguments.scenario, &edits)?;
    let hash = scenario.hash();
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| experiment::default_path(&scenario.name, &hash.short()));
    let experiment = Experiment {
        name: scenario.name.clone(),
        work: work(&scenario, arguments.episodes),
        hash: hash.to_string(),
        resolved: scenario.resolved(),
    };
    let options =
        Options { out, threads: arguments.threads, force: arguments.force, quiet: arguments.quiet };
    let outcome = experiment::carry_out(&experiment, &options, |_, _| Ok(()))?;
    if !options.quiet {
        show(&mut io::stdout().lock(), &experiment.work, &outcome.store, &outcome.summary)?;
    }
    outcome.close(&options, "summary.csv")
}

/// The scenario as a plan of runs: one point.
fn work(scenario: &Scenario, episodes: bool) -> Work {
    let point = Point { number: POINT, time: scenario.time, sites: scenario.sites.clone() };
    Work { points: vec![point], replicates: scenario.replicates, seed: scenario.seed, episodes }
}

/// The tables of the terminal.
fn show(out: &mut impl Write, work: &Work, store: &Store, summary: &Summary) -> anyhow::Result<()> {
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
