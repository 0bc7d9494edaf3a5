//! Designs whose points are made for indices, as users see them: what the table says is what the
//! estimators make of the results, however the work was divided, and what is missing takes nothing else
//! along.

use std::collections::BTreeMap;
use std::fs;

use mhst_core::engine::statistics::sensitivity::{elementary_effects, indices, trajectories};
use mhst_core::model::results::{Measure, Statistic};
use mhst_reporter::report::MAIN_RESULTS;
use mhst_reporter::tables::dictionary;

use crate::harness::{Bench, assert_same};

/// Two trajectories over three axes: eight points.
pub(crate) const TRAJECTORIES: &str = "\
name = \"effects\"
scenario = \"tiny.toml\"
replicates = 1

[design]
kind = \"morris\"
trajectories = 2

[[axis]]
key = \"team.emhps\"
range = [2, 6]

[[axis]]
key = \"caseload.experienced\"
range = \"plausible\"

[[axis]]
key = \"recognition.staff_per_month\"
range = \"plausible\"
";

/// Four pairs over two groups: sixteen points.
const EXCHANGES: &str = "\
name = \"shares\"
scenario = \"tiny.toml\"
replicates = 1
sites = [\"Alpha\", \"Beta\"]

[design]
kind = \"sobol_indices\"
base = 4
groups = \"group\"

[[axis]]
key = \"recognition.family_per_month\"
range = \"plausible\"

[[axis]]
key = \"team.emhps\"
range = [2, 6]

[[axis]]
key = \"recognition.staff_per_month\"
range = \"plausible\"
";

type Row = BTreeMap<String, String>;

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("effects.toml", TRAJECTORIES);
    bench.write("shares.toml", EXCHANGES);
    bench
}

fn rows(bench: &Bench, table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(bench.path(table)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The values of a main result of all children at each point, from the summary.
fn values(bench: &Bench, directory: &str, what: (Measure, Statistic)) -> Vec<Option<f64>> {
    let points = rows(bench, &format!("{directory}/points.csv")).len();
    let mut values = vec![None; points];
    for row in rows(bench, &format!("{directory}/summary.csv")) {
        let is_it = row["site"] == "all"
            && row["measure"] == what.0.name()
            && row["statistic"] == what.1.name();
        if is_it {
            let point: usize = row["point"].parse().unwrap();
            values[point - 1] = row["estimate"].parse().ok();
        }
    }
    values
}

/// Whether a number of the table is the expected one, as far as nine digits of the values let it be.
#[track_caller]
fn same(row: &Row, column: &str, expected: f64, near: f64) {
    let found: f64 = row[column].parse().unwrap();
    assert!((found - expected).abs() <= near, "{column}: {found}, not {expected}: {row:?}");
}

#[test]
fn the_table_says_what_the_estimators_make_of_the_results() {
    let bench = bench();
    let done = bench.fine("sweep effects.toml --out effects --no-report");
    assert!(done.stdout.contains("mu*") && done.stdout.contains("team.emhps"), "{}", done.stdout);
    let found = rows(&bench, "effects/indices.csv");
    assert_eq!(found.len(), 3 * MAIN_RESULTS.len());
    let keys = ["team.emhps", "caseload.experienced", "recognition.staff_per_month"];
    for what in MAIN_RESULTS {
        let values = values(&bench, "effects", what);
        let expected = elementary_effects(&trajectories(3, 2, 4, 1), &values, 0.95);
        for (key, expected) in keys.iter().zip(expected) {
            let is_it = |row: &&Row| {
                row["axis"] == *key
                    && row["measure"] == what.0.name()
                    && row["statistic"] == what.1.name()
            };
            let row = found.iter().find(is_it).unwrap();
            let Some(expected) = expected else {
                assert_eq!((&*row["mu"], &*row["effects"]), ("", "0"));
                continue;
            };
            let near = 1e-7 * values.iter().flatten().fold(0.0, |most: f64, it| most.max(it.abs()));
            same(row, "mu", expected.mean, near);
            same(row, "mu_star", expected.size.estimate, near);
            if let Some((low, high)) = expected.size.bounds {
                same(row, "mu_star_low", low, near);
                same(row, "mu_star_high", high, near);
                same(row, "sigma", expected.deviation.unwrap(), near);
            }
            assert_eq!(row["effects"], expected.size.replicates.to_string());
        }
    }

    bench.fine("sweep shares.toml --out shares --no-report");
    let found = rows(&bench, "shares/indices.csv");
    for what in MAIN_RESULTS {
        let values = values(&bench, "shares", what);
        for (group, name) in ["recognition", "team"].into_iter().enumerate() {
            let three = |row: &[Option<f64>]| [row[0], row[group + 1], row[3]];
            let three: Vec<Option<f64>> = values.chunks(4).flat_map(three).collect();
            let is_it = |row: &&Row| {
                row["axis"] == name
                    && row["measure"] == what.0.name()
                    && row["statistic"] == what.1.name()
            };
            let row = found.iter().find(is_it).unwrap();
            let Some(expected) = indices(&three, 1, 0.95, 400, 2023) else {
                assert_eq!(row["total"], "");
                continue;
            };
            same(row, "first_order", expected[0].first.estimate, 1e-4);
            same(row, "first_order_low", expected[0].first.bounds.0, 1e-4);
            same(row, "total", expected[0].total.estimate, 1e-4);
            same(row, "total_high", expected[0].total.bounds.1, 1e-4);
        }
    }
}

#[test]
fn threads_and_shards_change_nothing() {
    let bench = bench();
    for design in ["effects", "shares"] {
        bench.fine(&format!("sweep {design}.toml --threads 1 --out {design}-one"));
        bench.fine(&format!("sweep {design}.toml --threads 2 --out {design}-two"));
        let whole = bench.results(&format!("{design}-one"));
        assert!(whole.contains_key("indices.csv") && whole.contains_key("report.html"));
        assert_same(&whole, &bench.results(&format!("{design}-two")));
        for shard in 1..=3 {
            let out = format!("{design}-{shard}");
            bench.fine(&format!("sweep {design}.toml --shard {shard}/3 --out {out}"));
        }
        bench.fine(&format!("merge {design}-3 {design}-1 {design}-2 --out {design}-merged"));
        assert_same(&whole, &bench.results(&format!("{design}-merged")));
        fs::remove_file(bench.path(&format!("{design}-two/indices.csv"))).unwrap();
        bench.fine(&format!("resume {design}-two"));
        assert_same(&whole, &bench.results(&format!("{design}-two")));
    }
}

#[test]
fn more_trajectories_leave_the_first_as_they_are() {
    let bench = bench();
    let more = TRAJECTORIES.replace("trajectories = 2", "trajectories = 3");
    bench.write("more.toml", more.replace("\"effects\"", "\"more\""));
    for design in ["effects", "more"] {
        bench.fine(&format!("sweep {design}.toml --sites Alpha --no-report --out {design}"));
    }
    assert_eq!(rows(&bench, "more/points.csv")[..8], rows(&bench, "effects/points.csv")[..]);
    for what in MAIN_RESULTS {
        assert_eq!(values(&bench, "more", what)[..8], values(&bench, "effects", what)[..]);
    }
}

/// Two of three shards of eight points have both ends of two of the six steps.
#[test]
fn points_that_are_missing_take_only_their_own_effects_along_and_are_counted() {
    let bench = bench();
    bench.fine("sweep effects.toml --sites Alpha --no-report --out whole");
    for shard in 1..=2 {
        bench.fine(&format!("sweep effects.toml --sites Alpha --shard {shard}/3 --out s{shard}"));
    }
    let done = bench.mhst("merge s1 s2 --allow-missing --out part");
    assert_eq!(done.code, Some(1), "{done:#?}");
    let referrals = |row: &Row| row["measure"] == "referrals";
    let part: Vec<Row> = rows(&bench, "part/indices.csv").into_iter().filter(referrals).collect();
    let count =
        |column: &str| part.iter().map(|row| row[column].parse::<u32>().unwrap()).sum::<u32>();
    assert_eq!((count("effects"), count("effects_missing"), count("points")), (2, 4, 18));
    let none = part.iter().find(|row| row["effects"] == "0").unwrap();
    assert_eq!((&*none["mu"], &*none["mu_star"], &*none["sigma"]), ("", "", ""));
    bench.fine("resume part --no-report");
    assert_same(&bench.results("whole"), &bench.results("part"));
}

#[test]
fn the_report_shows_indices_and_no_chart_for_each_axis() {
    let bench = bench();
    bench.fine("sweep effects.toml --out effects");
    let page = fs::read_to_string(bench.path("effects/report.html")).unwrap();
    assert!(page.contains("What matters most") && page.contains("All indices"));
    assert!(!page.contains("curve-0") && !page.contains("Along every axis"));
    fs::remove_file(bench.path("effects/report.html")).unwrap();
    bench.fine("report effects");
    assert!(page == fs::read_to_string(bench.path("effects/report.html")).unwrap());
    let header = fs::read_to_string(bench.path("effects/indices.csv")).unwrap();
    let described = dictionary().into_iter().find(|table| table.name == "indices").unwrap();
    let names: Vec<&str> = described.columns.iter().map(|column| column.name).collect();
    assert_eq!(header.lines().next(), Some(names.join(",").as_str()));
    bench.write("effects/indices.csv", header.replacen("referrals", "happiness", 1));
    let words = bench.refused("report effects");
    assert!(words.contains("indices.csv:") && words.contains("mhst resume"), "{words}");
}

/// Everything that is unknown: more axes than anyone wants a chart of, and each point is calibrated by
/// itself.
#[test]
fn without_axes_everything_unknown_is_one() {
    let bench = bench();
    let axes = TRAJECTORIES.find("[[axis]]").unwrap();
    bench.write("unknown.toml", &TRAJECTORIES[..axes]);
    let done = bench.fine("check unknown.toml");
    assert!(done.stdout.contains("points (morris)") && done.stdout.contains("0 warnings"));
    let shard = "sweep unknown.toml --sites Alpha --shard 1/150 --out s1";
    bench.fine(shard);
    let done = bench.mhst("merge s1 --allow-missing --out part");
    assert_eq!(done.code, Some(1), "{done:#?}");
    let points = rows(&bench, "part/points.csv");
    assert!(points[0].len() > 150 && points.len() == 2 * (points[0].len() - 2));
    let manifest = fs::read_to_string(bench.path("part/manifest.json")).unwrap();
    assert!(manifest.contains("\"calibration\": \"each\""));
    let page = fs::read(bench.path("part/report.html")).unwrap();
    assert!(page.len() < 1_000_000, "{}", page.len());
}
