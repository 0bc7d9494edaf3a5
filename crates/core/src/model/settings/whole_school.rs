//! The whole school approach (M17): time spent on it builds a setting's maturity over terms; it decays,
//! and suffers when the practitioner leaves. It lowers onsets a little and slowly, and raises
//! recognition by staff. Both effects are reported apart.

use super::Settings;
use super::setting::Setting;
use crate::engine::time::WEEKS_PER_YEAR;
use crate::model::ids::{PostId, SettingId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::results::counted::Prevented;
use crate::model::school_calendar::TERM_WEEKS;

parameters! {
    pub struct WholeSchoolParameters in "whole_school" {
        /// Growth of whole-school maturity towards one, with as much time as intended and a lead
        growth_per_year: f64 = 0.25, "per year", allowed (0.0, 10.0), plausible (0.1, 0.5),
            "M17", Live, Assumption "prior; Ellins et al. 2023, Ch9 (the whole school approach): \
             better developed where teams were embedded; no rate is reported",
            raises "cases_prevented";
        /// Decay of maturity
        decay_per_year: f64 = 0.1, "per year", allowed (0.0, 10.0), plausible (0.05, 0.3),
            "M17", Live, Assumption "prior",
            lowers "cases_prevented";
        /// Share of maturity lost when the practitioner of the setting leaves
        staff_change_loss: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.4),
            "M17", Live, Assumption "prior; Ellins et al. 2023, Ch6: relationships with settings \
             suffer",
            lowers "cases_prevented";
        /// Growth where no lead has time for the role, relative to settings where one has
        without_lead_factor: f64 = 0.5, "ratio", allowed (0.0, 2.0), plausible (0.2, 0.9),
            "M17", Live, Assumption "prior; Ellins et al. 2023, Ch8 (senior mental health lead \
             role and training): the delay in the training of leads affected the whole school \
             approach",
            raises "cases_prevented";
        /// Share of onsets that full maturity prevents
        onset_reduction: f64 = 0.06, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.12),
            "M17", Live, Assumption "prior: effects of universal programmes are small",
            raises "cases_prevented";
        /// Increase in recognition by staff at full maturity
        recognition_gain: f64 = 0.25, "proportion", allowed (0.0, 10.0), plausible (0.0, 0.5),
            "M17", Live, Assumption "prior; Ellins et al. 2023, Ch9 (the whole school approach): \
             children felt noticed, and teachers asked about well-being, where more was done",
            raises "cases_found";
    }
}

impl Settings {
    /// A week of whole school work, of so many hours, in the settings of a team.
    pub(crate) fn mature(
        &mut self,
        at: &mut Moment,
        of_team: &[SettingId],
        pupils: u32,
        hours: f64,
    ) {
        let values = at.values();
        let pupils = f64::from(pupils.max(1));
        let time = hours / (pupils / 1000.0) / values.advice.intended_hours_per_1000_pupils;
        // Work for schools is done in term.
        let growth = values.whole_school.growth_per_year * time / TERM_WEEKS;
        let decay = values.whole_school.decay_per_year / WEEKS_PER_YEAR;
        let without_lead = values.whole_school.without_lead_factor;
        let mut prevented = 0.0;
        for id in of_team {
            let setting = &mut self[*id];
            let lead = if setting.lead.has_time() { 1.0 } else { without_lead };
            let maturity = setting.maturity;
            setting.maturity +=
                growth * lead * setting.character.to_maturity(values) * (1.0 - maturity)
                    - decay * maturity;
            setting.maturity = setting.maturity.clamp(0.0, 1.0);
            prevented += setting.onsets_per_year(values)
                * values.whole_school.onset_reduction
                * setting.maturity;
        }
        let onsets = prevented * values.need.onset_index;
        at.record.counts.prevented(at.now, Prevented { onsets, pupils });
    }

    /// The practitioner of some settings has left.
    pub(crate) fn lose_maturity(&mut self, values: &Values, post: PostId) {
        let kept = 1.0 - values.whole_school.staff_change_loss;
        for setting in self.iter_mut().filter(|setting| setting.post == Some(post)) {
            setting.maturity *= kept;
        }
    }
}

impl Setting {
    /// The share of onsets that maturity does not prevent.
    pub(crate) fn not_prevented(&self, values: &Values) -> f64 {
        1.0 - values.whole_school.onset_reduction * self.maturity
    }

    /// Recognition by staff, relative to a setting without maturity.
    pub(crate) fn found_by_maturity(&self, values: &Values) -> f64 {
        1.0 + values.whole_school.recognition_gain * self.maturity
    }
}
