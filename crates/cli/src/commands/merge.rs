//! `mhst merge`: the shards of a run or sweep become one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf, absolute};

use anyhow::Context;
use mhst_runner::directory;
use mhst_runner::store::{Key, Kind, Store};
use mhst_runner::work::{Amount, Shard, Work};

use super::simulate::{self, Options};
use crate::arguments::MergeArguments;
use crate::exit::{BadInput, Ending};
use crate::plan;
use crate::results::Begun;
use crate::task::Record;
use crate::terminal::numbers::counted;
use crate::work::{self, Done};

/// A results directory to be merged.
struct Part {
    /// As it was named.
    name: PathBuf,
    path: PathBuf,
    record: Record,
}

pub(crate) fn merge(arguments: &MergeArguments) -> anyhow::Result<Ending> {
    let here = "cannot tell the current directory";
    let out = absolute(&arguments.out).context(here)?;
    let mut parts = Vec::new();
    for name in &arguments.shards {
        let path = absolute(name).context(here)?;
        if same(&path, &out) {
            return Err(bad(format!("{} cannot be merged into itself", name.display())));
        }
        parts.push(Part { name: name.clone(), path, record: Record::read(name)? });
    }
    refuse_foreign(&parts)?;
    refuse_twice(&parts)?;
    let record = &parts[0].record;
    let plan = plan::plan_again(record, record.task.clone().undivided(), &parts[0].path)?;

    let identity = work::identity(&plan.hash);
    let mut stores = Vec::new();
    for part in &parts {
        let store = directory::open_store(&part.path, identity.clone());
        stores.push(store.map_err(|error| bad(error.to_string()))?);
    }
    refuse_doubled(&parts, &stores)?;
    if !arguments.allow_missing {
        refuse_missing(&plan.work, &parts, &stores)?;
    }
    let options = Options {
        out,
        threads: None,
        from_start: false,
        force: arguments.force.force,
        quiet: arguments.quiet.quiet,
        report: !arguments.no_report.no_report,
        forms: arguments.form.forms().unwrap_or(record.forms),
    };
    let (directory, store) = work::claim(&plan, &options.out, options.force)?;
    let mut begun = Begun::new(&plan, options.forms, directory, store)?;
    if begun.store.keys().next().is_some() {
        return Err(bad(format!(
            "{} already holds results; choose another directory with --out, or overwrite them \
             with --force",
            arguments.out.display()
        )));
    }
    for store in &stores {
        begun.store.adopt(store)?;
    }
    let finished = simulate::write(&plan, &options, begun, &Done::nothing())?;
    finished.show_and_close(&plan, &options)
}

fn bad(words: String) -> anyhow::Error {
    BadInput(words).into()
}

fn same(one: &Path, two: &Path) -> bool {
    match (one.canonicalize(), two.canonicalize()) {
        (Ok(one), Ok(two)) => one == two,
        _ => one == two,
    }
}

/// Shards of other work than the first.
fn refuse_foreign(parts: &[Part]) -> anyhow::Result<()> {
    let first = &parts[0];
    for part in &parts[1..] {
        let (a, b) = (&first.record, &part.record);
        let differences = [
            ("version of mhst", a.version.clone(), b.version.clone()),
            ("seed", a.seed.to_string(), b.seed.to_string()),
            ("scenario or design", plan::short(&a.hash), plan::short(&b.hash)),
            ("number of worlds", a.amount.worlds.to_string(), b.amount.worlds.to_string()),
            ("number of replicates", replicates(a.amount), replicates(b.amount)),
            ("detail", format!("{:?}", a.task.detail), format!("{:?}", b.task.detail)),
        ];
        if let Some((what, one, two)) = differences.into_iter().find(|(_, one, two)| one != two) {
            return Err(bad(format!(
                "{} does not belong to {}: its {what} is {two}, that of the other is {one}",
                part.name.display(),
                first.name.display(),
            )));
        }
    }
    Ok(())
}

/// Replicates in each world.
fn replicates(Amount { replicates, central, .. }: Amount) -> String {
    format!("{replicates} and {central} of the central world")
}

/// The same shard, or the same directory, twice.
fn refuse_twice(parts: &[Part]) -> anyhow::Result<()> {
    let mut seen: BTreeMap<Shard, &Part> = BTreeMap::new();
    for (index, part) in parts.iter().enumerate() {
        if parts[..index].iter().any(|earlier| same(&earlier.path, &part.path)) {
            return Err(bad(format!("{} is named twice", part.name.display())));
        }
        let Some(shard) = part.record.task.shard() else { continue };
        if let Some(earlier) = seen.insert(shard, part) {
            return Err(bad(format!(
                "shard {shard} is doubled: it is in {} and in {}",
                earlier.name.display(),
                part.name.display(),
            )));
        }
    }
    Ok(())
}

/// Runs that are in two of the directories.
fn refuse_doubled(parts: &[Part], stores: &[Store]) -> anyhow::Result<()> {
    let mut seen: BTreeMap<&Key, usize> = BTreeMap::new();
    for (index, store) in stores.iter().enumerate() {
        for (key, kind) in store.keys() {
            if kind == Kind::Calibration {
                continue;
            }
            if let Some(earlier) = seen.insert(key, index) {
                return Err(bad(format!(
                    "a run is doubled: {} of {} at point {} is in {} and in {}",
                    key.repeat(),
                    key.site,
                    key.point,
                    parts[earlier].name.display(),
                    parts[index].name.display(),
                )));
            }
        }
    }
    Ok(())
}

/// Runs that are in none of the directories.
fn refuse_missing(work: &Work, parts: &[Part], stores: &[Store]) -> anyhow::Result<()> {
    let is_there = |key: &Key| {
        let kinds = stores.iter().filter_map(|store| store.kind(key));
        kinds.into_iter().any(|kind| kind != Kind::Calibration)
    };
    let is_there = |run| work.keys(run).iter().all(is_there);
    let missing = work.runs().filter(|&run| !is_there(run)).count();
    if missing == 0 {
        return Ok(());
    }
    let mut words = format!("{} of {} are missing; ", missing, counted(work.len(), "run"));
    let shards: BTreeSet<Shard> =
        parts.iter().filter_map(|part| part.record.task.shard()).collect();
    let of: BTreeSet<u32> = shards.iter().map(|shard| shard.of()).collect();
    let absent: Vec<String> = match of.first() {
        Some(&of) => (1..=of)
            .filter(|number| !shards.iter().any(|shard| shard.number() == *number))
            .map(|number| format!("{number}/{of}"))
            .collect(),
        None => Vec::new(),
    };
    if !absent.is_empty() && of.len() == 1 {
        words += &format!("shards that were not named: {}; ", absent.join(", "));
    }
    for part in parts {
        let mut own = work.clone();
        own.part.shard = part.record.task.shard();
        let left = own.runs().filter(|&run| !is_there(run)).count();
        if left > 0 && own.part.shard.is_some() {
            let name = part.name.display();
            words += &format!("{name} lacks {left} (`mhst resume {name}` does them); ");
        }
    }
    words += "to make tables without them, give --allow-missing";
    Err(bad(words))
}
