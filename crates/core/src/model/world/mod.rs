//! The world: everything that changes in a run, as one value that can be cloned.

pub(crate) mod initial;
pub mod prepared;
pub(crate) mod rollout;
mod running;
pub(crate) mod site;

pub use self::initial::TooManyAtStart;
pub use self::running::Running;
use crate::engine::calendar::Calendar;
use crate::engine::draws::Draws;
use crate::engine::simulation::{self, Model, StopRule};
use crate::engine::time::SimTime;
use crate::model::event::{Event, Moment, Scheduled};
use crate::model::ids::SiteId;
use crate::model::plan::WorldPlan;
use crate::model::results::{Effort, SiteResult};
use crate::model::settings::school_calendar::SchoolCalendar;
use crate::model::trace::Trace;
use crate::model::workforce::LabourMarket;
use crate::model::world::site::Site;

/// What to keep beside the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Keep one record per episode.
    pub episodes: bool,
}

/// Why a run stops before its end.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RunError {
    /// A fault of the program: a world is in a state that it must not be in.
    #[error("{site}: a law of the model is broken: {law} (found: {found})")]
    LawBroken {
        /// The site.
        site: String,
        /// The law.
        law: &'static str,
        /// What was found.
        found: String,
    },
    /// A fault of the input: the pupils covered do not have as many children in need.
    #[error(transparent)]
    TooManyAtStart(#[from] TooManyAtStart),
    /// A fault of the program: a world is to run with what was prepared for another.
    #[error("{site} was prepared for another plan, or for other dates: prepare this one")]
    OtherPlan {
        /// The site.
        site: String,
    },
}

/// A world in a run.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) sites: Vec<Site>,
    calendar: Calendar<Scheduled>,
    draws: Draws,
    school: SchoolCalendar,
    market: LabourMarket,
}

impl World {
    pub(crate) fn begin(plan: &WorldPlan, sites: Vec<Site>, draws: Draws) -> Self {
        let mut world = Self {
            sites,
            calendar: Calendar::new(plan.time.start),
            draws,
            school: SchoolCalendar::until(plan.time.end),
            market: LabourMarket::new(plan.sites.len()),
        };
        for (index, site) in plan.sites.iter().enumerate() {
            let (site_state, mut moment) = world.at(plan.time.start, SiteId(index as u32));
            site_state.begin(&mut moment);
            for change in &site.changes {
                let event =
                    Event::ParameterChanges { parameter: change.parameter, value: change.value };
                moment.schedule(change.on, event);
            }
        }
        world
    }

    fn at(&mut self, now: SimTime, id: SiteId) -> (&mut Site, Moment<'_>) {
        let Self { sites, calendar, draws, school, market } = self;
        (&mut sites[id.index()], Moment { now, site: id, calendar, draws: *draws, school, market })
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
                let child_years = site.pupils() * years;
                let mut result = site.observer.into_result();
                result.effort = Effort { events: events / sites, child_years };
                (result, site.witness.map(|witness| witness.into_trace()))
            })
            .collect()
    }

    pub(crate) fn run_to(&mut self, end: SimTime) -> Result<u64, RunError> {
        let stopped = simulation::run(self, StopRule::at(end))?;
        for index in 0..self.sites.len() {
            let (site, moment) = self.at(end, SiteId(index as u32));
            site.finish(moment.now);
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
        let (site, mut at) = self.at(now, site);
        site.handle(&mut at, event);
        site.stands()
    }
}

impl Site {
    fn handle(&mut self, at: &mut Moment, event: Event) {
        match event {
            Event::ParameterChanges { parameter, value } => {
                self.change_parameter(at, parameter, value);
            }
            Event::Reading => self.read_calendar(at),
            Event::CoverageReading => self.read_coverage(at),
            Event::TeamsBegin => self.teams_begin(at),
            Event::NewSchoolYear => self.new_school_year(at),
            Event::Onset(setting) => self.onset(at, setting),
            Event::Look(child) => self.look(at, child),
            Event::ReferralLost { child, refused } => self.referral_lost(at, child, refused),
            Event::Triage(child) => self.triage(at, child),
            Event::GivesUp(child) => self.gives_up(at, child),
            Event::Intake => self.intake(at),
            Event::TeamWeek(team) => self.team_week(at, team),
            Event::Assessment { child, practitioner } => self.assessment(at, child, practitioner),
            Event::Session(child) => self.session(at, child),
            Event::GroupSession(group) => self.group_session(at, group),
            Event::ElsewhereEnds(child) => self.elsewhere_ends(at, child),
            Event::StepUpAgreed(child) => self.step_up_agreed(at, child),
            Event::SpecialistDecision(child) => self.specialist_decision(at, child),
            Event::SpecialistGivesUp(child) => self.specialist_gives_up(at, child),
            Event::SpecialistSecondContact(child) => self.specialist_second_contact(at, child),
            Event::SpecialistDischarge(child) => self.specialist_discharge(at, child),
            Event::OtherReferral => self.other_referral(at),
            Event::OtherDecision(other) => self.other_decision(at, other),
            Event::OtherSecondContact(other) => self.other_second_contact(at, other),
            Event::OtherDischarge(other) => self.other_discharge(other),
            Event::CapacityReview => self.capacity_review(at),
            Event::ThresholdReview => self.threshold_review(at),
            Event::SpecialistAdjusts { places } => self.service.change_staff(places),
            Event::Relapse(position) => self.relapse(at, position),
        }
        self.call_to_specialist(at);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    //! Every check of every run can fail: a world is damaged in one way, and the law that is
    //! broken is named.

    use jiff::civil::date;

    use super::*;
    use crate::engine::time::Span;
    use crate::model::children::place::Place;
    use crate::model::ids::{ChildId, PractitionerId};
    use crate::model::parameters::Values;
    use crate::model::plan::{InitialState, PhaseMix, PostPlan, SitePlan, SiteProfile, TimePlan};
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
                &Values::default(),
            ),
            posts: PostPlan::of_numbers(&Values::default()),
            initial: InitialState::default(),
            waves: Vec::new(),
            values: Values::default(),
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
        let (index, _) = site.children.iter().find(|(_, child)| child.place == place).unwrap();
        ChildId(index as u32)
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
        let result = |mut world: World| world.sites.remove(0).observer.into_result();
        assert!(result(world) == result(copy));
    }

    #[test]
    fn a_lost_child_is_noticed() {
        let law = broken(|site| {
            let id = some_child(site, Place::Unrecognised);
            let child = site.children.remove(id.index());
            // Its events would find nobody; a lost child is lost with them.
            let mut other = child.clone();
            other.place = Place::HeldBySetting;
            site.children.insert(other);
        });
        assert_eq!(law, "the ledger and the children agree on who is where");
        let law = broken(|site| {
            let mut child = site.child(some_child(site, Place::Unrecognised)).clone();
            child.look = None;
            site.children.insert(child);
        });
        assert_eq!(law, "every episode opened is closed or open");
    }

    #[test]
    fn time_that_is_not_accounted_for_is_noticed() {
        let law = broken(|site| {
            let id = some_child(site, Place::Unrecognised);
            site.child_mut(id).opened = site.child(id).opened - Span::DAY;
        });
        assert_eq!(law, "person-time over places is person-time of episodes");
    }

    #[test]
    fn a_child_that_leaves_a_place_where_nobody_is_is_noticed() {
        let law = broken(|site| {
            for index in site.children.iter().map(|(index, _)| index).collect::<Vec<_>>() {
                site.children[index].place = Place::Bridged;
            }
        });
        assert_eq!(law, "a child must be in its place to leave it");
    }

    #[test]
    fn slots_used_beyond_those_offered_are_noticed() {
        let mut world = world();
        let now = world.calendar.now() + Span::WEEK;
        let (site, moment) = world.at(now, SiteId(0));
        site.observer.team_week(1, now.week(), Default::default());
        site.use_slots(&moment, PractitionerId(0), 1);
        assert_eq!(law(&site.stands().unwrap_err()), "slots used never exceed slots offered");
    }

    #[test]
    fn a_specialist_place_without_a_child_is_noticed() {
        let law = broken(|site| site.service.occupy_without_child());
        assert_eq!(law, "every occupied specialist place has one child");
    }
}
