//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod measures;
pub(crate) mod mechanisms;
pub(crate) mod parameters;
pub(crate) mod run;
pub(crate) mod sites;

use std::io::{self, Write};
use std::path::Path;

use mhst_runner::scenario::{self, Edits, Scenario};

use crate::exit::BadInput;

/// Loads a scenario; its warnings go to standard error, its problems into the error.
fn load(path: &Path, edits: &Edits) -> anyhow::Result<Scenario> {
    let loaded = scenario::load(path, edits).map_err(|problems| BadInput(problems.to_string()))?;
    let mut stderr = io::stderr().lock();
    for warning in &loaded.warnings {
        writeln!(stderr, "{warning}")?;
    }
    Ok(loaded.scenario)
}
