//! The published values of a result: measure, statistic, value.

use super::measure::Measure;
use super::site_result::{SiteResult, Tally};
use super::subgroup::Subgroup;

/// A statistic of a measure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Statistic {
    /// Number counted.
    Count,
    /// Sum of person-time.
    Total,
    /// Part of the whole, of proportions.
    Share,
    /// Arithmetic mean.
    Mean,
    /// Median, by nearest rank.
    P50,
    /// 75th percentile, by nearest rank.
    P75,
    /// 90th percentile, by nearest rank.
    P90,
    /// 95th percentile, by nearest rank.
    P95,
    /// Greatest.
    Max,
}

impl Statistic {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Total => "total",
            Self::Share => "share",
            Self::Mean => "mean",
            Self::P50 => "p50",
            Self::P75 => "p75",
            Self::P90 => "p90",
            Self::P95 => "p95",
            Self::Max => "max",
        }
    }
}

/// One published number of one replicate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// Which children.
    pub subgroup: Subgroup,
    /// What was measured.
    pub measure: Measure,
    /// Which statistic of it.
    pub statistic: Statistic,
    /// Unit of the number.
    pub unit: &'static str,
    /// The number.
    pub value: f64,
}

/// The measures read off the cumulative incidence of starting help, and their days. The follow-up
/// itself is tallied under the first of them.
const STARTED_WITHIN: [(Measure, u32); 4] = [
    (Measure::StartedWithin28Days, 28),
    (Measure::StartedWithin84Days, 84),
    (Measure::StartedWithin126Days, 126),
    (Measure::StartedWithin365Days, 365),
];

/// All published values of a result, in order of subgroup, measure and statistic. What cannot be
/// computed (a mean of nobody) is left out: missing stays missing.
pub fn values(result: &SiteResult) -> Vec<Value> {
    let mut values = Vec::new();
    for (&(subgroup, measure), tally) in &result.tallies {
        let mut push = |statistic, unit, value| {
            values.push(Value { subgroup, measure, statistic, unit, value });
        };
        match tally {
            Tally::Count(n) => push(Statistic::Count, measure.unit(), *n as f64),
            Tally::Minutes(minutes) => {
                push(Statistic::Total, measure.unit(), *minutes as f64 / (24.0 * 60.0));
            }
            Tally::Share { part, whole } if *whole > 0.0 => {
                let statistic = match measure.unit() {
                    "proportion" => Statistic::Share,
                    _ => Statistic::Mean,
                };
                push(statistic, measure.unit(), part / whole);
            }
            Tally::Share { .. } => {}
            Tally::Durations(days) => {
                push(Statistic::Count, "children", days.count() as f64);
                if let Some(mean) = days.mean() {
                    push(Statistic::Mean, measure.unit(), mean);
                }
                for (statistic, p) in [
                    (Statistic::P50, 0.50),
                    (Statistic::P75, 0.75),
                    (Statistic::P90, 0.90),
                    (Statistic::P95, 0.95),
                    (Statistic::Max, 1.0),
                ] {
                    if let Some(day) = days.quantile(p) {
                        push(statistic, measure.unit(), f64::from(day));
                    }
                }
            }
            Tally::FollowUp(risks) => {
                if let Some(curve) = risks.incidence() {
                    for (measure, day) in STARTED_WITHIN {
                        values.push(Value {
                            subgroup,
                            measure,
                            statistic: Statistic::Share,
                            unit: measure.unit(),
                            value: curve.at(day),
                        });
                    }
                }
            }
        }
    }
    values
}
