//! How many children are where, month by month.

use std::collections::BTreeMap;

use mhst_core::engine::time::{MINUTES_PER_WEEK, Month};
use mhst_core::model::place::Place;
use mhst_core::model::results::PlaceSeries;

use super::Window;

/// Children in need by month and place.
#[derive(Clone, Default, Debug)]
pub(crate) struct Places {
    /// Minutes in need, and weeks, over all replicates.
    months: BTreeMap<Month, ([u64; Place::COUNT], u64)>,
}

impl Places {
    /// Adds the weeks inside the window.
    pub(super) fn add(&mut self, window: Window, series: &PlaceSeries) {
        for (week, minutes) in &series.weeks {
            if !window.has(*week) {
                continue;
            }
            let (sums, weeks) = self.months.entry(week.start().month()).or_default();
            for (sum, [in_need, _]) in sums.iter_mut().zip(minutes) {
                *sum += in_need;
            }
            *weeks += 1;
        }
    }

    /// For each month, the average number of children in need in each place, in the order of
    /// [`Place::ALL`], over the weeks that begin in it.
    pub(crate) fn averages(&self) -> impl Iterator<Item = (Month, [f64; Place::COUNT])> {
        self.months.iter().map(|(&month, (sums, weeks))| {
            let minutes = (weeks * u64::from(MINUTES_PER_WEEK)) as f64;
            (month, sums.map(|sum| sum as f64 / minutes))
        })
    }
}
