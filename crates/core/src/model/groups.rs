//! Under-reached groups (M4): children of groups that the evaluation names are noticed later, agree
//! to help and stay in it less often, and low-intensity help fits them less. Within a site the
//! factors are renormalised to a mean of one, so that the level of the site is unchanged. Specialist
//! roles, adaptations and trained staff close the gaps, and take time from direct work.

use super::child::{Child, Groups};
use super::need::share_among_cases;
use super::parameters::{Parameter as P, Values};
use super::plan::SettingPhase;
use super::setting::Setting;

const GROUPS: usize = 6;

const RECOGNITION: [P; GROUPS] = [
    P::ReachSend,
    P::ReachMinorityEthnic,
    P::ReachLowIncome,
    P::ReachLookedAfter,
    P::ReachLgbtq,
    P::ReachTeenageBoys,
];
const ENGAGEMENT: [P; GROUPS] = [
    P::EngagementSend,
    P::EngagementMinorityEthnic,
    P::EngagementLowIncome,
    P::EngagementLookedAfter,
    P::EngagementLgbtq,
    P::EngagementTeenageBoys,
];
const FIT: [P; GROUPS] = [
    P::FitSend,
    P::FitMinorityEthnic,
    P::FitLowIncome,
    P::FitLookedAfter,
    P::FitLgbtq,
    P::FitTeenageBoys,
];

/// How much a site's children of each group differ, as factors of those in no group.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupFactors {
    recognition: [f64; GROUPS],
    engagement: [f64; GROUPS],
    fit: [f64; GROUPS],
    /// Means over the children in need of the site.
    mean_recognition: f64,
    mean_engagement: f64,
    mean_fit: f64,
}

impl GroupFactors {
    pub(super) fn new(values: &Values, minority_ethnic: f64, settings: &[Setting]) -> Self {
        let gap = 1.0 - values[P::GroupsAdaptation];
        let ratios = |keys: [P; GROUPS]| keys.map(|key| values[key].powf(gap));
        let (recognition, engagement) = (ratios(RECOGNITION), ratios(ENGAGEMENT));
        let fit = FIT.map(|key| values[key] * gap);
        let shares = shares(values, minority_ethnic, settings);
        let mean = |factors: &[f64; GROUPS]| -> f64 {
            factors.iter().zip(shares).map(|(factor, share)| 1.0 + share * (factor - 1.0)).product()
        };
        Self {
            mean_recognition: mean(&recognition),
            mean_engagement: mean(&engagement),
            mean_fit: fit.iter().zip(shares).map(|(fit, share)| fit * share).sum(),
            recognition,
            engagement,
            fit,
        }
    }

    /// Recognition of a child relative to the mean of the site.
    pub(super) fn recognition(&self, child: &Child) -> f64 {
        product(&self.recognition, child.groups) / self.mean_recognition
    }

    /// Consent and staying in help, relative to the mean of the site.
    pub(super) fn engagement(&self, child: &Child) -> f64 {
        product(&self.engagement, child.groups) / self.mean_engagement
    }

    /// Log-odds of recovery in help, relative to the mean of the site.
    pub(super) fn fit(&self, child: &Child) -> f64 {
        let all = self.fit.iter().enumerate();
        let own: f64 =
            all.filter(|(group, _)| child.groups.contains(*group as u8)).map(|(_, fit)| fit).sum();
        own - self.mean_fit
    }
}

fn product(factors: &[f64; GROUPS], groups: Groups) -> f64 {
    let all = factors.iter().enumerate();
    all.filter(|(group, _)| groups.contains(*group as u8)).map(|(_, factor)| factor).product()
}

/// Shares of the groups among the children in need of a site, in the order of [`Groups`].
fn shares(values: &Values, minority_ethnic: f64, settings: &[Setting]) -> [f64; GROUPS] {
    let pupils = |wanted: fn(SettingPhase) -> bool| -> f64 {
        let of = settings.iter().filter(|setting| wanted(setting.phase));
        of.map(|setting| f64::from(setting.pupils)).sum()
    };
    let all = pupils(|_| true).max(1.0);
    let teenage = 1.0 - pupils(|phase| phase == SettingPhase::Primary) / all;
    [
        share_among_cases(values[P::GroupSendShare], values[P::GroupSendRatio]),
        share_among_cases(minority_ethnic, values[P::GroupMinorityEthnicRatio]),
        share_among_cases(values[P::GroupLowIncomeShare], values[P::GroupLowIncomeRatio]),
        share_among_cases(values[P::GroupLookedAfterShare], values[P::GroupLookedAfterRatio]),
        teenage * share_among_cases(values[P::GroupLgbtqShare], values[P::GroupLgbtqRatio]),
        teenage * 0.5,
    ]
}
