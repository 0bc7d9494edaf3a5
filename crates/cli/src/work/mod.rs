//! Doing what is planned: a directory is claimed, and what it does not hold yet is run and kept.

mod claim;
mod disk;
mod interrupt;
mod rounds;

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
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
pub(crate) use rounds::{Ended, Round, Rounds};

/// What was done.
pub(crate) struct Done {
    executed: Executed,
    wall: Duration,
    threads: NonZeroUsize,
}

/// Runs work until it is done or Ctrl-C is pressed. There is one in a process.
pub(crate) struct Runner {
    stop: Arc<AtomicBool>,
    how: How,
}

impl Runner {
    /// A runner on so many threads, and one that does each run from its first day or not.
    pub(crate) fn new(threads: Option<NonZeroUsize>, from_start: bool) -> anyhow::Result<Self> {
        let stop = interrupt::stop_flag()?;
        interrupt::silence_recorded_panics();
        let threads = threads.unwrap_or_else(machine::threads);
        Ok(Self { stop, how: How { threads, from_start } })
    }

    /// On how many threads.
    pub(crate) fn threads(&self) -> usize {
        self.how.threads.get()
    }

    /// Runs what the store does not hold of the work.
    pub(crate) fn run(
        &self,
        work: &Work,
        store: &mut Store,
        progress: &mut dyn Progress,
    ) -> anyhow::Result<Done> {
        let begun = Instant::now();
        let executed =
            execute::execute::<CompactWorld>(work, store, self.how, &self.stop, progress)?;
        Ok(Done { executed, wall: begun.elapsed(), threads: self.how.threads })
    }
}

impl Done {
    /// Nothing was run.
    pub(crate) fn nothing() -> Self {
        Self { executed: Executed::default(), wall: Duration::ZERO, threads: NonZeroUsize::MIN }
    }

    /// The same with what was done next.
    pub(crate) fn and(mut self, next: Self) -> Self {
        self.executed.finished += next.executed.finished;
        self.executed.failed.extend(next.executed.failed);
        self.executed.left = next.executed.left;
        self.executed.effort.events += next.executed.effort.events;
        self.executed.effort.child_years += next.executed.effort.child_years;
        self.wall += next.wall;
        self.threads = next.threads;
        self
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
