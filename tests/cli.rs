//! The command as users see it: results that do not depend on how they were computed, and errors.

use std::fs;

use crate::harness::{Bench, assert_same};

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --episodes --threads 1 --out one");
    bench.fine("run tiny.toml --episodes --threads 2 --out two");
    assert_same(&bench.results("one"), &bench.results("two"));
    assert!(bench.path("one/run.json").exists() && bench.path("one/episodes.parquet").exists());
}

#[test]
fn another_order_of_sites_gives_the_same_bytes() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --out one");
    let csv = fs::read_to_string(bench.path("sites.csv")).unwrap();
    let mut lines: Vec<&str> = csv.lines().collect();
    lines[1..].reverse();
    bench.write("sites.csv", lines.join("\n") + "\n");
    bench.fine("run tiny.toml --out two");
    assert_same(&bench.results("one"), &bench.results("two"));
}

/// The rows of a table that are of one site, whatever the columns.
fn rows_of(bench: &Bench, table: &str, site: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_path(bench.path(table)).unwrap();
    let column = reader.headers().unwrap().iter().position(|name| name == "site").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    rows.into_iter().filter(|row| &row[column] == site).collect()
}

#[test]
fn one_site_alone_gives_the_same_rows_for_that_site() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --episodes --format csv --out all");
    bench.fine("run tiny.toml --episodes --format csv --out alone --sites Beta");
    let mut compared = 0;
    for name in bench.results("all").keys() {
        if !name.ends_with(".csv") || name == "measures.csv" {
            continue;
        }
        let all = rows_of(&bench, &format!("all/{name}"), "Beta");
        let alone = rows_of(&bench, &format!("alone/{name}"), "Beta");
        assert!(all == alone, "{name}");
        compared += all.len();
    }
    assert!(compared > 100, "{compared} rows");
}

#[test]
fn more_replicates_go_on_from_what_is_there() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --replicates 4 --out whole");
    bench.fine("run tiny.toml --replicates 2 --out parts");
    let done = bench.fine("run tiny.toml --replicates 4 --out parts");
    assert!(done.stderr.contains("6 of 12 runs already there"), "{}", done.stderr);
    assert_same(&bench.results("whole"), &bench.results("parts"));
}

#[test]
fn the_same_command_again_runs_nothing_and_changes_nothing() {
    let bench = Bench::new();
    bench.fine("run tiny.toml");
    let results = fs::read_dir(bench.path("results")).unwrap().next().unwrap().unwrap();
    let directory = format!("results/{}", results.file_name().to_str().unwrap());
    assert!(directory.starts_with("results/tiny-"), "{directory}");
    let before = bench.results(&directory);
    let done = bench.fine("run tiny.toml");
    assert!(done.stderr.contains("6 of 6 runs already there"), "{}", done.stderr);
    assert_same(&before, &bench.results(&directory));
}

#[test]
fn episodes_can_be_asked_for_later_and_go_when_they_no_longer_fit() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --out results");
    let before = bench.results("results");
    bench.fine("run tiny.toml --out results --episodes");
    assert!(bench.path("results/episodes.parquet").exists());
    bench.fine("run tiny.toml --out results");
    assert_same(&before, &bench.results("results"));
}

#[test]
fn other_work_is_refused_unless_forced_and_other_files_are_left_alone() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --out results");
    bench.write("results/notes.txt", "mine");
    let words = bench.refused("run tiny.toml --out results --seed 99");
    assert!(words.contains("results holds the results of other work"), "{words}");
    assert!(
        words.contains("`seed` is 7 there and 99 here") && words.contains("--force"),
        "{words}"
    );
    let words = bench.refused("run tiny.toml --out results --set team.emhps=5 --sites Alpha");
    assert!(words.contains("`team.emhps` is 4 there and 5 here; `Beta` is only there"), "{words}");
    bench.fine("run tiny.toml --out results --seed 99 --force");
    bench.fine("run tiny.toml --out other --seed 99");
    let mut forced = bench.results("results");
    assert_eq!(forced.remove("notes.txt").as_deref(), Some(&b"mine"[..]));
    assert_same(&forced, &bench.results("other"));
}

#[test]
fn output_that_cannot_be_written_is_refused_before_anything_is_run() {
    let bench = Bench::new();
    let words = bench.refused("run tiny.toml --out tiny.toml/results");
    assert!(words.contains("tiny.toml/results"), "{words}");
    fs::create_dir(bench.path("mine")).unwrap();
    bench.write("mine/summary.csv", "my own");
    for force in ["", " --force"] {
        let words = bench.refused(&format!("run tiny.toml --out mine{force}"));
        assert!(words.contains("summary.csv was not written by mhst"), "{words}");
    }
}

#[test]
fn bad_input_is_refused_with_a_clear_word() {
    let bench = Bench::new();
    for (arguments, word) in [
        ("run missing.toml", "missing.toml"),
        ("run tiny.toml --replicates 0", "--replicates"),
        ("run tiny.toml --replicates -3", "cannot be negative"),
        ("run tiny.toml --replicates 1000000000", "1 to 100,000"),
        ("run tiny.toml --only-replicate 1000000000", "1 to 100,000"),
        ("trace tiny.toml --replicate 1000000000", "1 to 100,000"),
        ("trace tiny.toml --sample 1000000000", "1 to 1,000"),
        ("run tiny.toml --shard 1/4000000000", "100000"),
        ("run tiny.toml --threads 0", "--threads"),
        ("run tiny.toml --threads 100000", "1 to 1,024"),
        ("run tiny.toml --seed -1", "-1"),
        ("run tiny.toml --sites Atlantis", "Atlantis"),
        ("run tiny.toml --set team.emhps", "KEY=VALUE"),
        ("run tiny.toml --set team.emhp=4", "team.emhps"),
        ("run tiny.toml --set team.emhps=-2", "0 to"),
        ("run tiny.toml --set team.emhps=1e308", "`team.emhps` = 1e308"),
        ("parameters nothing-like-it", "no parameter has `nothing-like-it`"),
        ("run tiny.toml --set emhps=5", "did you mean `team.emhps`"),
        ("run tiny.toml --sites Alpha,,Beta", "a name is missing"),
        ("run tiny.toml --sites \"Alpha", "quotes"),
        ("mechanisms --sites Camden", "--effects"),
        ("run", "SCENARIO"),
        ("rum tiny.toml", "run"),
        ("check missing.toml", "missing.toml"),
        ("sites missing.toml", "missing.toml"),
        ("parameters --format xml", "markdown"),
        ("measures --format xml", "markdown"),
    ] {
        let words = bench.refused(arguments);
        assert!(words.contains(word), "{arguments}: {words}");
    }
}

#[test]
fn scenario_files_that_are_no_scenario_are_refused() {
    let bench = Bench::new();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    for (name, bytes) in [
        ("empty.toml", b"".to_vec()),
        ("not.toml", b"this is = = not toml".to_vec()),
        ("latin1.toml", b"name = \"Caf\xe9\"\n".to_vec()),
        ("unknown.toml", format!("surprise = 1\n{tiny}").into_bytes()),
        ("self.toml", b"extends = \"self.toml\"\n".to_vec()),
    ] {
        bench.write(name, bytes);
        let words = bench.refused(&format!("run {name}"));
        assert!(words.contains(name), "{name}: {words}");
        assert!(bench.refused(&format!("check {name}")).contains(name));
    }
}

#[test]
fn no_site_can_be_called_what_the_tables_call_all_sites() {
    let bench = Bench::new();
    let sites = fs::read_to_string(bench.path("sites.csv")).unwrap();
    let last = sites.lines().last().unwrap();
    let (_, row) = last.split_once(',').unwrap();
    bench.write("sites.csv", format!("{sites}all,{row}\n"));
    let done = bench.fine("check tiny.toml");
    assert!(done.stderr.contains("the row `all` looks like a total and is skipped"), "{done:?}");
    assert!(done.stdout.contains("3 sites"), "{done:?}");
}

#[test]
fn a_site_whose_name_has_a_comma_can_be_named_and_is_printed_as_it_is_typed() {
    let bench = Bench::new();
    let sites = fs::read_to_string(bench.path("sites.csv")).unwrap();
    bench.write("sites.csv", sites.replace("Beta", "\"Hull,East\""));
    bench.fine("run tiny.toml --replicates 1 --sites \"Hull,East\" --site Gamma --out one");
    bench.fine("run tiny.toml --replicates 1 --sites Gamma,\"Hull,East\" --out two");
    let manifest = fs::read_to_string(bench.path("one/manifest.json")).unwrap();
    assert!(manifest.contains("\"Hull,East\"") && !manifest.contains("Alpha"), "{manifest:.500}");
    let report = fs::read_to_string(bench.path("one/report.html")).unwrap();
    assert!(
        report.contains("--sites &#39;&quot;Hull,East&quot;,Gamma&#39;")
            || report.contains("--sites '&quot;Hull,East&quot;,Gamma'")
    );
    for table in ["summary.csv", "manifest.json"] {
        let of = |directory: &str| fs::read(bench.path(directory).join(table)).unwrap();
        assert!(of("one") == of("two"), "{table}");
    }
}

#[test]
fn check_says_what_a_scenario_holds_and_writes_nothing() {
    let bench = Bench::new();
    let done = bench.fine("check tiny.toml");
    assert!(done.stdout.contains("tiny.toml: valid") && done.stdout.contains("3 sites"));
    assert!(!bench.path("results").exists());
}

#[test]
fn sites_lists_each_site() {
    let done = Bench::new().fine("sites tiny.toml");
    for site in ["Alpha", "Beta", "Gamma"] {
        assert!(done.stdout.contains(site), "{}", done.stdout);
    }
    assert!(done.stdout.lines().all(|line| line.chars().count() <= 100), "{}", done.stdout);
}

#[test]
fn a_run_says_where_its_results_are_and_what_to_do_next_in_100_columns() {
    let bench = Bench::new();
    let done = bench.fine("run tiny.toml --out results");
    let last = done.stdout.lines().last().unwrap();
    assert!(last.contains("results") && last.contains("summary.csv"), "{last}");
    assert!(done.stdout.lines().all(|line| line.chars().count() <= 100), "{}", done.stdout);
    let quiet = bench.fine("run tiny.toml --out results --quiet");
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn parameters_can_be_filtered_by_group_key_or_meaning_in_every_format() {
    let bench = Bench::new();
    let group = bench.fine("parameters attrition --format csv").stdout;
    assert!(group.lines().skip(1).count() > 5, "{group}");
    assert!(group.lines().skip(1).all(|line| line.starts_with("attrition.")), "{group}");
    let key = bench.fine("parameters TEAM.EMHPS").stdout;
    assert!(key.starts_with("# Defaults of 1 parameter,") && key.contains("[team]"), "{key}");
    let meaning = bench.fine("parameters supervis --format markdown").stdout;
    assert!(meaning.contains("## supervision") && meaning.contains("## attrition"), "{meaning}");
}
