//! `mhst benchmark --register` and `--score`: forecasts of figures that are not published yet, and how
//! they turn out.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, absolute};

use anyhow::Context;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mhst_core::model::figures::Figure;
use mhst_reporter::numbers::with_hyphen;
use mhst_reporter::registration::{Expected, Judgement, Origin, Registration};
use mhst_runner::input::{self, MOST_INPUT_BYTES};
use mhst_runner::scenario::StatedFigure;

use super::simulate::{Options, carry_out};
use crate::arguments::BenchmarkArguments;
use crate::exit::{BadInput, Ending};
use crate::pages;
use crate::plan::{self, figures};
use crate::results::{self, Findings, Results};
use crate::terminal::table::table;
use crate::terminal::text::{self, wrapped};

/// The file of figures, without which neither is asked for.
fn figures_of(arguments: &BenchmarkArguments) -> Result<&Path, BadInput> {
    let file = arguments.figures.figures.as_deref();
    file.ok_or_else(|| BadInput("name a table of figures with --figures".to_owned()))
}

/// Writes what results, or a scenario that is run first, say of figures that are due.
pub(super) fn register(
    arguments: &BenchmarkArguments,
    subject: &Path,
    file: &Path,
) -> anyhow::Result<Ending> {
    if file.exists() {
        let words = format!(
            "{} is there already, and a registration is not changed; name another file",
            file.display()
        );
        return Err(BadInput(words).into());
    }
    let due = figures::due(figures_of(arguments)?)?;
    if subject.is_dir() {
        let path = absolute(subject).context("cannot tell the current directory")?;
        let found = results::read(&path, subject)?;
        figures::check_stated(&due, &pages::coverage(&found.manifest)?)?;
        return write(arguments, due, &found, file);
    }
    let mut plan = plan::plan(arguments.task(subject))?;
    figures::check_stated(&due, &figures::coverage(&plan.work))?;
    described(&due, &plan.name)?;
    let options = Options::new(&arguments.execution, plan.default_directory());
    let finished = carry_out(&mut plan, &options)?;
    match finished.written.results.manifest.state.complete {
        true => write(arguments, due, &finished.written.results, file),
        false => finished.close(&options, results::BENCHMARK),
    }
}

/// The figures that a scenario describes: those that name it, and those that name none.
fn described(due: &[StatedFigure], scenario: &str) -> Result<Vec<Figure>, BadInput> {
    let figures = || due.iter().map(|it| &it.figure);
    let mine = figures().filter(|it| it.scenario.is_empty() || it.scenario == scenario);
    let mine: Vec<Figure> = mine.cloned().collect();
    match (mine.is_empty(), figures().next()) {
        (true, Some(first)) => Err(BadInput(format!(
            "none of the figures describes `{scenario}`: the first describes `{}`; name that scenario, \
             or empty the column `scenario`",
            first.scenario
        ))),
        (true, None) => Err(BadInput("the table has no figures".to_owned())),
        (false, _) => Ok(mine),
    }
}

fn write(
    arguments: &BenchmarkArguments,
    due: Vec<StatedFigure>,
    found: &Results,
    file: &Path,
) -> anyhow::Result<Ending> {
    let Results { manifest, record, store, directory, findings, .. } = found;
    let scenario = match findings {
        Findings::Run => &manifest.scenario,
        Findings::Compare { base, .. } => base,
        Findings::Sweep { .. } => {
            let words = "a design has no forecast: name a run, or a comparison for its base";
            return Err(BadInput(words.to_owned()).into());
        }
    };
    if !manifest.state.complete {
        let words =
            "the results are incomplete; finish them with `mhst resume` before you register them";
        return Err(BadInput(words.to_owned()).into());
    }
    let gathered = results::gather(described(&due, scenario)?, manifest, store)?;
    let worlds_hash = match manifest.amount.worlds {
        0 => String::new(),
        _ => results::hash_of_worlds(&results::read_worlds(directory.path())?),
    };
    let origin = Origin {
        registered: Timestamp::now().to_zoned(TimeZone::UTC).date(),
        version: manifest.version.clone(),
        scenario: scenario.clone(),
        scenario_hash: manifest.hash.clone(),
        worlds_hash,
        seed: manifest.seed,
        command: record.task.command(),
    };
    let (registration, without) = Registration::new(&gathered, origin);
    if registration.expected.is_empty() {
        return Err(BadInput(format!("nothing can be registered: {}", nothing(&without))).into());
    }
    let unwritten = || format!("cannot write {}", file.display());
    let mut out =
        OpenOptions::new().write(true).create_new(true).open(file).with_context(unwritten)?;
    out.write_all(registration.csv().as_bytes()).with_context(unwritten)?;
    if !without.is_empty() {
        writeln!(
            io::stderr(),
            "{}",
            wrapped(&format!("Left out: {}", nothing(&without)), text::width())
        )?;
    }
    if !arguments.execution.quiet.quiet {
        show(&registration, file)?;
    }
    Ok(Ending::Fine)
}

/// That the model gives nothing for figures with these keys.
fn nothing(keys: &[String]) -> String {
    format!(
        "the runs have no value for {}; look at the years and sites that they cover, and run at least 5 \
         worlds or replicates",
        keys.join(", ")
    )
}

fn interval(it: &Expected) -> String {
    let (low, high) = it.interval();
    with_hyphen(&format!("{} to {}", it.written(low), it.written(high)))
}

fn show(registration: &Registration, file: &Path) -> io::Result<()> {
    let mut table = table(&["figure", "due", "median", "90 % interval"], 2);
    for it in &registration.expected {
        table.add_row([it.title.clone(), it.due.clone(), it.written(it.median()), interval(it)]);
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{}\n", table.trim_fmt())?;
    let words = format!(
        "Registered on {} in {}. Keep the file as it is, where others see its date; judge it with \
         --score when the figures are there.",
        registration.origin.registered,
        file.display()
    );
    writeln!(out, "{}", wrapped(&words, text::width()))
}

/// Judges a registration.
pub(super) fn score(arguments: &BenchmarkArguments, file: &Path) -> anyhow::Result<Ending> {
    let shown = file.display();
    let bytes = input::bytes(file, MOST_INPUT_BYTES)
        .map_err(|error| BadInput(format!("{shown}: {error}")))?;
    let registration = Registration::read(&bytes).map_err(|error| {
        BadInput(format!("{shown}:{error}\n    it is no file that --register wrote"))
    })?;
    let path = figures_of(arguments)?;
    let published = figures::keyed(path)?;
    let values = values(&registration, &published, path)?;
    let judgement = registration.judge(&values);
    if judgement.judged.is_empty() {
        let words = format!(
            "{} has a value for none of the figures that {shown} registers: {}",
            path.display(),
            judgement.open.join(", ")
        );
        return Err(BadInput(words).into());
    }
    let mut out = io::stdout().lock();
    match arguments.csv {
        true => out.write_all(judgement.csv(&registration).as_bytes())?,
        false => show_judged(&mut out, &registration, &judgement)?,
    }
    let say = |what: &str, keys: &[String]| match keys.is_empty() {
        true => Ok(()),
        false => writeln!(
            io::stderr(),
            "{}",
            wrapped(&format!("{what}: {}", keys.join(", ")), text::width())
        ),
    };
    say("Not judged, because no value was given", &judgement.open)?;
    say("Given but not registered", &judgement.unknown)?;
    Ok(Ending::Fine)
}

/// Values by key, in the unit in which they were registered.
fn values(
    registration: &Registration,
    published: &[Figure],
    path: &Path,
) -> Result<Vec<(String, f64)>, BadInput> {
    let mut values = Vec::new();
    for figure in published {
        let Some(value) = figure.value else { continue };
        let registered = registration.expected.iter().find(|it| it.key == figure.key);
        if let Some(registered) = registered {
            let (path, key) = (path.display(), &figure.key);
            let stands = figure.quantity.map_or(registered.quantity.clone(), |it| it.name());
            if stands != registered.quantity {
                return Err(BadInput(format!(
                    "{path}: `{key}` is {stands} there, and {} was registered",
                    registered.quantity
                )));
            }
            if registered.unit == "proportion" && !(0.0..=1.0).contains(&value) {
                return Err(BadInput(format!(
                    "{path}: `{key}` = {value} is no proportion; allowed: 0 to 1, or with its measure 0 % \
                     to 100 %"
                )));
            }
        }
        values.push((figure.key.clone(), value));
    }
    Ok(values)
}

fn show_judged(
    out: &mut impl Write,
    registration: &Registration,
    judgement: &Judgement,
) -> io::Result<()> {
    let header = [
        "figure",
        "published",
        "median",
        "90 % interval",
        "inside",
        "CRPS",
        "as last year",
        "interval score",
    ];
    let mut table = table(&header, 1);
    for it in &judgement.judged {
        let written = |value: f64| it.expected.written(value);
        table.add_row([
            it.expected.title.clone(),
            written(it.value),
            written(it.expected.median()),
            interval(&it.expected),
            if it.is_inside { "yes" } else { "no" }.to_owned(),
            written(it.crps),
            it.crps_as_last_year.map_or("-".to_owned(), written),
            written(it.interval_score),
        ]);
    }
    writeln!(out, "{}\n", table.trim_fmt())?;
    let origin = &registration.origin;
    let words = format!(
        "{} Registered on {} by mhst {} with {}. CRPS: from 19 quantiles, in the unit of the figure; lower \
         is better. As last year: the same of a forecast that says what was reported a year before.",
        judgement.sentence().unwrap_or_default(),
        origin.registered,
        origin.version,
        origin.scenario
    );
    writeln!(out, "{}", wrapped(&words, text::width()))
}
