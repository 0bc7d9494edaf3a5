//! Groups in which children are helped together, and the end of a child's case in one or alone.

use slab::Slab;

use crate::engine::calendar::Ticket;
use crate::engine::time::Span;
use crate::model::children::child::Child;
use crate::model::ids::{ChildId, GroupId, PractitionerId};
use crate::model::moment::Moment;
use crate::model::workforce::Workforce;
use crate::model::workforce::practitioner::Client;

/// Children who are helped together.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) leader: PractitionerId,
    pub(crate) members: Vec<ChildId>,
    /// The session that is booked, so that it can be cancelled with the group.
    pub(crate) session: Option<Ticket>,
}

/// The groups of a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups(Slab<Group>);

impl Groups {
    pub(crate) fn begin(&mut self, group: Group) -> GroupId {
        GroupId(self.0.insert(group) as u32)
    }

    /// A group, as long as it meets.
    pub(crate) fn get(&self, id: GroupId) -> Option<&Group> {
        self.0.get(id.index())
    }

    pub(crate) fn get_mut(&mut self, id: GroupId) -> Option<&mut Group> {
        self.0.get_mut(id.index())
    }

    /// A group breaks up.
    pub(crate) fn end(&mut self, id: GroupId) {
        self.0.remove(id.index());
    }

    /// Takes a child out of their practitioner's caseload, and out of their group, which ends when
    /// nobody is left.
    pub(crate) fn end_case(
        &mut self,
        at: &mut Moment,
        workforce: &mut Workforce,
        (id, child): (ChildId, &mut Child),
    ) {
        let Some(case) = child.care.case.take() else { return };
        let client = match case.group {
            None => Client::Child(id),
            Some(group) => {
                let members = &mut self.0[group.index()].members;
                members.retain(|&member| member != id);
                if !members.is_empty() {
                    return;
                }
                at.cancel(self.0.remove(group.index()).session);
                Client::Group(group)
            }
        };
        let practitioner = &mut workforce.practitioners[case.practitioner.index()];
        practitioner.end(client);
        let weeks = at.values().caseload.review_weeks;
        if case.attended > 0 && weeks > 0.0 {
            practitioner.review(at.now + Span::from_days_f64(7.0 * weeks));
        }
    }
}
