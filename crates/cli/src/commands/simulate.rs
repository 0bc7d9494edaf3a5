//! What the commands that simulate have in common: a plan is carried out, and its results are
//! written and shown.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use mhst_reporter::enough;
use mhst_reporter::form::Forms;
use mhst_reporter::report::Format;
use mhst_runner::manifest::State;

use super::reached::Reached;
use super::{precision, shown};
use crate::arguments::Execution;
use crate::exit::Ending;
use crate::pages;
use crate::plan::{self, Plan};
use crate::results::{self, Begun, Findings, Written, incomplete};
use crate::terminal::text::{self, wrapped};
use crate::terminal::{closing, opening, progress, warnings};
use crate::work::{self, Done, Runner};

/// How a plan is carried out: what changes nothing about its results.
pub(crate) struct Options {
    pub(crate) out: PathBuf,
    pub(crate) threads: Option<NonZeroUsize>,
    /// Whether each run is done from its first day.
    pub(crate) from_start: bool,
    pub(crate) force: bool,
    pub(crate) quiet: bool,
    /// Whether a report is written at the end.
    pub(crate) report: bool,
    /// In which forms the large tables are written.
    pub(crate) forms: Forms,
}

impl Options {
    /// Those that were given, with the directory that is meant where none is given.
    pub(crate) fn new(given: &Execution, default: PathBuf) -> Self {
        let Execution { threads, from_start, out, force, quiet, no_report, form } = given;
        Self {
            out: out.out.clone().unwrap_or(default),
            threads: threads.threads,
            from_start: from_start.from_start,
            force: force.force,
            quiet: quiet.quiet,
            report: !no_report.no_report,
            forms: form.forms().unwrap_or_default(),
        }
    }
}

/// What a plan came to.
pub(crate) struct Finished {
    pub(crate) written: Written,
    was_interrupted: bool,
    has_report: bool,
    /// What the search for enough worlds or replicates came to.
    precision: Option<Reached>,
}

/// Carries out a plan from its first run to its last words.
pub(crate) fn simulate(mut plan: Plan, options: &Options) -> anyhow::Result<Ending> {
    carry_out(&mut plan, options)?.show_and_close(&plan, options)
}

/// Does what is not done yet, and writes tables and report. Where the plan asks for precision, its
/// number of worlds or replicates is settled.
pub(crate) fn carry_out(plan: &mut Plan, options: &Options) -> anyhow::Result<Finished> {
    if !options.quiet {
        warnings::show(&plan.warnings, &plan.cautions)?;
    }
    let (directory, store) = work::claim(plan, &options.out, options.force)?;
    let mut begun = Begun::new(plan, options.forms, directory, store).map_err(work::no_space)?;
    if !options.quiet {
        opening::announce(&plan.work, &plan.spread(), &begun.store, &options.out)?;
    }
    let runner = Runner::new(options.threads, options.from_start)?;
    let (done, precision) = match plan.search() {
        Some(search) => {
            let how = (options.forms, options.quiet);
            precision::run(plan, search, how, &mut begun, &runner)
        }
        None => {
            let mut progress = progress::for_terminal(options.quiet);
            let done = runner.run(&plan.work, &mut begun.store, &mut *progress);
            done.map(|done| (done, None))
        }
    }
    .map_err(work::no_space)?;
    Ok(Finished { precision, ..write(plan, options, begun, &done)? })
}

/// Writes tables and report of what is done.
pub(crate) fn write(
    plan: &Plan,
    options: &Options,
    begun: Begun,
    done: &Done,
) -> anyhow::Result<Finished> {
    let write = || -> anyhow::Result<Finished> {
        let stage = progress::stage(options.quiet, "writing tables");
        let has_report = options.report && begun.is_whole();
        let collector = begun.is_whole().then(|| pages::collector(plan)).transpose()?;
        let mut written = begun.finish(plan, done, collector)?;
        drop(stage);
        if has_report {
            let _stage = progress::stage(options.quiet, "writing the report");
            let text = pages::text(&written.results, &written.found, Format::Html)?;
            written.results.write(results::REPORT, &text)?;
        } else {
            written.results.directory.withdraw(results::REPORT)?;
        }
        written.results.directory.publish()?;
        let was_interrupted = done.was_interrupted();
        Ok(Finished { written, was_interrupted, has_report, precision: None })
    };
    write().map_err(work::no_space)
}

impl Finished {
    /// How many runs it would take to know the headline numbers twice as well.
    fn enough(&self) -> Option<String> {
        let Written { results, found, .. } = &self.written;
        let spread = &plan::spread(results.manifest.amount, &results.record.task);
        let needs = match &results.findings {
            Findings::Compare { found, .. } => enough::of_comparisons(found, spread),
            Findings::Run | Findings::Sweep { .. } => enough::of_summary(&found.summary, spread),
        };
        enough::sentence(&needs, spread)
    }

    /// Shows what came out, and says what to do next.
    pub(crate) fn show_and_close(&self, plan: &Plan, options: &Options) -> anyhow::Result<Ending> {
        if !options.quiet && self.written.results.is_whole() {
            shown::show(plan, &self.written)?;
        }
        self.close(options, shown::first_table(plan))
    }

    /// Says how it went and what to do next, which is to begin with the table `first`, after what
    /// the command itself shows.
    pub(crate) fn close(&self, options: &Options, first: &str) -> anyhow::Result<Ending> {
        let Written { results, effort, .. } = &self.written;
        let (state, shard) = (&results.manifest.state, results.manifest.shard);
        let width = text::width();
        let mut stdout = io::stdout().lock();
        let mut say = |line: &str| writeln!(stdout, "{}", wrapped(line, width));
        if !options.quiet && effort.runs > 0 {
            say(&closing::speed(effort))?;
        }
        if let Some(reached) = self.precision.as_ref().filter(|_| !options.quiet) {
            say(&reached.words())?;
        }
        // Even a quiet command says what went wrong.
        if results.is_whole() || !state.failed.is_empty() {
            incomplete(state).lines().try_for_each(&mut say)?;
        }
        if let Some(words) =
            pages::caution(results, &self.written.found)?.filter(|_| !options.quiet)
        {
            say(&words)?;
        }
        if let Some(words) = self.enough().filter(|_| !options.quiet && results.is_whole()) {
            say(&words)?;
        }
        if !options.quiet {
            let first = match self.has_report {
                true => format!("{}, then {first}", results::REPORT),
                false => first.to_owned(),
            };
            say(&closing::next(&options.out, state, shard, &first))?;
        }
        Ok(match state {
            _ if self.was_interrupted => Ending::Interrupted,
            State { complete: true, .. } => Ending::Fine,
            _ => Ending::SomeFailed,
        })
    }
}
