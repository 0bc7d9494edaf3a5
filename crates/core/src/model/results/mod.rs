//! What a run hands over: tallies, series and records for each site, all of which can be merged
//! over sites, and the published values derived from them.

mod basis;
mod coverage;
mod measure;
pub(crate) mod observer;
mod site_result;
mod subgroup;
mod values;

pub use coverage::{CoverageMonth, CoverageSide};
pub use measure::{Kind, Measure};
pub use site_result::{
    CohortExit, Effort, EpisodeRecord, FlowKey, PlaceSeries, ReferralCohort, SiteResult, Tally,
    TeamWeek,
};
pub use subgroup::{Dimension, Subgroup};
pub use values::{Statistic, Value, values};
