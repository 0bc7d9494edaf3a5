//! The list of measures: what each one is, for programs and for people.

use std::fmt::Write as _;
use std::io;

use mhst_core::model::results::Measure;

use crate::column::{Column, Table, write};

/// The table of measures.
pub(crate) enum Measures {}

impl Table for Measures {
    type Row<'a> = Measure;
    const NAME: &'static str = "measures";
    const ROW: &'static str = "A measure.";
    const WRITTEN: &'static str = "Always.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("measure", "", "name of the measure", |row| row.name().into()),
        Column::text("unit", "", "unit of its values", |row| row.unit().into()),
        Column::text("statistics", "", "its statistics, with spaces between", |row| {
            statistics(*row).into()
        }),
        Column::text("definition", "", "what is measured", |row| row.definition().into()),
        Column::text("counted", "", "who or what is counted", |row| row.counted().into()),
    ];
}

/// The list as the bytes of `measures.csv`.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn csv() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write::<Measures>(Box::new(&mut bytes), Measure::ALL.iter().copied())?;
    Ok(bytes)
}

/// The list as a page, the one in `docs/measures.md`.
pub fn markdown() -> String {
    let mut text = String::from(INTRODUCTION);
    for &measure in Measure::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} |",
            measure.name(),
            escaped(measure.definition()),
            escaped(measure.unit()),
            statistics(measure).replace(' ', ", "),
            escaped(measure.counted()),
        );
    }
    text
}

const INTRODUCTION: &str = "\
# Measures

<!-- Generated: mhst measures --format markdown > docs/measures.md -->

Every measure of the model: definition, unit, statistics and who is counted. Every results directory has the
same list in `measures.csv`. A count of nothing is 0; a share, mean or percentile of nobody is an empty cell.
The `count` of durations counts children, or episodes for days per episode. Percentiles are nearest ranks of
completed days. [model.md](model.md) says more. The column `few` of `summary.csv` marks values that rest on
fewer than 10 children; see [report.md](report.md).

| measure | definition | unit | statistics | who is counted |
| --- | --- | --- | --- | --- |
";

/// Names of the statistics of a measure, with spaces between.
fn statistics(measure: Measure) -> String {
    let names: Vec<&str> =
        measure.kind().statistics().iter().map(|statistic| statistic.name()).collect();
    names.join(" ")
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}
