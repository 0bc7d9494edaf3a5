//! Distributions of durations, kept as counts by completed day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::time::{MINUTES_PER_DAY, Span};

/// Number of days whose counts are stored by index.
const NEAR: usize = 1024;

/// Durations counted by completed day, with their exact sum.
///
/// Two of them can be added, so that the percentiles of children pooled over sites are exact (to
/// the completed day) and the mean is exact to the minute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct DayCounts {
    /// Counts of the first days, up to the last day with any.
    near: Vec<u64>,
    /// Counts of the days from [`NEAR`] on.
    far: BTreeMap<u32, u64>,
    /// How many durations there are.
    total: u64,
    minutes: u64,
}

/// The stored form of [`DayCounts`]: the days that occur.
#[derive(Serialize, Deserialize)]
struct Stored {
    days: Vec<(u32, u64)>,
    minutes: u64,
}

impl From<DayCounts> for Stored {
    fn from(counts: DayCounts) -> Self {
        Self { days: counts.days().collect(), minutes: counts.minutes }
    }
}

impl From<Stored> for DayCounts {
    fn from(stored: Stored) -> Self {
        let mut counts = Self { minutes: stored.minutes, ..Self::default() };
        stored.days.into_iter().for_each(|(day, count)| counts.add_on(day, count));
        counts
    }
}

impl DayCounts {
    /// Counts one duration.
    #[inline]
    pub fn add(&mut self, duration: Span) {
        match self.near.get_mut(duration.whole_days() as usize) {
            Some(count) => {
                *count += 1;
                self.total += 1;
            }
            None => self.add_on(duration.whole_days(), 1),
        }
        self.minutes += u64::from(duration.minutes());
    }

    /// Adds the durations of another.
    pub fn merge(&mut self, other: &Self) {
        other.days().for_each(|(day, count)| self.add_on(day, count));
        self.minutes += other.minutes;
    }

    fn add_on(&mut self, day: u32, count: u64) {
        let index = day as usize;
        if count == 0 {
            return;
        }
        self.total += count;
        if index >= NEAR {
            *self.far.entry(day).or_default() += count;
            return;
        }
        if index >= self.near.len() {
            self.near.resize(index + 1, 0);
        }
        self.near[index] += count;
    }

    /// How many durations were counted.
    pub fn count(&self) -> u64 {
        self.total
    }

    /// Mean in days, fractions included; `None` if nothing was counted.
    pub fn mean(&self) -> Option<f64> {
        let count = self.count();
        (count > 0).then(|| self.minutes as f64 / (count as f64 * f64::from(MINUTES_PER_DAY)))
    }

    /// The `p`-quantile in completed days by nearest rank: the smallest day that at least a share
    /// `p` of the durations does not exceed (Hyndman & Fan 1996, definition 1). `None` if
    /// nothing was counted.
    pub fn quantile(&self, p: f64) -> Option<u32> {
        self.quantiles([p])[0]
    }

    /// Several quantiles, `ps` in ascending order.
    pub fn quantiles<const N: usize>(&self, ps: [f64; N]) -> [Option<u32>; N] {
        let ranks = ps.map(|p| {
            // 0.07 * 100 is a little more than 7 in floating point, and must not become rank 8.
            let rank = p * self.total as f64;
            ((rank - rank * 4.0 * f64::EPSILON).ceil() as u64).max(1)
        });
        let (mut found, mut next, mut below) = ([None; N], 0, 0);
        for (day, count) in self.days() {
            below += count;
            while next < N && below >= ranks[next] {
                found[next] = Some(day);
                next += 1;
            }
            if next == N {
                break;
            }
        }
        found
    }

    /// Share of durations of more than `days` completed days; `None` if nothing was counted.
    pub fn share_above(&self, days: u32) -> Option<f64> {
        let count = self.count();
        let above: u64 = self.days().filter(|&(day, _)| day > days).map(|(_, n)| n).sum();
        (count > 0).then(|| above as f64 / count as f64)
    }

    /// How many durations of exactly this completed day were counted.
    pub fn on(&self, day: u32) -> u64 {
        match self.near.get(day as usize) {
            Some(&count) => count,
            None => self.far.get(&day).copied().unwrap_or(0),
        }
    }

    /// Counts by completed day, in order.
    pub fn days(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        let near = (0..).zip(self.near.iter().copied()).filter(|&(_, count)| count > 0);
        near.chain(self.far.iter().map(|(&day, &count)| (day, count)))
    }

    /// Counts by completed week, in order.
    pub fn weeks(&self) -> BTreeMap<u32, u64> {
        let mut weeks = BTreeMap::new();
        for (day, count) in self.days() {
            *weeks.entry(day / 7).or_default() += count;
        }
        weeks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(days: &[u32]) -> DayCounts {
        let mut counts = DayCounts::default();
        for &day in days {
            counts.add(Span::from_days(day));
        }
        counts
    }

    #[test]
    fn quantiles_are_nearest_ranks_of_the_sorted_durations() {
        let mut days = vec![9, 3, 3, 40, 0, 12, 7, 7, 7, 25];
        let counts = counts(&days);
        days.sort_unstable();
        for p in [0.01, 0.1, 0.25, 0.5, 0.51, 0.75, 0.9, 0.95, 1.0] {
            let rank = (p * days.len() as f64).ceil() as usize;
            assert_eq!(counts.quantile(p), Some(days[rank - 1]), "p = {p}");
        }
        assert_eq!(counts.share_above(9), Some(0.3));
    }

    #[test]
    fn pooling_is_adding_children_not_averaging_sites() {
        let mut pooled = counts(&[1, 1, 1, 1]);
        pooled.merge(&counts(&[11]));
        assert_eq!(pooled, counts(&[11, 1, 1, 1, 1]));
        assert_eq!(pooled.mean(), Some(3.0));
    }

    #[test]
    fn nothing_counted_has_no_mean_and_no_quantile() {
        assert_eq!(DayCounts::default().mean(), None);
        assert_eq!(DayCounts::default().quantile(0.5), None);
        assert_eq!(DayCounts::default().share_above(1), None);
    }
}
