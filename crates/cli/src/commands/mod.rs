//! The commands, one file each.

pub(crate) mod benchmark;
pub(crate) mod calibrate;
pub(crate) mod check;
mod effects;
pub(crate) mod figures;
pub(crate) mod measures;
pub(crate) mod mechanisms;
pub(crate) mod merge;
pub(crate) mod pack;
mod page;
mod parameter_effects;
pub(crate) mod parameters;
mod precision;
mod reached;
mod register;
pub(crate) mod report;
pub(crate) mod resume;
pub(crate) mod run;
pub(crate) mod sensitivity;
mod shown;
mod simulate;
pub(crate) mod sites;
pub(crate) mod table;
pub(crate) mod tables;
pub(crate) mod trace;

use std::path::Path;

use mhst_runner::scenario::{Edits, Scenario};

use crate::plan;
use crate::terminal::warnings;

/// Loads a scenario; its warnings go to standard error, its problems into the error.
fn load(path: &Path, edits: &Edits) -> anyhow::Result<Scenario> {
    let loaded = plan::scenario(path, edits)?;
    warnings::show(&loaded.warnings, &loaded.cautions)?;
    Ok(loaded.scenario)
}
