//! The library has the results of the command, and of a world that is run step by step.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the way to fail")]

use mhst::{Measure, Place, Scenario, Statistic};

fn camden() -> Scenario {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/trailblazer.toml");
    Scenario::load(file).unwrap().only_sites(["Camden"]).unwrap()
}

#[test]
fn a_world_run_step_by_step_has_the_results_of_a_run() {
    let scenario = camden();
    let results = scenario.run(2).unwrap();
    let mut world = scenario.world("Camden", 2).unwrap();
    for _ in 0..1_000 {
        world.step().unwrap();
    }
    assert_eq!(world.events(), 1_000);
    assert!(world.count("Camden", Place::Unrecognised).unwrap() > 0);
    assert_eq!(world.count("Nowhere", Place::Unrecognised), None);
    let stepped = world.finish().unwrap();
    assert!(stepped[0] == results.replicates()[1][0].1);
}

#[test]
fn a_comparison_is_the_difference_of_two_runs() {
    let base = camden();
    let variant = base.with("remit.policy", "extended").unwrap();
    let compared = base.compare(&variant, 2).unwrap();
    let row = compared.get("Camden", Measure::Referrals, Statistic::Count).unwrap();
    let mean = |scenario: &Scenario| {
        let results = scenario.run(2).unwrap();
        results.get("Camden", Measure::Referrals, Statistic::Count).unwrap().estimate
    };
    let difference = row.comparison.as_ref().unwrap().difference.estimate;
    assert!((difference - (mean(&variant) - mean(&base))).abs() < 1e-9);
}

#[test]
fn what_is_wrong_is_said_and_nothing_panics() {
    let scenario = camden();
    let error = scenario.with("remit.polcy", "firm").unwrap_err().to_string();
    assert!(error.contains("remit.policy"), "{error}");
    assert!(scenario.world("Nowhere", 1).unwrap_err().to_string().contains("Nowhere"));
    assert!(Scenario::load("no-such-file.toml").is_err());
    let other = scenario.only_sites(["Camden"]).unwrap().with_seed(7).unwrap();
    assert!(
        other.run(1).unwrap().replicates()[0][0].1 != scenario.run(1).unwrap().replicates()[0][0].1
    );
}
