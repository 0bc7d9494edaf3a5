//! A scenario of a comparison.

use mhst_runner::scenario::{Loaded, ScenarioHash};

/// A scenario that takes part.
#[derive(Debug)]
pub(crate) struct Side {
    /// Its name in the tables.
    pub(crate) name: String,
    /// As the user called it.
    pub(super) given: String,
    pub(crate) loaded: Loaded,
    pub(crate) hash: ScenarioHash,
}
