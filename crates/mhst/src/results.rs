//! What a run came to.

use mhst_core::engine::statistics::Interval;
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Measure, SiteResult, Statistic, Subgroup};
use mhst_reporter::tables::{Replicate, Summary, SummaryRow};

use crate::simulate;

/// The results of all replicates of a scenario.
#[derive(Clone, Debug)]
pub struct Results {
    replicates: Vec<simulate::Replicate>,
    summary: Summary,
}

impl Results {
    pub(crate) fn new(replicates: Vec<simulate::Replicate>) -> Self {
        let sites: Vec<String> = match replicates.first() {
            Some(first) => first.iter().map(|(site, _)| site.clone()).collect(),
            None => Vec::new(),
        };
        let numbered = (1..).zip(&replicates);
        let numbered =
            numbered.map(|(number, it)| Replicate::new(0, (CENTRAL, number), &sites, it));
        let summary = Summary::of(numbered, simulate::LEVEL);
        Self { replicates, summary }
    }

    /// A number with its 95 % interval over replicates: of a site, or of `all` sites together.
    /// `None` where no replicate had a value, such as a mean of nobody.
    pub fn get(&self, site: &str, measure: Measure, statistic: Statistic) -> Option<Interval> {
        self.summary.get(site, Subgroup::ALL, measure, statistic)
    }

    /// The same of a subgroup of children.
    pub fn of(
        &self,
        subgroup: Subgroup,
        site: &str,
        measure: Measure,
        statistic: Statistic,
    ) -> Option<Interval> {
        self.summary.get(site, subgroup, measure, statistic)
    }

    /// Every number: the rows of `summary.csv`, all sites together first.
    pub fn rows(&self) -> impl Iterator<Item = SummaryRow<'_>> {
        self.summary.rows()
    }

    /// Everything that was counted in each replicate, by site in alphabetical order.
    pub fn replicates(&self) -> &[Vec<(String, SiteResult)>] {
        &self.replicates
    }
}
