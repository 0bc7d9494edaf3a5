//! Scenario files, plans of runs, parallel execution and the store of replicate results.
//!
//! A file becomes a valid [`scenario`]; scenarios and designs become [`work`], which is carried out
//! on many threads ([`execute`]) and kept run by run in a [`store`]. Results do not depend on the
//! number of threads, on interruptions, or on how the work was divided.
//!
//! This crate is a part of the program. To simulate from your own program use the crate `mhst`; what
//! is public here may change with any release.

pub mod directory;
pub mod ends;
pub mod execute;
pub mod input;
pub mod manifest;
pub mod progress;
pub mod scenario;
pub mod store;
pub mod work;
