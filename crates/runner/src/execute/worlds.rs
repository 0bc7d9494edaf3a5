//! Worlds that are prepared once, shared by their runs, and dropped after the last run.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::work::{Place, Run};

/// The worlds of a list of runs.
pub(super) struct Worlds<W> {
    slots: BTreeMap<Place, Mutex<Slot<W>>>,
}

struct Slot<W> {
    /// `None` before the first run and after the last.
    world: Option<Arc<Result<W, String>>>,
    /// Runs that have not started.
    left: usize,
}

impl<W> Worlds<W> {
    pub(super) fn new(runs: &[Run]) -> Self {
        let mut counts: BTreeMap<Place, usize> = BTreeMap::new();
        for run in runs {
            *counts.entry(run.place).or_default() += 1;
        }
        let slot = |left| Mutex::new(Slot { world: None, left });
        Self { slots: counts.into_iter().map(|(place, left)| (place, slot(left))).collect() }
    }

    /// The world of `place`, for one run. The first run prepares it while others that need the same
    /// world wait; after the last one it is kept no more.
    pub(super) fn take(
        &self,
        place: Place,
        prepare: impl FnOnce() -> Result<W, String>,
    ) -> Arc<Result<W, String>> {
        let Some(slot) = self.slots.get(&place) else {
            return Arc::new(Err("a run of a world that was not planned".to_owned()));
        };
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let world = Arc::clone(slot.world.get_or_insert_with(|| Arc::new(prepare())));
        slot.left = slot.left.saturating_sub(1);
        if slot.left == 0 {
            slot.world = None;
        }
        world
    }
}
