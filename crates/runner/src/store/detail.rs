//! How much of a result is kept. A sweep of many points keeps less of each run than a scenario that
//! is looked at by itself.

use mhst_core::model::results::{SiteResult, Subgroup};
use serde::{Deserialize, Serialize};

/// How much of a result is kept, from less to more. What is kept with more serves for less.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// The measures of all children.
    Summary,
    /// The measures of all children and of each subgroup.
    Subgroups,
    /// Also what the detailed tables are made of: waits, moves, places, teams by week.
    Tables,
    /// Also a record of each episode of need.
    Episodes,
}

impl Detail {
    /// Takes out of a result what is not kept.
    pub(crate) fn reduce(self, result: &mut SiteResult) {
        if self < Self::Episodes {
            result.episodes = Vec::new();
        }
        if self < Self::Tables {
            let SiteResult { tallies, effort, .. } = std::mem::take(result);
            *result = SiteResult { tallies, effort, ..SiteResult::default() };
        }
        if self < Self::Subgroups {
            result.tallies.retain(|(subgroup, _), _| *subgroup == Subgroup::ALL);
        }
    }
}
