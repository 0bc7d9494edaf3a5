//! With all that wears the workforce out switched to neutral, the model is that of fully staffed
//! teams: the values of a small run are those of the model before there was any turnover, to the
//! last digit. `tests/frozen/fully-staffed.csv` was written by that model.

use std::fmt::Write as _;

use mhst_core::model::results::{SiteResult, values};

use crate::world::{plan, run};

/// What makes the workforce neutral.
const NEUTRAL: &[(&str, f64)] = &[
    // Slots: 11 for an EMHP and 3 for a senior come out of 35 hours without leave or training.
    ("hours.contracted_per_week", 35.0),
    ("hours.leave_days_per_year", 0.0),
    ("hours.training_days_per_year", 0.0),
    ("hours.direct_share", 0.55),
    ("hours.senior_direct_share", 0.15),
    // Caps without experience.
    ("caseload.trainee", 16.0),
    ("caseload.newly_qualified", 16.0),
    ("outcome.log_odds_inexperienced", 0.0),
    // Nobody needs supervision, is strained, or leaves, and everybody is there on the first day.
    ("supervision.is_needed", 0.0),
    ("strain.is_felt", 0.0),
    ("attrition.stepping_stone_per_year", 0.0),
    ("attrition.expectations_per_year", 0.0),
    ("attrition.workload_per_year", 0.0),
    ("attrition.supervision_per_year", 0.0),
    ("attrition.progression_per_year", 0.0),
    ("attrition.pay_and_contract_per_year", 0.0),
    ("attrition.rigidity_per_year", 0.0),
    ("attrition.other_per_year", 0.0),
    ("attrition.senior_per_year", 0.0),
    ("attrition.senior_workload_per_year", 0.0),
    ("recruitment.training_drop_out_share", 0.0),
    ("recruitment.senior_months_to_fill", 0.0),
    // The remit is firm, and the threshold stands still.
    ("remit.policy", 0.0),
    ("specialist.threshold_response_per_year", 0.0),
];

/// Every value of every replicate in a line of its own.
fn lines(results: &[SiteResult]) -> String {
    let mut text = String::from("replicate,subgroup,measure,statistic,value\n");
    for (replicate, result) in results.iter().enumerate() {
        for v in values(result) {
            let (subgroup, measure, statistic) =
                (v.subgroup.name(), v.measure.name(), v.statistic.name());
            if let Some(value) = v.value {
                let _ = writeln!(text, "{replicate},{subgroup},{measure},{statistic},{value}");
            }
        }
    }
    text
}

#[test]
fn a_neutral_workforce_is_a_full_one() {
    let frozen = include_str!("frozen/fully-staffed.csv");
    let now = lines(&run(plan(2, 16_000, NEUTRAL), 2));
    let mut compared = 0;
    let now: std::collections::BTreeMap<&str, &str> =
        now.lines().filter_map(|line| line.rsplit_once(',')).collect();
    for (what, value) in frozen.lines().filter_map(|line| line.rsplit_once(',')) {
        assert_eq!(now.get(what), Some(&value), "{what}");
        compared += 1;
    }
    assert!(compared > 500, "{compared} values");
}
