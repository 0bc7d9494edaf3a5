//! A comparison: a base and its variants, each a point, the base first.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mhst_core::model::parameters::Parameter;
use mhst_core::model::plan::SitePlan;
use mhst_runner::scenario::{
    Caution, CautionKind, Edits, Location, Problem, ScenarioHash, calibrated_apart, without_effect,
};
use mhst_runner::work::{Amount, Base, Point, Work};
use serde_json::{Value, json};

use super::planned::{Contents, Plan};
use super::search::Search;
use super::side::Side;
use super::{load, reach};
use crate::exit::BadInput;
use crate::task::{Task, Variant};

pub(super) fn plan(
    task: &Task,
    base: &Path,
    files: &[PathBuf],
    variants: &[Variant],
) -> anyhow::Result<Plan> {
    let sides = load(task, base, files, variants)?;
    check_names(&sides)?;
    check_sites(&sides)?;
    let hashes: Vec<ScenarioHash> = sides.iter().map(|side| side.hash.clone()).collect();
    let mut warnings: Vec<Problem> = Vec::new();
    // What is odd in the base is odd in each of its variants: told once.
    for warning in sides.iter().flat_map(|side| &side.loaded.warnings) {
        if !warnings.contains(warning) {
            warnings.push(warning.clone());
        }
    }
    let work = work(task, &sides);
    let cautions = cautions(&sides, work.base.as_deref());
    check_reach(&sides, work.base.as_deref())?;
    let base = &sides[0].loaded.scenario;
    let search = match task.enough.is_nothing() {
        true => None,
        false => {
            check_same_sites(&sides)?;
            Some(Search::of(task, base.amount, &base.knowledge)?)
        }
    };
    let mut plan = Plan {
        task: task.clone(),
        name: format!("compare-{}", base.name),
        description: base.description.clone(),
        work,
        search,
        hash: ScenarioHash::of_all(&hashes, calibration(task)).to_string(),
        resolved: resolved(task, &sides),
        listed: base.listed.clone(),
        warnings,
        cautions,
        contents: Contents::Compare(sides),
    };
    plan.begin_search();
    Ok(plan)
}

/// The precision of a difference is that of all sites together, which both must have.
fn check_same_sites(sides: &[Side]) -> Result<(), BadInput> {
    let names = |side: &Side| {
        let mut names: Vec<String> =
            side.loaded.scenario.sites.iter().map(|site| site.name.clone()).collect();
        names.sort_unstable();
        names
    };
    let base = names(&sides[0]);
    match sides[1..].iter().find(|side| names(side) != base) {
        None => Ok(()),
        Some(other) => Err(BadInput(format!(
            "--precision is of the difference for all sites together, but {} and {} have not the same \
             sites; leave --precision out, or choose sites that all have with --sites",
            sides[0].given, other.given
        ))),
    }
}

/// The cautions of the base, and then what its variants add. What a scenario is calibrated with is no
/// matter where it is compared with others that are calibrated in the same way.
fn cautions(sides: &[Side], base: Option<&Base>) -> Vec<Caution> {
    let mut cautions: Vec<Caution> = Vec::new();
    for caution in sides.iter().flat_map(|side| &side.loaded.cautions) {
        let is_it = |known: &Caution| (known.kind, &known.what) == (caution.kind, &caution.what);
        if caution.kind != CautionKind::CalibratedWithValues && !cautions.iter().any(is_it) {
            cautions.push(caution.clone());
        }
    }
    let Some(base) = base else { return cautions };
    let usual = &sides[0].loaded.scenario.values;
    for side in &sides[1..] {
        let scenario = &side.loaded.scenario;
        let at = Location::whole(&side.given.as_str().into());
        let apart = calibrated_apart(base, scenario, &side.name, &at);
        let differs =
            |parameter: &Parameter| scenario.values.number(*parameter) != usual.number(*parameter);
        match apart {
            Some(apart) => cautions.push(apart),
            None => {
                let changed = Parameter::all().filter(differs);
                cautions.extend(changed.filter_map(|parameter| without_effect(parameter, &at)));
            }
        }
    }
    cautions
}

/// Refuses referrals of the last year that are out of reach: of the base, and of the sites that do
/// not hold its calibration.
fn check_reach(sides: &[Side], base: Option<&Base>) -> anyhow::Result<()> {
    for (index, Side { loaded, .. }) in sides.iter().enumerate() {
        let scenario = &loaded.scenario;
        let holds = |site: &&SitePlan| {
            index > 0 && base.is_some_and(|base| base.position(site, &scenario.time).is_some())
        };
        let own: Vec<SitePlan> =
            scenario.sites.iter().filter(|site| !holds(site)).cloned().collect();
        reach::check(loaded, &own)?;
    }
    Ok(())
}

/// The base and then its variants, with everything that is wrong with any of them.
fn load(
    task: &Task,
    base: &Path,
    files: &[PathBuf],
    variants: &[Variant],
) -> anyhow::Result<Vec<Side>> {
    let edits = Edits {
        set: task.set.clone(),
        only_sites: task.sites.clone(),
        worlds: task.worlds,
        replicates: task.replicates,
        seed: task.seed,
        prior: task.prior,
        ..Edits::default()
    };
    let first = side(base, &edits, None)?;
    let scenario = &first.loaded.scenario;
    let Amount { worlds, replicates, central } = scenario.amount;
    let replicates = if worlds == 0 { central } else { replicates };
    let edits = Edits {
        worlds: Some(worlds),
        replicates: Some(replicates),
        seed: Some(scenario.seed),
        ..edits
    };
    let files = files.iter().map(|path| (path.as_path(), None));
    let variants = variants.iter().map(|variant| (base, Some(variant)));
    let (mut sides, mut problems) = (vec![first], Vec::new());
    for (path, variant) in files.chain(variants) {
        let set = variant.map(|variant| variant.set.clone()).unwrap_or_default();
        match side(path, &Edits { variant: set, ..edits.clone() }, variant) {
            Ok(side) => sides.push(side),
            Err(found) => problems.push(found.to_string()),
        }
    }
    match problems.is_empty() {
        true => Ok(sides),
        false => Err(BadInput(problems.join("\n")).into()),
    }
}

fn side(path: &Path, edits: &Edits, variant: Option<&Variant>) -> Result<Side, BadInput> {
    let loaded = load::scenario(path, edits)?;
    let (name, given) = match variant {
        Some(variant) => (variant.name.clone(), format!("--variant {}", variant.text())),
        None => (loaded.scenario.name.clone(), path.display().to_string()),
    };
    let hash = loaded.scenario.hash();
    Ok(Side { name, given, loaded, hash })
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
                    "`{name}` is the name of {one} and of {two}: give each another name, by `name` \
                     in a file or before the colon in --variant"
                )
            };
            return Err(BadInput(words).into());
        }
    }
    Ok(())
}

/// A variant is compared at the sites that the base has too.
fn check_sites(sides: &[Side]) -> anyhow::Result<()> {
    let names = |side: &Side| -> Vec<String> {
        side.loaded.scenario.sites.iter().map(|site| site.name.clone()).collect()
    };
    let base = names(&sides[0]);
    let apart = |side: &&Side| !names(side).iter().any(|name| base.contains(name));
    let apart: Vec<&str> =
        sides[1..].iter().filter(apart).map(|side| side.given.as_str()).collect();
    if apart.is_empty() {
        return Ok(());
    }
    let words = format!(
        "{} and {} have no site in common, so there is nothing to compare; choose scenarios with \
         the same sites (`mhst sites FILE` lists them)",
        sides[0].given,
        apart.join(", ")
    );
    Err(BadInput(words).into())
}

fn work(task: &Task, sides: &[Side]) -> Work {
    let point = |(side, number): (&Side, u32)| {
        let scenario = &side.loaded.scenario;
        Point {
            number,
            time: scenario.time,
            sites: scenario.sites.clone(),
            one_world: scenario.one_world,
            knowledge: side.loaded.knowledge_beside(&sides[0].loaded),
        }
    };
    let base = &sides[0].loaded.scenario;
    let points: Vec<Point> = sides.iter().zip(0..).map(point).collect();
    Work {
        points: Arc::new(points),
        base: (!task.calibrate_each)
            .then(|| Arc::new(Base::new(base.time, base.sites.clone(), base.knowledge.clone()))),
        amount: base.amount,
        seed: base.seed,
        detail: task.detail,
        detail_of_worlds: task.detail_of_worlds(),
        part: task.part,
    }
}

/// Which calibration the scenarios have, as manifest and hash say it.
fn calibration(task: &Task) -> &'static str {
    if task.calibrate_each { "each" } else { "base" }
}

fn resolved(task: &Task, sides: &[Side]) -> Value {
    let point = |(side, number): (&Side, u32)| {
        json!({
            "point": number,
            "name": side.name,
            "hash": side.hash.to_string(),
            "scenario": side.loaded.scenario.resolved(),
        })
    };
    json!({
        "calibration": calibration(task),
        "points": sides.iter().zip(0..).map(point).collect::<Vec<_>>(),
    })
}
