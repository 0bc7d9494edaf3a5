//! `points.csv`: what each point of a design is.

use std::io::{self, Write};

use mhst_core::model::parameters::{Declaration, Domain, Parameter};

use crate::cell::{self, Cell, Csv};
use crate::column::{Column, ColumnDescription, Description, Table, cells, names};
use crate::kind::Kind;

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
    const NAME: &'static str = "points";
    const ROW: &'static str = "A point of a design.";
    const WRITTEN: &'static str = "By `mhst sweep`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("point", "", "number of the point, from 1", |row| row.number.into()),
        Column::text("hash", "", "hash of the scenario at the point", |row| row.hash.into()),
        Column::whole(
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
        kind: Kind::Text,
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

/// Something in `points.csv` that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{line}:{column}: {what}")]
pub struct Unreadable {
    /// Line, from 1.
    pub line: u64,
    /// Number of the cell in its line, from 1.
    pub column: usize,
    /// What was found, and what is allowed.
    pub what: String,
}

/// A row of the file with its line.
struct Line {
    number: u64,
    cells: csv::StringRecord,
}

impl Line {
    fn error(&self, column: usize, what: String) -> Unreadable {
        Unreadable { line: self.number, column: column + 1, what }
    }

    /// The cell of a column, which must have the form that is allowed.
    fn parsed<T>(
        &self,
        column: usize,
        name: &str,
        allowed: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Unreadable> {
        let cell = cell::as_given(self.cells.get(column).unwrap_or_default());
        parse(cell).ok_or_else(|| {
            self.error(column, format!("`{name}` is `{cell}`, but allowed is: {allowed}"))
        })
    }
}

impl Points {
    /// The values of a point in words: `team.emhps = 4, remit.policy = firm`.
    pub fn told(&self, number: u32) -> String {
        let level = |level: &Level| match level {
            Level::Number(number) => cell::written(*number),
            Level::Name(name) => name.clone(),
        };
        let point = self.points.iter().find(|(point, _)| *point == number);
        let levels = point.map_or(&[][..], |(_, levels)| levels.as_slice());
        let values =
            self.axes.iter().zip(levels).map(|(axis, it)| format!("{axis} = {}", level(it)));
        values.collect::<Vec<_>>().join(", ")
    }

    /// Reads `points.csv` back.
    ///
    /// # Errors
    /// When it is no such table, or a cell is not what its column allows.
    pub fn read(text: &[u8]) -> Result<Self, Unreadable> {
        let mut lines = lines(text)?.into_iter();
        let header = lines.next().unwrap_or(Line { number: 1, cells: csv::StringRecord::new() });
        let axes = axes(&header)?;
        let mut points = Vec::new();
        for line in lines {
            if line.cells.len() != header.cells.len() {
                let column = line.cells.len().min(header.cells.len());
                let (cells, names) = (line.cells.len(), header.cells.len());
                let what = format!("there are {cells} cells, but the first line has {names}");
                return Err(line.error(column, what));
            }
            let number = line.parsed(0, "point", "whole numbers from 1", |cell| {
                cell.parse().ok().filter(|number: &u32| *number > 0)
            })?;
            let levels = axes.iter().enumerate().map(|(axis, (name, parameter))| {
                line.parsed(axis + BEFORE_AXES, name, &parameter.allowed(), |cell| {
                    level(parameter, cell)
                })
            });
            points.push((number, levels.collect::<Result<_, _>>()?));
        }
        Ok(Self { axes: axes.into_iter().map(|(name, _)| name).collect(), points })
    }
}

/// The lines of a file that have cells.
fn lines(text: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let mut lines: Vec<Line> = Vec::new();
    for record in reader.records() {
        let before = lines.last().map_or(0, |line| line.number);
        let record = record.map_err(|error| Unreadable {
            line: error.position().map_or(before + 1, csv::Position::line),
            column: 1,
            what: "the line is not UTF-8 text".to_owned(),
        })?;
        let number = record.position().map_or(before + 1, csv::Position::line);
        lines.push(Line { number, cells: record });
    }
    Ok(lines)
}

/// The axes that the first line names, each with its parameter.
fn axes(header: &Line) -> Result<Vec<(String, &'static Declaration)>, Unreadable> {
    let mut after = names::<SweepPoints>().skip(BEFORE_AXES);
    let count = header.cells.len().saturating_sub(SweepPoints::COLUMNS.len());
    let mut axes = Vec::new();
    for column in 0..count + SweepPoints::COLUMNS.len() {
        let found = header.cells.get(column).unwrap_or_default();
        let wanted = match column {
            0..BEFORE_AXES => names::<SweepPoints>().nth(column),
            _ if axes.len() == count => after.next(),
            _ => None,
        };
        match (wanted, parameter(found)) {
            (Some(wanted), _) if wanted == found => {}
            (Some(wanted), _) => {
                let what = format!("the column is named `{found}`, but must be `{wanted}`");
                return Err(header.error(column, what));
            }
            (None, Some(parameter)) => axes.push((found.to_owned(), parameter)),
            (None, None) => {
                let what =
                    format!("the column is named `{found}`, but must be the key of a parameter");
                return Err(header.error(column, what));
            }
        }
    }
    Ok(axes)
}

/// The parameter of an axis, which is called by its key and perhaps a date.
fn parameter(axis: &str) -> Option<&'static Declaration> {
    let key = axis.split('@').next().unwrap_or(axis);
    Parameter::find(key).map(Parameter::declaration)
}

/// The level that a cell states; `None` where the parameter does not allow it.
fn level(parameter: &Declaration, cell: &str) -> Option<Level> {
    let name = || Level::Name(cell.to_owned());
    match parameter.domain {
        Domain::Number { .. } => {
            let number = cell.parse().ok().filter(|number| parameter.allows(*number));
            number.map(Level::Number)
        }
        Domain::Switch => matches!(cell, "true" | "false").then(name),
        Domain::Choice(names) => names.contains(&cell).then(name),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
point,team.emhps,remit.policy,referral.consent_refused_share@2021-01-01,hash,runs_missing
1,3,firm,0.5,ab,0
2,5,extended,0.75,cd,1
";

    fn read(from: &str, to: &str) -> Result<Points, String> {
        Points::read(TABLE.replacen(from, to, 1).as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_was_written_is_read() {
        let points = read("", "").unwrap();
        assert_eq!(
            points.axes,
            ["team.emhps", "remit.policy", "referral.consent_refused_share@2021-01-01"]
        );
        let extended = Level::Name("extended".to_owned());
        let levels = vec![Level::Number(5.0), extended, Level::Number(0.75)];
        assert_eq!(points.points[1], (2, levels));
    }

    #[test]
    fn a_cell_that_cannot_be_read_is_an_error_with_its_place_and_what_is_allowed() {
        for (from, to, error) in [
            ("\n2,", "\ntwo,", "3:1: `point` is `two`, but allowed is: whole numbers from 1"),
            ("\n2,", "\n0,", "3:1: `point` is `0`, but allowed is: whole numbers from 1"),
            ("2,5,", "2,five,", "3:2: `team.emhps` is `five`, but allowed is: "),
            ("2,5,", "2,NaN,", "3:2: `team.emhps` is `NaN`, but allowed is: "),
            ("2,5,", "2,,", "3:2: `team.emhps` is ``, but allowed is: "),
            ("firm", "soft", "2:3: `remit.policy` is `soft`, but allowed is: "),
            (
                "0.75",
                "7.5",
                "3:4: `referral.consent_refused_share@2021-01-01` is `7.5`, but allowed is: 0 ",
            ),
            (",cd,1", ",cd", "3:6: there are 5 cells, but the first line has 6"),
            (
                "team.emhps",
                "team.emhp",
                "1:2: the column is named `team.emhp`, but must be the key",
            ),
            ("hash", "hush", "1:5: the column is named `hush`, but must be `hash`"),
            (TABLE, "", "1:1: the column is named ``, but must be `point`"),
        ] {
            let found = read(from, to).unwrap_err();
            assert!(found.starts_with(error), "{found}, not {error}");
        }
    }
}
