//! Taking a directory for a plan.

use std::path::Path;

use mhst_reporter::form::Forms;
use mhst_runner::directory::Directory;
use mhst_runner::manifest::json;
use mhst_runner::store::{Identity, Store, StoreError, layout};

use crate::exit::BadInput;
use crate::plan::{self, Plan};
use crate::task::{Record, VERSION};

/// Takes the directory `out` for a plan, which it keeps a record of. With `force`, what mhst wrote
/// there before is deleted first.
pub(crate) fn claim(plan: &Plan, out: &Path, force: bool) -> anyhow::Result<(Directory, Store)> {
    let claimed = Directory::claim(out, identity(&plan.hash), force);
    Ok(claimed.map_err(|error| BadInput(refusal(&error, plan, out)))?)
}

/// Why a directory cannot be had. Hashes that differ say nothing: what differs is said instead.
fn refusal(error: &StoreError, plan: &Plan, out: &Path) -> String {
    let differences = plan::differences(plan, out);
    match error {
        StoreError::OtherWork { .. } if !differences.is_empty() => format!(
            "{} holds the results of other work: {differences}. Choose another directory with \
             --out, or overwrite those results with --force",
            out.display()
        ),
        _ => error.to_string(),
    }
}

/// Keeps the record of a plan in its directory, with the forms of its tables.
pub(crate) fn keep_record(plan: &Plan, forms: Forms, directory: &Directory) -> anyhow::Result<()> {
    let record = Record { forms, ..plan.record()? };
    Ok(directory.keep_command(&json(&record)?)?)
}

/// Whose results they are, of work with this hash.
pub(crate) fn identity(hash: &str) -> Identity {
    Identity { program: VERSION.to_owned(), work: hash.to_owned(), layout: layout() }
}
