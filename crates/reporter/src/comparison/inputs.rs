//! What the points of a comparison are, and what of their inputs differs: `points.csv` and
//! `changes.csv`.

use std::io::{self, Write};

use super::tables::{Changes, NamedPoints};
use crate::cell;
use crate::column::write;

/// A point by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedPoint {
    /// Number of the point, as in every table.
    pub point: u32,
    /// Its name.
    pub name: String,
    /// Hash of its scenario.
    pub hash: String,
}

/// An input in which a variant differs from the base.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Number of the point.
    pub point: u32,
    /// Name of the variant.
    pub variant: String,
    /// The site; `None` for all that are compared.
    pub site: Option<String>,
    /// What differs.
    pub key: String,
    /// What the base has; empty for nothing.
    pub from: String,
    /// What the variant has; empty for nothing.
    pub to: String,
    /// Where the variant has it from.
    pub source: String,
}

/// Writes `points.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn points(out: Box<dyn Write + '_>, points: &[NamedPoint]) -> io::Result<()> {
    write::<NamedPoints>(out, points)
}

/// Reads `changes.csv` back.
///
/// # Errors
/// When it is no such table.
pub fn read_changes(text: &[u8]) -> Result<Vec<Changed>, csv::Error> {
    let text_of = |cell: String| cell::as_given(&cell).to_owned();
    let rows = csv::Reader::from_reader(text).into_deserialize();
    rows.map(|row| {
        let (point, variant, site, key, from, to, source): Cells = row?;
        let [variant, site, key, from, to, source] =
            [variant, site, key, from, to, source].map(text_of);
        let site = Some(site).filter(|site| !site.is_empty());
        Ok(Changed { point, variant, site, key, from, to, source })
    })
    .collect()
}

/// A row of `changes.csv`.
type Cells = (u32, String, String, String, String, String, String);

/// Writes `changes.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn changes(out: Box<dyn Write + '_>, changes: &[Changed]) -> io::Result<()> {
    write::<Changes>(out, changes)
}
