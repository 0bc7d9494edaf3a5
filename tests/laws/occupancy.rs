//! Person-time is the sum of each person's time.

use mhst_core::engine::statistics::Occupancy;
use mhst_core::engine::time::SimTime;
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
enum Step {
    Enter(usize),
    Leave(usize),
    Read,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize).prop_map(Step::Enter),
        3 => (0..3_usize).prop_map(Step::Leave),
        1 => Just(Step::Read),
    ]
}

/// One stay: where, from when, until when.
#[derive(Clone, Copy)]
struct Stay {
    state: usize,
    from: u32,
    until: Option<u32>,
}

fn minutes_between(stays: &[Stay], state: usize, begin: u32, end: u32) -> u64 {
    stays
        .iter()
        .filter(|stay| stay.state == state)
        .map(|stay| stay.until.unwrap_or(end).min(end).saturating_sub(stay.from.max(begin)))
        .map(u64::from)
        .sum()
}

proptest! {
    #[test]
    fn person_time_is_the_sum_of_stays(
        start in 0..1000_u32,
        steps in prop::collection::vec((0..500_u32, step()), 0..100),
    ) {
        let mut occupancy = Occupancy::<3>::new(SimTime::from_minutes(start));
        let mut stays: Vec<Stay> = Vec::new();
        let (mut now, mut last_reading) = (start, start);
        for (pause, step) in steps {
            now += pause;
            let at = SimTime::from_minutes(now);
            match step {
                Step::Enter(state) => {
                    occupancy.enter(state, at);
                    stays.push(Stay { state, from: now, until: None });
                }
                Step::Leave(state) => {
                    let open = |stay: &&mut Stay| stay.state == state && stay.until.is_none();
                    let leaving = stays.iter_mut().find(open);
                    prop_assert_eq!(occupancy.leave(state, at), leaving.is_some());
                    if let Some(stay) = leaving {
                        stay.until = Some(now);
                    }
                }
                Step::Read => {
                    let expected: [u64; 3] =
                        std::array::from_fn(|s| minutes_between(&stays, s, last_reading, now));
                    prop_assert_eq!(occupancy.read(at), expected);
                    last_reading = now;
                }
            }
            for state in 0..3 {
                let open = stays.iter().filter(|s| s.state == state && s.until.is_none()).count();
                prop_assert_eq!(occupancy.count(state) as usize, open);
            }
        }
    }
}
