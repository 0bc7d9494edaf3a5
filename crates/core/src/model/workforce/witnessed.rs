//! What a witness of the workforce sees: who holds which post, and how their weeks start.

use super::Workforce;
use super::slots::Slot;
use super::supervision::supervision_due;
use crate::engine::time::SimTime;
use crate::model::ids::{PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::Values;
use crate::model::trace::{Joining, PostHolder, PractitionerEvent, WeekInPost};

impl Workforce {
    /// What colleagues would call a practitioner.
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
    pub(super) fn tell_joined(&self, at: &mut Moment, id: PractitionerId, vacant: SimTime) {
        if at.record.witness.is_none() {
            return;
        }
        let (now, person) = (at.now, &self.practitioners[id.index()]);
        if person.role.is_clinical() {
            at.record.note_arrival(now, self.post_holder(id));
        }
        let joining = Joining {
            fte: person.fte,
            qualified: person.qualified,
            supervises_from: person.supervises_from,
            vacant_since: (vacant < now).then_some(vacant),
        };
        let post = person.post;
        let before = self.practitioners[..id.index()].iter().rfind(|other| other.post == post);
        if let Some(before) = before {
            let by = self.post_holder(id);
            at.record.tell_of(now, before.key, || PractitionerEvent::Succeeded { by, joining });
        }
        at.record.tell_of(now, person.key, || PractitionerEvent::Joined(joining));
    }

    /// A week starts for everyone in a team.
    pub(crate) fn tell_week(&self, at: &mut Moment, team: TeamId, slots: &[Slot], rigidity: f64) {
        if at.record.witness.is_none() {
            return;
        }
        let (values, now) = (at.values(), at.now);
        for id in self.clinicians(team) {
            let offered = slots.iter().filter(|slot| slot.practitioner == id).count() as u32;
            at.record.tell_of(now, self.practitioners[id.index()].key, || {
                let week = self.week_in_post(values, now, id, offered, rigidity);
                PractitionerEvent::Week(Box::new(week))
            });
        }
    }

    fn week_in_post(
        &self,
        values: &Values,
        now: SimTime,
        id: PractitionerId,
        slots: u32,
        rigidity: f64,
    ) -> WeekInPost {
        let person = &self.practitioners[id.index()];
        let is_trainee = person.is_trainee(now);
        let supervision_due = match person.role {
            role if role.is_low_intensity() => {
                supervision_due(values, person.months(now)) * person.fte
            }
            _ => 0.0,
        };
        let may_leave = !person.gives_notice() && !is_trainee;
        WeekInPost {
            is_trainee,
            open_cases: person.open_cases(),
            cap: self.caseload_cap(values, now, id),
            slots,
            supervision_due,
            supervision_hours: person.supervision_hours,
            supervised: person.supervised,
            strain: person.strain,
            reasons_to_leave: if may_leave {
                self.leaving_rates(values, now, id, rigidity)
            } else {
                Vec::new()
            },
        }
    }
}
