//! `mhst run`: from a scenario to its tables.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use mhst_core::model::prepared::PreparedWorld;
use mhst_reporter::tables::Summary;
use mhst_runner::directory::Directory;
use mhst_runner::execute::{self, Executed};
use mhst_runner::manifest::{Manifest, RunReport, State, json};
use mhst_runner::scenario::{Edits, Scenario};
use mhst_runner::store::{Identity, Store, layout};
use mhst_runner::work::{Point, Work};

use crate::arguments::RunArguments;
use crate::exit::{BadInput, Ending};
use crate::terminal::numbers::counted;
use crate::terminal::{closing, progress, results};
use crate::{machine, tables};

const EPISODES: &str = "episodes.csv";
const MANIFEST: &str = "manifest.json";
const RUN_REPORT: &str = "run.json";
/// The number of the only point of a scenario that is run alone.
const POINT: u32 = 0;
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) fn run(arguments: &RunArguments) -> anyhow::Result<Ending> {
    let edits = Edits {
        set: arguments.set.clone(),
        only_sites: arguments.sites.clone(),
        replicates: arguments.replicates,
        seed: arguments.seed,
    };
    let scenario = super::load(&arguments.scenario, &edits)?;
    let work = work(&scenario, arguments.episodes);
    let path = arguments.out.clone().unwrap_or_else(|| default_path(&scenario));
    let unusable = |error: &dyn std::fmt::Display| BadInput(error.to_string());
    let (mut directory, mut store) = Directory::claim(&path, identity(&scenario), arguments.force)
        .map_err(|error| unusable(&error))?;
    let tables = tables::open(&mut directory, &scenario.name, &work, arguments.episodes)
        .map_err(|error| unusable(&error))?;
    let stop = stop_on_interrupt()?;
    silence_recorded_panics();
    if !arguments.quiet {
        announce(&work, &store, &path)?;
    }

    let threads = arguments.threads.unwrap_or_else(machine::threads);
    let mut progress = progress::for_terminal(arguments.quiet);
    let begun = Instant::now();
    let executed =
        execute::execute::<PreparedWorld>(&work, &mut store, threads, &stop, &mut *progress)?;
    let wall = begun.elapsed();

    let summary = tables::fill(tables, &work, &store)?;
    let state = State::of(&work, &store)?;
    let report = report(&executed, wall, threads.get());
    let manifest = manifest(&scenario, &work, state.clone());
    write(&mut directory, MANIFEST, &json(&manifest)?)?;
    write(&mut directory, RUN_REPORT, &json(&report)?)?;
    if !arguments.episodes {
        directory.withdraw(EPISODES)?;
    }
    directory.publish()?;

    let mut stdout = io::stdout().lock();
    if !arguments.quiet {
        show(&mut stdout, &work, &store, &summary)?;
        closing::speed(&mut stdout, &report)?;
    }
    closing::incomplete(&mut stdout, &state)?;
    closing::next(&mut stdout, &path, &state)?;
    Ok(match &state {
        _ if executed.left > 0 => Ending::Interrupted,
        State { complete: true, .. } => Ending::Fine,
        _ => Ending::SomeFailed,
    })
}

/// The scenario as a plan of runs: one point.
fn work(scenario: &Scenario, episodes: bool) -> Work {
    let point = Point { number: POINT, time: scenario.time, sites: scenario.sites.clone() };
    Work { points: vec![point], replicates: scenario.replicates, seed: scenario.seed, episodes }
}

fn identity(scenario: &Scenario) -> Identity {
    Identity { program: VERSION.to_owned(), work: scenario.hash().to_string(), layout: layout() }
}

/// `results/<name>-<short hash>`, with nothing in the name that a file system could take amiss.
fn default_path(scenario: &Scenario) -> PathBuf {
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    let name: String = scenario.name.chars().map(plain).collect();
    Path::new("results").join(format!("{name}-{}", scenario.hash().short()))
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
    let missing = work.missing(store).len();
    let there = work.len() - missing;
    let sites = counted(tables::site_names(work).len(), "site");
    let replicates = counted(work.replicates as usize, "replicate");
    write!(stderr, "mhst: {sites}, {replicates} of each, into {}", path.display())?;
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

/// The tables of the terminal.
fn show(out: &mut impl Write, work: &Work, store: &Store, summary: &Summary) -> anyhow::Result<()> {
    let sites = tables::site_names(work);
    let look_up =
        |site: &str, measure, statistic| tables::look_up(summary, site, measure, statistic);
    writeln!(
        out,
        "\n{}\n\n{}\n",
        results::results(&sites, &look_up).trim_fmt(),
        results::RESULTS_NOTE
    )?;
    let mut calibrated = Vec::new();
    for site in sites {
        if let Some(calibration) = store.calibration(POINT, &site)? {
            calibrated.push((site, calibration));
        }
    }
    let scaled = calibrated.iter().filter_map(|(site, aim)| Some((site, aim.recognition?)));
    for (site, scale) in scaled {
        writeln!(out, "{}\n", results::recognition(site, &scale))?;
    }
    let (table, agreement) = results::calibration(&calibrated, &look_up);
    if agreement.is_empty() {
        return Ok(writeln!(out, "{}\n", results::NOTHING_TO_CALIBRATE_NOTE)?);
    }
    writeln!(out, "Specialist service, April 2018 to March 2019\n\n{}\n", table.trim_fmt())?;
    for line in agreement {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}\n", results::CALIBRATION_NOTE)?;
    Ok(())
}

fn report(executed: &Executed, wall: Duration, threads: usize) -> RunReport {
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

fn manifest(scenario: &Scenario, work: &Work, state: State) -> Manifest {
    Manifest {
        program: "mhst",
        version: VERSION,
        scenario: scenario.name.clone(),
        hash: scenario.hash().to_string(),
        seed: work.seed,
        replicates: work.replicates,
        sites: tables::site_names(work),
        episodes: work.episodes,
        state,
        resolved: scenario.resolved(),
    }
}

fn write(directory: &mut Directory, name: &str, text: &str) -> anyhow::Result<()> {
    let mut file = directory.create(name)?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write {name}"))?;
    Ok(())
}
