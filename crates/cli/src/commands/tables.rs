//! `mhst tables`: the columns of the tables of a results directory, for people and for programs.

use std::io::{self, Write};

use mhst_reporter::tables::{dictionary, markdown};
use serde_json::json;

use crate::arguments::{Format, TablesArguments};
use crate::exit::Ending;
use crate::terminal::table::table;

pub(crate) fn tables(arguments: &TablesArguments) -> anyhow::Result<Ending> {
    let text = match arguments.format {
        Format::Table => as_table(),
        Format::Csv => as_csv()?,
        Format::Json => as_json()?,
        Format::Markdown => markdown(),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Ending::Fine)
}

fn as_table() -> String {
    let mut list = table(&["file", "column", "type", "unit", "definition"], usize::MAX);
    for description in dictionary() {
        for column in &description.columns {
            let (file, kind) = (description.file(), column.kind.name());
            list.add_row([&file, column.name, kind, column.unit, column.definition]);
        }
    }
    format!("{}\n\nWhat a row is and when a file is written: docs/tables.md.\n", list.trim_fmt())
}

fn as_csv() -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["file", "written", "column", "type", "unit", "definition"])?;
    for description in dictionary() {
        for column in &description.columns {
            writer.write_record([
                &description.file(),
                description.written,
                column.name,
                column.kind.name(),
                column.unit,
                column.definition,
            ])?;
        }
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn as_json() -> anyhow::Result<String> {
    let list: Vec<_> = dictionary()
        .iter()
        .map(|description| {
            let columns: Vec<_> = description
                .columns
                .iter()
                .map(|column| {
                    json!({
                        "name": column.name,
                        "type": column.kind.name(),
                        "unit": column.unit,
                        "definition": column.definition,
                    })
                })
                .collect();
            json!({
                "file": description.file(),
                "row": description.row,
                "written": description.written,
                "columns": columns,
            })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}
