//! The published values of a result: measure, statistic, value.

use std::collections::BTreeSet;

use super::basis::heads;
use super::measure::{Kind, Measure};
use super::site_result::{SiteResult, Tally};
use super::subgroup::Subgroup;
use crate::engine::time::MINUTES_PER_DAY;

/// A statistic of a measure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Statistic {
    /// Number counted.
    Count,
    /// Sum of person-time.
    Total,
    /// Part of the whole.
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

    /// The least and the greatest that it can be, whatever is measured.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::Share => (0.0, 1.0),
            _ => (0.0, f64::INFINITY),
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
    /// The number; `None` where there is none, such as a mean of nobody.
    pub value: Option<f64>,
    /// How many children, referrals, episodes or people it rests on: nobody where there is no number,
    /// `None` where it is not of such.
    pub rests_on: Option<f64>,
}

/// All published values of a result, in order of subgroup, measure and statistic: the same list
/// for every replicate, where the subgroups that only some runs have are met in each. A count of
/// nothing is zero; what cannot be computed is missing.
pub fn values(result: &SiteResult) -> Vec<Value> {
    let mut published: BTreeSet<(Subgroup, Measure)> = result.tallies.keys().copied().collect();
    let met: BTreeSet<Subgroup> = published.iter().map(|(subgroup, _)| *subgroup).collect();
    for &measure in Measure::ALL {
        let divided = met.iter().filter(|met| measure.dimensions().contains(&met.dimension));
        let subgroups = measure.subgroups().chain(divided.copied());
        published.extend(subgroups.map(|subgroup| (subgroup, measure)));
    }
    let mut values = Vec::new();
    for (subgroup, measure) in published {
        let tally = result.tallies.get(&(subgroup, tallied_under(measure)));
        for &statistic in measure.kind().statistics() {
            let value = value(tally, measure.kind(), statistic);
            let counted = heads(measure, tally);
            values.push(Value {
                subgroup,
                measure,
                statistic,
                unit: unit(measure, statistic),
                value,
                rests_on: counted.map(|heads| if value.is_some() { heads } else { 0.0 }),
            });
        }
    }
    values
}

/// Starts of help are followed up once, for the first of the measures that are read off the curve.
fn tallied_under(measure: Measure) -> Measure {
    match measure.kind() {
        Kind::StartedWithin(_) => Measure::StartedWithin28Days,
        _ => measure,
    }
}

fn unit(measure: Measure, statistic: Statistic) -> &'static str {
    match (measure.kind(), statistic) {
        (Kind::Durations, Statistic::Count) if measure == Measure::UnmetDaysPerEpisode => {
            "episodes"
        }
        (Kind::Durations, Statistic::Count) => "children",
        _ => measure.unit(),
    }
}

fn value(tally: Option<&Tally>, kind: Kind, statistic: Statistic) -> Option<f64> {
    let Some(tally) = tally else {
        return matches!(statistic, Statistic::Count | Statistic::Total).then_some(0.0);
    };
    match tally {
        Tally::Count(n) => Some(*n as f64),
        Tally::Minutes(minutes) => Some(*minutes as f64 / f64::from(MINUTES_PER_DAY)),
        Tally::Share { part, whole } => (*whole > 0.0).then(|| part / whole),
        Tally::Durations(days) => {
            let quantile = |p| days.quantile(p).map(f64::from);
            match statistic {
                Statistic::Count => Some(days.count() as f64),
                Statistic::Mean => days.mean(),
                Statistic::P50 => quantile(0.50),
                Statistic::P75 => quantile(0.75),
                Statistic::P90 => quantile(0.90),
                Statistic::P95 => quantile(0.95),
                Statistic::Max => quantile(1.0),
                Statistic::Total | Statistic::Share => None,
            }
        }
        Tally::FollowUp(risks) => match kind {
            Kind::StartedWithin(days) => risks.incidence()?.known_at(days),
            _ => None,
        },
    }
}
