//! The calendar behaves like a sorted list.

use mhst_core::engine::calendar::{Calendar, Phase};
use mhst_core::engine::time::SimTime;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Schedule { at: u32, phase: Phase },
    Cancel { which: prop::sample::Index },
    Next,
    NextBefore { end: u32 },
}

/// The last minute that can be represented.
const LAST: u32 = SimTime::MAX.minutes();

/// Few instants, near, far and at the end of time, so that most events have company.
fn instant() -> impl Strategy<Value = u32> {
    prop_oneof![
        6 => 0..40_u32,
        3 => (0..8_u32).prop_map(|n| n * 4095),
        2 => (1..200_u32).prop_map(|n| n * 1_000_000),
        1 => LAST - 2..=LAST,
    ]
}

/// Few phases, for the same reason.
fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (instant(), 0..3_u8).prop_map(|(at, phase)| Step::Schedule { at, phase }),
        2 => any::<prop::sample::Index>().prop_map(|which| Step::Cancel { which }),
        3 => Just(Step::Next),
        2 => instant().prop_map(|end| Step::NextBefore { end }),
    ]
}

/// A list of (time, phase, name) that is searched from end to end; names count up.
#[derive(Default)]
struct SortedList {
    now: u32,
    events: Vec<(u32, Phase, usize)>,
}

impl SortedList {
    fn next(&mut self) -> Option<(u32, usize)> {
        let place = (0..self.events.len()).min_by_key(|&place| self.events[place])?;
        let (at, _, name) = self.events.swap_remove(place);
        self.now = at;
        Some((at, name))
    }

    fn cancel(&mut self, name: usize) -> Option<usize> {
        let place = self.events.iter().position(|&(_, _, other)| other == name)?;
        Some(self.events.remove(place).2)
    }
}

proptest! {
    /// Asking for the time of the next event, or not asking, changes nothing.
    #[test]
    fn it_is_a_sorted_list(steps in prop::collection::vec((step(), any::<bool>()), 0..300)) {
        let mut calendar = Calendar::new(SimTime::ZERO);
        let mut list = SortedList::default();
        let mut tickets = Vec::new();
        for (step, asks) in steps {
            match step {
                Step::Schedule { at, phase } => {
                    let name = tickets.len();
                    tickets.push(calendar.schedule(SimTime::from_minutes(at), phase, name));
                    list.events.push((at.max(list.now), phase, name));
                }
                // Tickets of events that are over, or cancelled before, are among them.
                Step::Cancel { which } if !tickets.is_empty() => {
                    let name = which.index(tickets.len());
                    prop_assert_eq!(calendar.cancel(tickets[name]), list.cancel(name));
                }
                Step::Cancel { .. } => {}
                Step::Next => {
                    let next = calendar.next_event().map(|(at, name)| (at.minutes(), name));
                    prop_assert_eq!(next, list.next());
                }
                Step::NextBefore { end } => {
                    let next = calendar.next_event_before(SimTime::from_minutes(end));
                    let due = list.events.iter().any(|&(at, _, _)| at < end);
                    let expected = if due { list.next() } else { None };
                    prop_assert_eq!(next.map(|(at, name)| (at.minutes(), name)), expected);
                }
            }
            prop_assert_eq!(calendar.len(), list.events.len());
            prop_assert_eq!(calendar.is_empty(), list.events.is_empty());
            prop_assert_eq!(calendar.now().minutes(), list.now);
            if asks {
                let soonest = list.events.iter().map(|&(at, _, _)| at).min();
                prop_assert_eq!(calendar.next_time().map(SimTime::minutes), soonest);
            }
        }
        while let Some((at, name)) = list.next() {
            prop_assert_eq!(calendar.next_event(), Some((SimTime::from_minutes(at), name)));
        }
        prop_assert_eq!(calendar.next_event(), None);
    }
}
