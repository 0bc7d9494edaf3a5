//! `summary.csv`: every published value over plausible worlds, and over replicates of the central world,
//! with its interval. Where none had a value, the estimate is empty. `few` says whether all of them
//! together rest on fewer than [`ENOUGH`] children, referrals, episodes or people.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use mhst_core::engine::statistics::Interval;
use mhst_core::model::results::{Dimension, Measure, Statistic, Subgroup, Value, values};

use super::source::{Origin, Origins};
use super::{ALL_SITES, Replicate};
use crate::column::{Column, Description, Table, cells, columns};
use crate::form::Forms;
use crate::repeated::{Estimate, Repeated};
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
    level: f64,
}

impl TableRow<'_> {
    fn shown(&self) -> Option<Interval> {
        self.of.estimate.map(|estimate| estimate.shown)
    }

    fn central(&self) -> Option<Interval> {
        self.of.estimate.and_then(|estimate| estimate.central)
    }

    fn end(&self, pick: fn([(f64, f64); 2]) -> f64) -> Option<f64> {
        self.of.estimate.and_then(|estimate| estimate.ends).map(pick)
    }
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
            "median over the plausible worlds that have a value; without such worlds the mean over \
             replicates; empty where none has a value",
            |row| row.shown().map(|interval| interval.estimate).into(),
        ),
        Column::number(
            "low",
            "as in `unit`",
            "lower end of the interval, at the level in `interval`: of one more world, chance left out; \
             without worlds, of the mean; empty of fewer than 19 worlds at 90%, or of one replicate",
            |row| row.shown().and_then(|interval| interval.bounds).map(|(low, _)| low).into(),
        ),
        Column::number("high", "as in `unit`", "upper end of the interval", |row| {
            row.shown().and_then(|interval| interval.bounds).map(|(_, high)| high).into()
        }),
        Column::number("interval", "%", "level of the intervals in this row", |row| {
            Some((100.0 * row.level).round()).into()
        }),
        Column::whole("worlds", "worlds", "plausible worlds that have a value", |row| {
            row.of.estimate.map_or(0, |estimate| estimate.worlds).into()
        }),
        Column::number(
            "between_worlds",
            "as in `unit`",
            "standard deviation between worlds, chance left out; empty where chance is not known",
            |row| row.of.estimate.and_then(|estimate| estimate.between).into(),
        ),
        Column::number(
            "chance",
            "as in `unit`",
            "standard deviation of a single replicate by chance; empty where it is not known",
            |row| row.of.estimate.and_then(|estimate| estimate.chance).into(),
        ),
        Column::number(
            "low_from",
            "as in `unit`",
            "the lower end is known so far: lower end of its interval of 95%; empty of fewer than 72 \
             worlds at 90%",
            |row| row.end(|ends| ends[0].0).into(),
        ),
        Column::number("low_to", "as in `unit`", "upper end of the same", |row| {
            row.end(|ends| ends[0].1).into()
        }),
        Column::number("high_from", "as in `unit`", "the same of the upper end", |row| {
            row.end(|ends| ends[1].0).into()
        }),
        Column::number("high_to", "as in `unit`", "upper end of the same", |row| {
            row.end(|ends| ends[1].1).into()
        }),
        Column::number(
            "central",
            "as in `unit`",
            "mean over replicates of the central world, in which every parameter has its stated value \
             or its default",
            |row| row.central().map(|interval| interval.estimate).into(),
        ),
        Column::number(
            "central_low",
            "as in `unit`",
            "lower end of the interval for that mean; empty of fewer than two replicates",
            |row| row.central().and_then(|interval| interval.bounds).map(|(low, _)| low).into(),
        ),
        Column::number("central_high", "as in `unit`", "upper end of the interval", |row| {
            row.central().and_then(|interval| interval.bounds).map(|(_, high)| high).into()
        }),
        Column::whole(
            "replicates",
            "replicates",
            "replicates of the central world that have a value",
            |row| row.central().map_or(0, |interval| interval.replicates).into(),
        ),
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
    /// None where nothing had a value.
    estimate: Option<Estimate>,
    /// Whether it rests on few; none where it is not of children, referrals, episodes or people.
    is_few: Option<bool>,
}

/// The summary of a point, to look numbers up.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    rows: BTreeMap<Key, Row>,
    /// Level of the intervals.
    level: f64,
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
    /// What there is to say of the number; `None` where nothing had a value.
    pub estimate: Option<Estimate>,
}

impl Summary {
    /// The summary of the replicates of one point, in order of world and replicate, with intervals at
    /// `level`, such as 0.95.
    pub fn of<'a>(replicates: impl IntoIterator<Item = Replicate<'a>>, level: f64) -> Self {
        let mut gathering = Gathering::default();
        for replicate in replicates {
            for (site, result) in replicate.results() {
                gathering.add(site, replicate.world, &values(result));
            }
        }
        gathering.finish(level)
    }

    /// All rows: `all` first, then the sites in alphabetical order.
    pub fn rows(&self) -> impl Iterator<Item = SummaryRow<'_>> {
        self.rows.iter().map(|((site, subgroup, measure, statistic), row)| SummaryRow {
            site: site.as_deref().unwrap_or(ALL_SITES),
            subgroup: *subgroup,
            measure: *measure,
            statistic: *statistic,
            unit: row.unit,
            estimate: row.estimate,
        })
    }

    /// A number with its interval over worlds, or without such over replicates: of a site or of `all`;
    /// `None` where nothing had a value.
    pub fn get(
        &self,
        site: &str,
        subgroup: Subgroup,
        measure: Measure,
        statistic: Statistic,
    ) -> Option<Interval> {
        self.estimate(site, subgroup, measure, statistic).map(|estimate| estimate.shown)
    }

    /// All that there is to say of a number.
    pub fn estimate(
        &self,
        site: &str,
        subgroup: Subgroup,
        measure: Measure,
        statistic: Statistic,
    ) -> Option<Estimate> {
        self.row(site, subgroup, measure, statistic)?.estimate
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
        let rows = rows.map(|(key, row)| (key.clone(), *row)).collect();
        Self { rows, level: self.level }
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

    fn add(&mut self, world: u32, value: &Value) {
        if let Some(number) = value.value {
            self.values.add(world, number);
        }
        if let Some(heads) = value.rests_on {
            *self.rests_on.get_or_insert_default() += heads;
        }
    }

    fn row(&self, statistic: Statistic, level: f64) -> Row {
        Row {
            unit: self.unit,
            estimate: self.values.estimate(statistic.range(), level),
            is_few: self.rests_on.map(|heads| heads < f64::from(ENOUGH)),
        }
    }
}

impl Gathering {
    /// Adds a replicate of a site or of `all`.
    pub(crate) fn add<'a>(
        &mut self,
        site: &str,
        world: u32,
        values: impl IntoIterator<Item = &'a Value>,
    ) {
        let site = site_key(site).map(|site| match self.sites.get(&site) {
            Some(known) => Arc::clone(known),
            None => {
                self.sites.insert(Arc::clone(&site));
                site
            }
        });
        for value in values {
            let key = (site.clone(), value.subgroup, value.measure, value.statistic);
            self.values.entry(key).or_insert_with(|| Gathered::of(value.unit)).add(world, value);
        }
    }

    /// What has come of the point, with intervals at `level`.
    pub(crate) fn finish(self, level: f64) -> Summary {
        let row = |(key, gathered): (Key, Gathered)| {
            let row = gathered.row(key.3, level);
            (key, row)
        };
        Summary { rows: self.values.into_iter().map(row).collect(), level }
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
            let row = TableRow { key, of, level: summary.level };
            self.sheet.row(site, || cells::<Origins>(&origin).chain(cells::<SummaryTable>(&row)))
        })
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.sheet.finish()
    }
}
