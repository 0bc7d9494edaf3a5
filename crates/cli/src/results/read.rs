//! From the files of a finished directory to what it holds.

use std::path::Path;

use mhst_reporter::sensitivity::OverWorlds;
use mhst_runner::directory::Directory;
use mhst_runner::input::{self, MOST_RESULT_BYTES};
use mhst_runner::manifest::Manifest;

use super::contents::{Findings, MANIFEST, Results};
use super::{comparison, differences, indices, points, worlds};
use crate::exit::BadInput;
use crate::plan::spread;
use crate::task::{Record, Subject, VERSION};
use crate::work;

/// What the finished directory `path`, which the user calls `named`, holds.
pub(crate) fn read(path: &Path, named: &Path) -> anyhow::Result<Results> {
    let manifest = manifest(path, named)?;
    let named = named.display();
    if manifest.version != VERSION {
        let words = format!(
            "{named} was written by mhst {}, this is {VERSION}: use that version",
            manifest.version
        );
        return Err(BadInput(words).into());
    }
    if let Some(shard) = manifest.shard {
        let words = format!(
            "{named} is shard {shard}, which has no report of its own: combine the shards with \
             `mhst merge`"
        );
        return Err(BadInput(words).into());
    }
    let record = Record::read(path)?;
    let (directory, store) = Directory::claim(path, work::identity(&manifest.hash), false)
        .map_err(|error| BadInput(error.to_string()))?;
    let findings = match &record.task.subject {
        Subject::Run { .. } => Findings::Run,
        Subject::Compare { .. } => {
            let level = spread(manifest.amount, &record.task).level;
            comparison::read(path, &manifest, level, &store)?
        }
        Subject::Sweep { .. } => {
            let points = points::read(path)?;
            let level = spread(manifest.amount, &record.task).level;
            let from_base = differences::read(&manifest, level, &points, &store)?;
            Findings::Sweep { indices: indices::read(path, &manifest)?, from_base, points }
        }
    };
    let level = spread(manifest.amount, &record.task).level;
    let over_worlds = match manifest.amount.worlds {
        0 => OverWorlds::default(),
        _ => worlds::found(&worlds::read(path)?, &record.task, level),
    };
    Ok(Results { directory, store, manifest, record, findings, over_worlds })
}

/// What the directory `path`, which the user calls `named`, says of itself.
pub(crate) fn manifest(path: &Path, named: &Path) -> Result<Manifest, BadInput> {
    let named = named.display();
    let text = input::text(&path.join(MANIFEST), MOST_RESULT_BYTES).map_err(|error| {
        BadInput(format!("{named} holds no results of mhst: {MANIFEST}: {error}"))
    })?;
    serde_json::from_str(&text)
        .map_err(|error| BadInput(format!("{named}: {MANIFEST} cannot be read: {error}")))
}
