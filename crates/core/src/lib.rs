//! The simulation core of mhst: no files, no threads, no printing.
//!
//! [`engine`] is a small discrete-event engine that knows nothing of mental health;
//! [`model`] is the model of school mental health support teams built on it.

pub mod engine;
pub mod model;
