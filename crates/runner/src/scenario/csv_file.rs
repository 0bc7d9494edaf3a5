//! Tables that a user brings as CSV: named columns, in any order, with every fault at its line.

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use jiff::civil::Date;

use super::problem::{Location, Problems};
use super::suggestion::{meant, nearest};
use super::text_file::TextFile;

/// A column, whether a cell of it may be empty, and whether the whole column may be missing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) may_be_empty: bool,
    may_be_missing: bool,
}

/// A required column.
pub(super) const fn required(name: &'static str) -> Column {
    Column { name, may_be_empty: false, may_be_missing: false }
}

/// A column whose cells may be empty. The column itself must be there.
pub(super) const fn optional(name: &'static str) -> Column {
    Column { name, may_be_empty: true, may_be_missing: false }
}

/// A column that need not be there; where it is, its cells may be empty.
pub(super) const fn spare(name: &'static str) -> Column {
    Column { name, may_be_empty: true, may_be_missing: true }
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
    /// Reads a file with exactly these columns: the rows that can be used, and what is wrong with
    /// the others. Lines that begin with `#` are comments.
    ///
    /// # Errors
    /// If the columns are wrong, or there are no rows.
    pub(super) fn read(
        path: &Path,
        named_at: Option<&Location>,
        columns: &[Column],
    ) -> Result<(Self, Problems), Problems> {
        let file = TextFile::read(path, named_at)?;
        Self::parse(file.name, &file.text, columns)
    }

    fn parse(name: Rc<str>, text: &str, columns: &[Column]) -> Result<(Self, Problems), Problems> {
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
                    let after = record.position().map_or(0, |position| position.byte() as usize);
                    let line = line_of_record(text, after);
                    let cells: Vec<String> = record.iter().map(str::to_owned).collect();
                    records.push((line, cells));
                }
                Err(error) => problems.add(&Location::whole(&name), error.to_string(), ""),
            }
        }
        let needed = columns.iter().filter(|column| !column.may_be_missing);
        let names: Vec<&str> = needed.map(|column| column.name).collect();
        if records.is_empty() {
            problems.add(
                &Location::start(&name),
                "is empty",
                format!("the first line must name the columns: {}", names.join(",")),
            );
            return Err(problems);
        }
        let (header_line, header) = records.remove(0);
        let at = |line, column| Location { file: Rc::clone(&name), position: Some((line, column)) };
        if !names.iter().any(|name| header.iter().any(|found| found == name)) {
            problems.add(
                &at(header_line, 1),
                "has no known column name",
                format!(
                    "the first line must have these names, separated by commas: {}",
                    names.join(",")
                ),
            );
            return Err(problems);
        }
        let mut order = Vec::new();
        let mut misspelt = BTreeSet::new();
        for (index, found) in header.iter().enumerate() {
            let place = at(header_line, index + 1);
            match columns.iter().find(|column| column.name == found) {
                None => {
                    let is_there = |name: &&str| header.iter().any(|h| h == *name);
                    let others = columns.iter().map(|column| column.name);
                    let others: Vec<&str> = others.filter(|name| !is_there(name)).collect();
                    let near = meant(found, others.iter().copied());
                    misspelt.extend(near);
                    let remedy = if near.is_none() && names.iter().all(is_there) {
                        format!("remove it; the columns are {}", names.join(","))
                    } else {
                        nearest(found, others.iter().copied())
                    };
                    problems.add(&place, format!("unknown column `{found}`"), remedy);
                }
                Some(column) if order.contains(&column.name) => {
                    problems.add(&place, format!("column `{found}` appears twice"), "keep one");
                }
                Some(column) => order.push(column.name),
            }
        }
        let there = |name: &str| misspelt.contains(name) || header.iter().any(|h| h == name);
        for name in names.iter().filter(|name| !there(name)) {
            problems.add(
                &at(header_line, 1),
                format!("column `{name}` is missing"),
                format!("the columns are: {}", names.join(",")),
            );
        }
        if records.is_empty() {
            problems.add(&at(header_line, 1), "has a header but no rows", "add a row below it");
        }
        if !problems.0.is_empty() {
            return Err(problems);
        }
        let mut rows = Vec::new();
        for (line, cells) in records {
            if cells.len() != header.len() {
                problems.add(
                    &at(line, 1),
                    format!("has {} cells, but the header has {}", cells.len(), header.len()),
                    "put quotes around cells that contain a comma, and close every quote",
                );
            } else {
                rows.push((line, cells));
            }
        }
        let file = Self { name, columns: order, rows };
        for row in file.rows() {
            for column in columns.iter().filter(|column| !column.may_be_empty) {
                if row.cell(column.name).is_empty() {
                    let place = row.at(column.name);
                    problems.add(&place, format!("`{}` is empty", column.name), "fill it in");
                }
            }
        }
        Ok((file, problems))
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { file: self, line: *line, cells })
    }
}

impl Row<'_> {
    fn index(&self, column: &str) -> Option<usize> {
        self.file.columns.iter().position(|name| *name == column)
    }

    /// The text of a cell, which is empty where the column is missing.
    fn cell(&self, column: &str) -> &str {
        self.index(column).map_or("", |index| &self.cells[index])
    }

    /// Line of the row and number of the column, both from 1.
    pub(super) fn at(&self, column: &str) -> Location {
        let position = Some((self.line, self.index(column).unwrap_or(0) + 1));
        Location { file: Rc::clone(&self.file.name), position }
    }

    /// The text of a cell; `None` where it is empty, which is a problem already.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        Some(self.cell(column).to_owned()).filter(|text| !text.is_empty())
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
            // Adding zero makes a negative zero a zero: they are the same value.
            Ok(number) if (low..=high).contains(&number) => Some(number + 0.0),
            Ok(number) => {
                problems.add(
                    &self.at(column),
                    format!("`{column}` = {number} is out of range; allowed: {low} to {high}"),
                    "correct the cell, and check that it is in the right column",
                );
                None
            }
            Err(_) => {
                problems.add(
                    &self.at(column),
                    format!("`{column}` is \"{cell}\", which is not a number"),
                    "use digits, with a decimal point and without thousands separators",
                );
                None
            }
        }
    }

    /// A date; `None` where the cell is empty or wrong, which is then a problem.
    pub(super) fn date(&self, column: &str, problems: &mut Problems) -> Option<Date> {
        let cell = self.cell(column);
        let date: Option<Date> = cell.parse().ok();
        let date = date.filter(|date| (2000..=2100).contains(&date.year()));
        if date.is_none() && !cell.is_empty() {
            problems.add(
                &self.at(column),
                format!("`{column}` is \"{cell}\", which is not a date from 2000 to 2100"),
                "write it like 2020-01-06",
            );
        }
        date
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
            problems.add(&self.at(column), what, "remove the decimals");
            return None;
        }
        Some(number as u32)
    }
}

/// The line of a record that is the first after a byte of the text: the reader counts the end of
/// the line before, empty lines and comments to the record that follows.
fn line_of_record(text: &str, after: usize) -> usize {
    let mut rest = &text[after..];
    loop {
        rest = rest.trim_start_matches(['\r', '\n']);
        match rest.strip_prefix('#').map(|comment| comment.find('\n')) {
            Some(Some(end)) => rest = &rest[end + 1..],
            Some(None) | None => break,
        }
    }
    let before = &text[..text.len() - rest.len()];
    1 + before.replace("\r\n", "\n").matches(['\r', '\n']).count()
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
            format!("{what} appears twice"),
            "keep one row, or change one of the names",
        );
    }
}
