//! The tables of a results directory. Results come in replicate by replicate; every table is
//! written as they come, and memory holds the published values of one point.

mod costs;
mod coverage;
mod episodes;
mod flows;
mod incidence;
mod places;
mod replicates;
mod summary;
#[cfg(test)]
mod tests;
mod unmet;
mod waits;
mod workforce;

use std::io::{self, Write};

use mhst_core::model::results::{SiteResult, Subgroup, values};

pub(crate) use summary::{ENOUGH, Gathering, LEVEL};
pub use summary::{Summary, SummaryRow};

use crate::cell::Table;
use crate::measures;

/// Name under which the children of all sites are pooled.
pub const ALL_SITES: &str = "all";

/// The results of one replicate of a point.
#[derive(Clone, Debug)]
pub struct Replicate<'a> {
    point: u32,
    number: u32,
    sites: &'a [(String, SiteResult)],
    pooled: Option<SiteResult>,
}

impl<'a> Replicate<'a> {
    /// Replicate `number` of a point: the results of the `sites` that are there, of those that are
    /// `expected`, both in alphabetical order. They are pooled unless one is missing.
    pub fn new(
        point: u32,
        number: u32,
        expected: &[String],
        sites: &'a [(String, SiteResult)],
    ) -> Self {
        Self { point, number, sites, pooled: pooled(expected, sites) }
    }

    /// Number of the point.
    pub fn point(&self) -> u32 {
        self.point
    }

    /// The sites that are there.
    pub(crate) fn sites(&self) -> &[(String, SiteResult)] {
        self.sites
    }

    /// The children of all sites, if there are all.
    pub(crate) fn pooled(&self) -> Option<&SiteResult> {
        self.pooled.as_ref()
    }

    /// All children, and then those of each site.
    pub(crate) fn results(&self) -> impl Iterator<Item = (&str, &SiteResult)> {
        let sites = self.sites.iter().map(|(site, result)| (site.as_str(), result));
        self.pooled.iter().map(|pooled| (ALL_SITES, pooled)).chain(sites)
    }
}

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// How much.
    pub extent: Extent,
    /// Whether teams begin in waves, so that coverage has a table.
    pub in_waves: bool,
}

/// How much is written, from less to more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Extent {
    /// The summary and the replicates, of all children.
    Summary,
    /// The same, of subgroups too.
    Subgroups,
    /// Also the detailed tables.
    Tables,
    /// Also one row for each episode.
    Episodes,
}

/// The tables that go beyond the summary.
const DETAILED: [(&str, &[&str]); 7] = [
    ("waits.csv", waits::COLUMNS),
    ("incidence.csv", incidence::COLUMNS),
    ("unmet.csv", unmet::COLUMNS),
    ("places.csv", places::COLUMNS),
    ("flows.csv", flows::COLUMNS),
    ("workforce.csv", workforce::COLUMNS),
    ("costs.csv", costs::COLUMNS),
];

impl Extent {
    /// The files that a wider extent has and this one has not.
    pub fn left_out(self) -> impl Iterator<Item = &'static str> {
        let detailed = DETAILED.iter().map(|(name, _)| *name);
        let detailed = detailed.filter(move |_| self < Self::Tables);
        let coverage = (self < Self::Tables).then_some(COVERAGE);
        detailed.chain(coverage).chain((self < Self::Episodes).then_some(EPISODES))
    }
}

const COVERAGE: &str = "coverage.csv";
const EPISODES: &str = "episodes.csv";

/// Where a row comes from: the first columns of most tables.
#[derive(Clone, Copy)]
struct Source<'a> {
    scenario: &'a str,
    point: u32,
    site: &'a str,
    replicate: u32,
}

const SOURCE: [&str; 4] = ["scenario", "point", "site", "replicate"];

impl Source<'_> {
    fn write(&self, table: &mut Table) -> io::Result<()> {
        table.text(self.scenario)?;
        table.whole(u64::from(self.point))?;
        table.text(self.site)?;
        table.whole(u64::from(self.replicate))
    }
}

/// A header: where a row comes from, and then `columns`.
fn header(columns: &[&'static str]) -> Vec<&'static str> {
    SOURCE.iter().chain(columns).copied().collect()
}

/// All tables of a results directory.
pub struct TableSet {
    scenario: String,
    extent: Extent,
    summary: summary::Writer,
    replicates: Table<'static>,
    /// In the order of [`DETAILED`]; none if they are not written.
    detailed: Vec<Table<'static>>,
    coverage: Option<Table<'static>>,
    episodes: Option<Table<'static>>,
}

impl TableSet {
    /// Opens every table by name with `open` and writes the headers.
    ///
    /// # Errors
    /// When a table cannot be opened or written.
    pub fn new(
        scenario: &str,
        Expected { extent, in_waves }: Expected,
        mut open: impl FnMut(&str) -> io::Result<Box<dyn Write>>,
    ) -> io::Result<Self> {
        open("measures.csv")?.write_all(&measures::csv()?)?;
        let mut table =
            |name: &str, columns: &[&'static str]| Table::new(open(name)?, &header(columns));
        let tables = Self {
            scenario: scenario.to_owned(),
            replicates: table("replicates.csv", replicates::COLUMNS)?,
            detailed: match extent >= Extent::Tables {
                true => DETAILED
                    .iter()
                    .map(|(name, columns)| table(name, columns))
                    .collect::<io::Result<_>>()?,
                false => Vec::new(),
            },
            coverage: match in_waves && extent >= Extent::Tables {
                true => Some(table(COVERAGE, coverage::COLUMNS)?),
                false => None,
            },
            episodes: match extent >= Extent::Episodes {
                true => Some(table(EPISODES, episodes::COLUMNS)?),
                false => None,
            },
            summary: summary::Writer::new(scenario, open("summary.csv")?)?,
            extent,
        };
        Ok(tables)
    }

    /// Adds a replicate. They come in order of point and replicate.
    ///
    /// # Errors
    /// When a table cannot be written.
    pub fn add(&mut self, replicate: &Replicate<'_>) -> io::Result<()> {
        replicate.results().try_for_each(|(site, result)| self.add_result(replicate, site, result))
    }

    fn add_result(
        &mut self,
        from: &Replicate<'_>,
        site: &str,
        result: &SiteResult,
    ) -> io::Result<()> {
        let (point, replicate) = (from.point, from.number);
        let source = Source { scenario: &self.scenario, point, site, replicate };
        let mut published = values(result);
        if self.extent < Extent::Subgroups {
            published.retain(|value| value.subgroup == Subgroup::ALL);
        }
        self.summary.add(point, site, &published)?;
        replicates::write(&mut self.replicates, &source, &published)?;
        if let [waits, incidence, unmet, places, flows, workforce, costs] =
            self.detailed.as_mut_slice()
        {
            waits::write(waits, &source, result)?;
            incidence::write(incidence, &source, result)?;
            unmet::write(unmet, &source, result)?;
            places::write(places, &source, result)?;
            flows::write(flows, &source, result)?;
            workforce::write(workforce, &source, result)?;
            costs::write(costs, &source, result)?;
        }
        if let Some(coverage) = &mut self.coverage {
            coverage::write(coverage, &source, result)?;
        }
        if let Some(episodes) = &mut self.episodes {
            episodes::write(episodes, &source, result)?;
        }
        Ok(())
    }

    /// Ends all tables.
    ///
    /// # Errors
    /// When a table cannot be written.
    pub fn finish(self) -> io::Result<Summary> {
        let single = self.coverage.into_iter().chain(self.episodes);
        for table in [self.replicates].into_iter().chain(self.detailed).chain(single) {
            table.finish()?;
        }
        self.summary.finish()
    }
}

/// The children of all sites together; `None` where a site that is expected is missing.
pub(crate) fn pooled(expected: &[String], sites: &[(String, SiteResult)]) -> Option<SiteResult> {
    let complete = expected.len() == sites.len()
        && expected.iter().zip(sites).all(|(expected, (found, _))| expected == found);
    complete.then(|| {
        let mut pooled = SiteResult::default();
        for (_, result) in sites {
            pooled.merge(result);
        }
        pooled
    })
}
