//! What happens to the cases of a practitioner who leaves or goes on long leave: a colleague with room takes them over,
//! or help is interrupted and the child returns to the list.

use super::next::Next;
use super::remit;
use super::way::Way;
use crate::model::children::place::Place;
use crate::model::ids::{ChildId, GroupId, PractitionerId};
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::trace::{ChildEvent, PractitionerEvent};
use crate::model::workforce::practitioner::{Client, OpenCase};

parameters! {
    pub struct HandoverParameters in "handover" {
        /// Share of the cases of somebody who leaves or goes on long leave that a colleague with room
        /// takes over at once
        share: f64 = 0.6, "proportion", allowed (0.0, 1.0), plausible (0.3, 0.9),
            "M22", Live, Assumption "prior",
            lowers "interrupted_cases";
        /// Share of children with interrupted help who do not come back to a new practitioner
        lost_share: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M22", Live, Assumption "prior",
            raises "dropped_out";
    }
}

/// Hands over the cases of a practitioner who has left or gone on long leave. Returns what follows for the
/// children whom nobody takes over.
pub(crate) fn hand_over(
    at: &mut Moment,
    way: &mut Way,
    from: PractitionerId,
    cases: Vec<OpenCase>,
) -> Vec<(ChildId, Next)> {
    let mut left_behind = Vec::new();
    for case in cases {
        match case.who {
            Client::Child(id) => {
                let child = &way.children[id];
                let (share, ordinal) = (at.values().handover.share, u64::from(child.referrals));
                let tries = at.draws.happens(child.key, Purpose::Handover, ordinal, share);
                let to =
                    if tries { colleague(at, way, from, (case.weight, Some(id))) } else { None };
                match to {
                    Some(to) => {
                        way.workforce.practitioners[to.index()].take_over(case);
                        handed_over(at, way, id, (from, to));
                    }
                    None => left_behind.push(leave_behind(at, way, from, id)),
                }
            }
            Client::Group(group) => {
                left_behind.extend(hand_over_group(at, way, from, (group, case)));
            }
        }
    }
    left_behind
}

fn hand_over_group(
    at: &mut Moment,
    way: &mut Way,
    from: PractitionerId,
    (id, case): (GroupId, OpenCase),
) -> Vec<(ChildId, Next)> {
    let to = colleague(at, way, from, (case.weight, None));
    let Some(group) = way.groups.get_mut(id) else { return Vec::new() };
    let members = group.members.clone();
    match to {
        Some(to) => {
            group.leader = to;
            way.workforce.practitioners[to.index()].take_over(case);
            for id in members {
                handed_over(at, way, id, (from, to));
            }
            Vec::new()
        }
        None => {
            way.groups.end(id);
            let left = members.into_iter().map(|id| {
                if let Some(case) = &mut way.children[id].care.case {
                    case.group = None;
                }
                leave_behind(at, way, from, id)
            });
            left.collect()
        }
    }
}

/// The colleague in the team with the most room who may help the child, if there is enough for a case
/// of this weight.
fn colleague(
    at: &Moment,
    way: &Way,
    from: PractitionerId,
    (weight, child): (u32, Option<ChildId>),
) -> Option<PractitionerId> {
    let Way { workforce, children, .. } = way;
    let may_help = |id: &PractitionerId| {
        child.is_none_or(|child| {
            remit::may_help(&workforce.practitioners[id.index()], &children[child])
        })
    };
    let person = |id: &PractitionerId| &workforce.practitioners[id.index()];
    let room = |id: &PractitionerId| {
        let cap = workforce.caseload_cap(at.values(), at.now, *id);
        cap.saturating_sub(person(id).open_cases())
    };
    let mut colleagues = workforce.clinicians(person(&from).team);
    colleagues.retain(|id| !person(id).is_trainee(at.now));
    colleagues
        .into_iter()
        .filter(|id| room(id) >= weight && may_help(id))
        .max_by_key(|id| (room(id), std::cmp::Reverse(*id)))
}

/// Nobody takes over: help stops, or has not started and the child is on the list again.
fn leave_behind(
    at: &mut Moment,
    way: &mut Way,
    from: PractitionerId,
    id: ChildId,
) -> (ChildId, Next) {
    let child = &mut way.children[id];
    let key = child.birth.ordinal();
    let who = way.workforce.practitioners[from.index()].key;
    at.record.tell_of(at.now, who, || PractitionerEvent::LeftWaiting { child: key });
    if child.place == Place::WaitingIntervention {
        child.care.case = None;
        child.care.ready = at.now;
        (id, Next::BackOnList)
    } else {
        (id, Next::AwaitContinuation)
    }
}

fn handed_over(
    at: &mut Moment,
    way: &mut Way,
    id: ChildId,
    (from, to): (PractitionerId, PractitionerId),
) {
    let child = &mut way.children[id];
    if let Some(case) = &mut child.care.case {
        case.practitioner = to;
    }
    tell_taken_over(at, way, id, (from, to));
    let (child, workforce) = (&way.children[id], &*way.workforce);
    let key = child.birth.ordinal();
    let who = workforce.practitioners[from.index()].key;
    at.record.tell_of(at.now, who, || PractitionerEvent::HandedOver {
        child: key,
        to: workforce.post_holder(to),
    });
    at.record.counts.handed_over(at.now, way.settings.members(at.rules, child));
}

/// A practitioner takes over a child whose practitioner has left or gone on long leave.
pub(crate) fn tell_taken_over(
    at: &mut Moment,
    way: &Way,
    id: ChildId,
    (from, to): (PractitionerId, PractitionerId),
) {
    let (child, workforce) = (&way.children[id], &*way.workforce);
    at.record.tell(at.now, child.birth, || ChildEvent::HandedOver {
        from: workforce.post_holder(from),
        to: workforce.post_holder(to),
    });
    let who = workforce.practitioners[to.index()].key;
    at.record.tell_of(at.now, who, || PractitionerEvent::TookOver {
        child: child.birth.ordinal(),
        from: workforce.post_holder(from),
    });
}
