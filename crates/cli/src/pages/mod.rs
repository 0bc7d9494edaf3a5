//! From results to their report.

mod facts;

use mhst_core::engine::time::SimTime;
use mhst_reporter::points::Points;
use mhst_reporter::report::{Collector, Facts, Format, Report, SweepCollector, Window};
use mhst_runner::manifest::Manifest;
use mhst_runner::store::Store;

use crate::plan::POINT;
use crate::results::{Findings, Results, each_replicate, replicates};

/// The file of the report.
pub(crate) const FILE: &str = "report.html";

/// The report of what the store holds.
pub(crate) fn text(results: &Results, format: Format) -> anyhow::Result<String> {
    let Results { manifest, record, store, findings, .. } = results;
    let facts = facts::facts(manifest, record, store)?;
    let report = match findings {
        Findings::Run => of_run(manifest, store, &facts)?,
        Findings::Compare { base, changed, found } => {
            Report::of_comparison(&facts, base, changed, found)
        }
        Findings::Sweep(points) => of_sweep(manifest, store, &facts, points)?,
    };
    Ok(report.write(format))
}

fn of_run(manifest: &Manifest, store: &Store, facts: &Facts) -> anyhow::Result<Report> {
    let instant = |date| SimTime::from_date(date).unwrap_or_default();
    let window = Window { from: instant(facts.dates.measured_from), to: instant(facts.dates.end) };
    let mut collector = Collector::new(window);
    let replicates = replicates(manifest.replicates, manifest.only_replicate);
    let sites = &manifest.sites;
    each_replicate(store, (POINT, sites), replicates, sites, |replicate| {
        collector.add(replicate);
        Ok(())
    })?;
    Ok(Report::of_run(facts, &collector.finish()))
}

fn of_sweep(
    manifest: &Manifest,
    store: &Store,
    facts: &Facts,
    points: &Points,
) -> anyhow::Result<Report> {
    let mut collector = SweepCollector::default();
    let sites = &manifest.sites;
    for (point, _) in &points.points {
        let replicates = replicates(manifest.replicates, manifest.only_replicate);
        each_replicate(store, (*point, sites), replicates, sites, |replicate| {
            collector.add(replicate);
            Ok(())
        })?;
    }
    Ok(Report::of_sweep(facts, points, &collector.finish()))
}
