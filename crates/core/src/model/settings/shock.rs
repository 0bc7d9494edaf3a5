//! Shocks (M27), on a timeline: closed schools in which less is noticed and asked for, and the rebound;
//! sessions that cannot be held, and remote delivery; cohorts that begin late. What happened is put in, not explained.

use crate::engine::time::Span;
use crate::model::parameters::{Values, parameters};

parameters! {
    pub struct ShockParameters in "shock" {
        /// Whether the shocks below have any effect
        is_on: bool = true, "switch",
            "M27", Live, Published "Ellins et al. 2023, Ch10 (impact of COVID-19): referrals \
             dropped at first, and support became remote",
            neither "it acts as each of the shocks does";
        /// Recognition and referral by staff and families, relative to normal times; changes on a
        /// timeline
        referral_factor: f64 = 1.0, "ratio", allowed (0.0, 10.0), plausible (0.3, 2.0),
            "M27", Live, Derived "calibrated input: referrals fell by 34.5 % in April 2020 and \
             rose above 2019 later (CYP Now; Health Foundation)",
            raises "referrals";
        /// Share of sessions and assessments that teams can hold at all, face to face or remotely;
        /// changes on a timeline
        sessions_held_share: f64 = 1.0, "proportion", allowed (0.0, 1.0), plausible (0.0, 1.0),
            "M27", Live, Assumption "1 in normal times; Ellins et al. 2023, Ch10 (impact of \
             COVID-19): all teams switched to remote support, but it took some time to prepare \
             for; how much was held meanwhile is not reported",
            raises "started";
        /// Referrals to the specialist service from elsewhere, relative to normal times; changes on a
        /// timeline
        elsewhere_factor: f64 = 1.0, "ratio", allowed (0.0, 10.0), plausible (0.5, 1.6),
            "M27", Live, Derived "calibrated input: by quarter of 2020/21, referrals in England \
             were 30 % fewer and 5, 11 and -4 % more than a year before; of 2021/22, 40, 23, 33 and \
             43 % more than in 2019/20 (NHS Digital), of which half is taken to be wider reporting",
            raises "wait_specialist_first_contact";
        /// Added to the missed share if all work is remote
        remote_missed_extra: f64 = 0.03, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.1),
            "M27", Live, Assumption "prior; Ellins et al. 2023, Ch7 (adaptations to COVID-19): \
             some children lacked technology or did not feel comfortable at home; missed \
             appointments are not reported",
            lowers "sessions_attended_mean";
        /// Delay of cohorts that are starting; changes on a timeline
        cohort_delay_weeks: f64 = 0.0, "weeks", allowed (0.0, 52.0), plausible (0.0, 13.0),
            "M27", Live, Assumption "0 in normal times; Ellins et al. 2023, Appendix 1: the \
             training of wave 3 was delayed two months, to November 2020",
            raises "emhp_vacancy_share";
    }
}

/// Recognition and referral, relative to a calm time.
pub(crate) fn to_referrals(values: &Values) -> f64 {
    if values.shock.is_on { values.shock.referral_factor } else { 1.0 }
}

/// Referrals from elsewhere, relative to a calm time.
pub(crate) fn to_referrals_from_elsewhere(values: &Values) -> f64 {
    if values.shock.is_on { values.shock.elsewhere_factor } else { 1.0 }
}

/// By how much a cohort begins late.
pub(crate) fn cohort_delay(values: &Values) -> Span {
    let weeks = if values.shock.is_on { values.shock.cohort_delay_weeks } else { 0.0 };
    Span::from_days(7 * weeks.round() as u32)
}

/// Share of sessions that can be held at all.
pub(crate) fn sessions_held(values: &Values) -> f64 {
    if values.shock.is_on { values.shock.sessions_held_share } else { 1.0 }
}

/// Share of work that is done remotely.
pub(crate) fn remote_share(values: &Values) -> f64 {
    if values.shock.is_on { values.strain.remote_share } else { 0.0 }
}

/// Added to the chance of missing a session.
pub(crate) fn missed_for_remote(values: &Values) -> f64 {
    values.shock.remote_missed_extra * remote_share(values)
}
