//! Tables that a user brings as CSV: named columns, in any order, with every fault at its line.

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use super::problem::{Location, Problems, nearest};
use super::text_file::TextFile;

/// A column and whether a cell of it may be empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) may_be_empty: bool,
}

/// A required column.
pub(super) const fn required(name: &'static str) -> Column {
    Column { name, may_be_empty: false }
}

/// A column whose cells may be empty. The column itself must be there.
pub(super) const fn optional(name: &'static str) -> Column {
    Column { name, may_be_empty: true }
}

/// The rows of a file.
#[derive(Debug)]
pub(super) struct CsvFile {
    pub(super) name: Rc<str>,
    columns: Vec<&'static str>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    file: &'a CsvFile,
    line: usize,
    cells: &'a [String],
}

impl CsvFile {
    /// Reads a file with exactly these columns. Lines that begin with `#` are comments.
    pub(super) fn read(
        path: &Path,
        named_at: Option<&Location>,
        columns: &[Column],
    ) -> Result<Self, Problems> {
        let file = TextFile::read(path, named_at)?;
        Self::parse(file.name, &file.text, columns)
    }

    /// Parses a text.
    pub(super) fn parse(name: Rc<str>, text: &str, columns: &[Column]) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut records = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(1, |position| position.line() as usize);
                    let cells: Vec<String> = record.iter().map(str::to_owned).collect();
                    records.push((line, cells));
                }
                Err(error) => problems.add(&Location::whole(&name), error.to_string(), ""),
            }
        }
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        if records.is_empty() {
            problems.add(
                &Location::whole(&name),
                "is empty",
                format!("the first line must name the columns: {}", names.join(",")),
            );
            return Err(problems);
        }
        let (header_line, header) = records.remove(0);
        let at = |line, column| Location { file: Rc::clone(&name), position: Some((line, column)) };
        let mut order = Vec::new();
        for (index, found) in header.iter().enumerate() {
            let place = at(header_line, index + 1);
            match columns.iter().find(|column| column.name == found) {
                None => problems.add(
                    &place,
                    format!("unknown column `{found}`"),
                    nearest(found, names.iter().copied()),
                ),
                Some(column) if order.contains(&column.name) => {
                    problems.add(&place, format!("column `{found}` stands twice"), "keep one");
                }
                Some(column) => order.push(column.name),
            }
        }
        for column in columns.iter().filter(|column| !header.iter().any(|h| h == column.name)) {
            problems.add(
                &at(header_line, 1),
                format!("column `{}` is missing", column.name),
                format!("the columns are: {}", names.join(",")),
            );
        }
        if records.is_empty() {
            problems.add(&Location::whole(&name), "has a header but no rows", "add a row");
        }
        let mut rows = Vec::new();
        for (line, cells) in records {
            if cells.len() != header.len() {
                problems.add(
                    &at(line, 1),
                    format!("has {} cells, but the header has {}", cells.len(), header.len()),
                    "put quotes around cells that contain a comma",
                );
            } else {
                rows.push((line, cells));
            }
        }
        if problems.0.is_empty() {
            let file = Self { name, columns: order, rows };
            for row in file.rows() {
                for column in columns.iter().filter(|column| !column.may_be_empty) {
                    if row.cell(column.name).is_empty() {
                        let place = row.at(column.name);
                        problems.add(&place, format!("`{}` is empty", column.name), "fill it in");
                    }
                }
            }
            return problems.or(file);
        }
        Err(problems)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { file: self, line: *line, cells })
    }
}

impl Row<'_> {
    fn index(&self, column: &str) -> usize {
        self.file.columns.iter().position(|name| *name == column).unwrap_or(0)
    }

    fn cell(&self, column: &str) -> &str {
        &self.cells[self.index(column)]
    }

    /// Line of the row and number of the column, both from 1.
    pub(super) fn at(&self, column: &str) -> Location {
        let position = Some((self.line, self.index(column) + 1));
        Location { file: Rc::clone(&self.file.name), position }
    }

    pub(super) fn text(&self, column: &str) -> String {
        self.cell(column).to_owned()
    }

    /// A number in a range; `None` where the cell is empty or wrong, which is then a problem.
    pub(super) fn number(
        &self,
        column: &str,
        (low, high): (f64, f64),
        problems: &mut Problems,
    ) -> Option<f64> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        match cell.parse::<f64>() {
            Ok(number) if (low..=high).contains(&number) => Some(number),
            Ok(number) => {
                problems.add(
                    &self.at(column),
                    format!("`{column}` = {number} is out of range; allowed: {low} to {high}"),
                    "",
                );
                None
            }
            Err(_) => {
                problems.add(
                    &self.at(column),
                    format!("`{column}` is \"{cell}\", which is not a number"),
                    "write digits, with a point and without thousands separators",
                );
                None
            }
        }
    }

    /// A whole number in a range.
    pub(super) fn whole(
        &self,
        column: &str,
        range: (f64, f64),
        problems: &mut Problems,
    ) -> Option<u32> {
        let number = self.number(column, range, problems)?;
        if number.fract() != 0.0 {
            let what = format!("`{column}` = {number} must be a whole number");
            problems.add(&self.at(column), what, "");
            return None;
        }
        Some(number as u32)
    }
}

/// Reports names that stand twice.
pub(super) fn check_unique<K: Ord>(
    seen: &mut BTreeSet<K>,
    key: K,
    what: &str,
    at: &Location,
    problems: &mut Problems,
) {
    if !seen.insert(key) {
        problems.add(
            at,
            format!("{what} stands twice"),
            "keep one row, or change one of the names",
        );
    }
}
