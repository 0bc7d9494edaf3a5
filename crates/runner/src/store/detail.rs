//! The detail in which results are kept. A sweep of many points keeps less of each run than a
//! single scenario.

use std::collections::BTreeMap;

use mhst_core::model::results::SiteResult;
use serde::{Deserialize, Serialize};

/// The detail in which a result is kept, from less to more. More detail includes less.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// The measures of all children.
    Summary,
    /// The measures of all children and of each subgroup, and the returns of the teams.
    Subgroups,
    /// Also the contents of the detailed tables: waits, moves, places, teams by week.
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
            let SiteResult { tallies, returns, effort, .. } = std::mem::take(result);
            *result = SiteResult { tallies, returns, effort, ..SiteResult::default() };
        }
        if self < Self::Subgroups {
            result.returns = BTreeMap::new();
            result.tallies.keep_everybody();
        }
    }
}
