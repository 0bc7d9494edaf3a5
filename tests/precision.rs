//! `--precision`: worlds or replicates are added until a number is known precisely enough, and the
//! results are those of that number.
#![cfg(unix)]

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Bench, Done, assert_same};

const WAIT: &str = "--precision wait_referral_to_start:p50";

fn json(bench: &Bench, file: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(bench.path(file)).unwrap()).unwrap()
}

/// A number of worlds or replicates that the manifest of a directory has.
fn number(bench: &Bench, directory: &str, key: &str) -> u64 {
    json(bench, &format!("{directory}/manifest.json"))[key].as_u64().unwrap()
}

#[test]
fn replicates_are_added_until_they_are_enough_with_the_results_of_that_number() {
    let bench = Bench::new();
    let precise = format!("run tiny.toml {WAIT}=3% --precision referrals:count=2%");
    let done = bench.fine(&format!("{precise} --threads 1 --out one"));
    let found = number(&bench, "one", "central_replicates");
    assert!((5..200).contains(&found), "{found}");
    let words = format!("Precise enough with {found} replicates: wait_referral_to_start:p50 is");
    let text = done.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(&words) && text.contains("mean over replicates"), "{}", done.stdout);

    bench.fine(&format!("run tiny.toml --replicates {found} --threads 2 --out asked"));
    assert_same(&bench.results("one"), &bench.results("asked"));
    // Threads and looks change how many are run beyond, and nothing else.
    bench.fine(&format!("{precise} --threads 3 --out three"));
    assert_same(&bench.results("one"), &bench.results("three"));
    // What is there is judged again, and nothing is run.
    let again = bench.fine(&format!("{precise} --out three"));
    assert!(again.stdout.contains("Precise enough"), "{}", again.stdout);
    assert_eq!(json(&bench, "three/run.json")["runs"], 0);
    assert_same(&bench.results("one"), &bench.results("three"));
    // Resuming and reporting know the number.
    bench.fine("resume three --quiet");
    bench.fine("report three --quiet");
    assert_same(&bench.results("one"), &bench.results("three"));
    let record = json(&bench, "three/store/command.json");
    assert_eq!(record["central_replicates"], found);
    assert_eq!(record["task"]["replicates"], found);
}

#[test]
fn worlds_are_added_until_the_median_over_them_is_known() {
    let bench = Bench::new();
    let precise =
        format!("run tiny.toml --sites Alpha --worlds 8 {WAIT}=30% --at-most 60 --replicates 1");
    let done = bench.fine(&format!("{precise} --out precise"));
    let found = number(&bench, "precise", "worlds");
    assert!((8..=60).contains(&found), "{found}");
    assert!(done.stdout.contains(&format!("{found} plausible worlds")), "{}", done.stdout);
    let asked = format!("run tiny.toml --sites Alpha --worlds {found} --replicates 1 --out asked");
    bench.fine(&asked);
    assert_same(&bench.results("precise"), &bench.results("asked"));
}

/// The difference is judged in pairs: it is known with far fewer than the level of either side, and the
/// results are those of a comparison with that number.
#[test]
fn a_comparison_goes_on_until_its_differences_are_known() {
    let bench = Bench::new();
    let work = "compare tiny.toml --sites Alpha --variant more:team.emhps=5 \
                --variant firm:remit.policy=firm";
    for (amount, key, kind) in
        [("--worlds 0", "central_replicates", "replicates"), ("--worlds 8", "worlds", "worlds")]
    {
        let precise = format!("{work} {amount} {WAIT}=20 --at-most 40");
        let done = bench.fine(&format!("{precise} --threads 1 --out one"));
        let found = number(&bench, "one", key);
        assert!((5..40).contains(&found), "{found}");
        let text = done.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            format!("Precise enough with {found}"),
            "wait_referral_to_start:p50 of more less the base is".to_owned(),
            "wait_referral_to_start:p50 of firm less the base is".to_owned(),
        ] {
            assert!(text.contains(&words), "{kind}: {text}");
        }
        let asked = match key {
            "worlds" => format!("--worlds {found}"),
            _ => format!("--worlds 0 --replicates {found}"),
        };
        bench.fine(&format!("{work} {asked} --threads 2 --out asked --force"));
        assert_same(&bench.results("one"), &bench.results("asked"));
        bench.fine(&format!("{precise} --threads 3 --out one"));
        assert_same(&bench.results("one"), &bench.results("asked"));
        bench.fine("resume one --quiet");
        assert_same(&bench.results("one"), &bench.results("asked"));
        for directory in ["one", "asked"] {
            std::fs::remove_dir_all(bench.path(directory)).unwrap();
        }
    }
}

#[test]
fn what_is_not_reached_is_said_and_the_results_are_kept() {
    let bench = Bench::new();
    let done = bench
        .fine(&format!("run tiny.toml --sites Alpha {WAIT}=0.01 --at-most 7 --out not_reached"));
    let text = done.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("The precision was not reached with 7 replicates"), "{}", done.stdout);
    assert!(text.contains("--at-most") && text.contains("are kept"), "{}", done.stdout);
    bench.fine("run tiny.toml --sites Alpha --replicates 7 --out asked");
    assert_same(&bench.results("not_reached"), &bench.results("asked"));
}

#[test]
fn what_cannot_be_wanted_is_refused_and_nothing_is_written() {
    let bench = Bench::new();
    for (arguments, words) in [
        ("--precision wait_referral_to_strt:p50=2", "wait_referral_to_start"),
        ("--precision wait_referral_to_start:p51=2", "did you mean `p50`?"),
        ("--precision referrals:count=0", "above 0"),
        ("--precision referrals:count=x%", "above 0"),
        ("--precision referrals", "MEASURE:STATISTIC=HALFWIDTH"),
        ("--precision referrals:count=5% --at-most 1", "too few"),
        ("--precision referrals:count=5% --replicates 9 --at-most 8", "more than --at-most 8"),
        ("--precision referrals:count=5% --shard 1/2", "--shard"),
        ("--at-most 8", "--precision"),
    ] {
        let found = bench.refused(&format!("run tiny.toml {arguments}"));
        assert!(found.contains(words), "{arguments}: {found}");
    }
}

#[test]
fn an_interrupted_search_is_resumed_to_the_same_bytes() {
    let bench = Bench::new();
    let work = format!("run tiny.toml --threads 2 {WAIT}=0.5%  --at-most 150 --out");
    bench.fine(&format!("{work} whole"));
    assert!(number(&bench, "whole", "central_replicates") > 20);

    let child = bench.command(&format!("{work} parts")).spawn().unwrap();
    let begun = Instant::now();
    let store = bench.path("parts/store");
    // Some batches are done, and others are not.
    loop {
        let segments = std::fs::read_dir(&store).into_iter().flatten().flatten();
        let bytes: u64 = segments.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum();
        if bytes > 600_000 {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing was stored");
        sleep(Duration::from_millis(5));
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let done: Done = child.wait_with_output().unwrap().into();
    assert_eq!(done.code, Some(130), "{done:#?}");
    let record = json(&bench, "parts/store/command.json");
    assert_eq!(record["task"]["enough"]["wanted"][0], "wait_referral_to_start:p50=0.5%");

    bench.fine("resume parts");
    assert_same(&bench.results("whole"), &bench.results("parts"));
}

#[test]
fn reports_and_last_words_say_how_many_runs_are_enough() {
    let bench = Bench::new();
    let done = bench.fine("run tiny.toml --sites Alpha --replicates 6 --out central");
    assert!(done.stdout.contains("To halve the intervals takes 17 replicates"), "{}", done.stdout);
    let done = bench.fine("run tiny.toml --sites Alpha --worlds 6 --out worlds");
    let halve = "To halve the interval of each median takes about 24 plausible worlds";
    let text = done.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(halve), "{}", done.stdout);
    let compared = "compare tiny.toml --variant team.emhps=5 --sites Alpha --replicates 6";
    let done = bench.fine(&format!("{compared} --out compared"));
    assert!(done.stdout.contains("To halve the intervals"), "{}", done.stdout);
    for directory in ["central", "worlds", "compared"] {
        let report = std::fs::read_to_string(bench.path(directory).join("report.html")).unwrap();
        assert!(report.contains("How many runs are enough"), "{directory}");
        assert!(report.contains("to halve that"), "{directory}");
    }
}
