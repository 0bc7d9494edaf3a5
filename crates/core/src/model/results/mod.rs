//! The records of a run: the ledger of where children are, counts, teams by week, episodes; and the
//! results of a run: tallies, series and records for each site, all of which can be merged over
//! sites, and the published values derived from them.

pub(crate) mod counted;
pub(crate) mod counts;
mod coverage;
mod dense;
pub(crate) mod episodes;
pub(crate) mod helped;
pub(crate) mod ledger;
mod measure;
pub(crate) mod pilot;
mod site_result;
mod statistic;
mod subgroup;
mod tally;
pub(crate) mod team_weeks;
mod values;

pub use coverage::{CoverageMonth, CoverageSide};
pub use measure::{Basis, Kind, Measure, Of, kinds, measured};
pub use site_result::{
    CohortExit, Effort, EpisodeRecord, FlowKey, PlaceSeries, ReferralCohort, SiteResult, TeamWeek,
};
pub use statistic::Statistic;
pub use subgroup::{Dimension, Subgroup};
pub use tally::{Ratio, Tallies, Tally, TallyRef};
pub use values::{Value, values};
