//! What a report says about the work itself, from the manifest and the store.

use std::collections::BTreeMap;

use anyhow::Context;
use jiff::civil::Date;
use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::{Parameter, Values};
use mhst_reporter::report::{
    Caution, Dated, Dates, Difference, Facts, Initial, Missing, Settings, Window,
};
use mhst_runner::manifest::Manifest;
use mhst_runner::scenario::{CautionKind, Noted};
use mhst_runner::store::Store;
use serde::Deserialize;
use serde_json::Value;

use crate::plan::spread;
use crate::results::calibrations;
use crate::task::Record;

/// A scenario as the manifest has it, as far as reports need it.
#[derive(Deserialize)]
struct Resolved {
    time: Time,
    parameters: BTreeMap<String, Stated>,
    sites: Vec<Site>,
}

#[derive(Deserialize)]
struct Time {
    start: Date,
    teams_start: Date,
    measure_from: Date,
    end_exclusive: Date,
}

#[derive(Deserialize)]
struct Site {
    name: String,
    parameters_that_differ: BTreeMap<String, Stated>,
    timeline: Vec<(Date, String, Stated)>,
    initial: serde_json::Map<String, Value>,
    settings: Vec<Value>,
    #[serde(default)]
    waves: Vec<Value>,
}

/// A value of a parameter, as a scenario file would write it.
#[derive(Deserialize)]
#[serde(from = "Value")]
struct Stated(String);

impl From<Value> for Stated {
    fn from(value: Value) -> Self {
        Self(match (value.as_f64(), value) {
            (Some(number), _) => number.to_string(),
            (None, Value::String(name)) => name,
            (None, other) => other.to_string(),
        })
    }
}

/// The first day that is measured, and the day after the last.
pub(super) fn measured(resolved: &Value) -> anyhow::Result<(Date, Date)> {
    let Time { measure_from, end_exclusive, .. } = read(resolved)?.time;
    Ok((measure_from, end_exclusive))
}

/// The time that is measured.
pub(super) fn window(resolved: &Value) -> anyhow::Result<Window> {
    let (from, to) = measured(resolved)?;
    let instant = |date| SimTime::from_date(date).unwrap_or_default();
    Ok(Window { from: instant(from), to: instant(to) })
}

fn read(resolved: &Value) -> anyhow::Result<Resolved> {
    Resolved::deserialize(scenario(resolved)).context("manifest.json does not describe a scenario")
}

/// What is known of the work.
pub(super) fn facts(manifest: &Manifest, record: &Record, store: &Store) -> anyhow::Result<Facts> {
    let resolved = read(&manifest.resolved)?;
    let state = &manifest.state;
    let missing = Missing {
        expected: state.runs_expected,
        finished: state.runs_finished,
        failed: state.failed.len(),
    };
    Ok(Facts {
        name: manifest.scenario.clone(),
        description: manifest.description.clone(),
        version: manifest.version.clone(),
        seed: manifest.seed,
        hash: manifest.hash.clone(),
        spread: spread(manifest.amount, &record.task),
        sites: manifest.sites.clone(),
        command: record.task.command(),
        dates: Dates {
            start: resolved.time.start,
            teams_start: resolved.time.teams_start,
            measured_from: resolved.time.measure_from,
            end: resolved.time.end_exclusive,
        },
        in_waves: resolved.sites.iter().any(|site| !site.waves.is_empty()),
        timeline: timeline(&resolved),
        differences: differences(&resolved),
        calibrations: calibrations(&manifest.sites, store)?,
        settings: settings(&resolved, &manifest.sites_with_listed_settings),
        initial: initial(&resolved),
        missing: (!state.complete).then_some(missing),
        cautions: manifest.cautions.iter().map(caution).collect(),
    })
}

fn caution(noted: &Noted) -> Caution {
    let Noted { kind, at, what, meaning, remedy } = noted.clone();
    Caution { at, what, meaning, remedy, is_of_new_teams: kind == CautionKind::NewTeams }
}

/// The scenario: of a run itself, of a comparison its base, of a sweep that at its first point.
fn scenario(resolved: &Value) -> &Value {
    let first = resolved.get("scenario_at_first_point");
    let base = || resolved.get("points")?.get(0)?.get("scenario");
    first.or_else(base).unwrap_or(resolved)
}

fn timeline(resolved: &Resolved) -> Vec<Dated> {
    let mut changes: BTreeMap<(Date, &str, &str), usize> = BTreeMap::new();
    for (on, key, to) in resolved.sites.iter().flat_map(|site| &site.timeline) {
        *changes.entry((*on, key, &to.0)).or_default() += 1;
    }
    let dated = |((on, key, to), sites): ((Date, &str, &str), usize)| Dated {
        on,
        key: key.to_owned(),
        to: to.to_owned(),
        sites,
    };
    changes.into_iter().map(dated).collect()
}

/// How many settings are listed, and how many are synthetic.
fn settings(resolved: &Resolved, listed: &[String]) -> Settings {
    let mut settings = Settings { listed: 0, synthetic: 0 };
    for site in &resolved.sites {
        match listed.contains(&site.name) {
            true => settings.listed += site.settings.len(),
            false => settings.synthetic += site.settings.len(),
        }
    }
    settings
}

/// What is stated of teams on their first day: neither null nor zero.
fn initial(resolved: &Resolved) -> Vec<Initial> {
    let of_site = |site: &Site| {
        let fact = |(key, value): (&String, &Value)| {
            let number = value.as_f64().filter(|number| *number != 0.0)?;
            Some(Initial { site: site.name.clone(), key: key.clone(), number })
        };
        site.initial.iter().filter_map(fact).collect::<Vec<_>>()
    };
    resolved.sites.iter().flat_map(of_site).collect()
}

/// In the order of the register, and site by site after what holds for all.
fn differences(resolved: &Resolved) -> Vec<Difference> {
    let defaults = Values::default();
    let mut differences = Vec::new();
    for parameter in Parameter::all() {
        let declaration = parameter.declaration();
        let default = declaration.written(defaults.number(parameter));
        let value = resolved.parameters.get(declaration.key);
        let own = resolved.sites.iter().filter_map(|site| {
            Some((Some(&site.name), site.parameters_that_differ.get(declaration.key)?))
        });
        let all = value.filter(|value| value.0 != default).map(|value| (None, value));
        for (site, to) in all.into_iter().chain(own) {
            differences.push(Difference {
                key: declaration.key.to_owned(),
                site: site.cloned(),
                from: default.clone(),
                to: to.0.clone(),
            });
        }
    }
    differences
}
