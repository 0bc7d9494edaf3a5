//! `points.csv`: what each point of a design is.

use std::io::{self, Write};

use crate::cell::Table;

/// The value of an axis at a point.
#[derive(Clone, Debug, PartialEq)]
pub enum Level {
    /// A number.
    Number(f64),
    /// A switch or a choice, by its name.
    Name(String),
}

/// Writes `points.csv`: number, a column for each axis, the hash of the scenario that it is, and how
/// many of its runs are missing or failed.
pub struct Writer {
    table: Table<'static>,
}

impl Writer {
    /// Begins the table with its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(out: Box<dyn Write>, axes: &[&str]) -> io::Result<Self> {
        let header: Vec<&str> =
            ["point"].iter().chain(axes).chain(&["hash", "runs_missing"]).copied().collect();
        Ok(Self { table: Table::new(out, &header)? })
    }

    /// Adds a point.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(
        &mut self,
        number: u32,
        levels: impl IntoIterator<Item = Level>,
        hash: &str,
        runs_missing: u64,
    ) -> io::Result<()> {
        self.table.whole(u64::from(number))?;
        for level in levels {
            match level {
                Level::Number(number) => self.table.number(number)?,
                Level::Name(name) => self.table.text(&name)?,
            }
        }
        self.table.text(hash)?;
        self.table.whole(runs_missing)?;
        self.table.end_row()
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.table.finish()
    }
}
