//! Variants compared with their base, replicate by replicate in each world. Results come in replicate
//! by replicate; memory holds sums for each published value, and a mean for each world, and not the
//! replicates.

mod family;
mod inputs;
mod over_worlds;
pub(crate) mod tables;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};

use mhst_core::engine::statistics::{Comparison, Interval, Pairs};
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Measure, SiteResult, Statistic, Subgroup, values};

pub use family::{Family, Test, Verdict};
pub use inputs::{Changed, NamedPoint, changes, points, read_changes};

use self::over_worlds::OverWorlds;
pub use self::over_worlds::Signs;
use self::tables::ComparisonTable;
use crate::cell::Csv;
use crate::column::{cells, names};
use crate::repeated::Estimate;
use crate::tables::{ALL_SITES, pooled};

/// A point that is compared with the base.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Number of the point.
    pub point: u32,
    /// Its name.
    pub name: String,
    /// Its sites, in alphabetical order.
    pub sites: Vec<String>,
}

/// A published value of a site.
type What = (Subgroup, Measure, Statistic);

/// A published value: position of the site among those compared, and what it is.
type Key = (usize, Subgroup, Measure, Statistic);

#[derive(Clone, Debug)]
struct Sums {
    unit: &'static str,
    /// Of the central world.
    pairs: Pairs,
    over: OverWorlds,
}

/// A variant and what has come of it.
struct Side {
    variant: Variant,
    /// The sites that the base has too, and before them [`ALL_SITES`] if there are no others.
    compared: Vec<String>,
    sums: BTreeMap<Key, Sums>,
}

/// Takes results in and compares them.
pub struct Comparator {
    base_sites: Vec<String>,
    /// The base in the replicate that is being added, by site.
    base: BTreeMap<String, BTreeMap<What, Option<f64>>>,
    sides: Vec<Side>,
    /// Level of the intervals.
    level: f64,
}

impl Comparator {
    /// For a base with `base_sites`, in alphabetical order, and its variants, with intervals at
    /// `level`, such as 0.95.
    pub fn new(base_sites: Vec<String>, variants: Vec<Variant>, level: f64) -> Self {
        let side = |variant: Variant| {
            let is_pooled = variant.sites == base_sites;
            let common = variant.sites.iter().filter(|site| base_sites.contains(site)).cloned();
            let all = is_pooled.then(|| ALL_SITES.to_owned());
            let compared = all.into_iter().chain(common).collect();
            Side { variant, compared, sums: BTreeMap::new() }
        };
        let sides = variants.into_iter().map(side).collect();
        Self { base_sites, base: BTreeMap::new(), sides, level }
    }

    /// Begins a replicate with the results of the base that are there, in alphabetical order of
    /// sites.
    pub fn base(&mut self, sites: &[(String, SiteResult)]) {
        self.base.clear();
        for_each(&self.base_sites, sites, |site, result| {
            let values = values(result).into_iter();
            let values = values.map(|v| ((v.subgroup, v.measure, v.statistic), v.value)).collect();
            self.base.insert(site.to_owned(), values);
        });
    }

    /// Adds what is there of the same replicate of a variant, the one at position `index`, in a
    /// world; they come in order of worlds. A value that one of the two lacks makes no pair.
    pub fn variant(&mut self, index: usize, world: u32, sites: &[(String, SiteResult)]) {
        let Some(side) = self.sides.get_mut(index) else { return };
        let Side { variant, compared, sums } = side;
        for_each(&variant.sites, sites, |site, result| {
            let Some(position) = compared.iter().position(|name| name == site) else { return };
            let base = self.base.get(site);
            for value in values(result) {
                let what = (value.subgroup, value.measure, value.statistic);
                let key = (position, what.0, what.1, what.2);
                let fresh = || Sums {
                    unit: value.unit,
                    pairs: Pairs::default(),
                    over: OverWorlds::default(),
                };
                let sums = sums.entry(key).or_insert_with(fresh);
                let base = base.and_then(|base| base.get(&what)).copied().flatten();
                if let (Some(base), Some(variant)) = (base, value.value) {
                    if world == CENTRAL {
                        sums.pairs.add(base, variant);
                    }
                    sums.over.add(world, base, variant);
                }
            }
        });
    }

    /// The comparisons of all variants.
    pub fn finish(self) -> Comparisons {
        let level = self.level;
        let finish = |side: Side| side.finish(level);
        Comparisons { variants: self.sides.into_iter().map(finish).collect(), level }
    }
}

/// Each site, and all of them together where none of those expected is missing.
fn for_each(
    expected: &[String],
    sites: &[(String, SiteResult)],
    mut take: impl FnMut(&str, &SiteResult),
) {
    if let Some(pooled) = pooled(expected, sites) {
        take(ALL_SITES, &pooled);
    }
    for (site, result) in sites {
        take(site, result);
    }
}

impl Side {
    fn finish(self, level: f64) -> Compared {
        let Self { variant, compared, sums } = self;
        let mut rows: Vec<Row> = sums
            .into_iter()
            .map(|((site, subgroup, measure, statistic), sums)| Row {
                site,
                subgroup,
                measure,
                statistic,
                unit: sums.unit,
                comparison: match sums.over.is_central() {
                    true => sums.pairs.compare(level),
                    false => sums.over.compare(level),
                },
                estimate: sums.over.difference(level),
                signs: (!sums.over.is_central()).then(|| sums.over.signs()),
                central: sums.pairs.compare(level).map(|found| found.difference),
                replicates: sums.pairs.count(),
                family: Family::of(subgroup, measure, statistic),
                test: None,
            })
            .collect();
        // Rows are in order of site and subgroup, so that what is judged together lies together.
        for group in rows.chunk_by_mut(|a, b| (a.site, a.subgroup) == (b.site, b.subgroup)) {
            for family in Family::ALL {
                judge(group.iter_mut().filter(|row| row.family == family));
            }
        }
        Compared { point: variant.point, name: variant.name, sites: compared, rows }
    }
}

/// Tests a family of values; those of fewer than two pairs have no test.
fn judge<'a>(family: impl Iterator<Item = &'a mut Row>) {
    let tested = family.filter_map(|row| row.comparison?.p_value.map(|p| (row, p)));
    let (rows, p_values): (Vec<&mut Row>, Vec<f64>) = tested.unzip();
    for (row, test) in rows.into_iter().zip(Test::family(&p_values)) {
        row.test = Some(test);
    }
}

/// A value of a variant beside that of the base.
#[derive(Clone, Debug)]
pub struct Row {
    site: usize,
    subgroup: Subgroup,
    measure: Measure,
    statistic: Statistic,
    /// Unit of the values and of their difference.
    pub unit: &'static str,
    /// What is said of the difference: over plausible worlds where there are any, else of the pairs of
    /// replicates of the central world; `None` of nothing.
    pub comparison: Option<Comparison>,
    /// What there is to say of the difference over worlds or pairs.
    pub estimate: Option<Estimate>,
    /// In how many plausible worlds the value falls and rises; `None` without such worlds.
    pub signs: Option<Signs>,
    /// The mean difference of the pairs of the central world with its interval; `None` of no pairs.
    pub central: Option<Interval>,
    /// Pairs of replicates of the central world that went in.
    pub replicates: usize,
    /// What it is judged together with.
    pub family: Family,
    /// Its test against chance; `None` of fewer than two pairs, and over plausible worlds.
    pub test: Option<Test>,
}

impl Row {
    /// Whether the difference is distinguishable from chance after correction; `None` where there is
    /// no test.
    pub fn is_distinguishable(&self) -> Option<bool> {
        self.test.map(|test| test.verdict() == Verdict::Distinguishable)
    }

    /// Whether the difference stands: over plausible worlds, whether it has the same sign in 95 % of
    /// them; else, whether it is distinguishable from chance after correction. `None` where neither
    /// can be said.
    pub fn stands(&self) -> Option<bool> {
        match self.signs {
            Some(signs) => Some(signs.is_robust()),
            None => self.is_distinguishable(),
        }
    }
}

/// A variant compared with the base.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Number of the point.
    pub point: u32,
    /// Its name.
    pub name: String,
    /// What is compared: sites that the base has too, and first [`ALL_SITES`] where both have the
    /// same sites.
    pub sites: Vec<String>,
    rows: Vec<Row>,
}

impl Compared {
    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// How many values other than the headlines are tested for everybody at a site.
    pub fn others_tested(&self, site: &str) -> usize {
        let position = self.sites.iter().position(|name| name == site);
        let of_site = |row: &&Row| Some(row.site) == position && row.subgroup == Subgroup::ALL;
        let others = self.rows.iter().filter(of_site).filter(|row| row.family == Family::Other);
        others.filter(|row| row.test.is_some()).count()
    }

    /// A value for everybody at a site, or at [`ALL_SITES`].
    pub fn get(&self, site: &str, measure: Measure, statistic: Statistic) -> Option<&Row> {
        let position = self.sites.iter().position(|name| name == site)?;
        let wanted = (position, Subgroup::ALL, measure, statistic);
        let key = |row: &Row| (row.site, row.subgroup, row.measure, row.statistic);
        self.rows.binary_search_by_key(&wanted, key).ok().map(|index| &self.rows[index])
    }

    /// Only the headline measures of everybody, at all sites together.
    #[must_use]
    pub fn headlines(mut self) -> Self {
        self.rows.retain(|row| row.site == 0 && row.family == Family::Headline);
        self.sites.truncate(1);
        self
    }

    /// Whether no value of any replicate differs from the base.
    pub fn is_the_same(&self) -> bool {
        let differs = |comparison: &Comparison| {
            let bounds = comparison.difference.bounds;
            comparison.difference.estimate != 0.0 || bounds.is_some_and(|(low, high)| low != high)
        };
        !self.rows.iter().filter_map(|row| row.comparison.as_ref()).any(differs)
    }
}

/// All variants compared with the base.
#[derive(Clone, Debug, Default)]
pub struct Comparisons {
    /// The variants, in order of points.
    pub variants: Vec<Compared>,
    /// Level of the intervals.
    pub level: f64,
}

impl Comparisons {
    /// Writes `comparison.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, out: Box<dyn Write + '_>) -> io::Result<()> {
        let mut writer = Writer::new(out)?;
        writer.add(self)?;
        writer.finish()
    }
}

/// Writes `comparison.csv` bit by bit.
pub struct Writer<'a> {
    csv: Csv<'a>,
}

impl<'a> Writer<'a> {
    /// Begins the table with its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(out: Box<dyn Write + 'a>) -> io::Result<Self> {
        let header: Vec<&str> = names::<ComparisonTable>().collect();
        Ok(Self { csv: Csv::new(out, &header)? })
    }

    /// Adds variants.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, found: &Comparisons) -> io::Result<()> {
        let level = found.level;
        for variant in &found.variants {
            for row in variant.rows() {
                self.csv.row(cells::<ComparisonTable>(&(variant, row, level)))?;
            }
        }
        Ok(())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.csv.finish()
    }
}
