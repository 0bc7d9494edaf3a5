//! Delivery models (M33): how teams differ by who provides them. A voluntary organisation or a local
//! authority gives more of its time to the whole school approach, takes more children case by case,
//! receives referrals directly, and fills posts sooner. An NHS trust, which mostly provides the
//! specialist service too, is closer to that service.
//!
//! What a scenario states holds for the providers of the 25 Trailblazer sites together. The values of
//! a site lie around it, such that the mean over these sites is what is stated. A parameter that is
//! stated for the site itself is not changed, and neither is a site whose provider is not known.

use crate::model::parameters::{Domain, Parameter, Values, parameters};
use crate::model::plan::Provider;

parameters! {
    pub struct DeliveryParameters in "delivery" {
        /// Whether teams differ by provider
        differs: bool = true, "switch",
            "M33", Live, Assumption "switch; it has no effect where the provider is not known",
            neither "it acts as each of the differences does";
        /// Where a partnership of an NHS trust and another organisation lies between an NHS trust
        /// (0) and a voluntary organisation (1)
        partnership: f64 = 0.5, "ratio", allowed (0.0, 1.0), plausible (0.2, 0.8),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch5 (health oriented versus \
             holistic models): wider benefits of having a voluntary organisation involved",
            lowers "slots_per_emhp_week";
        /// Share of an EMHP's working time for direct work at a voluntary organisation, less that at
        /// an NHS trust; the share for the whole school approach differs by as much the other way
        direct_difference: f64 = -0.1, "proportion", allowed (-1.0, 1.0), plausible (-0.3, 0.0),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch5 (health oriented versus \
             holistic models): NHS-led models were more clinical, and others gave more prominence \
             to whole school approaches; no size is reported",
            raises "slots_per_emhp_week";
        /// Share of the children below the extended line whom the team accepts when it decides case
        /// by case, at a voluntary organisation less that at an NHS trust
        remit_difference: f64 = 0.2, "proportion", allowed (-1.0, 1.0), plausible (0.0, 0.4),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch5: models led by local \
             authorities stretched the boundaries of clinical interventions, and a voluntary \
             organisation was less rigid; no size is reported",
            lowers "missing_middle_entered";
        /// Mean time to complete form and consent at a voluntary organisation, with its own referral
        /// route, less that at an NHS trust; none where all referrals go through a single point of
        /// access
        route_difference_days: f64 = -3.0, "days", allowed (-180.0, 180.0), plausible (-8.0, 0.0),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch5: two of five case study sites \
             had an NHS-led single point of access",
            raises "wait_referral_to_assessment";
        /// Probability that staff and families refer to the team at a voluntary organisation,
        /// relative to that at an NHS trust; 1 where all referrals go through a single point of
        /// access
        requests_ratio: f64 = 1.1, "ratio", allowed (0.1, 10.0), plausible (1.0, 1.4),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch5: one site moved away from the \
             single point of access because it received fewer referrals",
            raises "referrals";
        /// Time to find a senior or a qualified EMHP at a voluntary organisation, relative to that
        /// at an NHS trust
        search_ratio: f64 = 0.75, "ratio", allowed (0.1, 10.0), plausible (0.4, 1.0),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch5: an NHS trust must recruit to \
             certain standards and inductions, and a voluntary organisation has less bureaucracy",
            raises "senior_vacancy_share";
        /// Share of step-ups that are agreed with the specialist service beforehand, at a voluntary
        /// organisation less that at an NHS trust
        agreed_difference: f64 = -0.15, "proportion", allowed (-1.0, 1.0), plausible (-0.3, 0.0),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch5 and Ch12: integration with \
             specialist NHS services varied, and most teams belonged to their provider",
            lowers "specialist_declined_share" of "referred_by=team_step_up";
        /// Share of children above the ceiling but below the specialist threshold whom the team
        /// nevertheless refers to the specialist service, at a voluntary organisation less that at
        /// an NHS trust
        passed_on_difference: f64 = 0.05, "proportion", allowed (-1.0, 1.0), plausible (0.0, 0.2),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch5 and Ch12: as above; nobody \
             reports how many referrals went to the wrong service",
            raises "specialist_referrals";
    }
}

/// Trailblazer sites: all, those with a partnership, and those without an NHS trust (Ellins et al.
/// 2023, Ch3).
const SITES: [f64; 3] = [25.0, 5.0, 3.0];

/// The two parts of an EMHP's time: a site that states one of them states how time is divided.
const TIME: [Parameter; 2] =
    [Parameter::named("hours.direct_share"), Parameter::named("hours.whole_school_share")];

/// The parameters that differ by provider.
const DIFFERING: [Parameter; 10] = [
    TIME[0],
    TIME[1],
    Parameter::named("remit.case_by_case_share"),
    Parameter::named("referral.form_mean_days"),
    Parameter::named("referral.staff_request_share"),
    Parameter::named("referral.family_request_share"),
    Parameter::named("recruitment.senior_months_to_fill"),
    Parameter::named("recruitment.qualified_search_weeks"),
    Parameter::named("step_up.agreed_share"),
    Parameter::named("triage.too_complex_passed_on_share"),
];

/// Whether a parameter differs by provider (M33).
pub fn differs_by_provider(parameter: Parameter) -> bool {
    DIFFERING.contains(&parameter)
}

/// The values of a site with this provider: those that are stated, and what differs by provider for
/// all that are not the site's `own`.
pub(crate) fn of_site(stated: &Values, provider: Option<Provider>, own: &[Parameter]) -> Values {
    let mut values = stated.clone();
    let Some(provider) = provider.filter(|_| stated.delivery.differs) else { return values };
    let [sites, partnerships, others] = SITES;
    let partnership = stated.delivery.partnership;
    let mean = (others + partnerships * partnership) / sites;
    let position = match provider {
        Provider::Nhs => 0.0,
        Provider::Partnership => partnership,
        Provider::Voluntary | Provider::LocalAuthority => 1.0,
    };
    let more = |difference: f64| difference * (position - mean);
    let times = |ratio: f64| (1.0 + (ratio - 1.0) * position) / (1.0 + (ratio - 1.0) * mean);
    let mut put = |key: Parameter, value: f64| {
        if let (Domain::Number { allowed: (low, high), .. }, false) =
            (key.declaration().domain, own.contains(&key))
        {
            // A number within the allowed range is never refused.
            let _ = values.set(key, value.clamp(low, high));
        }
    };
    let Values { delivery, hours, remit, referral, recruitment, step_up, triage, .. } = stated;
    if !TIME.iter().any(|key| own.contains(key)) {
        let [direct, whole_school] = TIME;
        let more_direct = more(delivery.direct_difference);
        put(direct, hours.direct_share + more_direct);
        put(whole_school, hours.whole_school_share - more_direct);
    }
    put(
        Parameter::named("remit.case_by_case_share"),
        remit.case_by_case_share + more(delivery.remit_difference),
    );
    if !referral.single_point_of_access {
        let requests = times(delivery.requests_ratio);
        put(
            Parameter::named("referral.form_mean_days"),
            referral.form_mean_days + more(delivery.route_difference_days),
        );
        put(
            Parameter::named("referral.staff_request_share"),
            referral.staff_request_share * requests,
        );
        put(
            Parameter::named("referral.family_request_share"),
            referral.family_request_share * requests,
        );
    }
    let search = times(delivery.search_ratio);
    put(
        Parameter::named("recruitment.senior_months_to_fill"),
        recruitment.senior_months_to_fill * search,
    );
    put(
        Parameter::named("recruitment.qualified_search_weeks"),
        recruitment.qualified_search_weeks * search,
    );
    put(
        Parameter::named("step_up.agreed_share"),
        step_up.agreed_share + more(delivery.agreed_difference),
    );
    put(
        Parameter::named("triage.too_complex_passed_on_share"),
        triage.too_complex_passed_on_share + more(delivery.passed_on_difference),
    );
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(from: &Values, to: &Values) -> Vec<&'static str> {
        Parameter::all()
            .filter(|&parameter| from.number(parameter) != to.number(parameter))
            .map(|parameter| parameter.declaration().key)
            .collect()
    }

    #[test]
    fn the_mean_over_the_trailblazer_sites_is_what_is_stated() {
        let stated = Values::default();
        let of = |provider| of_site(&stated, Some(provider), &[]);
        let (nhs, partnership, voluntary) =
            (of(Provider::Nhs), of(Provider::Partnership), of(Provider::Voluntary));
        let differing = changed(&stated, &voluntary);
        assert_eq!(differing.len(), DIFFERING.len(), "{differing:?}");
        let declared = |key: &&str| DIFFERING.iter().any(|one| one.declaration().key == *key);
        assert!(differing.iter().all(declared), "{differing:?}");
        for parameter in Parameter::all() {
            let [one, two, three] =
                [&nhs, &partnership, &voluntary].map(|values| values.number(parameter));
            let (mean, expected) = (17.0 * one + 5.0 * two + 3.0 * three, stated.number(parameter));
            let key = parameter.declaration().key;
            assert!((mean / 25.0 - expected).abs() < 1e-9, "{key}: {mean}, not {expected}");
        }
        assert_eq!(of(Provider::LocalAuthority), voluntary);
    }

    #[test]
    fn nothing_differs_where_nothing_is_known_or_the_switch_is_off() {
        let mut stated = Values::default();
        assert_eq!(of_site(&stated, None, &[]), stated);
        stated.delivery.differs = false;
        assert_eq!(of_site(&stated, Some(Provider::Voluntary), &[]), stated);
    }

    #[test]
    fn a_value_of_the_site_itself_is_kept_and_so_is_a_single_point_of_access() {
        let stated = Values::default();
        let [direct, _] = TIME;
        let found = of_site(&stated, Some(Provider::Voluntary), &[direct]);
        assert_eq!(found.hours, stated.hours, "how time is divided is one statement");
        assert_eq!(changed(&stated, &found).len(), 8);
        let mut stated = stated;
        stated.referral.single_point_of_access = true;
        let found = of_site(&stated, Some(Provider::Nhs), &[]);
        assert_eq!(found.referral, stated.referral);
    }

    #[test]
    fn a_value_at_the_end_of_its_range_stays_in_it() {
        let mut stated = Values::default();
        stated.hours.direct_share = 1.0;
        stated.hours.whole_school_share = 0.0;
        let found = of_site(&stated, Some(Provider::Nhs), &[]);
        assert_eq!((found.hours.direct_share, found.hours.whole_school_share), (1.0, 0.0));
    }
}
