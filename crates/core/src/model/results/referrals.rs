//! Records of referrals, one for each referral to a team and to the specialist service, where they
//! are asked for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::exit::Exit;
use super::specialist_wait::SpecialistWait;
use super::subgroup::Subgroup;
use crate::engine::time::SimTime;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason, Spot};
use crate::model::children::transition::Transition;
use crate::model::plan::TimePlan;

/// To whom a child is referred.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Service {
    /// A mental health support team.
    Team,
    /// The specialist service.
    Specialist,
}

impl Service {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Team => "mhst",
            Self::Specialist => "specialist",
        }
    }
}

/// The child of a referral, if it attends a setting of the scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferredChild {
    /// Birth key of the child, the same in every scenario.
    pub child: u64,
    /// The episode to which the referral belongs, from 0.
    pub episode: u32,
    /// Name of the setting when it was last recorded.
    pub setting: String,
    /// Subgroups to which the child belonged when it was last recorded.
    pub subgroups: Vec<Subgroup>,
    /// Severity score at referral.
    pub severity: f64,
    /// Why the child was referred.
    pub route: Reason,
}

/// One referral.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferralRecord {
    /// To whom.
    pub service: Service,
    /// Who; `None` for children of the specialist service from elsewhere.
    pub who: Option<ReferredChild>,
    /// Referred.
    pub referred: SimTime,
    /// Accepted: at triage, or by the specialist service.
    pub accepted: Option<SimTime>,
    /// Seen first: assessed by the team, or first contact with the specialist service.
    pub seen: Option<SimTime>,
    /// Left the list; `None` if still on it at the end of the run.
    pub left: Option<SimTime>,
    /// When it left the list, or the end of the run.
    pub followed_to: SimTime,
    /// How the child left the list.
    pub exit: Option<Exit>,
    /// Why, as in the flows; `None` for children from elsewhere.
    pub reason: Option<Reason>,
    /// Who helped: the number of the practitioner within the site.
    pub practitioner: Option<u32>,
    /// Help ended.
    pub ended: Option<SimTime>,
    /// How help ended.
    pub outcome: Option<Exit>,
}

impl ReferralRecord {
    fn leave(&mut self, now: SimTime, exit: Option<Exit>, reason: Reason) {
        (self.left, self.followed_to) = (Some(now), now);
        (self.exit, self.reason) = (exit, Some(reason));
    }
}

/// Whose referral, and to whom.
type Key = (u64, u32, Service);

/// The referrals of a site.
#[derive(Clone, Debug)]
pub(crate) struct Referrals {
    /// Referrals that were decided before are left out; `None` if no records are kept.
    measure_from: Option<SimTime>,
    end: SimTime,
    open: BTreeMap<Key, ReferralRecord>,
    closed: Vec<ReferralRecord>,
}

impl Referrals {
    pub(crate) fn new(keep: bool, time: &TimePlan) -> Self {
        let measure_from = keep.then_some(time.measure_from);
        Self { measure_from, end: time.end, open: BTreeMap::new(), closed: Vec::new() }
    }

    /// A child has moved.
    pub(crate) fn moved(&mut self, change: &Transition) {
        if self.measure_from.is_none() {
            return;
        }
        let (from, to) = (service(change.from), service(change.to));
        // A referral to the specialist service takes the place of one that a supervisor had to
        // agree to.
        let is_referral = match change.to {
            Spot::In(Place::InReferral) => true,
            Spot::In(Place::WaitingIntervention) => change.reason == Reason::WithTeamAtStart,
            Spot::In(Place::WaitingSpecialistFirst | Place::Bridged) => {
                change.reason != Reason::StepUpAwaitsSupervisor
            }
            _ => false,
        };
        if let Some(service) = from {
            self.moved_with(service, to == Some(service) && !is_referral, change);
        }
        if let Some(service) = to.filter(|_| is_referral) {
            self.refer(service, change);
        }
    }

    fn refer(&mut self, service: Service, change: &Transition) {
        let child = change.child;
        let at_start = change.reason == Reason::WithTeamAtStart;
        let referred = child.care.request.filter(|_| at_start).map_or(change.now, |it| it.referred);
        let record = ReferralRecord {
            service,
            who: Some(ReferredChild {
                child: child.birth.ordinal(),
                episode: child.episode,
                setting: change.setting.to_owned(),
                subgroups: change.members.subgroups(),
                severity: change.course.score(),
                route: change.reason,
            }),
            referred,
            accepted: at_start.then_some(referred),
            seen: None,
            left: None,
            followed_to: self.end,
            exit: None,
            reason: None,
            practitioner: None,
            ended: None,
            outcome: None,
        };
        self.open.insert(key(child, service), record);
    }

    /// The child has moved within a service or out of it.
    fn moved_with(&mut self, service: Service, stays: bool, change: &Transition) {
        let now = change.now;
        let Some(record) = self.open.get_mut(&key(change.child, service)) else { return };
        if let Some(who) = &mut record.who {
            change.setting.clone_into(&mut who.setting);
            who.subgroups = change.members.subgroups();
        }
        match change.to {
            Spot::In(Place::WaitingAssessment) => {
                record.accepted.get_or_insert(now);
            }
            Spot::In(Place::WaitingSpecialistSecond) => record.seen = Some(now),
            Spot::In(Place::InIntervention | Place::InSpecialist) if record.left.is_none() => {
                record.leave(now, Some(Exit::Started), change.reason);
                record.practitioner = change.child.care.case.map(|case| case.practitioner.0 + 1);
            }
            _ => {}
        }
        if stays {
            return;
        }
        let exit = Exit::of(change.destination(), change.reason);
        if record.left.is_none() {
            record.leave(now, exit, change.reason);
        } else {
            (record.ended, record.outcome) = (Some(now), exit);
        }
        let record = self.open.remove(&key(change.child, service));
        let measured = record.filter(|record| self.measures(record));
        self.closed.extend(measured);
    }

    /// The team has assessed a child.
    pub(crate) fn assessed(&mut self, child: &Child, now: SimTime) {
        if let Some(record) = self.open.get_mut(&key(child, Service::Team)) {
            record.seen.get_or_insert(now);
        }
    }

    /// The specialist service has accepted a child of a setting.
    pub(crate) fn accepted_by_specialist(&mut self, child: &Child, now: SimTime) {
        if let Some(record) = self.open.get_mut(&key(child, Service::Specialist)) {
            record.accepted = Some(now);
        }
    }

    /// A child of the specialist service from elsewhere no longer waits, or waits at the end of the
    /// run.
    pub(crate) fn of_elsewhere(&mut self, wait: SpecialistWait) {
        if self.measure_from.is_none() {
            return;
        }
        let SpecialistWait { referred, accepted, first, left } = wait;
        let record = ReferralRecord {
            service: Service::Specialist,
            who: None,
            referred,
            accepted,
            seen: first,
            left: left.map(|(when, _)| when),
            followed_to: left.map_or(self.end, |(when, _)| when),
            exit: left.map(|(_, how)| how),
            reason: None,
            practitioner: None,
            ended: None,
            outcome: None,
        };
        if self.measures(&record) {
            self.closed.push(record);
        }
    }

    fn measures(&self, record: &ReferralRecord) -> bool {
        is_open_from(self.measure_from, record)
    }

    /// Hands over the records, in the order of referral.
    pub(crate) fn into_records(self) -> Vec<ReferralRecord> {
        let Self { measure_from, open, mut closed, .. } = self;
        closed.extend(open.into_values().filter(|record| is_open_from(measure_from, record)));
        let order = |record: &ReferralRecord| {
            let who = record.who.as_ref().map(|who| (who.child, who.episode));
            (record.referred, record.service, who)
        };
        closed.sort_by_key(order);
        closed
    }
}

/// Whether a child was on the list at any time in the measurement window.
fn is_open_from(measure_from: Option<SimTime>, record: &ReferralRecord) -> bool {
    measure_from.is_some_and(|from| record.left.is_none_or(|left| left >= from))
}

fn key(child: &Child, service: Service) -> Key {
    (child.birth.ordinal(), child.episode, service)
}

/// Whose list or help a place is.
fn service(spot: Spot) -> Option<Service> {
    match spot {
        Spot::In(
            Place::InReferral
            | Place::WaitingAssessment
            | Place::WaitingIntervention
            | Place::InIntervention
            | Place::Interrupted,
        ) => Some(Service::Team),
        Spot::In(
            Place::Bridged
            | Place::WaitingSpecialistFirst
            | Place::WaitingSpecialistSecond
            | Place::InSpecialist,
        ) => Some(Service::Specialist),
        Spot::Outside
        | Spot::In(
            Place::Unrecognised
            | Place::HeldBySetting
            | Place::MissingMiddle
            | Place::OutOfScope
            | Place::Disengaged
            | Place::AfterHelp
            | Place::SettingHelps
            | Place::HelpedElsewhere,
        ) => None,
    }
}
