//! `points.csv`: what each point of a design is.

use std::io::{self, Write};

use mhst_core::model::parameters::{Domain, Parameter};

use crate::cell::{self, Cell, Csv};
use crate::column::{Column, ColumnDescription, Description, Table, cells, names};

/// The points of a design; a column for each axis follows the first.
pub(crate) enum SweepPoints {}

/// A point, without its levels.
pub(crate) struct Point<'a> {
    number: u32,
    hash: &'a str,
    runs_missing: u64,
}

/// Columns before those of the axes.
const BEFORE_AXES: usize = 1;

impl Table for SweepPoints {
    type Row<'a> = Point<'a>;
    const FILE: &'static str = "points.csv";
    const ROW: &'static str = "A point of a design.";
    const WRITTEN: &'static str = "By `mhst sweep`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("point", "", "number of the point, from 1", |row| row.number.into()),
        Column::new("hash", "", "hash of the scenario at the point", |row| row.hash.into()),
        Column::new(
            "runs_missing",
            "runs",
            "runs of the point that are missing or failed",
            |row| row.runs_missing.into(),
        ),
    ];
}

/// The description of the table, with one column that stands for those of the axes.
pub(crate) fn description() -> Description {
    let mut description = Description::of::<SweepPoints>();
    let axis = ColumnDescription {
        name: AXIS,
        unit: "that of the parameter",
        definition: "value of the parameter at the point; a column for each axis of the design, \
            named by the key of the parameter ([parameters.md](parameters.md)), followed by @ and \
            the date if the axis has one",
    };
    description.columns.insert(BEFORE_AXES, axis);
    description
}

/// What stands in the dictionary for the columns of the axes.
pub const AXIS: &str = "<key>";

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

/// Whether the levels of an axis, which is called by its parameter and perhaps a date, are numbers.
fn is_number(axis: &str) -> bool {
    let key = axis.split('@').next().unwrap_or(axis);
    let domain = Parameter::find(key).map(|parameter| parameter.declaration().domain);
    matches!(domain, Some(Domain::Number { .. }))
}

/// Writes `points.csv`: number, a column for each axis, the hash of the scenario that it is, and how
/// many of its runs are missing or failed.
pub struct Writer {
    csv: Csv<'static>,
}

impl Writer {
    /// Begins the table with its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(out: Box<dyn Write>, axes: &[String]) -> io::Result<Self> {
        let mut header: Vec<&str> = names::<SweepPoints>().collect();
        header.splice(BEFORE_AXES..BEFORE_AXES, axes.iter().map(String::as_str));
        Ok(Self { csv: Csv::new(out, &header)? })
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
        let point = Point { number, hash, runs_missing };
        let mut row: Vec<Cell<'_>> = cells::<SweepPoints>(&point).collect();
        let levels = levels.iter().map(|level| match level {
            Level::Number(number) => Cell::from(*number),
            Level::Name(name) => Cell::from(name.as_str()),
        });
        row.splice(BEFORE_AXES..BEFORE_AXES, levels);
        self.csv.row(row)
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.csv.finish()
    }
}
