//! A site: its settings, teams, specialist service and children, and the one way by which a child
//! moves from place to place.

use slab::Slab;

use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::children::child::{Child, Request};
use crate::model::children::groups::GroupFactors;
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::{CourseRules, Thresholds};
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, SettingId};
use crate::model::parameters::{Parameter, Values};
use crate::model::pathway::intervention::Group;
use crate::model::plan::{InitialState, TimePlan};
use crate::model::results::observer::{Breach, Memberships, Observer};
use crate::model::results::{CohortExit, EpisodeRecord, Measure};
use crate::model::settings::need::Returning;
use crate::model::settings::school_calendar::staff_season;
use crate::model::settings::setting::Setting;
use crate::model::specialist::SpecialistService;
use crate::model::trace::{ChildEvent, Witness};
use crate::model::workforce::{Post, Practitioner, Team};
use crate::model::world::RunError;
use crate::model::world::initial::TooManyAtStart;

/// A site in a run.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) key: BirthKey,
    pub(crate) name: String,
    pub(crate) time: TimePlan,
    pub(crate) minority_ethnic_share: f64,
    pub(crate) initial: InitialState,
    /// Factor of recognition that brings out the referrals of the last year.
    pub(crate) recognition_scale: f64,
    pub(crate) values: Values,
    pub(crate) rules: CourseRules,
    /// The same for children whom the team holds while they wait for the specialist service.
    pub(crate) rules_held: CourseRules,
    pub(crate) thresholds: Thresholds,
    pub(crate) groups_differ: GroupFactors,
    pub(crate) settings: Vec<Setting>,
    pub(crate) teams: Vec<Team>,
    pub(crate) posts: Vec<Post>,
    pub(crate) practitioners: Vec<Practitioner>,
    /// Whether the teams begin in waves.
    pub(crate) in_waves: bool,
    /// Children who began help in the present month, in covered settings and in others.
    pub(crate) helped: [u64; 2],
    /// Factor of recognition by staff in the present month.
    pub(crate) season: f64,
    pub(crate) children: Slab<Child>,
    pub(crate) groups: Slab<Group>,
    pub(crate) returning: Slab<Returning>,
    pub(crate) service: SpecialistService,
    pub(crate) observer: Observer,
    /// Whether this is a pilot for calibration, in which the service declines nobody for lack of
    /// capacity.
    pub(crate) pilot: bool,
    pub(crate) pilot_counts: PilotCounts,
    /// A fault of what is stated for the first day of a team, if one was found.
    pub(crate) too_many_at_start: Option<TooManyAtStart>,
    /// Who listens, if anybody asked for stories.
    pub(crate) witness: Option<Box<Witness>>,
}

/// What a pilot counts in its measurement window.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PilotCounts {
    /// Specialist referrals of children of covered settings.
    pub(crate) referrals: u32,
    /// Of which accepted.
    pub(crate) accepted: u32,
    /// Referrals to the teams.
    pub(crate) to_teams: u32,
}

impl Site {
    pub(crate) fn pupils(&self) -> f64 {
        self.settings.iter().map(|setting| f64::from(setting.pupils)).sum()
    }

    pub(crate) fn child(&self, id: ChildId) -> &Child {
        &self.children[id.index()]
    }

    pub(crate) fn child_mut(&mut self, id: ChildId) -> &mut Child {
        &mut self.children[id.index()]
    }

    pub(crate) fn setting_of(&self, id: ChildId) -> &Setting {
        &self.settings[self.child(id).setting.index()]
    }

    pub(crate) fn team_of(&mut self, id: ChildId) -> Option<&mut Team> {
        let team = self.setting_of(id).team?;
        self.teams.get_mut(team.index())
    }

    pub(crate) fn memberships(&self, id: ChildId) -> Memberships {
        self.memberships_of(self.child(id))
    }

    fn memberships_of(&self, child: &Child) -> Memberships {
        let setting = &self.settings[child.setting.index()];
        let covered = self.in_waves.then_some(setting.covered);
        Memberships::of(child, setting.deprivation_fifth, covered)
    }

    /// Starts what a world needs before its first event.
    pub(crate) fn begin(&mut self, at: &mut Moment) {
        self.read_calendar(at);
        self.begin_need(at);
        self.begin_service(at);
        self.begin_waves(at);
    }

    /// A reading of the ledger at the beginning of each week and of the measurement window.
    pub(crate) fn read_calendar(&mut self, at: &mut Moment) {
        self.observer.read(at.now);
        self.read_service(at.now);
        self.season = staff_season(&self.values, at.now);
        if at.now.date().day() <= 7 {
            self.prevent(at);
        }
        let mut next = at.now.week().next().start();
        if at.now < self.time.measure_from {
            next = next.min(self.time.measure_from);
        }
        at.schedule(next, Event::Reading);
    }

    pub(crate) fn change_parameter(&mut self, at: &mut Moment, parameter: Parameter, value: f64) {
        if let Err(refused) = self.values.set(parameter, value) {
            self.observer.break_law("a change of a parameter stays in range", refused.to_string());
        }
        self.rules = CourseRules::new(&self.values);
        self.rules_held = CourseRules::of_held(&self.values);
        if Thresholds::depend_on(parameter) {
            self.thresholds = Thresholds::new(&self.values);
        }
        self.groups_differ =
            GroupFactors::new(&self.values, self.minority_ethnic_share, &self.settings);
        if parameter.declaration().group() == "need"
            || parameter == Parameter::named("whole_school.onset_reduction")
        {
            self.change_onset_rates(at);
        }
        self.refresh_presence();
    }

    /// Adds a child and its course to the site.
    pub(crate) fn open_episode(
        &mut self,
        at: &mut Moment,
        child: Child,
        reason: Reason,
    ) -> ChildId {
        let id = ChildId(self.children.insert(child) as u32);
        let child = &mut self.children[id.index()];
        child.look = Some(at.schedule(child.course.next_step(), Event::Look(id)));
        self.observer.opened(child, reason, at.now);
        self.tell(at.now, id, |site| ChildEvent::Opened(Box::new(site.opening(id))));
        id
    }

    /// Moves a child to another place: the only way there is.
    pub(crate) fn go(&mut self, at: &mut Moment, id: ChildId, to: Place, reason: Reason) {
        self.depart(at, id, Some(to), reason);
        let child = &mut self.children[id.index()];
        let from = child.place;
        child.place = to;
        child.last_reason = reason;
        self.observer.enters(child, from, at.now);
        if to.is_help() && from != Place::Interrupted {
            let covered = self.settings[child.setting.index()].covered;
            self.helped[usize::from(!covered)] += 1;
        }
        self.tell(at.now, id, |site| {
            let severity = site.child(id).course.score();
            ChildEvent::Moved { from, to, reason, severity }
        });
        if to == Place::MissingMiddle && self.observer.measures(at.now) {
            let members = self.memberships(id);
            self.observer.count_one(members, Measure::MissingMiddleEntered);
        }
    }

    /// Ends a child's episode and removes it from the site: the only way there is.
    pub(crate) fn close(&mut self, at: &mut Moment, id: ChildId, reason: Reason) -> Child {
        self.depart(at, id, None, reason);
        self.tell(at.now, id, |site| ChildEvent::Closed { from: site.child(id).place, reason });
        let members = self.memberships(id);
        let mut child = self.children.remove(id.index());
        at.cancel(child.look.take());
        child.last_reason = reason;
        self.observer.closed(&child, members, at.now);
        self.record(&child, Some(at.now));
        child
    }

    /// Everything that must end when a child leaves its place.
    fn depart(&mut self, at: &mut Moment, id: ChildId, to: Option<Place>, reason: Reason) {
        let child = &mut self.children[id.index()];
        at.cancel(child.exit.take());
        at.cancel(child.appointment.take());
        self.observer.leaves(child, at.now);
        let from = child.place;
        if from.is_treatment() {
            child.course.stand_still(at.now);
        }
        match from {
            Place::WaitingAssessment => self.leave_list(id),
            Place::WaitingIntervention if to != Some(Place::InIntervention) => {
                self.leave_list(id);
                self.end_case(at, id);
            }
            Place::WaitingSpecialistFirst | Place::Bridged => self.service.forget(id),
            Place::InIntervention | Place::Interrupted
                if !matches!(to, Some(Place::InIntervention | Place::Interrupted)) =>
            {
                self.leave_list(id);
                self.end_case(at, id);
            }
            Place::WaitingSpecialistSecond | Place::InSpecialist
                if to != Some(Place::InSpecialist) =>
            {
                self.service.free_place();
            }
            _ => {}
        }
        if from.is_request() && !to.is_some_and(Place::is_request) {
            self.end_request(at.now, id, to, reason);
        }
    }

    fn end_request(&mut self, now: SimTime, id: ChildId, to: Option<Place>, reason: Reason) {
        let members = self.memberships(id);
        if let Some(Request { referred, accepted }) = self.child_mut(id).request.take() {
            let exit = exit_of(to, reason);
            self.observer.request_ended(members, referred, accepted, exit, now);
        }
    }

    /// Brings the course of a child up to the present.
    pub(crate) fn advance_course(&mut self, at: &Moment, id: ChildId) {
        let Self { children, observer, rules, rules_held, .. } = self;
        let child = &mut children[id.index()];
        let rules = if child.place == Place::Bridged { rules_held } else { rules };
        let mut course = child.course;
        if child.place.is_treatment() {
            course.stand_still(at.now);
        } else if course.advance(rules, &at.draws, child.key, at.now) {
            observer.leaves(child, at.now);
            child.course = course;
            observer.remits(child, at.now);
            self.tell(at.now, id, |_| ChildEvent::Remitted);
            return;
        }
        child.course = course;
    }

    fn record(&mut self, child: &Child, closed: Option<SimTime>) {
        let setting = &self.settings[child.setting.index()];
        let journey = child.journey;
        let members = self.memberships_of(child);
        self.observer.episode(|| EpisodeRecord {
            child: child.birth.ordinal(),
            episode: child.episode,
            setting: setting.name.clone(),
            subgroups: members.subgroups(),
            severity_at_onset: child.severity_at_onset,
            severity_at_start: journey.severity_at_start,
            opened: child.opened,
            recognised: journey.recognised,
            referred: journey.referred,
            accepted: journey.accepted,
            assessed: journey.assessed,
            started: journey.started,
            ended: journey.ended,
            specialist_referred: journey.specialist_referred,
            specialist_first: journey.specialist_first,
            specialist_second: journey.specialist_second,
            closed,
            last_place: child.place,
            last_reason: child.last_reason,
            unmet_minutes: child.unmet_minutes,
        });
    }

    /// Counts what is still open at the end of the run.
    pub(crate) fn finish(&mut self, now: SimTime) {
        self.observer.read(now);
        self.check_service();
        self.count_in_contact(now);
        self.count_still_waiting(now);
        let mut children = std::mem::take(&mut self.children);
        for (_, child) in &mut children {
            let members = self.memberships_of(child);
            self.observer.still_open(child, members, now);
            if let Some(Request { referred, accepted }) = child.request {
                let exit = CohortExit::Censored;
                self.observer.request_ended(members, referred, accepted, exit, now);
            }
        }
        for (_, child) in &children {
            self.record(child, None);
        }
        self.children = children;
    }

    /// Fails if a law that is checked as the run goes is broken.
    pub(crate) fn stands(&self) -> Result<(), RunError> {
        if let Some(fault) = &self.too_many_at_start {
            return Err(fault.clone().into());
        }
        match self.observer.breach() {
            None => Ok(()),
            Some(breach) => Err(self.broken(breach.clone())),
        }
    }

    /// Checks the laws of conservation.
    pub(crate) fn check(&self) -> Result<(), RunError> {
        self.stands()?;
        let open: Vec<&Child> = self.children.iter().map(|(_, child)| child).collect();
        self.observer.check(&open).map_err(|breach| self.broken(breach))
    }

    fn broken(&self, Breach { law, found }: Breach) -> RunError {
        RunError::LawBroken { site: self.name.clone(), law, found }
    }

    fn count_still_waiting(&mut self, now: SimTime) {
        let waiting: Vec<(ChildId, SimTime)> = self
            .children
            .iter()
            .filter(|(_, child)| child.place.is_request())
            .filter_map(|(index, child)| {
                let request = child.request.filter(|request| request.accepted)?;
                Some((ChildId(index as u32), request.referred))
            })
            .collect();
        for (id, referred) in waiting {
            let members = self.memberships(id);
            let waited = now.since(referred);
            self.observer.duration(members, Measure::StillWaitingForStart, waited);
        }
    }

    /// Settings in order, with their identities.
    pub(crate) fn setting_ids(&self) -> impl Iterator<Item = SettingId> + use<> {
        (0..self.settings.len() as u32).map(SettingId)
    }
}

/// How a referral ended, from where the child went and why.
fn exit_of(to: Option<Place>, reason: Reason) -> CohortExit {
    match (to, reason) {
        (Some(Place::InIntervention), _) => CohortExit::Started,
        (Some(Place::MissingMiddle), _) => CohortExit::MissingMiddle,
        (Some(Place::WaitingSpecialistFirst), _) => CohortExit::ToSpecialist,
        (Some(Place::OutOfScope), _) => CohortExit::OutOfScope,
        (Some(Place::Disengaged), _) => CohortExit::Disengaged,
        (Some(Place::HeldBySetting), Reason::LeftCoverage)
        | (None, Reason::LeftCoverage | Reason::AgedOut | Reason::MovedAway) => CohortExit::Left,
        _ => CohortExit::NotNeeded,
    }
}
