//! The witness: notes what happens to those who are watched, and who held which post.

use std::collections::{BTreeMap, BTreeSet};

use super::child_event::{ChildEvent, Judgement, Opening};
use super::practitioner_event::{PostHolder, PractitionerEvent};
use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::ids::{ChildId, PractitionerId};
use crate::model::world::site::Site;

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

    fn sees_child(&self, child: BirthKey) -> bool {
        self.watch.children.contains(&child.ordinal())
    }

    fn sees_practitioner(&self, practitioner: BirthKey) -> bool {
        self.watch.practitioners.contains(&practitioner.ordinal())
    }
}

impl Site {
    /// Tells the witness, if there is one and it watches the child, what happens.
    #[inline]
    pub(crate) fn tell(
        &mut self,
        now: SimTime,
        id: ChildId,
        what: impl FnOnce(&Self) -> ChildEvent,
    ) {
        if self.witness.is_some() {
            self.tell_witness(now, id, what);
        }
    }

    #[cold]
    #[inline(never)]
    fn tell_witness(&mut self, now: SimTime, id: ChildId, what: impl FnOnce(&Self) -> ChildEvent) {
        let birth = self.child(id).birth;
        if self.witness.as_ref().is_some_and(|witness| witness.sees_child(birth)) {
            let what = what(self);
            if let Some(witness) = &mut self.witness {
                let story = witness.trace.children.entry(birth.ordinal()).or_default();
                story.push(Happening { at: now, what });
            }
        }
    }

    /// Tells the witness, if there is one and it watches the practitioner, what happens.
    #[inline]
    pub(crate) fn tell_of(
        &mut self,
        now: SimTime,
        id: PractitionerId,
        what: impl FnOnce(&Self) -> PractitionerEvent,
    ) {
        if self.witness.is_some() {
            self.tell_witness_of(now, id, what);
        }
    }

    #[cold]
    #[inline(never)]
    fn tell_witness_of(
        &mut self,
        now: SimTime,
        id: PractitionerId,
        what: impl FnOnce(&Self) -> PractitionerEvent,
    ) {
        let key = self.practitioners[id.index()].key;
        if self.witness.as_ref().is_some_and(|witness| witness.sees_practitioner(key)) {
            let what = what(self);
            if let Some(witness) = &mut self.witness {
                let story = witness.trace.practitioners.entry(key.ordinal()).or_default();
                story.push(Happening { at: now, what });
            }
        }
    }

    /// Notes that somebody came to a post.
    pub(crate) fn note_arrival(&mut self, now: SimTime, id: PractitionerId) {
        if self.witness.is_some() && self.practitioners[id.index()].role.is_clinical() {
            let who = self.post_holder(id);
            let entry = RosterEntry { who, joined: now, left: None };
            self.witness.iter_mut().for_each(|witness| witness.trace.roster.push(entry));
        }
    }

    /// Notes that somebody left a post.
    pub(crate) fn note_departure(&mut self, now: SimTime, id: PractitionerId) {
        let key = self.practitioners[id.index()].key.ordinal();
        if let Some(witness) = &mut self.witness
            && let Some(entry) = witness.trace.roster.iter_mut().find(|entry| entry.who.key == key)
        {
            entry.left = Some(now);
        }
    }

    /// What somebody who saw the child at `seen` made of it.
    pub(crate) fn judgement(&self, id: ChildId, seen: f64) -> Judgement {
        Judgement { seen, truth: self.child(id).course.score(), lines: self.thresholds }
    }

    /// Who a child is whose episode opens.
    pub(crate) fn opening(&self, id: ChildId) -> Opening {
        let (child, setting) = (self.child(id), self.setting_of(id));
        Opening {
            episode: child.episode,
            reason: child.last_reason,
            setting: setting.name.clone(),
            deprivation_fifth: setting.deprivation_fifth,
            year_group: child.year_group,
            problem: child.problem,
            groups: child.groups,
            persistent: child.course.is_persistent(),
            severity: child.course.score(),
            lines: self.thresholds,
        }
    }
}
