//! Tables that a user brings as CSV: named columns, in any order, with every fault at its line. What
//! spreadsheets leave in such files is read too: semicolons or tabs between cells, empty cells after
//! the last column, empty rows, and rows of a total.

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use super::csv_row::Row;
use super::document;
use super::kind;
use super::limits::MOST_ROWS;
use super::problem::{Location, Problem, Problems};
use super::suggestion::{meant, nearest};
use super::text_file::TextFile;
use super::written_number::{self, Decimal, Unit};

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
    /// The column that each cell of a row belongs to.
    pub(super) columns: Vec<&'static str>,
    pub(super) decimal: Decimal,
    rows: Vec<(usize, Vec<String>)>,
    /// What looks odd about it, such as rows that are skipped.
    pub(super) warnings: Vec<Problem>,
}

/// A record and its line.
type Record = (usize, Vec<String>);

/// What may separate the cells of a row.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// What becomes of rows whose first cell says that they are totals.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Totals {
    /// They are skipped with a warning: the other rows are added up already.
    Skipped,
    /// They are rows like others.
    Kept,
}

/// What the first cell of a row of a total says.
const TOTALS: [&str; 5] = ["total", "totals", "grand total", "sum", "all"];

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
        totals: Totals,
    ) -> Result<(Self, Problems), Problems> {
        let file = TextFile::read(path, named_at)?;
        if document::is_toml(&file.text) {
            return Err(kind::toml_for_table(&file, named_at, &listed(columns)));
        }
        Self::parse(file.name, &file.text, columns, totals)
    }

    pub(super) fn parse(
        name: Rc<str>,
        text: &str,
        columns: &[Column],
        totals: Totals,
    ) -> Result<(Self, Problems), Problems> {
        let mut problems = Problems::default();
        let separator = separator(text, columns);
        let mut records = records(text, separator, &name, &mut problems);
        let at = |line, column| Location { file: Rc::clone(&name), position: Some((line, column)) };
        if records.is_empty() {
            problems.add(
                &Location::start(&name),
                "is empty",
                format!("the first line must name the columns: {}", listed(columns)),
            );
            return Err(problems);
        }
        let (header_line, mut header) = records.remove(0);
        // A spreadsheet writes empty cells after the last column where it once had more of them.
        let width = header.len();
        while header.pop_if(|last| last.is_empty()).is_some() {}
        let order = header_order(&header, |column| at(header_line, column), columns, &mut problems);
        if records.is_empty() {
            problems.add(&at(header_line, 1), "has a header but no rows", "add a row below it");
        }
        if records.len() > MOST_ROWS {
            problems.add(
                &at(records[MOST_ROWS].0, 1),
                format!("has more than {MOST_ROWS} rows"),
                "check that it is the right file; leave out rows that no site needs",
            );
        }
        if !problems.0.is_empty() {
            return Err(problems);
        }
        let mut warnings = Vec::new();
        let mut rows = Vec::new();
        for (line, mut cells) in without_skipped(records, &name, totals, &mut warnings) {
            if cells.len() == width && cells[header.len()..].iter().all(String::is_empty) {
                cells.truncate(header.len());
            }
            if cells.len() == header.len() {
                rows.push((line, cells));
                continue;
            }
            let there_are = match cells.len() {
                1 => "1 cell".to_owned(),
                number => format!("{number} cells"),
            };
            problems.add(
                &at(line, 1),
                format!("has {there_are}, but the header has {}", header.len()),
                "put quotes around cells that contain a comma, and close every quote",
            );
        }
        if rows.is_empty() && problems.0.is_empty() {
            problems.add(
                &at(header_line, 1),
                "has no rows but those that are skipped: empty ones and totals",
                "add a row below the header",
            );
            return Err(problems);
        }
        let decimal = if separator == b';' { Decimal::Comma } else { Decimal::Point };
        let mut file = Self { name, columns: order, decimal, rows, warnings };
        for row in file.rows() {
            for column in columns.iter().filter(|column| !column.may_be_empty) {
                if row.cell(column.name).is_empty() {
                    let place = row.at(column.name);
                    problems.add(&place, format!("`{}` is empty", column.name), "fill it in");
                }
            }
        }
        let shares = columns.iter().filter_map(|column| file.shares(column.name)).collect();
        file.warnings = [file.warnings, shares].concat();
        Ok((file, problems))
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { file: self, line: *line, cells })
    }

    /// A warning of a column in per cent all of whose numbers look like shares.
    fn shares(&self, column: &str) -> Option<Problem> {
        if Unit::of_column(column) != Unit::Percent {
            return None;
        }
        let number =
            |row: Row<'_>| written_number::read(row.cell(column), self.decimal, Unit::Percent).ok();
        let numbers: Vec<f64> = self.rows().filter_map(number).collect();
        let all = numbers.iter().all(|number| (0.0..=1.0).contains(number));
        let some = numbers.iter().any(|number| *number > 0.0 && *number < 1.0);
        (all && some).then(|| Problem {
            at: self.rows().next().map_or(Location::start(&self.name), |row| row.at(column)),
            what: format!("every `{column}` is at most 1, but the column is in per cent"),
            remedy: "if these are shares, multiply them by 100".to_owned(),
        })
    }
}

/// The names of the columns that must be there.
fn listed(columns: &[Column]) -> String {
    let needed = columns.iter().filter(|column| !column.may_be_missing);
    needed.map(|column| column.name).collect::<Vec<_>>().join(",")
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
}

/// The separator with which the header has most of the names; a comma if none is better.
fn separator(text: &str, columns: &[Column]) -> u8 {
    let known = |separator: u8| {
        let header = reader(text, separator).records().next().and_then(Result::ok);
        let header = header.unwrap_or_default();
        header.iter().filter(|cell| columns.iter().any(|column| column.name == *cell)).count()
    };
    let mut best = (0, b',');
    for separator in SEPARATORS {
        let known = known(separator);
        if known > best.0 {
            best = (known, separator);
        }
    }
    best.1
}

/// All records that are not comments or blank lines, the header among them.
fn records(text: &str, separator: u8, name: &Rc<str>, problems: &mut Problems) -> Vec<Record> {
    let mut lines = Lines { text, until: 0, line: 1 };
    let mut records = Vec::new();
    for record in reader(text, separator).records() {
        match record {
            Ok(record) => {
                let after = record.position().map_or(0, |position| position.byte() as usize);
                let cells = record.iter().map(str::to_owned).collect();
                records.push((lines.of_record(after), cells));
            }
            Err(error) => problems.add(
                &Location::whole(name),
                format!("cannot be read as CSV: {error}"),
                "save the table again as \"CSV UTF-8\"",
            ),
        }
    }
    records
}

/// The column that each cell belongs to, as far as it is known; reports names that are not, and
/// those that are missing.
fn header_order(
    header: &[String],
    at: impl Fn(usize) -> Location,
    columns: &[Column],
    problems: &mut Problems,
) -> Vec<&'static str> {
    let needed = columns.iter().filter(|column| !column.may_be_missing);
    let names: Vec<&str> = needed.map(|column| column.name).collect();
    let is_there = |name: &&str| header.iter().any(|found| found == *name);
    if !names.iter().any(is_there) {
        problems.add(
            &at(1),
            "has no known column name",
            format!(
                "the first line must have these names, separated by commas: {}",
                names.join(",")
            ),
        );
        return Vec::new();
    }
    let mut order = Vec::new();
    let mut misspelt = BTreeSet::new();
    for (index, found) in header.iter().enumerate() {
        let place = at(index + 1);
        match columns.iter().find(|column| column.name == found) {
            None => {
                let others = columns.iter().map(|column| column.name);
                let others: Vec<&str> = others.filter(|name| !is_there(name)).collect();
                let near = meant(found, others.iter().copied());
                misspelt.extend(near);
                let remedy = if near.is_none() && names.iter().all(is_there) {
                    format!("remove it; the columns are {}", names.join(","))
                } else {
                    nearest(found, others.iter().copied())
                };
                let what = match found.is_empty() {
                    true => "a column has no name".to_owned(),
                    false => format!("unknown column `{found}`"),
                };
                problems.add(&place, what, remedy);
            }
            Some(column) if order.contains(&column.name) => {
                problems.add(&place, format!("column `{found}` appears twice"), "keep one");
            }
            Some(column) => order.push(column.name),
        }
    }
    for name in names.iter().filter(|name| !is_there(name) && !misspelt.contains(**name)) {
        problems.add(
            &at(1),
            format!("column `{name}` is missing"),
            format!("the columns are: {}", names.join(",")),
        );
    }
    order
}

/// The records without empty ones and, unless they are kept, without totals, which are named in
/// warnings.
fn without_skipped(
    records: Vec<Record>,
    name: &Rc<str>,
    totals: Totals,
    warnings: &mut Vec<Problem>,
) -> Vec<Record> {
    let mut kept = Vec::new();
    // The first and last line of rows in a run that have nothing in them.
    let mut empty: Option<(usize, usize)> = None;
    let mut skip = |line, what: String| {
        let at = Location { file: Rc::clone(name), position: Some((line, 1)) };
        warnings.push(Problem { at, what, remedy: String::new() });
    };
    let skip_empty = |run: Option<(usize, usize)>, skip: &mut dyn FnMut(usize, String)| match run {
        Some((first, last)) if first == last => {
            skip(first, "the row is empty and is skipped".to_owned());
        }
        Some((first, last)) => {
            skip(first, format!("the rows of lines {first} to {last} are empty and are skipped"));
        }
        None => {}
    };
    for (line, cells) in records {
        let Some(label) = cells.iter().find(|cell| !cell.is_empty()) else {
            empty = Some((empty.map_or(line, |(first, _)| first), line));
            continue;
        };
        skip_empty(empty.take(), &mut skip);
        let lower = label.trim_end_matches(':').to_lowercase();
        if totals == Totals::Skipped && TOTALS.contains(&lower.as_str()) {
            skip(line, format!("the row `{label}` looks like a total and is skipped"));
        } else {
            kept.push((line, cells));
        }
    }
    skip_empty(empty, &mut skip);
    kept
}

/// Counts lines from the beginning of a text on.
struct Lines<'a> {
    text: &'a str,
    /// The byte up to which lines are counted, and the line it is in.
    until: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the record that is the first after a byte, which is not before the last asked
    /// for: the reader counts the end of the line before, empty lines and comments to the record
    /// that follows.
    fn of_record(&mut self, after: usize) -> usize {
        let mut rest = &self.text[after..];
        loop {
            rest = rest.trim_start_matches(['\r', '\n']);
            match rest.strip_prefix('#').map(|comment| comment.find('\n')) {
                Some(Some(end)) => rest = &rest[end + 1..],
                Some(None) | None => break,
            }
        }
        let begins = self.text.len() - rest.len();
        let between = &self.text[self.until..begins];
        self.line += between.replace("\r\n", "\n").matches(['\r', '\n']).count();
        self.until = begins;
        self.line
    }
}
