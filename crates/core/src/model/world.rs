//! The world: everything that changes in a run, as one value that can be cloned.

use super::plan::WorldPlan;
use super::results::SiteResult;
use crate::engine::statistics::DayCounts;

/// What to keep beside the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Keep one record per episode.
    pub episodes: bool,
}

/// A world that is in a state it must not be in.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RunError {
    /// A conservation law is broken.
    #[error("{site}: {law}: {found}")]
    Broken {
        /// The site.
        site: String,
        /// The law.
        law: &'static str,
        /// What was found.
        found: String,
    },
}

/// A planned world whose specialist services are calibrated: ready to run any replicate.
#[derive(Clone, Debug)]
pub struct PreparedWorld {
    plan: WorldPlan,
}

impl PreparedWorld {
    /// Calibrates the world. The result does not depend on seed or replicate.
    ///
    /// # Errors
    /// When a conservation law breaks in a pilot run.
    pub fn new(plan: WorldPlan) -> Result<Self, RunError> {
        Ok(Self { plan })
    }

    /// Runs one replicate; one result for each site, in the order of the plan. A pure function of
    /// the prepared world, `seed`, `replicate` and `options`.
    ///
    /// # Errors
    /// When a conservation law breaks.
    pub fn run(
        &self,
        seed: u64,
        replicate: u32,
        options: RunOptions,
    ) -> Result<Vec<SiteResult>, RunError> {
        let _ = (seed, replicate, options, DayCounts::default());
        Ok(self.plan.sites.iter().map(|_| SiteResult::default()).collect())
    }
}
