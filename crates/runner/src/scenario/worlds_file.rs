//! A file of plausible worlds: a row for each, a column for each parameter that differs between them.
//! `worlds.csv` of a results directory is one, so columns that name no parameter may be there.

use std::path::Path;

use mhst_core::model::parameters::Parameter;

use super::problem::{Location, Problems};
use super::suggestion::nearest;
use super::text_file::TextFile;

/// The worlds of a file.
pub(super) struct ListedWorlds {
    pub(super) parameters: Vec<Parameter>,
    /// The values of the parameters, world by world.
    pub(super) rows: Vec<Vec<f64>>,
}

impl ListedWorlds {
    /// The same with some of the parameters.
    pub(super) fn only(self, is_wanted: impl Fn(Parameter) -> bool) -> Self {
        let wanted: Vec<bool> = self.parameters.iter().map(|&it| is_wanted(it)).collect();
        let of_row = |row: Vec<f64>| {
            row.into_iter()
                .zip(&wanted)
                .filter(|(_, is_it)| **is_it)
                .map(|(value, _)| value)
                .collect()
        };
        Self {
            rows: self.rows.into_iter().map(of_row).collect(),
            parameters: self.parameters.into_iter().filter(|&it| is_wanted(it)).collect(),
        }
    }
}

/// Reads the file. Rows of the central world, number 0, are left out.
pub(super) fn read(path: &Path, named_at: &Location) -> Result<ListedWorlds, Problems> {
    let file = TextFile::read(path, Some(named_at))?;
    let mut problems = Problems::default();
    let place = |line: usize, column: usize| Location {
        file: file.name.clone(),
        position: Some((line, column)),
    };
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(file.text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let world = header.iter().position(|name| name == "world");
    let mut columns: Vec<(usize, Parameter)> = Vec::new();
    for (column, name) in header.iter().enumerate() {
        match Parameter::find(name) {
            Some(parameter) => columns.push((column, parameter)),
            None if name.contains('.') => {
                let keys: Vec<&str> = Parameter::all().map(|it| it.declaration().key).collect();
                let remedy = nearest(name, keys.iter().copied());
                problems.add(&place(1, column + 1), format!("unknown key `{name}`"), remedy);
            }
            None => {}
        }
    }
    let Some(world) = world.filter(|_| !columns.is_empty()) else {
        let remedy = "the first line must have `world` and keys of parameters, with commas between";
        problems.add(&place(1, 1), "this is no list of worlds", remedy);
        return Err(problems);
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let at = Location::whole(&file.name);
                problems.add(
                    &at,
                    format!("cannot be read as CSV: {error}"),
                    "save it again as CSV",
                );
                break;
            }
        };
        let line = record.position().map_or(1, |position| position.line() as usize);
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let expected = rows.len() + 1;
        match cell(world) {
            "0" => continue,
            number if number.parse() == Ok(expected) => {}
            number => {
                let what = format!("`world` is `{number}`, but must be {expected}");
                let remedy = "number the worlds from 1, a row for each, in order";
                problems.add(&place(line, world + 1), what, remedy);
                break;
            }
        }
        let mut row = Vec::new();
        for &(column, parameter) in &columns {
            let declaration = parameter.declaration();
            match cell(column).parse::<f64>() {
                Ok(value) if declaration.allows(value) => row.push(value),
                _ => {
                    let what = format!("`{}` is `{}`", declaration.key, cell(column));
                    let remedy = format!("allowed: {}", declaration.allowed());
                    problems.add(&place(line, column + 1), what, remedy);
                }
            }
        }
        rows.push(row);
    }
    if rows.is_empty() && problems.0.is_empty() {
        problems.add(&place(1, 1), "has no world", "add a row for each below the first line");
    }
    problems.or(ListedWorlds { parameters: columns.into_iter().map(|(_, it)| it).collect(), rows })
}
