//! `mhst benchmark`: results beside what was reported.

use std::io;
use std::path::{Path, absolute};

use anyhow::Context;
use mhst_reporter::report::Format;
use mhst_reporter::scorecard::Scorecard;

use super::register;
use super::simulate::{Options, carry_out};
use crate::arguments::BenchmarkArguments;
use crate::exit::{BadInput, Ending};
use crate::pages;
use crate::plan;
use crate::results;
use crate::terminal::{scorecard, text};

pub(crate) fn benchmark(arguments: &BenchmarkArguments) -> anyhow::Result<Ending> {
    match (&arguments.subject, &arguments.score, &arguments.register) {
        (_, Some(file), _) => register::score(arguments, file),
        (Some(subject), None, Some(file)) => register::register(arguments, subject, file),
        (Some(subject), None, None) if subject.is_dir() => of_results(arguments, subject),
        (Some(subject), None, None) => of_scenario(arguments, subject),
        // Refused when the arguments were read.
        (None, None, _) => Err(BadInput("name a scenario or a results directory".into()).into()),
    }
}

fn of_scenario(arguments: &BenchmarkArguments, scenario: &Path) -> anyhow::Result<Ending> {
    let mut plan = plan::plan(arguments.task(scenario))?;
    let options = Options::new(&arguments.execution, plan.default_directory());
    let finished = carry_out(&mut plan, &options)?;
    if !options.quiet {
        show(&finished.written.found.scorecard, &plan.name)?;
    }
    finished.close(&options, results::BENCHMARK)
}

/// Compares what is there, with other figures if they are given.
fn of_results(arguments: &BenchmarkArguments, named: &Path) -> anyhow::Result<Ending> {
    let path = absolute(named).context("cannot tell the current directory")?;
    let mut found = results::read(&path, named)?;
    if let Some(figures) = &arguments.figures.figures {
        plan::figures::check(figures, &pages::coverage(&found.manifest)?)?;
        results::keep_figures(&mut found, figures)?;
    }
    let read = pages::read(&found)?;
    results::write_benchmark(&mut found.directory, &read.scorecard)?;
    let page = pages::text(&found, &read, Format::Html)?;
    found.write(results::REPORT, &page)?;
    found.directory.publish()?;
    if !arguments.execution.quiet.quiet {
        show(&read.scorecard, &found.manifest.scenario)?;
    }
    Ok(match found.manifest.state.complete {
        true => Ending::Fine,
        false => Ending::SomeFailed,
    })
}

fn show(card: &Scorecard, scenario: &str) -> anyhow::Result<()> {
    if card.is_empty() {
        let words = format!(
            "no figures were reported for `{scenario}`, or there are too few runs to compare; bring your \
             own with --figures (docs/benchmark.md)"
        );
        return Err(BadInput(words).into());
    }
    Ok(scorecard::show(&mut io::stdout().lock(), card, text::width())?)
}
