//! Summaries with intervals, distributions, tables, charts and reports from replicate results.
//!
//! Pure: results go in, bytes come out; files and the terminal are the command's. [`tables`] are the
//! tables of a results directory, [`comparison`] compares variants in pairs, [`report`] is the page
//! that is passed on, and [`case_history`] tells what happened to one child or practitioner.
//!
//! This crate is a part of the program. To simulate from your own program use the crate `mhst`; what
//! is public here may change with any release.

pub mod account;
pub mod agreement;
pub mod calibration;
mod capital;
pub mod case_history;
mod cell;
pub mod chart;
mod column;
pub mod comparison;
pub mod effects;
pub mod enough;
pub mod figures;
pub mod form;
pub mod indices;
mod kind;
pub mod measures;
pub mod numbers;
pub mod pack;
pub mod parameter_effects;
mod parquet_file;
mod pass;
pub mod piece;
pub mod points;
pub mod precision;
pub mod registration;
pub mod repeated;
pub mod report;
pub mod scorecard;
pub mod sensitivity;
mod sheet;
pub mod spread;
pub mod tables;
pub mod targets;
pub mod warmup;
pub mod worlds;

pub use column::{ColumnDescription, Description};
pub use kind::Kind;
pub use pass::{Against, Found, Pass};
