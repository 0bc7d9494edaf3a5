//! The world: everything that changes in a run, as one value that can be cloned.

mod census;
mod coverage;
mod dispatch;
mod initial;
pub mod prepared;
pub(crate) mod rollout;
mod run_error;
mod running;
mod site;
mod team_week;

pub use self::run_error::{OutOfReach, RunError, TooManyAtStart};
pub use self::running::Running;
use self::site::{Site, Surroundings};
use crate::engine::calendar::Calendar;
use crate::engine::draws::Draws;
use crate::engine::simulation::{self, Model, StopRule};
use crate::engine::time::SimTime;
use crate::model::event::Scheduled;
use crate::model::ids::SiteId;
use crate::model::plan::WorldPlan;
use crate::model::results::{Effort, SiteResult};
use crate::model::school_calendar::SchoolCalendars;
use crate::model::trace::Trace;
use crate::model::workforce::recruitment::LabourMarket;

/// What to keep in addition to the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Keep one record per episode.
    pub episodes: bool,
}

/// A world during a run.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) sites: Vec<Site>,
    calendar: Calendar<Scheduled>,
    draws: Draws,
    school: SchoolCalendars,
    market: LabourMarket,
}

impl World {
    pub(crate) fn begin(plan: &WorldPlan, sites: Vec<Site>, draws: Draws) -> Self {
        let mut world = Self {
            sites,
            calendar: Calendar::new(plan.time.start),
            draws,
            school: SchoolCalendars::until(plan.time.end),
            market: LabourMarket::new(plan.sites.len()),
        };
        for (index, site) in plan.sites.iter().enumerate() {
            let (started, around) = world.at(plan.time.start, SiteId(index as u32));
            started.begin(around, &site.changes);
        }
        world
    }

    #[inline]
    fn at(&mut self, now: SimTime, id: SiteId) -> (&mut Site, Surroundings<'_>) {
        let Self { sites, calendar, draws, school, market } = self;
        let site = &mut sites[id.index()];
        let school = school.of(&site.rules.values);
        (site, Surroundings { now, id, calendar, draws: *draws, school, market })
    }

    /// The date and time of the last event.
    fn now(&self) -> SimTime {
        self.calendar.now()
    }

    /// Hands over a result, and a trace if somebody was watched, for each site of a world that ran
    /// for `years` with `events`.
    fn into_results(self, events: u64, years: f64) -> Vec<(SiteResult, Option<Trace>)> {
        let sites = self.sites.len() as u64;
        self.sites
            .into_iter()
            .map(|site| {
                let child_years = site.settings.pupils() * years;
                let (mut result, trace) = site.record.into_result();
                result.effort = Effort { events: events / sites, child_years };
                (result, trace)
            })
            .collect()
    }

    pub(crate) fn run_to(&mut self, end: SimTime) -> Result<u64, RunError> {
        let stopped = simulation::run(self, StopRule::at(end))?;
        for index in 0..self.sites.len() {
            let (site, around) = self.at(end, SiteId(index as u32));
            site.finish(around);
            site.check()?;
        }
        Ok(stopped.events)
    }
}

impl Model for World {
    type Event = Scheduled;
    type Error = RunError;

    fn calendar(&mut self) -> &mut Calendar<Scheduled> {
        &mut self.calendar
    }

    fn handle(
        &mut self,
        now: SimTime,
        Scheduled { site, event }: Scheduled,
    ) -> Result<(), RunError> {
        let (site, around) = self.at(now, site);
        site.handle(around, event);
        site.stands()
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
    use crate::model::parameters::Values;
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
        let middle = SimTime::from_date(date(2020, 6, 1)).unwrap();
        simulation::run(&mut world, StopRule::at(middle)).unwrap();
        world
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
        damage(&mut world.sites[0]);
        let end = world.calendar.now() + Span::WEEK;
        law(&world.run_to(end).unwrap_err())
    }

    #[test]
    fn an_undamaged_world_stands() {
        let mut world = world();
        let end = world.calendar.now() + Span::WEEK;
        world.run_to(end).unwrap();
    }

    #[test]
    fn a_cloned_world_goes_on_as_the_original_does() {
        let mut world = world();
        let mut copy = world.clone();
        let end = SimTime::from_date(date(2021, 1, 1)).unwrap();
        world.run_to(end).unwrap();
        copy.run_to(end).unwrap();
        let result = |mut world: World| world.sites.remove(0).record.into_result();
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
        let now = world.calendar.now() + Span::WEEK;
        let (site, around) = world.at(now, SiteId(0));
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
