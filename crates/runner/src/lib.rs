//! Scenario files, plans of runs, parallel execution and the store of replicate results.

pub mod scenario;
