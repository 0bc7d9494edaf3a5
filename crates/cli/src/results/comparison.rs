//! The files of a comparison: its points, what differs in the inputs, and what came out differently.

use std::path::Path;

use anyhow::Context;
use mhst_reporter::comparison::{
    Changed, Comparator, Comparisons, NamedPoint, Variant, changes, points, read_changes,
};
use mhst_runner::directory::Directory;
use mhst_runner::input::{self, MOST_RESULT_BYTES};
use mhst_runner::manifest::Manifest;
use mhst_runner::store::Store;
use mhst_runner::work::{Amount, Work};
use serde::Deserialize;

use super::contents::{Findings, MANIFEST};
use crate::plan::{Plan, Side};

/// The file of what differs in the inputs.
pub(super) const CHANGES: &str = "changes.csv";

/// Writes the files of a comparison and says what they hold.
pub(super) fn write(
    directory: &mut Directory,
    store: &Store,
    plan: &Plan,
    sides: &[Side],
) -> anyhow::Result<Findings> {
    let changed = changed(sides);
    let names: Vec<&str> = sides.iter().map(|side| side.name.as_str()).collect();
    let (work, level) = (&plan.work, plan.spread().level);
    let found = comparisons(&names, (work.amount, level), &sites(work), store)?;
    write_files(directory, sides, &changed, &found)?;
    Ok(Findings::Compare { base: sides[0].name.clone(), changed, found })
}

/// A scenario of a comparison, as the manifest has it.
#[derive(Deserialize)]
struct ReadSide {
    name: String,
    scenario: SideScenario,
}

#[derive(Deserialize)]
struct SideScenario {
    sites: Vec<SideSite>,
}

#[derive(Deserialize)]
struct SideSite {
    name: String,
}

/// The comparison that a results directory holds.
pub(super) fn read(
    path: &Path,
    manifest: &Manifest,
    level: f64,
    store: &Store,
) -> anyhow::Result<Findings> {
    let unreadable = || format!("{} does not describe a comparison", MANIFEST);
    let points = manifest.resolved.get("points").with_context(unreadable)?;
    let sides: Vec<ReadSide> = Deserialize::deserialize(points).with_context(unreadable)?;
    let names: Vec<&str> = sides.iter().map(|side| side.name.as_str()).collect();
    let base = names.first().with_context(unreadable)?;
    let sites = |side: &ReadSide| {
        let mut names: Vec<String> =
            side.scenario.sites.iter().map(|site| site.name.clone()).collect();
        names.sort_unstable();
        names
    };
    let sites: Vec<Vec<String>> = sides.iter().map(sites).collect();
    let file = path.join(CHANGES);
    let bytes = input::bytes(&file, MOST_RESULT_BYTES)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let changed =
        read_changes(&bytes).with_context(|| format!("cannot read {}", file.display()))?;
    let found = comparisons(&names, (manifest.amount, level), &sites, store)?;
    Ok(Findings::Compare { base: (*base).to_owned(), changed, found })
}

/// What of the inputs differs from the base, variant by variant.
fn changed(sides: &[Side]) -> Vec<Changed> {
    let base = &sides[0].loaded;
    let of = |(side, point): (&Side, u32)| -> Vec<Changed> {
        let changes = base.changes(&side.loaded).into_iter();
        changes
            .map(|change| Changed {
                point,
                variant: side.name.clone(),
                site: change.site,
                key: change.key,
                from: change.from,
                to: change.to,
                source: change.source,
            })
            .collect()
    };
    sides.iter().zip(0..).skip(1).flat_map(of).collect()
}

/// The sites of each point, in alphabetical order.
fn sites(work: &Work) -> Vec<Vec<String>> {
    let of = |point| {
        let mut names: Vec<String> =
            work.points.sites(point).into_iter().map(str::to_owned).collect();
        names.sort_unstable();
        names
    };
    (0..work.points.count()).map(of).collect()
}

/// Compares points, which are numbered from 0, by the names and sites of each. Reads the store one
/// replicate of one point at a time.
fn comparisons(
    names: &[&str],
    (amount, level): (Amount, f64),
    sites: &[Vec<String>],
    store: &Store,
) -> anyhow::Result<Comparisons> {
    let variant = |((name, point), sites): ((&&str, u32), &Vec<String>)| Variant {
        point,
        name: (*name).to_owned(),
        sites: sites.clone(),
    };
    let variants = names.iter().zip(0..).zip(sites).skip(1).map(variant).collect();
    let mut comparator = Comparator::new(sites[0].clone(), variants, level);
    for repeat in amount.repeats() {
        for (sites, point) in sites.iter().zip(0_u32..) {
            let results = store.replicate(point, repeat, sites)?;
            match (point as usize).checked_sub(1) {
                None => comparator.base(&results),
                Some(variant) => comparator.variant(variant, repeat.world, &results),
            }
        }
    }
    Ok(comparator.finish())
}

fn write_files(
    directory: &mut Directory,
    sides: &[Side],
    changed: &[Changed],
    found: &Comparisons,
) -> anyhow::Result<()> {
    let named = |(side, point): (&Side, u32)| NamedPoint {
        point,
        name: side.name.clone(),
        hash: side.hash.to_string(),
    };
    let list: Vec<NamedPoint> = sides.iter().zip(0..).map(named).collect();
    let unwritten = "cannot write the comparison";
    points(Box::new(directory.create("points.csv")?), &list).context(unwritten)?;
    changes(Box::new(directory.create(CHANGES)?), changed).context(unwritten)?;
    found.write(Box::new(directory.create("comparison.csv")?)).context(unwritten)
}
