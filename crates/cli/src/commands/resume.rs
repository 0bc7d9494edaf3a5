//! `mhst resume` and `mhst extend`: work continues from what a results directory holds.

use std::path::{Path, PathBuf, absolute};

use anyhow::Context;
use mhst_runner::work::Amount;

use super::simulate::{Options, simulate};
use crate::arguments::{ExtendArguments, ResumeArguments};
use crate::exit::{BadInput, Ending};
use crate::plan;
use crate::task::Record;

pub(crate) fn resume(arguments: &ResumeArguments) -> anyhow::Result<Ending> {
    let record = Record::read(&arguments.directory)?;
    let ResumeArguments { directory, threads, quiet, no_report, form } = arguments;
    let options = Options {
        out: here(directory)?,
        threads: threads.threads,
        from_start: false,
        force: false,
        quiet: quiet.quiet,
        report: !no_report.no_report,
        forms: form.forms().unwrap_or(record.forms),
    };
    let plan = plan::plan_again(&record, record.task.clone(), &options.out)?;
    simulate(plan, &options)
}

pub(crate) fn extend(arguments: &ExtendArguments) -> anyhow::Result<Ending> {
    let ExtendArguments { directory, worlds, replicates, threads, quiet, no_report, form } =
        arguments;
    let record = Record::read(directory)?;
    let options = Options {
        out: here(directory)?,
        threads: threads.threads,
        from_start: false,
        force: false,
        quiet: quiet.quiet,
        report: !no_report.no_report,
        forms: form.forms().unwrap_or(record.forms),
    };
    let task = record.task.clone().extended(*worlds, *replicates);
    let plan = plan::plan_again(&record, task, &options.out)?;
    refuse_fewer(directory, record.amount, plan.work.amount)?;
    simulate(plan, &options)
}

/// Refuses to have less than is there.
fn refuse_fewer(directory: &Path, there: Amount, wanted: Amount) -> Result<(), BadInput> {
    let counts = [
        ("plausible worlds", there.worlds, wanted.worlds),
        ("replicates in each world", there.replicates, wanted.replicates),
        ("replicates of the central world", there.central, wanted.central),
    ];
    match counts.into_iter().find(|(_, there, wanted)| wanted < there) {
        None => Ok(()),
        Some((what, there, wanted)) => Err(BadInput(format!(
            "{} has {there} {what} already, and {wanted} would be fewer; give the total number",
            directory.display(),
        ))),
    }
}

fn here(directory: &Path) -> anyhow::Result<PathBuf> {
    absolute(directory).context("cannot tell the current directory")
}
