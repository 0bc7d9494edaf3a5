//! Pilots: a few replicates before a run, which count what the covered settings send, and the
//! calibration of the specialist services to that.

use super::build::{Purpose, built};
use super::site::PreparedSite;
use crate::engine::draws::Draws;
use crate::model::children::thresholds::Thresholds;
use crate::model::parameters::Parameter;
use crate::model::plan::{SitePlan, TimePlan, WorldPlan};
use crate::model::results::pilot::Pilot;
use crate::model::specialist::calibration::{Calibration, CoveredDemand};
use crate::model::world::run_error::RunError;
use crate::model::world::{RunOptions, World};

/// Replicates of a pilot; fewer for a site so large that together they have more pupils than needed. Over
/// the 25 Trailblazer sites the simulated wait of the calibrated year is 2.1 days from the reported
/// one in the mean of absolute errors, and 2.0 with twelve replicates whatever the pupils.
const PILOT_REPLICATES: u32 = 4;
const PILOT_PUPILS: f64 = 120_000.0;
/// Seed of the pilots: the same whatever the seed of the run, so that calibration is the same too.
const PILOT_SEED: u64 = 2018;

/// What a pilot counts at a site, as means over replicates.
#[derive(Clone, Copy, Default)]
pub(super) struct Counted {
    demand: CoveredDemand,
    pub(super) to_teams: f64,
}

impl Counted {
    /// Adds one of so many replicates.
    fn add(&mut self, pilot: &Pilot, replicates: f64) {
        const QUARTERS_PER_YEAR: f64 = 4.0;
        let mean = |count: u32| f64::from(count) / replicates;
        self.demand.referrals_per_year += mean(pilot.referrals);
        self.demand.accepted_per_year += mean(pilot.accepted);
        self.demand.seen_per_year += mean(pilot.seen);
        self.demand.treated_per_year += mean(pilot.treated);
        for (sum, &accepted) in self.demand.accepted_at.iter_mut().zip(&pilot.accepted_in) {
            *sum += QUARTERS_PER_YEAR * mean(accepted);
        }
        self.to_teams += mean(pilot.to_teams);
    }
}

/// What was counted at each site, as means over replicates of a pilot.
pub(super) fn pilot(
    plan: &WorldPlan,
    prepared: &[PreparedSite],
    time: TimePlan,
    purpose: Purpose,
) -> Result<Vec<Counted>, RunError> {
    let mut means = vec![Counted::default(); prepared.len()];
    let smallest = plan.sites.iter().map(SitePlan::pupils).fold(f64::INFINITY, f64::min);
    let enough = (PILOT_PUPILS / smallest.max(1.0)).ceil() as u32;
    let replicates = enough.clamp(1, PILOT_REPLICATES);
    for replicate in 0..replicates {
        let draws = Draws::new(PILOT_SEED, u64::from(replicate));
        let piloted = WorldPlan { sites: plan.sites.clone(), time };
        let sites = built(plan, prepared, time, purpose, RunOptions::default());
        let mut world = World::begin(&piloted, sites, draws);
        world.run_to(time.end)?;
        let counted = world.areas.iter().map(|area| &area.site.record.pilot);
        for (mean, pilot) in means.iter_mut().zip(counted.flatten()) {
            mean.add(pilot, f64::from(replicates));
        }
    }
    Ok(means)
}

/// Calibrates the specialist services: a pilot without teams, and with a service that has
/// places for all, counts what the covered settings send in a year.
pub(super) fn calibrate_all(
    plan: &WorldPlan,
    prepared: &mut [PreparedSite],
) -> Result<(), RunError> {
    let counted = pilot(plan, prepared, plan.time.for_pilot(), Purpose::CountDemand)?;
    for ((site, prepared), counted) in plan.sites.iter().zip(prepared).zip(counted) {
        if prepared.is_held {
            continue;
        }
        prepared.calibrated.calibration =
            calibrate(site, &plan.time, &prepared.thresholds, counted.demand);
    }
    Ok(())
}

/// Calibrates the specialist service of a site to what its covered settings send.
pub(super) fn calibrate(
    plan: &SitePlan,
    time: &TimePlan,
    thresholds: &Thresholds,
    demand: CoveredDemand,
) -> Calibration {
    let under_18s = plan.pupils() / plan.values.specialist.share_covered;
    let window = time.start.max(time.calibration_middle());
    let index = plan
        .changes
        .iter()
        .rfind(|change| {
            change.parameter == Parameter::named("need.onset_index") && change.on <= window
        })
        .map_or(plan.values.need.onset_index, |change| change.value);
    Calibration::new(&plan.profile, &plan.values, under_18s, thresholds.specialist, demand, index)
}
