//! Whether the referrals of the last year that a scenario states can be reached.

use mhst_core::model::plan::{SitePlan, WorldPlan};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::world::RunError;
use mhst_runner::scenario::Loaded;

use crate::exit::BadInput;

/// Refuses a number that no plausible recognition of need sends. What can be reached is found by
/// calibrating those of the sites for which a number is stated.
pub(crate) fn check(loaded: &Loaded, sites: &[SitePlan]) -> Result<(), BadInput> {
    for site in sites.iter().filter(|site| site.initial.referrals_last_year.is_some()) {
        let plan = WorldPlan { sites: vec![site.clone()], time: loaded.scenario.time };
        if let Err(RunError::OutOfReach(error)) = PreparedWorld::new(plan) {
            let at = loaded.referrals_stated_at(&site.name);
            let at = at.map_or_else(String::new, |at| format!("{at}: "));
            return Err(BadInput(format!("{at}{error}")));
        }
    }
    Ok(())
}
