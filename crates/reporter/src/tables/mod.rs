//! The tables of a results directory. Results come in replicate by replicate; every table is
//! written as they come, and memory holds the published values of one point.

mod costs;
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

use mhst_core::model::results::{SiteResult, values};

pub use summary::Summary;

use crate::cell::Table;
use crate::measures;

/// Name under which the children of all sites are pooled.
pub const ALL_SITES: &str = "all";

/// The results of one replicate of a point.
#[derive(Clone, Copy, Debug)]
pub struct Replicate<'a> {
    /// Number of the point.
    pub point: u32,
    /// Number of the replicate.
    pub replicate: u32,
    /// The sites that are there, in alphabetical order.
    pub sites: &'a [(String, SiteResult)],
}

/// What should come.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Sites of every replicate, in alphabetical order.
    pub sites: Vec<String>,
    /// Whether episodes are kept, and so have a table.
    pub episodes: bool,
}

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
    expected: Expected,
    summary: summary::Writer,
    replicates: Table<'static>,
    waits: Table<'static>,
    incidence: Table<'static>,
    unmet: Table<'static>,
    places: Table<'static>,
    flows: Table<'static>,
    workforce: Table<'static>,
    costs: Table<'static>,
    episodes: Option<Table<'static>>,
}

impl TableSet {
    /// Opens every table by name with `open` and writes the headers.
    ///
    /// # Errors
    /// When a table cannot be opened or written.
    pub fn new(
        scenario: &str,
        expected: Expected,
        mut open: impl FnMut(&str) -> io::Result<Box<dyn Write>>,
    ) -> io::Result<Self> {
        open("measures.csv")?.write_all(&measures::csv()?)?;
        let mut table =
            |name: &str, columns: &[&'static str]| Table::new(open(name)?, &header(columns));
        let tables = Self {
            scenario: scenario.to_owned(),
            replicates: table("replicates.csv", replicates::COLUMNS)?,
            waits: table("waits.csv", waits::COLUMNS)?,
            incidence: table("incidence.csv", incidence::COLUMNS)?,
            unmet: table("unmet.csv", unmet::COLUMNS)?,
            places: table("places.csv", places::COLUMNS)?,
            flows: table("flows.csv", flows::COLUMNS)?,
            workforce: table("workforce.csv", workforce::COLUMNS)?,
            costs: table("costs.csv", costs::COLUMNS)?,
            episodes: match expected.episodes {
                true => Some(table("episodes.csv", episodes::COLUMNS)?),
                false => None,
            },
            summary: summary::Writer::new(scenario, open("summary.csv")?)?,
            expected,
        };
        Ok(tables)
    }

    /// Adds a replicate. They come in order of point and replicate.
    ///
    /// # Errors
    /// When a table cannot be written.
    pub fn add(&mut self, replicate: &Replicate<'_>) -> io::Result<()> {
        if let Some(pooled) = pooled(&self.expected.sites, replicate.sites) {
            self.add_result(replicate, ALL_SITES, &pooled)?;
        }
        for (site, result) in replicate.sites {
            self.add_result(replicate, site, result)?;
        }
        Ok(())
    }

    fn add_result(
        &mut self,
        from: &Replicate<'_>,
        site: &str,
        result: &SiteResult,
    ) -> io::Result<()> {
        let Replicate { point, replicate, .. } = *from;
        let source = Source { scenario: &self.scenario, point, site, replicate };
        let published = values(result);
        self.summary.add(point, site, &published)?;
        replicates::write(&mut self.replicates, &source, &published)?;
        waits::write(&mut self.waits, &source, result)?;
        incidence::write(&mut self.incidence, &source, result)?;
        unmet::write(&mut self.unmet, &source, result)?;
        places::write(&mut self.places, &source, result)?;
        flows::write(&mut self.flows, &source, result)?;
        workforce::write(&mut self.workforce, &source, result)?;
        costs::write(&mut self.costs, &source, result)?;
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
        let tables = [
            self.replicates,
            self.waits,
            self.incidence,
            self.unmet,
            self.places,
            self.flows,
            self.workforce,
            self.costs,
        ];
        for table in tables.into_iter().chain(self.episodes) {
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
