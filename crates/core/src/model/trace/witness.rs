//! The witness: notes what happens to those who are watched, and who held which post.

use std::collections::{BTreeMap, BTreeSet};

use super::child_event::ChildEvent;
use super::practitioner_event::{PostHolder, PractitionerEvent};
use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::children::place::Spot;
use crate::model::children::transition::Transition;

/// Whom to watch, by birth key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// Children.
    pub children: BTreeSet<u64>,
    /// Practitioners.
    pub practitioners: BTreeSet<u64>,
}

/// Something that happened, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening<T> {
    /// When.
    pub at: SimTime,
    /// What.
    pub what: T,
}

/// Somebody who held a post, and from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RosterEntry {
    /// Who.
    pub who: PostHolder,
    /// First day.
    pub joined: SimTime,
    /// Last day; `None` if still in post at the end of the run.
    pub left: Option<SimTime>,
}

/// What a witness has noted in a run of a site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// What happened to each watched child, in order of time.
    pub children: BTreeMap<u64, Vec<Happening<ChildEvent>>>,
    /// What happened to each watched practitioner, in order of time.
    pub practitioners: BTreeMap<u64, Vec<Happening<PractitionerEvent>>>,
    /// Everybody who held a post that sees children, in order of joining.
    pub roster: Vec<RosterEntry>,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub(crate) struct Witness {
    watch: Watch,
    trace: Trace,
}

impl Witness {
    pub(crate) fn new(watch: Watch) -> Self {
        Self { watch, trace: Trace::default() }
    }

    pub(crate) fn into_trace(self) -> Trace {
        self.trace
    }

    /// Notes what happens to a child, if they are watched.
    pub(crate) fn tell(
        &mut self,
        now: SimTime,
        birth: BirthKey,
        what: impl FnOnce() -> ChildEvent,
    ) {
        let key = birth.ordinal();
        if self.watch.children.contains(&key) {
            let story = self.trace.children.entry(key).or_default();
            story.push(Happening { at: now, what: what() });
        }
    }

    /// Notes what happens to a practitioner, if they are watched.
    pub(crate) fn tell_of(
        &mut self,
        now: SimTime,
        who: BirthKey,
        what: impl FnOnce() -> PractitionerEvent,
    ) {
        let key = who.ordinal();
        if self.watch.practitioners.contains(&key) {
            let story = self.trace.practitioners.entry(key).or_default();
            story.push(Happening { at: now, what: what() });
        }
    }

    /// A child has moved, or its episode has closed; that one opens is told with who the child is.
    pub(crate) fn moved(&mut self, change: &Transition) {
        let Spot::In(from) = change.from else { return };
        let reason = change.reason;
        self.tell(change.now, change.child.birth, || match change.to {
            Spot::In(to) => ChildEvent::Moved { from, to, reason, severity: change.course.score() },
            Spot::Outside => ChildEvent::Closed { from, reason },
        });
    }

    /// Notes that someone took up a post.
    pub(crate) fn note_arrival(&mut self, now: SimTime, who: PostHolder) {
        self.trace.roster.push(RosterEntry { who, joined: now, left: None });
    }

    /// Notes that someone left a post.
    pub(crate) fn note_departure(&mut self, now: SimTime, who: BirthKey) {
        let key = who.ordinal();
        if let Some(entry) = self.trace.roster.iter_mut().find(|entry| entry.who.key == key) {
            entry.left = Some(now);
        }
    }
}
