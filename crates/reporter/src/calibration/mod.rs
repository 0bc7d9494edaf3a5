//! Calibration: worlds that fit what was reported, and what that says of targets and parameters.

mod outcome;
mod tables;
mod target;
#[cfg(test)]
mod tests;
mod words;

pub use outcome::{MISSED, Outcome, ParameterOutcome, TargetOutcome, reports, within_reach};
pub use tables::steps_csv;
pub(crate) use tables::{ParametersTable, StepsTable, TargetsFitTable};
pub use target::{Target, targets};
