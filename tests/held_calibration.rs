//! The calibration of a base is held by what is compared with it, and changes have dates everywhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::harness::{Bench, assert_same};

/// Difference from the base with its interval, by variant.
fn differences(bench: &Bench, out: &str, measure: &str) -> BTreeMap<String, [f64; 3]> {
    let mut reader = csv::Reader::from_path(bench.path(&format!("{out}/comparison.csv"))).unwrap();
    let rows = reader.deserialize().map(Result::unwrap);
    rows.filter(|row: &BTreeMap<String, String>| {
        row["site"] == "all" && row["subgroup"].is_empty() && row["measure"] == measure
    })
    .map(|row| {
        let numbers = ["difference", "low", "high"].map(|column| row[column].parse().unwrap());
        (row["variant"].clone(), numbers)
    })
    .collect()
}

/// A higher threshold of the specialist service, from the first day of the run and from the first
/// day of the teams. Calibrated again, the service would adapt to the first.
#[test]
fn a_threshold_raised_from_the_first_day_and_from_a_date_have_effects_of_one_sign() {
    let bench = Bench::new();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/trailblazer.toml");
    let raised = |date: &str| {
        format!("need.above_specialist_share=0.12{date},need.missing_middle_band_share=0.18{date}")
    };
    let command = format!(
        "compare {} --sites Newcastle --worlds 0 --replicates 40 --no-report --variant first:{} \
         --variant dated:{}",
        scenario.display(),
        raised(""),
        raised("@2020-01-06")
    );
    bench.fine(&format!("{command} --out held"));
    bench.fine(&format!("{command} --calibrate-each --out each"));
    let held = differences(&bench, "held", "missing_middle_entered");
    let each = differences(&bench, "each", "missing_middle_entered");
    let ([first, _, first_high], [dated, _, dated_high]) = (held["first"], held["dated"]);
    assert!(first_high < 0.0 && dated_high < 0.0, "{held:?}");
    assert!((0.5..2.0).contains(&(first / dated)), "{held:?}");
    assert_eq!(each["dated"], held["dated"]);
    // No fall is left, and a fall as large as with the calibration held is excluded.
    let [_, low, high] = each["first"];
    assert!(high > 0.0 && low > first, "{each:?} but {held:?}");
}

const DESIGN: &str = "\
scenario = \"tiny.toml\"
[design]
kind = \"grid\"
[[axis]]
key = \"need.above_specialist_share\"
values = [0.1, 0.2]
[[axis]]
key = \"remit.policy\"
values = [\"firm\", \"extended\"]
from = 2019-06-03
";

#[test]
fn held_calibrations_are_the_same_on_any_threads_in_shards_and_after_resuming() {
    let bench = Bench::new();
    bench.write("design.toml", DESIGN);
    bench.fine("sweep design.toml --threads 1 --out one");
    bench.fine("sweep design.toml --threads 2 --replicates 1 --out two");
    bench.fine("extend two --replicates 2");
    assert_same(&bench.results("one"), &without_record(&bench, "two", "one"));
    bench.fine("sweep design.toml --shard 1/2 --out shard1");
    bench.fine("sweep design.toml --shard 2/2 --out shard2");
    bench.fine("merge shard1 shard2 --out merged");
    assert_same(&bench.results("one"), &without_record(&bench, "merged", "one"));

    // The base's values enter the identity of the work.
    let manifest = fs::read_to_string(bench.path("one/manifest.json")).unwrap();
    assert!(manifest.contains("\"need.above_specialist_share\": 0.15"), "{manifest}");
    let words = bench.refused("sweep design.toml --calibrate-each --out one");
    assert!(words.contains("`calibration`"), "{words}");
    bench.fine("sweep design.toml --calibrate-each --out each");
    let places = |out: &str| fs::read(bench.path(&format!("{out}/summary.csv"))).unwrap();
    assert!(places("one") != places("each"));
    let points = fs::read_to_string(bench.path("one/points.csv")).unwrap();
    assert!(points.starts_with("point,need.above_specialist_share,remit.policy@2019-06-03,hash"));

    bench.fine("compare tiny.toml --variant need.above_specialist_share=0.1 --out held");
    let other = "compare tiny.toml --variant need.above_specialist_share=0.1 --calibrate-each";
    let words = bench.refused(&format!("{other} --out held"));
    assert!(words.contains("`calibration` is base there and each here"), "{words}");
}

/// The files of a directory, with the record of the command as in another: how the work was divided
/// is all that may differ in it.
fn without_record(bench: &Bench, out: &str, other: &str) -> BTreeMap<String, Vec<u8>> {
    let (mut files, others) = (bench.results(out), bench.results(other));
    for name in ["command.json", "report.html"] {
        if let Some(record) = others.get(name) {
            files.insert(name.to_owned(), record.clone());
        }
    }
    files
}

/// Calibrated as the base, the base's own values are as calibrated alone.
#[test]
fn the_base_of_a_comparison_has_the_results_of_a_run_of_its_own() {
    let bench = Bench::new();
    let variant = "--variant need.above_specialist_share=0.1 --format csv";
    bench.fine(&format!("compare tiny.toml {variant} --out compared"));
    bench.fine("run tiny.toml --format csv --out alone");
    let values = |out: &str| -> Vec<[String; 5]> {
        let path = bench.path(&format!("{out}/replicates.csv"));
        let mut reader = csv::Reader::from_path(path).unwrap();
        let rows = reader.deserialize().map(Result::unwrap);
        rows.filter(|row: &BTreeMap<String, String>| row["point"] == "0")
            .map(|row| {
                ["site", "replicate", "measure", "statistic", "value"].map(|it| row[it].clone())
            })
            .collect()
    };
    let (compared, alone) = (values("compared"), values("alone"));
    assert!(alone.len() > 100);
    assert_eq!(compared, alone);
}

#[test]
fn a_value_with_a_date_is_an_entry_of_the_timeline() {
    let bench = Bench::new();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    let entry = "[[timeline]]\non = 2019-06-03\nremit.policy = \"firm\"\n";
    bench.write("dated.toml", tiny + entry);
    bench.fine("run tiny.toml --set remit.policy=firm@2019-06-03 --out set");
    bench.fine("run dated.toml --out file");
    let summary = |out: &str| fs::read(bench.path(&format!("{out}/summary.csv"))).unwrap();
    assert!(summary("set") == summary("file"));
    let report = fs::read_to_string(bench.path("set/report.html")).unwrap();
    assert!(report.contains("--set remit.policy=firm@2019-06-03"));

    bench.fine("compare tiny.toml --variant firm:remit.policy=firm@2019-06-03 --out compared");
    let changes = fs::read_to_string(bench.path("compared/changes.csv")).unwrap();
    assert!(changes.contains("timeline.2019-06-03.remit.policy"), "{changes}");

    for (value, words) in [
        ("team.emhps=5@2019-06-03", "`team.emhps` cannot change on a date"),
        ("remit.policy=firm@soon", "`soon` is not a date from 2000 to 2100"),
        ("remit.policy=firm@2019-02-30", "`2019-02-30` is not a date"),
        ("remit.policy=firm@2025-01-01", "the change on 2025-01-01 is outside the run"),
        ("remit.policy=lax@2019-06-03", "allowed: firm"),
    ] {
        let found = bench.refused(&format!("run tiny.toml --set {value} --out none"));
        assert!(found.contains(words), "{found}");
    }
    let at_start =
        DESIGN.replace("remit.policy", "team.emhps").replace("\"firm\", \"extended\"", "4, 5");
    bench.write("wrong.toml", at_start);
    let found = bench.refused("sweep wrong.toml --out none");
    assert!(found.contains("`team.emhps` cannot change on a date"), "{found}");
}
