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
use crate::terminal;

/// A scenario that takes part.
struct Side {
    name: String,
    /// As the user called it.
    given: String,
    loaded: Loaded,
    hash: ScenarioHash,
}

pub(crate) fn compare(arguments: &CompareArguments) -> anyhow::Result<Ending> {
    let sides = load(arguments)?;
    check_names(&sides)?;
    let base = &sides[0];
    let hashes: Vec<ScenarioHash> = sides.iter().map(|side| side.hash.clone()).collect();
    let hash = ScenarioHash::of_all(&hashes);
    let name = format!("compare-{}", base.name);
    let options = arguments.manner.options(|| experiment::default_path(&name, &hash.short()));
    let experiment = Experiment {
        name,
        work: work(&sides),
        hash: hash.to_string(),
        resolved: resolved(&sides),
        made_by: None,
        alone: None,
    };
    let changed = changed(&sides);

    let mut found = Comparisons::default();
    let outcome = experiment::carry_out(&experiment, &options, |directory, store| {
        found = comparisons(&sides, &experiment.work, store)?;
        write(directory, &sides, &changed, &found)
    })?;
    if !options.quiet {
        let shown = terminal::comparison::Shown {
            base: &base.name,
            replicates: experiment.work.replicates,
            changed: &changed,
            found: &found,
        };
        write!(io::stdout().lock(), "{shown}")?;
    }
    outcome.close(&options, "comparison.csv")
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

/// Reads the store one replicate of one point at a time.
fn comparisons(sides: &[Side], work: &Work, store: &Store) -> anyhow::Result<Comparisons> {
    let points = &work.points;
    let sites: Vec<Vec<String>> = (0..points.count())
        .map(|point| {
            let mut names: Vec<String> =
                points.sites(point).into_iter().map(str::to_owned).collect();
            names.sort_unstable();
            names
        })
        .collect();
    let variant = |((side, point), sites): ((&Side, u32), &Vec<String>)| Variant {
        point,
        name: side.name.clone(),
        sites: sites.clone(),
    };
    let variants = sides.iter().zip(0..).zip(&sites).skip(1).map(variant).collect();
    let mut comparator = Comparator::new(sites[0].clone(), variants);
    for replicate in 1..=work.replicates {
        for (index, sites) in sites.iter().enumerate() {
            let results = store.replicate(points.number(index), replicate, sites)?;
            match index.checked_sub(1) {
                None => comparator.base(&results),
                Some(variant) => comparator.variant(variant, &results),
            }
        }
    }
    Ok(comparator.finish())
}

fn write(
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
    changes(Box::new(directory.create("changes.csv")?), changed).context(unwritten)?;
    found.write(Box::new(directory.create("comparison.csv")?)).context(unwritten)
}
