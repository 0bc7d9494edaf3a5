//! The dictionary of the tables has every table that the program writes, with its columns in order.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mhst_reporter::points::AXIS;
use mhst_reporter::tables::dictionary;
use mhst_reporter::worlds::{PARAMETER, RESULT};

use crate::harness::Bench;
use crate::indices::TRAJECTORIES;
use crate::sweeps::DESIGN;

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
            let standing = |column| match column {
                "remit.policy" if name == "points.csv" => AXIS,
                column if name == "worlds.csv" && column.contains(':') => RESULT,
                column if name == "worlds.csv" && column.contains('.') => PARAMETER,
                column => column,
            };
            let mut columns: Vec<String> = columns.map(|it| standing(it).to_owned()).collect();
            columns.dedup();
            (name, columns)
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
    bench.write("own.csv", "site,measure,statistic,value,standard_error\nAlpha,referrals,,20,2\n");
    bench.fine("run tiny.toml --sites Alpha --worlds 30 --target referrals>=1 --figures own.csv --out worlds --no-report --format csv");
    bench.fine("calibrate tiny.toml --sites Alpha --figures own.csv --worlds 4 --out fit");
    let of_fit = ["targets", "parameters", "steps"].map(|name| {
        let name = format!("calibration_{name}.csv");
        let bytes = fs::read(bench.path("fit").join(&name)).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        (name, reader.headers().unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
    });
    bench.write("effects.toml", TRAJECTORIES);
    bench.fine("sweep effects.toml --sites Alpha --out effects --no-report --format csv");
    let indices = headers(&bench, "effects").into_iter().filter(|(name, _)| name == "indices.csv");
    // Its points have a column for each parameter that is drawn.
    let over_worlds = headers(&bench, "worlds").into_iter().filter(|(name, _)| {
        // The copy of a user's figures has their columns.
        name != "points.csv" && name != "figures.csv"
    });
    let written: BTreeSet<_> = ["run", "waves", "compare", "sweep"]
        .into_iter()
        .flat_map(|directory| headers(&bench, directory))
        .chain(over_worlds)
        .chain(indices)
        .chain(of_fit)
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
