//! The simulation core of mhst: no files, no threads, no printing.
//!
//! [`engine`] is a small discrete-event engine that knows nothing of mental health; [`model`] is the
//! model of school mental health support teams built on it. [`numbers`] writes numbers in messages.
//!
//! This crate is a part of the program. To simulate from your own program use the crate `mhst`,
//! which exports what is meant to last; what is public here may change with any release.

pub mod engine;
pub mod model;
pub mod numbers;
