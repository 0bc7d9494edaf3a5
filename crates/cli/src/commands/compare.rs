//! `mhst compare`: variants of a scenario against it, in pairs of replicates.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use mhst_reporter::comparison::{
    Changed, Comparator, Comparisons, NamedPoint, Variant, changes, points,
};
use mhst_runner::directory::Directory;
use mhst_runner::scenario::{self, Edits, Loaded, ScenarioHash};
use mhst_runner::store::{Detail, Store};
use mhst_runner::work::{Part, Point, Work};
use serde_json::json;

use crate::arguments::CompareArguments;
use crate::exit::{BadInput, Ending};
use crate::experiment::{self, Experiment};
use crate::made::{Command, Made, Planned};
use crate::report::Findings;
use crate::terminal;

/// The file of what differs in the inputs.
pub(crate) const CHANGES: &str = "changes.csv";

/// A scenario that takes part.
pub(crate) struct Side {
    name: String,
    /// As the user called it.
    given: String,
    loaded: Loaded,
    hash: ScenarioHash,
}

pub(crate) fn compare(arguments: &CompareArguments) -> anyhow::Result<Ending> {
    let (experiment, sides) = experiment(arguments)?;
    let short = experiment::short(&experiment.hash);
    let default = || experiment::default_path(&experiment.name, &short);
    let options = arguments.manner.options(default);
    Planned::Compare(experiment, sides).carry_out(&options)
}

/// What the command is to simulate: each scenario is a point, the base first.
pub(crate) fn experiment(arguments: &CompareArguments) -> anyhow::Result<(Experiment, Vec<Side>)> {
    let sides = load(arguments)?;
    check_names(&sides)?;
    let base = &sides[0];
    let hashes: Vec<ScenarioHash> = sides.iter().map(|side| side.hash.clone()).collect();
    let hash = ScenarioHash::of_all(&hashes).to_string();
    let work = work(&sides);
    let made_by = Made::now(Command::Compare(arguments.clone()), &hash, &work)?;
    let experiment = Experiment {
        name: format!("compare-{}", base.name),
        description: base.loaded.scenario.description.clone(),
        work,
        hash,
        resolved: resolved(&sides),
        made_by,
        alone: None,
    };
    Ok((experiment, sides))
}

/// Writes the files of a comparison and says what they hold.
pub(crate) fn write(
    directory: &mut Directory,
    store: &Store,
    work: &Work,
    sides: &[Side],
) -> anyhow::Result<Findings> {
    let changed = changed(sides);
    let names: Vec<&str> = sides.iter().map(|side| side.name.as_str()).collect();
    let found = comparisons(&names, work.replicates, &sites(work), store)?;
    write_files(directory, sides, &changed, &found)?;
    Ok(Findings::Compare { base: sides[0].name.clone(), changed, found })
}

/// What is said in the terminal.
pub(crate) fn show(
    base: &str,
    replicates: u32,
    changed: &[Changed],
    found: &Comparisons,
) -> io::Result<()> {
    let shown = terminal::comparison::Shown { base, replicates, changed, found };
    write!(io::stdout().lock(), "{shown}")
}

/// The base and then its variants, with everything that is wrong with any of them.
fn load(arguments: &CompareArguments) -> anyhow::Result<Vec<Side>> {
    let edits = Edits {
        set: arguments.set.clone(),
        only_sites: arguments.sites.clone(),
        replicates: arguments.replicates,
        seed: arguments.seed,
        ..Edits::default()
    };
    let mut told = BTreeSet::new();
    let mut side = |path: &Path, edits: &Edits, name: Option<&str>| -> anyhow::Result<Side> {
        let loaded =
            scenario::load(path, edits).map_err(|problems| BadInput(problems.to_string()))?;
        // What is odd in the base is odd in each of its variants: told once.
        for warning in loaded.warnings.iter().map(ToString::to_string) {
            if told.insert(warning.clone()) {
                writeln!(io::stderr(), "{warning}")?;
            }
        }
        let path = path.display().to_string();
        let (name, given) = match name {
            Some(text) => (text.to_owned(), format!("--variant {text}")),
            None => (loaded.scenario.name.clone(), path),
        };
        let hash = loaded.scenario.hash();
        Ok(Side { name, given, loaded, hash })
    };
    let base = side(&arguments.base, &edits, None)?;
    let scenario = &base.loaded.scenario;
    let edits = Edits { replicates: Some(scenario.replicates), seed: Some(scenario.seed), ..edits };
    let files = arguments.variants.iter().map(|path| (path, None));
    let changes = arguments.changes.iter().map(|changes| (&arguments.base, Some(changes)));
    let (mut sides, mut problems) = (vec![base], Vec::new());
    for (path, changes) in files.chain(changes) {
        let variant = changes.map(|changes| changes.set.clone()).unwrap_or_default();
        let edits = Edits { variant, ..edits.clone() };
        match side(path, &edits, changes.map(|changes| changes.text.as_str())) {
            Ok(side) => sides.push(side),
            Err(error) => problems.push(error.downcast::<BadInput>()?.0),
        }
    }
    if !problems.is_empty() {
        return Err(BadInput(problems.join("\n")).into());
    }
    Ok(sides)
}

/// Tables tell scenarios apart by name.
fn check_names(sides: &[Side]) -> anyhow::Result<()> {
    for (index, side) in sides.iter().enumerate() {
        if let Some(other) = sides[..index].iter().find(|other| other.name == side.name) {
            let (name, one, two) = (&side.name, &other.given, &side.given);
            let words = if one == two {
                format!("{one} is given twice: leave one out")
            } else {
                format!(
                    "`{name}` is the name of {one} and of {two}: give each a `name` of its own \
                     in its file"
                )
            };
            return Err(BadInput(words).into());
        }
    }
    Ok(())
}

fn work(sides: &[Side]) -> Work {
    let point = |(side, number): (&Side, u32)| {
        let scenario = &side.loaded.scenario;
        Point {
            number,
            time: scenario.time,
            sites: scenario.sites.clone(),
            one_world: scenario.one_world,
        }
    };
    let base = &sides[0].loaded.scenario;
    let points: Vec<Point> = sides.iter().zip(0..).map(point).collect();
    Work {
        points: Arc::new(points),
        replicates: base.replicates,
        seed: base.seed,
        detail: Detail::Tables,
        part: Part::default(),
    }
}

fn resolved(sides: &[Side]) -> serde_json::Value {
    let point = |(side, number): (&Side, u32)| {
        let scenario = side.loaded.scenario.resolved();
        json!({
            "point": number,
            "name": side.name,
            "hash": side.hash.to_string(),
            "scenario": scenario,
        })
    };
    json!({ "points": sides.iter().zip(0..).map(point).collect::<Vec<_>>() })
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
pub(crate) fn comparisons(
    names: &[&str],
    replicates: u32,
    sites: &[Vec<String>],
    store: &Store,
) -> anyhow::Result<Comparisons> {
    let variant = |((name, point), sites): ((&&str, u32), &Vec<String>)| Variant {
        point,
        name: (*name).to_owned(),
        sites: sites.clone(),
    };
    let variants = names.iter().zip(0..).zip(sites).skip(1).map(variant).collect();
    let mut comparator = Comparator::new(sites[0].clone(), variants);
    for replicate in 1..=replicates {
        for (sites, point) in sites.iter().zip(0_u32..) {
            let results = store.replicate(point, replicate, sites)?;
            match (point as usize).checked_sub(1) {
                None => comparator.base(&results),
                Some(variant) => comparator.variant(variant, &results),
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
