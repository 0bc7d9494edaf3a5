//! The career ladder (M24): experienced EMHPs become senior EMHPs (Band 6), who supervise a little, may
//! help complex children, and leave less.

use super::super::ids::{PractitionerId, TeamId};
use super::super::parameters::Parameter as P;
use super::super::plan::Role;
use super::super::site::Site;
use super::super::trace::PractitionerEvent;
use crate::engine::time::SimTime;

impl Site {
    /// Makes senior EMHPs of those who have been qualified longest, as far as there is room.
    pub(super) fn promote(&mut self, now: SimTime, team: TeamId) {
        if !self.values.is_on(P::LadderExists) {
            return;
        }
        let emhps: Vec<PractitionerId> = self
            .clinicians(team)
            .into_iter()
            .filter(|id| self.practitioners[id.index()].role == Role::Emhp)
            .collect();
        let posts = self.open_posts(now, team).filter(|post| post.role == Role::Emhp).count();
        let most = (self.values[P::LadderShare] * posts as f64).round() as usize;
        let there = emhps.iter().filter(|id| self.practitioners[id.index()].is_senior_emhp).count();
        let after = self.values[P::LadderMonths];
        let mut ready: Vec<PractitionerId> = emhps
            .into_iter()
            .filter(|id| {
                let person = &self.practitioners[id.index()];
                !person.is_senior_emhp && !person.gives_notice() && person.months(now) >= after
            })
            .collect();
        ready.sort_by_key(|id| self.practitioners[id.index()].qualified);
        for id in ready.into_iter().take(most.saturating_sub(there)) {
            let person = &mut self.practitioners[id.index()];
            person.is_senior_emhp = true;
            person.supervises_from = Some(now);
            self.tell_of(now, id, |_| PractitionerEvent::Promoted);
        }
    }
}
