//! Interventions (M10): one-to-one, parent-led or in a group, with weekly sessions in a
//! practitioner's slots, attended or missed, until they are complete or the child drops out.

use super::next::Next;
use super::remit::takes_complex;
use super::way::Way;
use super::{complexity, outcome};
use crate::engine::statistics::{logistic, logit};
use crate::engine::time::{SimTime, Span};
use crate::model::children::Children;
use crate::model::children::care::Case;
use crate::model::children::child::{Child, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::thresholds::Band;
use crate::model::ids::{ChildId, PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;
use crate::model::school_calendar::WeekKind;
use crate::model::settings::{absence, shock};
use crate::model::trace::{ChildEvent, Judgement};
use crate::model::workforce::Workforce;
use crate::model::workforce::practitioner::Client;

parameters! {
    pub struct InterventionParameters in "intervention" {
        /// Most sessions that a one-to-one or parent-led intervention plans
        sessions: u32 = 8, "sessions", allowed (1.0, 50.0), plausible (6.0, 10.0),
            "M10", Live, Published "Ellins et al. 2023, Ch1: typically up to eight sessions",
            raises "sessions_attended_mean";
        /// Fewest sessions that it plans, if not more than intervention.sessions; between the two
        /// severity and chance decide in equal parts
        sessions_least: u32 = 4, "sessions", allowed (1.0, 50.0), plausible (4.0, 8.0),
            "M10", Live, Assumption "prior; NHFT page on MHSTs: 4 to 8 sessions; Ellins et al. \
             2023, Ch1: up to eight",
            raises "sessions_attended_mean";
        /// Probability at each session from the fewest on that a child who is well is seen to be
        /// well, so that help ends before the planned number
        well_seen_share: f64 = 0.5, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.9),
            "M10", Live, Assumption "prior; Ellins et al. 2023, Ch1: outcome measures are completed \
             at every session to track progress; how often help then ends early is not reported",
            lowers "sessions_attended_mean";
        /// Whether a child who stops coming and whose need has ended is closed as recovered (false: as
        /// one who drops out)
        well_stop_recovered: bool = true, "switch",
            "M10", Live, Assumption "nobody looks for a child who is known to be well",
            lowers "dropped_out_share";
        /// Missed sessions of an intervention that are offered again; all others use up a planned
        /// session. A group meets all the same
        missed_offered_again: u32 = 2, "sessions", allowed (0.0, 10.0), plausible (0.0, 3.0),
            "M10", Live, Assumption "prior; Ellins et al. 2023 does not say what becomes of missed \
             sessions",
            raises "sessions_attended_mean";
        /// Time from one session to the next, if a slot is free
        session_spacing_days: f64 = 9.0, "days", allowed (0.01, 180.0), plausible (7.0, 14.0),
            "M10", Live, Assumption "prior; weekly is the norm, and sessions are moved",
            raises "caseload_mean";
        /// Minimum time from assessment to the first session
        notice_days: f64 = 7.0, "days", allowed (0.0, 180.0), plausible (0.0, 21.0),
            "M10", Live, Assumption "prior",
            raises "wait_referral_to_start";
        /// Whether sessions continue in school holidays (all-year support)
        sessions_in_holidays: bool = true, "switch",
            "M26", Live, Published "Ellins et al. 2023, Box 2 and Appendix 2: the operating \
             principles ask for support all year; how many teams work in school holidays is not \
             reported",
            raises "started";
        /// Share of the usual slots that can be held outside school, in holidays
        holiday_slots_share: f64 = 0.5, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.9),
            "M26", Live, Assumption "prior; Ellins et al. 2023, Appendix 2: in holidays from a \
             team where possible; schools are closed, and rooms elsewhere or remote sessions are \
             needed",
            raises "started";
        /// Added to the missed share in school holidays
        holiday_missed_extra: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.3),
            "M26", Live, Assumption "prior; some families are away",
            lowers "sessions_attended_mean";
        /// Share of appointments missed or cancelled late
        missed_share: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.2),
            "M10", Live, Assumption "prior; about 19 % in NHS child mental health services \
             (2018/19)",
            lowers "sessions_attended_mean";
        /// Added to the missed share if parents lead the intervention
        parent_led_missed_extra: f64 = 0.03, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.1),
            "M10", Live, Assumption "prior; Ellins et al. 2023, Ch7: parents lack time",
            lowers "sessions_attended_mean" of "phase=primary";
        /// Added to the missed share for years 10 to 13 in the exam season
        exam_missed_extra: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.3),
            "M26", Live, Assumption "prior",
            lowers "sessions_attended_mean" of "phase=secondary";
        /// Probability of dropping out after a session
        drop_out_per_session: f64 = 0.03, "per session", allowed (0.0, 0.9), plausible (0.01, 0.05),
            "M10", Live, Assumption "prior; gives about one fifth over an intervention",
            raises "dropped_out_share";
        /// Drop-out if parents lead the intervention, relative to other interventions
        parent_led_drop_out_factor: f64 = 1.3, "ratio", allowed (0.0, 20.0), plausible (1.0, 2.0),
            "M10", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             some parents lack time or willingness; drop-out is not reported",
            raises "dropped_out_share" of "phase=primary";
        /// Standard deviation of drop-out between services, on the log-odds scale
        drop_out_site_sd: f64 = 1.4, "log-odds", allowed (0.0, 5.0), plausible (0.0, 1.6),
            "M10", Live, Derived "Edbrooke-Childs 2020: median odds ratio 3.92",
            neither "the mean over services is the same";
        /// Standard deviation of drop-out between practitioners, on the log-odds scale
        drop_out_practitioner_sd: f64 = 1.0, "log-odds", allowed (0.0, 5.0), plausible (0.0, 1.2),
            "M10", Live, Derived "Edbrooke-Childs 2020: median odds ratio 2.53",
            neither "the mean over practitioners is the same";
        /// Sessions missed in a row after which help ends
        discharge_after_missed: u32 = 3, "sessions", allowed (1.0, 100.0), plausible (2.0, 4.0),
            "M10", Live, Assumption "prior",
            lowers "dropped_out_share";
        /// Share of children with help interrupted by the summer who do not come back
        summer_drop_out_share: f64 = 0.08, "proportion", allowed (0.0, 1.0), plausible (0.02, 0.2),
            "M10", Live, Assumption "prior",
            raises "dropped_out_share";
        /// Share of children with a suitable problem who are offered a group
        group_suited_share: f64 = 0.45, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.7),
            "M10", Live, Assumption "prior; 10 to 35 % of interventions delivered in groups",
            raises "started_in_group_share";
        /// Minimum number of children to start a group
        group_least: u32 = 4, "children", allowed (2.0, 50.0), plausible (3.0, 6.0),
            "M10", Live, Assumption "prior",
            lowers "started_in_group_share";
        /// Maximum number of children in a group
        group_most: u32 = 10, "children", allowed (2.0, 50.0), plausible (7.0, 12.0),
            "M10", Live, Assumption "prior",
            neither "groups begin with fewer and seldom fill";
        /// Sessions of a group
        group_sessions: u32 = 6, "sessions", allowed (1.0, 50.0), plausible (4.0, 8.0),
            "M10", Live, Assumption "prior",
            raises "sessions_attended_mean";
        /// Whether the settings of a group are near each other: covered by the same practitioner
        group_near: bool = true, "switch",
            "M10", Live, Assumption "prior; Ellins et al. 2023, Ch7: practitioners are responsible \
             for their own settings; how groups are put together is not reported",
            lowers "started_in_group_share";
        /// Most settings from which the children of a group come
        group_settings_most: u32 = 3, "settings", allowed (1.0, 1000.0), plausible (1.0, 4.0),
            "M10", Live, Assumption "prior",
            raises "started_in_group_share";
        /// Most years between the year groups of the youngest and the oldest child of a group, or
        /// the oldest whose parents are in it
        group_years_apart: u32 = 3, "years", allowed (0.0, 14.0), plausible (1.0, 4.0),
            "M10", Live, Assumption "prior",
            raises "started_in_group_share";
        /// Slots that a group session takes, and the weight of a group in a caseload
        group_slots: u32 = 2, "slots", allowed (1.0, 20.0), plausible (1.0, 3.0),
            "M10", Live, Assumption "prior",
            lowers "started";
        /// Maximum time that a child waits for a group before one-to-one help is offered
        group_wait_weeks: f64 = 10.0, "weeks", allowed (0.0, 520.0), plausible (4.0, 16.0),
            "M10", Live, Assumption "prior; about a term",
            raises "started_in_group_share";
        /// Time that a child waits for a group although a practitioner has a slot to spare
        group_wait_beside_free_slots_weeks: f64 = 1.0, "weeks",
            allowed (0.0, 520.0), plausible (0.0, 6.0),
            "M10", Live, Assumption "prior; a team that has time does not keep a child waiting for \
             others",
            raises "started_in_group_share";
    }
}

/// How a child's session ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum After {
    GoesOn,
    DropsOut,
    Completes,
}

/// A session that was due.
struct Attendance {
    /// Whether the child came.
    attended: bool,
    after: After,
    /// Uniform: whether the session ends the need.
    drawn: f64,
}

impl Attendance {
    /// Of a child who has no case.
    const NONE: Self = Self { attended: false, after: After::DropsOut, drawn: 1.0 };
}

/// Each referral has room for 64 session addresses and as many for resumptions.
const RESUMPTION: u64 = 64;

fn session_address(referrals: u32, held: u8) -> u64 {
    u64::from(referrals) * 2 * RESUMPTION + u64::from(held)
}

// -- beginning ----------------------------------------------------------------------------------

/// The first session of a child, if they come: otherwise they wait for the next one.
pub(crate) fn begin(
    at: &mut Moment,
    children: &mut Children,
    workforce: &mut Workforce,
    id: ChildId,
) -> Next {
    let child = &mut children[id];
    let Some(case) = child.care.case else { return Next::Stay };
    let address = u64::from(child.referrals) * 8 + u64::from(case.missed_in_a_row);
    let missing = missing(at, child);
    if at.draws.happens(child.key, Purpose::FirstSession, address, missing) {
        return miss_first(at, workforce, (id, child));
    }
    let in_group = case.group.is_some();
    start(at, children, id, if in_group { Reason::GroupStarted } else { Reason::HelpStarted })
}

/// A first session that is missed is offered again, or the child is discharged. A group has met
/// all the same.
fn miss_first(
    at: &mut Moment,
    workforce: &mut Workforce,
    (id, child): (ChildId, &mut Child),
) -> Next {
    child.appointment = None;
    let Some(case) = &mut child.care.case else { return Next::Stay };
    case.missed_in_a_row += 1;
    let (missed, practitioner) = (case.missed_in_a_row, case.practitioner);
    let in_group = case.group.is_some();
    case.held += u8::from(in_group);
    let is_over = case.is_over();
    at.record.tell(at.now, child.birth, || ChildEvent::FirstSessionMissed { missed });
    let intervention = &at.values().intervention;
    if is_over || missed >= intervention.discharge_after_missed as u8 {
        return Next::Go(Place::Disengaged, Reason::MissedAppointments);
    }
    if !in_group {
        let due = at.now + Span::from_days_f64(intervention.session_spacing_days);
        workforce.practitioners[practitioner.index()].next_due(Client::Child(id), due);
    }
    Next::Stay
}

/// Help starts, unless it turns out not to be needed or not to be enough.
fn start(at: &mut Moment, children: &mut Children, id: ChildId, reason: Reason) -> Next {
    let (child, course) = children.both_mut(id);
    if course.is_remitted() {
        return Next::Close(Reason::FoundRecovered);
    }
    // The error of judgement at assessment remains: only the child has changed.
    let perceived = course.score() + child.care.seen_amiss;
    let worsened = perceived > child.perceived;
    child.perceived = perceived;
    let lines = at.rules.thresholds;
    at.record.tell(at.now, child.birth, || {
        ChildEvent::SeenAtStart(Judgement::of(perceived, course, lines))
    });
    match lines.band(perceived) {
        Band::MissingMiddle if worsened && !takes_complex(at, child, perceived) => {
            Next::Go(Place::MissingMiddle, Reason::WorsenedWhileWaiting)
        }
        Band::Specialist if worsened => {
            Next::ReferToSpecialist { reason: Reason::WorsenedWhileWaiting, agreed: false }
        }
        _ => Next::HelpStarts(reason),
    }
}

/// Help has started: notes when, and how severe the need was.
pub(crate) fn started(at: &Moment, child: &mut Child, score: f64) {
    child.care.journey.started.get_or_insert(at.now);
    child.care.journey.severity_at_start.get_or_insert(score);
    if let Some(case) = &mut child.care.case {
        case.severity_at_start = score;
    }
}

/// Whether a child who could be helped in a group should still wait for one at `time`.
pub(crate) fn waits_for_group(values: &Values, child: &Child, time: SimTime) -> bool {
    let longest = Span::from_days_f64(7.0 * values.intervention.group_wait_weeks);
    child.care.group_suited && time < child.care.ready + longest
}

/// Whether a child who could be helped in a group still waits for one at `time` although a
/// practitioner has a slot to spare.
pub(crate) fn waits_beside_free_slot(values: &Values, child: &Child, time: SimTime) -> bool {
    let weeks = values.intervention.group_wait_beside_free_slots_weeks;
    waits_for_group(values, child, time)
        && time < child.care.ready + Span::from_days_f64(7.0 * weeks)
}

/// Whether a child would be helped in a group: decided at assessment.
pub(crate) fn suits_group(at: &Moment, child: &Child) -> bool {
    let share = at.values().intervention.group_suited_share;
    at.draws.happens(child.key, Purpose::GroupSuited, u64::from(child.referrals), share)
        && group_kind(child).is_some()
}

/// The kind of problem of a group; only children with one kind meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum GroupKind {
    Parents,
    AnxietyAndMood,
    Behaviour,
}

/// The kind of group in which a child could be helped.
pub(crate) fn group_kind(child: &Child) -> Option<GroupKind> {
    match child.problem {
        _ if child.is_parent_led() => Some(GroupKind::Parents),
        Problem::Anxiety | Problem::LowMood => Some(GroupKind::AnxietyAndMood),
        Problem::Behaviour => Some(GroupKind::Behaviour),
        Problem::SelfHarm | Problem::Neurodevelopmental => None,
    }
}

// -- sessions -----------------------------------------------------------------------------------

/// The time of a session has come for a child whose help has begun: whether it goes on after an
/// interruption, unless the child is well or does not come back.
pub(crate) fn resume(at: &mut Moment, children: &mut Children, id: ChildId) -> Next {
    let child = &children[id];
    let Some(case) = child.care.case else { return Next::Stay };
    if children.course(id).is_remitted() {
        return Next::Close(Reason::FoundRecovered);
    }
    let lost = match child.last_reason {
        Reason::PractitionerLeft => at.values().handover.lost_share,
        _ => at.values().intervention.summer_drop_out_share,
    };
    let address = session_address(child.referrals, case.held) + RESUMPTION;
    if at.draws.happens(child.key, Purpose::Session, address, lost) {
        Next::DropOut
    } else {
        Next::HelpResumes
    }
}

/// A session that was due takes place, attended or missed; the child `is_here` for sure at the
/// session at which help begins. The specialist service accepts from `threshold` on.
pub(crate) fn hold_session(
    at: &mut Moment,
    children: &mut Children,
    workforce: &mut Workforce,
    threshold: f64,
    (id, is_here): (ChildId, bool),
) -> Next {
    let Attendance { attended, after, drawn } =
        attendance(at, &mut children[id], workforce, is_here);
    if attended {
        outcome::attended(at, children, workforce, (id, drawn));
    }
    match after {
        After::DropsOut => Next::DropOut,
        After::Completes => Next::Completes,
        After::GoesOn if attended && is_seen_well(at, children, id) => Next::Completes,
        After::GoesOn if complexity::ends_help(at, children, (id, threshold)) => Next::TooComplex,
        After::GoesOn => {
            let due = at.now + Span::from_days_f64(at.values().intervention.session_spacing_days);
            if let Some(Case { practitioner, group: None, .. }) = children[id].care.case {
                workforce.practitioners[practitioner.index()].next_due(Client::Child(id), due);
            }
            Next::Stay
        }
    }
}

/// Whether the practitioner sees after a session that a child seen alone is well, so that help can
/// end: not before the fewest sessions that are planned.
fn is_seen_well(at: &Moment, children: &Children, id: ChildId) -> bool {
    let (child, intervention) = (&children[id], &at.values().intervention);
    let Some(case @ Case { group: None, .. }) = child.care.case else { return false };
    let may_end = u32::from(case.used()) >= intervention.sessions_least;
    let address = session_address(child.referrals, case.held);
    children.course(id).is_remitted()
        && may_end
        && at.draws.happens(child.key, Purpose::WellSeen, address, intervention.well_seen_share)
}

/// Probability that the next session is missed.
fn missing(at: &Moment, child: &Child) -> f64 {
    let values = at.values();
    let week = at.school.kind(at.now.week());
    let exams = child.year_group >= 10 && week == WeekKind::Exams;
    let mut missing = values.intervention.missed_share;
    if child.is_parent_led() {
        missing += values.intervention.parent_led_missed_extra;
    } else if week.is_term() {
        missing += absence::missed_extra(at, child);
    }
    missing += shock::missed_for_remote(values);
    if exams {
        missing += values.intervention.exam_missed_extra;
    }
    if !week.is_term() {
        missing += values.intervention.holiday_missed_extra;
    }
    missing
}

fn attendance(
    at: &mut Moment,
    child: &mut Child,
    workforce: &Workforce,
    is_here: bool,
) -> Attendance {
    let missing = missing(at, child);
    let parent_led = child.is_parent_led();
    let engagement = at.rules.groups.engagement(child);
    let Some(case) = &mut child.care.case else { return Attendance::NONE };
    let hazard = drop_out_chance(at, workforce, case.practitioner, parent_led, engagement);
    let address = session_address(child.referrals, case.held);
    let mut draw = at.draws.at(child.key, Purpose::Session, address);
    let (attends, leaves) = (draw.uniform() >= missing || is_here, draw.uniform() < hazard);
    let drawn = draw.uniform();
    let intervention = &at.values().intervention;
    let give_up_after = intervention.discharge_after_missed as u8;
    let number = case.used() + 1;
    let again = !attends
        && case.group.is_none()
        && u32::from(case.offered_again) < intervention.missed_offered_again;
    case.held += 1;
    case.offered_again += u8::from(again);
    if attends {
        case.attended += 1;
        case.missed_in_a_row = 0;
    } else {
        case.missed_in_a_row += 1;
    }
    let discharged = case.missed_in_a_row >= give_up_after;
    let team = workforce.practitioners[case.practitioner.index()].team;
    at.record.counts.session(at.now, team, attends);
    at.record.tell(at.now, child.birth, || ChildEvent::Session {
        number,
        planned: case.planned,
        attended: attends,
        again: again && !discharged,
        discharged,
        by: workforce.post_holder(case.practitioner),
    });
    let after = if discharged || (leaves && !case.is_over()) {
        After::DropsOut
    } else if case.is_over() {
        After::Completes
    } else {
        After::GoesOn
    };
    Attendance { attended: attends, after, drawn }
}

/// Probability of dropping out after a session. Services and practitioners differ on the scale
/// of log-odds; the intercept is corrected so that the declared probability is that of a
/// mixed population (Zeger, Liang & Albert 1988, Biometrics 44:1049).
fn drop_out_chance(
    at: &Moment,
    workforce: &Workforce,
    practitioner: PractitionerId,
    parent_led: bool,
    engagement: f64,
) -> f64 {
    let intervention = &at.values().intervention;
    let (between_sites, between_people) =
        (intervention.drop_out_site_sd, intervention.drop_out_practitioner_sd);
    let variance = between_sites.powi(2) + between_people.powi(2);
    let declared = intervention.drop_out_per_session / engagement
        * if parent_led { intervention.parent_led_drop_out_factor } else { 1.0 };
    let site = at.draws.at(at.rules.key, Purpose::DropOutSite, 0).normal();
    let key = workforce.practitioners[practitioner.index()].key;
    let person = at.draws.at(key, Purpose::DropOutPractitioner, 0).normal();
    let intercept = logit(declared.min(0.999)) * (1.0 + 0.346 * variance).sqrt();
    logistic(intercept + between_sites * site + between_people * person)
}

// -- interruptions ------------------------------------------------------------------------------

/// The children of a team who are in help: in the summer holiday their sessions stand still.
pub(crate) fn in_help(way: &Way, team: TeamId) -> Vec<ChildId> {
    let mut in_help: Vec<ChildId> = Vec::new();
    for practitioner in way.workforce.clinicians(team) {
        for client in way.workforce.practitioners[practitioner.index()].clients() {
            match client {
                Client::Child(id) => in_help.push(id),
                Client::Group(group) => {
                    in_help.extend(way.groups.get(group).iter().flat_map(|group| &group.members));
                }
            }
        }
    }
    in_help.retain(|&id| way.children[id].place == Place::InIntervention);
    in_help.sort_unstable();
    in_help
}
