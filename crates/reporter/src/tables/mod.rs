//! The tables of a results directory. Results come in replicate by replicate, and every table is
//! written as they come; the summary follows point by point.

mod costs;
mod coverage;
mod dictionary;
mod episodes;
mod flows;
mod incidence;
mod need;
mod places;
mod referrals;
mod replicates;
mod returns;
mod source;
mod stocks;
mod summary;
#[cfg(test)]
mod tests;
mod time;
mod waits;
mod workforce;

use std::io;

use mhst_core::model::results::{SiteResult, Value};

pub use dictionary::{dictionary, markdown};
pub(crate) use summary::{ENOUGH, Gathering};
pub use summary::{Summary, SummaryRow};

use self::replicates::Replicates;
use self::source::{Entry, Fill, Origin, Rows, Source};
use crate::column::Table;
use crate::form::{Form, Forms};
use crate::measures::{self, Measures};
use crate::sheet::Open;

/// Name under which the children of all sites are pooled.
pub const ALL_SITES: &str = "all";

/// The results of one replicate of a point.
#[derive(Clone, Debug)]
pub struct Replicate<'a> {
    point: u32,
    world: u32,
    number: u32,
    sites: &'a [(String, SiteResult)],
    pooled: Option<SiteResult>,
}

impl<'a> Replicate<'a> {
    /// Replicate `number` in a world of a point: the results of the `sites` that are there, of those that
    /// are `expected`, both in alphabetical order. They are pooled unless one is missing.
    pub fn new(
        point: u32,
        (world, number): (u32, u32),
        expected: &[String],
        sites: &'a [(String, SiteResult)],
    ) -> Self {
        Self { point, world, number, sites, pooled: pooled(expected, sites) }
    }

    /// Number of the point.
    pub fn point(&self) -> u32 {
        self.point
    }

    /// Number of the plausible world; 0 for the central one.
    pub(crate) fn world(&self) -> u32 {
        self.world
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
    /// In which forms the large tables are.
    pub forms: Forms,
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
    /// Also one row for each episode and each referral.
    Episodes,
}

/// When a table is written that goes beyond the summary.
const DETAILED_ONLY: &str = "Always, except in a sweep without `--tables`.";

/// The tables that are filled from results.
const DETAILED: &[Entry] = &[
    Entry::of::<waits::Waits>(),
    Entry::of::<incidence::Incidence>(),
    Entry::of::<need::Need>(),
    Entry::of::<stocks::Stocks>(),
    Entry::of::<places::Places>(),
    Entry::of::<flows::Flows>(),
    Entry::of::<workforce::Workforce>(),
    Entry::of::<returns::Returns>(),
    Entry::of::<time::Time>(),
    Entry::of::<costs::Costs>(),
    Entry::of::<coverage::Coverage>(),
    Entry::of::<episodes::Episodes>(),
    Entry::of::<referrals::Referrals>(),
];

impl Expected {
    /// Whether a table is written.
    fn has(self, table: &Entry) -> bool {
        self.extent >= table.extent && (self.in_waves || !table.only_in_waves)
    }

    /// The files that are not written, and would be with another extent or in another form.
    pub fn left_out(self) -> impl Iterator<Item = String> {
        let forms = move |table| self.has(table).then_some(self.forms);
        DETAILED.iter().flat_map(move |table| table.left_out(forms(table)))
    }
}

/// All tables of a results directory. A [`Pass`](crate::Pass) fills them.
pub struct TableSet {
    scenario: String,
    extent: Extent,
    summary: summary::Writer,
    replicates: Rows<Replicates>,
    /// Those of [`DETAILED`] that are written.
    detailed: Vec<Box<dyn Fill>>,
}

impl TableSet {
    /// Opens every table by name with `open` and writes the headers.
    ///
    /// # Errors
    /// When a table cannot be opened or written.
    pub fn new(scenario: &str, expected: Expected, open: Open<'_>) -> io::Result<Self> {
        open(&Form::Csv.file(Measures::NAME))?.write_all(&measures::csv()?)?;
        let replicates = Rows::new(expected.forms.of(Replicates::IS_LARGE), open)?;
        let mut detailed = Vec::new();
        for table in DETAILED.iter().filter(|table| expected.has(table)) {
            detailed.push(table.begin(expected.forms, open)?);
        }
        let summary = summary::Writer::new(scenario, expected.forms, open)?;
        let (scenario, extent) = (scenario.to_owned(), expected.extent);
        Ok(Self { scenario, extent, summary, replicates, detailed })
    }

    /// Whether subgroups have rows.
    pub(crate) fn has_subgroups(&self) -> bool {
        self.extent >= Extent::Subgroups
    }

    /// Adds the result of a site in a replicate, of which these values are published.
    pub(crate) fn add(
        &mut self,
        from: &Replicate<'_>,
        site: &str,
        result: &SiteResult,
        published: &[Value],
    ) -> io::Result<()> {
        let (point, world, replicate) = (from.point, from.world, from.number);
        let origin = Origin { scenario: &self.scenario, point, site };
        let source = Source { origin, world, replicate };
        for value in published {
            self.replicates.add(&source, &value)?;
        }
        self.detailed.iter_mut().try_for_each(|table| table.fill(&source, result))
    }

    /// Adds the summary of a point.
    pub(crate) fn summarise(&mut self, point: u32, summary: &Summary) -> io::Result<()> {
        self.summary.add(point, summary)
    }

    /// Ends all tables.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.replicates.finish()?;
        self.detailed.into_iter().try_for_each(Fill::finish)?;
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
