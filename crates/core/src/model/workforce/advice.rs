//! Advice and liaison (M16): with more of it per pupil, settings refer fewer children with mild
//! need, hold them better themselves, and signpost with more success.

use crate::model::event::Moment;
use crate::model::ids::{ChildId, TeamId};
use crate::model::parameters::parameters;
use crate::model::pathway::recognition::per_step;
use crate::model::purpose::Purpose;
use crate::model::world::site::Site;

parameters! {
    pub struct AdviceParameters in "advice" {
        /// How strongly referrals below the floor fall with advice and liaison per pupil (0: not at
        /// all)
        slight_referrals_elasticity: f64 = 0.3, "exponent",
            allowed (0.0, 5.0), plausible (0.0, 0.6),
            "M16", Live, Assumption "prior; Ellins et al. 2023, Ch7: fewer inappropriate referrals";
        /// How strongly take-up of signposting rises with advice and liaison per pupil
        signposting_elasticity: f64 = 0.2, "exponent", allowed (0.0, 5.0), plausible (0.0, 0.5),
            "M16", Live, Assumption "prior";
        /// Rate at which children held by the setting recover with its support, with as much advice
        /// as intended
        held_remission_per_month: f64 = 0.005, "per month",
            allowed (0.0, 2.0), plausible (0.0, 0.05),
            "M16", Live, Assumption "prior; Ellins et al. 2023, Ch7: settings manage more within \
             the school";
        /// Weekly hours of advice and liaison per thousand pupils in a team as intended; the same
        /// for whole school work
        intended_hours_per_1000_pupils: f64 = 4.15, "hours/week",
            allowed (0.01, 100.0), plausible (3.0, 6.0),
            "M16, M17", Live, Derived "four EMHPs with 8.3 hours each (24 % of their time: Ellins \
             et al. 2023, Ch7) and 8,000 pupils";
        /// Time over which settings notice a change in advice and liaison
        felt_after_weeks: f64 = 8.0, "weeks", allowed (1.0, 520.0), plausible (4.0, 13.0),
            "M16", Live, Assumption "prior";
    }
}

impl Site {
    /// Notes the hours of advice that a team gives in a week of term.
    pub(crate) fn advise(&mut self, team: TeamId, hours: f64) {
        let advice = &self.values.advice;
        let team = &mut self.teams[team.index()];
        let per_1000 = hours / (f64::from(team.pupils.max(1)) / 1000.0);
        let now = per_1000 / advice.intended_hours_per_1000_pupils;
        team.advice += (now - team.advice) / advice.felt_after_weeks;
    }

    /// Advice for each pupil of a child's setting, relative to a team as intended.
    fn advice(&self, id: ChildId) -> f64 {
        let team = self.setting_of(id).team.map(|team| &self.teams[team.index()]);
        team.map_or(0.0, |team| team.advice).max(0.05)
    }

    /// Referrals of children below the floor, relative to those with advice as intended.
    pub(crate) fn slight_referrals(&self, id: ChildId) -> f64 {
        self.advice(id).powf(-self.values.advice.slight_referrals_elasticity)
    }

    /// Signposting taken up, relative to that with advice as intended.
    pub(crate) fn signposting(&self, id: ChildId) -> f64 {
        self.advice(id).powf(self.values.advice.signposting_elasticity)
    }

    /// Whether a child that its setting holds recovers with that support in a step.
    pub(crate) fn recovers_held(&self, at: &Moment, id: ChildId) -> bool {
        if !self.has_team(id) {
            return false;
        }
        let child = self.child(id);
        let chance = per_step(self.values.advice.held_remission_per_month * self.advice(id));
        at.draws.happens(child.key, Purpose::HeldRemission, u64::from(child.course.steps()), chance)
    }
}
