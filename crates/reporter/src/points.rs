//! `points.csv`: what each point of a design is.

use std::io::{self, Write};

use mhst_core::model::parameters::{Domain, Parameter};

use crate::cell::{self, Table};

/// The value of an axis at a point.
#[derive(Clone, Debug, PartialEq)]
pub enum Level {
    /// A number.
    Number(f64),
    /// A switch or a choice, by its name.
    Name(String),
}

/// The points of a design: what differs between them, and how.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Points {
    /// Keys of the parameters that differ.
    pub axes: Vec<String>,
    /// The number of each point, and its level on each axis.
    pub points: Vec<(u32, Vec<Level>)>,
}

impl Points {
    /// Reads `points.csv` back.
    ///
    /// # Errors
    /// When it is no such table.
    pub fn read(text: &[u8]) -> Result<Self, csv::Error> {
        let mut reader = csv::Reader::from_reader(text);
        let header = reader.headers()?.clone();
        let axes: Vec<String> =
            header.iter().skip(1).take(header.len().saturating_sub(3)).map(str::to_owned).collect();
        let mut points = Vec::new();
        for row in reader.records() {
            let row = row?;
            let number = row[0].parse().unwrap_or_default();
            let level = |(key, cell): (&String, &str)| match is_number(key) {
                true => Level::Number(cell.parse().unwrap_or(f64::NAN)),
                false => Level::Name(cell::as_given(cell).to_owned()),
            };
            points.push((number, axes.iter().zip(row.iter().skip(1)).map(level).collect()));
        }
        Ok(Self { axes, points })
    }
}

/// Whether the levels of a parameter are numbers.
fn is_number(key: &str) -> bool {
    let domain = Parameter::find(key).map(|parameter| parameter.declaration().domain);
    matches!(domain, Some(Domain::Number { .. }))
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
    pub fn new(out: Box<dyn Write>, axes: &[String]) -> io::Result<Self> {
        let axes = axes.iter().map(String::as_str);
        let header: Vec<&str> =
            std::iter::once("point").chain(axes).chain(["hash", "runs_missing"]).collect();
        Ok(Self { table: Table::new(out, &header)? })
    }

    /// Adds a point.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(
        &mut self,
        number: u32,
        levels: &[Level],
        hash: &str,
        runs_missing: u64,
    ) -> io::Result<()> {
        self.table.whole(u64::from(number))?;
        for level in levels {
            match level {
                Level::Number(number) => self.table.number(*number)?,
                Level::Name(name) => self.table.text(name)?,
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
