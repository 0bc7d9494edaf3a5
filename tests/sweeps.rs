//! Designs as users see them: the same bytes however the work was divided, and errors.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::harness::{Bench, assert_same};

/// Twelve runs: two points, three sites, two replicates.
pub(crate) const DESIGN: &str = "\
name = \"policies\"
scenario = \"tiny.toml\"

[design]
kind = \"grid\"

[[axis]]
key = \"remit.policy\"
values = [\"firm\", \"extended\"]
";

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("design.toml", DESIGN);
    bench
}

/// The rows of a table by column name.
fn rows(bench: &Bench, table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(bench.path(table)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    let bench = bench();
    for (extra, few) in [("", true), ("--subgroups --tables", false)] {
        bench.fine(&format!("sweep design.toml --threads 1 --out one {extra}"));
        bench.fine(&format!("sweep design.toml --threads 2 --out two {extra}"));
        assert_same(&bench.results("one"), &bench.results("two"));
        let tables = bench.results("one").len();
        assert_eq!(tables == 6, few, "{:?}", bench.results("one").keys());
    }
    // The same command again is about less, and so are the files.
    bench.fine("sweep design.toml --out one");
    assert_eq!(bench.results("one").len(), 6, "{:?}", bench.results("one").keys());
}

#[test]
fn a_point_is_the_scenario_with_its_values_set() {
    let bench = bench();
    bench.fine("sweep design.toml --out sweep --subgroups --format csv");
    let points = rows(&bench, "sweep/points.csv");
    assert_eq!(points.len(), 2);
    for point in points {
        let (number, policy) = (&point["point"], &point["remit.policy"]);
        bench.fine(&format!(
            "run tiny.toml --set remit.policy={policy} --format csv --out {policy}"
        ));
        let manifest = fs::read_to_string(bench.path(&format!("{policy}/manifest.json"))).unwrap();
        assert!(manifest.contains(&point["hash"]) && point["runs_missing"] == "0");
        let values = |table: &str, point: &str| -> Vec<Vec<String>> {
            let rows = rows(&bench, table).into_iter().filter(|row| row["point"] == point);
            rows.map(|mut row| {
                row.retain(|column, _| column != "scenario" && column != "point");
                row.into_values().collect()
            })
            .collect()
        };
        for table in ["summary.csv", "replicates.csv"] {
            let swept = values(&format!("sweep/{table}"), number);
            assert!(swept == values(&format!("{policy}/{table}"), "0"), "{table} of {policy}");
            assert!(swept.len() > 100);
        }
    }
}

/// The differences of a sweep from its base point are those of `mhst compare` between the same two
/// scenarios: over replicates and over plausible worlds, and read again for the report.
#[test]
fn points_differ_from_the_base_point_as_variants_do_from_their_base() {
    let bench = bench();
    bench.write("based.toml", format!("{DESIGN}\n[base]\n\"remit.policy\" = \"firm\"\n"));
    let variant = "--set remit.policy=firm --variant extended:remit.policy=extended";
    for (amount, over) in
        [("--worlds 0 --replicates 3", "distinguishable"), ("--worlds 2", "falls")]
    {
        bench.fine(&format!("sweep based.toml {amount} --out swept"));
        bench.fine(&format!("compare tiny.toml {variant} {amount} --out compared"));
        let table = |directory: &str| {
            let rows = rows(&bench, &format!("{directory}/comparison.csv")).into_iter();
            let everybody = rows.filter(|row| row["subgroup"].is_empty());
            everybody
                .map(|mut row| (row.remove("point").unwrap(), row.remove("variant").unwrap(), row))
        };
        let swept: Vec<_> = table("swept").collect();
        assert!(
            swept.iter().all(|(point, variant, _)| {
                point == "2" && variant == "remit.policy = extended"
            })
        );
        let values = |rows: Vec<(_, _, BTreeMap<String, String>)>| -> Vec<_> {
            rows.into_iter().map(|(.., row): (String, String, _)| row).collect()
        };
        let (swept, compared) = (values(swept), values(table("compared").collect()));
        assert!(swept == compared, "{amount}");
        assert!(swept.len() > 100 && swept.iter().any(|row| row["difference"] != "0"));
        assert!(swept.iter().any(|row| !row[over].is_empty()), "{amount}");
        let report = fs::read_to_string(bench.path("swept/report.html")).unwrap();
        assert!(report.contains("Differences from the base point"), "{amount}");
        bench.fine("report swept");
        assert_eq!(fs::read_to_string(bench.path("swept/report.html")).unwrap(), report);
    }
    // Without a base there is no such table, and what was run is what it was.
    bench.fine("sweep design.toml --out swept --worlds 2");
    assert!(!bench.path("swept/comparison.csv").exists());
    assert!(!bench.path("swept/INCOMPLETE.txt").exists());
}

#[test]
fn four_and_sixteen_shards_give_the_same_bytes_as_one_run() {
    let bench = bench();
    for (command, whole) in [("sweep design.toml --seed 3", "sweep"), ("run tiny.toml", "run")] {
        bench.fine(&format!("{command} --replicates 3 --out {whole}"));
        for of in [4, 16] {
            let name = |shard| format!("{whole}-{shard}-of-{of}");
            for shard in 1..=of {
                let out = name(shard);
                bench.fine(&format!("{command} --replicates 3 --shard {shard}/{of} --out {out}"));
                assert!(!bench.path(&out).join("summary.csv").exists(), "a shard has no tables");
            }
            // In any order.
            let all: Vec<String> = (1..=of).rev().map(name).collect();
            let merged = format!("{whole}-of-{of}");
            bench.fine(&format!("merge {} --out {merged}", all.join(" ")));
            assert_same(&bench.results(whole), &bench.results(&merged));
        }
    }
}

#[test]
fn shards_that_are_missing_doubled_or_foreign_are_named_and_refused() {
    let bench = bench();
    for shard in 1..=3 {
        bench.fine(&format!("sweep design.toml --shard {shard}/3 --out s{shard}"));
    }
    bench.fine("sweep design.toml --shard 1/3 --out again");
    bench.fine("sweep design.toml --shard 1/2 --out half");
    bench.fine("sweep design.toml --shard 3/3 --seed 9 --out seed");
    bench.fine("sweep design.toml --shard 3/3 --replicates 3 --out more");
    bench.fine("run tiny.toml --shard 3/3 --out run");
    for (shards, words) in [
        ("s1 s3", ["4 of 12 runs are missing", "2/3"]),
        ("s1 s2 s3 again", ["shard 1/3 is doubled", "again"]),
        ("s1 s2 s3 s1", ["s1", "named twice"]),
        ("s1 s2 s3 half", ["a run is doubled", "half"]),
        ("s1 s2 seed", ["seed does not belong to s1", "its seed is 9"]),
        ("s1 s2 more", ["more does not belong to s1", "replicates is 0 and 3"]),
        ("s1 s2 run", ["run does not belong to s1", "scenario or design"]),
        ("s1 s2 s3 sites.csv", ["sites.csv", "holds no results"]),
    ] {
        let found = bench.refused(&format!("merge {shards} --out whole"));
        assert!(words.iter().all(|word| found.contains(word)), "{shards}: {found}");
    }
    bench.write("design.toml", DESIGN.replace("firm", "case_by_case"));
    let found = bench.refused("merge s1 s2 s3 --out whole");
    assert!(found.contains("design.toml") && found.contains("has changed"), "{found}");
}

#[test]
fn what_is_missing_can_be_allowed_is_said_and_can_be_done_later() {
    let bench = bench();
    bench.fine("sweep design.toml --out whole");
    bench.fine("sweep design.toml --shard 1/3 --out s1");
    bench.fine("sweep design.toml --shard 2/3 --out s2");
    let done = bench.mhst("merge s1 s2 --out merged --allow-missing");
    assert_eq!(done.code, Some(1), "{done:#?}");
    assert!(done.stdout.contains("INCOMPLETE: the tables rest on 8 of 12 runs"), "{done:#?}");
    let words = fs::read_to_string(bench.path("merged/INCOMPLETE.txt")).unwrap();
    assert!(words.contains("8 of 12 runs"), "{words}");
    let missing: u32 = rows(&bench, "merged/points.csv")
        .iter()
        .map(|row| row["runs_missing"].parse::<u32>().unwrap())
        .sum();
    assert_eq!(missing, 4);
    // Nothing stands for what is missing: neither the site of the third shard nor all sites pooled.
    let summary = rows(&bench, "merged/summary.csv");
    let sites: BTreeSet<&str> = summary.iter().map(|row| row["site"].as_str()).collect();
    assert_eq!(sites.into_iter().collect::<Vec<_>>(), ["Alpha", "Beta"]);
    bench.fine("resume merged");
    assert_same(&bench.results("whole"), &bench.results("merged"));
}

#[test]
fn a_directory_goes_on_and_is_extended_by_itself_from_anywhere() {
    let bench = bench();
    fs::create_dir(bench.path("elsewhere")).unwrap();
    for (command, whole) in [("sweep design.toml", "sweep"), ("run tiny.toml --sites Beta", "run")]
    {
        bench.fine(&format!("{command} --replicates 3 --out {whole}"));
        bench.fine(&format!("{command} --replicates 1 --out part"));
        let mut extend = bench.command("extend ../part --replicates 3");
        let done = extend.current_dir(bench.path("elsewhere")).output().unwrap();
        assert!(done.status.success(), "{done:?}");
        assert_same(&bench.results(whole), &bench.results("part"));
        fs::remove_file(bench.path("part/summary.csv")).unwrap();
        let done = bench.fine("resume part --quiet --no-report --threads 1");
        assert_eq!((done.stdout.as_str(), done.stderr.as_str()), ("", ""));
        assert!(!bench.path("part/report.html").exists());
        bench.fine("resume part");
        assert_same(&bench.results(whole), &bench.results("part"));
        let words = bench.refused("extend part --replicates 2");
        assert!(words.contains("has 3 replicates of the central world already"), "{words}");
        fs::remove_dir_all(bench.path("part")).unwrap();
    }
    bench.write(
        "tiny.toml",
        fs::read_to_string(bench.path("tiny.toml")).unwrap() + "\n[team]\nemhps = 3\n",
    );
    for (directory, file) in [("sweep", "design.toml"), ("run", "tiny.toml")] {
        let words = bench.refused(&format!("resume {directory}"));
        assert!(words.contains(file) && words.contains("has changed"), "{words}");
        assert!(words.contains("`team.emhps` is 4 there and 3 here"), "{words}");
    }
    let words = bench.refused("resume elsewhere");
    assert!(words.contains("elsewhere holds no results"), "{words}");
}

#[test]
fn one_replicate_can_be_run_alone() {
    let bench = bench();
    bench.fine("run tiny.toml --replicates 3 --format csv --out all");
    bench.fine("run tiny.toml --sites Gamma --only-replicate 3 --format csv --out alone");
    let of = |directory: &str| {
        let rows = rows(&bench, &format!("{directory}/replicates.csv")).into_iter();
        rows.filter(|row| row["site"] == "Gamma" && row["replicate"] == "3").collect::<Vec<_>>()
    };
    assert!(of("all") == of("alone") && !of("all").is_empty());
    let all = rows(&bench, "alone/replicates.csv");
    assert!(all.iter().all(|row| row["replicate"] == "3"));
    bench.fine("run tiny.toml --only-replicate 2");
    let mut made = fs::read_dir(bench.path("results")).unwrap();
    let name = made.next().unwrap().unwrap().file_name().into_string().unwrap();
    assert!(name.ends_with("-replicate-2"), "{name}");
}

#[test]
fn check_knows_designs_and_sweep_knows_scenarios() {
    let bench = bench();
    let done = bench.fine("check design.toml tiny.toml");
    assert!(done.stdout.contains("design.toml: valid: policies"), "{}", done.stdout);
    assert!(done.stdout.contains("2 points (grid), 3 sites, 2 runs"), "{}", done.stdout);
    let words = bench.refused("sweep tiny.toml");
    assert!(words.contains("is a scenario") && words.contains("`mhst run tiny.toml`"), "{words}");
    for command in ["run", "compare tiny.toml", "trace", "sites"] {
        let words = bench.refused(&format!("{command} design.toml"));
        assert!(words.contains("is a design") && words.contains("`mhst sweep design.toml`"));
    }
    // One fault does not make a scenario of a design.
    bench.write("odd.toml", DESIGN.replace("[design]", "[desing]"));
    let words = bench.refused("check odd.toml");
    assert!(words.contains("`desing`") && words.contains("`design`"), "{words}");
    assert!(!words.contains("`scenario`"), "{words}");
    bench.write("bad.toml", DESIGN.replace("firm", "frim"));
    for command in ["check", "sweep"] {
        let words = bench.refused(&format!("{command} bad.toml"));
        assert!(words.contains("bad.toml:9:11"), "{words}");
    }
    for (arguments, word) in [
        ("sweep missing.toml", "missing.toml"),
        ("sweep design.toml --shard 5/4", "3/16"),
        ("sweep design.toml --sites Atlantis", "Atlantis"),
        ("run tiny.toml --only-replicate 2 --replicates 3", "--replicates"),
        ("merge --out x", "DIR"),
        ("merge missing --out x", "missing"),
        ("resume missing", "missing"),
        ("extend missing", "--replicates"),
    ] {
        let words = bench.refused(arguments);
        assert!(words.contains(word), "{arguments}: {words}");
    }
}

/// As many on the first day as the pupils are expected to have at most: where chance gives fewer, the run
/// stops.
#[test]
fn a_run_that_fails_is_recorded_with_the_command_that_does_it_alone() {
    let bench = bench();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    let tiny = tiny.replace("seed = 7", "seed = 8");
    bench.write("tiny.toml", tiny + "\n[site.Beta.initial]\nwaiting_under_4_weeks = 200\n");
    let design = DESIGN.replace("[design]", "[set]\n\"triage.mode\" = \"joint\"\n\n[design]");
    bench.write("design.toml", design);
    let done = bench.mhst("sweep design.toml --out whole");
    assert_eq!(done.code, Some(1), "{done:#?}");
    assert!(done.stdout.contains("INCOMPLETE: the tables rest on 10 of 12 runs"), "{done:#?}");
    assert!(done.stdout.contains("2 runs failed"), "{done:#?}");
    let command = "run tiny.toml --set triage.mode=joint --set remit.policy=extended --sites Beta \
                   --only-replicate 2 --seed 8";
    let manifest = fs::read_to_string(bench.path("whole/manifest.json")).unwrap();
    assert!(manifest.contains(&format!("mhst {command}")), "{}", &manifest[..3000]);
    let alone = bench.mhst(command);
    assert_eq!(alone.code, Some(1), "{alone:#?}");
    assert!(alone.stdout.contains("0 of 1 run") && alone.stdout.contains("Beta, replicate 2"));
    // Divided, it fails in the same way.
    for shard in 1..=2 {
        assert_eq!(
            bench.mhst(&format!("sweep design.toml --shard {shard}/2 --out s{shard}")).code,
            Some(1)
        );
    }
    assert_eq!(bench.mhst("merge s1 s2 --out merged").code, Some(1));
    assert_same(&bench.results("whole"), &bench.results("merged"));
}
