//! What becomes of accepted referrals, by time since referral.

use std::collections::BTreeMap;

use mhst_core::engine::statistics::{CompetingRisks, Interval};
use mhst_core::model::results::{SiteResult, Subgroup};

use crate::repeated::Repeated;

/// Days at which the curves are read: every week of a year.
const STEP: u32 = 7;
const LAST: u32 = 364;

/// Shares of accepted referrals so many days after referral.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waits {
    days: BTreeMap<u32, Shares>,
}

/// Shares on one day: with help started, and on the list still.
#[derive(Clone, Debug, Default)]
struct Shares {
    started: Repeated,
    waiting: Repeated,
}

impl Waits {
    pub(super) fn add(&mut self, world: u32, result: &SiteResult) {
        // The follow-up from which the shares of the summary are read.
        let Some(risks) = result.tallies.follow_up(Subgroup::ALL) else { return };
        let turned = CompetingRisks {
            event: risks.competing.clone(),
            competing: risks.event.clone(),
            censored: risks.censored.clone(),
        };
        let (Some(started), Some(left)) = (risks.incidence(), turned.incidence()) else { return };
        for day in (0..=LAST).step_by(STEP as usize) {
            let (Some(started), Some(left)) = (started.known_at(day), left.known_at(day)) else {
                break;
            };
            let shares = self.days.entry(day).or_default();
            shares.started.add(world, started);
            shares.waiting.add(world, (1.0 - started - left).max(0.0));
        }
    }

    /// Days since referral, share that had started and share that was still waiting, with intervals at
    /// `level`.
    pub(crate) fn curves(&self, level: f64) -> impl Iterator<Item = (u32, Interval, Interval)> {
        let range = (0.0, 1.0);
        self.days.iter().filter_map(move |(&day, shares)| {
            Some((
                day,
                shares.started.interval(range, level)?,
                shares.waiting.interval(range, level)?,
            ))
        })
    }
}
