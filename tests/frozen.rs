//! With all that wears the workforce out switched to neutral, the model is that of fully staffed
//! teams: the values of a small run are those of the model before there was any turnover, to the
//! last digit. `tests/frozen/fully-staffed.csv` was written by that model.

use std::fmt::Write as _;

use mhst_core::model::results::{SiteResult, values};

use crate::world::{plan, run};

/// What makes the workforce neutral.
const NEUTRAL: &[(&str, f64)] = &[];

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
