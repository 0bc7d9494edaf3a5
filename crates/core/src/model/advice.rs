//! Advice and liaison (M16): with more of it for each pupil, settings refer fewer children whose
//! need is slight, hold them better themselves, and signpost with more success.

use super::event::Moment;
use super::ids::{ChildId, TeamId};
use super::parameters::Parameter as P;
use super::purpose::Purpose;
use super::recognition::per_step;
use super::site::Site;

/// Hours a week for a thousand pupils in a team as intended: four EMHPs with 8.3 hours each and 8,000
/// pupils.
pub(super) const INTENDED_HOURS_PER_1000: f64 = 4.15;
/// Weeks over which settings feel a change.
const WEEKS: f64 = 8.0;

impl Site {
    /// Notes the hours of advice that a team gives in a week of term.
    pub(super) fn advise(&mut self, team: TeamId, hours: f64) {
        let team = &mut self.teams[team.index()];
        let per_1000 = hours / (f64::from(team.pupils.max(1)) / 1000.0);
        let now = per_1000 / INTENDED_HOURS_PER_1000;
        team.advice += (now - team.advice) / WEEKS;
    }

    /// Advice for each pupil of a child's setting, relative to a team as intended.
    fn advice(&self, id: ChildId) -> f64 {
        let team = self.setting_of(id).team.map(|team| &self.teams[team.index()]);
        team.map_or(0.0, |team| team.advice).max(0.05)
    }

    /// Referrals of children below the floor, relative to those with advice as intended.
    pub(super) fn slight_referrals(&self, id: ChildId) -> f64 {
        self.advice(id).powf(-self.values[P::AdviceFewerSlight])
    }

    /// Signposting taken up, relative to that with advice as intended.
    pub(super) fn signposting(&self, id: ChildId) -> f64 {
        self.advice(id).powf(self.values[P::AdviceSignposting])
    }

    /// Whether a child that its setting holds recovers with that support in a step.
    pub(super) fn recovers_held(&self, at: &Moment, id: ChildId) -> bool {
        if !self.has_team(id) {
            return false;
        }
        let child = self.child(id);
        let chance = per_step(self.values[P::AdviceHeldRemission] * self.advice(id));
        at.draws.happens(child.key, Purpose::HeldRemission, u64::from(child.course.steps()), chance)
    }
}
