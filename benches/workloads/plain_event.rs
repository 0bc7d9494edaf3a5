//! Events of the loops without framework, ordered by their time alone.

use std::cmp::Ordering;

/// An event and its time in days.
pub(crate) struct At<E> {
    pub(crate) time: f64,
    pub(crate) event: E,
}

impl<E> At<E> {
    pub(crate) fn new(time: f64, event: E) -> Self {
        Self { time, event }
    }
}

impl<E> Ord for At<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.time.total_cmp(&other.time)
    }
}

impl<E> PartialOrd for At<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> PartialEq for At<E> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<E> Eq for At<E> {}
