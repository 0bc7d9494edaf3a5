//! Variants and their base, as users see them: pairs, zeros, what differs and what does not.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::{Bench, assert_same};

type Row = BTreeMap<String, String>;

/// The rows of a table by column.
fn rows(bench: &Bench, table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(bench.path(table)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

/// The row of a value for everybody.
fn find<'a>(rows: &'a [Row], site: &str, measure: &str, statistic: &str) -> &'a Row {
    let wanted = [("site", site), ("subgroup", ""), ("measure", measure), ("statistic", statistic)];
    rows.iter().find(|row| wanted.iter().all(|(column, value)| row[*column] == *value)).unwrap()
}

/// A copy of the scenario under another name, with lines after it.
fn copy(bench: &Bench, name: &str, lines: &str) {
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    let renamed = tiny.replace("\"tiny\"", &format!("\"{name}\""));
    bench.write(&format!("{name}.toml"), renamed + lines);
}

#[test]
fn one_thread_and_two_give_the_same_bytes_with_replicates_added_later_too() {
    let bench = Bench::new();
    copy(&bench, "five", "[team]\nemhps = 5\n");
    let command = "compare tiny.toml five.toml --variant remit.policy=extended";
    let done = bench.fine(&format!("{command} --replicates 3 --threads 1 --out one"));
    assert!(done.stderr.contains("3 points, 3 sites, 3 replicates"), "{}", done.stderr);
    assert!(done.stdout.lines().all(|line| line.chars().count() <= 100), "{}", done.stdout);
    let last = done.stdout.lines().last().unwrap();
    assert!(last.starts_with("Results: one.") && last.contains("comparison.csv"), "{last}");
    bench.fine(&format!("{command} --replicates 2 --threads 2 --out two"));
    let done = bench.fine(&format!("{command} --replicates 3 --threads 2 --out two"));
    assert!(done.stderr.contains("18 of 27 runs already there"), "{}", done.stderr);
    assert_same(&bench.results("one"), &bench.results("two"));

    let points = rows(&bench, "one/points.csv");
    let names = points.iter().map(|row| (row["point"].as_str(), row["name"].as_str()));
    assert_eq!(
        names.collect::<Vec<_>>(),
        [("0", "tiny"), ("1", "five"), ("2", "remit.policy=extended")]
    );
    let changes = rows(&bench, "one/changes.csv");
    let told = |row: &Row| ["point", "site", "key", "from", "to"].map(|column| row[column].clone());
    assert_eq!(changes.iter().map(told).collect::<Vec<_>>()[0], ["1", "", "team.emhps", "4", "5"]);
    assert!(changes[0]["source"].starts_with("five.toml:"), "{:?}", changes[0]);
    assert!(changes[1]["source"].contains("--variant remit.policy=extended"), "{:?}", changes[1]);

    // The means are those of the points, and the scenarios are those that `run` knows.
    let compared = rows(&bench, "one/comparison.csv");
    let summary = rows(&bench, "one/summary.csv");
    for point in ["1", "2"] {
        let of = |rows: &[Row], point: &str| -> Vec<Row> {
            rows.iter().filter(|row| row["point"] == point).cloned().collect()
        };
        let found = of(&compared, point);
        let row = find(&found, "all", "referrals", "count");
        let mean =
            |point| find(&of(&summary, point), "all", "referrals", "count")["estimate"].clone();
        assert_eq!((&row["base"], &row["variant_value"]), (&mean("0"), &mean(point)));
        assert_eq!(row["replicates"], "3");
    }
    bench.fine("run five.toml --replicates 3 --out alone");
    let manifest = fs::read_to_string(bench.path("alone/manifest.json")).unwrap();
    assert!(manifest.contains(&points[1]["hash"]));
}

#[test]
fn a_scenario_against_itself_differs_in_nothing() {
    let bench = Bench::new();
    copy(&bench, "same", "");
    let done = bench.fine("compare tiny.toml same.toml --out results");
    assert!(done.stdout.contains("No input differs."), "{}", done.stdout);
    assert!(done.stdout.contains("Nothing differs in any replicate."), "{}", done.stdout);
    assert!(rows(&bench, "results/changes.csv").is_empty());
    let compared = rows(&bench, "results/comparison.csv");
    assert!(compared.len() > 1_000 && compared.iter().any(|row| row["site"] == "all"));
    for row in compared {
        let cells = ["difference", "low", "high", "variance_ratio", "distinguishable"];
        let cells = cells.map(|column| row[column].as_str());
        match row["replicates"].as_str() {
            "2" => assert_eq!(cells, ["0", "0", "0", "", "false"], "{row:?}"),
            "1" => assert_eq!(cells, ["0", "", "", "", ""], "{row:?}"),
            _ => assert_eq!(cells, [""; 5], "{row:?}"),
        }
    }
}

/// What money buys is the same; only what it costs is not. Pay rises by one factor, so that the
/// pairing removes nearly all of the chance.
#[test]
fn dearer_practitioners_change_costs_and_nothing_else() {
    let bench = Bench::new();
    bench.fine("compare tiny.toml --variant money.band_5_gbp=45000 --replicates 4 --out results");
    let compared = rows(&bench, "results/comparison.csv");
    let differing: Vec<&Row> = compared
        .iter()
        .filter(|row| !row["difference"].is_empty() && number(row, "difference") != 0.0)
        .collect();
    assert!(differing.iter().all(|row| row["measure"].starts_with("cost_per_")), "{differing:?}");
    let cost = find(&compared, "all", "cost_per_child_started", "mean");
    assert!(number(cost, "difference") > 0.0 && number(cost, "low") > 0.0, "{cost:?}");
    assert!(number(cost, "ratio_low") > 1.0 && number(cost, "variance_ratio") > 5.0, "{cost:?}");
    assert!(number(cost, "p_value") <= number(cost, "p_adjusted"), "{cost:?}");
    let started = find(&compared, "all", "started", "count");
    assert_eq!((started["difference"].as_str(), started["variance_ratio"].as_str()), ("0", ""));
}

#[test]
fn only_sites_that_both_have_are_compared() {
    let bench = Bench::new();
    copy(&bench, "two", "only = [\"Gamma\", \"Alpha\"]\n");
    let done = bench.fine("compare tiny.toml two.toml --variant team.emhps=5 --out results");
    assert!(done.stdout.contains("not have the same sites"), "{}", done.stdout);
    let compared = rows(&bench, "results/comparison.csv");
    let sites = |point: &str| -> Vec<String> {
        let mut sites: Vec<String> =
            compared.iter().filter(|r| r["point"] == point).map(|r| r["site"].clone()).collect();
        sites.dedup();
        sites
    };
    assert_eq!(sites("1"), ["Alpha", "Gamma"]);
    assert_eq!(sites("2"), ["all", "Alpha", "Beta", "Gamma"]);
    let changes = rows(&bench, "results/changes.csv");
    assert_eq!((changes[0]["site"].as_str(), changes[0]["key"].as_str()), ("Beta", "sites"));
}

/// Seed and replicates are those of the base, whatever a variant says of its own.
#[test]
fn the_base_says_how_often_and_with_what_luck() {
    let bench = Bench::new();
    copy(&bench, "other", "");
    let other = fs::read_to_string(bench.path("other.toml")).unwrap();
    let other = other.replace("seed = 7", "seed = 99").replace("replicates = 2", "replicates = 9");
    bench.write("other.toml", other);
    let done = bench.fine("compare tiny.toml other.toml --sites Alpha");
    assert!(done.stderr.contains("2 points, 1 site, 2 replicates"), "{}", done.stderr);
    assert!(done.stdout.contains("Nothing differs in any replicate."), "{}", done.stdout);
    let made: Vec<_> = fs::read_dir(bench.path("results")).unwrap().map(Result::unwrap).collect();
    let name = made[0].file_name().into_string().unwrap();
    assert!(made.len() == 1 && name.starts_with("compare-tiny-"), "{name}");
    let quiet = bench.fine("compare tiny.toml other.toml --sites Alpha --quiet");
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let bench = Bench::new();
    copy(&bench, "other", "");
    copy(&bench, "alpha", "only = [\"Alpha\"]\n");
    copy(&bench, "beta", "only = [\"Beta\"]\n");
    bench.write("nameless.toml", "extends = \"tiny.toml\"\n");
    for (arguments, word) in [
        ("compare", "BASE"),
        ("compare tiny.toml", "VARIANT"),
        ("compare missing.toml other.toml", "missing.toml"),
        ("compare tiny.toml missing.toml", "missing.toml"),
        ("compare tiny.toml tiny.toml", "given twice"),
        ("compare alpha.toml beta.toml", "alpha.toml and beta.toml have no site in common"),
        ("compare tiny.toml --variant a:team.emhps=5 --variant a:team.emhps=6", "`a` is the name"),
        ("compare tiny.toml --variant :team.emhps=5", "before the colon"),
        ("compare tiny.toml nameless.toml", "`tiny` is the name of tiny.toml and of nameless.toml"),
        ("compare tiny.toml --variant team.emhps=5 --variant team.emhps=5", "given twice"),
        ("compare tiny.toml --variant team.emhps", "KEY=VALUE"),
        ("compare tiny.toml --variant team.emhps=5,", "KEY=VALUE"),
        ("compare tiny.toml --variant team.emhp=5", "--variant team.emhp=5: unknown key"),
        ("compare tiny.toml --variant team.emhps=99", "--variant team.emhps=99"),
        ("compare tiny.toml other.toml --set team.emhp=5", "--set team.emhp=5"),
        ("compare tiny.toml other.toml --sites Atlantis", "Atlantis"),
        ("compare tiny.toml other.toml --replicates 0", "--replicates"),
    ] {
        let words = bench.refused(arguments);
        assert!(words.contains(word), "{arguments}: {words}");
    }
    // All variants at once.
    let words = bench.refused("compare tiny.toml missing.toml --variant team.emhp=5");
    assert!(words.contains("missing.toml") && words.contains("team.emhp=5"), "{words}");
}

#[test]
fn a_variant_is_called_by_its_name_in_tables_terminal_report_and_the_command() {
    let bench = Bench::new();
    let typed = "--variant more:team.emhps=5,team.seniors=2";
    let done = bench.fine(&format!("compare tiny.toml {typed} --sites Alpha --out named"));
    assert!(done.stdout.contains("more against tiny"), "{}", done.stdout);
    let points = rows(&bench, "named/points.csv");
    assert_eq!(points[1]["name"], "more");
    assert!(rows(&bench, "named/comparison.csv").iter().all(|row| row["variant"] == "more"));
    let report = fs::read_to_string(bench.path("named/report.html")).unwrap();
    assert!(report.contains(typed));
    // The name changes nothing else.
    let unnamed = typed.replace("more:", "");
    bench.fine(&format!("compare tiny.toml {unnamed} --sites Alpha --out unnamed"));
    for table in ["summary.csv", "replicates.parquet"] {
        let of = |directory: &str| fs::read(bench.path(directory).join(table)).unwrap();
        assert!(of("named") == of("unnamed"), "{table}");
    }
}

/// Variants that differ from a date on share the run up to it, and have the bytes of runs of their own.
#[test]
fn a_shared_beginning_changes_no_byte() {
    let bench = Bench::new();
    let variants = "--variant attrition.other_per_year=0.5@2019-09-02 \
                    --variant recognition.team_uplift=1@2019-03-14 --variant remit.policy=extended";
    for (out, extra) in [("shared", "--threads 2"), ("alone", "--from-start --threads 1")] {
        let command = format!("compare tiny.toml {variants} --replicates 3 {extra} --out {out}");
        bench.fine(&command);
    }
    assert_same(&bench.results("shared"), &bench.results("alone"));
}
