//! Scenarios: what a user writes, and what the program can use.

use mhst_core::model::plan::{SitePlan, TimePlan};

/// A validated scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Short name, used for the results directory and the `scenario` column.
    pub name: String,
    /// What it is about, in a sentence.
    pub description: String,
    /// The dates of the run.
    pub time: TimePlan,
    /// Replicates to run unless the command says otherwise.
    pub replicates: u32,
    /// Seed of all random numbers.
    pub seed: u64,
    /// The sites, in the order of the file. Each is a world of its own.
    pub sites: Vec<SitePlan>,
}
