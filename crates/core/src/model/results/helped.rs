//! Children who started help in the present month, in covered settings and in others, for the
//! coverage of a roll-out.

use crate::model::children::place::{Place, Spot};
use crate::model::children::transition::Transition;

/// Counts of covered settings and of others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Helped([u64; 2]);

impl Helped {
    /// A child has moved.
    pub(crate) fn moved(&mut self, change: &Transition) {
        let begins = change.destination().is_some_and(Place::is_help);
        if begins && change.from != Spot::In(Place::Interrupted) {
            self.0[usize::from(!change.covered)] += 1;
        }
    }

    /// Returns the counts, and starts again.
    pub(crate) fn take(&mut self) -> [u64; 2] {
        std::mem::take(&mut self.0)
    }
}
