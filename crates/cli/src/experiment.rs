//! What every command that simulates has in common: a directory is claimed, work is done and kept,
//! tables are derived, and it is said how it went.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use mhst_reporter::tables::{Summary, TableSet};
use mhst_runner::directory::Directory;
use mhst_runner::execute::{self, Executed, Prepared};
use mhst_runner::manifest::{FailedRun, Manifest, RunReport, State, json};
use mhst_runner::store::{Identity, Store, StoreError, layout};
use mhst_runner::work::{Shard, Work};
use serde_json::Value;

use crate::exit::{BadInput, Ending};
use crate::made::Made;
use crate::report::{self, Findings};
use crate::terminal::numbers::counted;
use crate::terminal::{closing, progress};
use crate::{machine, tables};

const INCOMPLETE: &str = "INCOMPLETE.txt";
pub(crate) const MANIFEST: &str = "manifest.json";
const RUN_REPORT: &str = "run.json";
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes the command that does a run alone.
pub(crate) type Alone = Box<dyn Fn(&FailedRun) -> String>;

/// Something that is to be simulated.
pub(crate) struct Experiment {
    /// Its name in the tables.
    pub(crate) name: String,
    /// The same in a sentence; may be empty.
    pub(crate) description: String,
    pub(crate) work: Work,
    /// Identity of the work, by which results are kept.
    pub(crate) hash: String,
    /// The work in full, for the manifest.
    pub(crate) resolved: Value,
    /// The command that it comes from, which the directory keeps.
    pub(crate) made_by: Made,
    /// The command that does one run alone.
    pub(crate) alone: Option<Alone>,
}

/// How it is to be done.
pub(crate) struct Options {
    pub(crate) out: PathBuf,
    pub(crate) threads: Option<NonZeroUsize>,
    pub(crate) force: bool,
    pub(crate) quiet: bool,
    /// Whether a report is written at the end.
    pub(crate) report: bool,
}

/// What it came to.
pub(crate) struct Outcome {
    pub(crate) summary: Summary,
    pub(crate) findings: Findings,
    pub(crate) store: Store,
    pub(crate) state: State,
    shard: Option<Shard>,
    effort: RunReport,
    report: bool,
    left: usize,
}

/// The beginning of a hash, as people are shown it.
pub(crate) fn short(hash: &str) -> String {
    hash.chars().take(8).collect()
}

/// `results/<name>-<short hash>`, with nothing in the name that a file system could take amiss.
pub(crate) fn default_path(name: &str, short_hash: &str) -> PathBuf {
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = name.chars().map(plain).collect();
    Path::new("results").join(format!("{name}-{short_hash}"))
}

/// A directory that was claimed for an experiment, with its tables begun.
pub(crate) struct Claimed {
    directory: Directory,
    pub(crate) store: Store,
    /// None for a shard, which has nothing to show by itself.
    tables: Option<TableSet>,
    /// Whether a report is written, which a shard has none of.
    report: bool,
}

/// Takes the directory for an experiment and begins its tables, so that what cannot be written is
/// found before anything is done.
pub(crate) fn claim(experiment: &Experiment, options: &Options) -> anyhow::Result<Claimed> {
    let Experiment { name, work, .. } = experiment;
    let unusable = |error: &dyn std::fmt::Display| BadInput(error.to_string());
    let (mut directory, store) =
        Directory::claim(&options.out, identity(&experiment.hash), options.force)
            .map_err(|error| unusable(&error))?;
    let tables = match work.part.shard {
        Some(_) => None,
        None => Some(tables::open(&mut directory, name, work).map_err(|error| unusable(&error))?),
    };
    directory.keep_command(&json(&experiment.made_by)?)?;
    let report = options.report && tables.is_some();
    Ok(Claimed { directory, store, tables, report })
}

/// Does what is not done yet of an experiment, and writes its tables, and with `more` further files
/// of the command.
pub(crate) fn carry_out(
    experiment: &Experiment,
    options: &Options,
    more: impl FnOnce(&mut Directory, &Store) -> anyhow::Result<Findings>,
) -> anyhow::Result<Outcome> {
    let work = &experiment.work;
    let mut claimed = claim(experiment, options).map_err(no_space)?;
    let stop = stop_on_interrupt()?;
    silence_recorded_panics();
    if !options.quiet {
        announce(work, &claimed.store, &options.out)?;
    }
    let threads = options.threads.unwrap_or_else(machine::threads);
    let mut progress = progress::for_terminal(options.quiet);
    let begun = Instant::now();
    let executed =
        execute::execute::<Prepared>(work, &mut claimed.store, threads, &stop, &mut *progress)
            .map_err(|error| no_space(error.into()))?;
    let wall = begun.elapsed();
    finish(experiment, claimed, &executed, (wall, threads), more).map_err(no_space)
}

/// Writes everything but the results themselves, from what the store holds.
pub(crate) fn finish(
    experiment: &Experiment,
    claimed: Claimed,
    executed: &Executed,
    (wall, threads): (Duration, NonZeroUsize),
    more: impl FnOnce(&mut Directory, &Store) -> anyhow::Result<Findings>,
) -> anyhow::Result<Outcome> {
    let work = &experiment.work;
    let Claimed { mut directory, store, tables, report } = claimed;
    let is_whole = tables.is_some();
    let summary = match tables {
        Some(tables) => tables::fill(tables, work, &store)?,
        None => Summary::default(),
    };
    let findings = match is_whole {
        true => more(&mut directory, &store)?,
        false => Findings::Run,
    };
    let mut state = State::of(work, &store)?;
    if let Some(alone) = &experiment.alone {
        for failed in &mut state.failed {
            failed.command = Some(alone(failed));
        }
    }
    let effort = effort(executed, wall, threads.get());
    let manifest = manifest(experiment, state.clone());
    write(&mut directory, MANIFEST, &json(&manifest)?)?;
    write(&mut directory, RUN_REPORT, &json(&effort)?)?;
    match report {
        true => report::write(&mut directory, &manifest, &experiment.made_by, &store, &findings)?,
        false => directory.withdraw(report::FILE)?,
    }
    for name in tables::left_out(work) {
        directory.withdraw(name)?;
    }
    if state.complete || !is_whole {
        directory.withdraw(INCOMPLETE)?;
    } else {
        let mut words = Vec::new();
        closing::incomplete(&mut words, &state)?;
        write(&mut directory, INCOMPLETE, &String::from_utf8_lossy(&words))?;
    }
    directory.publish()?;
    let shard = work.part.shard;
    Ok(Outcome { summary, findings, store, state, shard, effort, report, left: executed.left })
}

/// Says what to do about a full disk.
fn no_space(error: anyhow::Error) -> anyhow::Error {
    let is_full = |error: &io::Error| {
        matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
        )
    };
    let full = error.chain().any(|cause| {
        let of_store = cause.downcast_ref::<StoreError>().and_then(|error| match error {
            StoreError::Io { source, .. } => Some(source),
            _ => None,
        });
        cause.downcast_ref::<io::Error>().or(of_store).is_some_and(is_full)
    });
    match full {
        true => error.context(
            "there is no space left; what was finished is kept. Make space and give the same \
             command again",
        ),
        false => error,
    }
}

impl Outcome {
    /// Says how it went and what to do next, which is to begin with the table `first`, after what
    /// the command itself shows.
    pub(crate) fn close(&self, options: &Options, first: &str) -> anyhow::Result<Ending> {
        let mut stdout = io::stdout().lock();
        if !options.quiet && self.effort.runs > 0 {
            closing::speed(&mut stdout, &self.effort)?;
        }
        if self.shard.is_none() || !self.state.failed.is_empty() {
            closing::incomplete(&mut stdout, &self.state)?;
        }
        let first = match self.report {
            true => format!("{}, then {first}", report::FILE),
            false => first.to_owned(),
        };
        let first = &first;
        closing::next(&mut stdout, &options.out, &self.state, self.shard, first)?;
        Ok(match &self.state {
            _ if self.left > 0 => Ending::Interrupted,
            State { complete: true, .. } => Ending::Fine,
            _ => Ending::SomeFailed,
        })
    }
}

/// Whose results they are, of work with this hash.
pub(crate) fn identity(hash: &str) -> Identity {
    Identity { program: VERSION.to_owned(), work: hash.to_owned(), layout: layout() }
}

/// The flag that Ctrl-C sets; a second Ctrl-C ends the process at once.
fn stop_on_interrupt() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            process::exit(130);
        }
        let words = "mhst: finishing what is running; Ctrl-C again stops at once";
        // The user asked to stop; that this cannot be said is no reason not to.
        let _ = writeln!(io::stderr(), "{words}");
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(stop)
}

/// A panic in a run is recorded with its message; only others are shown as they happen.
fn silence_recorded_panics() {
    let show = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = std::thread::current();
        if !thread.name().is_some_and(|name| name.starts_with(execute::THREAD_NAME)) {
            show(panic);
        }
    }));
}

fn announce(work: &Work, store: &Store, path: &Path) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    let there = work.len() - work.missing(store).len();
    let sites = counted(tables::site_names(work).len(), "site");
    let replicates = counted(work.replicates as usize, "replicate");
    write!(stderr, "mhst: ")?;
    if work.points.count() > 1 {
        write!(stderr, "{}, ", counted(work.points.count(), "point"))?;
    }
    write!(stderr, "{sites}, {replicates} of each, ")?;
    if let Some(shard) = work.part.shard {
        write!(stderr, "shard {shard} of the runs, ")?;
    }
    write!(stderr, "into {}", path.display())?;
    if there > 0 {
        write!(stderr, "; {there} of {} already there", counted(work.len(), "run"))?;
    }
    writeln!(stderr)?;
    for torn in store.torn() {
        let (bytes, file) = (torn.bytes, torn.file.display());
        writeln!(stderr, "mhst: {bytes} bytes at the end of {file} are not whole and are ignored")?;
    }
    Ok(())
}

fn effort(executed: &Executed, wall: Duration, threads: usize) -> RunReport {
    let wall_seconds = wall.as_secs_f64();
    let rate =
        |amount: f64| (executed.finished > 0 && wall_seconds > 0.0).then(|| amount / wall_seconds);
    RunReport {
        wall_seconds,
        threads,
        runs: executed.finished,
        events: executed.effort.events,
        child_years: executed.effort.child_years,
        child_years_per_second: rate(executed.effort.child_years),
        events_per_second: rate(executed.effort.events as f64),
        peak_memory_mib: machine::peak_memory_mib(),
    }
}

fn manifest(experiment: &Experiment, state: State) -> Manifest {
    let work = &experiment.work;
    Manifest {
        program: "mhst".to_owned(),
        version: VERSION.to_owned(),
        scenario: experiment.name.clone(),
        description: experiment.description.clone(),
        hash: experiment.hash.clone(),
        seed: work.seed,
        replicates: work.replicates,
        sites: tables::site_names(work),
        detail: work.detail,
        shard: work.part.shard,
        only_replicate: work.part.replicate,
        state,
        resolved: experiment.resolved.clone(),
    }
}

/// Writes a small file of a results directory.
pub(crate) fn write(directory: &mut Directory, name: &str, text: &str) -> anyhow::Result<()> {
    let mut file = directory.create(name)?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write {name}"))?;
    Ok(())
}
