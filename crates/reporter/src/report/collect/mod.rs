//! What a report is made of, gathered from the results as they come in, replicate by replicate.
//! Memory holds a number for each replicate and place on an axis, and no results.

mod flows;
mod places;
mod sweep;
#[cfg(test)]
mod tests;
mod waits;
mod workforce;

use std::collections::BTreeMap;

use mhst_core::engine::statistics::{Interval, mean_interval};
use mhst_core::engine::time::{SimTime, Week};
use mhst_core::model::results::{SiteResult, Subgroup, measured, values};

pub(crate) use flows::Flows;
pub(crate) use places::Places;
pub use sweep::SweepCollector;
pub(crate) use waits::Waits;
pub(crate) use workforce::{Quantity, Workforce, Year};

use crate::tables::{ALL_SITES, Gathering, LEVEL, Replicate, Summary};

/// Takes results in.
pub struct Collector {
    point: Option<u32>,
    gathering: Gathering,
    series: Series,
}

/// The time that is measured.
#[derive(Clone, Copy, Debug)]
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

/// What came out of a point.
pub struct Collected {
    /// Its number.
    pub(crate) point: u32,
    /// The published values: of all children with their subgroups, of each site without.
    pub(crate) summary: Summary,
    /// The series of all children.
    pub(crate) series: Series,
}

/// What is drawn of all children.
pub(crate) struct Series {
    /// Referrals to the team after referral.
    pub(crate) waits: Waits,
    /// Episodes by completed weeks without help.
    pub(crate) without_help: Weeks,
    /// Where children in need are.
    pub(crate) places: Places,
    /// Moves.
    pub(crate) flows: Flows,
    /// Teams.
    pub(crate) workforce: Workforce,
}

impl Collector {
    /// For runs that are measured in a window.
    pub fn new(window: Window) -> Self {
        Self {
            point: None,
            gathering: Gathering::default(),
            series: Series {
                waits: Waits::default(),
                without_help: Weeks::default(),
                places: Places::new(window),
                flows: Flows::new(window),
                workforce: Workforce::default(),
            },
        }
    }

    /// Adds a replicate of the first point; those of others are passed over.
    pub fn add(&mut self, replicate: &Replicate<'_>) {
        if *self.point.get_or_insert(replicate.point()) != replicate.point() {
            return;
        }
        for (site, result) in replicate.results() {
            let mut values = values(result);
            values.retain(|value| site == ALL_SITES || value.subgroup == Subgroup::ALL);
            self.gathering.add(site, &values);
        }
        if let Some(pooled) = replicate.pooled() {
            self.series.add(pooled, replicate.sites());
        }
    }

    /// What came out.
    pub fn finish(self) -> Collected {
        Collected {
            point: self.point.unwrap_or_default(),
            summary: self.gathering.finish(),
            series: self.series,
        }
    }
}

impl Series {
    fn add(&mut self, pooled: &SiteResult, sites: &[(String, SiteResult)]) {
        self.waits.add(pooled);
        self.without_help.add(pooled);
        self.places.add(&pooled.places);
        self.flows.add(&pooled.flows);
        self.workforce.add(sites.iter().map(|(_, result)| result));
    }
}

/// The values of the replicates of one quantity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repeated(Vec<f64>);

impl Repeated {
    pub(crate) fn add(&mut self, value: f64) {
        self.0.push(value);
    }

    /// The mean with its interval, cut off where the quantity ends; `None` of no replicate.
    pub(crate) fn interval(&self, range: (f64, f64)) -> Option<Interval> {
        mean_interval(&self.0, LEVEL).map(|interval| interval.within(range))
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
