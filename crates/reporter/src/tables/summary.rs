//! `summary.csv`: every published value over replicates, with its interval. `replicates` says how
//! many had a value; where none had, the estimate is empty. `few` says whether all of them together
//! rest on fewer than [`ENOUGH`] children, referrals, episodes or people.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use mhst_core::engine::statistics::Interval;
use mhst_core::model::results::{Dimension, Measure, Statistic, Subgroup, Value, values};

use super::source::{Origin, Origins};
use super::{ALL_SITES, Replicate};
use crate::column::{Column, Description, Table, cells, columns};
use crate::form::Forms;
use crate::repeated::Repeated;
use crate::sheet::{Open, Sheet};

/// Children, referrals, episodes or people on whom a value must rest, summed over all replicates, so
/// as not to be marked as one of few.
pub(crate) const ENOUGH: u32 = 10;

/// The table.
pub(super) enum SummaryTable {}

/// A row of the table.
pub(super) struct TableRow<'a> {
    key: &'a Key,
    of: &'a Row,
}

impl Table for SummaryTable {
    type Row<'a> = TableRow<'a>;
    const NAME: &'static str = "summary";
    const ROW: &'static str = "A value over all replicates of a point.";
    const WRITTEN: &'static str = "Always.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("subgroup", "", "which children; empty for all", |row| {
            row.key.1.name().into()
        }),
        Column::text("measure", "", "what was measured, by its name in `measures.csv`", |row| {
            row.key.2.name().into()
        }),
        Column::text("statistic", "", "which statistic of it", |row| row.key.3.name().into()),
        Column::text("unit", "", "unit of the estimate and its interval", |row| row.of.unit.into()),
        Column::number(
            "estimate",
            "as in `unit`",
            "mean over the replicates that have a value; empty where none has",
            |row| row.of.interval.map(|interval| interval.estimate).into(),
        ),
        Column::number(
            "low",
            "as in `unit`",
            "lower end of the 95% interval for the mean; empty of fewer than two replicates",
            |row| row.of.interval.and_then(|interval| interval.bounds).map(|(low, _)| low).into(),
        ),
        Column::number("high", "as in `unit`", "upper end of the interval", |row| {
            row.of.interval.and_then(|interval| interval.bounds).map(|(_, high)| high).into()
        }),
        Column::whole("replicates", "replicates", "replicates that have a value", |row| {
            row.of.replicates.into()
        }),
        Column::text(
            "few",
            "",
            "`true` where all replicates together rest on fewer than 10 children, referrals, \
             episodes or people; empty where the value is not of such",
            |row| row.of.is_few.into(),
        ),
    ];
}

/// A row, without its numbers: `all` comes before the sites. The rows of a site share its name.
type Key = (Option<Arc<str>>, Subgroup, Measure, Statistic);

/// The numbers of a row.
#[derive(Clone, Copy, Debug)]
struct Row {
    unit: &'static str,
    /// None where no replicate had a value.
    interval: Option<Interval>,
    replicates: usize,
    /// Whether it rests on few; none where it is not of children, referrals, episodes or people.
    is_few: Option<bool>,
}

/// The summary of a point, to look numbers up.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    rows: BTreeMap<Key, Row>,
}

/// A row of the summary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SummaryRow<'a> {
    /// Name of the site, or `all`.
    pub site: &'a str,
    /// Which children.
    pub subgroup: Subgroup,
    /// What was measured.
    pub measure: Measure,
    /// Which statistic of it.
    pub statistic: Statistic,
    /// Unit of the number.
    pub unit: &'static str,
    /// The number and its interval over replicates; `None` where no replicate had a value.
    pub interval: Option<Interval>,
    /// Replicates that had a value.
    pub replicates: usize,
}

impl Summary {
    /// The summary of the replicates of one point.
    pub fn of<'a>(replicates: impl IntoIterator<Item = Replicate<'a>>) -> Self {
        let mut gathering = Gathering::default();
        for replicate in replicates {
            for (site, result) in replicate.results() {
                gathering.add(site, &values(result));
            }
        }
        gathering.finish()
    }

    /// All rows: `all` first, then the sites in alphabetical order.
    pub fn rows(&self) -> impl Iterator<Item = SummaryRow<'_>> {
        self.rows.iter().map(|((site, subgroup, measure, statistic), row)| SummaryRow {
            site: site.as_deref().unwrap_or(ALL_SITES),
            subgroup: *subgroup,
            measure: *measure,
            statistic: *statistic,
            unit: row.unit,
            interval: row.interval,
            replicates: row.replicates,
        })
    }

    /// A number: of a site or of `all`; `None` where no replicate had a value.
    pub fn get(
        &self,
        site: &str,
        subgroup: Subgroup,
        measure: Measure,
        statistic: Statistic,
    ) -> Option<Interval> {
        self.row(site, subgroup, measure, statistic)?.interval
    }

    /// Whether a number rests on fewer than [`ENOUGH`] children, referrals, episodes or people over all
    /// replicates.
    pub(crate) fn is_few(
        &self,
        site: &str,
        subgroup: Subgroup,
        measure: Measure,
        statistic: Statistic,
    ) -> bool {
        self.row(site, subgroup, measure, statistic).and_then(|row| row.is_few).unwrap_or_default()
    }

    /// The rows of everybody at all sites together whose measure is picked.
    pub(crate) fn of_everybody(&self, pick: impl Fn(Measure) -> bool) -> Self {
        let is_picked = |(site, subgroup, measure, _): &Key| {
            site.is_none() && *subgroup == Subgroup::ALL && pick(*measure)
        };
        let rows = self.rows.iter().filter(|(key, _)| is_picked(key));
        Self { rows: rows.map(|(key, row)| (key.clone(), *row)).collect() }
    }

    /// Whether it has no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The levels of a dimension: those of every run, and those of which all sites together have
    /// values.
    pub(crate) fn levels(&self, dimension: Dimension) -> BTreeSet<Subgroup> {
        let pooled = self.rows.keys().filter(|(site, ..)| site.is_none());
        let found = pooled.map(|(_, subgroup, ..)| *subgroup);
        dimension.levels().chain(found.filter(|level| level.dimension == dimension)).collect()
    }

    fn row(
        &self,
        site: &str,
        subgroup: Subgroup,
        measure: Measure,
        statistic: Statistic,
    ) -> Option<&Row> {
        self.rows.get(&(site_key(site), subgroup, measure, statistic))
    }
}

fn site_key(site: &str) -> Option<Arc<str>> {
    (site != ALL_SITES).then(|| site.into())
}

/// The published values of a point, summed up as they come in replicate by replicate.
#[derive(Default)]
pub(crate) struct Gathering {
    values: BTreeMap<Key, Gathered>,
    sites: BTreeSet<Arc<str>>,
}

/// What has come in of a row.
struct Gathered {
    unit: &'static str,
    values: Repeated,
    /// Sum over replicates of what the values rest on.
    rests_on: Option<f64>,
}

impl Gathered {
    fn of(unit: &'static str) -> Self {
        Self { unit, values: Repeated::default(), rests_on: None }
    }

    fn add(&mut self, value: &Value) {
        if let Some(number) = value.value {
            self.values.add(number);
        }
        if let Some(heads) = value.rests_on {
            *self.rests_on.get_or_insert_default() += heads;
        }
    }

    fn row(&self, statistic: Statistic) -> Row {
        Row {
            unit: self.unit,
            interval: self.values.interval(statistic.range()),
            replicates: self.values.count(),
            is_few: self.rests_on.map(|heads| heads < f64::from(ENOUGH)),
        }
    }
}

impl Gathering {
    /// Adds a replicate of a site or of `all`.
    pub(crate) fn add<'a>(&mut self, site: &str, values: impl IntoIterator<Item = &'a Value>) {
        let site = site_key(site).map(|site| match self.sites.get(&site) {
            Some(known) => Arc::clone(known),
            None => {
                self.sites.insert(Arc::clone(&site));
                site
            }
        });
        for value in values {
            let key = (site.clone(), value.subgroup, value.measure, value.statistic);
            self.values.entry(key).or_insert_with(|| Gathered::of(value.unit)).add(value);
        }
    }

    /// What has come of the point.
    pub(crate) fn finish(self) -> Summary {
        let row = |(key, gathered): (Key, Gathered)| {
            let row = gathered.row(key.3);
            (key, row)
        };
        Summary { rows: self.values.into_iter().map(row).collect() }
    }
}

/// The description of the table.
pub(super) fn description() -> Description {
    let mut described = Description::of::<SummaryTable>();
    described.columns = columns::<Origins>().chain(described.columns).collect();
    described
}

/// Writes the table point by point.
pub(super) struct Writer {
    scenario: String,
    sheet: Sheet,
}

impl Writer {
    pub(super) fn new(scenario: &str, forms: Forms, open: Open<'_>) -> io::Result<Self> {
        let Description { name, is_large, columns, .. } = description();
        let sheet = Sheet::open(name, &columns, forms.of(is_large), open)?;
        Ok(Self { scenario: scenario.to_owned(), sheet })
    }

    /// The rows of a point.
    pub(super) fn add(&mut self, point: u32, summary: &Summary) -> io::Result<()> {
        summary.rows.iter().try_for_each(|(key, of)| {
            let site = key.0.as_deref().unwrap_or(ALL_SITES);
            let origin = Origin { scenario: &self.scenario, point, site };
            let row = TableRow { key, of };
            self.sheet.row(site, || cells::<Origins>(&origin).chain(cells::<SummaryTable>(&row)))
        })
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.sheet.finish()
    }
}
