//! A scenario and those it extends, read as one.

use std::path::{Path, PathBuf};

use super::document;
use super::problem::{Location, Problems};
use super::raw::RawScenario;
use super::reader;
use super::text_file::TextFile;

/// Reads a file and the files that it extends: what they state together, as far as it can be used,
/// and what is wrong with it.
pub(super) fn read(path: &Path) -> Result<(RawScenario, Problems), Problems> {
    let mut problems = Problems::default();
    let mut layers: Vec<RawScenario> = Vec::new();
    let mut seen: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut next: Option<(PathBuf, Option<Location>)> = Some((path.to_owned(), None));
    while let Some((path, named_at)) = next.take() {
        let identity = path.canonicalize().unwrap_or_else(|_| path.clone());
        let first = seen.iter().position(|(known, _)| *known == identity);
        if let (Some(first), Some(at)) = (first, &named_at) {
            let folder = Path::new(&*at.file).parent().unwrap_or(Path::new(""));
            let circle = seen[first..].iter().chain(&seen[first..=first]);
            let chain: Vec<String> = circle
                .map(|(_, path)| path.strip_prefix(folder).unwrap_or(path).display().to_string())
                .collect();
            problems.add(
                at,
                format!("`extends` forms a circle: {}", chain.join(" extends ")),
                "remove one of these `extends`",
            );
            return Err(problems);
        }
        seen.push((identity, path.clone()));
        let file = TextFile::read(&path, named_at.as_ref())?;
        // A fault of meaning in one file does not hide those in the files it extends.
        let (layer, mut found) = reader::read(&file, document::parse(&file)?);
        problems.0.append(&mut found.0);
        next = layer.extends.clone().map(|stated| (stated.value, Some(stated.at)));
        layers.push(layer);
    }
    Ok((layers.into_iter().reduce(RawScenario::over).unwrap_or_default(), problems))
}
