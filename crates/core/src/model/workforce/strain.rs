//! Strain (M21): workload, complexity, want of supervision, vacant posts and remote work tire
//! people over weeks. Strain feeds sickness, makes each slot take longer, and drives people away
//! (M22).

use super::super::ids::{PractitionerId, TeamId};
use super::super::parameters::Parameter as P;
use super::super::plan::Role;
use super::super::site::Site;
use super::practitioner::Client;
use crate::engine::time::SimTime;

impl Site {
    /// Moves the strain of each practitioner of a team a week towards what its causes come to.
    pub(super) fn tire(&mut self, now: SimTime, team: TeamId) {
        let vacant = self.vacant_share(now, team);
        let follows = 1.0 - (-1.0 / self.values[P::StrainWeeks]).exp();
        for id in self.clinicians(team) {
            let target = self.strain_target(now, id, vacant);
            let person = &mut self.practitioners[id.index()];
            person.strain += follows * (target - person.strain);
        }
    }

    fn strain_target(&self, now: SimTime, id: PractitionerId, vacant: f64) -> f64 {
        let person = &self.practitioners[id.index()];
        let values = &self.values;
        let cap = self.cap_by_experience(now, id).max(1.0);
        let open = person.open_cases();
        let complex = person
            .clients()
            .filter(|client| match client {
                Client::Child(child) => self.child(*child).perceived >= self.thresholds.ceiling,
                Client::Group(_) => false,
            })
            .count();
        let complexity = if open == 0 { 0.0 } else { complex as f64 / f64::from(open) };
        values[P::StrainWeightWorkload] * f64::from(open) / cap
            + values[P::StrainWeightComplexity] * complexity
            + values[P::StrainWeightSupervision] * (1.0 - person.supervised)
            + values[P::StrainWeightCover] * vacant
            + values[P::StrainWeightRemote] * self.remote_share()
    }

    /// The share of the EMHP posts of a team that nobody holds.
    fn vacant_share(&self, now: SimTime, team: TeamId) -> f64 {
        let (mut all, mut vacant) = (0.0, 0.0);
        for post in self.open_posts(now, team).filter(|post| post.role == Role::Emhp) {
            all += post.fte;
            vacant += if post.holder.is_none() { post.fte } else { 0.0 };
        }
        if all > 0.0 { vacant / all } else { 0.0 }
    }

    /// Strain above the reference; nothing if strain has no effect.
    pub(super) fn excess_strain(&self, id: PractitionerId) -> f64 {
        if self.values.is_on(P::StrainFelt) {
            self.practitioners[id.index()].strain - self.values[P::StrainReference]
        } else {
            0.0
        }
    }

    /// Minutes of work that a slot takes.
    pub(super) fn slot_minutes(&self, id: PractitionerId) -> f64 {
        let longer = 1.0 + self.values[P::StrainSlot] * self.excess_strain(id);
        self.values[P::HoursSlotMinutes] * longer.max(0.1)
    }

    /// Probability that a slot is lost to sickness.
    pub(super) fn sickness(&self, id: PractitionerId) -> f64 {
        let factor = (self.values[P::StrainSickness] * self.excess_strain(id)).exp();
        (self.values[P::HoursSickness] * factor).min(1.0)
    }
}
