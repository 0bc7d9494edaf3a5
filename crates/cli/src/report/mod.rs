//! From a results directory to its report.

mod facts;

use std::path::Path;

use mhst_core::engine::time::SimTime;
use mhst_reporter::comparison::{Changed, Comparisons};
use mhst_reporter::report::{Collector, Format, Report, Window};
use mhst_runner::directory::Directory;
use mhst_runner::manifest::Manifest;
use mhst_runner::store::Store;

use crate::made::Made;
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
}

impl Findings {
    /// What a finished results directory holds.
    pub(crate) fn read(
        _path: &Path,
        _manifest: &Manifest,
        _made: &Made,
        _store: &Store,
    ) -> anyhow::Result<Self> {
        Ok(Self::Run)
    }
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
    _findings: &Findings,
    format: Format,
) -> anyhow::Result<String> {
    let point = 0;
    let facts = facts::facts(manifest, made, store, point)?;
    let instant = |date| SimTime::from_date(date).unwrap_or_default();
    let window = Window { from: instant(facts.dates.measured_from), to: instant(facts.dates.end) };
    let mut collector = Collector::new(window);
    let replicates = tables::replicates(manifest.replicates, manifest.only_replicate);
    let sites = &manifest.sites;
    tables::each_replicate(store, (point, sites), replicates, sites, |replicate| {
        collector.add(replicate);
        Ok(())
    })?;
    Ok(Report::of_run(&facts, &collector.finish()).write(format))
}
