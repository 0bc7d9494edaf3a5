//! The record of a team's week: posts and people, slots, hours, supervision, strain and costs.

use super::Workforce;
use super::slots::Slot;
use super::supervision::SupervisionWeek;
use crate::model::ids::TeamId;
use crate::model::moment::Moment;
use crate::model::plan::Role;
use crate::model::results::TeamWeek;

impl Workforce {
    /// The record of a team's week, as it begins.
    pub(crate) fn week_of(
        &self,
        at: &Moment,
        id: TeamId,
        slots: &[Slot],
        supervision: SupervisionWeek,
    ) -> TeamWeek {
        let mut row = TeamWeek {
            slots_offered: slots.len() as u64,
            supervision_due: supervision.due,
            supervision_given: supervision.given,
            ..TeamWeek::default()
        };
        for post_id in self.open_post_ids(at.now, id) {
            let post = &self.posts[post_id.index()];
            let (posts, filled) = match post.role {
                Role::Emhp => (&mut row.emhp_posts, &mut row.emhps),
                Role::Senior => (&mut row.senior_posts, &mut row.seniors),
                _ => (&mut row.other_posts, &mut row.others),
            };
            *posts += post.fte;
            if self.at_work(post_id).is_some() {
                *filled += post.fte;
            } else {
                row.on_leave += if post.holder.is_some() { post.fte } else { 0.0 };
                row.slots_lost_to_vacancy += self.slots_of_vacancy(at, id, post.role, post.fte);
            }
        }
        for person in self.posts_held(at.now, id) {
            row.hours.add(&self.practitioners[person.index()].hours);
        }
        for person_id in self.clinicians(id) {
            let person = &self.practitioners[person_id.index()];
            let (slots, qualified) = (slots.iter(), !person.is_trainee(at.now));
            let offered = slots.filter(|slot| slot.practitioner == person_id).count() as u64;
            row.clinicians += person.fte;
            row.strain += person.strain * person.fte;
            row.supervision_owed += person.supervision_owed;
            row.open_cases += u64::from(person.open_cases());
            row.cases_in_review += u64::from(person.caseload() - person.open_cases());
            row.caseload_cap += u64::from(self.caseload_cap(at.values(), at.now, person_id));
            if person.role == Role::Emhp && !qualified {
                row.trainees += person.fte;
            } else if person.role == Role::Emhp {
                row.emhp_slots += offered;
            }
        }
        let cost = self.cost_of_week(at.values(), at.now, id);
        row.pay = cost.pay;
        row.pay_if_full = cost.pay_if_full;
        row.other_costs = cost.other;
        row.funding = cost.funding;
        row
    }

    /// Notes whose time it was.
    pub(crate) fn note_hours(&self, at: &mut Moment, id: TeamId) {
        for person in self.posts_held(at.now, id) {
            let person = &self.practitioners[person.index()];
            let who = (person.role, person.fte);
            at.record.weeks.add_hours(id.0 + 1, at.now.week(), who, &person.hours);
        }
    }
}
