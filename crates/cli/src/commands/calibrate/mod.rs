//! `mhst calibrate`: worlds that fit what was reported.

mod fitting;
mod found;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use mhst_core::model::figures::{Figure, Role, Sites};
use mhst_reporter::numbers::with_hyphen;
use mhst_reporter::report::Calibration;
use mhst_reporter::scorecard::calibrated;
use mhst_runner::scenario::{Edits, Scenario, ScenarioHash, published_figures};

use self::fitting::{Fitted, Fitting};
use self::found::FILES;
use crate::arguments::CalibrateArguments;
use crate::exit::{BadInput, Ending};
use crate::plan::figures;
use crate::task::{CommandLine, ROUNDS};
use crate::work::{Rounds, Runner, no_space};

pub(crate) fn calibrate(arguments: &CalibrateArguments) -> anyhow::Result<Ending> {
    perform(arguments).map_err(no_space)
}

fn perform(arguments: &CalibrateArguments) -> anyhow::Result<Ending> {
    let load = |sites: Option<Vec<String>>| {
        let edits = Edits {
            set: arguments.set.set.clone(),
            only_sites: sites,
            seed: arguments.seed.seed,
            prior: true,
            ..Edits::default()
        };
        super::load(&arguments.scenario, &edits)
    };
    let some = arguments.sites.names();
    let scenario = load(some.clone())?;
    let all = some.is_some().then(|| load(None)).transpose()?;
    let figures = wanted(arguments, &scenario)?;
    let tell = |line: &str| match arguments.quiet.quiet {
        true => Ok(()),
        false => Ok(writeln!(io::stderr(), "{}", with_hyphen(line))?),
    };
    let fitting = Fitting::new(&scenario, &figures, &tell);
    if fitting.targets.is_empty() {
        let words = format!(
            "nothing was reported for `{}` that worlds could be fitted to: bring your own figures with \
             --figures (docs/benchmark.md)",
            scenario.name
        );
        return Err(BadInput(words).into());
    }
    let out = arguments.out.out.clone().unwrap_or_else(|| {
        let hash = ScenarioHash::of_all(&[scenario.hash()], &format!("{figures:?}"));
        PathBuf::from(format!("results/calibrate-{}-{}", scenario.name, hash.short()))
    });
    if !arguments.force.force {
        refuse_foreign(&out)?;
    }
    let directory = out.join(ROUNDS);
    fs::create_dir_all(&directory)
        .with_context(|| format!("cannot create {}", directory.display()))?;
    let runner = Runner::new(arguments.threads.threads, false)?;
    let rounds = Rounds {
        directory,
        shard: arguments.shard(),
        runner: &runner,
        quiet: arguments.quiet.quiet,
        force: arguments.force.force,
    };
    match fitting.fit(arguments.worlds, &rounds)? {
        Fitted::No(ending) => Ok(ending),
        Fitted::Yes(found) => {
            if let Some(all) = &all {
                let figures = wanted(arguments, all)?;
                let ending = Fitting::new(all, &figures, &tell).confirm(&found, &rounds)?;
                if let Some(ending) = ending {
                    return Ok(ending);
                }
            }
            found.write(&out, &command(arguments, &scenario))?;
            if !arguments.quiet.quiet {
                found.show(&out)?;
            }
            Ok(Ending::Fine)
        }
    }
}

/// Refuses a directory with files of the same names that no calibration wrote.
fn refuse_foreign(out: &Path) -> Result<(), BadInput> {
    let foreign = || FILES.iter().map(|name| out.join(name)).find(|path| path.exists());
    match foreign().filter(|_| !out.join(ROUNDS).exists()) {
        None => Ok(()),
        Some(path) => Err(BadInput(format!(
            "{} is there already, and is of no calibration: choose another directory with --out, or \
             overwrite it with --force",
            path.display()
        ))),
    }
}

/// The figures to which worlds are fitted: those that were reported for the scenario with the role
/// `calibrated`, and a user's own.
fn wanted(arguments: &CalibrateArguments, scenario: &Scenario) -> anyhow::Result<Vec<Figure>> {
    let published = published_figures().map_err(|problems| BadInput(problems.to_string()))?;
    let has = |sites: &Sites| match sites {
        Sites::One(name) => scenario.sites.iter().any(|site| site.name == *name),
        _ => true,
    };
    let is_wanted =
        |it: &Figure| it.role == Role::Calibrated && it.scenario == scenario.name && has(&it.sites);
    let mut found: Vec<Figure> = published.into_iter().filter(is_wanted).collect();
    found.extend(calibrated(&specialist(scenario)));
    if let Some(path) = &arguments.figures.figures {
        let sites = scenario.sites.iter().map(|it| (it.name.clone(), it.profile.teams));
        figures::check(path, &figures::of_time(sites.collect(), &scenario.time))?;
        found.extend(figures::read(path)?);
    }
    Ok(found)
}

/// What was reported of the specialist services, to which each world is calibrated by itself: worlds in
/// which that comes out well fit better. A scenario that begins too late has nothing that stands for it.
fn specialist(scenario: &Scenario) -> Vec<Calibration> {
    let sites = scenario.sites.iter().filter(|_| scenario.time.has_calibration_year());
    let reported = sites.map(|site| Calibration {
        site: site.name.clone(),
        wait_days: site.profile.wait_second_contact_days,
        closed_share: site.profile.closed_before_treatment_share,
        one_percent_more_days: 0.0,
    });
    reported.collect()
}

/// The command that makes the same worlds.
fn command(arguments: &CalibrateArguments, scenario: &Scenario) -> String {
    let figures = arguments.figures.figures.as_ref();
    CommandLine::new("calibrate", &arguments.scenario)
        .set(&arguments.set.set)
        .sites(arguments.sites.names().as_deref())
        .maybe("--figures", figures.map(|path| path.display()))
        .flag("--worlds", arguments.worlds)
        .flag("--seed", scenario.seed)
        .text()
}
