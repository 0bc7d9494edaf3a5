//! Appointments (M9, M10): each slot that a practitioner offers in a week is given to what is most
//! due there: assessments, sessions, and the first sessions of new cases and groups.

use std::collections::BTreeMap;

use super::handover::tell_taken_over;
use super::help_groups::Group;
use super::idle_slots::why_idle;
use super::intervention::{GroupKind, group_kind, waits_beside_free_slot, waits_for_group};
use super::remit::sessions_planned;
use super::waiting_list::Calling;
use super::way::Way;
use crate::engine::calendar::Ticket;
use crate::model::children::care::Case;
use crate::model::children::child::Child;
use crate::model::children::place::Place;
use crate::model::event::Event;
use crate::model::ids::{ChildId, PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::Values;
use crate::model::results::Idle;
use crate::model::trace::{ChildEvent, PractitionerEvent};
use crate::model::workforce::practitioner::Client;
use crate::model::workforce::slots::Slot;

/// How far a practitioner's week is planned.
#[derive(Clone, Copy, Debug, Default)]
struct WeekPlan {
    /// Slots not yet looked at.
    left: u32,
    /// Of the next ones, how many a session already takes.
    taken: u32,
    assessments: u32,
    /// What bound the practitioner, once a slot has stayed idle.
    idle: Option<Idle>,
    /// Whether the practitioner sees nobody yet.
    sees_nobody: bool,
}

/// Gives each slot of a team, in order of time, to what is most due there: a session of a group, an
/// assessment up to the week's share, a session of an open case, a new case, or another
/// assessment. Trainees in their weeks without cases see nobody.
pub(crate) fn plan_week(at: &mut Moment, way: &mut Way, team: TeamId, slots: &[Slot]) {
    let share = at.values().assessment.slots_per_practitioner_week;
    let mut weeks: BTreeMap<PractitionerId, WeekPlan> = BTreeMap::new();
    for slot in slots {
        let week = weeks.entry(slot.practitioner).or_insert_with(|| WeekPlan {
            sees_nobody: way.workforce.is_before_cases(at.values(), at.now, slot.practitioner),
            ..WeekPlan::default()
        });
        week.left += 1;
    }
    for &slot in slots {
        let week = weeks.entry(slot.practitioner).or_default();
        let left = week.left;
        week.left -= 1;
        if week.sees_nobody {
            continue;
        }
        if let Some(taken) = week.taken.checked_sub(1) {
            week.taken = taken;
        } else if week.assessments < share && book_assessment(at, way, team, slot) {
            week.assessments += 1;
        } else if let Some(weight) =
            book_due_session(at, way, slot, left).or_else(|| book_start(at, way, team, slot, left))
        {
            week.taken = weight - 1;
        } else if !book_assessment(at, way, team, slot) {
            let cause = match week.idle {
                Some(cause) => cause,
                None => {
                    let list = &way.lists.of(team).intervention;
                    let cause = why_idle(&calling(at, way), list, slot);
                    week.idle = Some(cause);
                    let who = way.workforce.practitioners[slot.practitioner.index()].key;
                    at.record.tell_of(at.now, who, || PractitionerEvent::SlotsToSpare(cause));
                    cause
                }
            };
            at.record.weeks.idle_slot(team.0 + 1, at.now.week(), cause);
            continue;
        }
        way.workforce.teams[team.index()].lately.appointments += 1;
    }
}

/// Books the session that has been due longest, if any; returns the slots it takes.
fn book_due_session(at: &mut Moment, way: &mut Way, slot: Slot, left: u32) -> Option<u32> {
    let practitioner = &mut way.workforce.practitioners[slot.practitioner.index()];
    let (client, weight) = practitioner.next_session(slot.time, left)?;
    match client {
        Client::Child(id) => {
            let ticket = at.schedule(slot.time, Event::Session(id));
            book(at, &mut way.children[id], ticket);
        }
        Client::Group(id) => {
            let ticket = at.schedule(slot.time, Event::GroupSession(id));
            if let Some(group) = way.groups.get_mut(id) {
                group.session = Some(ticket);
            }
        }
    }
    Some(weight)
}

fn book_assessment(at: &mut Moment, way: &mut Way, team: TeamId, slot: Slot) -> bool {
    let Slot { time, practitioner } = slot;
    let list = &way.lists.of(team).assessment;
    let Some(id) = calling(at, way).first(list, practitioner, time, |_| true) else {
        return false;
    };
    way.lists.leave(way.settings, id, &way.children[id]);
    let ticket = at.schedule(time, Event::Assessment { child: id, practitioner });
    book(at, &mut way.children[id], ticket);
    true
}

/// Books the first session of a new case, if the practitioner may open one; returns the slots
/// it takes.
fn book_start(at: &mut Moment, way: &mut Way, team: TeamId, slot: Slot, left: u32) -> Option<u32> {
    let Slot { time, practitioner } = slot;
    let values = at.values();
    let open = way.workforce.practitioners[practitioner.index()].open_cases();
    let cap = way.workforce.caseload_cap(values, time, practitioner);
    let room = cap.checked_sub(open).filter(|&room| room > 0)?;
    if let Some(weight) = start_group(at, way, team, slot, room.min(left)) {
        return Some(weight);
    }
    let list = &way.lists.of(team).intervention;
    let alone = |child: &Child| !waits_for_group(values, child, time);
    let spare = |child: &Child| !waits_beside_free_slot(values, child, time);
    let calling = calling(at, way);
    let id = calling
        .first(list, practitioner, time, alone)
        .or_else(|| calling.first(list, practitioner, time, spare))?;
    way.lists.leave(way.settings, id, &way.children[id]);
    way.workforce.practitioners[practitioner.index()].take_on(Client::Child(id), 1);
    let child = &mut way.children[id];
    if child.place == Place::Interrupted {
        let mut before = practitioner;
        if let Some(case) = &mut child.care.case {
            before = std::mem::replace(&mut case.practitioner, practitioner);
        }
        tell_taken_over(at, way, id, (before, practitioner));
    } else {
        let planned = sessions_planned(at, child);
        child.care.case = Some(Case::planned(practitioner, None, planned));
        tell_taken_on(at, way, practitioner, &[id], (planned, false));
    }
    let ticket = at.schedule(time, Event::Session(id));
    book(at, &mut way.children[id], ticket);
    Some(1)
}

/// Begins a group in a slot if enough children of one kind, of near settings and of near ages wait
/// for one in the team; returns the slots that its sessions take.
fn start_group(at: &mut Moment, way: &mut Way, team: TeamId, slot: Slot, room: u32) -> Option<u32> {
    let Slot { time, practitioner: leader } = slot;
    let intervention = &at.values().intervention;
    let weight = intervention.group_slots;
    if room < weight {
        return None;
    }
    let waiting: Vec<(GroupKind, ChildId)> = way
        .lists
        .of(team)
        .intervention
        .iter()
        .filter(|&id| way.children[id].care.group_suited && way.children[id].care.ready <= time)
        .filter_map(|id| Some((group_kind(&way.children[id])?, id)))
        .collect();
    let kinds = [GroupKind::Parents, GroupKind::AnxietyAndMood, GroupKind::Behaviour];
    let members = kinds.into_iter().find_map(|kind| {
        let of_kind = waiting.iter().filter(|(k, _)| *k == kind).map(|&(_, id)| id);
        members_of_group(at.values(), way, &of_kind.collect::<Vec<_>>())
    })?;
    let planned = intervention.group_sessions as u8;
    let group = way.groups.begin(Group { leader, members: members.clone(), session: None });
    for &id in &members {
        way.lists.leave(way.settings, id, &way.children[id]);
        way.children[id].care.case = Some(Case::planned(leader, Some(group), planned));
    }
    way.workforce.practitioners[leader.index()].take_on(Client::Group(group), weight);
    tell_taken_on(at, way, leader, &members, (planned, true));
    let ticket = at.schedule(time, Event::GroupSession(group));
    if let Some(group) = way.groups.get_mut(group) {
        group.session = Some(ticket);
    }
    Some(weight)
}

/// The first children in the order of the list who can form a group with one of them, if they are
/// enough.
fn members_of_group(values: &Values, way: &Way, waiting: &[ChildId]) -> Option<Vec<ChildId>> {
    let least = values.intervention.group_least as usize;
    (0..waiting.len())
        .take_while(|first| waiting.len() - first >= least)
        .map(|first| who_fits(values, way, &waiting[first..]))
        .find(|members| members.len() >= least)
}

/// The children in the order of the list who fit with the first and with those before them: of near
/// settings, of few of them, and of near ages.
fn who_fits(values: &Values, way: &Way, waiting: &[ChildId]) -> Vec<ChildId> {
    let intervention = &values.intervention;
    let (mut members, mut settings) = (Vec::new(), Vec::new());
    let (mut youngest, mut oldest) = (u8::MAX, u8::MIN);
    let mut post = None;
    for &id in waiting {
        let child = &way.children[id];
        let of_child = way.settings.of(child).post;
        let year = child.year_group;
        let apart = oldest.max(year) - youngest.min(year);
        let is_near = !intervention.group_near || *post.get_or_insert(of_child) == of_child;
        let is_new = !settings.contains(&child.setting);
        let has_room = !is_new || settings.len() < intervention.group_settings_most as usize;
        if !is_near || !has_room || u32::from(apart) > intervention.group_years_apart {
            continue;
        }
        if is_new {
            settings.push(child.setting);
        }
        (youngest, oldest) = (youngest.min(year), oldest.max(year));
        members.push(id);
        if members.len() == intervention.group_most as usize {
            break;
        }
    }
    members
}

fn calling<'a>(at: &Moment<'a>, way: &'a Way) -> Calling<'a> {
    let Way { children, settings, workforce, .. } = way;
    Calling { values: at.values(), children, settings, workforce }
}

/// Notes an appointment, in place of any that was there.
fn book(at: &mut Moment, child: &mut Child, ticket: Ticket) {
    at.cancel(child.appointment.replace(ticket));
}

/// A practitioner has taken on a child, or a group of children, for so many sessions.
pub(crate) fn tell_taken_on(
    at: &mut Moment,
    way: &Way,
    by: PractitionerId,
    children: &[ChildId],
    (planned, in_group): (u8, bool),
) {
    if at.record.witness.is_none() {
        return;
    }
    for &id in children {
        let child = &way.children[id];
        at.record.tell(at.now, child.birth, || ChildEvent::TakenOn {
            by: way.workforce.post_holder(by),
            planned,
            in_group,
            through_parents: child.is_parent_led(),
        });
    }
    let who = way.workforce.practitioners[by.index()].key;
    at.record.tell_of(at.now, who, || PractitionerEvent::TookOn {
        children: children.iter().map(|&id| way.children[id].birth.ordinal()).collect(),
        as_group: in_group,
    });
}
