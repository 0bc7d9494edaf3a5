//! Children: who they are, how severe their need is, where they can be, under-reached groups, and
//! the rules by which a site treats them all.

pub(crate) mod child;
pub(crate) mod delivery;
pub(crate) mod groups;
pub(crate) mod need_time;
pub mod place;
pub(crate) mod rules;
pub(crate) mod severity;
pub(crate) mod transition;

use std::ops::{Index, IndexMut};

use slab::Slab;

use self::child::Child;
use self::severity::Course;
use crate::model::ids::ChildId;

/// The children of a site who have an open episode. The course of a child's need, which is looked
/// at most often, is stored apart from all else that is known of the child, under the same
/// identity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Children {
    journeys: Slab<Child>,
    /// The course of each child, at its position; of positions that are free, what was there last.
    courses: Vec<Course>,
}

impl Children {
    pub(crate) fn insert(&mut self, child: Child, course: Course) -> ChildId {
        let position = self.journeys.insert(child);
        match self.courses.get_mut(position) {
            Some(place) => *place = course,
            None => self.courses.push(course),
        }
        ChildId(position as u32)
    }

    pub(crate) fn remove(&mut self, id: ChildId) -> Child {
        self.journeys.remove(id.index())
    }

    pub(crate) fn course(&self, id: ChildId) -> &Course {
        &self.courses[id.index()]
    }

    /// A child and their course, both to be changed.
    pub(crate) fn both_mut(&mut self, id: ChildId) -> (&mut Child, &mut Course) {
        (&mut self.journeys[id.index()], &mut self.courses[id.index()])
    }

    /// All children, in the order of their identities.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (ChildId, &Child, &Course)> {
        self.journeys
            .iter()
            .map(|(position, child)| (ChildId(position as u32), child, &self.courses[position]))
    }

    /// The identities of all children, in order.
    pub(crate) fn ids(&self) -> Vec<ChildId> {
        self.journeys.iter().map(|(position, _)| ChildId(position as u32)).collect()
    }
}

impl Index<ChildId> for Children {
    type Output = Child;

    fn index(&self, id: ChildId) -> &Child {
        &self.journeys[id.index()]
    }
}

impl IndexMut<ChildId> for Children {
    fn index_mut(&mut self, id: ChildId) -> &mut Child {
        &mut self.journeys[id.index()]
    }
}
