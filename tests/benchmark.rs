//! Results beside what was reported, and worlds that fit it.

use std::fs;
use std::path::Path;

use mhst_reporter::registration::Registration;

use crate::harness::{Bench, assert_same};

/// Names of the sites of the tiny scenario, one of which has a figure of each kind.
const FIGURES: &str = "\
key,site,measure,statistic,value,low,high,uncertainty,standard_error,period,team
referrals,Alpha,referrals,,40,,,,4,,
accepted,Alpha,accepted_share,,75 %,,,,0.05,,
plausible,Alpha,accepted_share,,,1 %,99 %,assumed,,,
returned,Alpha,returned_referrals,,30,,,,5,2019,1
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
fn a_figure_of_all_sites_is_no_total_that_is_skipped() {
    let bench = Bench::new();
    bench.write("figures.csv", "site,measure,value\nall,accepted_share,0.7\nAlpha,referrals,40\n");
    let figures = mhst_runner::scenario::load_figures(&bench.path("figures.csv")).unwrap();
    let values: Vec<_> = figures.iter().map(|it| it.figure.value).collect();
    assert_eq!(values, [Some(0.7), Some(40.0)]);
}

#[test]
fn wrong_figures_are_refused_before_anything_is_run() {
    let bench = Bench::new();
    for (row, expected) in [
        ("Nowhere,referrals,,40,", "no site `Nowhere`"),
        ("Alpha,referals,,40,", "unknown measure `referals`"),
        ("Alpha,accepted_share,,75,", "no proportion"),
        ("Alpha,returned_referrals,,30,2021-02 to 2021-04", "whole quarters"),
        ("Alpha,returned_referrals,,30,2019/20", "results count from 2019-01-01 to 2019-12-31"),
        ("Alpha,returned_waiting,,30,2018", "does not measure all of `2018`"),
        ("Alpha,referrals,,30,2018", "`referrals` is of all that is measured"),
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

/// What is kept of a round belongs to its figures, and to no others of the same number.
#[test]
fn a_calibration_uses_no_runs_of_other_figures() {
    let bench = Bench::new();
    let fit = "calibrate tiny.toml --sites Alpha --figures figures.csv --worlds 8 --quiet";
    bench.write("figures.csv", FIT);
    bench.fine(&format!("{fit} --out fit"));
    bench.write("figures.csv", FIT.replace("referrals", "accepted"));
    let said = bench.refused(&format!("{fit} --out fit"));
    assert!(said.contains("another calibration"), "{said}");
    bench.fine(&format!("{fit} --out fit --force"));
    bench.fine(&format!("{fit} --out fresh"));
    for name in ["worlds.csv", "calibration_targets.csv"] {
        let read = |out: &str| fs::read_to_string(bench.path(out).join(name)).unwrap();
        // The first lines say by which command the file was made.
        let rows = |text: String| {
            text.lines().filter(|it| !it.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(rows(read("fit")), rows(read("fresh")), "{name}");
    }
}

#[test]
fn a_calibration_overwrites_nothing_and_says_when_nothing_can_be_fitted() {
    let bench = Bench::new();
    let fit = "calibrate tiny.toml --sites Alpha --figures figures.csv";
    bench.write("figures.csv", FIT);
    fs::create_dir(bench.path("own")).unwrap();
    bench.write("own/worlds.csv", "world\n1\n");
    let said = bench.refused(&format!("{fit} --worlds 8 --out own"));
    assert!(said.contains("worlds.csv") && said.contains("of no calibration"), "{said}");
    assert_eq!(fs::read_to_string(bench.path("own/worlds.csv")).unwrap(), "world\n1\n");
    bench.write("figures.csv", FIT.replace("20,2", "50000,2"));
    // The first round shows it, so its runs are there.
    let done = bench.mhst(&format!("{fit} --worlds 8 --out far --quiet"));
    assert_eq!(done.code, Some(2), "{done:#?}");
    assert!(done.stderr.contains("nothing could be fitted"), "{done:#?}");
    assert!(!bench.path("far/worlds.csv").exists());
    assert!(bench.refused(&format!("{fit} --worlds 1 --out one")).contains("--worlds"));
}

/// A calibration is no results, and its files are not overwritten by results.
#[test]
fn a_calibration_is_not_taken_for_results() {
    let bench = Bench::new();
    bench.write("figures.csv", FIT);
    bench.fine(
        "calibrate tiny.toml --sites Alpha --figures figures.csv --worlds 8 --out fit --quiet",
    );
    let said = bench.refused("resume fit");
    assert!(said.contains("holds a calibration"), "{said}");
    let said = bench.refused("run tiny.toml --worlds 8 --out fit");
    assert!(said.contains("worlds.csv was not written by mhst"), "{said}");
}

/// Other figures that are wrong leave results as they are.
#[test]
fn wrong_figures_change_no_results() {
    let bench = Bench::new();
    bench.write("figures.csv", FIGURES);
    bench.fine(
        "run tiny.toml --worlds 0 --replicates 5 --no-report --figures figures.csv --out out",
    );
    for row in ["Nowhere,referrals,40,", "Alpha,returned_referrals,30,2017"] {
        bench.write("other.csv", format!("site,measure,value,period\n{row}\n"));
        let said = bench.refused("benchmark out --figures other.csv");
        assert!(said.contains("other.csv:2:"), "{said}");
    }
}

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

const DUE: &str = "\
key,title,scenario,site,measure,statistic,subgroup,value,discrepancy,why,last_year,period,due
referrals,Referrals at Alpha,tiny,Alpha,referrals,,,,5,a trial,38,2019,spring 2027
accepted,Accepted,,,accepted_share,,,,,,,2019,spring 2027
later,Closed in a year that is not run,,,specialist_year_closed_share,,financial_year=2030/31,,,,,2030/31,2031
other,Of another scenario,elsewhere,,accepted_share,,,,,,,2019,2027
";

/// A forecast is registered once, from results or from a scenario, and judged when the figures are there.
#[test]
fn forecasts_are_registered_and_judged() {
    let bench = Bench::new();
    bench.write("due.csv", DUE);
    bench.fine("run tiny.toml --worlds 20 --no-report --out out");
    let before = bench.results("out");
    let done = bench.fine("benchmark out --register forecast.csv --figures due.csv");
    assert!(done.stdout.contains("Referrals at Alpha"), "{done:#?}");
    assert!(done.stderr.contains("no value for later"), "{done:#?}");
    assert_same(&before, &bench.results("out"));
    let found = rows(&bench, "forecast.csv");
    assert_eq!(column(&found, "key"), ["referrals", "accepted"]);
    let number = |name: &str| column(&found, name)[0].parse::<f64>().unwrap();
    assert!(number("q05") < number("q25") && number("q25") < number("q50"));
    assert!(number("q50") < number("q75") && number("q75") < number("q95"));
    assert_eq!((number("error"), number("worlds")), (5.0, 20.0));
    assert_eq!(column(&found, "due"), ["spring 2027", "spring 2027"]);
    assert_eq!(column(&found, "command")[0], "mhst run tiny.toml --worlds 20");
    assert!(column(&found, "worlds_hash")[0].len() == 64);
    // The same of a scenario; and a registration is not changed.
    bench.fine(
        "benchmark tiny.toml --worlds 20 --no-report --out again --register again.csv --figures due.csv",
    );
    assert_eq!(rows(&bench, "again.csv"), found);
    let said = bench.refused("benchmark out --register forecast.csv --figures due.csv");
    assert!(said.contains("not changed"), "{said}");

    bench.write("published.csv", "key,value\nreferrals,100000\naccepted,0.7\nmore,1\n");
    let judged = bench.fine("benchmark --score forecast.csv --figures published.csv");
    assert!(judged.stdout.contains("Of 2 figures"), "{judged:#?}");
    assert!(judged.stderr.contains("not registered: more"), "{judged:#?}");
    bench.write("published.csv", "key,value\nreferrals,100000\n");
    let judged = bench.fine("benchmark --score forecast.csv --figures published.csv --csv");
    assert!(judged.stderr.contains("no value was given: accepted"), "{judged:#?}");
    bench.write("scores.csv", &judged.stdout);
    let scores = rows(&bench, "scores.csv");
    assert_eq!(column(&scores, "inside"), ["no"]);
    let score = |name: &str| column(&scores, name)[0].parse::<f64>().unwrap();
    assert_eq!(score("crps_as_last_year"), 100_000.0 - 38.0);
    // Far away both scores are near the distance, the interval's twenty times as dear.
    assert!((score("crps") + score("bias")).abs() < 1e-2 * score("crps"), "{scores:?}");
    assert!(score("interval_score") > 19.0 * score("crps"), "{scores:?}");
}

#[test]
fn wrong_registrations_are_refused() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --worlds 0 --replicates 5 --no-report --out out");
    let header = "key,site,measure,value,due,scenario,period\n";
    for (row, expected) in [
        ("a,,returned_referrals,,2027,,2025/26", "does not measure all of `2025/26`"),
        ("a,,accepted_share,0.7,2027,,", "no longer due"),
        ("a,Nowhere,accepted_share,,2027,,", "no site `Nowhere`"),
        (",,accepted_share,,2027,,", "`key` is empty"),
        ("a,,accepted_share,,,,", "`due` is empty"),
        ("a,,accepted_share,,2027,elsewhere,", "none of the figures describes `tiny`"),
    ] {
        bench.write("due.csv", format!("{header}{row}\n"));
        for subject in ["out", "tiny.toml"] {
            let command = format!("benchmark {subject} --register new.csv --figures due.csv");
            let said = bench.refused(&command);
            assert!(said.contains(expected), "{row}: {said}");
        }
    }
    bench.write("due.csv", format!("{header}a,,accepted_share,,2027,,\n"));
    bench.fine("benchmark out --register new.csv --figures due.csv --quiet");
    for (text, expected) in [
        ("key,value\nb,1\n", "for none of the figures"),
        ("key,value\na,70\n", "no proportion"),
        ("key,measure,value\na,referrals,1\n", "was registered"),
        ("key,value\n,1\n", "`key` is empty"),
    ] {
        bench.write("published.csv", text);
        let said = bench.refused("benchmark --score new.csv --figures published.csv");
        assert!(said.contains(expected), "{text}: {said}");
    }
    bench.refused("benchmark --score new.csv");
    bench.refused("benchmark out --register other.csv");
    bench.refused("benchmark --score due.csv --figures published.csv");
}

/// The figures that are due are those of the scenario that is shipped for them.
#[test]
fn the_table_of_figures_that_are_due_can_be_registered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let due = root.join("scenarios/evidence/due-2027.csv");
    let figures = mhst_runner::scenario::load_due_figures(&due).unwrap();
    assert!(figures.len() >= 5, "{}", figures.len());
    for it in figures.iter().map(|it| &it.figure) {
        assert_eq!(it.scenario, "england-2027", "{}", it.key);
        assert!(it.due.contains("2027") && it.due.contains("expected"), "{}", it.key);
        assert!(
            !it.source.is_empty() && !it.cited.is_empty() && !it.title.is_empty(),
            "{}",
            it.key
        );
        assert!(it.discrepancy.is_none() || !it.why.is_empty(), "{}", it.key);
    }
}

/// The forecast that is shipped has an answer to every figure that is due, from one scenario and its
/// plausible worlds.
#[test]
fn the_forecast_that_is_shipped_answers_every_figure_that_is_due() {
    let evidence = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/evidence");
    let due = mhst_runner::scenario::load_due_figures(&evidence.join("due-2027.csv")).unwrap();
    let text = fs::read(evidence.join("forecast-2027.csv")).unwrap();
    let forecast = Registration::read(&text).unwrap();
    let due = due.iter().map(|it| (&it.figure.key, &it.figure.title));
    assert!(due.eq(forecast.expected.iter().map(|it| (&it.key, &it.title))));
    for it in &forecast.expected {
        assert!(it.quantiles.is_sorted() && it.worlds >= 20 && it.error > 0.0, "{}", it.key);
    }
    assert_eq!(forecast.origin.scenario, "england-2027");
    assert_eq!(forecast.origin.worlds_hash.len(), 64);
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
