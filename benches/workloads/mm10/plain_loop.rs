//! W1 without any framework: time in floating point, one sequential generator, the binary heap
//! of the standard library.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use rand::SeedableRng;
use rand::rngs::SmallRng;
use rand_distr::{Distribution, Exp};

use super::super::plain_event::At;
use super::{ARRIVALS_PER_DAY, MEAN_SERVICE_DAYS, Outcome, SERVERS};

enum Event {
    Arrival,
    ServiceEnds,
}

/// One run in which `people` arrive.
pub(crate) fn simulate(people: u64, seed: u64) -> Outcome {
    let mut random = SmallRng::seed_from_u64(seed);
    let gap = Exp::new(ARRIVALS_PER_DAY).expect("a positive rate");
    let service = Exp::new(1.0 / MEAN_SERVICE_DAYS).expect("a positive rate");
    let mut heap = BinaryHeap::new();
    let mut queue = VecDeque::new();
    let (mut busy, mut arrived, mut events) = (0, 0, 0);
    let (mut now, mut waited, mut busy_days) = (0.0, 0.0, 0.0);
    heap.push(Reverse(At::new(0.0, Event::Arrival)));
    while let Some(Reverse(next)) = heap.pop() {
        events += 1;
        busy_days += f64::from(busy) * (next.time - now);
        now = next.time;
        match next.event {
            Event::Arrival => {
                arrived += 1;
                if arrived < people {
                    heap.push(Reverse(At::new(now + gap.sample(&mut random), Event::Arrival)));
                }
                if busy < SERVERS {
                    busy += 1;
                    let end = now + service.sample(&mut random);
                    heap.push(Reverse(At::new(end, Event::ServiceEnds)));
                } else {
                    queue.push_back(now);
                }
            }
            Event::ServiceEnds => match queue.pop_front() {
                Some(since) => {
                    waited += now - since;
                    let end = now + service.sample(&mut random);
                    heap.push(Reverse(At::new(end, Event::ServiceEnds)));
                }
                None => busy -= 1,
            },
        }
    }
    Outcome {
        mean_wait: waited / people as f64,
        utilisation: busy_days / (f64::from(SERVERS) * now),
        events,
    }
}
