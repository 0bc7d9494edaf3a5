//! Taking a directory for a plan.

use std::path::Path;

use mhst_runner::directory::Directory;
use mhst_runner::manifest::json;
use mhst_runner::store::{Identity, Store, layout};

use crate::exit::BadInput;
use crate::plan::Plan;
use crate::task::VERSION;

/// Takes the directory `out` for a plan, which it keeps a record of. With `force`, what mhst wrote
/// there before is deleted first.
pub(crate) fn claim(plan: &Plan, out: &Path, force: bool) -> anyhow::Result<(Directory, Store)> {
    Ok(Directory::claim(out, identity(&plan.hash), force)
        .map_err(|error| BadInput(error.to_string()))?)
}

/// Keeps the record of a plan in its directory.
pub(crate) fn keep_record(plan: &Plan, directory: &Directory) -> anyhow::Result<()> {
    Ok(directory.keep_command(&json(&plan.record()?)?)?)
}

/// Whose results they are, of work with this hash.
pub(crate) fn identity(hash: &str) -> Identity {
    Identity { program: VERSION.to_owned(), work: hash.to_owned(), layout: layout() }
}
