//! Presence (M25): if a practitioner covers more pupils, each setting sees less of the team, and
//! there are fewer referrals per pupil; with far fewer pupils it saturates. Visits are shared among
//! settings: the same pupils in more settings see less of the team. There are also fewer while the post of the setting's
//! practitioner is vacant, and for some time after someone new has started.

use super::Workforce;
use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span};
use crate::model::parameters::{Values, parameters};
use crate::model::settings::Settings;
use crate::model::settings::setting::Setting;

parameters! {
    pub struct PresenceParameters in "presence" {
        /// Exponent with which referrals and recognition depend on practitioners per pupil
        elasticity: f64 = 0.6, "exponent", allowed (0.0, 2.0), plausible (0.5, 0.7),
            "M25", Live, Assumption "prior; Ellins et al. 2023, Ch7: more presence might \
             increase referrals",
            lowers "referrals";
        /// Exponent with which presence falls with the number of settings, for the same pupils
        settings_elasticity: f64 = 0.2, "exponent", allowed (0.0, 2.0), plausible (0.0, 0.5),
            "M25", Live, Assumption "prior; Ellins et al. 2023, Ch7: practitioners with more \
             settings are less present in each",
            lowers "referrals";
        /// Pupils for each setting of a team as intended, at which the number of settings changes
        /// nothing
        intended_pupils_per_setting: f64 = 574.0, "pupils",
            allowed (10.0, 10_000.0), plausible (400.0, 800.0),
            "M25", Live, Derived "Ellins et al. 2023, Table 2: 571,023 pupils in 995 settings",
            lowers "referrals";
        /// Maximum presence, however many practitioners there are
        most: f64 = 1.1, "ratio", allowed (0.01, 1000.0), plausible (1.0, 1.6),
            "M25", Live, Assumption "prior: a setting has only so many children whom a team can \
             help, and a practitioner visits it for half a day a week (Ellins et al. 2023, Ch7)",
            raises "referrals";
        /// Reduction in referrals from a setting after its practitioner has changed
        staff_change_loss: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.4),
            "M25", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and turnover) \
             and Box 8: staff changes hinder relationships with settings; an effect on referrals \
             is not reported",
            lowers "referrals";
        /// Time for which that reduction lasts
        staff_change_months: f64 = 3.0, "months", allowed (0.0, 60.0), plausible (1.0, 6.0),
            "M25", Live, Assumption "prior",
            lowers "referrals";
        /// Reduction in referrals from a setting whose practitioner's post is vacant
        vacant_loss: f64 = 0.2, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.6),
            "M25", Live, Assumption "prior; Ellins et al. 2023, Ch6 (staff retention and \
             turnover): a reduced team finds it hard to maintain the support agreed with settings; \
             an effect on referrals is not reported",
            lowers "referrals";
        /// Pupils per full-time EMHP in a team as intended, at which presence is 1
        intended_pupils_per_emhp: f64 = 2000.0, "pupils",
            allowed (100.0, 100_000.0), plausible (1500.0, 2500.0),
            "M25", Live, Derived "Ellins et al. 2023, Ch1: four EMHPs in a team for about 8,000 \
             children",
            raises "referrals";
    }
}

impl Workforce {
    /// The presence of the team in a setting now: lower if the post of its practitioner is vacant,
    /// the practitioner is on long leave, or has changed recently.
    pub(crate) fn presence_of(&self, values: &Values, now: SimTime, setting: &Setting) -> f64 {
        let vacant = setting.post.is_some_and(|post| self.at_work(post).is_none());
        let lasts = Span::from_days_f64(values.presence.staff_change_months * DAYS_PER_MONTH);
        let lost = match setting.changed {
            _ if vacant => values.presence.vacant_loss,
            Some(changed) if now < changed + lasts => values.presence.staff_change_loss,
            _ => 0.0,
        };
        setting.presence * (1.0 - lost)
    }

    /// Computes the presence of each setting's team, relative to a team as intended, to the power
    /// of the elasticity, and no more than is declared.
    pub(crate) fn refresh_presence(&self, values: &Values, settings: &mut Settings) {
        let elasticity = values.presence.elasticity;
        let intended = 1.0 / values.presence.intended_pupils_per_emhp;
        let presence: Vec<f64> = self
            .teams
            .iter()
            .map(|team| {
                let emhps = self.emhps_at_work(team);
                let per_pupil = emhps / f64::from(team.pupils.max(1));
                let per_setting = f64::from(team.pupils) / team.settings.len().max(1) as f64;
                let visits = per_setting / values.presence.intended_pupils_per_setting;
                let visited = visits.powf(values.presence.settings_elasticity);
                ((per_pupil / intended).powf(elasticity) * visited).min(values.presence.most)
            })
            .collect();
        for setting in settings.iter_mut() {
            let team = setting.team.and_then(|team| presence.get(team.index()));
            setting.presence = team.copied().unwrap_or(0.0);
        }
    }
}
