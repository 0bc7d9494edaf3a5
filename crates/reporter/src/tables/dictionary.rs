//! The dictionary of the tables: every column of every table of a results directory.

use std::fmt::Write as _;

use super::DETAILED;
use super::replicates::Replicates;
use super::source::describe;
use super::summary;
use crate::calibration::{ParametersTable, StepsTable, TargetsFitTable};
use crate::column::{ColumnDescription, Description};
use crate::comparison::tables::{Changes, ComparisonTable, NamedPoints};
use crate::form::Form;
use crate::indices::IndicesTable;
use crate::measures::Measures;
use crate::scorecard::{BenchmarkTable, SeriesTable};
use crate::sensitivity::SensitivityTable;
use crate::targets::TargetsTable;

/// All tables. There are two forms of `points.csv`, that of a comparison and that of a sweep.
pub fn dictionary() -> Vec<Description> {
    let mut tables =
        vec![summary::description(), crate::worlds::description(), describe::<Replicates>()];
    tables.extend(DETAILED.iter().map(|entry| (entry.describe)()));
    tables.push(Description::of::<Measures>());
    tables.push(Description::of::<NamedPoints>());
    tables.push(Description::of::<Changes>());
    tables.push(Description::of::<ComparisonTable>());
    tables.push(crate::points::description());
    tables.push(Description::of::<SensitivityTable>());
    tables.push(Description::of::<TargetsTable>());
    tables.push(Description::of::<BenchmarkTable>());
    tables.push(Description::of::<SeriesTable>());
    tables.push(Description::of::<TargetsFitTable>());
    tables.push(Description::of::<ParametersTable>());
    tables.push(Description::of::<StepsTable>());
    tables.push(Description::of::<IndicesTable>());
    tables
}

/// The dictionary as a page, the one in `docs/tables.md`.
pub fn markdown() -> String {
    let mut text = String::from(INTRODUCTION);
    for described in dictionary() {
        let Description { name, row, written, .. } = described;
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n## `{name}`\n\n**A row:** {row} **Written:** {written} {}\n\n\
             | column | type | unit | definition |\n| --- | --- | --- | --- |\n",
            files(&described),
        );
        for ColumnDescription { name, kind, unit, definition } in described.columns {
            let kind = kind.name();
            let _ = writeln!(text, "| `{name}` | {kind} | {unit} | {definition} |");
        }
    }
    text
}

/// In which files a table is.
fn files(described: &Description) -> String {
    let file = |form: Form| form.file(described.name);
    match described.is_large {
        false => format!("**File:** `{}`.", file(Form::Csv)),
        true => {
            let (columns, csv) = (file(Form::Parquet), file(Form::Csv));
            format!(
                "**File:** `{columns}`; `{csv}` with `--format csv`; both with `--format both`."
            )
        }
    }
}

const INTRODUCTION: &str = "\
# Tables

<!-- Generated: mhst tables --format markdown > docs/tables.md -->

Every column of every table of a results directory, in the order of the file.

Most tables are CSV files. Large ones are Parquet files: typed columns, compressed with zstd. Python, R
and DuckDB read them; see
[scripts/read_tables.py](scripts/read_tables.py) and [scripts/read_tables.R](scripts/read_tables.R).
`--format csv` writes every table as CSV, `--format both` the large ones in both forms. `mhst table` writes a
table or a part of it as CSV from either form:

    mhst table results/trailblazer-1234abcd flows --site Camden --out camden.csv

CSV files are in UTF-8 with commas. Dates are `2024-01-08`, times `2024-01-08T09:30`, months `2024-01`. Text that
a spreadsheet would take for a formula begins with an apostrophe.

Parquet files have the same columns and values. A month is the date of its first day. Each row group has rows
of one site, in the order of point and replicate.

Numbers that are not whole have up to nine significant digits. FTE is full-time equivalents.
[measures.md](measures.md) defines the measures.
";
