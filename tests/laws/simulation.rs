//! A run can be divided, by time or by number of events, without changing what happens.

use std::convert::Infallible;

use mhst_core::engine::calendar::Calendar;
use mhst_core::engine::simulation::{Model, StopReason, StopRule, run};
use mhst_core::engine::time::{SimTime, Span};
use proptest::prelude::*;

/// Each event leaves a number of minutes until another, if it is not the last of its line.
struct Chains {
    calendar: Calendar<(usize, u32)>,
    happened: Vec<(SimTime, usize)>,
}

impl Chains {
    fn new(gaps: &[u32]) -> Self {
        let mut calendar = Calendar::new(SimTime::ZERO);
        for (chain, &gap) in gaps.iter().enumerate() {
            calendar.schedule(SimTime::from_minutes(gap), 0, (chain, gap));
        }
        Self { calendar, happened: Vec::new() }
    }
}

impl Model for Chains {
    type Event = (usize, u32);
    type Error = Infallible;

    fn calendar(&mut self) -> &mut Calendar<Self::Event> {
        &mut self.calendar
    }

    fn handle(&mut self, now: SimTime, (chain, gap): Self::Event) -> Result<(), Infallible> {
        self.happened.push((now, chain));
        if gap > 0 {
            self.calendar.schedule(now + Span::from_minutes(gap), 0, (chain, gap - 1));
        }
        Ok(())
    }
}

proptest! {
    #[test]
    fn pieces_make_the_whole(
        gaps in prop::collection::vec(0..12_u32, 0..8),
        mut cuts in prop::collection::vec(0..100_u32, 0..6),
        at_most in 1..5_u64,
    ) {
        let mut whole = Chains::new(&gaps);
        let Ok(stopped) = run(&mut whole, StopRule::at(SimTime::MAX));
        prop_assert_eq!(stopped.reason, StopReason::NothingLeft);
        prop_assert_eq!(stopped.events, whole.happened.len() as u64);

        let mut pieces = Chains::new(&gaps);
        cuts.sort_unstable();
        for until in cuts.into_iter().map(SimTime::from_minutes) {
            let rule = StopRule { at_most, ..StopRule::at(until) };
            loop {
                let before = pieces.happened.len() as u64;
                let Ok(stopped) = run(&mut pieces, rule);
                prop_assert_eq!(stopped.events, pieces.happened.len() as u64 - before);
                prop_assert!(stopped.events <= at_most);
                if stopped.reason != StopReason::EventLimit {
                    break;
                }
                prop_assert_eq!(stopped.events, at_most);
            }
            let due = whole.happened.iter().filter(|(at, _)| *at < until).count();
            prop_assert_eq!(&pieces.happened[..], &whole.happened[..due]);
        }
        let Ok(_) = run(&mut pieces, StopRule::at(SimTime::MAX));
        prop_assert_eq!(pieces.happened, whole.happened);
    }
}
