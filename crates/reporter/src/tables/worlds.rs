//! `worlds.csv`: what is not known. Every value of all children over plausible worlds: the median, and
//! the interval that holds 90 % of worlds. A value of a world is the mean of its replicates.
//!
//! Quantiles are median-unbiased (definition 8 of Hyndman & Fan 1996, *American Statistician* 50:361).
//! Of fewer than [`ENOUGH_WORLDS`] the ends of the interval would be the extremes, and are left empty.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use mhst_core::model::results::{Measure, Statistic, Subgroup};
use statrs::statistics::{Data, OrderStatistics as _};

use super::ALL_SITES;
use super::summary::Summary;
use crate::column::{Column, Description, Table, cells};
use crate::form::Forms;
use crate::sheet::{Open, Sheet};

/// Share of worlds in the interval.
const SHARE: f64 = 0.9;

/// Worlds of which an interval is given: one in twenty lies beyond each end.
const ENOUGH_WORLDS: usize = 20;

/// The table.
enum Worlds {}

/// A row of the table.
struct Row<'a> {
    scenario: &'a str,
    site: &'a str,
    measure: Measure,
    statistic: Statistic,
    unit: &'static str,
    median: f64,
    interval: Option<(f64, f64)>,
    worlds: usize,
}

impl Table for Worlds {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "worlds";
    const ROW: &'static str = "A value of all children over plausible worlds.";
    const WRITTEN: &'static str = "In a sweep over worlds.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("scenario", "", "name of the design", |row| row.scenario.into()),
        Column::text("site", "", "name of the site; `all` pools the children of all", |row| {
            row.site.into()
        }),
        Column::text("measure", "", "what was measured, by its name in `measures.csv`", |row| {
            row.measure.name().into()
        }),
        Column::text("statistic", "", "which statistic of it", |row| row.statistic.name().into()),
        Column::text("unit", "", "unit of median and interval", |row| row.unit.into()),
        Column::number("median", "as in `unit`", "half of the worlds lie below", |row| {
            Some(row.median).into()
        }),
        Column::number(
            "low",
            "as in `unit`",
            "lower end of the interval that holds 90% of worlds; empty of fewer than 20 worlds",
            |row| row.interval.map(|(low, _)| low).into(),
        ),
        Column::number("high", "as in `unit`", "upper end of the interval", |row| {
            row.interval.map(|(_, high)| high).into()
        }),
        Column::whole("worlds", "worlds", "worlds that have a value", |row| row.worlds.into()),
    ];
}

/// The description of the table.
pub(super) fn description() -> Description {
    Description::of::<Worlds>()
}

type Key = (bool, Arc<str>, Measure, Statistic);

/// Gathers worlds, and writes the table at the end.
pub(super) struct Writer {
    scenario: String,
    sheet: Sheet,
    values: BTreeMap<Key, (&'static str, Vec<f64>)>,
}

impl Writer {
    pub(super) fn new(scenario: &str, forms: Forms, open: Open<'_>) -> io::Result<Self> {
        let Description { name, is_large, columns, .. } = description();
        let sheet = Sheet::open(name, &columns, forms.of(is_large), open)?;
        Ok(Self { scenario: scenario.to_owned(), sheet, values: BTreeMap::new() })
    }

    /// Adds the summary of a world.
    pub(super) fn add(&mut self, summary: &Summary) {
        for row in summary.rows().filter(|row| row.subgroup == Subgroup::ALL) {
            let Some(interval) = row.interval else { continue };
            let key = (row.site != ALL_SITES, row.site.into(), row.measure, row.statistic);
            let (_, values) = self.values.entry(key).or_insert((row.unit, Vec::new()));
            values.push(interval.estimate);
        }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        for ((_, site, measure, statistic), (unit, values)) in self.values {
            let worlds = values.len();
            let mut values = Data::new(values);
            let ends = [0.5 - SHARE / 2.0, 0.5 + SHARE / 2.0];
            let interval =
                (worlds >= ENOUGH_WORLDS).then(|| ends.map(|p| values.quantile(p)).into());
            let median = values.quantile(0.5);
            let scenario = &*self.scenario;
            let row =
                Row { scenario, site: &site, measure, statistic, unit, median, interval, worlds };
            self.sheet.row(&site, || cells::<Worlds>(&row))?;
        }
        self.sheet.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By definition 8, the quantile p of n values lies at the place n p + (p + 1) / 3.
    #[test]
    fn quantiles_of_a_row_of_numbers_are_those_of_the_definition() {
        let n = 40.0;
        let mut values = Data::new((1..=40).map(f64::from).rev().collect::<Vec<f64>>());
        for p in [0.05, 0.5, 0.95] {
            let expected = n * p + (p + 1.0) / 3.0;
            assert!((values.quantile(p) - expected).abs() < 1e-9, "{p}");
        }
    }
}
