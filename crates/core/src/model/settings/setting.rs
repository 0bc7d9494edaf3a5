//! Schools and colleges: those that are made where only a site's totals are known, and what a
//! setting is in a run.

use crate::engine::calendar::Ticket;
use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::children::child::Phase;
use crate::model::ids::{PostId, TeamId};
use crate::model::parameters::{Values, parameters};
use crate::model::plan::{PhaseMix, SettingPhase, SettingPlan, SiteProfile};
use crate::model::purpose::{Purpose, STRUCTURE};
use crate::model::settings::engagement::Engagement;
use crate::model::settings::kind::{self as kind_of, Character};
use crate::model::settings::lead::Lead;
use crate::model::settings::support::Support;

parameters! {
    pub struct SettingParameters in "setting" {
        /// Share of settings with a senior mental health lead, with time for the role or without
        lead_share: f64 = 0.65, "proportion", allowed (0.0, 1.0), plausible (0.4, 0.95),
            "M3", AtStart, Published "Ellins et al. 2023, Ch8: 65 % of settings had a lead before \
             the programme; first survey of education settings, winter 2020/21" sample 299,
            raises "referred_by_staff_share";
        /// Standard deviation of the readiness to refer to the team of settings that engage with it
        /// (mean 1)
        engagement_sd: f64 = 0.3, "ratio", allowed (0.0, 2.0), plausible (0.0, 0.6),
            "M5", AtStart, Assumption "prior, beside the differences between leads; Ellins et al. \
             2023, Ch8 (relationships and engagement): engagement differs; how much referrals vary \
             is not reported",
            neither "the mean readiness of settings is the same";
        /// Pupils of a typical primary school; sizes are scaled to the site, so only the ratios
        /// between phases matter
        typical_pupils_primary: f64 = 280.0, "pupils",
            allowed (1.0, 10_000.0), plausible (200.0, 400.0), "M1", AtStart, Assumption "prior",
            raises "in_need" of "phase=primary";
        /// Pupils of a typical secondary school
        typical_pupils_secondary: f64 = 1000.0, "pupils",
            allowed (1.0, 10_000.0), plausible (800.0, 1300.0), "M1", AtStart, Assumption "prior",
            raises "in_need" of "phase=secondary";
        /// Pupils of a typical sixth form or college
        typical_pupils_sixteen_plus: f64 = 1500.0, "pupils",
            allowed (1.0, 10_000.0), plausible (500.0, 2500.0), "M1", AtStart, Assumption "prior",
            raises "in_need" of "phase=sixteen_plus";
        /// Pupils of a typical all-through school
        typical_pupils_all_through: f64 = 1200.0, "pupils",
            allowed (1.0, 10_000.0), plausible (800.0, 1600.0), "M1", AtStart, Assumption "prior",
            neither "these schools have children of every phase";
        /// Pupils of a typical special school or pupil referral unit
        typical_pupils_other: f64 = 90.0, "pupils",
            allowed (1.0, 10_000.0), plausible (50.0, 150.0), "M1", AtStart, Assumption "prior",
            raises "in_need" of "setting_kind=special";
        /// Coefficient of variation of the sizes of synthetic settings within a phase
        size_variation: f64 = 0.5, "ratio", allowed (0.0, 3.0), plausible (0.3, 0.8),
            "M1", AtStart, Assumption "prior",
            neither "it spreads sizes around the same mean";
        /// Coefficient of variation of deprivation scores over the synthetic settings of a site
        deprivation_variation: f64 = 0.6, "ratio", allowed (0.0, 3.0), plausible (0.3, 0.9),
            "M1", AtStart, Assumption "prior",
            neither "it spreads deprivation around the same mean";
    }
}

/// Kinds of entities that have birth keys of their own within a site.
pub(crate) mod kind {
    pub(crate) const SETTING: u32 = 1;
    pub(crate) const CHILD: u32 = 2;
    pub(crate) const EPISODE: u32 = 3;
    pub(crate) const POST: u32 = 4;
    pub(crate) const OTHER: u32 = 5;
    pub(crate) const STOCK: u32 = 6;
    pub(crate) const JOINER: u32 = 7;
    pub(crate) const SPECIALIST: u32 = 8;
    pub(crate) const RETURNING: u32 = 9;
    pub(crate) const TEAM: u32 = 10;
}

/// Scores of the index of multiple deprivation that separate national fifths of neighbourhoods
/// (English Indices of Deprivation 2019, rounded).
const FIFTH_LIMITS: [f64; 4] = [8.5, 14.2, 21.4, 33.9];

/// The settings of a site of which only their number and their pupils are known: phases in the
/// proportions of `mix` (largest remainders), sizes by phase with a spread, scaled to `pupils`,
/// deprivation spread around the site's score, kinds at random, so many in rural areas. The same
/// settings every time.
pub fn synthetic_settings(
    site: &str,
    count: u32,
    pupils: u32,
    mix: &PhaseMix,
    imd_score: f64,
    rural_share: f64,
    values: &Values,
) -> Vec<SettingPlan> {
    let key = BirthKey::named(site);
    let phases: Vec<SettingPhase> = SettingPhase::ALL
        .into_iter()
        .zip(apportion(count, &mix.settings))
        .flat_map(|(phase, n)| std::iter::repeat_n(phase, n as usize))
        .collect();
    let weights: Vec<f64> = phases
        .iter()
        .enumerate()
        .map(|(index, phase)| {
            let who = key.child(kind::SETTING, index as u64);
            let typical = typical_pupils(values, *phase);
            let spread = values.setting.size_variation * typical;
            STRUCTURE.at(who, Purpose::SettingSize, 0).lognormal(typical, spread)
        })
        .collect();
    let sizes = apportion(pupils, &weights);
    let mut numbers = [0; 5];
    phases
        .iter()
        .zip(sizes)
        .enumerate()
        .map(|(index, (&phase, pupils))| {
            let who = key.child(kind::SETTING, index as u64);
            let score = STRUCTURE
                .at(who, Purpose::SettingDeprivation, 0)
                .lognormal(imd_score, values.setting.deprivation_variation * imd_score);
            let fifth = 1 + FIFTH_LIMITS.iter().filter(|&&limit| score > limit).count();
            numbers[phase as usize] += 1;
            let (kind, religious, rural) = kind_of::synthetic(values, who, phase, rural_share);
            SettingPlan {
                name: format!("{} {}", phase.name(), numbers[phase as usize]),
                phase,
                pupils: pupils.max(1),
                deprivation_fifth: fifth as u8,
                kind,
                religious,
                rural,
            }
        })
        .collect()
}

fn typical_pupils(values: &Values, phase: SettingPhase) -> f64 {
    match phase {
        SettingPhase::Primary => values.setting.typical_pupils_primary,
        SettingPhase::Secondary => values.setting.typical_pupils_secondary,
        SettingPhase::SixteenPlus => values.setting.typical_pupils_sixteen_plus,
        SettingPhase::AllThrough => values.setting.typical_pupils_all_through,
        SettingPhase::Other => values.setting.typical_pupils_other,
    }
}

/// Divides `total` in proportion to `weights` into whole numbers that add up to it (largest
/// remainders, earlier first).
fn apportion(total: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|w| f64::from(total) * w / sum).collect();
    let mut parts: Vec<u32> = exact.iter().map(|share| *share as u32).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()).then(a.cmp(&b)));
    let given: u32 = parts.iter().sum();
    for &index in order.iter().take((total - given) as usize) {
        parts[index] += 1;
    }
    parts
}

impl SettingPhase {
    /// Year groups taught, first and last (0 is reception).
    pub(crate) fn years(self) -> (u8, u8) {
        match self {
            Self::Primary => (0, 6),
            Self::Secondary => (7, 11),
            Self::SixteenPlus => (12, 13),
            Self::AllThrough => (0, 13),
            Self::Other => (0, 11),
        }
    }
}

/// A setting in a run.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) key: BirthKey,
    pub(crate) name: String,
    pub(crate) phase: SettingPhase,
    pub(crate) pupils: u32,
    pub(crate) deprivation_fifth: u8,
    pub(crate) character: Character,
    /// Need relative to England, from the site's index and the setting's deprivation and kind.
    pub(crate) need: f64,
    /// Its senior mental health lead.
    pub(crate) lead: Lead,
    /// Whole-school maturity, 0 to 1.
    pub(crate) maturity: f64,
    /// When the practitioner last changed.
    pub(crate) changed: Option<SimTime>,
    pub(crate) engagement: Engagement,
    /// The team with which it works or will work, if it ever has one.
    pub(crate) team: Option<TeamId>,
    /// Whether its team works.
    pub(crate) covered: bool,
    /// The post whose holder covers the setting; none where a team has no EMHPs.
    pub(crate) post: Option<PostId>,
    /// Factor of referrals from the presence of practitioners (M25).
    pub(crate) presence: f64,
    pub(crate) onsets: OnsetClock,
    pub(crate) support: Support,
}

impl Setting {
    /// Onsets per year at an index of one.
    pub(crate) fn onsets_per_year(&self, values: &Values) -> f64 {
        let (first, last) = self.phase.years();
        let per_year_group = f64::from(self.pupils) / f64::from(last - first + 1);
        let rates: f64 = (first..=last).map(|year| onset_rate(values, Phase::of_year(year))).sum();
        per_year_group * rates * self.need
    }
}

/// The onsets of a setting: events at the jumps of a unit Poisson process in operational time, so
/// that a higher rate brings the same children earlier, and more of them.
#[derive(Clone, Debug)]
pub(crate) struct OnsetClock {
    /// Ordinal of the onset that comes next.
    pub(crate) ordinal: u64,
    /// Operational time left until it.
    pub(crate) left: f64,
    /// Operational time per day.
    pub(crate) rate: f64,
    pub(crate) since: SimTime,
    pub(crate) ticket: Option<Ticket>,
}

/// Makes the settings of a site for a run.
pub(crate) fn settings(
    site: BirthKey,
    profile: &SiteProfile,
    plans: &[SettingPlan],
    values: &Values,
    start: SimTime,
) -> Vec<Setting> {
    let need = need_factors(profile, plans, values);
    plans
        .iter()
        .zip(need)
        .map(|(plan, need)| {
            let key = site.child(kind::SETTING, 0).child(0, BirthKey::named(&plan.name).ordinal());
            Setting {
                key,
                name: plan.name.clone(),
                phase: plan.phase,
                pupils: plan.pupils,
                deprivation_fifth: plan.deprivation_fifth,
                character: Character::of(values, key, plan),
                need,
                maturity: 0.0,
                changed: None,
                lead: Lead::at_start(values, key),
                engagement: Engagement::drawn(values, key),
                team: None,
                covered: false,
                post: None,
                presence: 1.0,
                onsets: OnsetClock { ordinal: 0, left: 0.0, rate: 0.0, since: start, ticket: None },
                support: Support::drawn(
                    values,
                    STRUCTURE.at(key, Purpose::SettingSupport, 0).uniforms(),
                ),
            }
        })
        .collect()
}

/// Need of each setting relative to England: the site's own figure relative to England's, spread
/// over its settings by deprivation and kind and renormalised to the site, so that nothing counts
/// twice.
fn need_factors(profile: &SiteProfile, plans: &[SettingPlan], values: &Values) -> Vec<f64> {
    let site =
        profile.emotional_disorder_share / (values.need.england_emotional_disorder_pct / 100.0);
    let gradient = values.need.deprivation_gradient;
    let factor = |plan: &SettingPlan| {
        let deprivation = gradient.powf((f64::from(plan.deprivation_fifth) - 3.0) / 4.0);
        deprivation * kind_of::need(values, plan.kind)
    };
    let pupils: f64 = plans.iter().map(|plan| f64::from(plan.pupils)).sum();
    let weighted: f64 = plans.iter().map(|plan| f64::from(plan.pupils) * factor(plan)).sum();
    plans.iter().map(|plan| site * factor(plan) * pupils / weighted).collect()
}

/// Onsets per pupil and year of children of a phase, at the level of the start year.
pub(crate) fn onset_rate(values: &Values, phase: Phase) -> f64 {
    let per_hundred = match phase {
        Phase::Primary => values.need.onsets_primary_per_100_pupils_per_year,
        Phase::Secondary => values.need.onsets_secondary_per_100_pupils_per_year,
        Phase::SixteenPlus => values.need.onsets_sixteen_plus_per_100_pupils_per_year,
    };
    per_hundred / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIX: PhaseMix = PhaseMix { settings: [150.0, 61.0, 2.0, 4.0, 15.0] };

    #[test]
    fn synthetic_settings_keep_the_totals_of_the_site() {
        for (count, pupils) in [(27, 15_101), (105, 47_392), (1, 500)] {
            let settings =
                synthetic_settings("Camden", count, pupils, &MIX, 20.1, 0.1, &Values::default());
            assert_eq!(settings.len(), count as usize);
            let total: u32 = settings.iter().map(|setting| setting.pupils).sum();
            assert!(total.abs_diff(pupils) <= 2, "{total}");
        }
    }

    #[test]
    fn a_deprived_site_has_more_settings_in_the_lower_fifths() {
        let mean_fifth = |imd| {
            let settings = synthetic_settings("x", 100, 40_000, &MIX, imd, 0.0, &Values::default());
            settings.iter().map(|s| f64::from(s.deprivation_fifth)).sum::<f64>() / 100.0
        };
        assert!(mean_fifth(42.0) > mean_fifth(10.0) + 1.0);
    }

    #[test]
    fn need_averages_to_the_index_of_the_site() {
        let plans = synthetic_settings("Liverpool", 24, 8_788, &MIX, 42.4, 0.0, &Values::default());
        let profile = SiteProfile {
            teams: 3,
            imd_score: 42.4,
            minority_ethnic_share: 0.11,
            emotional_disorder_share: 0.041,
            spend_per_child_gbp: None,
            in_contact_share: 0.0275,
            closed_before_treatment_share: None,
            wait_second_contact_days: None,
            delivery: crate::model::plan::DeliveryModel::default(),
        };
        let factors = need_factors(&profile, &plans, &Values::default());
        let pupils: f64 = plans.iter().map(|p| f64::from(p.pupils)).sum();
        let mean: f64 =
            plans.iter().zip(factors).map(|(p, f)| f64::from(p.pupils) * f).sum::<f64>() / pupils;
        assert!((mean - 4.1 / 3.6).abs() < 1e-9);
    }
}
