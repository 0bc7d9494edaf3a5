//! What is computed once for a planned world, before any replicate: thresholds, the calibration of
//! each specialist service, and the scale of recognition if the referrals of the last year are
//! known.

use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hasher};

use super::rollout::roll_out;
use super::run_error::RunError;
use super::running::Running;
use super::site::Site;
use super::{RunOptions, World};
use crate::engine::draws::{BirthKey, Draws};
use crate::engine::time::DAYS_PER_YEAR;
use crate::model::children::Children;
use crate::model::children::groups::GroupFactors;
use crate::model::children::rules::Rules;
use crate::model::children::severity::{CourseRules, Thresholds};
use crate::model::moment::record::Record;
use crate::model::parameters::Parameter;
use crate::model::pathway::waiting_list::Lists;
use crate::model::pathway::way::Pathway;
use crate::model::plan::{InitialState, SitePlan, TimePlan, WorldPlan};
use crate::model::results::SiteResult;
use crate::model::settings::{Settings, setting};
use crate::model::specialist::calibration::{Calibration, CoveredDemand};
use crate::model::specialist::service::SpecialistService;
use crate::model::trace::{Trace, Watch, Witness};

/// Replicates of a pilot; fewer for a site so large that together they have more pupils than
/// needed.
const PILOT_REPLICATES: u32 = 4;
const PILOT_PUPILS: f64 = 200_000.0;
/// Seed of the pilots: the same whatever the seed of the run, so that calibration is the same too.
const PILOT_SEED: u64 = 2018;
/// Rounds in which recognition is scaled: referrals saturate, so one is not enough.
const SCALING_ROUNDS: u32 = 5;
/// Recognition is scaled within these bounds.
const SCALES: (f64, f64) = (0.02, 50.0);

/// What a world is run for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    /// For its results.
    Run,
    /// To count what the covered settings send to a specialist service that declines nobody for
    /// lack of capacity.
    CountDemand,
    /// To count the referrals to teams that have worked for a while.
    CountReferrals,
}

/// How recognition was scaled to the referrals of the last year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecognitionScale {
    /// Referrals to the teams in the last year, as reported.
    pub reported: f64,
    /// Referrals that the model expects without scaling.
    pub unscaled: f64,
    /// Referrals that the model expects with it.
    pub scaled: f64,
    /// Factor of recognition by staff and families.
    pub factor: f64,
}

/// A planned site, ready to run.
#[derive(Clone, Debug)]
pub struct PreparedSite {
    /// Of the plan and the dates for which it was prepared.
    fingerprint: u64,
    thresholds: Thresholds,
    /// How the specialist service was calibrated.
    pub calibration: Calibration,
    /// How recognition was scaled, if the referrals of the last year are known.
    pub recognition: Option<RecognitionScale>,
}

/// A planned world whose sites are prepared: ready to run any replicate.
#[derive(Clone, Debug)]
pub struct PreparedWorld {
    plan: WorldPlan,
    sites: Vec<PreparedSite>,
}

impl PreparedWorld {
    /// Prepares the world. The result does not depend on seed or replicate.
    ///
    /// # Errors
    /// If a conservation law breaks in a pilot run.
    pub fn new(plan: WorldPlan) -> Result<Self, RunError> {
        let sites = plan
            .sites
            .iter()
            .map(|site| {
                let thresholds = Thresholds::new(&site.values);
                let open = CoveredDemand::default();
                let calibration = calibrate(site, &plan.time, &thresholds, open);
                let recognition = site.initial.referrals_last_year.map(|reported| {
                    let reported = f64::from(reported);
                    RecognitionScale { reported, unscaled: 0.0, scaled: 0.0, factor: 1.0 }
                });
                let fingerprint = fingerprint(site, &plan.time);
                PreparedSite { fingerprint, thresholds, calibration, recognition }
            })
            .collect();
        let mut world = Self { plan, sites };
        world.calibrate_all()?;
        if world.sites.iter().any(|site| site.recognition.is_some()) {
            world.scale_recognition()?;
        }
        Ok(world)
    }

    /// A world whose sites were prepared earlier, for the same plan.
    ///
    /// # Errors
    /// When they were prepared for another plan, or for other dates.
    pub fn again(plan: WorldPlan, sites: Vec<PreparedSite>) -> Result<Self, RunError> {
        let mut prepared = sites.iter();
        for site in &plan.sites {
            let fits =
                |prepared: &PreparedSite| prepared.fingerprint == fingerprint(site, &plan.time);
            if !prepared.next().is_some_and(fits) {
                return Err(RunError::OtherPlan { site: site.name.clone() });
            }
        }
        match prepared.next() {
            None => Ok(Self { plan, sites }),
            Some(_) => Err(RunError::OtherPlan { site: "a site".to_owned() }),
        }
    }

    /// The sites, in the order of the plan.
    pub fn sites(&self) -> &[PreparedSite] {
        &self.sites
    }

    /// What was computed for the sites, without the plan: small enough to keep for many worlds.
    pub fn into_sites(self) -> Vec<PreparedSite> {
        self.sites
    }

    /// Runs one replicate; one result for each site, in the order of the plan. A pure function of
    /// the prepared world, `seed`, `replicate` and `options`.
    ///
    /// # Errors
    /// If a conservation law breaks.
    pub fn run(
        &self,
        seed: u64,
        replicate: u32,
        options: RunOptions,
    ) -> Result<Vec<SiteResult>, RunError> {
        let sites = self.built(self.plan.time, Purpose::Run, options);
        Ok(self.run_built(sites, seed, replicate)?.into_iter().map(|(result, _)| result).collect())
    }

    /// Runs one replicate, as [`PreparedWorld::run`] does with a record of each episode, and traces
    /// those who are watched: a result and a trace for each site.
    ///
    /// # Errors
    /// If a conservation law breaks.
    pub fn trace(
        &self,
        seed: u64,
        replicate: u32,
        watch: &Watch,
    ) -> Result<Vec<(SiteResult, Trace)>, RunError> {
        let mut sites = self.built(self.plan.time, Purpose::Run, RunOptions { episodes: true });
        for site in &mut sites {
            site.record.witness = Some(Box::new(Witness::new(watch.clone())));
        }
        let results = self.run_built(sites, seed, replicate)?;
        let traced =
            |(result, trace): (SiteResult, Option<Trace>)| (result, trace.unwrap_or_default());
        Ok(results.into_iter().map(traced).collect())
    }

    fn run_built(
        &self,
        sites: Vec<Site>,
        seed: u64,
        replicate: u32,
    ) -> Result<Vec<(SiteResult, Option<Trace>)>, RunError> {
        let draws = Draws::new(seed, u64::from(replicate));
        let mut world = World::begin(&self.plan, sites, draws);
        let events = world.run_to(self.plan.time.end)?;
        let years = self.plan.time.end.since(self.plan.time.start).days() / DAYS_PER_YEAR;
        Ok(world.into_results(events, years))
    }

    /// One replicate before its first event, to be run step by step. Run to its end it has the
    /// results of [`PreparedWorld::run`].
    pub fn start(&self, seed: u64, replicate: u32, options: RunOptions) -> Running {
        let time = self.plan.time;
        let sites = self.built(time, Purpose::Run, options);
        let world = World::begin(&self.plan, sites, Draws::new(seed, u64::from(replicate)));
        Running::new(world, time.start, time.end)
    }

    /// The sites before a run starts.
    pub(crate) fn built(&self, time: TimePlan, purpose: Purpose, options: RunOptions) -> Vec<Site> {
        self.plan
            .sites
            .iter()
            .zip(&self.sites)
            .map(|(plan, prepared)| build(plan, prepared, time, purpose, options))
            .collect()
    }

    #[cfg(test)]
    pub(crate) fn plan(&self) -> &WorldPlan {
        &self.plan
    }

    /// What was counted at each site, as means over replicates of a pilot.
    fn pilot(&self, time: TimePlan, purpose: Purpose) -> Result<Vec<[f64; 3]>, RunError> {
        let mut means = vec![[0.0; 3]; self.sites.len()];
        let smallest = self.plan.sites.iter().map(SitePlan::pupils).fold(f64::INFINITY, f64::min);
        let enough = (PILOT_PUPILS / smallest.max(1.0)).ceil() as u32;
        let replicates = enough.clamp(1, PILOT_REPLICATES);
        for replicate in 0..replicates {
            let draws = Draws::new(PILOT_SEED, u64::from(replicate));
            let plan = WorldPlan { sites: self.plan.sites.clone(), time };
            let sites = self.built(time, purpose, RunOptions::default());
            let mut world = World::begin(&plan, sites, draws);
            world.run_to(time.end)?;
            for (mean, site) in means.iter_mut().zip(&world.sites) {
                let pilot = site.record.pilot;
                let counts = [pilot.referrals, pilot.accepted, pilot.to_teams];
                for (mean, count) in mean.iter_mut().zip(counts) {
                    *mean += f64::from(count) / f64::from(replicates);
                }
            }
        }
        Ok(means)
    }

    /// Calibrates the specialist services: a pilot without teams, and with a service that has
    /// places for all, counts what the covered settings send in a year.
    fn calibrate_all(&mut self) -> Result<(), RunError> {
        let counted = self.pilot(self.plan.time.for_pilot(), Purpose::CountDemand)?;
        let Self { plan, sites } = self;
        for ((site, prepared), [referrals, accepted, _]) in
            plan.sites.iter().zip(sites).zip(counted)
        {
            let demand =
                CoveredDemand { referrals_per_year: referrals, accepted_per_year: accepted };
            prepared.calibration = calibrate(site, &plan.time, &prepared.thresholds, demand);
        }
        Ok(())
    }

    /// Scales recognition until a pilot, in which the teams have worked for a while, counts the
    /// referrals of the last year.
    fn scale_recognition(&mut self) -> Result<(), RunError> {
        let time = self.plan.time.for_last_year();
        let years = (time.end.since(time.measure_from).days() / DAYS_PER_YEAR).max(1e-9);
        for round in 0..=SCALING_ROUNDS {
            let counted = self.pilot(time, Purpose::CountReferrals)?;
            for (site, [_, _, to_teams]) in self.sites.iter_mut().zip(counted) {
                let Some(scale) = &mut site.recognition else { continue };
                scale.scaled = to_teams / years;
                if round == 0 {
                    scale.unscaled = scale.scaled;
                }
                if round < SCALING_ROUNDS {
                    let step = scale.reported.max(0.5) / scale.scaled.max(0.5);
                    scale.factor = (scale.factor * step).clamp(SCALES.0, SCALES.1);
                }
            }
            if round < SCALING_ROUNDS {
                self.calibrate_all()?;
            }
        }
        Ok(())
    }
}

/// A number that differs if anything in the plan of a site or in the dates differs.
fn fingerprint(site: &SitePlan, time: &TimePlan) -> u64 {
    struct Digest(DefaultHasher);
    impl fmt::Write for Digest {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut digest = Digest(DefaultHasher::new());
    // A digest takes whatever it is given: writing to it cannot fail.
    let _ = write!(digest, "{site:?}{time:?}");
    digest.0.finish()
}

fn calibrate(
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

fn build(
    plan: &SitePlan,
    prepared: &PreparedSite,
    time: TimePlan,
    purpose: Purpose,
    options: RunOptions,
) -> Site {
    let initial = match purpose {
        Purpose::Run => plan.initial,
        // In a pilot the teams are new: what is known is of a later day.
        Purpose::CountDemand | Purpose::CountReferrals => InitialState::default(),
    };
    let SitePlan { name, profile, settings, posts, waves, values, .. } = plan;
    let key = BirthKey::named(name);
    let mut settings = Settings::new(setting::settings(key, profile, settings, values, time.start));
    let (minority_ethnic_share, teenage_share) =
        (profile.minority_ethnic_share, settings.teenage_share());
    let rules = Rules {
        key,
        time,
        values: values.clone(),
        courses: CourseRules::new(values),
        courses_held: CourseRules::of_held(values),
        thresholds: prepared.thresholds,
        groups: GroupFactors::new(values, minority_ethnic_share, teenage_share),
        minority_ethnic_share,
        teenage_share,
        recognition_scale: prepared.recognition.map_or(1.0, |scale| scale.factor),
        in_waves: !waves.is_empty() && values.rollout.in_waves,
        pilot: purpose == Purpose::CountDemand,
    };
    let workforce = roll_out(&rules, &mut settings, profile.teams, waves, posts);
    let lists = Lists::of_teams(workforce.teams.len());
    Site {
        name: name.clone(),
        rules,
        children: Children::default(),
        settings,
        workforce,
        service: SpecialistService::new(key, prepared.calibration.clone()),
        pathway: Pathway { lists, ..Pathway::default() },
        record: Record::new(time, plan.pupils(), options.episodes),
        initial,
        too_many_at_start: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::world::tests::plan;

    #[test]
    fn sites_that_were_prepared_for_another_plan_are_refused() {
        let world = || PreparedWorld::new(plan()).unwrap().into_sites();
        let refused = |plan: WorldPlan, sites| PreparedWorld::again(plan, sites).unwrap_err();
        let same = PreparedWorld::again(plan(), world()).unwrap();
        assert_eq!(same.plan(), &plan());

        let mut other = plan();
        other.sites[0].settings[3].pupils += 1;
        let damaged = RunError::OtherPlan { site: "Damaged".to_owned() };
        assert_eq!(refused(other, world()), damaged);
        let mut other = plan();
        other.time.end = other.time.end - crate::engine::time::Span::DAY;
        assert_eq!(refused(other, world()), damaged);
        assert_eq!(refused(plan(), Vec::new()), damaged);
        refused(plan(), [world(), world()].concat());
    }
}
