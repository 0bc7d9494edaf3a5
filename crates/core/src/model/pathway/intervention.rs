//! Interventions (M10): one-to-one, parent-led or in a group; weekly sessions in term time, in a
//! practitioner's slots, attended or missed, until they are complete or the child drops out.

use crate::engine::calendar::Ticket;
use crate::engine::time::{SimTime, Span};
use crate::model::children::child::{Case, Child, Phase, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Band;
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, GroupId, PractitionerId, TeamId};
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::results::Measure;
use crate::model::settings::school_calendar::WeekKind;
use crate::model::trace::ChildEvent;
use crate::model::workforce::Client;
use crate::model::world::site::Site;

parameters! {
    pub struct InterventionParameters in "intervention" {
        /// Sessions of a one-to-one or parent-led intervention, missed sessions included
        sessions: u32 = 8, "sessions", allowed (1.0, 50.0), plausible (4.0, 8.0),
            "M10", Live, Published "Ellins et al. 2023, Ch1: up to eight";
        /// Time from one session to the next, if a slot is free
        session_spacing_days: f64 = 9.0, "days", allowed (0.01, 180.0), plausible (7.0, 14.0),
            "M10", Live, Assumption "prior; weekly is the norm, and sessions are moved";
        /// Minimum time from assessment to the first session
        notice_days: f64 = 7.0, "days", allowed (0.0, 180.0), plausible (0.0, 21.0),
            "M10", Live, Assumption "prior";
        /// Whether sessions continue in school holidays (all-year support)
        sessions_in_holidays: bool = false, "switch",
            "M26", Live, Assumption "Ellins et al. 2023, Ch9: support stops at the end of term in \
             many places";
        /// Share of appointments missed or cancelled late
        missed_share: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.2),
            "M10", Live, Assumption "prior; about 19 % in NHS child mental health services \
             (2018/19)";
        /// Added to the missed share if parents lead the intervention
        parent_led_missed_extra: f64 = 0.03, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.1),
            "M10", Live, Assumption "prior; Ellins et al. 2023, Ch7: parents lack time";
        /// Added to the missed share for years 10 to 13 in the exam season
        exam_missed_extra: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.3),
            "M26", Live, Assumption "prior";
        /// Probability of dropping out after a session
        drop_out_per_session: f64 = 0.03, "per session", allowed (0.0, 0.9), plausible (0.01, 0.05),
            "M10", Live, Assumption "prior; gives about one fifth over an intervention";
        /// Drop-out if parents lead the intervention, relative to other interventions
        parent_led_drop_out_factor: f64 = 1.3, "ratio", allowed (0.0, 20.0), plausible (1.0, 2.0),
            "M10", Live, Assumption "prior; Ellins et al. 2023, Ch7";
        /// Standard deviation of drop-out between services, on the log-odds scale
        drop_out_site_sd: f64 = 1.4, "log-odds", allowed (0.0, 5.0), plausible (0.0, 1.6),
            "M10", Live, Derived "Edbrooke-Childs 2020: median odds ratio 3.92";
        /// Standard deviation of drop-out between practitioners, on the log-odds scale
        drop_out_practitioner_sd: f64 = 1.0, "log-odds", allowed (0.0, 5.0), plausible (0.0, 1.2),
            "M10", Live, Derived "Edbrooke-Childs 2020: median odds ratio 2.53";
        /// Sessions missed in a row after which help ends
        discharge_after_missed: u32 = 3, "sessions", allowed (1.0, 100.0), plausible (2.0, 4.0),
            "M10", Live, Assumption "prior";
        /// Share of children with help interrupted by the summer who do not come back
        summer_drop_out_share: f64 = 0.08, "proportion", allowed (0.0, 1.0), plausible (0.02, 0.2),
            "M10", Live, Assumption "prior";
        /// Share of children with a suitable problem who are offered a group
        group_suited_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.6),
            "M10", Live, Assumption "prior; 10 to 35 % of interventions delivered in groups";
        /// Minimum number of children to start a group
        group_least: u32 = 5, "children", allowed (2.0, 50.0), plausible (4.0, 7.0),
            "M10", Live, Assumption "prior";
        /// Maximum number of children in a group
        group_most: u32 = 10, "children", allowed (2.0, 50.0), plausible (7.0, 12.0),
            "M10", Live, Assumption "prior";
        /// Sessions of a group
        group_sessions: u32 = 6, "sessions", allowed (1.0, 50.0), plausible (4.0, 8.0),
            "M10", Live, Assumption "prior";
        /// Slots that a group session takes, and the weight of a group in a caseload
        group_slots: u32 = 2, "slots", allowed (1.0, 20.0), plausible (1.0, 3.0),
            "M10", Live, Assumption "prior";
        /// Maximum time that a child waits for a group before one-to-one help is offered
        group_wait_weeks: f64 = 6.0, "weeks", allowed (0.0, 520.0), plausible (4.0, 16.0),
            "M10", Live, Assumption "prior";
    }
}

/// Children who are helped together.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    leader: PractitionerId,
    members: Vec<ChildId>,
    session: Option<Ticket>,
}

impl Group {
    pub(crate) fn members(&self) -> &[ChildId] {
        &self.members
    }

    pub(crate) fn lead_by(&mut self, leader: PractitionerId) {
        self.leader = leader;
    }
}

/// What a group is about; only children of one kind meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum GroupKind {
    Parents,
    AnxietyAndMood,
    Behaviour,
}

/// How a child's session ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum After {
    GoesOn,
    DropsOut,
    Completes,
}

impl Child {
    /// Primary children with anxiety or difficult behaviour are helped through their parents.
    pub(crate) fn is_parent_led(&self) -> bool {
        self.phase() == Phase::Primary
            && matches!(self.problem, Problem::Anxiety | Problem::Behaviour)
    }
}

impl Site {
    // -- beginning ----------------------------------------------------------------------------

    /// The first session of a child, if it comes: otherwise it waits for the next one.
    fn begins(&mut self, at: &mut Moment, id: ChildId) {
        let Some(case) = self.child(id).case else { return };
        let reason = if case.group.is_some() { Reason::GroupStarted } else { Reason::HelpStarted };
        let address = u64::from(self.child(id).referrals) * 8 + u64::from(case.missed_in_a_row);
        let missing = self.missing(at, id);
        if at.draws.happens(self.child(id).key, Purpose::FirstSession, address, missing) {
            self.first_session_missed(at, id);
        } else if self.start_help(at, id, reason) {
            self.session_held(at, id, true);
        }
    }

    /// A first session that is missed is offered again, or the child is discharged. A group has met
    /// all the same.
    fn first_session_missed(&mut self, at: &mut Moment, id: ChildId) {
        let Some(case) = &mut self.child_mut(id).case else { return };
        case.missed_in_a_row += 1;
        let (missed, practitioner) = (case.missed_in_a_row, case.practitioner);
        let in_group = case.group.is_some();
        case.held += u8::from(in_group);
        let is_over = case.held >= case.planned;
        let child = self.child_mut(id);
        child.appointment = None;
        self.tell(at.now, id, |_| ChildEvent::FirstSessionMissed { missed });
        let most = self.values.intervention.discharge_after_missed as u8;
        if is_over || missed >= most {
            self.go(at, id, Place::Disengaged, Reason::MissedAppointments);
        } else if !in_group {
            let due = at.now + Span::from_days_f64(self.values.intervention.session_spacing_days);
            self.practitioners[practitioner.index()].next_due(Client::Child(id), due);
        }
    }

    /// Starts help, unless it turns out not to be needed or not to be enough.
    fn start_help(&mut self, at: &mut Moment, id: ChildId, reason: Reason) -> bool {
        self.advance_course(at, id);
        let child = self.child(id);
        if child.course.is_remitted() {
            self.close(at, id, Reason::FoundRecovered);
            return false;
        }
        let score = child.course.score();
        // The error of judgement at assessment remains: only the child has changed.
        let perceived = score + child.seen_amiss;
        let worsened = perceived > child.perceived;
        self.child_mut(id).perceived = perceived;
        self.tell(at.now, id, |site| ChildEvent::SeenAtStart(site.judgement(id, perceived)));
        match self.thresholds.band(perceived) {
            Band::MissingMiddle if worsened && !self.takes_complex(at, id, perceived) => {
                self.go(at, id, Place::MissingMiddle, Reason::WorsenedWhileWaiting);
                return false;
            }
            Band::Specialist if worsened => {
                self.refer_to_specialist(at, id, Reason::WorsenedWhileWaiting);
                return false;
            }
            _ => {}
        }
        let members = self.memberships(id);
        let referred = self.child(id).request.map(|request| request.referred);
        self.go(at, id, Place::InIntervention, reason);
        let child = self.child_mut(id);
        child.journey.started.get_or_insert(at.now);
        child.journey.severity_at_start.get_or_insert(score);
        if let Some(case) = &mut child.case {
            case.severity_at_start = score;
        }
        if let Some(referred) = referred
            && self.observer.measures(at.now)
        {
            self.observer.count_one(members, Measure::Started);
            let wait = at.now.since(referred);
            self.observer.duration(members, Measure::WaitReferralToStart, wait);
            self.observer.average(members, Measure::SeverityAtStart, score);
            let in_group = reason == Reason::GroupStarted;
            self.observer.share(members, Measure::StartedInGroupShare, in_group);
        }
        true
    }

    /// Whether a child that could be helped in a group should still wait for one at `time`.
    pub(crate) fn waits_for_group(&self, id: ChildId, time: SimTime) -> bool {
        let child = self.child(id);
        let longest = Span::from_days_f64(7.0 * self.values.intervention.group_wait_weeks);
        child.group_suited && time < child.ready + longest
    }

    /// Whether a child would be helped in a group: decided at assessment.
    pub(crate) fn suits_group(&self, at: &Moment, id: ChildId) -> bool {
        let child = self.child(id);
        let share = self.values.intervention.group_suited_share;
        at.draws.happens(child.key, Purpose::GroupSuited, u64::from(child.referrals), share)
            && self.group_kind(id).is_some()
    }

    fn group_kind(&self, id: ChildId) -> Option<GroupKind> {
        let child = self.child(id);
        match child.problem {
            _ if child.is_parent_led() => Some(GroupKind::Parents),
            Problem::Anxiety | Problem::LowMood => Some(GroupKind::AnxietyAndMood),
            Problem::Behaviour => Some(GroupKind::Behaviour),
            Problem::SelfHarm | Problem::Neurodevelopmental => None,
        }
    }

    /// Begins a group at `time` if enough children of one kind wait for one in the team; returns
    /// the slots that its sessions take.
    pub(crate) fn start_group(
        &mut self,
        at: &mut Moment,
        team: TeamId,
        leader: PractitionerId,
        time: SimTime,
        room: u32,
    ) -> Option<u32> {
        let weight = self.values.intervention.group_slots;
        let least = self.values.intervention.group_least as usize;
        let most = self.values.intervention.group_most as usize;
        if room < weight {
            return None;
        }
        let waiting: Vec<(GroupKind, ChildId)> = self.teams[team.index()]
            .intervention
            .iter()
            .filter(|&id| self.child(id).group_suited && self.child(id).ready <= time)
            .filter_map(|id| Some((self.group_kind(id)?, id)))
            .collect();
        let kinds = [GroupKind::Parents, GroupKind::AnxietyAndMood, GroupKind::Behaviour];
        let of = |kind| waiting.iter().filter(move |(k, _)| *k == kind).map(|&(_, id)| id);
        let kind = kinds.into_iter().find(|&kind| of(kind).count() >= least)?;
        let members: Vec<ChildId> = of(kind).take(most).collect();
        let planned = self.values.intervention.group_sessions as u8;
        let group = Group { leader, members: members.clone(), session: None };
        let group = GroupId(self.groups.insert(group) as u32);
        for &id in &members {
            self.leave_list(id);
            self.child_mut(id).case = Some(Case::planned(leader, Some(group), planned));
        }
        self.practitioners[leader.index()].take_on(Client::Group(group), weight);
        self.tell_taken_on(at.now, leader, &members, planned, true);
        let ticket = at.schedule(time, Event::GroupSession(group));
        self.book_group(group, ticket);
        Some(weight)
    }

    // -- sessions -----------------------------------------------------------------------------

    /// A session of a child seen alone.
    pub(crate) fn session(&mut self, at: &mut Moment, id: ChildId) {
        if let Some(case) = self.child(id).case {
            self.use_slots(at, case.practitioner, 1);
        }
        self.meets(at, id);
    }

    pub(crate) fn group_session(&mut self, at: &mut Moment, group: GroupId) {
        let Group { leader, members, .. } = self.groups[group.index()].clone();
        self.use_slots(at, leader, u64::from(self.values.intervention.group_slots));
        for id in members {
            self.meets(at, id);
        }
        if self.groups.contains(group.index()) {
            let due = at.now + Span::from_days_f64(self.values.intervention.session_spacing_days);
            self.practitioners[leader.index()].next_due(Client::Group(group), due);
        }
    }

    /// The time of a session has come: help begins, or goes on.
    fn meets(&mut self, at: &mut Moment, id: ChildId) {
        if self.child(id).place == Place::WaitingIntervention {
            self.begins(at, id);
        } else if self.resumes(at, id) {
            self.session_held(at, id, false);
        }
    }

    /// After an interruption help goes on, unless the child is well or does not come back.
    fn resumes(&mut self, at: &mut Moment, id: ChildId) -> bool {
        if self.child(id).place != Place::Interrupted {
            return true;
        }
        self.advance_course(at, id);
        let child = self.child(id);
        let Some(case) = child.case else { return false };
        if child.course.is_remitted() {
            self.close(at, id, Reason::FoundRecovered);
            return false;
        }
        let lost = match child.last_reason {
            Reason::PractitionerLeft => self.values.handover.lost_share,
            _ => self.values.intervention.summer_drop_out_share,
        };
        let address = session_address(child.referrals, case.held) + RESUMPTION;
        if at.draws.happens(child.key, Purpose::Session, address, lost) {
            self.drop_out(at, id);
            return false;
        }
        self.go(at, id, Place::InIntervention, Reason::HelpResumed);
        true
    }

    /// A session that was due takes place, attended or missed; the child `is_here` for sure at the
    /// session at which help begins.
    fn session_held(&mut self, at: &mut Moment, id: ChildId, is_here: bool) {
        match self.attendance(at, id, is_here) {
            After::DropsOut => self.drop_out(at, id),
            After::Completes => self.complete(at, id),
            After::GoesOn if self.complexity_ends_help(at, id) => {}
            After::GoesOn => {
                let due =
                    at.now + Span::from_days_f64(self.values.intervention.session_spacing_days);
                if let Some(Case { practitioner, group: None, .. }) = self.child(id).case {
                    self.practitioners[practitioner.index()].next_due(Client::Child(id), due);
                }
            }
        }
    }

    /// Probability that the next session is missed.
    fn missing(&self, at: &Moment, id: ChildId) -> f64 {
        let child = self.child(id);
        let values = &self.values;
        let exams = child.year_group >= 10 && at.school.kind(at.now.week()) == WeekKind::Exams;
        let mut missing = values.intervention.missed_share;
        if child.is_parent_led() {
            missing += values.intervention.parent_led_missed_extra;
        }
        missing += self.missed_for_remote();
        if exams {
            missing += values.intervention.exam_missed_extra;
        }
        missing
    }

    fn attendance(&mut self, at: &Moment, id: ChildId, is_here: bool) -> After {
        let child = self.child(id);
        let Some(case) = child.case else { return After::DropsOut };
        let values = &self.values;
        let parent_led = child.is_parent_led();
        let missing = self.missing(at, id);
        let engagement = self.groups_differ.engagement(child);
        let hazard = self.drop_out_chance(at, case.practitioner, parent_led, engagement);
        let address = session_address(child.referrals, case.held);
        let mut draw = at.draws.at(child.key, Purpose::Session, address);
        let (attends, leaves) = (draw.uniform() >= missing || is_here, draw.uniform() < hazard);
        let give_up_after = values.intervention.discharge_after_missed as u8;
        let Some(case) = &mut self.child_mut(id).case else { return After::DropsOut };
        case.held += 1;
        if attends {
            case.attended += 1;
            case.missed_in_a_row = 0;
        } else {
            case.missed_in_a_row += 1;
        }
        let case = *case;
        let discharged = case.missed_in_a_row >= give_up_after;
        self.tell(at.now, id, |site| ChildEvent::Session {
            number: case.held,
            planned: case.planned,
            attended: attends,
            discharged,
            by: site.post_holder(case.practitioner),
        });
        if discharged || (leaves && case.held < case.planned) {
            After::DropsOut
        } else if case.held >= case.planned {
            After::Completes
        } else {
            After::GoesOn
        }
    }

    /// Probability of dropping out after a session. Services and practitioners differ on the scale
    /// of log-odds; the intercept is corrected so that the declared probability is that of a
    /// mixed population (Zeger, Liang & Albert 1988, Biometrics 44:1049).
    fn drop_out_chance(
        &self,
        at: &Moment,
        practitioner: PractitionerId,
        parent_led: bool,
        engagement: f64,
    ) -> f64 {
        let values = &self.values;
        let (between_sites, between_people) =
            (values.intervention.drop_out_site_sd, values.intervention.drop_out_practitioner_sd);
        let variance = between_sites.powi(2) + between_people.powi(2);
        let declared = values.intervention.drop_out_per_session / engagement
            * if parent_led { values.intervention.parent_led_drop_out_factor } else { 1.0 };
        let site = at.draws.at(self.key, Purpose::DropOutSite, 0).normal();
        let key = self.practitioners[practitioner.index()].key;
        let person = at.draws.at(key, Purpose::DropOutPractitioner, 0).normal();
        let intercept = logit(declared.min(0.999)) * (1.0 + 0.346 * variance).sqrt();
        logistic(intercept + between_sites * site + between_people * person)
    }

    fn drop_out(&mut self, at: &mut Moment, id: ChildId) {
        self.help_ended(at, id, Measure::DroppedOut);
        self.go(at, id, Place::Disengaged, Reason::DroppedOut);
    }

    /// Notes the end of help in the journey and the counts.
    pub(crate) fn help_ended(&mut self, at: &Moment, id: ChildId, how: Measure) {
        self.child_mut(id).journey.ended = Some(at.now);
        if !self.observer.measures(at.now) {
            return;
        }
        let members = self.memberships(id);
        self.observer.count_one(members, how);
        self.observer.share(members, Measure::DroppedOutShare, how == Measure::DroppedOut);
        if let Some(case) = self.child(id).case {
            let attended = f64::from(case.attended);
            self.observer.average(members, Measure::SessionsAttendedMean, attended);
        }
    }

    // -- ends and interruptions ---------------------------------------------------------------

    /// Takes a child out of its practitioner's caseload.
    pub(crate) fn end_case(&mut self, at: &mut Moment, id: ChildId) {
        let Some(case) = self.child_mut(id).case.take() else { return };
        let client = match case.group {
            None => Client::Child(id),
            Some(group) => {
                let members = &mut self.groups[group.index()].members;
                members.retain(|&member| member != id);
                if !members.is_empty() {
                    return;
                }
                let group_state = self.groups.remove(group.index());
                at.cancel(group_state.session);
                Client::Group(group)
            }
        };
        self.practitioners[case.practitioner.index()].end(client);
    }

    /// In the summer holiday the sessions of a team stand still.
    pub(crate) fn interrupt_for_summer(&mut self, at: &mut Moment, team: TeamId) {
        let mut in_help: Vec<ChildId> = Vec::new();
        for practitioner in self.clinicians(team) {
            for client in self.practitioners[practitioner.index()].clients() {
                match client {
                    Client::Child(id) => in_help.push(id),
                    Client::Group(group) => in_help.extend(self.groups[group.index()].members()),
                }
            }
        }
        in_help.retain(|&id| self.child(id).place == Place::InIntervention);
        in_help.sort_unstable();
        for id in in_help {
            self.go(at, id, Place::Interrupted, Reason::SummerBreak);
        }
    }

    /// Notes the appointment of a group session, so that it can be cancelled with the group.
    pub(crate) fn book_group(&mut self, group: GroupId, ticket: Ticket) {
        self.groups[group.index()].session = Some(ticket);
    }
}

impl Case {
    /// A case that is booked and begins with its first session.
    pub(crate) fn planned(
        practitioner: PractitionerId,
        group: Option<GroupId>,
        planned: u8,
    ) -> Self {
        Self {
            practitioner,
            group,
            planned,
            held: 0,
            attended: 0,
            missed_in_a_row: 0,
            severity_at_start: 0.0,
        }
    }
}

/// Each referral has room for 64 session addresses and as many for resumptions.
const RESUMPTION: u64 = 64;

fn session_address(referrals: u32, held: u8) -> u64 {
    u64::from(referrals) * 2 * RESUMPTION + u64::from(held)
}

pub(crate) fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

pub(crate) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
