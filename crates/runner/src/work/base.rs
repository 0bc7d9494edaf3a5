//! The scenario whose calibration others hold.

use mhst_core::model::Figures;
use mhst_core::model::plan::{SitePlan, TimePlan, WorldPlan};

/// A scenario whose sites are calibrated by themselves. A site of another scenario holds the
/// calibration of the site here that has the same name and figures.
#[derive(Clone, Debug)]
pub struct Base {
    time: TimePlan,
    sites: Vec<SitePlan>,
    figures: Vec<Figures>,
}

impl Base {
    /// A base with these dates and sites.
    pub fn new(time: TimePlan, sites: Vec<SitePlan>) -> Self {
        let figures = sites.iter().map(|site| Figures::of(site, &time)).collect();
        Self { time, sites, figures }
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

    /// One site as a world of its own, to calibrate it.
    pub fn world(&self, position: usize) -> WorldPlan {
        WorldPlan { sites: vec![self.sites[position].clone()], time: self.time }
    }
}
