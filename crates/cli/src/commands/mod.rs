//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod compare;
mod effects;
pub(crate) mod measures;
pub(crate) mod mechanisms;
pub(crate) mod merge;
pub(crate) mod parameters;
pub(crate) mod report;
pub(crate) mod resume;
pub(crate) mod run;
pub(crate) mod sites;
pub(crate) mod sweep;
pub(crate) mod trace;

use std::io::{self, Write};
use std::path::Path;

use mhst_runner::scenario::{self, Edits, Problem, Scenario};

use crate::exit::BadInput;

/// Loads a scenario; its warnings go to standard error, its problems into the error.
fn load(path: &Path, edits: &Edits) -> anyhow::Result<Scenario> {
    let loaded = scenario::load(path, edits).map_err(|problems| BadInput(problems.to_string()))?;
    warn(&loaded.warnings)?;
    Ok(loaded.scenario)
}

/// Shows what looks odd on standard error.
fn warn(warnings: &[Problem]) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    warnings.iter().try_for_each(|warning| writeln!(stderr, "{warning}"))
}
