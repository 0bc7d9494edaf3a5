//! The cost of an event in the calendar, compared with the binary heap of the standard library and
//! a quaternary heap of packed keys.
//!
//! `cargo bench --bench calendar` keeps a number of events pending: each event taken is scheduled
//! again (D. W. Jones, Comm. ACM 29 (1986) 300), 1 to 28 days later, at any minute or at midnight.
//! It prints the medians over rounds in nanoseconds for one event taken and one scheduled. The
//! heaps order by time and sequence, and cannot cancel.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

mod quaternary;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;
use std::time::Instant;

use mhst_core::engine::calendar::Calendar;
use mhst_core::engine::time::{MINUTES_PER_DAY, SimTime};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

use quaternary::QuaternaryHeap;

const ROUNDS: usize = 5;
const HOLDS: u32 = 1_000_000;
const DAYS: u32 = 28;

/// When an event taken at `now` is due again.
type Next = fn(now: u32, random: &mut SmallRng) -> u32;

fn any_minute(now: u32, random: &mut SmallRng) -> u32 {
    now + random.random_range(MINUTES_PER_DAY..=DAYS * MINUTES_PER_DAY)
}

fn midnight(now: u32, random: &mut SmallRng) -> u32 {
    (now / MINUTES_PER_DAY + random.random_range(1..=DAYS)) * MINUTES_PER_DAY
}

fn main() {
    for (what, next) in [("any minute", any_minute as Next), ("midnight", midnight)] {
        for pending in [1_000, 100_000, 1_000_000] {
            let mut times = [vec![], vec![], vec![]];
            for _ in 0..ROUNDS {
                times[0].push(calendar(pending, next));
                times[1].push(binary_heap(pending, next));
                times[2].push(quaternary_heap(pending, next));
            }
            let [calendar, binary, quaternary] = times.map(|mut times| {
                times.sort_unstable_by(f64::total_cmp);
                times[ROUNDS / 2]
            });
            println!(
                "{pending} pending, {what}: calendar {calendar:.0} binary heap {binary:.0} \
                 quaternary heap {quaternary:.0}"
            );
        }
    }
}

fn nanoseconds(mut hold: impl FnMut()) -> f64 {
    let start = Instant::now();
    (0..HOLDS).for_each(|_| hold());
    start.elapsed().as_secs_f64() * 1e9 / f64::from(HOLDS)
}

fn calendar(pending: u64, next: Next) -> f64 {
    let mut random = SmallRng::seed_from_u64(1);
    let mut calendar = Calendar::new(SimTime::ZERO);
    for event in 0..pending {
        calendar.schedule(SimTime::from_minutes(next(0, &mut random)), 0, event);
    }
    nanoseconds(|| {
        if let Some((now, event)) = calendar.next_event() {
            let at = SimTime::from_minutes(next(now.minutes(), &mut random));
            calendar.schedule(at, 0, black_box(event));
        }
    })
}

fn binary_heap(pending: u64, next: Next) -> f64 {
    let mut random = SmallRng::seed_from_u64(1);
    let mut heap = BinaryHeap::new();
    let mut sequence = pending;
    for event in 0..pending {
        heap.push(Reverse((next(0, &mut random), event, event)));
    }
    nanoseconds(|| {
        if let Some(Reverse((now, _, event))) = heap.pop() {
            sequence += 1;
            heap.push(Reverse((next(now, &mut random), sequence, black_box(event))));
        }
    })
}

fn quaternary_heap(pending: u64, next: Next) -> f64 {
    let mut random = SmallRng::seed_from_u64(1);
    let mut heap = QuaternaryHeap::default();
    let mut sequence = pending;
    let key = |at: u32, sequence: u64, event: u32| {
        u128::from(at) << 96 | u128::from(sequence) << 32 | u128::from(event)
    };
    for event in 0..pending {
        heap.push(key(next(0, &mut random), event, event as u32));
    }
    nanoseconds(|| {
        if let Some(first) = heap.pop() {
            sequence += 1;
            let (now, event) = ((first >> 96) as u32, black_box(first as u32));
            heap.push(key(next(now, &mut random), sequence, event));
        }
    })
}
