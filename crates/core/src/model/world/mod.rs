//! The world: everything that changes in a run, as one value that can be cloned.

mod area;
mod census;
mod coverage;
mod dispatch;
mod initial;
pub mod prepared;
pub(crate) mod rollout;
mod run_error;
mod running;
mod site;
mod team_changes;
mod team_week;

use rayon::prelude::*;

use self::area::{Area, Shared};
pub use self::run_error::{OutOfReach, RunError, TooManyAtStart};
pub use self::running::Running;
use self::site::Site;
use crate::engine::draws::Draws;
use crate::engine::simulation::StopRule;
use crate::engine::time::SimTime;
use crate::model::event::MARKET;
use crate::model::plan::{SitePlan, WorldPlan};
use crate::model::results::SiteResult;
use crate::model::school_calendar::SchoolCalendars;
use crate::model::trace::Trace;
use crate::model::workforce::recruitment::LabourMarket;

/// What to keep in addition to the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Keep one record per episode.
    pub episodes: bool,
    /// Look at every child in every step of their course, also where nothing can happen: the same
    /// results, more slowly. For tests.
    pub every_step: bool,
}

/// A world during a run.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) areas: Vec<Area>,
    shared: Shared,
    market: LabourMarket,
}

impl World {
    pub(crate) fn begin(plan: &WorldPlan, sites: Vec<Site>, draws: Draws) -> Self {
        let shared = Shared { draws, school: SchoolCalendars::until(plan.time.end) };
        let mut market = LabourMarket::new(plan.sites.len(), plan.time.start);
        let begin = |(site, planned): (Site, &SitePlan)| {
            let mut area = Area::new(site, plan.time.start);
            area.begin(&shared, &mut market, &planned.changes);
            area
        };
        let areas = sites.into_iter().zip(&plan.sites).map(begin).collect();
        Self { areas, shared, market }
    }

    /// From a day on, parameters change as in another plan, which is the same until then.
    fn follow(&mut self, plan: &WorldPlan, from: SimTime) {
        for (area, site) in self.areas.iter_mut().zip(&plan.sites) {
            area.replace_changes(&site.changes, from);
        }
    }

    /// The date and time of the last event.
    fn now(&self) -> SimTime {
        self.areas.iter().map(Area::now).max().unwrap_or(SimTime::ZERO)
    }

    /// Hands over a result, and a trace if somebody was watched, for each site of a world that ran
    /// for `years`.
    fn into_results(self, years: f64) -> Vec<(SiteResult, Option<Trace>)> {
        self.areas.into_iter().map(|area| area.into_result(years)).collect()
    }

    /// Lets everything happen before `end`. The sites of a world meet on the labour market only, on
    /// Mondays: in between they run in parallel, each on its own calendar, and there one after the
    /// other, in the order of the plan. So the results are the same on any number of threads.
    pub(crate) fn run_to(&mut self, end: SimTime) -> Result<(), RunError> {
        loop {
            let monday = self.market.next_day();
            if monday >= end {
                return self.in_parallel(StopRule::at(end));
            }
            for phase in MARKET {
                self.in_parallel(StopRule::within(monday, phase))?;
                for area in &mut self.areas {
                    area.meet(&self.shared, &mut self.market, StopRule::within(monday, phase + 1))?;
                }
            }
            self.market.close();
        }
    }

    fn in_parallel(&mut self, rule: StopRule) -> Result<(), RunError> {
        match &mut self.areas[..] {
            [area] => area.run(&self.shared, rule),
            areas => areas.par_iter_mut().try_for_each(|area| area.run(&self.shared, rule)),
        }
    }

    /// Lets the next event happen, if it comes before `end`. Returns whether there was one.
    fn step(&mut self, end: SimTime) -> Result<bool, RunError> {
        let turns = self.areas.iter_mut().zip(0..);
        let turns = turns.filter_map(|(area, index)| Some((area.next_turn()?, index)));
        let Some(((time, _), index)) = turns.min() else { return Ok(false) };
        if time >= end {
            return Ok(false);
        }
        let rule = StopRule { at_most: 1, ..StopRule::at(end) };
        let area: &mut Area = &mut self.areas[index];
        area.meet(&self.shared, &mut self.market, rule)?;
        Ok(true)
    }

    /// Counts what is still open at the end of the run, and checks the laws.
    pub(crate) fn finish(&mut self, end: SimTime) -> Result<(), RunError> {
        self.areas.iter_mut().try_for_each(|area| area.finish(&self.shared, end))
    }

    /// Events that have happened.
    fn events(&self) -> u64 {
        self.areas.iter().map(Area::events).sum()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    //! Every check of every run can fail: a world is damaged in one way, and the law that is
    //! broken is named.

    use jiff::civil::date;

    use super::site::Parts;
    use super::*;
    use crate::engine::time::Span;
    use crate::model::children::place::Place;
    use crate::model::ids::{ChildId, PractitionerId};
    use crate::model::parameters::{Change, Domain, Parameter, Values};
    use crate::model::plan::{
        DeliveryModel, InitialState, PhaseMix, PostPlan, SitePlan, SiteProfile, TimePlan,
    };
    use crate::model::settings::setting;
    use crate::model::world::prepared::{PreparedWorld, Purpose};

    pub(crate) fn plan() -> WorldPlan {
        let mix = PhaseMix { settings: [150.0, 61.0, 2.0, 4.0, 15.0] };
        let profile = SiteProfile {
            teams: 1,
            imd_score: 20.0,
            minority_ethnic_share: 0.2,
            emotional_disorder_share: 0.036,
            spend_per_child_gbp: None,
            in_contact_share: 0.035,
            closed_before_treatment_share: None,
            wait_second_contact_days: None,
            delivery: DeliveryModel::default(),
        };
        let day = |year| SimTime::from_date(date(year, 1, 1)).unwrap();
        let site = SitePlan {
            name: "Damaged".to_owned(),
            profile,
            settings: setting::synthetic_settings(
                "Damaged",
                17,
                8_000,
                &mix,
                20.0,
                0.0,
                &Values::default(),
            ),
            posts: PostPlan::of_numbers(&Values::default()),
            initial: InitialState::default(),
            waves: Vec::new(),
            values: Values::default(),
            own: Vec::new(),
            changes: Vec::new(),
        };
        let time = TimePlan {
            start: day(2019),
            teams_start: day(2020),
            measure_from: day(2020),
            end: day(2021),
        };
        WorldPlan { sites: vec![site], time }
    }

    /// A world in the middle of its run.
    fn world() -> World {
        let prepared = PreparedWorld::new(plan()).unwrap();
        let plan = prepared.plan();
        let sites = prepared.built(plan.time, Purpose::Run, RunOptions::default());
        let mut world = World::begin(plan, sites, Draws::new(1, 1));
        world.run_to(SimTime::from_date(date(2020, 6, 1)).unwrap()).unwrap();
        world
    }

    /// Three sites that share a labour market.
    pub(crate) fn shared_plan() -> WorldPlan {
        let mut plan = plan();
        for name in ["Second", "Third"] {
            let site = SitePlan { name: name.to_owned(), ..plan.sites[0].clone() };
            plan.sites.push(site);
        }
        plan
    }

    #[test]
    fn sites_that_share_a_market_give_the_same_results_on_any_number_of_threads_and_step_by_step() {
        let prepared = PreparedWorld::new(shared_plan()).unwrap();
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| prepared.run(1, 1, RunOptions::default())).unwrap()
        };
        let results = run(1);
        assert!(results == run(3));
        let mut running = prepared.start(1, 1, RunOptions::default());
        let middle = SimTime::from_date(date(2020, 6, 1)).unwrap();
        while running.step().unwrap().is_some_and(|now| now < middle) {}
        assert!(results == running.finish().unwrap());
    }

    /// What a run gives, looked at in every step or only where something may happen.
    fn with_looks(plan: &WorldPlan, every_step: bool) -> Vec<SiteResult> {
        let none = vec![None; plan.sites.len()];
        let world = PreparedWorld::holding(plan.clone(), none).unwrap();
        let options = RunOptions { episodes: true, every_step };
        let mut results = world.run(1, 1, options).unwrap();
        // Of the events, those in which nothing happens are missing.
        results.iter_mut().for_each(|result| result.effort.events = 0);
        results
    }

    #[test]
    fn a_step_in_which_nobody_looks_is_one_in_which_nothing_happens() {
        let plan = plan();
        assert!(with_looks(&plan, true) == with_looks(&plan, false));
    }

    /// A parameter that changes in the middle of a run changes what is to come, not what was taken ahead.
    #[test]
    fn what_was_looked_at_ahead_follows_a_parameter_that_changes() {
        let on = SimTime::from_date(date(2020, 3, 2)).unwrap();
        let mut wrong = Vec::new();
        for parameter in Parameter::all().filter(|parameter| parameter.may_change_in_time()) {
            let declaration = parameter.declaration();
            let mut plan = plan();
            plan.sites[0].values.set(Parameter::named("shock.is_on"), 1.0).unwrap();
            let value = match declaration.domain {
                Domain::Number { allowed: (low, high), plausible, .. } => {
                    (3.0 * plausible.1).clamp(low, high)
                }
                Domain::Switch => 1.0 - declaration.default,
                Domain::Choice(_) => 0.0,
            };
            plan.sites[0].changes = vec![Change { on, parameter, value }];
            if with_looks(&plan, true) != with_looks(&plan, false) {
                wrong.push(declaration.key);
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    fn some_child(site: &Site, place: Place) -> ChildId {
        site.children.iter().find(|(_, child, _)| child.place == place).unwrap().0
    }

    fn law(error: &RunError) -> &'static str {
        match error {
            RunError::LawBroken { law, .. } => law,
            other => panic!("{other}"),
        }
    }

    /// Runs a damaged world to its end and returns the law that is found broken.
    #[track_caller]
    fn broken(damage: impl FnOnce(&mut Site)) -> &'static str {
        let mut world = world();
        damage(&mut world.areas[0].site);
        let end = world.now() + Span::WEEK;
        law(&world.run_to(end).and_then(|()| world.finish(end)).unwrap_err())
    }

    #[test]
    fn an_undamaged_world_stands() {
        let mut world = world();
        let end = world.now() + Span::WEEK;
        world.run_to(end).unwrap();
        world.finish(end).unwrap();
    }

    #[test]
    fn a_cloned_world_goes_on_as_the_original_does() {
        let mut world = world();
        let mut copy = world.clone();
        let end = SimTime::from_date(date(2021, 1, 1)).unwrap();
        world.run_to(end).unwrap();
        copy.run_to(end).unwrap();
        world.finish(end).unwrap();
        copy.finish(end).unwrap();
        let result = |mut world: World| world.areas.remove(0).into_result(1.0);
        assert!(result(world) == result(copy));
    }

    #[test]
    fn a_lost_child_is_noticed() {
        let law = broken(|site| {
            let id = some_child(site, Place::Unrecognised);
            let course = *site.children.course(id);
            // Its events would find nobody; a lost child is lost with them.
            let mut other = site.children.remove(id);
            other.place = Place::HeldBySetting;
            site.children.insert(other, course);
        });
        assert_eq!(law, "the ledger and the children agree on who is where");
        let law = broken(|site| {
            let id = some_child(site, Place::Unrecognised);
            let course = *site.children.course(id);
            let mut child = site.children[id].clone();
            child.look = None;
            site.children.insert(child, course);
        });
        assert_eq!(law, "every episode opened is closed or open");
    }

    #[test]
    fn time_that_is_not_accounted_for_is_noticed() {
        let law = broken(|site| {
            let id = some_child(site, Place::Unrecognised);
            site.children[id].opened = site.children[id].opened - Span::DAY;
        });
        assert_eq!(law, "person-time over places is person-time of episodes");
    }

    #[test]
    fn a_child_that_leaves_a_place_where_nobody_is_is_noticed() {
        let law = broken(|site| {
            for id in site.children.ids() {
                site.children[id].place = Place::Bridged;
            }
        });
        assert_eq!(law, "a child must be in its place to leave it");
    }

    #[test]
    fn slots_used_beyond_those_offered_are_noticed() {
        let mut world = world();
        let now = world.now() + Span::WEEK;
        let World { areas, shared, .. } = &mut world;
        let (site, around) = areas[0].at(shared, (now, 0));
        site.record.weeks.add(1, now.week(), Default::default());
        let Parts { mut at, way, .. } = site.parts(around);
        way.workforce.use_slots(&mut at, PractitionerId(0), 1);
        assert_eq!(law(&site.stands().unwrap_err()), "slots used never exceed slots offered");
    }

    #[test]
    fn a_specialist_place_without_a_child_is_noticed() {
        let law = broken(|site| site.service.occupy_without_child());
        assert_eq!(law, "every occupied specialist place has one child");
    }
}
