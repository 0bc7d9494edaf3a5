//! Children: who they are, how severe their need is, where they can be, under-reached groups, and
//! the rules by which a site treats them all.

pub(crate) mod ahead;
pub(crate) mod care;
pub(crate) mod chances;
pub(crate) mod child;
pub(crate) mod delivery;
pub(crate) mod groups;
pub(crate) mod need_time;
pub mod place;
pub(crate) mod rules;
pub(crate) mod severity;
mod steady_state;
pub(crate) mod thresholds;
pub(crate) mod transition;

use std::ops::{Index, IndexMut};

use slab::Slab;

use self::child::Child;
use self::place::Place;
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
    /// Where each child is, for those who count all of them; `None` at positions that are free.
    places: Vec<Option<Place>>,
}

impl Children {
    pub(crate) fn insert(&mut self, child: Child, course: Course) -> ChildId {
        let place = child.place;
        let position = self.journeys.insert(child);
        if position == self.courses.len() {
            self.courses.push(course);
            self.places.push(None);
        }
        self.courses[position] = course;
        self.places[position] = Some(place);
        ChildId(position as u32)
    }

    pub(crate) fn remove(&mut self, id: ChildId) -> Child {
        self.places[id.index()] = None;
        self.journeys.remove(id.index())
    }

    /// Moves a child to another place. Returns the one that they leave.
    pub(crate) fn move_to(&mut self, id: ChildId, place: Place) -> Place {
        self.places[id.index()] = Some(place);
        std::mem::replace(&mut self.journeys[id.index()].place, place)
    }

    /// A child, if they are still there.
    pub(crate) fn get(&self, id: ChildId) -> Option<&Child> {
        self.journeys.get(id.index())
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
        self.ids_where(|_| true)
    }

    /// The identities of all children in these places, in order.
    pub(crate) fn ids_where(&self, is_one: impl Fn(Place) -> bool) -> Vec<ChildId> {
        let there = self.places.iter().zip(0..).filter(|(place, _)| place.is_some_and(&is_one));
        there.map(|(_, position)| ChildId(position)).collect()
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
