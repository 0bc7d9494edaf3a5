//! Results beside what was reported, and worlds that fit it.

use std::fs;
use std::path::Path;

use crate::harness::{Bench, assert_same};

/// Names of the sites of the tiny scenario, one of which has a figure of each kind.
const FIGURES: &str = "\
key,site,measure,statistic,value,low,high,uncertainty,standard_error,period,team
referrals,Alpha,referrals,,40,,,,4,,
accepted,Alpha,accepted_share,,75 %,,,,0.05,,
plausible,Alpha,accepted_share,,,1 %,99 %,assumed,,,
returned,Alpha,returned_referrals,,30,,,,5,2021,1
";

fn rows(bench: &Bench, file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(bench.path(file)).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|record| cells(record.unwrap())).collect()
}

fn column(rows: &[Vec<String>], name: &str) -> Vec<String> {
    let place = rows[0].iter().position(|cell| cell == name).unwrap();
    rows[1..].iter().map(|row| row[place].clone()).collect()
}

#[test]
fn docs_evidence_is_the_table_of_figures() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/evidence.md");
    assert!(
        fs::read_to_string(docs).unwrap() == Bench::new().fine("figures --format markdown").stdout,
        "docs/evidence.md is stale: run `cargo run -- figures --format markdown > docs/evidence.md`"
    );
}

#[test]
fn own_figures_are_compared_in_a_run_and_again_in_its_directory() {
    let bench = Bench::new();
    bench.write("figures.csv", FIGURES);
    let run = "run tiny.toml --worlds 20 --figures figures.csv --no-report --out out";
    bench.fine(run);
    let found = rows(&bench, "out/benchmark.csv");
    assert_eq!(
        column(&found, "key").iter().filter(|key| !key.starts_with("specialist.")).count(),
        4,
        "{found:?}"
    );
    let before = bench.results("out");
    let shown = bench.fine("benchmark out --figures figures.csv").stdout;
    assert!(shown.contains("figures of your own"), "{shown}");
    assert_eq!(before["benchmark.csv"], bench.results("out")["benchmark.csv"]);
    // The directory keeps a copy, so the file may go.
    fs::remove_file(bench.path("figures.csv")).unwrap();
    bench.fine("benchmark out");
    assert_eq!(before["benchmark.csv"], bench.results("out")["benchmark.csv"]);
}

#[test]
fn wrong_figures_are_refused_before_anything_is_run() {
    let bench = Bench::new();
    for (row, expected) in [
        ("Nowhere,referrals,,40,", "no site `Nowhere`"),
        ("Alpha,referals,,40,", "unknown measure `referals`"),
        ("Alpha,accepted_share,,75,", "no proportion"),
        ("Alpha,returned_referrals,,30,2021-02 to 2021-04", "whole quarters"),
    ] {
        bench.write("figures.csv", format!("site,measure,statistic,value,period\n{row}\n"));
        for command in ["run tiny.toml", "benchmark tiny.toml", "calibrate tiny.toml"] {
            let said = bench.refused(&format!("{command} --figures figures.csv --out out"));
            assert!(said.contains(expected) && said.contains("figures.csv:2:"), "{row}: {said}");
        }
    }
}

const FIT: &str = "\
site,measure,statistic,value,standard_error
Alpha,referrals,,20,2
";

/// The same calibration gives the same bytes, in one go, interrupted after its first rounds, and in
/// shards that take turns.
#[test]
fn a_calibration_is_the_same_in_one_go_in_pieces_and_in_shards() {
    let bench = Bench::new();
    bench.write("figures.csv", FIT);
    let fit = "calibrate tiny.toml --sites Alpha --figures figures.csv --worlds 8 --quiet";
    bench.fine(&format!("{fit} --out whole"));
    let files = |out: &str| {
        let names = ["worlds.csv", "calibration_targets.csv", "calibration_parameters.csv"];
        names.map(|name| fs::read_to_string(bench.path(out).join(name)).unwrap())
    };
    // What a killed process leaves: the first rounds, and a part of the next.
    let rounds = bench.path("whole/rounds");
    fs::create_dir_all(bench.path("pieces/rounds")).unwrap();
    for name in ["000.csv", "001.csv"] {
        fs::copy(rounds.join(name), bench.path("pieces/rounds").join(name)).unwrap();
    }
    bench.fine(&format!("{fit} --out pieces"));
    assert_eq!(files("whole"), files("pieces"));
    let is_done = || bench.path("shards/worlds.csv").exists();
    for _ in 0..60 {
        for shard in ["1/2", "2/2"] {
            if !is_done() {
                bench.fine(&format!("{fit} --out shards --shard {shard}"));
            }
        }
    }
    assert_eq!(files("whole"), files("shards"));
}

/// Worlds that fit are a list in which a scenario can be run, and they fit better than what is known.
#[test]
fn fitted_worlds_give_what_was_reported() {
    let bench = Bench::new();
    bench.write("figures.csv", FIT);
    let shown = bench
        .fine("calibrate tiny.toml --sites Alpha --figures figures.csv --worlds 30 --out fit")
        .stdout;
    assert!(shown.contains("30 worlds fit"), "{shown}");
    let targets = rows(&bench, "fit/calibration_targets.csv");
    let number = |name: &str| column(&targets, name)[0].parse::<f64>().unwrap();
    let off = |name| (number(name) - number("value")).abs();
    assert!(off("after") < off("before"), "{targets:?}");
    assert!(
        number("after_high") - number("after_low") < number("before_high") - number("before_low"),
        "{targets:?}"
    );
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    bench.write("fitted.toml", format!("{tiny}\n[knowledge]\nfile = \"fit/worlds.csv\"\n"));
    bench.fine("run fitted.toml --sites Alpha --worlds 20 --no-report --out fitted");
    // The others are still there for who wants them.
    bench.fine("run fitted.toml --sites Alpha --worlds prior:20 --no-report --out prior");
    bench.fine("run tiny.toml --sites Alpha --worlds 20 --no-report --out known");
    let summaries = ["prior", "known"].map(|out| bench.results(out)["summary.csv"].clone());
    assert!(
        summaries[0] == summaries[1]
            || rows(&bench, "prior/worlds.csv") == rows(&bench, "known/worlds.csv")
    );
}

/// A figure that no world comes near is named first, and bends nothing.
#[test]
fn an_impossible_figure_is_said_first_and_left_out() {
    let bench = Bench::new();
    bench.write("figures.csv", format!("{FIT}Alpha,emhp_turnover,,400,0.01\n"));
    let shown = bench
        .fine("calibrate tiny.toml --sites Alpha --figures figures.csv --worlds 10 --out fit")
        .stdout;
    assert!(shown.trim_start().starts_with("The model cannot do this"), "{shown}");
    bench.write("figures.csv", FIT);
    bench.fine("calibrate tiny.toml --sites Alpha --figures figures.csv --worlds 10 --out fit2");
    let worlds = |out: &str| {
        let text = fs::read_to_string(bench.path(out).join("worlds.csv")).unwrap();
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(worlds("fit"), worlds("fit2"));
}

#[test]
fn a_scenario_without_figures_says_so() {
    let bench = Bench::new();
    let said = bench.refused("calibrate tiny.toml --out out");
    assert!(said.contains("--figures"), "{said}");
}

/// A change of the figures changes no result of the simulation.
#[test]
fn figures_change_nothing_but_the_scorecard() {
    let bench = Bench::new();
    bench.write("figures.csv", FIGURES);
    bench.fine("run tiny.toml --worlds 20 --no-report --out plain");
    bench.fine("run tiny.toml --worlds 20 --figures figures.csv --no-report --out compared");
    let [mut plain, mut compared] = ["plain", "compared"].map(|out| bench.results(out));
    for files in [&mut plain, &mut compared] {
        for name in ["benchmark.csv", "benchmark_series.csv", "figures.csv", "command.json"] {
            files.remove(name);
        }
    }
    assert_same(&plain, &compared);
}

/// The worlds that the product ships were made with targets of one role: those that may be looked at.
#[test]
fn the_shipped_worlds_were_fitted_to_calibrated_figures_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let targets = fs::read_to_string(root.join("worlds/trailblazer-targets.csv")).unwrap();
    let figures = fs::read_to_string(root.join("evidence/figures.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(figures.as_bytes());
    let header = reader.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|cell| cell == name).unwrap();
    let (key, series, role) = (place("key"), place("series"), place("role"));
    let figures: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut seen = 0;
    for line in targets.lines().skip(1) {
        let name = line.split(',').next().unwrap();
        // What each world calibrates its services to stands in the file of sites.
        if name.ends_with("_2018_19") && name.starts_with("specialist.") {
            continue;
        }
        let mine = figures.iter().filter(|it| &it[key] == name || &it[series] == name);
        let roles: Vec<&str> = mine.map(|it| &it[role]).collect();
        assert!(!roles.is_empty(), "{name} is no figure");
        assert!(roles.iter().all(|role| *role == "calibrated"), "{name}: {roles:?}");
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
}
