//! Supply that the sites of a world share (M23, M30). If supply falls short, posts are served at
//! random, never in the order of sites.

use std::collections::BTreeMap;

use crate::engine::time::{DAYS_PER_YEAR, SimTime, Week};

/// Months for which an experienced practitioner looks for a post: a prior.
const LOOKS_FOR_YEARS: f64 = 0.5;

/// The training places of each cohort, and the posts that want one.
#[derive(Clone, Debug, Default)]
pub(super) struct Lots {
    cohorts: BTreeMap<SimTime, Lot>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Lot {
    places: f64,
    wanted: f64,
}

impl Lots {
    /// A site brings places to a cohort, and posts that want one.
    pub(super) fn add(&mut self, cohort: SimTime, places: f64, wanted: f64) {
        let lot = self.cohorts.entry(cohort).or_default();
        lot.places += places;
        lot.wanted += wanted;
    }

    /// The probability that a post gets a place; none if places of the cohort are not limited.
    pub(super) fn chance(&self, cohort: SimTime) -> Option<f64> {
        let lot = self.cohorts.get(&cohort)?;
        Some(if lot.wanted > 0.0 { lot.places / lot.wanted } else { 1.0 })
    }
}

/// Experienced practitioners who are looking for a senior post, in whole people and fractions.
#[derive(Clone, Debug)]
pub(super) struct Seniors {
    /// How many start to look in a year; none if their number is not limited.
    per_year: f64,
    looking: f64,
    /// The time up to which they were counted.
    since: SimTime,
    /// The week in which posts want them, how many posts so far, and how many in the last week with
    /// any.
    week: Week,
    wanted: u32,
    wanted_before: u32,
    /// The probability for a post in this week.
    chance: f64,
}

impl Seniors {
    pub(super) fn new() -> Self {
        Self {
            per_year: 0.0,
            looking: 0.5,
            since: SimTime::ZERO,
            week: SimTime::ZERO.week(),
            wanted: 0,
            wanted_before: 0,
            chance: 1.0,
        }
    }

    /// More of them start to look in a year.
    pub(super) fn add(&mut self, per_year: f64) {
        self.per_year += per_year;
    }

    /// Whether a post finds someone at the end of its search; `drawn` is uniform between 0 and 1.
    pub(super) fn take(&mut self, now: SimTime, drawn: f64) -> bool {
        if self.per_year <= 0.0 {
            return true;
        }
        let came = self.per_year * now.since(self.since).days() / DAYS_PER_YEAR;
        self.looking = (self.looking + came).min(0.5 + self.per_year * LOOKS_FOR_YEARS);
        self.since = now;
        if now.week() != self.week {
            self.week = now.week();
            self.wanted_before = std::mem::take(&mut self.wanted);
            self.chance = self.looking / f64::from(self.wanted_before.max(1));
        }
        self.wanted += 1;
        let found = drawn < self.chance && self.looking >= 1.0;
        if found {
            self.looking -= 1.0;
        }
        found
    }
}
