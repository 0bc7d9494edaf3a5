//! What a report is made of, gathered from the results as they come in, replicate by replicate.
//! Memory holds sums for each place on an axis, and neither results nor replicates.
//! [`Pass`](crate::Pass) brings them.

mod flows;
mod places;
#[cfg(test)]
mod tests;
mod waits;
mod weekly;
mod workforce;

use std::collections::BTreeMap;

use mhst_core::engine::time::{SimTime, Week};
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{SiteResult, Subgroup, measured};

pub(crate) use flows::Flows;
pub(crate) use places::Places;
pub(crate) use waits::Waits;
pub(crate) use weekly::Weekly;
pub(crate) use workforce::{Quantity, Workforce, Year};

use super::headline;
use crate::spread::Spread;
use crate::tables::{Replicate, Summary};

/// Takes results in, of one point or of many.
pub struct Collector {
    window: Window,
    /// Whether the central world stands beside plausible ones.
    has_worlds: bool,
    collected: Collected,
}

/// The time that is measured.
#[derive(Clone, Copy, Default, Debug)]
pub struct Window {
    /// Its first instant.
    pub from: SimTime,
    /// The first instant after it.
    pub to: SimTime,
}

impl Window {
    /// Whether all of a week is inside.
    fn has(self, week: Week) -> bool {
        self.from <= week.start() && week.next().start() <= self.to
    }
}

/// What came out, besides the summary of the first point.
#[derive(Default)]
pub struct Collected {
    /// Number of the first point.
    pub(crate) point: Option<u32>,
    /// The series of all children at the first point.
    pub(crate) series: Series,
    /// The headline numbers of all children at each point that has any, in order.
    pub(crate) points: Vec<(u32, Summary)>,
}

/// What is drawn of all children.
#[derive(Default)]
pub(crate) struct Series {
    /// Referrals to the team after referral.
    pub(crate) waits: Waits,
    /// Episodes by completed weeks without help, over plausible worlds where there are any.
    pub(crate) without_help: Weeks,
    /// Where children in need are in the central world.
    pub(crate) places: Places,
    /// Children with the team and in the missing middle, in all runs that are kept in detail.
    pub(crate) weekly: Weekly,
    /// Moves in the central world.
    pub(crate) flows: Flows,
    /// Teams in the central world.
    pub(crate) workforce: Workforce,
}

impl Collector {
    /// For runs that are measured in a window, in plausible worlds or in the central one alone.
    pub fn new(window: Window, spread: &Spread) -> Self {
        Self { window, has_worlds: spread.is_over_worlds(), collected: Collected::default() }
    }

    /// Adds a replicate.
    pub(crate) fn add(&mut self, replicate: &Replicate<'_>) {
        let has_worlds = self.has_worlds;
        let Collected { point, series, .. } = &mut self.collected;
        if *point.get_or_insert(replicate.point()) != replicate.point() {
            return;
        }
        if let Some(pooled) = replicate.pooled() {
            let is_central = replicate.world() == CENTRAL;
            series.waits.add(replicate.world(), pooled);
            series.weekly.add(&pooled.places);
            if !(is_central && has_worlds) {
                series.without_help.add(pooled);
            }
            // What is drawn of details is of the central world, of which they are always kept.
            if is_central {
                series.places.add(self.window, &pooled.places);
                series.flows.add(self.window, &pooled.flows);
                series.workforce.add(replicate.sites().iter().map(|(_, result)| result));
            }
        }
    }

    /// Adds the summary of a point.
    pub(crate) fn summarise(&mut self, point: u32, summary: &Summary) {
        let is_shown = |measure| headline::ROWS.iter().any(|(_, shown)| shown.measure == measure);
        let headlines = summary.of_everybody(is_shown);
        if !headlines.is_empty() {
            self.collected.points.push((point, headlines));
        }
    }

    /// What came out.
    pub(crate) fn finish(self) -> Collected {
        self.collected
    }
}

/// Episodes by completed weeks without help, summed over replicates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weeks {
    weeks: BTreeMap<u32, u64>,
}

impl Weeks {
    fn add(&mut self, result: &SiteResult) {
        let durations = result.tallies.durations(Subgroup::ALL, measured::DaysWithoutHelp);
        if let Some(days) = durations {
            for (week, episodes) in days.weeks() {
                *self.weeks.entry(week).or_default() += episodes;
            }
        }
    }

    /// Share of the episodes in each class of so many weeks, up to the longest.
    pub(crate) fn classes(&self, width: u32) -> Vec<f64> {
        let all: u64 = self.weeks.values().sum();
        let last = self.weeks.last_key_value().map_or(0, |(week, _)| week / width + 1);
        let mut classes = vec![0_u64; last as usize];
        for (week, episodes) in &self.weeks {
            classes[(week / width) as usize] += episodes;
        }
        classes.into_iter().map(|class| class as f64 / all as f64).collect()
    }
}
