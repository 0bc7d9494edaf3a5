//! A page of the documentation that a command writes a table into.

use std::fs;
use std::path::Path;

use anyhow::Context;
use mhst_runner::input::{self, MOST_INPUT_BYTES};

use crate::exit::BadInput;

/// What ends the table.
const END: &str = "<!-- end of effects -->";

/// A page with a place for the table.
pub(super) struct Page<'a> {
    path: &'a Path,
    begin: &'a str,
    before: String,
    after: String,
}

impl<'a> Page<'a> {
    /// Reads a page that has the line `begin`, and below it that which ends the table.
    pub(super) fn read(path: &'a Path, begin: &'a str) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = input::text(path, MOST_INPUT_BYTES)
            .map_err(|error| BadInput(format!("{shown}: {error}")))?;
        let parts = text.split_once(begin).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(END)?;
            Some((before.to_owned(), after.to_owned()))
        });
        let Some((before, after)) = parts else {
            let words =
                format!("{shown}: has no place for the table: it needs the lines\n{begin}\n{END}");
            return Err(BadInput(words).into());
        };
        Ok(Self { path, begin, before, after })
    }

    /// Writes the page with this table.
    pub(super) fn write(self, table: &str) -> anyhow::Result<()> {
        let Self { path, begin, before, after } = self;
        fs::write(path, format!("{before}{begin}\n{table}{END}{after}"))
            .with_context(|| format!("cannot write {}", path.display()))
    }
}
