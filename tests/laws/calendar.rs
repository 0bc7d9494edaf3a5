//! The calendar does what a sorted list does.

use mhst_core::engine::calendar::{Calendar, Phase};
use mhst_core::engine::time::SimTime;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Schedule { at: u32, phase: Phase },
    Cancel { which: prop::sample::Index },
    Next,
}

/// Few instants and few phases, so that most events have company.
fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..40_u32, 0..3_u8).prop_map(|(at, phase)| Step::Schedule { at, phase }),
        2 => any::<prop::sample::Index>().prop_map(|which| Step::Cancel { which }),
        3 => Just(Step::Next),
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
        self.events.sort_unstable();
        let (at, _, name) = (!self.events.is_empty()).then(|| self.events.remove(0))?;
        self.now = at;
        Some((at, name))
    }

    fn cancel(&mut self, name: usize) -> Option<usize> {
        let place = self.events.iter().position(|&(_, _, other)| other == name)?;
        Some(self.events.remove(place).2)
    }
}

proptest! {
    #[test]
    fn it_is_a_sorted_list(steps in prop::collection::vec(step(), 0..300)) {
        let mut calendar = Calendar::new(SimTime::ZERO);
        let mut list = SortedList::default();
        let mut tickets = Vec::new();
        for step in steps {
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
            }
            prop_assert_eq!(calendar.len(), list.events.len());
            prop_assert_eq!(calendar.is_empty(), list.events.is_empty());
            prop_assert_eq!(calendar.now().minutes(), list.now);
            let soonest = list.events.iter().map(|&(at, _, _)| at).min();
            prop_assert_eq!(calendar.next_time().map(SimTime::minutes), soonest);
        }
        while let Some((at, name)) = list.next() {
            prop_assert_eq!(calendar.next_event(), Some((SimTime::from_minutes(at), name)));
        }
        prop_assert_eq!(calendar.next_event(), None);
    }
}
