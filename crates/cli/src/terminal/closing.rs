//! What is said when a run is over.

use std::io::{self, Write};
use std::path::Path;

use mhst_runner::manifest::{RunReport, State};
use mhst_runner::work::Shard;

use super::numbers::{counted, duration, grouped, rounded};

/// How fast it went, in a line.
pub(crate) fn speed(out: &mut impl Write, report: &RunReport) -> io::Result<()> {
    let wall = duration(std::time::Duration::from_secs_f64(report.wall_seconds));
    let threads = counted(report.threads, "thread");
    write!(out, "{} in {wall} on {threads}", counted(report.runs, "run"))?;
    if let Some(rate) = report.child_years_per_second {
        write!(out, "; {} child-years/s", rounded(rate))?;
    }
    if let Some(rate) = report.events_per_second {
        write!(out, ", {} events/s", rounded(rate))?;
    }
    if let Some(peak) = report.peak_memory_mib {
        write!(out, "; peak memory {} MiB", grouped(peak))?;
    }
    writeln!(out)
}

/// Where the results are and what to do next, which is to begin with the table `first`: the last
/// line.
pub(crate) fn next(
    out: &mut impl Write,
    directory: &Path,
    state: &State,
    shard: Option<Shard>,
    first: &str,
) -> io::Result<()> {
    let directory = directory.display();
    if let Some(shard) = shard.filter(|_| state.complete) {
        let all = counted(shard.of() as usize, "shard");
        writeln!(
            out,
            "Shard {shard} is in {directory}. `mhst merge` makes the tables of all {all}."
        )
    } else if state.complete {
        writeln!(
            out,
            "Results: {directory}. Begin with {first}; measures.csv explains the measures."
        )
    } else if state.missing.is_empty() {
        writeln!(out, "Results: {directory}. The same command again tries the failed runs again.")
    } else {
        writeln!(out, "Results so far: {directory}. The same command again does the rest.")
    }
}
