//! What becomes of the cases of somebody who leaves: a colleague with room takes them over, or
//! help is interrupted and the child goes back to the list.

use super::practitioner::{Client, OpenCase};
use crate::model::children::place::{Place, Reason};
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, GroupId, PractitionerId};
use crate::model::parameters::parameters;
use crate::model::pathway::waiting_list::Wait;
use crate::model::purpose::Purpose;
use crate::model::results::Measure;
use crate::model::trace::PractitionerEvent;
use crate::model::world::site::Site;

parameters! {
    pub struct HandoverParameters in "handover" {
        /// Share of a leaver's cases that a colleague with room takes over at once
        share: f64 = 0.6, "proportion", allowed (0.0, 1.0), plausible (0.3, 0.9),
            "M22", Live, Assumption "prior";
        /// Share of children with interrupted help who do not come back to a new practitioner
        lost_share: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M22", Live, Assumption "prior";
    }
}

impl Site {
    /// Hands over or interrupts every open case of a practitioner who has left the post.
    pub(super) fn hand_over(&mut self, at: &mut Moment, from: PractitionerId) {
        for case in self.practitioners[from.index()].give_up_cases() {
            match case.who {
                Client::Child(id) => self.hand_over_child(at, from, id, case),
                Client::Group(group) => self.hand_over_group(at, from, group, case),
            }
        }
    }

    fn hand_over_child(
        &mut self,
        at: &mut Moment,
        from: PractitionerId,
        id: ChildId,
        case: OpenCase,
    ) {
        let child = self.child(id);
        let share = self.values.handover.share;
        let lucky =
            at.draws.happens(child.key, Purpose::Handover, u64::from(child.referrals), share);
        let colleague = if lucky { self.colleague(at, from, case.weight) } else { None };
        match colleague {
            Some(to) => {
                if let Some(case) = &mut self.child_mut(id).case {
                    case.practitioner = to;
                }
                self.practitioners[to.index()].take_over(case);
                self.handed_over(at, id, from, to);
            }
            None => self.left_behind(at, from, id),
        }
    }

    fn hand_over_group(
        &mut self,
        at: &mut Moment,
        from: PractitionerId,
        group: GroupId,
        case: OpenCase,
    ) {
        let members = self.groups[group.index()].members().to_vec();
        match self.colleague(at, from, case.weight) {
            Some(to) => {
                self.groups[group.index()].lead_by(to);
                self.practitioners[to.index()].take_over(case);
                for id in members {
                    if let Some(case) = &mut self.child_mut(id).case {
                        case.practitioner = to;
                    }
                    self.handed_over(at, id, from, to);
                }
            }
            None => {
                for id in members {
                    if let Some(case) = &mut self.child_mut(id).case {
                        case.group = None;
                    }
                    self.left_behind(at, from, id);
                }
                self.groups.remove(group.index());
            }
        }
    }

    /// The colleague in the team who has most room for a case of this weight, and room enough.
    fn colleague(&self, at: &Moment, from: PractitionerId, weight: u32) -> Option<PractitionerId> {
        let team = self.practitioners[from.index()].team;
        let room = |id: &PractitionerId| {
            let cap = self.caseload_cap(at.now, *id);
            cap.saturating_sub(self.practitioners[id.index()].open_cases())
        };
        let mut colleagues = self.clinicians(team);
        colleagues.retain(|id| !self.practitioners[id.index()].is_trainee(at.now));
        colleagues
            .into_iter()
            .filter(|id| room(id) >= weight)
            .max_by_key(|id| (room(id), std::cmp::Reverse(*id)))
    }

    /// Nobody takes a child over: help stops, or it has not begun and the child is on the list again.
    fn left_behind(&mut self, at: &mut Moment, from: PractitionerId, id: ChildId) {
        let key = self.child(id).birth.ordinal();
        self.tell_of(at.now, from, |_| PractitionerEvent::LeftWaiting { child: key });
        if self.child(id).place == Place::WaitingIntervention {
            let child = self.child_mut(id);
            child.case = None;
            child.ready = at.now;
            self.join_list(at.now, id);
        } else {
            self.interrupt(at, id);
        }
    }

    /// Help stops because nobody gives it any more: the child waits again, for somebody to go on
    /// where help stopped.
    fn interrupt(&mut self, at: &mut Moment, id: ChildId) {
        let held = self.child(id).case.map_or(0, |case| case.held);
        let gives_up = self.patience(at, id, Wait::Continuation { held });
        self.go(at, id, Place::Interrupted, Reason::PractitionerLeft);
        let ticket = at.schedule(gives_up, Event::GivesUp(id));
        let child = self.child_mut(id);
        child.exit = Some(ticket);
        child.ready = at.now;
        child.group_suited = false;
        self.join_list(at.now, id);
        if self.observer.measures(at.now) {
            let members = self.memberships(id);
            self.observer.count_one(members, Measure::InterruptedCases);
        }
    }

    fn handed_over(&mut self, at: &Moment, id: ChildId, from: PractitionerId, to: PractitionerId) {
        let child = self.child(id).birth.ordinal();
        self.tell_taken_over(at.now, id, from, to);
        self.tell_of(at.now, from, |site| PractitionerEvent::HandedOver {
            child,
            to: site.post_holder(to),
        });
        if self.observer.measures(at.now) {
            let members = self.memberships(id);
            self.observer.count_one(members, Measure::HandedOverCases);
        }
    }
}
