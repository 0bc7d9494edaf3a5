use mhst_core::model::figures::{Figure, Quantity, Sites};
use mhst_core::model::knowledge::Belief;
use mhst_core::model::knowledge::fit::{Report, Run};
use mhst_core::model::parameters::Parameter;
use mhst_core::model::results::{Measure, Statistic, Subgroup};

use super::*;
use crate::scorecard::Gathering;

fn figure(key: &str, series: &str, site: &str, value: f64) -> Figure {
    let (measure, statistic) = (Measure::WaitReferralToStart, Statistic::Mean);
    Figure {
        series: series.to_owned(),
        quantity: Some(Quantity::Measured { measure, statistic, subgroup: Subgroup::ALL }),
        standard_error: Some(3.0),
        discrepancy: Some(4.0),
        ..Figure::of(key, Sites::One(site.to_owned()), value)
    }
}

/// A series is one target: the mean over its sites. Its error is that of one site, because what the
/// model is allowed to be off is the same at all. So are two reports of one quantity.
#[test]
fn evidence_that_is_one_piece_is_one_target() {
    let figures = [
        figure("a", "waits", "A", 10.0),
        figure("b", "waits", "B", 30.0),
        figure("first", "", "C", 7.0),
        figure("second", "", "C", 9.0),
        figure("d", "", "D", 1.0),
    ];
    let found = targets(&Gathering::new(figures));
    let rows: Vec<(&str, f64, f64)> =
        found.iter().map(|it| (it.name.as_str(), it.value, it.error)).collect();
    assert_eq!(rows, [("waits", 20.0, 5.0), ("first", 8.0, 5.0), ("d", 1.0, 5.0)]);
}

/// Two targets, and their reports: chance gives the second a variance of 144 between replicates.
fn two_targets() -> (Vec<Target>, Vec<Report>) {
    let found = targets(&Gathering::new([figure("a", "", "A", 10.0), figure("b", "", "B", 20.0)]));
    let central = [8.0, 20.0, 32.0].map(|second| vec![Some(10.0), Some(second)]);
    let reports = reports(&found, &central);
    (found, reports)
}

#[test]
fn a_report_may_be_off_by_its_error_discrepancy_and_chance() {
    let (_, reports) = two_targets();
    assert_eq!(reports, [Report { value: 10.0, sd: 5.0 }, Report { value: 20.0, sd: 13.0 }]);
}

#[test]
fn what_no_world_comes_near_is_said_first() {
    let (targets, reports) = two_targets();
    // The first is never nearer than 4 deviations; where the second fits it is further off.
    let prior: Vec<Run> = (0..20).map(|i| vec![Some(30.0 + f64::from(i)), Some(20.0)]).collect();
    let near = within_reach(&reports, &prior);
    assert_eq!(near, [None, Some(reports[1])]);
    let belief = Belief::of(Parameter::named("attrition.other_per_year")).unwrap();
    let fitted: Vec<(Vec<f64>, Run)> =
        prior.iter().map(|run| (vec![belief.quantile(0.9)], run.clone())).collect();
    let outcome =
        Outcome::new(&targets, &reports, &near, &[belief], &prior, &fitted, (20, 0.01, 20.0));
    let sentences = outcome.sentences();
    assert!(sentences[0].starts_with("The model cannot do this: a"), "{sentences:?}");
    assert!(sentences[1].starts_with("20 worlds fit, 1 of them different"), "{sentences:?}");
    assert!(sentences[1].contains("1 in 100"), "{sentences:?}");
    // The median moved to where 90 % of what was known lie below.
    assert!((outcome.parameters[0].moved - 0.8).abs() < 1e-3);
    assert_eq!(outcome.parameters[0].narrowed, 0.0);
}

/// Two targets that want opposite values of one thing pull against each other; two that want the same
/// do not.
#[test]
fn targets_that_pull_against_each_other_are_named() {
    let (targets, reports) = two_targets();
    let along = |slope: f64| -> Vec<Run> {
        (0..41)
            .map(|i| {
                let x = (f64::from(i) - 20.0) / 10.0;
                vec![Some(10.0 + 10.0 * (x - 1.0)), Some(20.0 + 26.0 * (slope * x - 1.0))]
            })
            .collect()
    };
    let belief = Belief::of(Parameter::named("attrition.other_per_year")).unwrap();
    let pulls = |runs: &[Run]| {
        let all: Vec<_> = reports.iter().copied().map(Some).collect();
        Outcome::new(&targets, &reports, &all, &[belief], runs, &[], (1, 1.0, 1.0)).pulls
    };
    assert_eq!(pulls(&along(-1.0)), [(0, 1)]);
    assert_eq!(pulls(&along(1.0)), []);
}
