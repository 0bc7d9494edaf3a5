//! `mhst pack`: the pack for a paper, from a results directory.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf, absolute};

use anyhow::Context;

use crate::arguments::PackArguments;
use crate::exit::{BadInput, Ending};
use crate::pages;
use crate::results;
use crate::terminal::text::{self, wrapped};

pub(crate) fn pack(arguments: &PackArguments) -> anyhow::Result<Ending> {
    let named = &arguments.directory;
    let path = absolute(named).context("cannot tell the current directory")?;
    let out = arguments.out.clone().unwrap_or_else(|| beside(named, &path));
    let is_used = fs::read_dir(&out).is_ok_and(|mut entries| entries.next().is_some());
    if out.is_file() || is_used && !arguments.force {
        let words = format!(
            "{} is there already; name another directory with --out, or overwrite the files of the pack \
             in it with --force",
            out.display()
        );
        return Err(BadInput(words).into());
    }
    let found = results::read(&path, named)?;
    let copied = results::to_pack(&path);
    let files = pages::pack(&found, &pages::read(&found)?, &copied)?;
    for file in &files {
        write(&out.join(&file.path), file.text.as_bytes())?;
    }
    for (name, _) in &copied {
        let from = path.join(name);
        let bytes = fs::read(&from).with_context(|| format!("cannot read {}", from.display()))?;
        write(&out.join(name), &bytes)?;
    }
    if !arguments.quiet.quiet {
        let words = format!(
            "Pack: {}. Start with index.html; lines marked TO FILL IN are left to you.",
            out.display()
        );
        writeln!(io::stdout(), "{}", wrapped(&words, text::width()))?;
    }
    let state = &found.manifest.state;
    if !state.complete {
        // Even a quiet command says what is missing.
        write!(io::stdout(), "{}", results::incomplete(state))?;
        return Ok(Ending::SomeFailed);
    }
    Ok(Ending::Fine)
}

/// The directory next to the results, named after them.
fn beside(named: &Path, path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    let name = format!("{name}-pack");
    match named.file_name() {
        Some(_) => named.with_file_name(name),
        None => path.with_file_name(name),
    }
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let unwritten = || format!("cannot write {}", path.display());
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).with_context(unwritten)?;
    }
    fs::write(path, bytes).with_context(unwritten)
}
