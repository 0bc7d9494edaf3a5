//! `mhst calibrate`: worlds that fit what was reported.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use mhst_core::model::figures::{Figure, Role, Sites};
use mhst_core::model::knowledge::fit::Fit;
use mhst_reporter::calibration::{
    Outcome, Run, Target, deviations, log_likelihood, out_of_reach, steps_csv, targets,
};
use mhst_reporter::numbers::{significant, with_hyphen};
use mhst_reporter::report::Calibration;
use mhst_reporter::scorecard::{Gathering, calibrated};
use mhst_runner::scenario::{Edits, Scenario, published_figures};

use crate::arguments::CalibrateArguments;
use crate::exit::{BadInput, Ending};
use crate::plan::figures;
use crate::terminal::text::{self, wrapped};
use crate::work::{Ended, Round, Rounds, Runner, no_space};

/// Replicates of the central world that show chance.
const CENTRAL: u32 = 10;

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
    let task = Task { scenario: &scenario, figures: &figures, targets: targets_of(&figures) };
    if task.targets.is_empty() {
        let words = format!(
            "nothing was reported for `{}` that worlds could be fitted to: bring your own figures with \
             --figures (docs/benchmark.md)",
            scenario.name
        );
        return Err(BadInput(words).into());
    }
    let out = arguments.out.out.clone().unwrap_or_else(|| {
        let short = scenario.hash().short();
        PathBuf::from(format!("results/calibrate-{}-{short}", scenario.name))
    });
    let directory = out.join("rounds");
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
    match task.fit(arguments, &rounds)? {
        Fitted::No(ending) => Ok(ending),
        Fitted::Yes(found) => {
            let confirmed = all.as_ref().map(|all| task.confirm(arguments, &rounds, &found, all));
            if let Some(ending) = confirmed.transpose()?.flatten() {
                return Ok(ending);
            }
            found.write(&out, &command(arguments, &scenario))?;
            if !arguments.quiet.quiet {
                found.show(&out)?;
            }
            Ok(Ending::Fine)
        }
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
        let sites: Vec<_> =
            scenario.sites.iter().map(|it| (it.name.clone(), it.profile.teams)).collect();
        figures::check_sites(path, &sites)?;
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

fn targets_of(figures: &[Figure]) -> Vec<Target> {
    targets(&Gathering::new(figures.iter().cloned()))
}

fn command(arguments: &CalibrateArguments, scenario: &Scenario) -> String {
    let mut line = format!("mhst calibrate {}", arguments.scenario.display());
    if let Some(path) = &arguments.figures.figures {
        line += &format!(" --figures {}", path.display());
    }
    line += &format!(" --worlds {} --seed {}", arguments.worlds, scenario.seed);
    for (key, value) in &arguments.set.set {
        line += &format!(" --set {key}={value}");
    }
    if let Some(sites) = arguments.sites.names() {
        line += &format!(" --sites \"{}\"", sites.join(","));
    }
    line
}

/// What is fitted, and to what.
struct Task<'a> {
    scenario: &'a Scenario,
    figures: &'a [Figure],
    targets: Vec<Target>,
}

/// How a fit ended.
enum Fitted {
    Yes(Box<Found>),
    No(Ending),
}

/// What was found.
struct Found {
    fit: Fit,
    keys: Vec<&'static str>,
    outcome: Outcome,
}

impl Task<'_> {
    fn round(&self, number: usize, worlds: Vec<Vec<f64>>, central: u32) -> Round<'_> {
        let (scenario, figures, targets) = (self.scenario, self.figures, &self.targets[..]);
        Round { number, scenario, worlds, central, figures, targets }
    }

    /// Does rounds until the worlds fit.
    fn fit(&self, arguments: &CalibrateArguments, rounds: &Rounds<'_>) -> anyhow::Result<Fitted> {
        let knowledge = &self.scenario.knowledge;
        let beliefs = knowledge.beliefs().to_vec();
        let worlds = arguments.worlds as usize;
        let seed = self.scenario.seed;
        let mut fit = Fit::new(beliefs.clone(), knowledge.central().clone(), worlds, seed);
        let mut runs: Vec<Run> = Vec::new();
        let (mut sds, mut out) = (Vec::new(), Vec::new());
        for number in 0.. {
            if fit.is_done() {
                break;
            }
            let central = if number == 0 { CENTRAL } else { 0 };
            let round = self.round(number, fit.proposals(), central);
            let (of_central, of_worlds) = match rounds.round(&round)? {
                Ended::Done { central, worlds } => (central, worlds),
                Ended::Interrupted => return Ok(Fitted::No(Ending::Interrupted)),
                Ended::OthersMissing => {
                    say(
                        arguments,
                        &format!(
                            "Round {} of this shard is done; give the command again when the other shards \
                         have done theirs.",
                            number + 1
                        ),
                    )?;
                    return Ok(Fitted::No(Ending::Fine));
                }
            };
            if number == 0 {
                sds = deviations(&self.targets, &chance(&of_central, self.targets.len()));
                out = out_of_reach(&self.targets, &sds, &of_worlds);
            }
            let fits: Vec<f64> = of_worlds
                .iter()
                .map(|run| log_likelihood(&self.targets, &sds, run, &out))
                .collect();
            runs.extend(of_worlds);
            fit.take(&fits);
            self.tell(arguments, &fit, number, runs.len())?;
        }
        let (left, steps) = (fit.steps().last().map_or(0.0, |it| it.log_left.exp()), fit.steps());
        if steps.is_empty() {
            let words = "no world has a result for every target, so none can be fitted: look at the \
                         figures, or leave out those that are counted nowhere";
            return Err(BadInput(words.to_owned()).into());
        }
        let fitted: Vec<(Vec<f64>, Run)> =
            fit.followers().iter().map(|it| (it.values.clone(), runs[it.run].clone())).collect();
        let outcome = Outcome::new(
            &self.targets,
            &sds,
            &out,
            &beliefs,
            &runs[..worlds.min(runs.len())],
            &fitted,
            (runs.len() + CENTRAL as usize, left, fit.ancestors()),
        );
        let keys = beliefs.iter().map(|it| it.parameter.declaration().key).collect();
        Ok(Fitted::Yes(Box::new(Found { fit, keys, outcome })))
    }

    /// One line a round.
    fn tell(
        &self,
        arguments: &CalibrateArguments,
        fit: &Fit,
        number: usize,
        runs: usize,
    ) -> anyhow::Result<()> {
        let Some(step) = fit.steps().last() else { return Ok(()) };
        say(
            arguments,
            &format!(
                "Round {}: weight of the reports {:.0} %, {} of what was known is left, {runs} runs",
                number + 1,
                100.0 * step.weight,
                significant(step.log_left.exp(), 2),
            ),
        )
    }

    /// Runs the worlds that fit at all sites, and says how they come out there.
    fn confirm(
        &self,
        arguments: &CalibrateArguments,
        rounds: &Rounds<'_>,
        found: &Found,
        all: &Scenario,
    ) -> anyhow::Result<Option<Ending>> {
        let mut worlds: Vec<Vec<f64>> =
            found.fit.followers().iter().map(|it| it.values.clone()).collect();
        worlds.dedup();
        let figures = wanted(arguments, all)?;
        let targets = targets_of(&figures);
        let task = Task { scenario: all, figures: &figures, targets };
        let done = match rounds.round(&task.round(CONFIRMING, worlds, CENTRAL))? {
            Ended::Done { central, worlds } => (central, worlds),
            Ended::Interrupted => return Ok(Some(Ending::Interrupted)),
            Ended::OthersMissing => return Ok(Some(Ending::Fine)),
        };
        let sds = deviations(&task.targets, &chance(&done.0, task.targets.len()));
        let mut lines = vec!["At all sites the worlds that fit give:".to_owned()];
        for (place, target) in task.targets.iter().enumerate() {
            let mut values: Vec<f64> = done.1.iter().filter_map(|run| run[place]).collect();
            values.sort_by(f64::total_cmp);
            if let Some(median) = values.get(values.len() / 2) {
                lines.push(format!(
                    "  {}: reported {}, median {} ({:+.1} standard deviations)",
                    target.title,
                    significant(target.value, 3),
                    significant(*median, 3),
                    (median - target.value) / sds[place],
                ));
            }
        }
        for line in lines {
            say(arguments, &line)?;
        }
        Ok(None)
    }
}

/// The round that confirms, which comes after all others.
const CONFIRMING: usize = 999;

/// The variance of each target between replicates of one world.
fn chance(central: &[Run], targets: usize) -> Vec<f64> {
    let of = |place: usize| {
        let values: Vec<f64> = central.iter().filter_map(|run| run[place]).collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|it| (it - mean).powi(2)).sum();
        if values.len() < 2 { 0.0 } else { squares / (n - 1.0) }
    };
    (0..targets).map(of).collect()
}

fn say(arguments: &CalibrateArguments, line: &str) -> anyhow::Result<()> {
    if !arguments.quiet.quiet {
        writeln!(io::stderr(), "{}", with_hyphen(line))?;
    }
    Ok(())
}

impl Found {
    /// Writes the worlds, the targets, the parameters and the steps.
    fn write(&self, out: &Path, command: &str) -> anyhow::Result<()> {
        let worlds = out.join(WORLDS);
        let mut text = format!("# Worlds that fit what was reported, made by:\n# {command}\n");
        text += &format!("world,{}\n", self.keys.join(","));
        for (number, it) in (1..).zip(self.fit.spread_out()) {
            let values: Vec<String> = it.values.iter().map(f64::to_string).collect();
            text += &format!("{number},{}\n", values.join(","));
        }
        fs::write(&worlds, text).with_context(|| format!("cannot write {}", worlds.display()))?;
        let create = |name: &str| -> anyhow::Result<Box<dyn Write>> {
            let path = out.join(name);
            let file = fs::File::create(&path)
                .with_context(|| format!("cannot write {}", path.display()))?;
            Ok(Box::new(io::BufWriter::new(file)))
        };
        self.outcome.targets_csv(create("calibration_targets.csv")?)?;
        self.outcome.parameters_csv(create("calibration_parameters.csv")?)?;
        steps_csv(self.fit.steps(), create("calibration_steps.csv")?)?;
        let sentences = self.outcome.sentences().join("\n\n");
        let path = out.join("calibration.txt");
        fs::write(&path, sentences + "\n")
            .with_context(|| format!("cannot write {}", path.display()))
    }

    fn show(&self, out: &Path) -> anyhow::Result<()> {
        let (mut stdout, width) = (io::stdout().lock(), text::width());
        for sentence in self.outcome.sentences() {
            writeln!(stdout, "\n{}", wrapped(&with_hyphen(&sentence), width))?;
        }
        let words = format!(
            "The worlds are in {}; name that file under [knowledge] in a scenario to run it in them. \
             calibration_targets.csv and calibration_parameters.csv have what came before and after.",
            out.join(WORLDS).display()
        );
        Ok(writeln!(stdout, "\n{}", wrapped(&words, width))?)
    }
}

/// The file of the worlds.
const WORLDS: &str = "worlds.csv";
