//! What a command that simulates shows of its results in the terminal.

use std::io::{self, Write};

use mhst_core::model::results::Statistic;
use mhst_reporter::account;
use mhst_runner::scenario::{Design, Kind};
use mhst_runner::work::Work;

use crate::plan::{Contents, POINT, Plan};
use crate::results::{Findings, Written, look_up};
use crate::terminal::numbers::counted;
use crate::terminal::text::{self, wrapped};
use crate::terminal::{comparison, results};

/// The table with which to begin reading.
pub(super) fn first_table(plan: &Plan) -> &'static str {
    match &plan.contents {
        Contents::Compare(_) => "comparison.csv",
        Contents::Sweep(design) if design.kind == Kind::Worlds => "worlds.csv",
        Contents::Run | Contents::Sweep(_) => "summary.csv",
    }
}

/// Shows what came out.
pub(super) fn show(plan: &Plan, written: &Written) -> anyhow::Result<()> {
    match (&plan.contents, &written.results.findings) {
        (Contents::Sweep(design), _) => Ok(of_sweep(design)?),
        (_, Findings::Compare { base, changed, found }) => {
            let replicates = plan.work.replicates;
            let shown =
                comparison::Shown { base, replicates, changed, found, width: text::width() };
            Ok(write!(io::stdout().lock(), "{shown}")?)
        }
        _ => of_run(&plan.work, written),
    }
}

/// The numbers of a sweep are in its files.
fn of_sweep(design: &Design) -> io::Result<()> {
    let (points, axes) = (counted(design.len(), "point"), counted(design.axes.len(), "key"));
    let mut words = format!(
        "{points} that differ in {axes}. points.csv has the values of each point; summary.csv and \
         replicates.parquet have the results, by the column `point`."
    );
    if design.kind == Kind::Worlds {
        words += " worlds.csv has the median of every result and the interval that holds 90 % of \
                  the worlds.";
    }
    writeln!(io::stdout().lock(), "{}", wrapped(&words, text::width()))
}

fn of_run(work: &Work, written: &Written) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let Written { results: there, found, .. } = written;
    let sites = work.site_names();
    let look_up =
        |site: &str, measure, statistic| look_up(&found.summary, site, measure, statistic);
    let width = text::width();
    writeln!(
        out,
        "\n{}\n\n{}\n",
        results::results(&sites, &look_up, width),
        wrapped(results::RESULTS_NOTE, width)
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
