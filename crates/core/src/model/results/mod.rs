//! The records of a run: the ledger of where children are, counts, teams by week, episodes; and the
//! results of a run: tallies, series and records for each site, all of which can be merged over
//! sites, and the published values derived from them.

mod account;
pub(crate) mod counted;
pub(crate) mod counts;
mod coverage;
mod dense;
pub(crate) mod episodes;
mod exit;
mod flows;
mod function;
pub(crate) mod helped;
mod idle;
pub(crate) mod ledger;
mod measure;
pub(crate) mod pilot;
pub(crate) mod referrals;
mod returns;
mod role_time;
mod site_result;
pub(crate) mod specialist_wait;
pub(crate) mod specialist_years;
mod statistic;
pub(crate) mod stocks;
mod subgroup;
mod tally;
pub(crate) mod team_weeks;
mod values;

pub use coverage::{CoverageMonth, CoverageSide};
pub use exit::Exit;
pub use function::{Function, Hours};
pub use idle::Idle;
pub use measure::{Basis, Kind, Measure, Of, kinds, measured};
pub use referrals::{ReferralRecord, ReferredChild, Service};
pub use returns::Return;
pub use role_time::RoleTime;
pub use site_result::{
    CohortExit, Effort, EpisodeRecord, FlowKey, PlaceSeries, ReferralCohort, SiteResult, TeamWeek,
};
pub use statistic::Statistic;
pub use stocks::{Stock, Waiting};
pub use subgroup::{Dimension, Subgroup};
pub use tally::{Level, Ratio, Tallies, Tally, TallyRef};
pub use values::{Value, values};
