//! A table of a finished directory, read again.

use std::fmt::Display;
use std::path::Path;

use anyhow::Context;
use mhst_runner::input::{self, MOST_RESULT_BYTES};

use crate::exit::BadInput;

/// What `parse` finds in the table `name` of the directory `path`.
pub(super) fn again<T, E: Display>(
    path: &Path,
    name: &str,
    parse: impl FnOnce(&[u8]) -> Result<T, E>,
) -> anyhow::Result<T> {
    let file = path.join(name);
    let unreadable = || format!("cannot read {}", file.display());
    let bytes = input::bytes(&file, MOST_RESULT_BYTES).with_context(unreadable)?;
    parse(&bytes).map_err(|error| {
        let remedy = format!("To write the file again, type: mhst resume {}", path.display());
        BadInput(format!("{}:{error}\n    {remedy}", file.display())).into()
    })
}
