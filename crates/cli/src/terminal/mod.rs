//! What is shown in the terminal: progress, tables and numbers, for 100 columns.

pub(crate) mod closing;
pub(crate) mod comparison;
pub(crate) mod numbers;
pub(crate) mod opening;
pub(crate) mod progress;
pub(crate) mod results;
pub(crate) mod table;
pub(crate) mod warnings;
