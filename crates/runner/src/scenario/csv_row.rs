//! A row of a table that a user brings, and what its cells hold.

use std::collections::BTreeSet;
use std::rc::Rc;

use jiff::civil::Date;
use mhst_core::model::parameters::written_number as shown;

use super::csv_file::CsvFile;
use super::problem::{Location, Problems};
use super::suggestion::nearest;
use super::written_date;
use super::written_number::{self, Unit};

/// One row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) file: &'a CsvFile,
    pub(super) line: usize,
    pub(super) cells: &'a [String],
}

impl Row<'_> {
    fn index(&self, column: &str) -> Option<usize> {
        self.file.columns.iter().position(|name| *name == column)
    }

    /// The text of a cell, which is empty where the column is missing.
    pub(super) fn cell(&self, column: &str) -> &str {
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
        let unit = Unit::of_column(column);
        match written_number::read(cell, self.file.decimal, unit) {
            // Adding zero makes a negative zero a zero: they are the same value.
            Ok(number) if (low..=high).contains(&number) => Some(number + 0.0),
            Ok(number) => {
                let percent = written_number::percent(number);
                let remedy = match unit {
                    Unit::Percent if number > 0.0 && (low..=high).contains(&percent) => {
                        format!(
                            "the column is in per cent: write {percent}, if you mean {percent} %"
                        )
                    }
                    _ => "correct the cell, and check that it is in the right column".to_owned(),
                };
                let number = shown(number);
                problems.add(
                    &self.at(column),
                    format!("`{column}` = {number} is out of range; allowed: {low} to {high}"),
                    remedy,
                );
                None
            }
            Err(why) => {
                problems.add(
                    &self.at(column),
                    format!("`{column}` is \"{cell}\", {why}"),
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
        let date = date.filter(|date| written_date::is_in_range(*date));
        if date.is_none() && !cell.is_empty() {
            problems.add(
                &self.at(column),
                format!("`{column}` is \"{cell}\", which is not a date such as 2020-01-06"),
                written_date::remedy(cell),
            );
        }
        date
    }

    /// One of several names; `None` where the cell is empty or wrong, which is then a problem.
    pub(super) fn choice<T: Copy>(
        &self,
        column: &str,
        choices: &[(&str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        let cell = self.cell(column);
        let found = choices.iter().find(|(name, _)| cell.eq_ignore_ascii_case(name));
        if found.is_none() && !cell.is_empty() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            problems.add(
                &self.at(column),
                format!("`{column}` is \"{cell}\"; allowed: {}", names.join(", ")),
                nearest(cell, names.iter().copied()),
            );
        }
        found.map(|(_, choice)| *choice)
    }

    /// `true` or `false`; `false` where the cell is empty or wrong, which is then a problem.
    pub(super) fn switch(&self, column: &str, problems: &mut Problems) -> bool {
        self.choice(column, &[("true", true), ("false", false)], problems).unwrap_or(false)
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

/// Reports names that appear twice.
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
