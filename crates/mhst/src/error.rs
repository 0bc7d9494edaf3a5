//! What can go wrong.

use mhst_core::model::world::RunError;
use mhst_runner::scenario::Problems;

/// Why a scenario could not be loaded, changed or run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The scenario is not valid: every fault, with file, line and what to do.
    #[error("{0}")]
    Invalid(#[from] Problems),
    /// A run stopped.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The scenario has no such site.
    #[error("the scenario has no site `{0}`")]
    NoSuchSite(String),
    /// Two scenarios have no site in common.
    #[error("`{0}` and `{1}` have no site in common, so there is nothing to compare")]
    NothingInCommon(String, String),
}
