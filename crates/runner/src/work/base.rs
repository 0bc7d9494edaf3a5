//! The scenario whose calibration others hold.

use mhst_core::model::Figures;
use mhst_core::model::knowledge::{Knowledge, NoWorld};
use mhst_core::model::plan::{SitePlan, TimePlan, WorldPlan};

/// A scenario whose sites are calibrated by themselves. A site of another scenario holds the
/// calibration of the site here that has the same name and figures.
#[derive(Clone, Debug)]
pub struct Base {
    time: TimePlan,
    sites: Vec<SitePlan>,
    knowledge: Knowledge,
    figures: Vec<Figures>,
}

impl Base {
    /// A base with these dates and sites, and what is known of their parameters.
    pub fn new(time: TimePlan, sites: Vec<SitePlan>, knowledge: Knowledge) -> Self {
        let figures = sites.iter().map(|site| Figures::of(site, &time)).collect();
        Self { time, sites, knowledge, figures }
    }

    /// The number of sites.
    pub fn len(&self) -> usize {
        self.sites.len()
    }

    /// Whether there is no site.
    pub fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }

    /// The position here of the site whose calibration a site holds in a run of these dates, if
    /// there is one.
    pub fn position(&self, site: &SitePlan, time: &TimePlan) -> Option<usize> {
        let figures = Figures::of(site, time);
        self.figures.iter().position(|known| *known == figures)
    }

    /// One site by itself in a plausible world, to calibrate it.
    ///
    /// # Errors
    /// If there is no such world.
    pub fn site(&self, position: usize, world: u32) -> Result<WorldPlan, NoWorld> {
        let plan = WorldPlan { sites: vec![self.sites[position].clone()], time: self.time };
        self.knowledge.applied(plan, world)
    }
}
