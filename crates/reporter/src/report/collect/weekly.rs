//! Children with the team or in the missing middle, week by week in the measurement window, as
//! far as runs are kept in detail.

use std::collections::BTreeMap;

use mhst_core::engine::time::{MINUTES_PER_WEEK, SimTime, Week};
use mhst_core::model::place::Place;
use mhst_core::model::results::PlaceSeries;

use crate::warmup::{Level, Trace};

/// Sums over runs.
#[derive(Clone, Default, Debug)]
pub(crate) struct Weekly {
    /// Minutes that children spent.
    weeks: BTreeMap<Week, [u64; Level::ALL.len()]>,
    runs: u64,
}

impl Weekly {
    /// Adds a run, if it is kept in detail.
    pub(super) fn add(&mut self, series: &PlaceSeries) {
        if series.weeks.is_empty() {
            return;
        }
        self.runs += 1;
        for (week, places) in &series.weeks {
            let sums = self.weeks.entry(*week).or_default();
            for (sum, level) in sums.iter_mut().zip(Level::ALL) {
                let of = |place: &Place| places[*place as usize].iter().sum::<u64>();
                *sum += level.places().iter().map(of).sum::<u64>();
            }
        }
    }

    /// How many runs went in.
    pub(crate) fn runs(&self) -> u64 {
        self.runs
    }

    /// The mean over runs of a level in every whole week between two instants of which there are any.
    pub(crate) fn trace(&self, level: Level, from: SimTime, to: SimTime) -> Trace {
        let is_whole = |week: Week| from <= week.start() && week.next().start() <= to;
        let mut whole = self.weeks.iter().filter(|(week, _)| is_whole(**week)).peekable();
        let first = whole.peek().map_or_else(|| from.week(), |(week, _)| **week);
        let minutes = (self.runs.max(1) * u64::from(MINUTES_PER_WEEK)) as f64;
        let values = whole.map(|(_, sums)| sums[level as usize] as f64 / minutes).collect();
        Trace { level, first, values }
    }
}
