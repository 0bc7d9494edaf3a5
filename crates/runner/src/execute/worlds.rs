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

    /// Lets one run use the world of `place`. The first run prepares it while others that need the
    /// same world wait; the last one takes it away.
    pub(super) fn with<T>(
        &self,
        place: Place,
        prepare: impl FnOnce() -> Result<W, String>,
        action: impl FnOnce(&W) -> Result<T, String>,
    ) -> Result<T, String> {
        let Some(slot) = self.slots.get(&place) else {
            return Err("a run of a world that was not planned".to_owned());
        };
        let world = {
            let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            let world = Arc::clone(slot.world.get_or_insert_with(|| Arc::new(prepare())));
            slot.left = slot.left.saturating_sub(1);
            if slot.left == 0 {
                slot.world = None;
            }
            world
        };
        match &*world {
            Ok(world) => action(world),
            Err(message) => Err(message.clone()),
        }
    }
}
