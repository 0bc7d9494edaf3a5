//! `mhst report`: the report of a results directory, from what is there.

use std::fs;
use std::io::{self, Write};
use std::path::absolute;

use anyhow::Context;
use mhst_reporter::report::Format;
use mhst_runner::directory::Directory;
use mhst_runner::manifest::Manifest;

use crate::arguments::{ReportArguments, ReportFormat};
use crate::exit::{BadInput, Ending};
use crate::experiment::{self, MANIFEST, VERSION};
use crate::made::Made;
use crate::report::{self, Findings};

pub(crate) fn report(arguments: &ReportArguments) -> anyhow::Result<Ending> {
    let path = absolute(&arguments.directory).context("cannot tell the current directory")?;
    let named = arguments.directory.display();
    let bad = |words: String| BadInput(words);
    let text = fs::read_to_string(path.join(MANIFEST))
        .map_err(|error| bad(format!("{named} holds no results of mhst: {MANIFEST}: {error}")))?;
    let manifest: Manifest = serde_json::from_str(&text)
        .map_err(|error| bad(format!("{named}: {MANIFEST} cannot be read: {error}")))?;
    if manifest.version != VERSION {
        let words = format!(
            "{named} was written by mhst {}, this is {VERSION}: use that version",
            manifest.version
        );
        return Err(bad(words).into());
    }
    if let Some(shard) = manifest.shard {
        let words = format!(
            "{named} is shard {shard}, which has nothing to show by itself: put the shards together \
             with `mhst merge`"
        );
        return Err(bad(words).into());
    }
    let made = Made::read(&arguments.directory)?;
    let (mut directory, store) =
        Directory::claim(&path, experiment::identity(&manifest.hash), false)
            .map_err(|error| bad(error.to_string()))?;
    let findings = Findings::read(&path, &manifest, &made, &store)?;
    let (file, format) = match arguments.format {
        ReportFormat::Html => (report::FILE, Format::Html),
        ReportFormat::Md => ("report.md", Format::Markdown),
    };
    let text = report::text(&manifest, &made, &store, &findings, format)?;
    experiment::write(&mut directory, file, &text)?;
    directory.publish()?;
    writeln!(io::stdout(), "Report: {}", arguments.directory.join(file).display())?;
    Ok(match manifest.state.complete {
        true => Ending::Fine,
        false => Ending::SomeFailed,
    })
}
