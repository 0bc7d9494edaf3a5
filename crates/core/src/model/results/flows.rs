//! The flows between places: how many children moved in each month, where from, where to and why. The kinds
//! of move of the present month are counted by position, so that a move costs one look-up.

use std::collections::BTreeMap;

use super::FlowKey;
use crate::engine::time::{Month, SimTime};
use crate::model::children::place::{Place, Reason, Spot};

const SPOTS: usize = Place::COUNT + 1;
const KINDS: usize = SPOTS * SPOTS * Reason::COUNT;

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Flows {
    /// The present month, and when it ends.
    month: (Month, SimTime),
    /// For each kind of move, 0 if there was none in the present month, or one more than its position
    /// there. Empty before the first move.
    positions: Vec<u16>,
    present: Vec<(FlowKey, u64)>,
    /// Of the months before.
    past: BTreeMap<FlowKey, u64>,
}

impl Flows {
    /// A child has moved.
    pub(super) fn add(&mut self, from: Spot, to: Spot, reason: Reason, now: SimTime) {
        if now >= self.month.1 {
            self.begin_month(now.month());
        }
        let position = &mut self.positions[kind(from, to, reason)];
        if *position == 0 {
            self.present.push((FlowKey { month: self.month.0, from, to, reason }, 0));
            *position = self.present.len() as u16;
        }
        self.present[usize::from(*position) - 1].1 += 1;
    }

    fn begin_month(&mut self, month: Month) {
        self.positions.resize(KINDS, 0);
        for (key, number) in self.present.drain(..) {
            self.positions[kind(key.from, key.to, key.reason)] = 0;
            self.past.insert(key, number);
        }
        self.month = (month, Month(month.0 + 1).first_instant());
    }

    /// Returns the flows of all months.
    pub(super) fn into_months(self) -> BTreeMap<FlowKey, u64> {
        let mut months = self.past;
        months.extend(self.present);
        months
    }
}

/// The ordinal of a kind of move.
fn kind(from: Spot, to: Spot, reason: Reason) -> usize {
    (spot(from) * SPOTS + spot(to)) * Reason::COUNT + reason as usize
}

fn spot(spot: Spot) -> usize {
    match spot {
        Spot::Outside => 0,
        Spot::In(place) => 1 + place as usize,
    }
}
