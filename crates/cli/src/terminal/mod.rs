//! What is shown in the terminal: progress, tables and numbers, as wide as the terminal.

pub(crate) mod closing;
pub(crate) mod comparison;
pub(crate) mod indices;
pub(crate) mod numbers;
pub(crate) mod opening;
pub(crate) mod progress;
pub(crate) mod results;
pub(crate) mod run;
pub(crate) mod scorecard;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod warnings;
