//! The calibrations that worlds hold: made once for each site of the base, when first needed.

use std::sync::{Arc, OnceLock};

use mhst_core::model::plan::WorldPlan;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::{World, caught};
use crate::work::Base;

/// The calibrated sites of a base.
pub(super) struct Bases<W: World> {
    base: Option<Arc<Base>>,
    sites: Vec<OnceLock<Result<W::Site, String>>>,
}

impl<W: World> Bases<W> {
    pub(super) fn new(base: Option<Arc<Base>>) -> Self {
        let number = base.as_ref().map_or(0, |base| base.len());
        Self { base, sites: (0..number).map(|_| OnceLock::new()).collect() }
    }

    /// What the sites of a world hold, in the order of its plan.
    pub(super) fn held(&self, plan: &WorldPlan) -> Result<Vec<Option<W::Site>>, String> {
        let Some(base) = &self.base else { return Ok(vec![None; plan.sites.len()]) };
        let held = |site| {
            let Some(position) = base.position(site, &plan.time) else { return Ok(None) };
            let calibrate = || caught(|| W::calibrate(base.world(position)));
            self.sites[position].get_or_init(calibrate).clone().map(Some)
        };
        plan.sites.par_iter().map(held).collect()
    }
}
