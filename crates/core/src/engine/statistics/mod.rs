//! Statistics: distributions of durations, quantiles, intervals, cumulative incidence, time
//! averages, and the queueing formulas that calibration needs.

mod erlang;
mod histogram;
mod holm;
mod incidence;
mod interval;
mod occupancy;
mod odds;
mod paired;

pub use erlang::ErlangA;
pub use histogram::DayCounts;
pub use holm::holm;
pub use incidence::{CompetingRisks, Ending, IncidenceCurve};
pub use interval::{Interval, mean_interval, paired_interval, student_t};
pub use occupancy::Occupancy;
pub use odds::{logistic, logit};
pub use paired::{Comparison, Pairs};
