//! Parallel execution: many threads run, one writes.
//!
//! Threads take the next run from one list, so the order of the plan is kept as far as possible.
//! They send their results to the calling thread, which alone appends to the store and reports
//! progress. Nothing depends on which thread ran what: a run is a pure function of its key.

mod bases;
mod families;
#[cfg(test)]
mod tests;
mod worlds;

use std::any::Any;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use mhst_core::model::plan::{SitePlan, WorldPlan};
use mhst_core::model::prepared::{CalibratedSite, CompactWorld, MakePlan, PreparedWorld};
use mhst_core::model::results::{Effort, SiteResult};
use mhst_core::model::world::{RunError, RunOptions};
use rayon::iter::{IndexedParallelIterator as _, IntoParallelIterator as _, ParallelIterator as _};

use crate::progress::Progress;
use crate::store::{Detail, Frame, Key, ScaledRecognition, SiteCalibration, Store, StoreError};
use crate::work::{Place, Run, Work};
use bases::Bases;
use families::families;
use worlds::Worlds;

/// Prefix of the names of the threads that run. A panic in them is recorded.
pub const THREAD_NAME: &str = "mhst-run";

/// What is computed once for a world, and kept while it has runs to do. It should be small: a sweep
/// keeps it for every point, but builds the plan again for each run.
pub trait World: Sized + Send + Sync {
    /// A calibrated site, for other worlds to hold.
    type Site: Clone + Send + Sync;

    /// Calibrates the only site of a plan.
    ///
    /// # Errors
    /// If a law of the model breaks, or what is reported of the site is out of reach.
    fn calibrate(plan: WorldPlan) -> Result<Self::Site, RunError>;

    /// Computes what all runs of the world that `make` plans share. Its sites hold the calibrations
    /// that are given, in the order of the plan, or else are calibrated by themselves.
    ///
    /// # Errors
    /// As [`World::calibrate`], and if a site cannot hold the calibration that is given for it.
    fn prepare(make: MakePlan, held: Vec<Option<Self::Site>>) -> Result<Self, RunError>;

    /// How the specialist services of its sites were calibrated, in the order of the plan.
    fn calibrations(&self) -> Vec<SiteCalibration>;

    /// Runs one replicate, whose random numbers are drawn under the number `replicate`.
    ///
    /// # Errors
    /// If a law of the model breaks, or the pupils covered do not have as many children in need as
    /// are stated for the start.
    fn run(
        &self,
        seed: u64,
        replicate: u64,
        options: RunOptions,
    ) -> Result<Vec<SiteResult>, RunError>;

    /// Runs one replicate of each of several worlds, with the results that [`World::run`] has; those
    /// that are the same up to a date may share the run up to it.
    ///
    /// # Errors
    /// Each as [`World::run`].
    fn run_together(
        worlds: &[&Self],
        seed: u64,
        replicate: u64,
        options: RunOptions,
    ) -> Vec<Result<Vec<SiteResult>, RunError>> {
        worlds.iter().map(|world| world.run(seed, replicate, options)).collect()
    }
}

/// Prepares a world, each site on as many threads as are free: they do not interact in their pilots.
///
/// # Errors
/// As [`PreparedWorld::holding`].
pub fn prepared(
    plan: WorldPlan,
    held: Vec<Option<CalibratedSite>>,
) -> Result<PreparedWorld, RunError> {
    let time = plan.time;
    let alone = |(site, held): (SitePlan, Option<CalibratedSite>)| {
        PreparedWorld::holding(WorldPlan { sites: vec![site], time }, vec![held])
    };
    let parts: Result<Vec<PreparedWorld>, RunError> =
        plan.sites.into_par_iter().zip(held).map(alone).collect();
    PreparedWorld::of_parts(time, parts?)
}

impl World for CompactWorld {
    type Site = CalibratedSite;

    fn calibrate(plan: WorldPlan) -> Result<CalibratedSite, RunError> {
        let site = plan.sites.first().map(|site| site.name.clone()).unwrap_or_default();
        let world = PreparedWorld::new(plan)?;
        world.calibrated().next().cloned().ok_or(RunError::OtherPlan { site })
    }

    fn prepare(make: MakePlan, held: Vec<Option<CalibratedSite>>) -> Result<Self, RunError> {
        Self::new(prepared(make(), held)?, make)
    }

    fn calibrations(&self) -> Vec<SiteCalibration> {
        self.calibrated().map(site_calibration).collect()
    }

    fn run(
        &self,
        seed: u64,
        replicate: u64,
        options: RunOptions,
    ) -> Result<Vec<SiteResult>, RunError> {
        self.world().run(seed, replicate, options)
    }

    fn run_together(
        worlds: &[&Self],
        seed: u64,
        replicate: u64,
        options: RunOptions,
    ) -> Vec<Result<Vec<SiteResult>, RunError>> {
        let worlds: Vec<PreparedWorld> = worlds.iter().map(|world| world.world()).collect();
        PreparedWorld::run_together(&worlds, seed, replicate, options)
    }
}

fn site_calibration(
    CalibratedSite { calibration, recognition, .. }: &CalibratedSite,
) -> SiteCalibration {
    SiteCalibration {
        wait_days: calibration.wait_days,
        wait_is_reported: calibration.wait_is_reported,
        closed_share: calibration.closed_share,
        closed_is_reported: calibration.closed_is_reported,
        places: calibration.places,
        queue_days: calibration.queue_days,
        one_percent_more_days: calibration.one_percent_more_days,
        recognition: recognition.map(|scale| ScaledRecognition {
            reported: scale.reported,
            unscaled: scale.unscaled,
            scaled: scale.scaled,
            factor: scale.factor,
        }),
    }
}

/// A run that failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Which run; of a world of several sites, by the first of them.
    pub run: Key,
    /// The error or panic.
    pub message: String,
}

/// The result of an execution.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Executed {
    /// Runs finished here.
    pub finished: usize,
    /// Runs that failed here, in order of point, replicate and site.
    pub failed: Vec<Failure>,
    /// Runs not done because of the stop flag.
    pub left: usize,
    /// What the finished runs simulated.
    pub effort: Effort,
}

/// What a thread sends to the writer.
enum Message {
    Prepared(Place, Vec<SiteCalibration>),
    Finished(Run, Result<Vec<Frame>, StoreError>, Effort),
    Failed(Failure),
}

/// How runs are done, which changes nothing about their results.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// On so many threads.
    pub threads: NonZeroUsize,
    /// Each run from its first day, also where it is the same as another up to a date.
    pub from_start: bool,
}

/// Does the runs of `work` that `store` does not hold, until all are done or `stop` is set; runs that
/// have started are finished. Points that are the same up to a date share each replicate up to it.
///
/// A run that fails, by an error or a panic, is recorded, and the others continue.
///
/// # Errors
/// If the store cannot be written; earlier records stay.
pub fn execute<W: World>(
    work: &Work,
    store: &mut Store,
    How { threads, from_start }: How,
    stop: &AtomicBool,
    progress: &mut dyn Progress,
) -> Result<Executed, ExecuteError> {
    let runs = work.missing(store);
    let places: BTreeSet<Place> = runs.iter().map(|run| run.place).collect();
    progress.begin(runs.len(), places.len());
    let mut executed = Executed::default();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.get())
        .thread_name(|number| format!("{THREAD_NAME}-{number}"))
        .build()?;
    let worlds = Worlds::<W>::new(&runs);
    let total = runs.len();
    // One point shares with no other.
    let families = match from_start || work.points.count() == 1 {
        true => runs.into_iter().map(|run| vec![run]).collect(),
        false => families(work, runs),
    };
    let bases = Bases::<W>::new(work.base.clone());
    let next = AtomicUsize::new(0);
    let fault = AtomicBool::new(false);
    let stopped = || stop.load(Ordering::Relaxed) || fault.load(Ordering::Relaxed);
    let mut error = None;
    pool.in_place_scope(|scope| {
        // A small channel: a slow disk holds the threads back instead of filling the memory.
        let (sender, receiver) = sync_channel(2 * threads.get());
        let (families, worlds, bases, next) = (&families, &worlds, &bases, &next);
        scope.spawn_broadcast(move |_, _| {
            while !stopped() {
                let Some(family) = families.get(next.fetch_add(1, Ordering::Relaxed)) else {
                    break;
                };
                if perform(work, (worlds, bases), family, &sender).is_none() {
                    break;
                }
            }
        });
        for message in receiver {
            // After a fault the rest is only drained, so that no thread is left waiting.
            if error.is_none() {
                error = record(message, work, store, progress, &mut executed).err();
                fault.store(error.is_some(), Ordering::Relaxed);
            }
        }
    });
    progress.end();
    if let Some(error) = error {
        return Err(error.into());
    }
    store.sync()?;
    executed.failed.sort_by(|a, b| a.run.cmp(&b.run));
    executed.left = total - executed.finished - executed.failed.len();
    Ok(executed)
}

/// Why an execution stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExecuteError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Threads could not be started.
    #[error("cannot start the threads: {0}; try fewer with --threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// Prepares the worlds of a family of runs if they must be, runs and sends; `None` when nobody listens.
fn perform<W: World>(
    work: &Work,
    (worlds, bases): (&Worlds<W>, &Bases<W>),
    family: &[Run],
    sender: &SyncSender<Message>,
) -> Option<()> {
    let prepared = |run: &Run| {
        let place = run.place;
        worlds.take(place, || {
            let world = made(work, bases, place);
            // An error only means that nobody listens, which the next message finds out too.
            let calibrations = world.as_ref().map(W::calibrations).unwrap_or_default();
            let _ = sender.send(Message::Prepared(place, calibrations));
            world
        })
    };
    let taken: Vec<_> = family.iter().map(prepared).collect();
    let ready: Vec<&W> = taken.iter().filter_map(|world| world.as_ref().as_ref().ok()).collect();
    let mut results = ran(work, &ready, family[0]).into_iter();
    for (&run, world) in family.iter().zip(&taken) {
        let keys = work.keys(run);
        let result = match &**world {
            Ok(_) => results.next().unwrap_or_else(|| Err("a run without a result".to_owned())),
            Err(message) => Err(message.clone()),
        };
        let result = result.and_then(|results| match results.len() == keys.len() {
            true => Ok(results),
            false => Err(format!("{} sites gave {} results", keys.len(), results.len())),
        });
        sender.send(told(run, keys, result, work.detail(run))).ok()?;
    }
    Some(())
}

/// A unit in its plausible world, calibrated.
fn made<W: World>(work: &Work, bases: &Bases<W>, place: Place) -> Result<W, String> {
    let plan =
        work.points.plan(place).map_err(|error| format!("world {}: {error}", place.world))?;
    let (points, time) = (Arc::clone(&work.points), plan.time);
    // A world that was there once is there again; an empty plan would be refused as another.
    let none = move |_| WorldPlan { sites: Vec::new(), time };
    let make = Box::new(move || points.plan(place).unwrap_or_else(none));
    bases
        .held(&plan, place.world)
        .and_then(|held| caught(|| W::prepare(make, held)))
        .map_err(|message| format!("calibration: {message}"))
}

/// One replicate of each of these worlds. A panic in a run that several share is that of each alone.
fn ran<W: World>(work: &Work, worlds: &[&W], first: Run) -> Vec<Result<Vec<SiteResult>, String>> {
    let replicate = first.repeat().stream();
    let options = RunOptions { episodes: work.detail(first) >= Detail::Episodes, ..<_>::default() };
    let run = |world: &&W| caught(|| world.run(work.seed, replicate, options));
    match worlds {
        [_, _, ..] => {
            let together = || Ok(W::run_together(worlds, work.seed, replicate, options));
            match caught(together) {
                Ok(found) => {
                    found.into_iter().map(|one| one.map_err(|error| error.to_string())).collect()
                }
                Err(_) => worlds.iter().map(run).collect(),
            }
        }
        _ => worlds.iter().map(run).collect(),
    }
}

/// What is told of a run.
fn told(
    run: Run,
    keys: Vec<Key>,
    result: Result<Vec<SiteResult>, String>,
    detail: Detail,
) -> Message {
    match result {
        Ok(results) => {
            let mut effort = Effort::default();
            for result in &results {
                effort.events += result.effort.events;
                effort.child_years += result.effort.child_years;
            }
            let frames = keys.into_iter().zip(results);
            let frames = frames.map(|(key, result)| Frame::finished(key, result, detail));
            Message::Finished(run, frames.collect(), effort)
        }
        Err(message) => {
            let first = keys.into_iter().next().unwrap_or_else(|| Key::calibration(0, 0, ""));
            Message::Failed(Failure { run: first, message })
        }
    }
}

/// Appends the content of a message and reports it.
fn record(
    message: Message,
    work: &Work,
    store: &mut Store,
    progress: &mut dyn Progress,
    executed: &mut Executed,
) -> Result<(), StoreError> {
    match message {
        Message::Prepared(place, calibrations) => {
            progress.prepared(work.name(place));
            for (key, calibration) in work.calibration_keys(place).into_iter().zip(calibrations) {
                store.append(Frame::calibrated(key, &calibration)?)?;
            }
        }
        Message::Finished(run, frames, effort) => {
            for frame in frames? {
                store.append(frame)?;
            }
            executed.finished += 1;
            executed.effort.events += effort.events;
            executed.effort.child_years += effort.child_years;
            progress.finished(run);
        }
        Message::Failed(failure) => {
            store.append(Frame::failed(failure.run.clone(), &failure.message)?)?;
            progress.failed(&failure.run, &failure.message);
            executed.failed.push(failure);
        }
    }
    Ok(())
}

/// The value of `action`, or the message of its error or panic.
fn caught<T>(action: impl FnOnce() -> Result<T, RunError>) -> Result<T, String> {
    // Whatever a panic leaves half-done belongs to the run that is given up.
    match panic::catch_unwind(AssertUnwindSafe(action)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(error.to_string()),
        Err(payload) => Err(format!("panic: {}", text(&*payload))),
    }
}

fn text(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a message")
}
