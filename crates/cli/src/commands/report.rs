//! `mhst report`: the report of a results directory, from what is there.

use std::io::{self, Write};
use std::path::absolute;

use anyhow::Context;
use mhst_reporter::report::Format;

use crate::arguments::{ReportArguments, ReportFormat};
use crate::exit::Ending;
use crate::pages;
use crate::results;

pub(crate) fn report(arguments: &ReportArguments) -> anyhow::Result<Ending> {
    let path = absolute(&arguments.directory).context("cannot tell the current directory")?;
    let mut results = results::read(&path, &arguments.directory)?;
    let (file, format) = match arguments.format {
        ReportFormat::Html => (results::REPORT, Format::Html),
        ReportFormat::Md => ("report.md", Format::Markdown),
    };
    let text = pages::text(&results, &pages::read(&results)?, format)?;
    results.write(file, &text)?;
    results.directory.publish()?;
    if !arguments.quiet.quiet {
        writeln!(io::stdout(), "Report: {}", arguments.directory.join(file).display())?;
    }
    Ok(match results.manifest.state.complete {
        true => Ending::Fine,
        false => Ending::SomeFailed,
    })
}
