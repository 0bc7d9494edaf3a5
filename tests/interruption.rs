//! Interrupted work keeps what is finished, and gives the same bytes when it resumes.
#![cfg(unix)]

use std::fs;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::harness::{Bench, Done, assert_same};

/// Runs so many that a signal comes in between.
const WORK: &str = "run tiny.toml --threads 2 --replicates 60 --out";

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// Begins the work in `directory` and waits until some runs are in its store.
fn begun(bench: &Bench, directory: &str) -> Child {
    begun_with(bench, WORK, directory, 20_000)
}

/// The same with other work, and until so many bytes are in its store.
fn begun_with(bench: &Bench, work: &str, directory: &str, bytes: u64) -> Child {
    let mut child = bench.command(&format!("{work} {directory}")).spawn().unwrap();
    let store = bench.path(directory).join("store");
    let begun = Instant::now();
    loop {
        let segments = fs::read_dir(&store).into_iter().flatten().flatten();
        let stored: u64 = segments.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum();
        if stored > bytes {
            return child;
        }
        let ended = child.try_wait().unwrap();
        assert!(ended.is_none(), "ended before it could be interrupted: {ended:?}");
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing was stored");
        sleep(Duration::from_millis(5));
    }
}

fn manifest(bench: &Bench, directory: &str) -> String {
    fs::read_to_string(bench.path(directory).join("manifest.json")).unwrap()
}

#[test]
fn an_interrupted_run_keeps_what_is_finished_and_is_completed_to_the_same_bytes() {
    let bench = Bench::new();
    bench.fine(&format!("{WORK} whole"));

    let child = begun(&bench, "parts");
    signal(&child, "-INT");
    let done: Done = child.wait_with_output().unwrap().into();
    assert_eq!(done.code, Some(130), "{done:#?}");
    assert!(done.stdout.contains("INCOMPLETE"), "{}", done.stdout);
    assert!(manifest(&bench, "parts").contains("\"complete\": false"));
    assert!(bench.path("parts").join("summary.csv").exists());

    for _ in 0..3 {
        let mut child = begun(&bench, "parts");
        signal(&child, "-KILL");
        child.wait().unwrap();
    }
    let done = bench.fine(&format!("{WORK} parts"));
    assert!(done.stderr.contains("already there"), "{}", done.stderr);
    assert_same(&bench.results("whole"), &bench.results("parts"));
}

#[test]
fn an_interrupted_comparison_rests_on_the_pairs_that_are_there_and_is_completed() {
    const COMPARE: &str =
        "compare tiny.toml --variant team.emhps=5 --threads 2 --replicates 40 --out";
    let bench = Bench::new();
    let child = begun_with(&bench, COMPARE, "parts", 300_000);
    signal(&child, "-INT");
    let done: Done = child.wait_with_output().unwrap().into();
    assert_eq!(done.code, Some(130), "{done:#?}");
    assert!(done.stdout.contains("INCOMPLETE"), "{}", done.stdout);
    let table =
        |directory: &str| fs::read_to_string(bench.path(directory).join("comparison.csv")).unwrap();
    let pairs = |table: &str| -> u32 {
        let column = table.lines().next().unwrap().split(',').position(|it| it == "replicates");
        let row = table.lines().find(|line| line.contains(",all,,referrals,count,"));
        row.map_or(0, |row| row.split(',').nth(column.unwrap()).unwrap().parse().unwrap())
    };
    assert!((1..40).contains(&pairs(&table("parts"))), "{}", done.stdout);

    bench.fine(&format!("{COMPARE} parts"));
    bench.fine(&format!("{COMPARE} whole"));
    assert_eq!(pairs(&table("parts")), 40);
    assert_same(&bench.results("whole"), &bench.results("parts"));
}

#[test]
fn two_processes_do_not_write_the_same_directory() {
    let bench = Bench::new();
    let mut child = begun(&bench, "results");
    let other = bench.mhst(&format!("{WORK} results"));
    signal(&child, "-KILL");
    child.wait().unwrap();
    assert_eq!(other.code, Some(2), "{other:#?}");
    assert!(other.stderr.contains("another mhst"), "{}", other.stderr);
}

/// Moments at which a sweep is killed, one after the other; `MHST_KILLS=50` for more.
fn kills() -> u32 {
    std::env::var("MHST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(4)
}

#[test]
fn a_sweep_killed_at_any_moment_goes_on_to_the_same_bytes() {
    const SWEEP: &str = "sweep design.toml --threads 2 --replicates 25 --out";
    let bench = Bench::new();
    bench.write("design.toml", crate::sweeps::DESIGN);
    bench.fine(&format!("{SWEEP} whole"));
    // So long that some moments come after the end too, when the tables are written.
    let begun = Instant::now();
    bench.fine(&format!("{SWEEP} parts"));
    let length = begun.elapsed();
    fs::remove_dir_all(bench.path("parts")).unwrap();
    for kill in 0..kills() {
        if kill % 8 == 0 {
            let _ = fs::remove_dir_all(bench.path("parts"));
        }
        // Spread over the length by the golden ratio: no two moments near each other.
        let moment = length.mul_f64((f64::from(kill) * 0.618).fract() * 0.5);
        let command = match bench.path("parts/store/command.json").exists() {
            true => "resume parts".to_owned(),
            false => format!("{SWEEP} parts"),
        };
        let mut child = bench.command(&command).spawn().unwrap();
        sleep(moment);
        if child.try_wait().unwrap().is_none() {
            signal(&child, "-KILL");
        }
        child.wait().unwrap();
        if kill % 8 == 7 || kill + 1 == kills() {
            bench.fine(&format!("{SWEEP} parts"));
            assert_same(&bench.results("whole"), &bench.results("parts"));
        }
    }
}

/// `ulimit -f` stands for a full disk: no file may grow beyond some blocks of 512 or 1024 bytes.
#[test]
fn a_full_disk_stops_the_work_with_a_clear_word_and_it_goes_on_when_there_is_space() {
    let bench = Bench::new();
    bench.write("design.toml", crate::sweeps::DESIGN);
    const SWEEP: &str = "sweep design.toml --threads 2 --replicates 25 --out";
    bench.fine(&format!("{SWEEP} whole"));
    let program = bench.command("").get_program().to_owned();
    let script = format!("trap '' XFSZ; ulimit -f 100; exec \"$0\" {SWEEP} parts");
    let done: Done = Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg(program)
        .current_dir(bench.path(""))
        .output()
        .unwrap()
        .into();
    assert_eq!(done.code, Some(1), "{done:#?}");
    assert!(done.stderr.contains("there is no space left"), "{}", done.stderr);
    assert!(done.stderr.contains("segment-") && !done.stderr.contains("panicked"), "{done:#?}");
    assert!(!bench.path("parts/summary.csv").exists(), "half a table was left");
    let done = bench.fine(&format!("{SWEEP} parts"));
    assert!(done.stderr.contains("already there"), "{}", done.stderr);
    assert_same(&bench.results("whole"), &bench.results("parts"));
}
