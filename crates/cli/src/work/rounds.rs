//! The rounds of a calibration: each is a piece of work over listed worlds, of which nothing is kept but
//! what stands for the targets. So a calibration can be interrupted in any round, and done in shards that
//! share a directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use mhst_core::model::figures::Figure;
use mhst_core::model::knowledge::fit::Run;
use mhst_reporter::calibration::Target;
use mhst_reporter::scorecard::Gathering;
use mhst_reporter::tables::Replicate;
use mhst_runner::directory::Directory;
use mhst_runner::scenario::{Scenario, ScenarioHash};
use mhst_runner::store::{Detail, Store};
use mhst_runner::work::{Amount, Part, Point, Repeat, Shard, Work};

use super::{Runner, identity};
use crate::exit::BadInput;
use crate::terminal::progress;

/// Number of the only point of a round.
const POINT: u32 = 0;

/// Where rounds are done, and how.
pub(crate) struct Rounds<'a> {
    pub(crate) directory: PathBuf,
    pub(crate) shard: Option<Shard>,
    pub(crate) runner: &'a Runner,
    pub(crate) quiet: bool,
    pub(crate) force: bool,
}

/// What is run in a round: a scenario in these worlds, with replicates of the central world.
pub(crate) struct Round<'a> {
    pub(crate) number: usize,
    pub(crate) scenario: &'a Scenario,
    pub(crate) worlds: Vec<Vec<f64>>,
    pub(crate) central: u32,
    pub(crate) figures: &'a [Figure],
    pub(crate) targets: &'a [Target],
}

/// How a round ended.
pub(crate) enum Ended {
    /// What each replicate of the central world, and each world, gives for the targets.
    Done {
        /// Of the central world.
        central: Vec<Run>,
        /// Of the other worlds, in order.
        worlds: Vec<Run>,
    },
    /// Runs were left because of Ctrl-C.
    Interrupted,
    /// The part of this shard is done, and others are not.
    OthersMissing,
}

impl Round<'_> {
    fn work(&self, shard: Option<Shard>) -> Work {
        let Scenario { time, sites, one_world, knowledge, seed, .. } = self.scenario;
        let point = Point {
            number: POINT,
            time: *time,
            sites: sites.clone(),
            one_world: *one_world,
            knowledge: knowledge.with_worlds(self.worlds.clone()),
        };
        let worlds = self.worlds.len() as u32;
        Work {
            points: Arc::new(vec![point]),
            base: None,
            amount: Amount { worlds, replicates: 1, central: self.central },
            seed: *seed,
            detail: Detail::Subgroups,
            detail_of_worlds: Detail::Subgroups,
            part: Part { shard, only: None },
        }
    }

    /// Identity of the work and of what is kept of it.
    fn hash(&self) -> String {
        let mut text = String::new();
        for value in self.worlds.iter().flatten() {
            text += &format!("{value} ");
        }
        // Everything by which a figure is defined decides what is kept of a run.
        for figure in self.figures {
            text += &format!("{figure:?} ");
        }
        ScenarioHash::of_all(&[self.scenario.hash()], &text).to_string()
    }
}

impl Rounds<'_> {
    /// Does a round, or reads what is kept of it.
    pub(crate) fn round(&self, round: &Round<'_>) -> anyhow::Result<Ended> {
        let hash = round.hash();
        let kept = self.directory.join(format!("{:03}.csv", round.number));
        if kept.exists()
            && let Some(found) = read(&kept, &hash, round, self.force)?
        {
            return Ok(found);
        }
        let mine = self.store(round.number, self.shard);
        let work = round.work(self.shard);
        let (directory, mut store) = Directory::claim(&mine, identity(&hash), self.force)
            .map_err(|error| BadInput(error.to_string()))?;
        let mut progress = progress::for_terminal(self.quiet);
        let done = self.runner.run(&work, &mut store, &mut *progress)?;
        if done.was_interrupted() {
            return Ok(Ended::Interrupted);
        }
        drop((directory, store));
        let whole = round.work(None);
        let Some(stores) = self.stores(round.number, &hash, &whole)? else {
            return Ok(Ended::OthersMissing);
        };
        write(&kept, &hash, &values(round, &whole, &stores)?)?;
        drop(stores);
        for path in self.paths(round.number) {
            fs::remove_dir_all(&path)
                .with_context(|| format!("cannot remove {}", path.display()))?;
        }
        read(&kept, &hash, round, self.force)?.context("a round that was written cannot be read")
    }

    fn store(&self, round: usize, shard: Option<Shard>) -> PathBuf {
        let part = shard
            .map_or_else(String::new, |shard| format!("-{}-of-{}", shard.number(), shard.of()));
        self.directory.join(format!("{round:03}{part}"))
    }

    /// The directories of a round.
    fn paths(&self, round: usize) -> Vec<PathBuf> {
        match self.shard {
            None => vec![self.store(round, None)],
            Some(shard) => (1..=shard.of())
                .filter_map(|number| format!("{number}/{}", shard.of()).parse().ok())
                .map(|shard| self.store(round, Some(shard)))
                .collect(),
        }
    }

    /// The stores of all shards; `None` where a run is not done, or another process is at work.
    fn stores(&self, round: usize, hash: &str, whole: &Work) -> anyhow::Result<Option<Vec<Store>>> {
        let mut stores = Vec::new();
        for path in self.paths(round) {
            if !path.exists() {
                return Ok(None);
            }
            match Directory::claim(&path, identity(hash), false) {
                Ok((_, store)) => stores.push(store),
                Err(_) => return Ok(None),
            }
        }
        let is_done = |run| stores.iter().any(|store| whole.is_done(run, store));
        let all = whole.runs().all(is_done);
        Ok(all.then_some(stores))
    }
}

/// What stands for the targets in each run.
fn values(round: &Round<'_>, work: &Work, stores: &[Store]) -> anyhow::Result<Vec<(Repeat, Run)>> {
    let sites = work.site_names();
    let mut gathered = Gathering::new(round.figures.iter().cloned());
    let mut rows = Vec::new();
    for (number, repeat) in (1..).zip(work.amount.repeats()) {
        let mut results = Vec::new();
        for store in stores {
            results.extend(store.replicate(POINT, repeat, &sites)?);
        }
        results.sort_by(|(a, _), (b, _)| a.cmp(b));
        gathered.replicate(&Replicate::new(POINT, (number, 1), &sites, &results));
        let run = round.targets.iter().map(|target| target.of_world(&gathered, number)).collect();
        rows.push((repeat, run));
    }
    Ok(rows)
}

fn write(path: &Path, hash: &str, rows: &[(Repeat, Run)]) -> anyhow::Result<()> {
    let cell = |value: &Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let mut text = format!("# {hash}\n");
    for (repeat, run) in rows {
        let cells: Vec<String> = run.iter().map(cell).collect();
        text += &format!("{},{},{}\n", repeat.world, repeat.replicate, cells.join(","));
    }
    let partial = path.with_extension("partial");
    fs::write(&partial, text).with_context(|| format!("cannot write {}", partial.display()))?;
    fs::rename(&partial, path).with_context(|| format!("cannot write {}", path.display()))
}

/// What is kept of a round; `None` where it is of other work and may be overwritten.
fn read(path: &Path, hash: &str, round: &Round<'_>, force: bool) -> anyhow::Result<Option<Ended>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut lines = text.lines();
    if lines.next() != Some(&format!("# {hash}")) {
        return match force {
            true => Ok(None),
            false => Err(BadInput(format!(
                "{} is of another calibration; choose another directory with --out, or overwrite it \
                 with --force",
                path.display()
            ))
            .into()),
        };
    }
    let (mut central, mut worlds) = (Vec::new(), Vec::new());
    for line in lines {
        let mut cells = line.split(',');
        let world = cells.next().unwrap_or_default();
        let run: Run = cells.skip(1).map(|cell| cell.parse().ok()).collect();
        match world {
            "0" => central.push(run),
            _ => worlds.push(run),
        }
    }
    let is_whole = central.len() == round.central as usize && worlds.len() == round.worlds.len();
    Ok(is_whole.then_some(Ended::Done { central, worlds }))
}
