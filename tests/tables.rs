//! The dictionary of the tables has every table that the program writes, with its columns in order.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mhst_reporter::points::AXIS;
use mhst_reporter::tables::dictionary;

use crate::harness::Bench;
use crate::sweeps::{DESIGN, WORLDS};

#[test]
fn the_dictionary_in_docs_is_not_stale() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tables.md");
    let there = fs::read_to_string(docs).unwrap_or_default();
    let now = Bench::new().fine("tables --format markdown").stdout;
    assert!(
        there == now,
        "docs/tables.md is stale: run `cargo run -- tables --format markdown > docs/tables.md`"
    );
}

#[test]
fn every_form_lists_every_column_with_a_definition() {
    let bench = Bench::new();
    for format in ["table", "csv", "json", "markdown"] {
        let text = bench.fine(&format!("tables --format {format}")).stdout;
        for column in dictionary().iter().flat_map(|table| &table.columns) {
            assert!(text.contains(column.name), "{format}: {}", column.name);
            assert!(!column.definition.is_empty(), "{}", column.name);
        }
    }
}

/// The files and headers of a results directory, with the axes of [`DESIGN`] as the dictionary has
/// them.
fn headers(bench: &Bench, directory: &str) -> Vec<(String, Vec<String>)> {
    let files = bench.results(directory).into_iter();
    let tables = files.filter(|(name, _)| name.ends_with(".csv"));
    tables
        .map(|(name, bytes)| {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let columns = reader.headers().unwrap().iter();
            let columns =
                columns.map(|column| if column == "remit.policy" { AXIS } else { column });
            (name, columns.map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn every_table_is_in_the_dictionary_and_the_dictionary_has_no_others() {
    let bench = Bench::new();
    bench.write("design.toml", DESIGN);
    bench.write(
        "waves.csv",
        "site,begins,teams\nAlpha,2021-01-01,1\nBeta,2021-01-01,1\nGamma,2021-01-01,2\n",
    );
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    bench.write("waves.toml", tiny.replace("[sites]", "[sites]\nwaves = \"waves.csv\""));
    bench.fine("run tiny.toml --replicates 1 --out run --episodes --format csv");
    bench.fine("run waves.toml --replicates 1 --out waves --format csv");
    bench.fine("compare tiny.toml --variant remit.policy=extended --replicates 1 --out compare --format csv");
    bench.fine("sweep design.toml --replicates 1 --out sweep --tables --format csv");
    bench.write("worlds.toml", WORLDS);
    bench.fine("sweep worlds.toml --out worlds --format csv");
    // Its points have a column for each parameter that is drawn.
    let over_worlds =
        headers(&bench, "worlds").into_iter().filter(|(name, _)| name != "points.csv");
    let written: BTreeSet<_> = ["run", "waves", "compare", "sweep"]
        .into_iter()
        .flat_map(|directory| headers(&bench, directory))
        .chain(over_worlds)
        .collect();
    let described: BTreeSet<_> = dictionary()
        .into_iter()
        .map(|table| {
            let columns = table.columns.iter().map(|column| column.name.to_owned());
            (format!("{}.csv", table.name), columns.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(written, described);
}
