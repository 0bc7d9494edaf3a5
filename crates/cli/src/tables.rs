//! From the store to the tables: reads one replicate at a time and hands it to the reporter.

use std::io::{self, Write};

use anyhow::Context;
use mhst_core::engine::statistics::Interval;
use mhst_core::model::results::{Measure, Statistic, Subgroup};
use mhst_reporter::tables::{Expected, Replicate, Summary, TableSet};
use mhst_runner::directory::Directory;
use mhst_runner::store::Store;
use mhst_runner::work::Work;

/// Opens every table, so that what cannot be written is found before anything is run.
pub(crate) fn open(directory: &mut Directory, scenario: &str, work: &Work) -> io::Result<TableSet> {
    let expected = Expected { sites: site_names(work), episodes: work.episodes };
    TableSet::new(scenario, expected, |name| {
        let file: Box<dyn Write> = Box::new(directory.create(name)?);
        Ok(file)
    })
}

/// Fills the tables with what the store holds of `work`, in order of point, replicate and site.
pub(crate) fn fill(mut tables: TableSet, work: &Work, store: &Store) -> anyhow::Result<Summary> {
    for point in &work.points {
        let names: Vec<&str> = point.sites.iter().map(|site| site.name.as_str()).collect();
        for replicate in 1..=work.replicates {
            let sites = store.replicate(point.number, replicate, &names)?;
            if !sites.is_empty() {
                let replicate = Replicate { point: point.number, replicate, sites: &sites };
                tables.add(&replicate).context("cannot write the tables")?;
            }
        }
    }
    tables.finish().context("cannot write the tables")
}

/// The names of all sites of all points, in alphabetical order.
pub(crate) fn site_names(work: &Work) -> Vec<String> {
    let mut names: Vec<String> =
        work.points.iter().flat_map(|point| &point.sites).map(|site| site.name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A number of the summary: everybody at `site` of the first point.
pub(crate) fn look_up(
    summary: &Summary,
    site: &str,
    measure: Measure,
    statistic: Statistic,
) -> Option<Interval> {
    summary.get(site, Subgroup::ALL, measure, statistic)
}
