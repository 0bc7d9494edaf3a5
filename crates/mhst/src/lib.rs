//! Simulates mental health support teams (MHSTs) in schools and colleges in England, child by child and practitioner
//! by practitioner.
//!
//! This is the library for people who write their own programs. To run scenarios
//! only, use the command `mhst`, which needs no Rust.
//!
//! ```
//! use mhst::{Measure, Scenario, Statistic};
//!
//! # std::env::set_current_dir("../..")?;
//! let scenario = Scenario::load("scenarios/trailblazer.toml")?.only_sites(["Camden"])?;
//! let results = scenario.run(2)?;
//! for row in results.rows().filter(|row| row.site == "Camden").take(3) {
//!     println!("{} {} {:?}", row.measure.name(), row.statistic.name(), row.estimate);
//! }
//! let wait = results.get("Camden", Measure::WaitReferralToStart, Statistic::P50);
//! assert!(wait.is_some_and(|wait| (1.0..365.0).contains(&wait.estimate)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What to use
//!
//! | to | use |
//! | --- | --- |
//! | load a scenario file and change it | [`Scenario`] |
//! | run it and read the results | [`Scenario::run`], [`Results`] |
//! | compare it with a variant, in pairs of replicates that share random numbers | [`Scenario::compare`], [`Compared`] |
//! | follow one world event by event, and measure something of your own | [`Scenario::world`], [`Running`] |
//! | see what a measure or a parameter means | [`Measure`], [`Parameter`] |
//!
//! The examples of this crate are whole programs: `run`, `compare`, `one_world_event_by_event` and
//! `a_new_measure`. Start one with `cargo run --release -p mhst --example run`.
//!
//! # Reading the numbers
//!
//! Results are the same as those of the command, number by number: they depend on the scenario, the
//! seed and the replicate, and on nothing else. Intervals show simulation chance, not uncertainty
//! about parameters. Use differences between scenarios rather than levels.
//!
//! # What is stable
//!
//! Before version 1.0 any release may change results and names; the changelog says how. What is
//! exported here is meant to last. The crates below it (`mhst-core`, `mhst-runner`,
//! `mhst-reporter`) are parts of the program and may change without notice.

mod comparison;
mod error;
mod results;
mod scenario;
mod simulate;

pub use mhst_core::engine::statistics::Interval;
pub use mhst_core::engine::time::SimTime;
pub use mhst_core::model::parameters::{Declaration, Parameter};
pub use mhst_core::model::place::Place;
pub use mhst_core::model::results::{
    Dimension, Kind, Measure, SiteResult, Statistic, Subgroup, measured,
};
pub use mhst_core::model::world::{RunError, Running};
pub use mhst_reporter::comparison::{Compared, Verdict};
pub use mhst_reporter::repeated::Estimate;
pub use mhst_reporter::tables::{ALL_SITES, SummaryRow};
pub use mhst_runner::scenario::{Caution, CautionKind, Problem, Problems};

pub use error::Error;
pub use results::Results;
pub use scenario::Scenario;
