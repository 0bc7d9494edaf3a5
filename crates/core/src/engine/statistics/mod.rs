//! Statistics: distributions of durations, quantiles, intervals, cumulative incidence, time
//! averages, and the queueing formulas that calibration needs; and what runs over plausible worlds
//! say: variation between worlds and within, sensitivity, value of information, and whether there
//! are enough replicates.

mod cholesky;
mod enough;
mod erlang;
mod forecast;
mod histogram;
mod holm;
mod incidence;
mod initial_bias;
mod interval;
mod moments;
mod occupancy;
mod odds;
mod paired;
mod proportion;
mod quantile;
mod ranks;
mod resample;
mod selection;
pub mod sensitivity;
mod spline;
#[cfg(test)]
mod testing;
mod two_level;
mod value_of_information;
mod watch;

pub use enough::{Precision, StoppingRule, Verdict, replicates_to_halve};
pub use erlang::ErlangA;
pub use forecast::{Forecast, crps_of_quantiles, interval_score};
pub use histogram::DayCounts;
pub use holm::holm;
pub use incidence::{CompetingRisks, Ending, IncidenceCurve};
pub use initial_bias::{mser5, welch};
pub use interval::{Interval, mean_interval, paired_interval, student_t};
pub use moments::variance;
pub use occupancy::Occupancy;
pub use odds::{logistic, logit};
pub use paired::{Comparison, Pairs};
pub use proportion::wilson;
pub use quantile::{Ordered, enough_for, enough_to_predict};
pub use ranks::{pearson, spearman};
pub use selection::Polynomial;
pub use two_level::{Components, OverWorlds};
pub use value_of_information::{Evppi, evpi, evppi};
pub use watch::{Centre, Known, Watch};
