//! `mhst resume` and `mhst extend`: work continues from what a results directory holds.

use std::path::{Path, PathBuf, absolute};

use anyhow::Context;

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
    simulate(&plan, &options)
}

pub(crate) fn extend(arguments: &ExtendArguments) -> anyhow::Result<Ending> {
    let ExtendArguments { directory, replicates, threads, quiet, no_report, form } = arguments;
    let record = Record::read(directory)?;
    if *replicates < record.replicates {
        let words = format!(
            "{} has {} replicates already, and --replicates {replicates} would be fewer; give the \
             total number",
            directory.display(),
            record.replicates,
        );
        return Err(BadInput(words).into());
    }
    let options = Options {
        out: here(directory)?,
        threads: threads.threads,
        from_start: false,
        force: false,
        quiet: quiet.quiet,
        report: !no_report.no_report,
        forms: form.forms().unwrap_or(record.forms),
    };
    let plan = plan::plan_again(&record, record.task.clone().extended(*replicates), &options.out)?;
    simulate(&plan, &options)
}

fn here(directory: &Path) -> anyhow::Result<PathBuf> {
    absolute(directory).context("cannot tell the current directory")
}
