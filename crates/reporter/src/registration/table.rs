//! A registration as a CSV file.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use super::{Expected, Origin, QUANTILES, Registration, percents};
use crate::cell;
use crate::report::line;

const BEFORE: [&str; 13] = [
    "key",
    "title",
    "period",
    "place",
    "site",
    "quantity",
    "unit",
    "due",
    "source",
    "where",
    "last_year",
    "error",
    "worlds",
];

const AFTER: [&str; 7] =
    ["registered", "version", "scenario", "scenario_hash", "worlds_hash", "seed", "command"];

/// Name of the column of a quantile.
fn quantile(percent: usize) -> String {
    format!("q{percent:02}")
}

impl Registration {
    /// The table.
    pub fn csv(&self) -> String {
        let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let quantiles = percents().into_iter().map(quantile);
        let header = names(&BEFORE).into_iter().chain(quantiles).chain(names(&AFTER));
        let mut text = line(header);
        for it in &self.expected {
            let number = |value: f64| cell::written(value);
            let before = [
                it.key.clone(),
                it.title.clone(),
                it.period.clone(),
                it.place.clone(),
                it.site.clone(),
                it.quantity.clone(),
                it.unit.clone(),
                it.due.clone(),
                it.source.clone(),
                it.cited.clone(),
                it.last_year.map_or_else(String::new, number),
                number(it.error),
                it.worlds.to_string(),
            ];
            let origin = &self.origin;
            let after = [
                origin.registered.to_string(),
                origin.version.clone(),
                origin.scenario.clone(),
                origin.scenario_hash.clone(),
                origin.worlds_hash.clone(),
                origin.seed.to_string(),
                origin.command.clone(),
            ];
            text += &line(before.into_iter().chain(it.quantiles.map(number)).chain(after));
        }
        text
    }

    /// Reads the table back.
    ///
    /// # Errors
    /// When it is no such table; the message says where.
    pub fn read(text: &[u8]) -> Result<Self, String> {
        let mut reader = csv::Reader::from_reader(text);
        let header = reader.headers().map_err(|error| error.to_string())?.clone();
        let places: BTreeMap<&str, usize> =
            header.iter().enumerate().map(|(place, name)| (name, place)).collect();
        let mut expected = Vec::new();
        let mut origin = None;
        for (row, line) in reader.records().zip(2..) {
            let row = row.map_err(|error| error.to_string())?;
            let row = Row { places: &places, row: &row, line };
            let found = Origin {
                registered: row.number("registered")?,
                version: row.text("version")?,
                scenario: row.text("scenario")?,
                scenario_hash: row.text("scenario_hash")?,
                worlds_hash: row.text("worlds_hash")?,
                seed: row.number("seed")?,
                command: row.text("command")?,
            };
            if origin.as_ref().is_some_and(|first| *first != found) {
                return Err(format!("{line}: comes from other runs than the rows before it"));
            }
            origin = Some(found);
            let mut quantiles = [0.0; QUANTILES];
            for (place, percent) in quantiles.iter_mut().zip(percents()) {
                *place = row.number(&quantile(percent))?;
            }
            if !quantiles.is_sorted() {
                return Err(format!("{line}: the quantiles are not in order"));
            }
            let last_year = match row.text("last_year")?.as_str() {
                "" => None,
                _ => Some(row.number("last_year")?),
            };
            expected.push(Expected {
                key: row.text("key")?,
                title: row.text("title")?,
                period: row.text("period")?,
                place: row.text("place")?,
                site: row.text("site")?,
                quantity: row.text("quantity")?,
                unit: row.text("unit")?,
                due: row.text("due")?,
                source: row.text("source")?,
                cited: row.text("where")?,
                last_year,
                error: row.number("error")?,
                worlds: row.number("worlds")?,
                quantiles,
            });
        }
        let origin = origin.ok_or("2: there is no row")?;
        Ok(Self { origin, expected })
    }
}

/// A row that is read.
struct Row<'a> {
    places: &'a BTreeMap<&'a str, usize>,
    row: &'a csv::StringRecord,
    line: usize,
}

impl Row<'_> {
    fn text(&self, column: &str) -> Result<String, String> {
        let place = self.places.get(column);
        let place = place.ok_or(format!("1: there is no column `{column}`"))?;
        Ok(self.row.get(*place).unwrap_or_default().to_owned())
    }

    fn number<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T, String> {
        let text = self.text(column)?;
        let wrong = |error| format!("{}: `{column}` = {text}: {error}", self.line);
        text.parse().map_err(wrong)
    }
}
