//! Scenario files, plans of runs, parallel execution and the store of replicate results.

pub mod directory;
pub mod execute;
pub mod manifest;
pub mod progress;
pub mod scenario;
pub mod store;
pub mod work;
