//! From a results directory to its report.

mod facts;

use std::fs;
use std::path::Path;

use anyhow::Context;
use mhst_core::engine::time::SimTime;
use mhst_reporter::comparison::{self, Changed, Comparisons};
use mhst_reporter::points::Points;
use mhst_reporter::report::{Collector, Facts, Format, Report, SweepCollector, Window};
use mhst_runner::directory::Directory;
use mhst_runner::manifest::Manifest;
use mhst_runner::store::Store;
use serde::Deserialize;

use crate::commands::{compare, run, sweep};
use crate::made::{Command, Made};
use crate::{experiment, tables};

/// The file of the report.
pub(crate) const FILE: &str = "report.html";

/// What a command has to show beside the tables that all have.
pub(crate) enum Findings {
    /// Nothing else.
    Run,
    /// Variants against a base.
    Compare {
        /// Name of the base.
        base: String,
        changed: Vec<Changed>,
        found: Comparisons,
    },
    /// The points of a design.
    Sweep(Points),
}

impl Findings {
    /// What a finished results directory holds.
    pub(crate) fn read(
        path: &Path,
        manifest: &Manifest,
        made: &Made,
        store: &Store,
    ) -> anyhow::Result<Self> {
        match made.command() {
            Command::Compare(_) => compared(path, manifest, store),
            Command::Run(_) => Ok(Self::Run),
            Command::Sweep(_) => {
                let file = path.join(sweep::POINTS);
                let unreadable = || format!("cannot read {}", file.display());
                let bytes = fs::read(&file).with_context(unreadable)?;
                Ok(Self::Sweep(Points::read(&bytes).with_context(unreadable)?))
            }
        }
    }
}

/// A scenario of a comparison, as the manifest has it.
#[derive(Deserialize)]
struct Side {
    name: String,
    scenario: SideScenario,
}

#[derive(Deserialize)]
struct SideScenario {
    sites: Vec<SideSite>,
}

#[derive(Deserialize)]
struct SideSite {
    name: String,
}

/// The comparison that a results directory holds.
fn compared(path: &Path, manifest: &Manifest, store: &Store) -> anyhow::Result<Findings> {
    let unreadable = || format!("{} does not describe a comparison", experiment::MANIFEST);
    let points = manifest.resolved.get("points").with_context(unreadable)?;
    let sides: Vec<Side> = Deserialize::deserialize(points).with_context(unreadable)?;
    let names: Vec<&str> = sides.iter().map(|side| side.name.as_str()).collect();
    let base = names.first().with_context(unreadable)?;
    let sites = |side: &Side| {
        let mut names: Vec<String> =
            side.scenario.sites.iter().map(|site| site.name.clone()).collect();
        names.sort_unstable();
        names
    };
    let sites: Vec<Vec<String>> = sides.iter().map(sites).collect();
    let file = path.join(compare::CHANGES);
    let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let changed = comparison::read_changes(&bytes)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let found = compare::comparisons(&names, manifest.replicates, &sites, store)?;
    Ok(Findings::Compare { base: (*base).to_owned(), changed, found })
}

/// Writes the report of work that is done.
pub(crate) fn write(
    directory: &mut Directory,
    manifest: &Manifest,
    made: &Made,
    store: &Store,
    findings: &Findings,
) -> anyhow::Result<()> {
    let text = text(manifest, made, store, findings, Format::Html)?;
    experiment::write(directory, FILE, &text)
}

/// The report of what the store holds.
pub(crate) fn text(
    manifest: &Manifest,
    made: &Made,
    store: &Store,
    findings: &Findings,
    format: Format,
) -> anyhow::Result<String> {
    let facts = facts::facts(manifest, made, store)?;
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
    let replicates = tables::replicates(manifest.replicates, manifest.only_replicate);
    let sites = &manifest.sites;
    tables::each_replicate(store, (run::POINT, sites), replicates, sites, |replicate| {
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
        let replicates = tables::replicates(manifest.replicates, manifest.only_replicate);
        tables::each_replicate(store, (*point, sites), replicates, sites, |replicate| {
            collector.add(replicate);
            Ok(())
        })?;
    }
    Ok(Report::of_sweep(facts, points, &collector.finish()))
}
