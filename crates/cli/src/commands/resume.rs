//! `mhst resume` and `mhst extend`: work goes on from what a results directory holds.

use std::num::NonZeroUsize;
use std::path::{Path, absolute};

use anyhow::Context;

use crate::arguments::{ExtendArguments, ResumeArguments};
use crate::exit::{BadInput, Ending};
use crate::experiment::Options;
use crate::made::Made;

pub(crate) fn resume(arguments: &ResumeArguments) -> anyhow::Result<Ending> {
    let ResumeArguments { directory, threads, quiet } = arguments;
    go_on(directory, &Made::read(directory)?, *threads, *quiet)
}

pub(crate) fn extend(arguments: &ExtendArguments) -> anyhow::Result<Ending> {
    let ExtendArguments { directory, replicates, threads, quiet } = arguments;
    let made = Made::read(directory)?;
    if *replicates < made.replicates {
        let words = format!(
            "{} has {} replicates already, and {replicates} would be fewer; --replicates is how \
             many there are to be in all",
            directory.display(),
            made.replicates,
        );
        return Err(BadInput(words).into());
    }
    go_on(directory, &made.extended(*replicates), *threads, *quiet)
}

fn go_on(
    directory: &Path,
    made: &Made,
    threads: Option<NonZeroUsize>,
    quiet: bool,
) -> anyhow::Result<Ending> {
    let out = absolute(directory).context("cannot tell the current directory")?;
    made.plan()?.carry_out(&Options { out, threads, force: false, quiet, report: true })
}
