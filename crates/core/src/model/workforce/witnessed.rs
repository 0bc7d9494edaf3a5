//! What a witness of the workforce sees: who holds which post, and how their weeks begin.

use super::practitioner::Slot;
use crate::engine::time::SimTime;
use crate::model::event::Moment;
use crate::model::ids::{ChildId, PractitionerId, TeamId};
use crate::model::plan::Role;
use crate::model::trace::{ChildEvent, Joining, PostHolder, PractitionerEvent, WeekInPost};
use crate::model::world::site::Site;

impl Site {
    /// How colleagues would name a practitioner.
    pub(crate) fn post_holder(&self, id: PractitionerId) -> PostHolder {
        let person = &self.practitioners[id.index()];
        let before = &self.practitioners[..id.index()];
        let of_team = &self.teams[person.team.index()].posts;
        let alike = of_team.iter().take_while(|post| **post != person.post);
        let number = alike.filter(|post| self.posts[post.index()].role == person.role).count();
        PostHolder {
            key: person.key.ordinal(),
            role: person.role,
            number: number as u32 + 1,
            team: person.team.0 + 1,
            holder: before.iter().filter(|other| other.post == person.post).count() as u32 + 1,
        }
    }

    /// Somebody has taken up a post that was vacant since a time, if it was.
    pub(super) fn tell_joined(&mut self, now: SimTime, id: PractitionerId, vacant: SimTime) {
        if self.witness.is_none() {
            return;
        }
        self.note_arrival(now, id);
        let person = &self.practitioners[id.index()];
        let joining = Joining {
            fte: person.fte,
            qualified: person.qualified,
            supervises_from: person.supervises_from,
            vacant_since: (vacant < now).then_some(vacant),
        };
        let post = person.post;
        let before = self.practitioners[..id.index()].iter().rposition(|other| other.post == post);
        if let Some(before) = before {
            let before = PractitionerId(before as u32);
            self.tell_of(now, before, |site| PractitionerEvent::Succeeded {
                by: site.post_holder(id),
                joining,
            });
        }
        self.tell_of(now, id, |_| PractitionerEvent::Joined(joining));
    }

    /// A practitioner has taken on a child, or a group of children.
    pub(crate) fn tell_taken_on(
        &mut self,
        now: SimTime,
        by: PractitionerId,
        children: &[ChildId],
        planned: u8,
        in_group: bool,
    ) {
        for &id in children {
            self.tell(now, id, |site| ChildEvent::TakenOn {
                by: site.post_holder(by),
                planned,
                in_group,
                through_parents: site.child(id).is_parent_led(),
            });
        }
        self.tell_of(now, by, |site| PractitionerEvent::TookOn {
            children: children.iter().map(|&id| site.child(id).birth.ordinal()).collect(),
            as_group: in_group,
        });
    }

    /// A practitioner goes on with a child whom somebody else has left.
    pub(super) fn tell_taken_over(
        &mut self,
        now: SimTime,
        id: ChildId,
        from: PractitionerId,
        to: PractitionerId,
    ) {
        let child = self.child(id).birth.ordinal();
        self.tell(now, id, |site| ChildEvent::HandedOver {
            from: site.post_holder(from),
            to: site.post_holder(to),
        });
        self.tell_of(now, to, |site| PractitionerEvent::TookOver {
            child,
            from: site.post_holder(from),
        });
    }

    /// A week begins for everybody in a team.
    pub(super) fn tell_week(&mut self, at: &Moment, team: TeamId, slots: &[Slot]) {
        if self.witness.is_none() {
            return;
        }
        for id in self.clinicians(team) {
            let offered = slots.iter().filter(|slot| slot.practitioner == id).count() as u32;
            self.tell_of(at.now, id, |site| {
                PractitionerEvent::Week(Box::new(site.week_in_post(at.now, id, offered)))
            });
        }
    }

    fn week_in_post(&self, now: SimTime, id: PractitionerId, slots: u32) -> WeekInPost {
        let person = &self.practitioners[id.index()];
        let is_trainee = person.is_trainee(now);
        let supervision_due = match person.role {
            Role::Emhp => self.supervision_due(is_trainee) * person.fte,
            _ => 0.0,
        };
        let may_leave = !person.gives_notice() && !is_trainee;
        WeekInPost {
            is_trainee,
            open_cases: person.open_cases(),
            cap: self.caseload_cap(now, id),
            slots,
            supervision_due,
            supervision_hours: person.supervision_hours,
            supervised: person.supervised,
            strain: person.strain,
            reasons_to_leave: if may_leave { self.leaving_rates(now, id) } else { Vec::new() },
        }
    }
}
