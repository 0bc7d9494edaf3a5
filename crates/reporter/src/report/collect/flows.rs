//! Moves of children in the measurement window.

use std::collections::BTreeMap;

use mhst_core::model::place::{Reason, Spot};
use mhst_core::model::results::FlowKey;

use super::Window;

/// Moves by where from, where to and why.
#[derive(Clone, Default, Debug)]
pub(crate) struct Flows {
    moves: BTreeMap<(Spot, Spot, Reason), u64>,
    replicates: u32,
}

impl Flows {
    /// Adds the moves inside the window.
    pub(super) fn add(&mut self, window: Window, flows: &BTreeMap<FlowKey, u64>) {
        self.replicates += u32::from(!flows.is_empty());
        let measured = flows.iter().filter(|(key, _)| key.month >= window.from.month());
        for (key, children) in measured {
            *self.moves.entry((key.from, key.to, key.reason)).or_default() += children;
        }
    }

    /// Moves that are picked, as a mean over replicates.
    pub(crate) fn count(&self, pick: impl Fn(Spot, Spot, Reason) -> bool) -> f64 {
        let picked = self.moves.iter().filter(|((from, to, reason), _)| pick(*from, *to, *reason));
        let children: u64 = picked.map(|(_, children)| children).sum();
        children as f64 / f64::from(self.replicates.max(1))
    }

    /// Moves that are picked by reason, as means over replicates, most frequent first.
    pub(crate) fn by_reason(&self, pick: impl Fn(Spot, Spot) -> bool) -> Vec<(Reason, f64)> {
        let mut reasons: BTreeMap<Reason, u64> = BTreeMap::new();
        for ((from, to, reason), children) in &self.moves {
            if pick(*from, *to) {
                *reasons.entry(*reason).or_default() += children;
            }
        }
        let mut reasons: Vec<(Reason, u64)> = reasons.into_iter().collect();
        reasons.sort_by_key(|&(_, children)| std::cmp::Reverse(children));
        let mean = |children| children as f64 / f64::from(self.replicates.max(1));
        reasons.into_iter().map(|(reason, children)| (reason, mean(children))).collect()
    }
}
