//! What is said when work begins.

use std::io::{self, Write};
use std::path::Path;

use mhst_reporter::spread::Spread;
use mhst_runner::store::Store;
use mhst_runner::work::Work;

use super::numbers::counted;

/// What is to be run, where it goes, and what of it is already there.
pub(crate) fn announce(work: &Work, spread: &Spread, store: &Store, path: &Path) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    let runs = work.len();
    let there = runs - work.missing(store).len();
    let sites = counted(work.site_names().len(), "site");
    let each = match spread.is_over_worlds() {
        false => format!("{} of each", spread.runs()),
        true => {
            let central = counted(spread.central as usize, "replicate");
            format!("{} and {central} of the central one", spread.runs())
        }
    };
    write!(stderr, "mhst: ")?;
    if work.points.count() > 1 {
        write!(stderr, "{}, ", counted(work.points.count(), "point"))?;
    }
    write!(stderr, "{sites}, {each}, ")?;
    if let Some(shard) = work.part.shard {
        write!(stderr, "shard {shard} of the runs, ")?;
    }
    write!(stderr, "into {}", path.display())?;
    if there > 0 {
        write!(stderr, "; {there} of {} already there", counted(runs, "run"))?;
    }
    writeln!(stderr)?;
    for torn in store.torn() {
        let (bytes, file) = (torn.bytes, torn.file.display());
        writeln!(
            stderr,
            "mhst: the last {bytes} bytes of {file} were not written completely and are ignored"
        )?;
    }
    Ok(())
}
