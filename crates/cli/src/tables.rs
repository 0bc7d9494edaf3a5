//! From the store to the tables: reads one replicate at a time and hands it to the reporter.

use std::collections::BTreeSet;
use std::io::{self, Write};

use anyhow::Context;
use mhst_core::engine::statistics::Interval;
use mhst_core::model::results::{Measure, Statistic, Subgroup};
use mhst_reporter::tables::{Expected, Extent, Replicate, Summary, TableSet};
use mhst_runner::directory::Directory;
use mhst_runner::store::{Detail, Store};
use mhst_runner::work::Work;

/// Opens every table, so that what cannot be written is found before anything is run.
pub(crate) fn open(directory: &mut Directory, scenario: &str, work: &Work) -> io::Result<TableSet> {
    let expected = Expected {
        sites: site_names(work),
        extent: extent(work),
        in_waves: work.points.is_in_waves(),
    };
    TableSet::new(scenario, expected, |name| {
        let file: Box<dyn Write> = Box::new(directory.create(name)?);
        Ok(file)
    })
}

/// Fills the tables with what the store holds of `work`, in order of point, replicate and site.
pub(crate) fn fill(mut tables: TableSet, work: &Work, store: &Store) -> anyhow::Result<Summary> {
    for point in 0..work.points.count() {
        let (number, names) = (work.points.number(point), work.points.sites(point));
        for replicate in 1..=work.replicates {
            let sites = match work.part.replicate {
                Some(only) if only != replicate => Vec::new(),
                _ => store.replicate(number, replicate, &names)?,
            };
            if !sites.is_empty() {
                let replicate = Replicate { point: number, replicate, sites: &sites };
                tables.add(&replicate).context("cannot write the tables")?;
            }
        }
    }
    tables.finish().context("cannot write the tables")
}

/// How much is written.
fn extent(work: &Work) -> Extent {
    match work.detail {
        Detail::Summary => Extent::Summary,
        Detail::Subgroups => Extent::Subgroups,
        Detail::Tables => Extent::Tables,
        Detail::Episodes => Extent::Episodes,
    }
}

/// The files that there would be in more detail.
pub(crate) fn left_out(work: &Work) -> impl Iterator<Item = &'static str> {
    extent(work).left_out()
}

/// The names of all sites of all points, in alphabetical order.
pub(crate) fn site_names(work: &Work) -> Vec<String> {
    let points = 0..work.points.count();
    let names: BTreeSet<&str> = points.flat_map(|point| work.points.sites(point)).collect();
    names.into_iter().map(str::to_owned).collect()
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
