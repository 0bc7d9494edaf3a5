//! Practitioners: who they are, their open cases, and how a week's slots are given to what is due.

use std::collections::BTreeMap;

use super::Post;
use super::attrition::{Leaving, Motive};
use super::team::slot_time;
use crate::engine::calendar::Ticket;
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, SimTime};
use crate::model::children::child::Case;
use crate::model::children::place::Place;
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, GroupId, PostId, PractitionerId, TeamId};
use crate::model::plan::Role;
use crate::model::purpose::Purpose;
use crate::model::world::site::Site;

/// Somebody who holds a post, or held one.
#[derive(Clone, Debug)]
pub(crate) struct Practitioner {
    pub(crate) key: BirthKey,
    pub(crate) role: Role,
    pub(crate) team: TeamId,
    pub(super) post: PostId,
    pub(super) fte: f64,
    /// When they qualify or have qualified; until then a trainee.
    pub(super) qualified: SimTime,
    /// From when on they supervise others.
    pub(super) supervises_from: Option<SimTime>,
    cases: Vec<OpenCase>,
    /// Minutes of direct work that have not filled a slot.
    pub(super) minutes_saved: f64,
    /// Share of the supervision due that was received of late.
    pub(crate) supervised: f64,
    /// Hours of supervision due and never received.
    pub(super) supervision_owed: f64,
    /// Hours of supervision in the present week, received or given.
    pub(super) supervision_hours: f64,
    /// Of a senior: supervision asked of the team's supervisors, relative to what they can give.
    pub(super) asked: f64,
    /// Whether they have become a senior EMHP.
    pub(crate) is_senior_emhp: bool,
    pub(super) strain: f64,
    /// What reasons to leave have still to add up to.
    pub(super) patience: f64,
    pub(super) leaving: Option<Leaving>,
}

/// What is known of somebody who takes up a post.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joiner {
    /// When they qualify or have qualified.
    pub(super) qualified: SimTime,
    /// When they give up training, if they do.
    pub(super) lost_in_training: Option<SimTime>,
}

impl Joiner {
    pub(super) fn experienced(now: SimTime) -> Self {
        Self { qualified: now, lost_in_training: None }
    }
}

/// An open case: a child seen alone (or through its parents), or a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenCase {
    pub(super) who: Client,
    /// When the next session is due; [`SimTime::MAX`] while one is booked.
    due: SimTime,
    /// What it takes of the caseload, and the slots of a session.
    pub(super) weight: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Client {
    Child(ChildId),
    Group(GroupId),
}

/// How far a practitioner's week is planned.
#[derive(Clone, Copy, Debug, Default)]
struct WeekPlan {
    /// Slots not yet looked at.
    left: u32,
    /// Of the next ones, how many a session already takes.
    taken: u32,
    assessments: u32,
}

/// A slot that a practitioner offers in a week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    time: SimTime,
    pub(super) practitioner: PractitionerId,
}

impl Practitioner {
    pub(super) fn new(key: BirthKey, id: PostId, post: &Post, joiner: Joiner) -> Self {
        let motive = Motive::Training;
        Self {
            key,
            role: post.role,
            team: post.team,
            post: id,
            fte: post.fte,
            qualified: joiner.qualified,
            supervises_from: None,
            cases: Vec::new(),
            minutes_saved: 0.0,
            supervised: 1.0,
            supervision_owed: 0.0,
            supervision_hours: 0.0,
            asked: 0.0,
            is_senior_emhp: false,
            strain: 0.0,
            patience: 1.0,
            leaving: joiner.lost_in_training.map(|on| Leaving { on, motive }),
        }
    }

    /// Whether they are still in training.
    pub(super) fn is_trainee(&self, now: SimTime) -> bool {
        now < self.qualified
    }

    /// Months since qualifying; negative in training.
    pub(super) fn months(&self, now: SimTime) -> f64 {
        let days = match self.is_trainee(now) {
            true => -self.qualified.since(now).days(),
            false => now.since(self.qualified).days(),
        };
        days / DAYS_PER_MONTH
    }

    /// Whether it is known that they leave.
    pub(super) fn gives_notice(&self) -> bool {
        self.leaving.is_some_and(|leaving| leaving.motive != Motive::Training)
    }

    /// Whether they take children from all settings of the team.
    pub(crate) fn covers_whole_team(&self) -> bool {
        self.role == Role::Senior
    }

    pub(crate) fn open_cases(&self) -> u32 {
        self.cases.iter().map(|case| case.weight).sum()
    }

    pub(crate) fn take_on(&mut self, who: Client, weight: u32) {
        self.cases.push(OpenCase { who, due: SimTime::MAX, weight });
    }

    pub(crate) fn next_due(&mut self, who: Client, due: SimTime) {
        if let Some(case) = self.cases.iter_mut().find(|case| case.who == who) {
            case.due = due;
        }
    }

    pub(crate) fn clients(&self) -> impl Iterator<Item = Client> {
        self.cases.iter().map(|case| case.who)
    }

    pub(super) fn give_up_cases(&mut self) -> Vec<OpenCase> {
        std::mem::take(&mut self.cases)
    }

    pub(super) fn take_over(&mut self, case: OpenCase) {
        self.cases.push(case);
    }

    pub(crate) fn end(&mut self, who: Client) {
        self.cases.retain(|case| case.who != who);
    }

    /// The case whose session has been due longest at `time` and fits into `slots`.
    fn most_overdue(&mut self, time: SimTime, slots: u32) -> Option<&mut OpenCase> {
        self.cases
            .iter_mut()
            .filter(|case| case.due <= time && case.weight <= slots)
            .min_by_key(|case| case.due)
    }
}

impl Site {
    /// The slots that the practitioners of a team offer in the week that begins now, less those
    /// lost to sickness, in order of time.
    pub(super) fn offer_slots(&mut self, at: &Moment, team: TeamId) -> Vec<Slot> {
        let mut slots = Vec::new();
        for practitioner in self.clinicians(team) {
            let key = self.practitioners[practitioner.index()].key;
            let mut lost_slots = at.draws.at(key, Purpose::SlotLost, u64::from(at.now.week().0));
            let sickness = self.sickness(practitioner);
            let number = self.slots_of_week(at, practitioner);
            for slot in 0..number {
                let lost = lost_slots.uniform() < sickness;
                if !lost {
                    slots.push(Slot { time: slot_time(at.now, slot, number), practitioner });
                }
            }
        }
        slots.sort_by_key(|slot| (slot.time, slot.practitioner));
        slots
    }

    /// Gives each slot, in order of time, to what is most due there: a session of a group, an
    /// assessment up to the week's share, a session of an open case, a new case, or another
    /// assessment.
    pub(crate) fn plan_week(&mut self, at: &mut Moment, team: TeamId, slots: &[Slot]) {
        let share = self.values.assessment.slots_per_practitioner_week;
        let mut weeks: BTreeMap<PractitionerId, WeekPlan> = BTreeMap::new();
        for slot in slots {
            weeks.entry(slot.practitioner).or_default().left += 1;
        }
        for &slot in slots {
            let week = weeks.entry(slot.practitioner).or_default();
            let left = week.left;
            week.left -= 1;
            if let Some(taken) = week.taken.checked_sub(1) {
                week.taken = taken;
            } else if week.assessments < share && self.book_assessment(at, team, slot) {
                week.assessments += 1;
            } else if let Some(weight) = self
                .book_due_session(at, slot, left)
                .or_else(|| self.book_start(at, team, slot, left))
            {
                week.taken = weight - 1;
            } else {
                self.book_assessment(at, team, slot);
            }
        }
    }

    /// Books the session that has been due longest, if any; returns the slots it takes.
    fn book_due_session(&mut self, at: &mut Moment, slot: Slot, left: u32) -> Option<u32> {
        let case = self.practitioners[slot.practitioner.index()].most_overdue(slot.time, left)?;
        case.due = SimTime::MAX;
        let (client, weight) = (case.who, case.weight);
        match client {
            Client::Child(id) => {
                let ticket = at.schedule(slot.time, Event::Session(id));
                self.book(at, id, ticket);
            }
            Client::Group(group) => {
                let ticket = at.schedule(slot.time, Event::GroupSession(group));
                self.book_group(group, ticket);
            }
        }
        Some(weight)
    }

    fn book_assessment(&mut self, at: &mut Moment, team: TeamId, slot: Slot) -> bool {
        let Slot { time, practitioner } = slot;
        let list = &self.teams[team.index()].assessment;
        let Some(id) = self.first_on_list(list, practitioner, time, |_| true) else {
            return false;
        };
        self.leave_list(id);
        let ticket = at.schedule(time, Event::Assessment { child: id, practitioner });
        self.book(at, id, ticket);
        true
    }

    /// Books the first session of a new case, if the practitioner may open one; returns the slots
    /// it takes.
    fn book_start(&mut self, at: &mut Moment, team: TeamId, slot: Slot, left: u32) -> Option<u32> {
        let Slot { time, practitioner } = slot;
        let open = self.practitioners[practitioner.index()].open_cases();
        let room =
            self.caseload_cap(time, practitioner).checked_sub(open).filter(|&room| room > 0)?;
        if let Some(weight) = self.start_group(at, team, practitioner, time, room.min(left)) {
            return Some(weight);
        }
        let list = &self.teams[team.index()].intervention;
        let alone = |id| !self.waits_for_group(id, time);
        let id = self.first_on_list(list, practitioner, time, alone)?;
        self.leave_list(id);
        self.practitioners[practitioner.index()].take_on(Client::Child(id), 1);
        if self.child(id).place == Place::Interrupted {
            let mut before = practitioner;
            if let Some(case) = &mut self.child_mut(id).case {
                before = std::mem::replace(&mut case.practitioner, practitioner);
            }
            self.tell_taken_over(at.now, id, before, practitioner);
        } else {
            let planned = self.sessions_planned(id);
            self.child_mut(id).case = Some(Case::planned(practitioner, None, planned));
            self.tell_taken_on(at.now, practitioner, &[id], planned, false);
        }
        let ticket = at.schedule(time, Event::Session(id));
        self.book(at, id, ticket);
        Some(1)
    }

    /// Notes an appointment, in place of any that was there.
    pub(crate) fn book(&mut self, at: &mut Moment, id: ChildId, ticket: Ticket) {
        let before = self.child_mut(id).appointment.replace(ticket);
        at.cancel(before);
    }

    /// Slots that were used: they may not exceed those offered in the week.
    pub(crate) fn use_slots(&mut self, at: &Moment, practitioner: PractitionerId, slots: u64) {
        let team = self.practitioners[practitioner.index()].team;
        let mut excess = None;
        if let Some(row) = self.observer.team_week_mut(team.0 + 1, at.now.week()) {
            row.slots_used += slots;
            if row.slots_used > row.slots_offered {
                excess = Some(format!("{} used of {}", row.slots_used, row.slots_offered));
            }
        }
        if let Some(found) = excess {
            self.observer.break_law("slots used never exceed slots offered", found);
        }
    }
}
