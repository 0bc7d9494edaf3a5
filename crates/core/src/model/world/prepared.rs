//! What is computed once for a planned world, before any replicate: thresholds, the calibration of
//! each specialist service, and the scale of recognition if the referrals of the last year are
//! known.

use super::rollout::roll_out;
use super::run_error::{OutOfReach, RunError};
use super::running::Running;
use super::site::Site;
use super::{RunOptions, World};
use crate::engine::draws::{BirthKey, Draws};
use crate::engine::time::DAYS_PER_YEAR;
use crate::model::children::Children;
use crate::model::children::groups::GroupFactors;
use crate::model::children::rules::Rules;
use crate::model::children::severity::{Courses, Thresholds};
use crate::model::moment::record::Record;
use crate::model::parameters::Parameter;
use crate::model::pathway::waiting_list::Lists;
use crate::model::pathway::way::Pathway;
use crate::model::plan::{InitialState, SitePlan, TimePlan, WorldPlan};
use crate::model::results::SiteResult;
use crate::model::results::pilot::Pilot;
use crate::model::settings::{Settings, setting};
use crate::model::specialist::calibration::{Calibration, CoveredDemand, Figures};
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
/// More rounds for sites that have not come near the reported number in those.
const MORE_ROUNDS: u32 = 12;
/// Recognition is scaled within these bounds. Beyond them the settings or the number are wrong: no
/// evidence has staff and families notice need five times as fast at one place as at another.
const SCALES: (f64, f64) = (0.2, 5.0);
/// A number is reached within this share of it, or within a few referrals where they are few.
const REACHED_WITHIN: (f64, f64) = (0.05, 2.0);

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

impl RecognitionScale {
    fn is_reached(&self) -> bool {
        let (share, few) = REACHED_WITHIN;
        (self.scaled - self.reported).abs() <= (share * self.reported).max(few)
    }
}

/// What a pilot counts at a site, as means over replicates.
#[derive(Clone, Copy, Default)]
struct Counted {
    demand: CoveredDemand,
    to_teams: f64,
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

/// How a site is calibrated, apart from its plan. Another plan can hold it if it has the same
/// figures.
#[derive(Clone, Debug)]
pub struct CalibratedSite {
    figures: Figures,
    /// How the specialist service was calibrated.
    pub calibration: Calibration,
    /// How recognition was scaled, if the referrals of the last year are known.
    pub recognition: Option<RecognitionScale>,
}

/// A planned site, ready to run.
#[derive(Clone, Debug)]
struct PreparedSite {
    thresholds: Thresholds,
    calibrated: CalibratedSite,
    /// Whether the calibration is that of another plan.
    is_held: bool,
}

/// A planned world whose sites are prepared: ready to run any replicate.
#[derive(Clone, Debug)]
pub struct PreparedWorld {
    plan: WorldPlan,
    sites: Vec<PreparedSite>,
}

/// Makes the plan of a world, the same each time.
pub type MakePlan = Box<dyn Fn() -> WorldPlan + Send + Sync>;

/// A prepared world that makes its plan again for each run: small enough to keep many.
pub struct CompactWorld {
    make: MakePlan,
    sites: Vec<PreparedSite>,
}

impl CompactWorld {
    /// A prepared world without its plan, which `make` makes again.
    ///
    /// # Errors
    /// If `make` makes another plan.
    pub fn new(world: PreparedWorld, make: MakePlan) -> Result<Self, RunError> {
        let made = make();
        let PreparedWorld { plan, sites } = world;
        if made == plan {
            return Ok(Self { make, sites });
        }
        let mut apart = plan.sites.iter().zip(&made.sites).filter(|(one, two)| one != two);
        let site = apart.next().map_or("a site".to_owned(), |(site, _)| site.name.clone());
        Err(RunError::OtherPlan { site })
    }

    /// The world with its plan.
    pub fn world(&self) -> PreparedWorld {
        PreparedWorld { plan: (self.make)(), sites: self.sites.clone() }
    }

    /// How the sites are calibrated, in the order of the plan.
    pub fn calibrated(&self) -> impl Iterator<Item = &CalibratedSite> {
        self.sites.iter().map(|site| &site.calibrated)
    }
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
            world.calibrate_all()?;
        }
        if world.unknown_scales().next().is_some() {
            world.scale_recognition()?;
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
    fn pilot(&self, time: TimePlan, purpose: Purpose) -> Result<Vec<Counted>, RunError> {
        let mut means = vec![Counted::default(); self.sites.len()];
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
                mean.add(&site.record.pilot, f64::from(replicates));
            }
        }
        Ok(means)
    }

    /// Calibrates the specialist services: a pilot without teams, and with a service that has
    /// places for all, counts what the covered settings send in a year.
    fn calibrate_all(&mut self) -> Result<(), RunError> {
        let counted = self.pilot(self.plan.time.for_pilot(), Purpose::CountDemand)?;
        let Self { plan, sites } = self;
        for ((site, prepared), counted) in plan.sites.iter().zip(sites).zip(counted) {
            if prepared.is_held {
                continue;
            }
            prepared.calibrated.calibration =
                calibrate(site, &plan.time, &prepared.thresholds, counted.demand);
        }
        Ok(())
    }

    /// The scales that are to be found.
    fn unknown_scales(&mut self) -> impl Iterator<Item = &mut RecognitionScale> {
        let own = self.sites.iter_mut().filter(|site| !site.is_held);
        own.filter_map(|site| site.calibrated.recognition.as_mut())
    }

    /// Scales recognition until a pilot, in which the teams have worked for a while, counts the
    /// referrals of the last year.
    fn scale_recognition(&mut self) -> Result<(), RunError> {
        self.count_referrals()?;
        self.unknown_scales().for_each(|scale| scale.unscaled = scale.scaled);
        for round in 0..SCALING_ROUNDS + MORE_ROUNDS {
            let mut is_settled = true;
            for scale in self.unknown_scales() {
                if round >= SCALING_ROUNDS && scale.is_reached() {
                    continue;
                }
                let step = scale.reported.max(0.5) / scale.scaled.max(0.5);
                let factor = (scale.factor * step).clamp(SCALES.0, SCALES.1);
                is_settled &= factor == scale.factor;
                scale.factor = factor;
            }
            if is_settled {
                break;
            }
            self.calibrate_all()?;
            self.count_referrals()?;
        }
        let is_reached = self.unknown_scales().all(|scale| scale.is_reached());
        if is_reached { Ok(()) } else { self.refuse_out_of_reach() }
    }

    /// Counts the referrals of a year with recognition as it is scaled now.
    fn count_referrals(&mut self) -> Result<(), RunError> {
        let time = self.plan.time.for_last_year();
        let years = (time.end.since(time.measure_from).days() / DAYS_PER_YEAR).max(1e-9);
        let counted = self.pilot(time, Purpose::CountReferrals)?;
        for (site, Counted { to_teams, .. }) in self.sites.iter_mut().zip(counted) {
            if let (Some(scale), false) = (&mut site.calibrated.recognition, site.is_held) {
                scale.scaled = to_teams / years;
            }
        }
        Ok(())
    }

    /// Refuses a site whose number is outside the range that recognition can be scaled to.
    fn refuse_out_of_reach(&self) -> Result<(), RunError> {
        let mut ends = Vec::new();
        let mut bounded = self.clone();
        for factor in [SCALES.0, SCALES.1] {
            bounded.unknown_scales().for_each(|scale| scale.factor = factor);
            bounded.calibrate_all()?;
            bounded.count_referrals()?;
            let sent = bounded.sites.iter().map(|site| site.calibrated.recognition);
            ends.push(
                sent.map(|scale| scale.map_or(0.0, |scale| scale.scaled)).collect::<Vec<_>>(),
            );
        }
        for (index, site) in self.sites.iter().enumerate() {
            let Some(scale) = site.calibrated.recognition.filter(|_| !site.is_held) else {
                continue;
            };
            let (least, most) = (ends[0][index], ends[1][index]);
            if !scale.is_reached() && !(least..=most).contains(&scale.reported) {
                return Err(RunError::OutOfReach(OutOfReach {
                    site: self.plan.sites[index].name.clone(),
                    reported: scale.reported as u32,
                    least: least.round() as u32,
                    most: most.round() as u32,
                }));
            }
        }
        Ok(())
    }
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
        courses: Courses::new(values),
        thresholds: prepared.thresholds,
        groups: GroupFactors::new(values, minority_ethnic_share, teenage_share),
        minority_ethnic_share,
        teenage_share,
        recognition_scale: prepared.calibrated.recognition.map_or(1.0, |scale| scale.factor),
        teams_exist: purpose == Purpose::CountReferrals || plan.initial != InitialState::default(),
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
        service: SpecialistService::new(key, prepared.calibrated.calibration.clone()),
        pathway: Pathway { lists, ..Pathway::default() },
        record: Record::new(time, plan.pupils(), options.episodes),
        initial,
        too_many_at_start: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::time::Span;
    use crate::model::parameters::Domain;
    use crate::model::plan::{SettingKind, SettingPhase, SettingPlan};
    use crate::model::world::tests::plan;
    use crate::model::{acts_through_calibration_only, enters_calibration};

    fn held(plan: WorldPlan, base: &PreparedWorld) -> Result<PreparedWorld, RunError> {
        PreparedWorld::holding(plan, base.calibrated().cloned().map(Some).collect())
    }

    #[test]
    fn a_world_that_is_kept_without_its_plan_refuses_another() {
        let world = || PreparedWorld::new(plan()).unwrap();
        let kept = CompactWorld::new(world(), Box::new(plan)).unwrap();
        let run = |world: &PreparedWorld| world.run(1, 1, RunOptions::default()).unwrap();
        assert_eq!(run(&kept.world()), run(&world()));

        let changes: [fn(&mut WorldPlan); 3] = [
            |plan| plan.sites[0].settings[3].pupils += 1,
            |plan| plan.time.end = plan.time.end - Span::DAY,
            |plan| plan.sites.clear(),
        ];
        for change in changes {
            let make = move || {
                let mut other = plan();
                change(&mut other);
                other
            };
            let refused = CompactWorld::new(world(), Box::new(make));
            assert!(matches!(refused, Err(RunError::OtherPlan { .. })));
        }
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
