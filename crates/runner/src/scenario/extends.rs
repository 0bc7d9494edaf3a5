//! A scenario and those it extends, read as one.

use std::path::{Path, PathBuf};

use super::document;
use super::problem::{Location, Problems};
use super::raw::{self, RawScenario};
use super::text_file::TextFile;

/// Reads a file and, before it, the files that it extends.
pub(super) fn read(path: &Path) -> Result<RawScenario, Problems> {
    let mut problems = Problems::default();
    let mut layers: Vec<RawScenario> = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut next: Option<(PathBuf, Option<Location>)> = Some((path.to_owned(), None));
    while let Some((path, named_at)) = next.take() {
        let identity = path.canonicalize().unwrap_or_else(|_| path.clone());
        if let (true, Some(at)) = (seen.contains(&identity), &named_at) {
            let chain: Vec<String> = seen.iter().map(|path| path.display().to_string()).collect();
            problems.add(
                at,
                format!("`extends` goes round in a circle: {}", chain.join(" extends ")),
                "take one of these `extends` out",
            );
            return Err(problems);
        }
        seen.push(identity);
        let file = TextFile::read(&path, named_at.as_ref())?;
        // A fault of meaning in one file does not hide those in the files it extends.
        let (layer, mut found) = raw::read(&file, document::parse(&file)?);
        problems.0.append(&mut found.0);
        next = layer.extends.clone().map(|stated| (stated.value, Some(stated.at)));
        layers.push(layer);
    }
    let merged = layers.into_iter().reduce(RawScenario::over).unwrap_or_default();
    problems.or(merged)
}
