//! What is said when a run is over.

use std::path::Path;
use std::time::Duration;

use mhst_runner::manifest::{RunReport, State};
use mhst_runner::work::Shard;

use super::numbers::{counted, duration, grouped, rounded};

/// How fast it went.
pub(crate) fn speed(report: &RunReport) -> String {
    let wall = duration(Duration::from_secs_f64(report.wall_seconds));
    let threads = counted(report.threads, "thread");
    let mut words = format!("{} in {wall} on {threads}", counted(report.runs, "run"));
    if let Some(rate) = report.child_years_per_second {
        words += &format!("; {} child-years/s", rounded(rate));
    }
    if let Some(rate) = report.events_per_second {
        words += &format!(", {} events/s", rounded(rate));
    }
    if let Some(peak) = report.peak_memory_mib {
        words += &format!("; peak memory {} MiB", grouped(peak));
    }
    words
}

/// Where the results are and what to do next, which is to start with the table `first`.
pub(crate) fn next(directory: &Path, state: &State, shard: Option<Shard>, first: &str) -> String {
    let directory = directory.display();
    match shard {
        Some(shard) if state.complete => {
            let all = counted(shard.of() as usize, "shard");
            format!("Shard {shard} is in {directory}. `mhst merge` makes the tables of all {all}.")
        }
        _ if state.complete => {
            format!("Results: {directory}. Start with {first}; measures.csv explains the measures.")
        }
        _ if state.missing.is_empty() => format!(
            "Results: {directory}. Give the same command again to repeat the runs that failed."
        ),
        _ => format!("Results so far: {directory}. Give the same command again to do the rest."),
    }
}
