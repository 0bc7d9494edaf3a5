//! The calibrations that worlds hold: made once for each site of the base
//! in each plausible world, when first needed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use mhst_core::model::plan::WorldPlan;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::{World, caught};
use crate::work::Base;

/// A calibrated site, or why there is none.
type Calibrated<W> = Arc<OnceLock<Result<<W as World>::Site, String>>>;

/// The calibrated sites of a base.
pub(super) struct Bases<W: World> {
    base: Option<Arc<Base>>,
    /// By number of the world and position of the site.
    sites: Mutex<BTreeMap<(u32, usize), Calibrated<W>>>,
}

impl<W: World> Bases<W> {
    pub(super) fn new(base: Option<Arc<Base>>) -> Self {
        Self { base, sites: Mutex::default() }
    }

    /// What the sites of a plan hold in a plausible world, in the order of the plan.
    pub(super) fn held(
        &self,
        plan: &WorldPlan,
        world: u32,
    ) -> Result<Vec<Option<W::Site>>, String> {
        let Some(base) = &self.base else { return Ok(vec![None; plan.sites.len()]) };
        let held = |site| {
            let Some(position) = base.position(site, &plan.time) else { return Ok(None) };
            let calibrate = || {
                let plan = base.site(position, world).map_err(|error| error.to_string())?;
                caught(|| W::calibrate(plan))
            };
            self.place(world, position).get_or_init(calibrate).clone().map(Some)
        };
        plan.sites.par_iter().map(held).collect()
    }

    fn place(&self, world: u32, position: usize) -> Calibrated<W> {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(sites.entry((world, position)).or_default())
    }
}
