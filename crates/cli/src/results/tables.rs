//! From the store to the tables and the report: reads one replicate at a time and hands it to the
//! reporter.

use std::io::{self, Write};

use anyhow::Context;
use mhst_core::engine::statistics::Interval;
use mhst_core::model::figures::Figure;
use mhst_core::model::results::{Measure, Statistic, Subgroup};
use mhst_reporter::form::Forms;
use mhst_reporter::scorecard::Gathering;
use mhst_reporter::tables::{Expected, Extent, Replicate, Summary, TableSet};
use mhst_reporter::{Found, Pass};
use mhst_runner::directory::Directory;
use mhst_runner::manifest::Manifest;
use mhst_runner::store::{Detail, Store};
use mhst_runner::work::{Amount, Repeat, Work};

use crate::plan::POINT;

/// Opens every table, so that what cannot be written is found before anything is run.
pub(super) fn open(
    directory: &mut Directory,
    scenario: &str,
    expected: Expected,
) -> io::Result<TableSet> {
    TableSet::new(scenario, expected, &mut |name| {
        let file: Box<dyn Write + Send> = Box::new(directory.create(name)?);
        Ok(file)
    })
}

/// What is written of `work`.
pub(super) fn expected(work: &Work, forms: Forms) -> Expected {
    Expected { extent: extent(work), in_waves: work.points.is_in_waves(), forms }
}

/// Brings what the store holds of `work` to a pass.
pub(super) fn read(mut pass: Pass, work: &Work, store: &Store) -> anyhow::Result<Found> {
    let expected = work.site_names();
    for point in 0..work.points.count() {
        let (number, names) = (work.points.number(point), work.points.sites(point));
        let repeats = repeats(work.amount, work.part.only);
        add_point(&mut pass, store, (number, &names), repeats, &expected)?;
    }
    pass.finish().context(UNWRITTEN)
}

/// The same of a finished directory: the points with these numbers, which all have the same sites.
pub(crate) fn read_again(
    mut pass: Pass,
    manifest: &Manifest,
    points: impl IntoIterator<Item = u32>,
    store: &Store,
) -> anyhow::Result<Found> {
    let sites = &manifest.sites;
    for point in points {
        let repeats = repeats(manifest.amount, manifest.only);
        add_point(&mut pass, store, (point, sites), repeats, sites)?;
    }
    pass.finish().context(UNWRITTEN)
}

/// What stands for figures in a finished directory, at its first point.
pub(crate) fn gather(
    figures: Vec<Figure>,
    manifest: &Manifest,
    store: &Store,
) -> anyhow::Result<Gathering> {
    let mut gathered = Gathering::new(figures);
    for repeat in repeats(manifest.amount, manifest.only) {
        let results = store.replicate(POINT, repeat, &manifest.sites)?;
        if !results.is_empty() {
            let number = (repeat.world, repeat.replicate);
            gathered.replicate(&Replicate::new(POINT, number, &manifest.sites, &results));
        }
    }
    Ok(gathered)
}

const UNWRITTEN: &str = "cannot write the tables";

/// Brings what the store holds of a point and its sites, in order of world, replicate and site.
fn add_point(
    pass: &mut Pass,
    store: &Store,
    (point, sites): (u32, &[impl AsRef<str>]),
    repeats: impl Iterator<Item = Repeat>,
    expected: &[String],
) -> anyhow::Result<()> {
    for repeat in repeats {
        let results = store.replicate(point, repeat, sites)?;
        if !results.is_empty() {
            let number = (repeat.world, repeat.replicate);
            pass.add(&Replicate::new(point, number, expected, &results)).context(UNWRITTEN)?;
        }
    }
    Ok(())
}

/// The replicates of worlds that were asked for, in order.
fn repeats(all: Amount, only: Option<Repeat>) -> impl Iterator<Item = Repeat> {
    all.repeats().filter(move |repeat| only.is_none_or(|only| only == *repeat))
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

/// A number of the summary: everybody at `site` of the first point.
pub(crate) fn look_up(
    summary: &Summary,
    site: &str,
    measure: Measure,
    statistic: Statistic,
) -> Option<Interval> {
    summary.get(site, Subgroup::ALL, measure, statistic)
}
