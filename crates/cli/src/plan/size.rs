//! Whether the plan of a task fits in memory: it is refused before it can exhaust it.

use mhst_runner::work::Work;

use crate::exit::BadInput;
use crate::machine;
use crate::terminal::numbers::{counted, grouped};

/// Memory that a planned run takes, and the entry of a result in the index of the store, with its
/// key: estimated from the sizes of their types, and rounded up.
const BYTES_PER_RUN: f64 = 64.0;
const BYTES_PER_RESULT: f64 = 192.0;

/// What may be used where the system does not say how much is free.
const USUAL_BYTES: f64 = 4.0 * 1024.0 * 1024.0 * 1024.0;

/// Refuses work whose list of runs and results would not fit in memory.
pub(super) fn check(work: &Work) -> anyhow::Result<()> {
    let points = 0..work.points.count();
    let (mut worlds, mut sites) = (0.0, 0.0);
    for point in points {
        let there = work.points.sites(point).len() as f64;
        sites += there;
        worlds += if work.points.is_one_world(point) { 1.0 } else { there };
    }
    // A part of the runs is all that is listed.
    let replicates = work.part.only.map_or(work.amount.len() as f64, |_| 1.0);
    let replicates = replicates / work.part.shard.map_or(1.0, |shard| f64::from(shard.of()));
    let free = machine::free_memory_bytes().unwrap_or(USUAL_BYTES);
    Ok(fits(worlds * replicates, sites * replicates, free)?)
}

fn fits(runs: f64, results: f64, free: f64) -> Result<(), BadInput> {
    let bytes = runs * BYTES_PER_RUN + results * BYTES_PER_RESULT;
    if bytes <= free {
        return Ok(());
    }
    let mib = |bytes: f64| grouped((bytes / 1024.0 / 1024.0).ceil());
    Err(BadInput(format!(
        "this is {}, and to keep track of them takes about {} MiB of memory, of which {} MiB are \
         free; use fewer worlds, replicates, points or sites, or divide the work with --shard",
        counted(runs as usize, "run"),
        mib(bytes),
        mib(free),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_does_not_fit_is_refused_with_its_size() {
        const GIB: f64 = 1024.0 * 1024.0 * 1024.0;
        assert!(fits(500.0, 500.0, GIB).is_ok());
        assert!(fits(1e6, 1e6, GIB).is_ok());
        let words = fits(2.5e9, 2.5e9, 8.0 * GIB).unwrap_err().to_string();
        assert!(words.contains("2,500,000,000 runs") && words.contains("8,192 MiB"), "{words}");
    }
}
