//! The whole school approach (M17): time spent on it builds a setting's maturity over terms; it decays,
//! and suffers when the practitioner leaves. It lowers onsets a little and slowly, and raises
//! recognition by staff. Both effects are reported apart.

use crate::engine::time::WEEKS_PER_YEAR;
use crate::model::event::Moment;
use crate::model::ids::{PostId, SettingId, TeamId};
use crate::model::parameters::parameters;
use crate::model::results::{Measure, Subgroup};
use crate::model::settings::need::onsets_per_year;
use crate::model::settings::setting::Setting;
use crate::model::world::site::Site;

parameters! {
    pub struct WholeSchoolParameters in "whole_school" {
        /// Growth of whole-school maturity towards one, with as much time as intended and a lead
        growth_per_year: f64 = 0.25, "per year", allowed (0.0, 10.0), plausible (0.1, 0.5),
            "M17", Live, Assumption "prior; Ellins et al. 2023, Ch9";
        /// Decay of maturity
        decay_per_year: f64 = 0.1, "per year", allowed (0.0, 10.0), plausible (0.05, 0.3),
            "M17", Live, Assumption "prior";
        /// Share of maturity lost when the practitioner of the setting leaves
        staff_change_loss: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.4),
            "M17", Live, Assumption "prior; Ellins et al. 2023, Ch6: relationships with settings \
             suffer";
        /// Growth where no lead has time for the role, relative to settings where one has
        without_lead_factor: f64 = 0.5, "ratio", allowed (0.0, 2.0), plausible (0.2, 0.9),
            "M17", Live, Assumption "prior; Ellins et al. 2023, Ch8";
        /// Share of onsets that full maturity prevents
        onset_reduction: f64 = 0.06, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.12),
            "M17", Live, Assumption "prior: effects of universal programmes are small";
        /// Increase in recognition by staff at full maturity
        recognition_gain: f64 = 0.25, "proportion", allowed (0.0, 10.0), plausible (0.0, 0.5),
            "M17", Live, Assumption "prior; Ellins et al. 2023, Ch7 and Ch9";
    }
}

impl Site {
    /// A week of whole school work of a team in its settings.
    pub(crate) fn mature(&mut self, at: &Moment, team: TeamId, hours: f64) {
        let pupils = f64::from(self.teams[team.index()].pupils.max(1));
        let time = hours / (pupils / 1000.0) / self.values.advice.intended_hours_per_1000_pupils;
        let growth = self.values.whole_school.growth_per_year * time / WEEKS_PER_YEAR;
        let decay = self.values.whole_school.decay_per_year / WEEKS_PER_YEAR;
        let without_lead = self.values.whole_school.without_lead_factor;
        let mut prevented = 0.0;
        for id in &self.teams[team.index()].settings {
            let setting = &mut self.settings[id.index()];
            let lead = if setting.has_lead { 1.0 } else { without_lead };
            let maturity = setting.maturity;
            setting.maturity += growth * lead * (1.0 - maturity) - decay * maturity;
            setting.maturity = setting.maturity.clamp(0.0, 1.0);
            prevented += onsets_per_year(setting, &self.values)
                * self.values.whole_school.onset_reduction
                * setting.maturity;
        }
        if self.observer.measures(at.now) {
            let weeks = 1.0 / WEEKS_PER_YEAR;
            let part = prevented * self.values.need.onset_index * weeks;
            let whole = pupils / 1000.0 * weeks;
            self.observer.ratio(Subgroup::ALL, Measure::CasesPrevented, part, whole);
            self.observer.ratio(Subgroup::ALL, Measure::CasesFound, 0.0, whole);
        }
    }

    /// The share of onsets that maturity does not prevent.
    pub(crate) fn not_prevented(&self, id: SettingId) -> f64 {
        1.0 - self.values.whole_school.onset_reduction * self.settings[id.index()].maturity
    }

    /// Once a month the onsets follow maturity.
    pub(crate) fn prevent(&mut self, at: &mut Moment) {
        if self.values.whole_school.onset_reduction > 0.0 && self.any_team_works() {
            self.change_onset_rates(at);
        }
    }

    /// The practitioner of some settings has left.
    pub(crate) fn lose_maturity(&mut self, post: PostId) {
        let kept = 1.0 - self.values.whole_school.staff_change_loss;
        for setting in self.settings.iter_mut().filter(|setting| setting.post == Some(post)) {
            setting.maturity *= kept;
        }
    }

    /// Recognition by staff of a setting, relative to one without maturity.
    pub(crate) fn found_by_maturity(&self, setting: &Setting) -> f64 {
        1.0 + self.values.whole_school.recognition_gain * setting.maturity
    }

    /// Counts a child that staff have noticed, as far as maturity is the cause.
    pub(crate) fn count_found(&mut self, at: &Moment, id: SettingId) {
        let factor = self.found_by_maturity(&self.settings[id.index()]);
        if self.observer.measures(at.now) {
            let part = 1.0 - 1.0 / factor;
            self.observer.ratio(Subgroup::ALL, Measure::CasesFound, part, 0.0);
        }
    }
}
