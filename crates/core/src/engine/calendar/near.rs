//! Events of the current instant, in order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Phase, SEQUENCE_BITS};

/// The place of an event in the calendar, and at the end its slot: time, phase and sequence in
/// one number, so that one comparison decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Key(u128);

impl Key {
    #[inline]
    pub(super) fn new(at: u32, order: u64, slot: u32) -> Self {
        Self(u128::from(at) << 96 | u128::from(order) << 32 | u128::from(slot))
    }

    #[inline]
    pub(super) fn at(self) -> u32 {
        (self.0 >> 96) as u32
    }

    /// Its phase.
    pub(super) fn phase(self) -> Phase {
        (self.0 >> (32 + SEQUENCE_BITS)) as Phase
    }

    #[inline]
    pub(super) fn slot(self) -> u32 {
        self.0 as u32
    }
}

/// A queue that is filled at once and then emptied, with few additions in between.
#[derive(Clone, Debug, Default)]
pub(super) struct Near {
    /// The next at the end.
    sorted: Vec<Key>,
    /// What was added after sorting.
    late: BinaryHeap<Reverse<Key>>,
}

impl Near {
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.sorted.is_empty() && self.late.is_empty()
    }

    /// Puts the keys that `fill` adds to an empty queue.
    #[inline]
    pub(super) fn fill(&mut self, fill: impl FnOnce(&mut Vec<Key>)) {
        fill(&mut self.sorted);
        self.sorted.sort_unstable_by(|a, b| b.cmp(a));
    }

    #[inline]
    pub(super) fn add(&mut self, key: Key) {
        if self.sorted.last().is_none_or(|&next| key < next) {
            self.sorted.push(key);
        } else {
            self.late.push(Reverse(key));
        }
    }

    pub(super) fn next(&self) -> Option<Key> {
        match (self.sorted.last(), self.late.peek()) {
            (Some(&key), Some(&Reverse(late))) => Some(key.min(late)),
            (Some(&key), None) | (None, Some(&Reverse(key))) => Some(key),
            (None, None) => None,
        }
    }

    pub(super) fn take_next(&mut self) -> Option<Key> {
        let next = self.next()?;
        if self.sorted.last() == Some(&next) {
            self.sorted.pop();
        } else {
            self.late.pop();
        }
        Some(next)
    }
}
