//! The histogram of durations agrees with the sorted list of them.

use mhst_core::engine::statistics::DayCounts;
use mhst_core::engine::time::{MINUTES_PER_DAY, Span};
use proptest::prelude::*;

fn durations() -> impl Strategy<Value = Vec<u32>> {
    let minutes = prop_oneof![0..20 * MINUTES_PER_DAY, 0..2000 * MINUTES_PER_DAY];
    prop::collection::vec(minutes, 1..400)
}

fn counts(minutes: &[u32]) -> DayCounts {
    let mut counts = DayCounts::default();
    minutes.iter().for_each(|&m| counts.add(Span::from_minutes(m)));
    counts
}

proptest! {
    /// In whole numbers, so that no rounding blurs which rank is meant: the smallest day that
    /// `thousandths` in a thousand do not exceed.
    #[test]
    fn quantiles_are_nearest_ranks(mut minutes in durations(), thousandths in 0..=1000_usize) {
        let found = counts(&minutes).quantile(thousandths as f64 / 1000.0);
        minutes.sort_unstable();
        let rank = (thousandths * minutes.len()).div_ceil(1000).max(1);
        prop_assert_eq!(found, Some(minutes[rank - 1] / MINUTES_PER_DAY));
    }

    #[test]
    fn means_and_shares_are_those_of_the_list(minutes in durations(), days in 0..30_u32) {
        let counts = counts(&minutes);
        let n = minutes.len() as f64;
        let total: f64 = minutes.iter().map(|&m| f64::from(m)).sum();
        let mean = total / n / f64::from(MINUTES_PER_DAY);
        prop_assert!((counts.mean().unwrap() - mean).abs() <= 1e-9 * mean);
        let above = minutes.iter().filter(|&&m| m >= (days + 1) * MINUTES_PER_DAY).count();
        prop_assert_eq!(counts.share_above(days), Some(above as f64 / n));
        prop_assert_eq!(counts.count(), minutes.len() as u64);
        let weeks: u64 = counts.weeks().into_values().sum();
        prop_assert_eq!(weeks, minutes.len() as u64);
    }

    #[test]
    fn parts_add_up_to_the_whole(minutes in durations(), cut in any::<prop::sample::Index>()) {
        let (left, right) = minutes.split_at(cut.index(minutes.len()));
        let mut sum = counts(left);
        sum.merge(&counts(right));
        prop_assert_eq!(sum, counts(&minutes));
    }
}

/// Shares that are whole numbers of the durations, such as 0.07 of 100, mean exactly that many,
/// although 0.07 * 100 in floating point is more than 7.
#[test]
fn ranks_that_come_out_even_are_not_rounded_up() {
    for n in [50, 100, 200, 375, 1000_u32] {
        let days: Vec<u32> = (1..=n).map(|day| day * MINUTES_PER_DAY).collect();
        let counts = counts(&days);
        for thousandths in 1..=1000 {
            let rank = (thousandths * n).div_ceil(1000);
            let p = f64::from(thousandths) / 1000.0;
            assert_eq!(counts.quantile(p), Some(rank), "{p} of {n}");
        }
    }
}
