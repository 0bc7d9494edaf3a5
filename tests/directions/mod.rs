//! Every parameter does what it says: from one end of its plausible range to the other, the measure that
//! it declares to move first goes up or down as declared.
//!
//! Each parameter is taken to both ends (a switch off and on, a choice from its first policy to its
//! last) in a small [world](worlds) in which it acts, under common random numbers and one held
//! calibration. After each number of replicates in [`LOOKS`] the paired difference, high end less low
//! end, is looked at: a parameter is found when its interval at [`LEVEL`] lies wholly on the declared
//! side of zero, so that chance would find one without an effect in at most one of 400, all looks
//! together. It fails if the interval lies on the other side, or if it is not found at the last look.
//! With the environment variable `MHST_DIRECTIONS` set, each is printed; what it is set to chooses those with
//! it in their key (`MHST_DIRECTIONS=list_review`, or nothing for all).

mod worlds;

use std::collections::BTreeMap;

use mhst_core::engine::statistics::paired_interval;
use mhst_core::model::parameters::{Direction, Domain, Moved, Parameter};
use mhst_core::model::prepared::{CalibratedSite, PreparedWorld};
use mhst_core::model::results::{Kind, Measure, SiteResult, Statistic, values};
use mhst_core::model::world::RunOptions;
use rayon::prelude::*;

use self::worlds::{WORLDS, World};

/// Chosen before the first run.
const SEED: u64 = 20_210_104;

/// Replicates after which the difference is looked at.
const LOOKS: [u64; 7] = [5, 10, 20, 40, 80, 160, 320];

/// Level of the intervals, two-sided.
const LEVEL: f64 = 0.999;

/// Low and high end of what is plausible.
fn ends(parameter: Parameter) -> (f64, f64) {
    match parameter.declaration().domain {
        Domain::Number { plausible, .. } => plausible,
        Domain::Switch => (0.0, 1.0),
        Domain::Choice(names) => (0.0, (names.len() - 1) as f64),
    }
}

/// The statistic that stands for a measure.
fn statistic(measure: Measure) -> Statistic {
    match measure.kind() {
        Kind::Durations => Statistic::Mean,
        other => other.statistics()[0],
    }
}

/// What is moved, in one replicate; nothing where nobody is counted.
fn read(result: &SiteResult, moved: Moved) -> Option<f64> {
    let measure = Measure::ALL.iter().find(|measure| measure.name() == moved.measure)?;
    let is = |value: &mhst_core::model::results::Value| {
        value.measure == *measure
            && value.statistic == statistic(*measure)
            && value.subgroup.name() == moved.subgroup
    };
    values(result).into_iter().find(is)?.value
}

/// Whether a parameter moves its measure as declared; what was found, in words, if not.
fn look(parameter: Parameter, base: &CalibratedSite) -> Result<String, String> {
    let declaration = parameter.declaration();
    let (moved, sign) = match declaration.direction {
        Direction::Raises(moved) => (moved, 1.0),
        Direction::Lowers(moved) => (moved, -1.0),
        Direction::Neither(_) => return Ok("neither".to_owned()),
    };
    let world = World::of(declaration.key);
    let (low, high) = ends(parameter);
    let [low, high] = [low, high].map(|value| {
        PreparedWorld::holding(world.plan(parameter, value), vec![Some(base.clone())]).unwrap()
    });
    let mut pairs = [Vec::new(), Vec::new()];
    let mut found = String::new();
    let mut done = 0;
    for look in LOOKS {
        for replicate in done..look {
            let [low, high] = [&low, &high].map(|world| {
                let results = world.run(SEED, replicate, RunOptions::default()).unwrap();
                read(&results[0], moved)
            });
            if let (Some(low), Some(high)) = (low, high) {
                pairs[0].push(sign * low);
                pairs[1].push(sign * high);
            }
        }
        done = look;
        let interval = paired_interval(&pairs[0], &pairs[1], LEVEL);
        let Some((least, most)) = interval.and_then(|interval| interval.bounds) else { continue };
        let mean = pairs[0].iter().sum::<f64>() / pairs[0].len() as f64;
        found = format!(
            "{}: {} in the world `{}`: {:.4} to {:.4} around {:.4} after {look} replicates",
            declaration.key,
            declaration.direction,
            world.name,
            sign * least,
            sign * most,
            sign * mean
        );
        if least > 0.0 {
            return Ok(found);
        }
        if most < 0.0 {
            return Err(format!("the other way: {found}"));
        }
    }
    Err(format!("not found: {found}"))
}

#[test]
fn every_parameter_moves_the_measure_that_it_declares() {
    let any = Parameter::all().next().unwrap();
    for name in WORLDS.iter().flat_map(|world| world.of) {
        let is_one = |parameter: Parameter| parameter.declaration().key.starts_with(name);
        assert!(Parameter::all().any(is_one), "no parameter is called {name}");
    }
    let calibrated = |world: &'static World| {
        let prepared = PreparedWorld::new(world.plan(any, any.declaration().default)).unwrap();
        (world.name, prepared.calibrated().next().unwrap().clone())
    };
    let bases: BTreeMap<&str, CalibratedSite> = WORLDS.par_iter().map(calibrated).collect();
    let asked = std::env::var("MHST_DIRECTIONS").ok();
    let is_asked = |parameter: &Parameter| {
        asked.as_ref().is_none_or(|part| parameter.declaration().key.contains(part.as_str()))
    };
    let all: Vec<Parameter> = Parameter::all().filter(is_asked).collect();
    let looked: Vec<Result<String, String>> = all
        .into_par_iter()
        .map(|parameter| look(parameter, &bases[World::of(parameter.declaration().key).name]))
        .collect();
    if asked.is_some() {
        #[allow(clippy::print_stderr, reason = "asked for")]
        for one in &looked {
            eprintln!("{one:?}");
        }
    }
    let wrong: Vec<&String> = looked.iter().filter_map(|one| one.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{} parameters: {wrong:#?}", wrong.len());
}
