//! Advice and liaison (M16): with more of it per pupil, settings refer fewer children with mild
//! need, hold them better themselves, and signpost with more success.

use super::Workforce;
use super::team::Team;
use crate::model::ids::TeamId;
use crate::model::parameters::{Values, parameters};
use crate::model::settings::setting::Setting;

parameters! {
    pub struct AdviceParameters in "advice" {
        /// How strongly referrals below the floor fall with advice and liaison per pupil (0: not at
        /// all)
        slight_referrals_elasticity: f64 = 0.3, "exponent",
            allowed (0.0, 5.0), plausible (0.0, 0.6),
            "M16", Live, Assumption "prior; Ellins et al. 2023, Ch5 (data collection): two primary \
             schools that ask for advice hardly ever refer; Ch10: fewer inappropriate referrals to \
             the specialist service in site 2",
            lowers "referrals" of "severity_band=below_floor";
        /// How strongly take-up of signposting rises with advice and liaison per pupil
        signposting_elasticity: f64 = 0.2, "exponent", allowed (0.0, 5.0), plausible (0.0, 0.5),
            "M16", Live, Assumption "prior",
            raises "onward_help_share";
        /// Rate at which need that staff know of and nobody treats ends because of the team's
        /// advice, beyond the setting's own support, with as much advice as intended
        held_remission_per_month: f64 = 0.002, "per month",
            allowed (0.0, 2.0), plausible (0.0, 0.02),
            "M16", Live, Assumption "prior: it doubles the support of staff; Ellins et al. 2023, Ch5 (data collection): two primary \
             schools manage more within the school; recovery is not reported",
            lowers "setting_only";
        /// Weekly hours of advice and liaison per thousand pupils in a team as intended; the same
        /// for whole school work
        intended_hours_per_1000_pupils: f64 = 5.4, "hours/week",
            allowed (0.01, 100.0), plausible (4.0, 7.0),
            "M16, M17", Live, Derived "what the hours of a team as intended come to in a week of \
             term: four EMHPs and three seniors for 8,000 pupils (Ellins et al. 2023, Ch1), who give \
             24 % of their time on the three functions to each of the two (Ch7)",
            lowers "cases_prevented";
        /// Time over which settings notice a change in advice and liaison
        felt_after_weeks: f64 = 8.0, "weeks", allowed (1.0, 520.0), plausible (4.0, 13.0),
            "M16", Live, Assumption "prior",
            neither "it delays what advice does";
    }
}

/// More advice than this, relative to a team as intended, has no more effect.
const MOST: f64 = 4.0;

/// Rate per month at which need that staff know of ends because of the most advice that a team can
/// give.
pub(crate) fn most_held_remission(values: &Values) -> f64 {
    values.advice.held_remission_per_month * MOST
}

impl Team {
    /// Notes the hours of advice that the team gives in a week of term.
    pub(crate) fn advise(&mut self, values: &Values, hours: f64) {
        let advice = &values.advice;
        let per_1000 = hours / (f64::from(self.pupils.max(1)) / 1000.0);
        let now = per_1000 / advice.intended_hours_per_1000_pupils;
        self.advice += (now - self.advice) / advice.felt_after_weeks;
    }
}

impl Workforce {
    /// Advice for each pupil of a setting, relative to a team as intended.
    fn advice(&self, setting: &Setting) -> f64 {
        let advice = |team: TeamId| self.teams[team.index()].advice;
        setting.team.map_or(0.0, advice).clamp(0.05, MOST)
    }

    /// Referrals of children below the floor, relative to those with advice as intended.
    pub(crate) fn slight_referrals(&self, values: &Values, setting: &Setting) -> f64 {
        self.advice(setting).powf(-values.advice.slight_referrals_elasticity)
    }

    /// Signposting taken up, relative to that with advice as intended.
    pub(crate) fn signposting(&self, values: &Values, setting: &Setting) -> f64 {
        self.advice(setting).powf(values.advice.signposting_elasticity)
    }

    /// Rate per month at which need that staff know of ends because of the team's advice.
    pub(crate) fn held_remission(&self, values: &Values, setting: &Setting) -> f64 {
        values.advice.held_remission_per_month * self.advice(setting)
    }
}
