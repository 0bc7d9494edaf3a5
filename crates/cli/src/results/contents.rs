//! What is in a results directory.

use std::io::Write;

use anyhow::Context;
use mhst_reporter::comparison::{Changed, Comparisons};
use mhst_reporter::indices::Index;
use mhst_reporter::points::Points;
use mhst_reporter::sensitivity::OverWorlds;
use mhst_runner::directory::Directory;
use mhst_runner::manifest::Manifest;
use mhst_runner::store::Store;

use crate::task::Record;

/// The file that says what the directory holds.
pub(super) const MANIFEST: &str = "manifest.json";

/// The file of the report.
pub(crate) const REPORT: &str = "report.html";

/// The results of a piece of work in their directory.
pub(crate) struct Results {
    pub(crate) directory: Directory,
    pub(crate) store: Store,
    pub(crate) manifest: Manifest,
    pub(crate) record: Record,
    pub(crate) findings: Findings,
    /// What plausible worlds say beside the tables.
    pub(crate) over_worlds: OverWorlds,
}

/// What a command has to show besides the tables that all have.
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
    Sweep {
        points: Points,
        /// The indices that were computed from them, if they are made for any.
        indices: Vec<Index>,
        /// The main results of each against the base point, if the design names one.
        from_base: Comparisons,
    },
}

impl Results {
    /// Writes a small file of the directory.
    pub(crate) fn write(&mut self, name: &str, text: &str) -> anyhow::Result<()> {
        write_file(&mut self.directory, name, text)
    }

    /// Whether it is all of the work, not a shard.
    pub(crate) fn is_whole(&self) -> bool {
        self.manifest.shard.is_none()
    }
}

/// Writes a small file of a directory.
pub(super) fn write_file(directory: &mut Directory, name: &str, text: &str) -> anyhow::Result<()> {
    let mut file = directory.create(name)?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write {name}"))?;
    Ok(())
}
