//! The list of parameters in `docs/` is the list in the program.

use std::fs;
use std::path::Path;

use crate::harness::Bench;

#[test]
fn the_list_in_docs_is_not_stale() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/parameters.md");
    let there = fs::read_to_string(docs).unwrap_or_default();
    let now = Bench::new().fine("parameters --format markdown").stdout;
    assert!(
        there == now,
        "docs/parameters.md is stale: run `cargo run -- parameters --format markdown > \
         docs/parameters.md`"
    );
}

#[test]
fn every_form_lists_every_parameter() {
    let bench = Bench::new();
    let csv = bench.fine("parameters --format csv").stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(!records.is_empty());
    let texts = ["json", "markdown"]
        .map(|format| bench.fine(&format!("parameters --format {format}")).stdout);
    for record in &records {
        for text in &texts {
            assert!(text.contains(&record[0]), "{}", &record[0]);
        }
    }
}

#[test]
fn the_list_for_the_terminal_is_a_scenario_that_changes_nothing() {
    let bench = Bench::new();
    // What is stated is not drawn, so plausible worlds and with them the hash are others.
    let checked = || {
        let stdout = bench.fine("check tiny.toml").stdout;
        let (before, after) = stdout.split_once(" (").unwrap();
        format!("{before}{}", after.split_once(')').unwrap().1)
    };
    let before = checked();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    bench.write("tiny.toml", tiny + &bench.fine("parameters").stdout);
    assert_eq!(checked(), before);
}
