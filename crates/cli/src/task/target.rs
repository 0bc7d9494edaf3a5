//! Targets and main results as they are typed.

use mhst_core::model::results::{Measure, Statistic};
use mhst_reporter::report::MAIN_RESULTS;
use mhst_reporter::targets::Target;
use mhst_runner::scenario::nearest;

/// The target that a text says.
pub(crate) fn target(text: &str) -> Result<Target, String> {
    let (name, value, is_least) = match (text.split_once(">="), text.split_once("<=")) {
        (Some((name, value)), None) => (name, value, true),
        (None, Some((name, value))) => (name, value, false),
        _ => return Err("write it like started_within_126_days>=0.8".to_owned()),
    };
    let (measure, statistic) = result(name.trim())?;
    let value = value.trim();
    match value.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Target { measure, statistic, is_least, value }),
        _ => Err(format!("`{value}` is no number")),
    }
}

/// A main result by its name: `measure:statistic`, or the measure alone where that is one result.
pub(crate) fn result(text: &str) -> Result<(Measure, Statistic), String> {
    let name = |(measure, statistic): (Measure, Statistic)| measure.result_name(statistic);
    let is_it = |result: &&(Measure, Statistic)| name(**result) == text;
    let mut of_measure = MAIN_RESULTS.iter().filter(|(measure, _)| measure.name() == text);
    let only = of_measure.next().filter(|_| of_measure.next().is_none());
    MAIN_RESULTS.iter().find(is_it).or(only).copied().ok_or_else(|| {
        let names = MAIN_RESULTS.map(name);
        format!("`{text}` is no main result; {}", nearest(text, names.iter().map(String::as_str)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_main_result_and_a_bound() {
        let found = target("started_within_126_days>=0.8").unwrap();
        assert_eq!((found.statistic, found.is_least, found.value), (Statistic::Share, true, 0.8));
        let found = target("wait_referral_to_start:p90 <= 100").unwrap();
        assert_eq!((found.statistic, found.is_least), (Statistic::P90, false));
        // Of the wait there are several.
        for wrong in ["wait_referral_to_start<=9", "started>5", "referals>=1", "referrals>=many"] {
            assert!(target(wrong).is_err(), "{wrong}");
        }
    }
}
