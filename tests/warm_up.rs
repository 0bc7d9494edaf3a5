//! Measurement that begins before the lists of new teams have settled is found in the results.

use std::fs;

use crate::harness::Bench;

/// What dates alone lead to expect.
const EXPECTED: &str = "with nobody on their lists";

/// The report of a scenario with a key changed, and what the terminal showed, in one line.
fn results(bench: &Bench, name: &str, changes: &[(&str, &str)]) -> (String, String) {
    let mut text = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    bench.write(&format!("{name}.toml"), text);
    let done = bench.fine(&format!("run {name}.toml --replicates 10 --out {name}"));
    bench.fine(&format!("report {name} --format md --quiet"));
    let report = fs::read_to_string(bench.path(&format!("{name}/report.md"))).unwrap();
    (report, done.stdout.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn what_starts_a_week_before_its_teams_and_measures_at_once_is_warned_once() {
    let bench = Bench::new();
    let start = ("start = 2018-07-01", "start = 2018-12-31");
    let measured = ("measure_from = 2019-01-01", "measure_from = 2019-01-07");
    let (report, shown) = results(&bench, "at_once", &[start, measured]);
    let still = "still fills for";
    assert!(shown.contains("Caution:") && shown.contains(still), "{shown}");
    assert!(shown.contains("`time.measure_from` to 2019-"), "{shown}");
    let top = report.split("## Main results").next().unwrap();
    assert!(top.contains(still) && top.contains("`time.measure_from` to 2019-"), "{top}");
    let cautions: Vec<&str> = top.lines().filter(|line| line.contains(EXPECTED)).collect();
    assert!(matches!(cautions[..], [one] if one.contains(still)), "{top}");
    assert!(!top.contains("take up to 26 weeks"), "{top}");
    // What the dates lead to expect stays in the manifest.
    let manifest = fs::read_to_string(bench.path("at_once/manifest.json")).unwrap();
    assert!(manifest.contains(EXPECTED));
    assert!(report.contains("## Whether measurement begins late enough"));
    assert!(report.contains("weeks after measurement begins, on "), "{report}");
}

#[test]
fn what_measures_after_two_years_is_not_warned() {
    let bench = Bench::new();
    let measured = ("measure_from = 2019-01-01", "measure_from = 2021-01-11");
    let end = ("end = 2019-12-31", "end = 2022-12-31");
    let (report, shown) = results(&bench, "later", &[measured, end]);
    assert!(!shown.contains("after measurement begins"), "{shown}");
    assert!(!shown.contains("when the run ends"), "{shown}");
    let top = report.split("## Main results").next().unwrap();
    assert!(!top.contains("after measurement begins"), "{top}");
    assert!(report.contains("## Whether measurement begins late enough"));
}

#[test]
fn where_too_little_is_measured_what_the_dates_lead_to_expect_is_said() {
    let bench = Bench::new();
    let (report, shown) = results(&bench, "short", &[("end = 2019-12-31", "end = 2019-06-30")]);
    assert!(!shown.contains("after measurement begins"), "{shown}");
    assert!(report.contains(EXPECTED) && report.contains("fewer than 50 weeks"), "{report}");
}

/// A comparison shows the start of its base, and warns of it as a run does.
#[test]
fn a_comparison_that_measures_at_once_is_warned_of_its_base() {
    let bench = Bench::new();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    let at_once = tiny
        .replace("start = 2018-07-01", "start = 2018-12-31")
        .replace("measure_from = 2019-01-01", "measure_from = 2019-01-07");
    bench.write("at_once.toml", at_once);
    let changed = "--variant remit.policy=extended --replicates 10 --out out";
    let done = bench.fine(&format!("compare at_once.toml {changed}"));
    let shown = done.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("still fills for") && shown.contains("`time.measure_from`"), "{shown}");
    bench.fine("report out --format md --quiet");
    let report = fs::read_to_string(bench.path("out/report.md")).unwrap();
    assert!(report.contains("## Whether measurement begins late enough"), "{report}");
    assert!(report.contains("of the base; lines are moving averages"), "{report}");
}
