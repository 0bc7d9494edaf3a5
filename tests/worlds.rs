//! Runs over plausible worlds, as users start them.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::{Bench, assert_same};

type Row = BTreeMap<String, String>;

fn rows(bench: &Bench, path: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(bench.path(path)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The worlds of a directory, without the central one.
fn worlds(bench: &Bench, directory: &str) -> Vec<Row> {
    let all = rows(bench, &format!("{directory}/worlds.csv"));
    all.into_iter().filter(|row| row["world"] != "0").collect()
}

/// Text without the line breaks of a terminal.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a row is of the first replicate of the second world.
fn is_first(row: &Row) -> bool {
    (row["world"].as_str(), row["replicate"].as_str()) == ("2", "1")
}

const RUN: &str = "run tiny.toml --sites Alpha --format csv";

/// World 2 is the same among three and among five, on any number of threads, whether all were asked for
/// at once or more were added, and in the shards of other machines.
#[test]
fn worlds_are_what_they_are_however_many_there_are_and_whoever_runs_them() {
    let bench = Bench::new();
    bench.fine(&format!("{RUN} --worlds 3 --threads 1 --out three"));
    bench.fine(&format!("{RUN} --worlds 5 --threads 2 --out five"));
    let (three, five) = (worlds(&bench, "three"), worlds(&bench, "five"));
    assert_eq!((three.len(), five.len()), (3, 5));
    assert_eq!(three, five[..3]);
    assert_ne!(three[0], three[1]);

    bench.fine("extend three --worlds 5");
    assert_same(&bench.results("five"), &bench.results("three"));
    for shard in 1..=3 {
        bench.fine(&format!("{RUN} --worlds 5 --shard {shard}/3 --out s{shard}"));
    }
    bench.fine("merge s1 s2 s3 --out merged");
    assert_same(&bench.results("five"), &bench.results("merged"));
    let words = bench.refused("extend five --worlds 4");
    assert!(words.contains("has 5 plausible worlds already"), "{words}");
}

/// What somebody states is the same in every world, and everything else as if nothing were stated.
#[test]
fn what_is_stated_is_not_drawn() {
    let bench = Bench::new();
    bench.fine(&format!("{RUN} --worlds 2 --out all"));
    bench.fine(&format!("{RUN} --worlds 2 --set attrition.other_per_year=0.3 --out stated"));
    let key = "attrition.other_per_year";
    let (mut all, mut stated) = (worlds(&bench, "all"), worlds(&bench, "stated"));
    assert!(all[0].contains_key(key) && !stated[0].contains_key(key));
    for row in all.iter_mut().chain(&mut stated) {
        row.retain(|column, _| column.contains('.') && !column.contains(':') && column != key);
    }
    assert_eq!(all, stated);
}

/// The central world beside plausible ones is the central world alone.
#[test]
fn the_central_world_is_the_same_alone() {
    let bench = Bench::new();
    bench.fine(&format!("{RUN} --worlds 1 --out with"));
    bench.fine(&format!("{RUN} --worlds 0 --replicates 10 --out alone"));
    let central = |directory: &str| {
        let rows = rows(&bench, &format!("{directory}/replicates.csv")).into_iter();
        rows.filter(|row| row["world"] == "0").collect::<Vec<_>>()
    };
    assert!(central("with").len() > 100);
    assert_eq!(central("with"), central("alone"));
}

/// A variant runs in the worlds of its base: what differs between worlds is in both.
#[test]
fn the_variants_of_a_comparison_are_in_the_same_worlds() {
    let bench = Bench::new();
    bench.fine(
        "compare tiny.toml --sites Alpha --worlds 20 --no-report --out compared \
         --variant same:team.emhps=4 --variant dearer:money.band_5_gbp=45000 \
         --variant dated:remit.policy=extended@2019-06-01",
    );
    let compared = rows(&bench, "compared/comparison.csv");
    let of = |variant: &str, measure: &str| {
        let is_it = |row: &&Row| {
            (row["variant"].as_str(), row["measure"].as_str()) == (variant, measure)
                && row["site"] == "all"
                && row["subgroup"].is_empty()
        };
        compared.iter().find(is_it).unwrap().clone()
    };
    let same = of("same", "referrals");
    assert_eq!((same["difference"].as_str(), same["worlds"].as_str()), ("0", "20"), "{same:?}");
    assert_eq!((same["falls"].as_str(), same["rises"].as_str()), ("0", "0"));
    let cost = of("dearer", "cost_per_child_started");
    assert_eq!((cost["rises"].as_str(), cost["falls_share"].as_str()), ("20", "0"), "{cost:?}");
    assert!(cost["low"].parse::<f64>().unwrap() > 0.0, "{cost:?}");
    // A policy from a date on leaves the parameter it changes as it was drawn, and all others too.
    let of_point = |point: &str| -> Vec<Row> {
        let all = worlds(&bench, "compared").into_iter().filter(|row| row["point"] == point);
        all.map(|mut row| {
            row.retain(|column, _| column.contains('.') && !column.contains(':'));
            row
        })
        .collect()
    };
    let mut base = of_point("0");
    assert_eq!(base, of_point("3"));
    base.iter_mut().for_each(|row| drop(row.insert("team.emhps".to_owned(), "4".to_owned())));
}

/// `worlds.csv` is a list of worlds in which the same scenario has the same results.
#[test]
fn a_list_of_worlds_gives_the_results_of_the_worlds_that_are_listed() {
    let bench = Bench::new();
    bench.fine(&format!("{RUN} --worlds 2 --no-report --out drawn"));
    fs::copy(bench.path("drawn/worlds.csv"), bench.path("listed.csv")).unwrap();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    bench.write("listed.toml", tiny + "\n[knowledge]\nfile = \"listed.csv\"\n");
    bench.fine(&RUN.replace("tiny", "listed").replace("run", "run --worlds 2 --out listed"));
    let values = |directory: &str| {
        let rows = rows(&bench, &format!("{directory}/replicates.csv")).into_iter();
        rows.filter(is_first).map(|row| row["value"].clone()).collect::<Vec<_>>()
    };
    assert!(values("drawn").len() > 100);
    assert_eq!(values("drawn"), values("listed"));
    let words = bench.refused(&RUN.replace("tiny", "listed").replace("run", "run --worlds 3"));
    assert!(words.contains("3 worlds are asked for, but the list has 2"), "{words}");
}

#[test]
fn what_is_known_can_be_stated_and_faults_are_named_by_line() {
    let bench = Bench::new();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    let lines = tiny.lines().count();
    let with = |name: &str, knowledge: &str| {
        bench.write(name, format!("{tiny}\n[knowledge]\n{knowledge}\n"));
    };
    with(
        "known.toml",
        "seed = 3\nfixed = [\"severity.onset_sd\"]\n[knowledge.ranges]\n\
         \"attrition.other_per_year\" = [0.299, 0.3, 0.301]",
    );
    bench.fine(&RUN.replace("tiny", "known").replace("run", "run --worlds 3 --out known"));
    let found = worlds(&bench, "known");
    assert!(!found[0].contains_key("severity.onset_sd"));
    let leave = |row: &Row| row["attrition.other_per_year"].parse::<f64>().unwrap();
    assert!(found.iter().all(|row| (0.295..0.305).contains(&leave(row))), "{found:?}");
    for (knowledge, words) in [
        ("sead = 3", "unknown key `knowledge.sead`"),
        ("fixed = [\"severity.onset\"]", "unknown key `severity.onset`"),
        ("fixed = [\"remit.policy\"]", "is the same in every world"),
        ("[knowledge.ranges]\n\"severity.onset_sd\" = [3, 1, 2]", "must be in this order"),
        ("[knowledge.ranges]\n\"severity.onset_sd\" = [3]", "three numbers"),
        ("file = \"none.csv\"", "none.csv"),
    ] {
        with("wrong.toml", knowledge);
        let found = bench.refused("run wrong.toml");
        assert!(found.contains(words), "{knowledge}: {found}");
        let named = (lines + 1..lines + 6).any(|line| found.contains(&format!(":{line}:")));
        assert!(named, "{found}");
    }
    for (list, words) in [
        ("world,attrition.other_per_yaer\n1,0.2\n", "unknown key `attrition.other_per_yaer`"),
        ("world,attrition.other_per_year\n2,0.2\n", "`world` is `2`, but must be 1"),
        ("world,attrition.other_per_year\n1,-1\n", "`attrition.other_per_year` is `-1`"),
        ("attrition.other_per_year\n0.1\n", "this is no list of worlds"),
    ] {
        bench.write("list.csv", list);
        with("wrong.toml", "file = \"list.csv\"");
        let found = bench.refused("run wrong.toml");
        assert!(found.contains(words) && found.contains("list.csv:"), "{list}: {found}");
    }
}

/// A world that cannot be is named with its reason, counted, and not left out in silence.
#[test]
fn a_world_that_breaks_a_law_fails_by_name() {
    let bench = Bench::new();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    bench.write(
        "full.toml",
        tiny + "\n[need]\nbelow_floor_share = 0.6\nabove_specialist_share = 0.6\n",
    );
    let done = bench.mhst("run full.toml --sites Alpha --worlds 2 --no-report --out full");
    assert_eq!(done.code, Some(1), "{done:#?}");
    assert!(done.stderr.contains("Alpha, world 1, replicate 1"), "{}", done.stderr);
    assert!(done.stderr.contains("are at most all"), "{}", done.stderr);
    assert!(flowing(&done.stdout).contains("10 of 14 runs"), "{}", done.stdout);
    let manifest = fs::read_to_string(bench.path("full/manifest.json")).unwrap();
    assert!(manifest.contains("\"world\": 2"), "{manifest}");
}

/// One level for every interval, in tables and in words.
#[test]
fn the_level_of_intervals_is_that_which_is_asked_for_everywhere() {
    let bench = Bench::new();
    let mut widths = Vec::new();
    for level in ["80", "90", "95"] {
        let out = format!("at{level}");
        let done = bench.fine(&format!("{RUN} --worlds 0 --interval {level} --out {out}"));
        assert!(flowing(&done.stdout).contains(&format!("{level} % intervals")), "{}", done.stdout);
        let summary = rows(&bench, &format!("{out}/summary.csv"));
        assert!(summary.iter().all(|row| row["interval"] == level));
        let row = summary.iter().find(|row| row["measure"] == "in_need").unwrap();
        let end = |column: &str| row[column].parse::<f64>().unwrap();
        widths.push(end("high") - end("low"));
        let report = fs::read_to_string(bench.path(&format!("{out}/report.html"))).unwrap();
        for other in ["80", "90", "95"].into_iter().filter(|other| *other != level) {
            assert!(!report.contains(&format!("{other} % interval")), "{level}: {other}");
        }
    }
    assert!(widths.is_sorted() && widths[0] < widths[2], "{widths:?}");
    bench.refused(&format!("{RUN} --interval 99"));
}

#[test]
fn one_world_can_be_run_alone() {
    let bench = Bench::new();
    bench.fine(&format!("{RUN} --worlds 2 --no-report --out all"));
    bench.fine(&format!("{RUN} --only-world 2 --only-replicate 1 --no-report --out alone"));
    let of = |directory: &str| {
        let rows = rows(&bench, &format!("{directory}/replicates.csv")).into_iter();
        rows.filter(is_first).map(|row| row["value"].clone()).collect::<Vec<_>>()
    };
    assert!(of("all").len() > 100);
    assert_eq!(of("all"), of("alone"));
}

#[test]
fn sensitivity_says_what_it_needs() {
    let bench = Bench::new();
    bench.fine(&format!("{RUN} --worlds 0 --no-report --out central"));
    let words = bench.refused("sensitivity central");
    assert!(words.contains("has no plausible worlds") && words.contains("mhst extend"), "{words}");
    bench.fine(&format!("{RUN} --worlds 2 --no-report --out few"));
    let words = bench.refused("sensitivity few");
    assert!(words.contains("too few plausible worlds"), "{words}");
    let words = bench.refused("sensitivity few --lowest missing_midle:mean");
    assert!(words.contains("missing_middle"), "{words}");
}
