//! The scenarios that come with the program: each runs unchanged, and results of the default
//! scenario are close to the figures to which it was calibrated.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use mhst_runner::scenario::{Edits, load};

use crate::harness::Bench;

fn scenarios() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    found.sort();
    found
}

fn scenario(name: &str) -> String {
    let found = scenarios().into_iter().find(|path| path.ends_with(name));
    found.unwrap_or_else(|| panic!("{name} is missing")).display().to_string()
}

#[test]
fn every_scenario_is_fine_without_a_warning() {
    let bench = Bench::new();
    for path in scenarios() {
        let done = bench.fine(&format!("check {}", path.display()));
        assert!(done.stdout.contains("0 warnings"), "{done:#?}");
        // Where a caution is right, the scenario says why.
        let cautions = done.stderr.matches(": caution: ").count();
        assert_eq!(done.stderr.lines().count(), 2 * cautions, "{done:#?}");
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(cautions > 0, text.contains("caution"), "{done:#?}");
        assert!(cautions <= 2, "{done:#?}");
    }
}

#[test]
fn every_what_if_can_be_run() {
    let bench = Bench::new();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/what-if");
    let mut found = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "toml") {
            bench.fine(&format!("check {}", path.display()));
            found += 1;
        }
    }
    assert!(found >= 15, "{found}");
}

/// The sites with more teams in `later-waves.toml` are those that were funded for them.
#[test]
fn later_waves_are_at_the_sites_that_were_funded_for_them() {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/what-if/later-waves.toml");
    let loaded = load(&path, &Edits::default()).unwrap();
    for site in &loaded.scenario.sites {
        let later = site.posts.iter().filter(|post| post.starts.is_some()).count();
        let expected = if site.profile.delivery.funded_in_later_waves { 9 } else { 0 };
        assert_eq!(later, expected, "{}", site.name);
        assert_eq!(site.posts.len(), 9 + later, "{}", site.name);
    }
}

/// The estimates of `summary.csv` by site, subgroup, measure and statistic.
fn summary(bench: &Bench, directory: &str) -> BTreeMap<[String; 4], f64> {
    let mut reader = csv::Reader::from_path(bench.path(directory).join("summary.csv")).unwrap();
    let mut found = BTreeMap::new();
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        if let Ok(estimate) = row["estimate"].parse() {
            let key = ["site", "subgroup", "measure", "statistic"].map(|name| row[name].clone());
            found.insert(key, estimate);
        }
    }
    found
}

/// All 25 sites run from their own row of data (M29), and what was calibrated is near its target:
/// prevalence in the years of the national surveys (M1), waits and closures of the specialist
/// service in 2018/19 (M13). Tolerances allow for chance in one replicate.
#[test]
fn the_25_trailblazer_sites_run_and_are_near_what_they_were_calibrated_to() {
    let bench = Bench::new();
    let done = bench.fine(&format!(
        "run {} --worlds 0 --replicates 1 --out results",
        scenario("trailblazer.toml")
    ));
    let estimates = summary(&bench, "results");
    let get = |site: &str, subgroup: &str, measure: &str, statistic: &str| {
        estimates[&[site, subgroup, measure, statistic].map(str::to_owned)]
    };

    let sites: std::collections::BTreeSet<&str> =
        estimates.keys().map(|key| key[0].as_str()).collect();
    assert_eq!(sites.len(), 26, "25 sites and all of them pooled: {sites:?}");
    for site in &sites {
        assert!(get(site, "", "started", "count") > 0.0, "nobody was helped in {site}");
    }

    // MHCYP 2017, 2020 and 2022: probable disorder, percent.
    for (year, survey) in [(2017, 12.1), (2020, 16.7), (2022, 18.0)] {
        let simulated = 100.0 * get("all", &format!("year={year}"), "prevalence", "share");
        assert!((simulated - survey).abs() < 1.5, "{year}: {simulated} against {survey}");
    }

    let agreement: Vec<&str> =
        done.stdout.lines().filter(|line| line.contains("mean absolute error")).collect();
    assert_eq!(agreement.len(), 2, "{agreement:?}");
    for (line, largest) in agreement.iter().zip([10.0, 2.0]) {
        let number = |after: &str| -> f64 {
            let rest = line.split_once(after).unwrap().1.trim_start();
            rest.split_whitespace().next().unwrap().parse().unwrap()
        };
        assert!(number("mean absolute error") < largest, "{line}");
        assert!(number("rank correlation") > 0.8, "{line}");
    }
}
