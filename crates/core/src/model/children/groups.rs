//! Under-reached groups (M4): children of groups that the evaluation names are noticed later,
//! consent and stay in help less often, and low-intensity help suits them less. Within a site the
//! factors are renormalised to a mean of one, so that the level of the site is unchanged.
//! Specialist roles, adaptations and trained staff close the gaps, and take time from direct work.

use crate::model::children::child::{Child, Groups};
use crate::model::parameters::{Values, parameters};

parameters! {
    pub struct GroupParameters in "group" {
        /// Share of pupils with SEND or neurodiversity
        send_share: f64 = 0.16, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.22),
            "M1", Live, Assumption "prior",
            raises "in_need" of "group=send";
        /// Need of pupils with SEND or neurodiversity relative to others
        send_need_ratio: f64 = 3.5, "ratio", allowed (0.1, 20.0), plausible (2.0, 4.5),
            "M1", Live, Assumption "prior",
            raises "in_need" of "group=send";
        /// Probable disorder of minority ethnic children relative to White children; the site
        /// states their share
        minority_ethnic_need_ratio: f64 = 0.4, "ratio", allowed (0.05, 5.0), plausible (0.3, 0.8),
            "M1", Live, Derived "MHCYP 2020: 7.5 % compared with 18.8 %; MHCYP 2017: 5.2 % of \
             Asian children compared with 15 % of White British; renormalised within a site",
            raises "in_need" of "group=minority_ethnic";
        /// Share of pupils from low-income families in a setting of the middle deprivation fifth
        low_income_share: f64 = 0.19, "proportion", allowed (0.0, 1.0), plausible (0.12, 0.3),
            "M1", Live, Derived "with the gradient, a mean of 24.5 % over the fifths, which is the \
             mean of schools for eligibility for free meals (DfE 2022/23)",
            raises "in_need" of "group=low_income";
        /// Share of low-income pupils in the most deprived fifth relative to the least deprived
        low_income_gradient: f64 = 7.9, "ratio", allowed (0.1, 20.0), plausible (3.0, 10.0),
            "M1", Live, Derived "fifths of schools by eligibility for free meals have 6.3, 13.7, \
             21.0, 31.5 and 49.9 % (DfE 2022/23); they are taken to be the fifths of deprivation",
            raises "in_need" of "group=low_income";
        /// Need of pupils from low-income families relative to others
        low_income_need_ratio: f64 = 1.5, "ratio", allowed (0.1, 20.0), plausible (1.1, 2.5),
            "M1", Live, Assumption "prior",
            raises "in_need" of "group=low_income";
        /// Share of pupils who are looked after
        looked_after_share: f64 = 0.007, "proportion", allowed (0.0, 1.0), plausible (0.004, 0.012),
            "M1", Live, Assumption "prior",
            raises "in_need" of "group=looked_after";
        /// Need of looked-after pupils relative to others
        looked_after_need_ratio: f64 = 4.0, "ratio", allowed (0.1, 20.0), plausible (2.0, 6.0),
            "M1", Live, Assumption "prior",
            raises "in_need" of "group=looked_after";
        /// Share of secondary and 16-plus pupils who are LGBTQ+
        lgbtq_share: f64 = 0.08, "proportion", allowed (0.0, 1.0), plausible (0.04, 0.14),
            "M1", Live, Assumption "prior",
            raises "in_need" of "group=lgbtq";
        /// Whether a child in need who begins secondary school becomes a member of the groups of teenage
        /// boys and of LGBTQ+ pupils (false: membership is settled when need first begins)
        follow_phase: bool = true, "switch",
            "M1, M4", Live, Assumption "by the definition of these groups",
            raises "in_need" of "group=teenage_boys";
        /// Need of LGBTQ+ pupils relative to others
        lgbtq_need_ratio: f64 = 2.65, "ratio", allowed (0.1, 20.0), plausible (1.5, 4.0),
            "M1", Live, Derived "MHCYP 2017: a disorder in 35 % of 14- to 19-year-olds who do not \
             identify as heterosexual and in 13.2 % of the others",
            raises "in_need" of "group=lgbtq";
    }
}

parameters! {
    pub struct GroupsParameters in "groups" {
        /// Recognition of children with SEND or neurodiversity, relative to others
        send_recognition: f64 = 0.8, "ratio", allowed (0.0, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7: groups that are not reached",
            lowers "not_recognised_share" of "group=send";
        /// Consent and staying in help of children with SEND or neurodiversity, relative to others
        send_engagement: f64 = 0.8, "ratio", allowed (0.1, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             stigma, other preferences and past experience of services are barriers for the groups \
             that are not reached",
            lowers "dropped_out_share" of "group=send";
        /// Logarithm of the rate at which low-intensity help ends need of children with SEND or neurodiversity,
        /// relative to others
        send_fit: f64 = -0.4, "logarithm", allowed (-5.0, 5.0), plausible (-1.0, 0.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7: the limits of the approach \
             for some groups",
            raises "recovered_share" of "group=send";
        /// Recognition of minority ethnic children or children with English as a second language,
        /// relative to others
        minority_ethnic_recognition: f64 = 0.75, "ratio", allowed (0.0, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7: groups that are not reached",
            lowers "not_recognised_share" of "group=minority_ethnic";
        /// Consent and staying in help of minority ethnic children or children with English as a
        /// second language, relative to others
        minority_ethnic_engagement: f64 = 0.85, "ratio", allowed (0.1, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             stigma, other preferences and past experience of services are barriers for the groups \
             that are not reached",
            lowers "dropped_out_share" of "group=minority_ethnic";
        /// Logarithm of the rate at which low-intensity help ends need of minority ethnic children or children with
        /// English as a second language, relative to others
        minority_ethnic_fit: f64 = -0.2, "logarithm", allowed (-5.0, 5.0), plausible (-1.0, 0.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7: the limits of the approach \
             for some groups",
            raises "recovered_share" of "group=minority_ethnic";
        /// Recognition of children from low-income families, relative to others
        low_income_recognition: f64 = 0.9, "ratio", allowed (0.0, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7: groups that are not reached",
            lowers "not_recognised_share" of "group=low_income";
        /// Consent and staying in help of children from low-income families, relative to others
        low_income_engagement: f64 = 0.8, "ratio", allowed (0.1, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             stigma, other preferences and past experience of services are barriers for the groups \
             that are not reached",
            lowers "dropped_out_share" of "group=low_income";
        /// Logarithm of the rate at which low-intensity help ends need of children from low-income families,
        /// relative to others
        low_income_fit: f64 = -0.1, "logarithm", allowed (-5.0, 5.0), plausible (-1.0, 0.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7: the limits of the approach \
             for some groups",
            raises "recovered_share" of "group=low_income";
        /// Recognition of looked-after children, relative to others
        looked_after_recognition: f64 = 0.9, "ratio", allowed (0.0, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior: the smallest gap of the groups; Ellins et al. 2023, Ch7 \
             (remaining gaps in support) names looked-after children among the groups that are \
             underserved, and a lack of joint working with other services as a barrier",
            lowers "not_recognised_share" of "group=looked_after";
        /// Consent and staying in help of looked-after children, relative to others
        looked_after_engagement: f64 = 0.8, "ratio", allowed (0.1, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             stigma, other preferences and past experience of services are barriers for the groups \
             that are not reached",
            lowers "dropped_out_share" of "group=looked_after";
        /// Logarithm of the rate at which low-intensity help ends need of looked-after children, relative to others
        looked_after_fit: f64 = -0.3, "logarithm", allowed (-5.0, 5.0), plausible (-1.0, 0.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch12 (discussion): gaps in support \
             for children living in care, because the approach does not always suit them",
            raises "recovered_share" of "group=looked_after";
        /// Recognition of LGBTQ+ children, relative to others
        lgbtq_recognition: f64 = 0.85, "ratio", allowed (0.0, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7: groups that are not reached",
            lowers "not_recognised_share" of "group=lgbtq";
        /// Consent and staying in help of LGBTQ+ children, relative to others
        lgbtq_engagement: f64 = 0.95, "ratio", allowed (0.1, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             stigma, other preferences and past experience of services are barriers for the groups \
             that are not reached",
            lowers "dropped_out_share" of "group=lgbtq";
        /// Logarithm of the rate at which low-intensity help ends need of LGBTQ+ children, relative to others
        lgbtq_fit: f64 = -0.1, "logarithm", allowed (-5.0, 5.0), plausible (-1.0, 0.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023 does not say that the approach suits \
             LGBTQ+ children less",
            raises "recovered_share" of "group=lgbtq";
        /// Recognition of teenage boys, relative to others
        teenage_boys_recognition: f64 = 0.75, "ratio", allowed (0.0, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7: groups that are not reached",
            lowers "not_recognised_share" of "group=teenage_boys";
        /// Consent and staying in help of teenage boys, relative to others
        teenage_boys_engagement: f64 = 0.8, "ratio", allowed (0.1, 5.0), plausible (0.5, 1.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             stigma, other preferences and past experience of services are barriers for the groups \
             that are not reached",
            lowers "dropped_out_share" of "group=teenage_boys";
        /// Logarithm of the rate at which low-intensity help ends need of teenage boys, relative to others
        teenage_boys_fit: f64 = -0.1, "logarithm", allowed (-5.0, 5.0), plausible (-1.0, 0.2),
            "M4", Live, Assumption "prior; Ellins et al. 2023 does not say that the approach suits \
             teenage boys less",
            raises "recovered_share" of "group=teenage_boys";
        /// Extent to which more specialist roles, adaptations and trained staff than teams had
        /// close these gaps
        adaptation: f64 = 0.0, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.6),
            "M4", Live, Assumption "0: the gaps are those that teams had; Ellins et al. 2023, Ch7 \
             (reach and inclusion, remaining gaps in support) lists specialist roles, training and \
             adapted resources, and gaps despite them; their effect is not reported",
            lowers "not_recognised_share" of "group=send";
        /// Share of direct work that closing the gaps completely would take
        adaptation_cost_share: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M4", Live, Assumption "prior",
            lowers "slots_per_emhp_week";
    }
}

const GROUPS: usize = 6;

/// How much a site's children of each group differ, as factors of those in no group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GroupFactors {
    recognition: [f64; GROUPS],
    engagement: [f64; GROUPS],
    fit: [f64; GROUPS],
    /// Means over the children in need of the site.
    mean_recognition: f64,
    mean_engagement: f64,
    mean_fit: f64,
}

impl GroupFactors {
    pub(crate) fn new(values: &Values, minority_ethnic: f64, teenage: f64) -> Self {
        let gap = 1.0 - values.groups.adaptation;
        let groups = &values.groups;
        let recognition = [
            groups.send_recognition,
            groups.minority_ethnic_recognition,
            groups.low_income_recognition,
            groups.looked_after_recognition,
            groups.lgbtq_recognition,
            groups.teenage_boys_recognition,
        ]
        .map(|ratio| ratio.powf(gap));
        let engagement = [
            groups.send_engagement,
            groups.minority_ethnic_engagement,
            groups.low_income_engagement,
            groups.looked_after_engagement,
            groups.lgbtq_engagement,
            groups.teenage_boys_engagement,
        ]
        .map(|ratio| ratio.powf(gap));
        let fit = [
            groups.send_fit,
            groups.minority_ethnic_fit,
            groups.low_income_fit,
            groups.looked_after_fit,
            groups.lgbtq_fit,
            groups.teenage_boys_fit,
        ]
        .map(|fit| fit * gap);
        let shares = shares(values, minority_ethnic, teenage);
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
    pub(crate) fn recognition(&self, child: &Child) -> f64 {
        product(&self.recognition, child.groups) / self.mean_recognition
    }

    /// Consent and staying in help, relative to the mean of the site.
    pub(crate) fn engagement(&self, child: &Child) -> f64 {
        product(&self.engagement, child.groups) / self.mean_engagement
    }

    /// Logarithm of the effect of help, relative to the mean of the site.
    pub(crate) fn fit(&self, child: &Child) -> f64 {
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

/// Share of a group among cases, from its share among pupils and the ratio of its need to that of
/// the others.
pub(crate) fn share_among_cases(share: f64, ratio: f64) -> f64 {
    share * ratio / (share * ratio + 1.0 - share)
}

/// Shares of the groups among the children in need of a site, in the order of [`Groups`].
fn shares(values: &Values, minority_ethnic: f64, teenage: f64) -> [f64; GROUPS] {
    [
        share_among_cases(values.group.send_share, values.group.send_need_ratio),
        share_among_cases(minority_ethnic, values.group.minority_ethnic_need_ratio),
        share_among_cases(values.group.low_income_share, values.group.low_income_need_ratio),
        share_among_cases(values.group.looked_after_share, values.group.looked_after_need_ratio),
        teenage * share_among_cases(values.group.lgbtq_share, values.group.lgbtq_need_ratio),
        teenage * 0.5,
    ]
}
