//! The published values of a result: measure, statistic, value.

use std::collections::BTreeSet;

use super::measure::{Kind, Measure};
use super::site_result::SiteResult;
use super::statistic::Statistic;
use super::subgroup::Subgroup;
use super::tally::{Level, Ratio, TallyRef};
use crate::engine::time::MINUTES_PER_DAY;

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
    /// The number of children, referrals, episodes or people it rests on: nobody where there is no
    /// number, `None` where it is not of such.
    pub rests_on: Option<f64>,
}

/// All published values of a result, in order of subgroup, measure and statistic: the same list
/// for every replicate, where the subgroups that only some runs have are met in each. A count of
/// nothing is zero; what cannot be computed is missing.
pub fn values(result: &SiteResult) -> Vec<Value> {
    let mut published: BTreeSet<(Subgroup, Measure)> = result.tallies.keys().collect();
    let met: BTreeSet<Subgroup> = published.iter().map(|(subgroup, _)| *subgroup).collect();
    for &measure in Measure::ALL {
        let divided = met.iter().filter(|met| measure.dimensions().contains(&met.dimension));
        let subgroups = measure.subgroups().chain(divided.copied());
        published.extend(subgroups.map(|subgroup| (subgroup, measure)));
    }
    let mut values = Vec::new();
    for (subgroup, measure) in published {
        let tally = result.tallies.get(subgroup, measure);
        let heads = measure.basis().is_of_heads().then(|| tally.map_or(0.0, heads));
        let percentiles = percentiles(tally);
        for &statistic in measure.kind().statistics() {
            let value = match tally {
                Some(tally) => value(tally, &percentiles, measure.kind(), statistic),
                None => matches!(statistic, Statistic::Count | Statistic::Total).then_some(0.0),
            };
            values.push(Value {
                subgroup,
                measure,
                statistic,
                unit: unit(measure, statistic),
                value,
                rests_on: heads.map(|heads| if value.is_some() { heads } else { 0.0 }),
            });
        }
    }
    values
}

/// The number of children, referrals, episodes or people were counted: the count itself, the whole
/// of a share, those averaged, those followed.
fn heads(tally: TallyRef<'_>) -> f64 {
    match tally {
        TallyRef::Count(n) => n as f64,
        TallyRef::Minutes(_) | TallyRef::Level(_) => 0.0,
        TallyRef::Ratio(ratio) => ratio.whole,
        TallyRef::Durations(days) => days.count() as f64,
        TallyRef::FollowUp(risks) => risks.count() as f64,
    }
}

fn unit(measure: Measure, statistic: Statistic) -> &'static str {
    match (measure.kind(), statistic) {
        (Kind::Durations, Statistic::Count) => measure.basis().counted_in(),
        _ => measure.unit(),
    }
}

/// The percentiles that are published, and those of durations.
type Percentiles = [(Statistic, Option<u32>); 5];

fn percentiles(tally: Option<TallyRef<'_>>) -> Percentiles {
    let found = match tally {
        Some(TallyRef::Durations(days)) => days.quantiles([0.50, 0.75, 0.90, 0.95, 1.0]),
        _ => [None; 5],
    };
    let statistics =
        [Statistic::P50, Statistic::P75, Statistic::P90, Statistic::P95, Statistic::Max];
    std::array::from_fn(|index| (statistics[index], found[index]))
}

fn value(
    tally: TallyRef<'_>,
    percentiles: &Percentiles,
    kind: Kind,
    statistic: Statistic,
) -> Option<f64> {
    match tally {
        TallyRef::Count(n) => Some(n as f64),
        TallyRef::Minutes(minutes) => Some(minutes as f64 / f64::from(MINUTES_PER_DAY)),
        TallyRef::Ratio(Ratio { part, whole }) => (whole > 0.0).then(|| part / whole),
        TallyRef::Level(Level { total, times }) => (times > 0.0).then(|| total / times),
        TallyRef::Durations(days) => match statistic {
            Statistic::Count => Some(days.count() as f64),
            Statistic::Mean => days.mean(),
            _ => percentiles.iter().find(|(of, _)| *of == statistic)?.1.map(f64::from),
        },
        TallyRef::FollowUp(risks) => match kind {
            Kind::StartedWithin(days) => risks.incidence()?.known_at(days),
            _ => None,
        },
    }
}
