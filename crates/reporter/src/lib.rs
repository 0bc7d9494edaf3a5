//! Summaries with intervals, distributions and tables from replicate results. Pure: results go in,
//! bytes come out; files and the terminal are somebody else's.

pub mod agreement;
pub mod case_history;
mod cell;
pub mod chart;
pub mod comparison;
pub mod effects;
pub mod measures;
pub mod points;
pub mod report;
pub mod tables;
