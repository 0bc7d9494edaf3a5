//! Doing what is planned: a directory is claimed, and what it does not hold yet is run and kept.

mod claim;
mod disk;
mod interrupt;

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use mhst_core::model::prepared::CompactWorld;
use mhst_runner::execute::{self, Executed, How};
use mhst_runner::manifest::RunReport;
use mhst_runner::progress::Progress;
use mhst_runner::store::Store;
use mhst_runner::work::Work;

use crate::machine;

pub(crate) use claim::{claim, identity, keep_record};
pub(crate) use disk::no_space;

/// What was done.
pub(crate) struct Done {
    executed: Executed,
    wall: Duration,
    threads: NonZeroUsize,
}

/// Runs what the store does not hold of the work, until it is done or Ctrl-C is pressed.
pub(crate) fn run(
    work: &Work,
    store: &mut Store,
    (threads, from_start): (Option<NonZeroUsize>, bool),
    progress: &mut dyn Progress,
) -> anyhow::Result<Done> {
    let stop = interrupt::stop_flag()?;
    interrupt::silence_recorded_panics();
    let threads = threads.unwrap_or_else(machine::threads);
    let how = How { threads, from_start };
    let begun = Instant::now();
    let executed = execute::execute::<CompactWorld>(work, store, how, &stop, progress)?;
    Ok(Done { executed, wall: begun.elapsed(), threads })
}

impl Done {
    /// Nothing was run.
    pub(crate) fn nothing() -> Self {
        Self { executed: Executed::default(), wall: Duration::ZERO, threads: NonZeroUsize::MIN }
    }

    /// Whether runs were left because of Ctrl-C.
    pub(crate) fn was_interrupted(&self) -> bool {
        self.executed.left > 0
    }

    /// How it went, in numbers.
    pub(crate) fn effort(&self) -> RunReport {
        let Self { executed, wall, threads } = self;
        let wall_seconds = wall.as_secs_f64();
        let rate = |amount: f64| {
            (executed.finished > 0 && wall_seconds > 0.0).then(|| amount / wall_seconds)
        };
        RunReport {
            wall_seconds,
            threads: threads.get(),
            runs: executed.finished,
            events: executed.effort.events,
            child_years: executed.effort.child_years,
            child_years_per_second: rate(executed.effort.child_years),
            events_per_second: rate(executed.effort.events as f64),
            peak_memory_mib: machine::peak_memory_mib(),
        }
    }
}
