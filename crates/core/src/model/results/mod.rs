//! What a run hands over: tallies, series and records for each site, all of which can be merged
//! over sites, and the published values derived from them.

mod coverage;
mod measure;
pub(crate) mod observer;
mod site_result;
mod subgroup;
mod tally;
mod values;

pub use coverage::{CoverageMonth, CoverageSide};
pub use measure::{Basis, Kind, Measure, Of, kinds, measured};
pub use site_result::{
    CohortExit, Effort, EpisodeRecord, FlowKey, PlaceSeries, ReferralCohort, SiteResult, TeamWeek,
};
pub use subgroup::{Dimension, Subgroup};
pub use tally::{Ratio, Tallies, Tally, TallyRef};
pub use values::{Statistic, Value, values};
