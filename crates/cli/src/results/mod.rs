//! What a results directory holds: everything in it but the report is written here, from the store,
//! and read again.

mod comparison;
mod contents;
mod incomplete;
mod piece;
mod points;
mod read;
mod tables;
mod write;

pub(crate) use contents::{Findings, Results};
pub(crate) use incomplete::incomplete;
pub(crate) use piece::{Part, Wanted};
pub(crate) use read::read;
pub(crate) use tables::{look_up, read_again};
pub(crate) use write::{Begun, Written};
