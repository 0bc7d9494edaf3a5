//! What is computed once for a planned world, before any replicate: thresholds, the calibration of
//! each specialist service, and the scale of recognition if the referrals of the last year are
//! known.

mod build;
mod compact;
mod pilot;
mod scaling;
mod site;
mod together;

pub(crate) use self::build::Purpose;
use self::build::built;
pub use self::compact::{CompactWorld, MakePlan};
use self::pilot::{calibrate, calibrate_all};
use self::scaling::{scale_recognition, unknown_scales};
use self::site::PreparedSite;
pub use self::site::{CalibratedSite, RecognitionScale};
use super::run_error::RunError;
use super::running::Running;
use super::site::Site;
use super::{RunOptions, World};
use crate::engine::draws::Draws;
use crate::engine::time::DAYS_PER_YEAR;
use crate::model::children::thresholds::Thresholds;
use crate::model::plan::{SitePlan, TimePlan, WorldPlan};
use crate::model::results::SiteResult;
use crate::model::specialist::calibration::{CoveredDemand, Figures};
use crate::model::trace::{Trace, Watch, Witness};

/// A planned world whose sites are prepared: ready to run any replicate.
#[derive(Clone, Debug)]
pub struct PreparedWorld {
    plan: WorldPlan,
    sites: Vec<PreparedSite>,
}

impl PreparedWorld {
    /// Prepares the world, each site calibrated by itself. The result does not depend on seed or
    /// replicate.
    ///
    /// # Errors
    /// If a conservation law breaks in a pilot run, or if the referrals that are reported for last
    /// year are out of reach.
    pub fn new(plan: WorldPlan) -> Result<Self, RunError> {
        let none = vec![None; plan.sites.len()];
        Self::holding(plan, none)
    }

    /// Prepares the world with the calibrations that are given for its sites, in the order of the
    /// plan; a site for which none is given is calibrated by itself.
    ///
    /// # Errors
    /// As [`PreparedWorld::new`], and if a site has other figures than those to which the
    /// calibration given for it was made.
    pub fn holding(plan: WorldPlan, held: Vec<Option<CalibratedSite>>) -> Result<Self, RunError> {
        let mut held = held.into_iter();
        let prepared = |site: &SitePlan| {
            let thresholds = Thresholds::new(&site.values);
            let figures = Figures::of(site, &plan.time);
            match held.next().flatten() {
                Some(base) if base.figures != figures => {
                    Err(RunError::OtherFigures { site: site.name.clone() })
                }
                Some(base) => {
                    let calibration = base.calibration.held(&site.values);
                    let calibrated = CalibratedSite { calibration, ..base };
                    Ok(PreparedSite { thresholds, calibrated, is_held: true })
                }
                None => {
                    let open = CoveredDemand::default();
                    let calibration = calibrate(site, &plan.time, &thresholds, open);
                    let recognition = site.initial.referrals_last_year.map(|reported| {
                        let reported = f64::from(reported);
                        RecognitionScale { reported, unscaled: 0.0, scaled: 0.0, factor: 1.0 }
                    });
                    let calibrated = CalibratedSite { figures, calibration, recognition };
                    Ok(PreparedSite { thresholds, calibrated, is_held: false })
                }
            }
        };
        let sites = plan.sites.iter().map(prepared).collect::<Result<_, _>>()?;
        let mut world = Self { plan, sites };
        if world.sites.iter().any(|site| !site.is_held) {
            calibrate_all(&world.plan, &mut world.sites)?;
        }
        if unknown_scales(&mut world.sites).next().is_some() {
            scale_recognition(&world.plan, &mut world.sites)?;
        }
        Ok(world)
    }

    /// How the sites are calibrated, in the order of the plan.
    pub fn calibrated(&self) -> impl Iterator<Item = &CalibratedSite> {
        self.sites.iter().map(|site| &site.calibrated)
    }

    /// A world of several that were prepared separately, in this order: sites do not interact in
    /// their pilots.
    ///
    /// # Errors
    /// If one was prepared for other dates.
    pub fn of_parts(time: TimePlan, parts: Vec<Self>) -> Result<Self, RunError> {
        let mut whole = Self { plan: WorldPlan { sites: Vec::new(), time }, sites: Vec::new() };
        for Self { plan, sites } in parts {
            if let (true, Some(site)) = (plan.time != time, plan.sites.first()) {
                return Err(RunError::OtherPlan { site: site.name.clone() });
            }
            whole.plan.sites.extend(plan.sites);
            whole.sites.extend(sites);
        }
        Ok(whole)
    }

    /// Runs one replicate; one result for each site, in the order of the plan. A pure function of
    /// the prepared world, `seed`, `replicate` and `options`.
    ///
    /// # Errors
    /// If a conservation law breaks.
    pub fn run(
        &self,
        seed: u64,
        replicate: u64,
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
        replicate: u64,
        watch: &Watch,
    ) -> Result<Vec<(SiteResult, Trace)>, RunError> {
        let mut sites = self.built(
            self.plan.time,
            Purpose::Run,
            RunOptions { episodes: true, ..<_>::default() },
        );
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
        replicate: u64,
    ) -> Result<Vec<(SiteResult, Option<Trace>)>, RunError> {
        let draws = Draws::new(seed, replicate);
        let mut world = World::begin(&self.plan, sites, draws);
        world.run_to(self.plan.time.end)?;
        world.finish(self.plan.time.end)?;
        let years = self.plan.time.end.since(self.plan.time.start).days() / DAYS_PER_YEAR;
        Ok(world.into_results(years))
    }

    /// One replicate before its first event, to be run step by step. Run to its end it has the
    /// results of [`PreparedWorld::run`].
    pub fn start(&self, seed: u64, replicate: u64, options: RunOptions) -> Running {
        let time = self.plan.time;
        let sites = self.built(time, Purpose::Run, options);
        let world = World::begin(&self.plan, sites, Draws::new(seed, replicate));
        Running::new(world, time.start, time.end)
    }

    /// The sites before a run starts.
    pub(crate) fn built(&self, time: TimePlan, purpose: Purpose, options: RunOptions) -> Vec<Site> {
        built(&self.plan, &self.sites, time, purpose, options)
    }

    #[cfg(test)]
    pub(crate) fn plan(&self) -> &WorldPlan {
        &self.plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::time::Span;
    use crate::model::parameters::{Domain, Parameter};
    use crate::model::plan::{SettingKind, SettingPhase, SettingPlan};
    use crate::model::world::tests::plan;
    use crate::model::{acts_through_calibration_only, enters_calibration};

    fn held(plan: WorldPlan, base: &PreparedWorld) -> Result<PreparedWorld, RunError> {
        PreparedWorld::holding(plan, base.calibrated().cloned().map(Some).collect())
    }

    #[test]
    fn a_calibration_is_held_by_a_site_with_the_same_figures_and_by_no_other() {
        let base = PreparedWorld::new(plan()).unwrap();
        let same = held(plan(), &base).unwrap();
        assert_eq!(
            same.calibrated().map(|site| &site.calibration).collect::<Vec<_>>(),
            base.calibrated().map(|site| &site.calibration).collect::<Vec<_>>()
        );
        let mut other = plan();
        let threshold = Parameter::named("need.above_specialist_share");
        other.sites[0].values.set(threshold, 0.1).unwrap();
        let calibration = |world: &PreparedWorld| world.sites[0].calibrated.calibration.clone();
        assert_eq!(calibration(&held(other.clone(), &base).unwrap()), calibration(&base));
        assert_ne!(calibration(&PreparedWorld::new(other).unwrap()), calibration(&base));

        let changes: [fn(&mut WorldPlan); 4] = [
            |plan| plan.sites[0].settings[3].pupils += 1,
            |plan| plan.sites[0].profile.in_contact_share *= 1.1,
            |plan| plan.sites[0].initial.referrals_last_year = Some(100),
            |plan| plan.time.start = plan.time.start + Span::DAY,
        ];
        for change in changes {
            let mut other = plan();
            change(&mut other);
            let refused = held(other, &base).err();
            assert!(matches!(refused, Some(RunError::OtherFigures { .. })), "{refused:?}");
        }
    }

    /// A small site with settings of all phases.
    fn small_plan() -> WorldPlan {
        plan_of(5_000)
    }

    /// A site with settings of all phases, two of each, and a pupil referral unit, each with so many
    /// pupils.
    fn plan_of(pupils: u32) -> WorldPlan {
        let mut plan = plan();
        let of_phases = |(phase, number): (SettingPhase, u32)| {
            SettingPlan::usual(format!("Setting {number}"), phase, pupils, 1 + (number % 5) as u8)
        };
        let settings = &mut plan.sites[0].settings;
        let phases = SettingPhase::ALL.into_iter().cycle().take(10);
        *settings = phases.zip(1..).map(of_phases).collect();
        let unit = SettingPlan::usual("Unit".to_owned(), SettingPhase::Other, pupils, 3);
        settings.push(SettingPlan { kind: SettingKind::PupilReferralUnit, ..unit });
        plan
    }

    /// A plan with another value of a parameter.
    fn with(mut plan: WorldPlan, parameter: Parameter, value: f64) -> WorldPlan {
        plan.sites[0].values.set(parameter, value).unwrap();
        plan
    }

    /// Values of a parameter that are far from its default.
    fn extremes(parameter: Parameter) -> Vec<f64> {
        let declaration = parameter.declaration();
        let all = match declaration.domain {
            // The greatest value allowed may be absurd, and a run with it endless.
            Domain::Number { allowed: (low, high), plausible, .. } => {
                vec![(3.0 * plausible.1).min(high), low]
            }
            Domain::Switch => vec![0.0, 1.0],
            Domain::Choice(names) => (0..names.len()).map(|name| name as f64).collect(),
        };
        all.into_iter().filter(|value| *value != declaration.default).collect()
    }

    #[test]
    fn the_parameters_that_enter_the_calibration_are_those_that_change_it() {
        let calibration = |plan| {
            let world = PreparedWorld::new(plan).unwrap();
            world.sites[0].calibrated.calibration.clone()
        };
        // What has little effect on demand may change none of the few referrals of a small site.
        let [few, many] = [2_000, 20_000].map(|pupils| (pupils, calibration(plan_of(pupils))));
        let changes_in = |(pupils, usual): &(u32, _), parameter: Parameter| {
            let changed = |value| calibration(with(plan_of(*pupils), parameter, value)) != *usual;
            extremes(parameter).into_iter().any(changed)
        };
        let changes = |&parameter: &Parameter| {
            changes_in(&few, parameter)
                || (enters_calibration(parameter) && changes_in(&many, parameter))
        };
        let wrong: Vec<&str> = Parameter::all()
            .filter(|parameter| changes(parameter) != enters_calibration(*parameter))
            .map(|parameter| parameter.declaration().key)
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn under_a_held_calibration_a_parameter_acts_unless_it_acts_through_the_calibration_only() {
        let base = PreparedWorld::new(small_plan()).unwrap();
        let run = |world: &PreparedWorld| {
            let mut results = world.run(1, 1, RunOptions::default()).unwrap();
            results.remove(0)
        };
        let usual = run(&base);
        let changes = |parameter: &Parameter| {
            let values = extremes(*parameter).into_iter();
            let mut plans = values.map(|value| with(small_plan(), *parameter, value));
            plans.any(|plan| run(&held(plan, &base).unwrap()) != usual)
        };
        let wrong: Vec<&str> = Parameter::all()
            .filter(|parameter| enters_calibration(*parameter))
            .filter(|parameter| changes(parameter) == acts_through_calibration_only(*parameter))
            .map(|parameter| parameter.declaration().key)
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
