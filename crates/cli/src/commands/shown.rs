//! What a command that simulates shows of its results in the terminal.

use std::io::{self, Write};

use mhst_core::model::results::Statistic;
use mhst_reporter::account;
use mhst_reporter::indices::Index;
use mhst_reporter::numbers::percent;
use mhst_reporter::targets::Met;
use mhst_runner::scenario::Design;

use crate::plan::{Contents, POINT, Plan};
use crate::results::{Findings, Written, look_up};
use crate::terminal::numbers::counted;
use crate::terminal::text::{self, wrapped};
use crate::terminal::{comparison, indices, results};

/// The table with which to begin reading.
pub(super) fn first_table(plan: &Plan) -> &'static str {
    match &plan.contents {
        Contents::Compare(_) => "comparison.csv",
        Contents::Sweep(design) if design.experiment.is_some() => "indices.csv",
        Contents::Run | Contents::Sweep(_) => "summary.csv",
    }
}

/// Shows what came out.
pub(super) fn show(plan: &Plan, written: &Written) -> anyhow::Result<()> {
    results_of(plan, written)?;
    Ok(targets(plan, &written.results.over_worlds.met)?)
}

/// In how many worlds the targets are met.
fn targets(plan: &Plan, met: &[Met]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for it in met {
        let name = match &plan.contents {
            Contents::Compare(sides) => {
                sides.get(it.point as usize).map_or(String::new(), |side| side.name.clone() + ": ")
            }
            _ => String::new(),
        };
        let Some((probability, (low, high))) = it.probability() else { continue };
        let words = format!(
            "{name}{} is met in {} of {} plausible worlds: {} % ({} to {}).",
            it.target,
            it.met,
            it.worlds,
            percent(probability),
            percent(low),
            percent(high)
        );
        writeln!(out, "{}", wrapped(&words, text::width()))?;
    }
    match met.is_empty() {
        true => Ok(()),
        false => writeln!(out),
    }
}

fn results_of(plan: &Plan, written: &Written) -> anyhow::Result<()> {
    match (&plan.contents, &written.results.findings) {
        (Contents::Sweep(design), Findings::Sweep { indices, .. }) => {
            Ok(of_sweep(design, indices)?)
        }
        (_, Findings::Compare { base, changed, found }) => {
            let spread = plan.spread();
            let shown = comparison::Shown { base, spread, changed, found, width: text::width() };
            Ok(write!(io::stdout().lock(), "{shown}")?)
        }
        _ => of_run(plan, written),
    }
}

/// The numbers of a sweep are in its files.
fn of_sweep(design: &Design, indices: &[Index]) -> io::Result<()> {
    let (points, axes) = (counted(design.len(), "point"), counted(design.axes.len(), "key"));
    let words = format!(
        "{points} that differ in {axes}. points.csv has the values of each point; summary.csv and \
         replicates.parquet have the results, by the column `point`."
    );
    let (mut out, width) = (io::stdout().lock(), text::width());
    if !indices.is_empty() {
        let strongest = indices::strongest(indices, width);
        writeln!(out, "\n{strongest}\n\n{}\n", wrapped(indices::note(indices), width))?;
    }
    writeln!(out, "{}", wrapped(&words, width))
}

fn of_run(plan: &Plan, written: &Written) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let Written { results: there, found, .. } = written;
    let sites = plan.work.site_names();
    let look_up =
        |site: &str, measure, statistic| look_up(&found.summary, site, measure, statistic);
    let width = text::width();
    writeln!(
        out,
        "\n{}\n\n{}\n",
        results::results(&sites, &look_up, width),
        wrapped(&results::note(&plan.spread()), width)
    )?;
    let whole =
        if sites.len() > 1 { results::ALL } else { sites.first().map_or("", String::as_str) };
    let share = |measure| Some(look_up(whole, measure, Statistic::Share)?.estimate);
    if let Some(account) = account::average_day(share) {
        writeln!(out, "{}\n", wrapped(&account, width))?;
    }
    let mut calibrated = Vec::new();
    for site in sites {
        if let Some(calibration) = there.store.calibration(POINT, &site)? {
            calibrated.push((site, calibration));
        }
    }
    let scaled = calibrated.iter().filter_map(|(site, aim)| Some((site, aim.recognition?)));
    for (site, scale) in scaled {
        writeln!(out, "{}\n", wrapped(&results::recognition(site, &scale), width))?;
    }
    let (table, agreement) = results::calibration(&calibrated, &look_up);
    if agreement.is_empty() {
        return Ok(writeln!(out, "{}\n", wrapped(results::NOTHING_TO_CALIBRATE_NOTE, width))?);
    }
    writeln!(out, "Specialist service, April 2018 to March 2019\n\n{}\n", table.trim_fmt())?;
    for line in agreement {
        writeln!(out, "{}", wrapped(&line, width))?;
    }
    writeln!(out, "{}\n", wrapped(results::CALIBRATION_NOTE, width))?;
    Ok(())
}
