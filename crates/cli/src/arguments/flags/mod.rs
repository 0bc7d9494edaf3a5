//! The options that several commands share: name, parsing, help and tests of each in one file.

mod calibrate_each;
mod execution;
mod format;
mod from_start;
mod no_report;
mod number;
mod out;
mod quiet;
mod replicates;
mod seed;
mod set;
mod shard;
mod sites;
mod table_form;
mod threads;
mod variant;

pub(crate) use calibrate_each::CalibrateEach;
pub(crate) use execution::Execution;
pub(crate) use format::Format;
pub(crate) use from_start::FromStart;
pub(crate) use no_report::NoReport;
pub(crate) use number::sample;
pub(crate) use out::{Force, Out};
pub(crate) use quiet::Quiet;
pub(crate) use replicates::{Replicates, replicates};
pub(crate) use seed::Seed;
pub(crate) use set::Set;
pub(crate) use shard::ShardOfRuns;
pub(crate) use sites::Sites;
pub(crate) use table_form::TableForm;
pub(crate) use threads::Threads;
pub(crate) use variant::Variants;
