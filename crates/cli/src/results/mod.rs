//! What a results directory holds: everything in it but the report is written here, from the store,
//! and read again.

mod again;
mod against;
mod benchmark;
mod comparison;
mod contents;
mod differences;
mod incomplete;
mod indices;
mod packed;
mod piece;
mod points;
mod read;
mod tables;
mod worlds;
mod write;

pub(crate) use against::{Subject, calibrations, keep_figures};
pub(crate) use benchmark::{FILE as BENCHMARK, write as write_benchmark};
pub(crate) use contents::{Findings, REPORT, Results};
pub(crate) use incomplete::incomplete;
pub(crate) use packed::to_pack;
pub(crate) use piece::{Part, Wanted};
pub(crate) use read::{manifest, read};
pub(crate) use tables::{gather, look_up, read_again};
pub(crate) use worlds::{hash as hash_of_worlds, read as read_worlds};
pub(crate) use write::{Begun, Written};
