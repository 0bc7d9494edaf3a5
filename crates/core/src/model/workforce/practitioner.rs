//! Practitioners: who they are, and the cases that they have open.

use super::post::Post;
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, SimTime};
use crate::model::ids::{ChildId, GroupId, PostId, TeamId};
use crate::model::motive::Motive;
use crate::model::plan::Role;
use crate::model::results::Hours;

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
    /// When cases of children whose help has ended are closed.
    in_review: Vec<SimTime>,
    /// Hours of the present week.
    pub(super) hours: Hours,
    /// Until when they are new to the team.
    pub(super) inducted: SimTime,
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
    /// When they come back from long leave, while on it.
    pub(super) back: Option<SimTime>,
}

/// Somebody's last day, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaving {
    pub(super) on: SimTime,
    pub(super) motive: Motive,
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
pub(crate) struct OpenCase {
    pub(crate) who: Client,
    /// When the next session is due; [`SimTime::MAX`] while one is booked.
    due: SimTime,
    /// What it takes of the caseload, and the slots of a session.
    pub(crate) weight: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Client {
    Child(ChildId),
    Group(GroupId),
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
            in_review: Vec::new(),
            hours: Hours::default(),
            inducted: SimTime::ZERO,
            minutes_saved: 0.0,
            supervised: 1.0,
            supervision_owed: 0.0,
            supervision_hours: 0.0,
            asked: 0.0,
            is_senior_emhp: false,
            strain: 0.0,
            patience: 1.0,
            leaving: joiner.lost_in_training.map(|on| Leaving { on, motive }),
            back: None,
        }
    }

    /// Whether they are still in training.
    pub(crate) fn is_trainee(&self, now: SimTime) -> bool {
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
    pub(crate) fn gives_notice(&self) -> bool {
        self.leaving.is_some_and(|leaving| leaving.motive != Motive::Training)
    }

    /// Whether they are on long leave.
    pub(crate) fn is_on_leave(&self) -> bool {
        self.back.is_some()
    }

    /// Whether they take children from all settings of the team.
    pub(crate) fn covers_whole_team(&self) -> bool {
        self.role != Role::Emhp
    }

    /// Cases in help, weighted.
    pub(crate) fn open_cases(&self) -> u32 {
        self.cases.iter().map(|case| case.weight).sum()
    }

    /// The caseload as services count it: cases in help and those in review.
    pub(super) fn caseload(&self) -> u32 {
        self.open_cases() + self.in_review.len() as u32
    }

    /// A case whose help has ended is under review until a time.
    pub(crate) fn review(&mut self, until: SimTime) {
        self.in_review.push(until);
    }

    /// Closes the cases that have been reviewed by now.
    pub(super) fn close_reviewed(&mut self, now: SimTime) {
        self.in_review.retain(|until| *until > now);
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

    pub(crate) fn take_over(&mut self, case: OpenCase) {
        self.cases.push(case);
    }

    pub(crate) fn end(&mut self, who: Client) {
        self.cases.retain(|case| case.who != who);
    }

    /// Takes the case whose session has been due longest at `time` and fits into `slots`: a session
    /// is to be booked. Returns whose it is, and the slots that it takes.
    pub(crate) fn next_session(&mut self, time: SimTime, slots: u32) -> Option<(Client, u32)> {
        let case = self
            .cases
            .iter_mut()
            .filter(|case| case.due <= time && case.weight <= slots)
            .min_by_key(|case| case.due)?;
        case.due = SimTime::MAX;
        Some((case.who, case.weight))
    }
}
