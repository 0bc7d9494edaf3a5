//! Engagement of settings with the team (M5, M25): some refer readily and some seldom, a few never
//! engage, and all begin low: a team that is new is not known yet. Settings also learn whom the team
//! is for.

use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, SimTime};
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::{Purpose, STRUCTURE};

parameters! {
    pub struct EngagementParameters in "engagement" {
        /// Share of settings that never engage with the team and refer nobody to it
        never_share: f64 = 0.05, "proportion", allowed (0.0, 1.0), plausible (0.02, 0.12),
            "M5", AtStart, Assumption "prior; Ellins et al. 2023, Ch8 (relationships and \
             engagement): \"only a few settings were not engaging after multiple attempts\"",
            lowers "referrals";
        /// Engagement when the team starts, relative to that in the end
        at_start: f64 = 0.4, "ratio", allowed (0.0, 2.0), plausible (0.1, 0.7),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch8: settings were left without \
             any understanding of the offer, and some switched off at first; Ch10: referral \
             processes were only beginning",
            raises "referrals";
        /// Time over which engagement rises from that (0: it is there at once)
        rises_over_months: f64 = 9.0, "months", allowed (0.0, 120.0), plausible (3.0, 18.0),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch8: building relationships takes a \
             significant amount of time; how long is not reported",
            lowers "referrals";
        /// Time over which settings learn whom the team can help (0: they know at once)
        learns_over_months: f64 = 12.0, "months", allowed (0.0, 120.0), plausible (6.0, 24.0),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch8: in most sites the \
             understanding of the remit had improved over time",
            lowers "accepted_share";
        /// Referrals of children who appear too complex when the team starts, relative to when
        /// settings have learnt
        too_complex_at_start: f64 = 2.0, "ratio", allowed (0.0, 10.0), plausible (1.2, 2.5),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch8: at first schools thought that \
             they \"could send every case through from crisis cases\"; Ch7: what was \
             inappropriate was often too complex",
            lowers "accepted_share";
        /// The same of children who appear below the floor
        too_mild_at_start: f64 = 1.3, "ratio", allowed (0.0, 10.0), plausible (1.0, 2.0),
            "M5", Live, Assumption "prior: less than of children who appear too complex (Ellins et \
             al. 2023, Ch7)",
            raises "referrals" of "severity_band=below_floor";
    }
}

/// The engagement of a setting with its team.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Engagement {
    /// Readiness to refer in the end, with mean one over settings that engage.
    level: f64,
    /// When the team started, if it was new then.
    since: Option<SimTime>,
}

/// A quantity that goes from `first` to one in so many months.
fn towards_one(first: f64, elapsed: f64, months: f64) -> f64 {
    if elapsed >= months { 1.0 } else { first + (1.0 - first) * elapsed / months }
}

impl Engagement {
    /// Of a setting: the same in every replicate.
    pub(crate) fn drawn(values: &Values, setting: BirthKey) -> Self {
        let never = values.engagement.never_share;
        let sd = values.setting.engagement_sd;
        let level = if STRUCTURE.happens(setting, Purpose::SettingEngagement, 1, never) {
            0.0
        } else {
            STRUCTURE.at(setting, Purpose::SettingEngagement, 0).lognormal(1.0, sd)
        };
        Self { level, since: None }
    }

    /// The team of the setting is new from now on.
    pub(crate) fn begin(&mut self, now: SimTime) {
        self.since = Some(now);
    }

    /// Months since the team started; endless where it was there before the run.
    fn months_with_team(&self, now: SimTime) -> f64 {
        self.since.map_or(f64::INFINITY, |since| now.since(since).days() / DAYS_PER_MONTH)
    }

    /// The readiness of staff and families to refer to the team now.
    pub(crate) fn to_referrals(self, values: &Values, now: SimTime) -> f64 {
        let engagement = &values.engagement;
        let elapsed = self.months_with_team(now);
        self.level * towards_one(engagement.at_start, elapsed, engagement.rises_over_months)
    }

    /// Referrals of children who appear too complex, relative to when the setting has learnt.
    pub(crate) fn to_too_complex(self, values: &Values, now: SimTime) -> f64 {
        self.learnt(values, now, values.engagement.too_complex_at_start)
    }

    /// Referrals of children who appear below the floor, relative to when the setting has learnt.
    pub(crate) fn to_too_mild(self, values: &Values, now: SimTime) -> f64 {
        self.learnt(values, now, values.engagement.too_mild_at_start)
    }

    fn learnt(&self, values: &Values, now: SimTime, first: f64) -> f64 {
        towards_one(first, self.months_with_team(now), values.engagement.learns_over_months)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_low_rises_to_one_and_is_there_at_once_in_no_time() {
        assert_eq!(towards_one(0.4, 0.0, 6.0), 0.4);
        assert!((towards_one(0.4, 3.0, 6.0) - 0.7).abs() < 1e-12);
        assert_eq!(towards_one(0.4, 6.0, 6.0), 1.0);
        assert_eq!(towards_one(0.4, 0.0, 0.0), 1.0);
        assert_eq!(towards_one(2.0, f64::INFINITY, 12.0), 1.0);
    }

    #[test]
    fn the_declared_share_never_engages_and_the_rest_do_so_by_one_on_average() {
        let mut values = Values::default();
        values.engagement.never_share = 0.1;
        let key = BirthKey::named("engagement");
        let all: Vec<f64> =
            (0..8_000).map(|n| Engagement::drawn(&values, key.child(1, n)).level).collect();
        let never = all.iter().filter(|&&engagement| engagement == 0.0).count() as f64;
        assert!((never / 8_000.0 - 0.1).abs() < 0.02, "{never}");
        let mean = all.iter().sum::<f64>() / (8_000.0 - never);
        assert!((mean - 1.0).abs() < 0.02, "{mean}");
    }
}
