//! The contents of a results directory: `manifest.json`, the same bytes for the same work.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::scenario::Noted;
use crate::store::{Detail, Key, Kind, Outcome, Store, StoreError};
use crate::work::{Amount, Repeat, Shard, Work};

/// What was run, and what is missing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Description of the scenario in a sentence; may be empty.
    #[serde(default)]
    pub description: String,
    /// Hash of the work, which identifies its results.
    pub hash: String,
    /// Seed of all random numbers.
    pub seed: u64,
    /// How much was asked for at each point.
    #[serde(flatten)]
    pub amount: Amount,
    /// Sites, in alphabetical order.
    pub sites: Vec<String>,
    /// Those of them whose settings are listed; those of the others are synthetic.
    #[serde(default)]
    pub sites_with_listed_settings: Vec<String>,
    /// The detail in which results are kept.
    pub detail: Detail,
    /// The shard of the runs, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
    /// The only replicate of a world that was asked for, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Repeat>,
    /// Number of the point that the others are compared with, if a design names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_point: Option<u32>,
    /// What the work may get wrong without an error.
    pub cautions: Vec<Noted>,
    /// The state of the work.
    #[serde(flatten)]
    pub state: State,
    /// The scenario with everything that it takes from other files and defaults.
    pub resolved: Value,
}

/// The state of a piece of work.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct State {
    /// Whether every run has a result.
    pub complete: bool,
    /// Requested runs.
    pub runs_expected: usize,
    /// Runs that have a result.
    pub runs_finished: usize,
    /// Runs that failed.
    pub failed: Vec<FailedRun>,
    /// Runs not done.
    pub missing: Vec<MissingRuns>,
}

/// A failed run.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct FailedRun {
    /// Point of the design.
    pub point: u32,
    /// Name of the site, or `all` where all sites are one world.
    pub site: String,
    /// The plausible world; 0 for the central one.
    pub world: u32,
    /// The replicate.
    pub replicate: u32,
    /// The error or panic.
    pub message: String,
    /// The command that runs it alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

impl FailedRun {
    /// Which replicate of which world.
    pub fn repeat(&self) -> Repeat {
        Repeat { world: self.world, replicate: self.replicate }
    }
}

/// Replicates of one site, or of all that are one world, that were not done.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct MissingRuns {
    /// Point of the design.
    pub point: u32,
    /// Name of the site, or `all` where all sites are one world.
    pub site: String,
    /// Which.
    pub gaps: Vec<Gap>,
}

/// Replicates that were not done in several worlds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// First and last world; 0 for the central one.
    pub worlds: (u32, u32),
    /// First and last of each range of replicates.
    pub replicates: Vec<(u32, u32)>,
}

impl Gap {
    /// Adds a replicate to gaps that are in order of world and replicate.
    fn add(gaps: &mut Vec<Self>, Repeat { world, replicate }: Repeat) {
        match gaps.last_mut().filter(|gap| gap.worlds.1 == world) {
            Some(gap) => match gap.replicates.last_mut() {
                Some((_, last)) if *last + 1 == replicate => *last = replicate,
                _ => gap.replicates.push((replicate, replicate)),
            },
            None => {
                let replicates = vec![(replicate, replicate)];
                gaps.push(Self { worlds: (world, world), replicates });
            }
        }
    }

    /// The same with worlds together that follow each other and lack the same replicates.
    fn joined(gaps: Vec<Self>) -> Vec<Self> {
        let mut joined: Vec<Self> = Vec::new();
        for gap in gaps {
            match joined.last_mut() {
                Some(last)
                    if last.worlds.1 + 1 == gap.worlds.0 && last.replicates == gap.replicates =>
                {
                    last.worlds.1 = gap.worlds.1;
                }
                _ => joined.push(gap),
            }
        }
        joined
    }
}

impl State {
    /// The state of `work`, from what `store` holds.
    ///
    /// # Errors
    /// If the record of a failure cannot be read.
    pub fn of(work: &Work, store: &Store) -> Result<Self, StoreError> {
        let mut failed = Vec::new();
        let mut gaps: BTreeMap<(u32, String), Vec<Gap>> = BTreeMap::new();
        let (mut runs_expected, mut runs_finished) = (0, 0);
        for run in work.runs() {
            runs_expected += 1;
            let keys = work.keys(run);
            let failure = keys.iter().find(|key| store.kind(key) == Some(Kind::Failed));
            if work.is_done(run, store) {
                runs_finished += 1;
            } else if let Some(key) = failure {
                let failure = failed_run(store, key, work.name(run.place))?;
                failed.push(failure);
            } else {
                let point = work.points.number(run.place.point);
                let gaps = gaps.entry((point, work.name(run.place).to_owned())).or_default();
                Gap::add(gaps, run.repeat());
            }
        }
        failed.sort();
        let missing = |((point, site), gaps)| MissingRuns { point, site, gaps: Gap::joined(gaps) };
        let missing = gaps.into_iter().map(missing).collect();
        let complete = runs_finished == runs_expected;
        Ok(Self { complete, runs_expected, runs_finished, failed, missing })
    }
}

fn failed_run(store: &Store, key: &Key, unit: &str) -> Result<FailedRun, StoreError> {
    let message = match store.read(key)? {
        Some(Outcome::Failed(message)) => message,
        _ => String::new(),
    };
    Ok(FailedRun {
        point: key.point,
        site: unit.to_owned(),
        world: key.world,
        replicate: key.replicate,
        message,
        command: None,
    })
}

/// Statistics of one call of the program: `run.json`, different every time.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct RunReport {
    /// Seconds from the first run to the last, calibration included.
    pub wall_seconds: f64,
    /// Number of threads.
    pub threads: usize,
    /// Runs done by this call.
    pub runs: usize,
    /// Events that happened in them.
    pub events: u64,
    /// Child-years simulated in them.
    pub child_years: f64,
    /// Child-years a second.
    pub child_years_per_second: Option<f64>,
    /// Events a second.
    pub events_per_second: Option<f64>,
    /// Peak memory in mebibytes, if the system reports it.
    pub peak_memory_mib: Option<f64>,
}

/// `value` as indented JSON with a final newline.
///
/// # Errors
/// If it cannot be expressed as JSON.
pub fn json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(text)
}
