//! The dictionary of the tables: every column of every CSV file of a results directory.

use std::fmt::Write as _;

use super::DETAILED;
use super::replicates::Replicates;
use super::source::describe;
use super::summary;
use crate::column::{ColumnDescription, Description};
use crate::comparison::tables::{Changes, ComparisonTable, NamedPoints};
use crate::measures::Measures;

/// All tables. There are two forms of `points.csv`, that of a comparison and that of a sweep.
pub fn dictionary() -> Vec<Description> {
    let mut tables = vec![summary::description(), describe::<Replicates>()];
    tables.extend(DETAILED.iter().map(|entry| (entry.describe)()));
    tables.push(Description::of::<Measures>());
    tables.push(Description::of::<NamedPoints>());
    tables.push(Description::of::<Changes>());
    tables.push(Description::of::<ComparisonTable>());
    tables.push(crate::points::description());
    tables
}

/// The dictionary as a page, the one in `docs/tables.md`.
pub fn markdown() -> String {
    let mut text = String::from(INTRODUCTION);
    for Description { file, row, written, columns } in dictionary() {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n## `{file}`\n\n**A row:** {row} **Written:** {written}\n\n\
             | column | unit | definition |\n| --- | --- | --- |\n"
        );
        for ColumnDescription { name, unit, definition } in columns {
            let _ = writeln!(text, "| `{name}` | {unit} | {definition} |");
        }
    }
    text
}

const INTRODUCTION: &str = "\
# Tables

<!-- Generated: mhst tables --format markdown > docs/tables.md -->

Every column of every CSV file of a results directory, in the order of the file. Files are in UTF-8 with
commas; numbers that are not whole have up to nine significant digits. Dates are `2024-01-08`, months
`2024-01`. Text that a spreadsheet would take for a formula begins with an apostrophe. FTE is full-time
equivalents. [measures.md](measures.md) defines the measures.
";
