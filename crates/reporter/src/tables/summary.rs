//! `summary.csv`: every published value over replicates, with its interval. `replicates` says how
//! many had a value; where none had, the estimate is empty.

use std::collections::BTreeMap;
use std::io::{self, Write};

use mhst_core::engine::statistics::{Interval, mean_interval};
use mhst_core::model::results::{Measure, Statistic, Subgroup, Value};

use super::ALL_SITES;
use crate::cell::Table;

/// Level of the intervals.
const LEVEL: f64 = 0.95;

const COLUMNS: [&str; 11] = [
    "scenario",
    "point",
    "site",
    "subgroup",
    "measure",
    "statistic",
    "unit",
    "estimate",
    "low",
    "high",
    "replicates",
];

/// A row, without its numbers: `all` comes before the sites.
type Key = (Option<String>, Subgroup, Measure, Statistic);

/// The summary of the first point, to look numbers up.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    rows: BTreeMap<Key, Interval>,
}

impl Summary {
    /// A number: of a site or of `all`; `None` where no replicate had a value.
    pub fn get(
        &self,
        site: &str,
        subgroup: Subgroup,
        measure: Measure,
        statistic: Statistic,
    ) -> Option<Interval> {
        self.rows.get(&(site_key(site), subgroup, measure, statistic)).copied()
    }
}

fn site_key(site: &str) -> Option<String> {
    (site != ALL_SITES).then(|| site.to_owned())
}

pub(super) struct Writer {
    scenario: String,
    table: Table<'static>,
    point: Option<u32>,
    values: BTreeMap<Key, (&'static str, Vec<f64>)>,
    first: Option<Summary>,
}

impl Writer {
    pub(super) fn new(scenario: &str, out: Box<dyn Write>) -> io::Result<Self> {
        Ok(Self {
            scenario: scenario.to_owned(),
            table: Table::new(out, &COLUMNS)?,
            point: None,
            values: BTreeMap::new(),
            first: None,
        })
    }

    pub(super) fn add(&mut self, point: u32, site: &str, values: &[Value]) -> io::Result<()> {
        if self.point.is_some_and(|before| before != point) {
            self.write_point()?;
        }
        self.point = Some(point);
        let site = site_key(site);
        for value in values {
            let key = (site.clone(), value.subgroup, value.measure, value.statistic);
            self.values.entry(key).or_insert((value.unit, Vec::new())).1.extend(value.value);
        }
        Ok(())
    }

    /// Writes what has come of a point, and keeps the first.
    fn write_point(&mut self) -> io::Result<()> {
        let Some(point) = self.point else { return Ok(()) };
        let mut summary = Summary::default();
        for (key, (unit, values)) in std::mem::take(&mut self.values) {
            let (site, subgroup, measure, statistic) = &key;
            let interval = mean_interval(&values, LEVEL).map(|i| i.within(statistic.range()));
            let (low, high) = interval.and_then(|i| i.bounds).unzip();
            let table = &mut self.table;
            table.text(&self.scenario)?;
            table.whole(u64::from(point))?;
            table.text(site.as_deref().unwrap_or(ALL_SITES))?;
            table.text(&subgroup.name())?;
            table.text(measure.name())?;
            table.text(statistic.name())?;
            table.text(unit)?;
            table.number_or_empty(interval.map(|i| i.estimate))?;
            table.number_or_empty(low)?;
            table.number_or_empty(high)?;
            table.whole(values.len() as u64)?;
            table.end_row()?;
            if let Some(interval) = interval {
                summary.rows.insert(key, interval);
            }
        }
        self.first.get_or_insert(summary);
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<Summary> {
        self.write_point()?;
        self.table.finish()?;
        Ok(self.first.unwrap_or_default())
    }
}
