//! A part of a table that a results directory holds. Nothing is claimed: files appear whole or not at
//! all.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use mhst_reporter::Description;
use mhst_reporter::form::Form;
use mhst_reporter::piece::Piece;
use mhst_reporter::tables::{ALL_SITES, dictionary};
use mhst_runner::work::Amount;

use super::points::POINTS;
use super::read::manifest;
use crate::exit::BadInput;

/// Which rows are wanted. What is not stated is not asked.
pub(crate) struct Wanted {
    pub(crate) sites: Option<Vec<String>>,
    pub(crate) variant: Option<String>,
    pub(crate) point: Option<u32>,
    pub(crate) world: Option<u32>,
    pub(crate) replicate: Option<u32>,
}

/// A part of a table.
pub(crate) struct Part {
    piece: Piece,
    table: String,
    conditions: Vec<(&'static str, Vec<String>)>,
}

impl Part {
    /// The rows that are wanted of the table `name` in the directory `path`.
    pub(crate) fn find(path: &Path, name: &str, wanted: Wanted) -> anyhow::Result<Self> {
        let manifest = manifest(path, path)?;
        let here = path.display();
        let piece = open(path, name)?;
        let mut part = Self { piece, table: name.to_owned(), conditions: Vec::new() };
        if let Some(sites) = wanted.sites {
            let known = || manifest.sites.iter().map(String::as_str).chain([ALL_SITES]);
            if let Some(site) = sites.iter().find(|site| !known().any(|known| known == *site)) {
                let known: Vec<&str> = known().collect();
                let known = known.join(", ");
                return Err(bad(format!("{here} has no site `{site}`; it has: {known}")));
            }
            part.narrow("--site", "site", sites)?;
        }
        if let Some(world) = wanted.world {
            let most = manifest.amount.worlds;
            if world > most {
                return Err(bad(format!("{here} has no world {world}; it has 0 to {most}")));
            }
            part.narrow("--world", "world", vec![world.to_string()])?;
        }
        if let Some(replicate) = wanted.replicate {
            let Amount { replicates, central, .. } = manifest.amount;
            let most = replicates.max(central);
            if replicate > most {
                let words = format!("{here} has no replicate {replicate}; it has 1 to {most}");
                return Err(bad(words));
            }
            part.narrow("--replicate", "replicate", vec![replicate.to_string()])?;
        }
        if wanted.variant.is_none() && wanted.point.is_none() {
            return Ok(part);
        }
        let points = points(path)?;
        if let Some(point) = wanted.point {
            let point = point.to_string();
            if !points.iter().any(|(number, _)| *number == point) {
                let known: Vec<&str> = points.iter().map(|(number, _)| number.as_str()).collect();
                let known = known.join(", ");
                return Err(bad(format!("{here} has no point {point}; it has: {known}")));
            }
            part.narrow("--point", "point", vec![point])?;
        }
        if let Some(variant) = wanted.variant {
            let named =
                || points.iter().filter_map(|(number, name)| Some((number, name.as_ref()?)));
            let Some((point, _)) = named().find(|(_, name)| **name == variant) else {
                let known: Vec<&str> = named().map(|(_, name)| name.as_str()).collect();
                let words = match known.is_empty() {
                    true => format!("{here} is no comparison, so it has no variants"),
                    false => {
                        format!("{here} has no variant `{variant}`; it has: {}", known.join(", "))
                    }
                };
                return Err(bad(words));
            };
            part.narrow("--variant", "point", vec![point.clone()])?;
        }
        Ok(part)
    }

    /// Asks for rows that have one of these texts in a column, because of an option.
    fn narrow(
        &mut self,
        option: &str,
        column: &'static str,
        texts: Vec<String>,
    ) -> anyhow::Result<()> {
        if !self.piece.has(column) {
            let words = format!("{} has no column `{column}`; leave out {option}", self.table);
            return Err(bad(words));
        }
        self.conditions.push((column, texts));
        Ok(())
    }

    /// Writes the rows as CSV.
    pub(crate) fn write(self, out: Box<dyn Write + '_>) -> anyhow::Result<()> {
        let table = self.table;
        let written = self.piece.write(&self.conditions, out);
        written.with_context(|| format!("cannot write the rows of {table}"))
    }
}

/// The table `name` in whatever form the directory has it.
fn open(path: &Path, name: &str) -> anyhow::Result<Piece> {
    let tables = dictionary();
    let file = |table: &Description| {
        let files = Form::ALL.into_iter().map(|form| (form, path.join(form.file(table.name))));
        files.into_iter().find(|(_, file)| file.is_file())
    };
    let there = || tables.iter().filter_map(|table| Some((table, file(table)?)));
    let Some((table, (form, file))) = there().find(|(table, _)| table.name == name) else {
        let mut names: Vec<&str> = there().map(|(table, _)| table.name).collect();
        names.dedup();
        let here = path.display();
        return Err(bad(match names.is_empty() {
            true => format!("{here} has no tables; `mhst merge` makes those of shards"),
            false => format!("{here} has no table `{name}`; it has: {}", names.join(", ")),
        }));
    };
    let unreadable = || format!("cannot read {}", file.display());
    let opened = File::open(&file).with_context(unreadable)?;
    Piece::open(table, form, opened).with_context(unreadable)
}

/// The numbers of the points, and their names in a comparison. A single run has one, 0.
fn points(path: &Path) -> anyhow::Result<Vec<(String, Option<String>)>> {
    let file = path.join(POINTS);
    if !file.is_file() {
        return Ok(vec![("0".to_owned(), None)]);
    }
    let unreadable = || format!("cannot read {}", file.display());
    let mut reader = csv::Reader::from_path(&file).with_context(unreadable)?;
    let name = reader.headers()?.iter().position(|column| column == "name");
    let point = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.with_context(unreadable)?;
        let cell = |column: usize| row.get(column).unwrap_or_default().to_owned();
        Ok((cell(0), name.map(cell)))
    };
    reader.records().map(point).collect()
}

fn bad(words: String) -> anyhow::Error {
    BadInput(words).into()
}
