//! The register: one declaration for each parameter, in the order of a child's way.

use super::{Declaration, Domain, Kind};

/// Declares the parameters once: the enum, its declarations and the way from a key back.
macro_rules! register {
    ($($name:ident = $key:literal {
        meaning: $meaning:literal,
        unit: $unit:literal,
        default: $default:expr,
        domain: $domain:expr,
        mechanism: $mechanism:literal,
        kind: $kind:ident,
        source: $source:literal $(,)?
    })*) => {
        /// A parameter of the model. Its declaration is the documentation.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u16)]
        #[allow(missing_docs)]
        pub enum Parameter { $($name),* }

        const ALL: &[Parameter] = &[$(Parameter::$name),*];

        const DECLARATIONS: &[Declaration] = &[$(Declaration {
            key: $key,
            meaning: $meaning,
            unit: $unit,
            default: $default,
            domain: $domain,
            mechanism: $mechanism,
            kind: Kind::$kind,
            source: $source,
        }),*];
    };
}

impl Parameter {
    /// All parameters, in the order of the register.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        ALL.iter().copied()
    }

    /// The declaration of this parameter.
    pub fn declaration(self) -> &'static Declaration {
        &DECLARATIONS[self as usize]
    }

    /// Whether the parameter may take another value from a date on.
    pub fn may_change_in_time(self) -> bool {
        !FIXED_AT_START.contains(&self)
    }

    /// The parameter with this key.
    pub fn find(key: &str) -> Option<Self> {
        Self::all().find(|parameter| parameter.declaration().key == key)
    }
}

/// Parameters that shape the site before its first day: the settings and their need, the staff of
/// the teams, and the calibration of the specialist service. They cannot change on a date.
const FIXED_AT_START: &[Parameter] = &[
    Parameter::NeedEnglandEmotionalPct,
    Parameter::NeedDeprivationGradient,
    Parameter::SettingLeadShare,
    Parameter::SettingEngagementSd,
    Parameter::RecognitionLeadFactor,
    Parameter::RolloutInWaves,
    Parameter::RolloutPupils,
    Parameter::RolloutLargerFirst,
    Parameter::RolloutSeniors,
    Parameter::TeamEmhps,
    Parameter::TeamSeniors,
    Parameter::TeamManagerFte,
    Parameter::TeamAdministratorFte,
    Parameter::SupervisionTrainedShare,
    Parameter::SpecialistShareCovered,
    Parameter::SpecialistLagDays,
    Parameter::SpecialistGapDays,
    Parameter::SpecialistContactsPerEpisode,
    Parameter::SpecialistContactsPerMonth,
];

const fn number(low: f64, high: f64, plausible_low: f64, plausible_high: f64) -> Domain {
    Domain::Number {
        allowed: (low, high),
        plausible: (plausible_low, plausible_high),
        whole: false,
    }
}

const fn whole(low: f64, high: f64, plausible_low: f64, plausible_high: f64) -> Domain {
    Domain::Number { allowed: (low, high), plausible: (plausible_low, plausible_high), whole: true }
}

register! {
    NeedOnsetsPrimary = "need.onsets_primary_per_100_pupils_per_year" {
        meaning: "New episodes of need among primary pupils, at an onset index of 1 (2017)",
        unit: "per 100 pupils per year",
        default: 4.6,
        domain: number(0.0, 50.0, 3.0, 8.0),
        mechanism: "M1",
        kind: Derived,
        source: "set so that prevalence comes near the national surveys of 2017 (MHCYP, 12.1 % at 7 to 16) with their gradient by age (MHCYP 2023: 15.7 % at 8 to 10, 22.6 % at 11 to 16)",
    }
    NeedOnsetsSecondary = "need.onsets_secondary_per_100_pupils_per_year" {
        meaning: "New episodes of need among secondary pupils, at an onset index of 1 (2017)",
        unit: "per 100 pupils per year",
        default: 6.9,
        domain: number(0.0, 50.0, 4.0, 12.0),
        mechanism: "M1",
        kind: Derived,
        source: "as for primary pupils",
    }
    NeedOnsetsSixteenPlus = "need.onsets_sixteen_plus_per_100_pupils_per_year" {
        meaning: "New episodes of need in years 12 and 13, at an onset index of 1 (2017)",
        unit: "per 100 pupils per year",
        default: 7.2,
        domain: number(0.0, 50.0, 3.0, 12.0),
        mechanism: "M1",
        kind: Derived,
        source: "as for primary pupils (MHCYP 2023: 23.3 % at 17 to 19)",
    }
    NeedOnsetIndex = "need.onset_index" {
        meaning: "Level of onsets relative to 2017; a timeline in the Trailblazer scenario",
        unit: "ratio",
        default: 1.0,
        domain: number(0.0, 10.0, 0.7, 2.5),
        mechanism: "M1",
        kind: Derived,
        source: "set so that prevalence comes near the national surveys of 2020 (16.7 %) and 2022 (18.0 %) (MHCYP)",
    }
    NeedEnglandEmotionalPct = "need.england_emotional_disorder_pct" {
        meaning: "England's estimated prevalence of emotional disorders at 5 to 16, to which a site's own figure is an index",
        unit: "percent",
        default: 3.6,
        domain: number(0.1, 50.0, 3.0, 4.5),
        mechanism: "M1",
        kind: Published,
        source: "Ellins et al. 2023, Table 3",
    }
    NeedDeprivationGradient = "need.deprivation_gradient" {
        meaning: "Need in the most deprived fifth relative to the least deprived, renormalised within a site",
        unit: "ratio",
        default: 1.5,
        domain: number(0.2, 10.0, 1.2, 2.0),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    NeedBriefShare = "need.brief_share" {
        meaning: "Share of onsets with a brief course; the rest persist",
        unit: "proportion",
        default: 0.55,
        domain: number(0.0, 1.0, 0.4, 0.7),
        mechanism: "M2",
        kind: Assumption,
        source: "prior that reconciles 54 % remission in a year (Roach 2023) with 50 % persistence over three years (Ford 2018)",
    }
    NeedBriefMonths = "need.brief_mean_months" {
        meaning: "Mean months to remission of a brief course without help",
        unit: "months",
        default: 6.9,
        domain: number(0.5, 120.0, 4.0, 10.0),
        mechanism: "M2",
        kind: Derived,
        source: "with the share of brief courses: remission of 54 % within a year of onset (Roach 2023)",
    }
    NeedPersistentMonths = "need.persistent_mean_months" {
        meaning: "Mean months to remission of a persistent course without help",
        unit: "months",
        default: 62.0,
        domain: number(1.0, 1e6, 40.0, 90.0),
        mechanism: "M2",
        kind: Derived,
        source: "with the share of brief courses: persistence of 50 % over three years in a surveyed population (Ford 2018)",
    }
    NeedBelowFloorShare = "need.below_floor_share" {
        meaning: "Share of probable cases below the team's floor",
        unit: "proportion",
        default: 0.1,
        domain: number(0.0, 0.9, 0.03, 0.2),
        mechanism: "M2",
        kind: Assumption,
        source: "prior",
    }
    NeedMissingMiddleBandShare = "need.missing_middle_band_share" {
        meaning: "Share of probable cases between the ceiling of the team's remit and the specialist threshold",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 0.9, 0.08, 0.25),
        mechanism: "M2",
        kind: Assumption,
        source: "prior; main results are to be shown for 0.08, 0.15 and 0.25",
    }
    NeedAboveSpecialistShare = "need.above_specialist_share" {
        meaning: "Share of probable cases above the specialist threshold",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 0.9, 0.1, 0.2),
        mechanism: "M2",
        kind: Assumption,
        source: "prior",
    }
    NeedMovesAwayPerMonth = "need.moves_away_per_month" {
        meaning: "Rate at which a child in need moves out of the area",
        unit: "per month",
        default: 0.0025,
        domain: number(0.0, 1.0, 0.001, 0.006),
        mechanism: "M1",
        kind: Assumption,
        source: "prior: about 3 % of families a year",
    }
    NeedLeaversToCovered = "need.leavers_to_covered_share" {
        meaning: "Share of leavers of a covered setting who move on to a covered setting of the site",
        unit: "proportion",
        default: 0.6,
        domain: number(0.0, 1.0, 0.2, 0.9),
        mechanism: "M1",
        kind: Assumption,
        source: "prior; none published",
    }
    SeverityOnsetSd = "severity.onset_sd" {
        meaning: "Standard deviation of the severity score at onset, whose mean is 1",
        unit: "score",
        default: 0.55,
        domain: number(0.0, 5.0, 0.3, 0.9),
        mechanism: "M2",
        kind: Assumption,
        source: "prior",
    }
    SeverityDeteriorationPerMonth = "severity.deterioration_per_month" {
        meaning: "Probability that a child in need and out of help deteriorates in a month",
        unit: "per month",
        default: 0.02,
        domain: number(0.0, 1.0, 0.01, 0.035),
        mechanism: "M2",
        kind: Assumption,
        source: "prior",
    }
    SeverityDeteriorationSize = "severity.deterioration_size" {
        meaning: "Rise of the score at a deterioration",
        unit: "score",
        default: 0.4,
        domain: number(0.0, 5.0, 0.2, 0.8),
        mechanism: "M2",
        kind: Assumption,
        source: "prior",
    }
    SeverityFluctuation = "severity.fluctuation_sd" {
        meaning: "Standard deviation of the ups and downs of the score in 28 days",
        unit: "score",
        default: 0.06,
        domain: number(0.0, 2.0, 0.02, 0.15),
        mechanism: "M2",
        kind: Assumption,
        source: "prior",
    }
    ProblemPrimaryLowMood = "problem.primary_low_mood_share" {
        meaning: "Share of primary children in need who present with low mood (the rest: anxiety)",
        unit: "proportion",
        default: 0.05,
        domain: number(0.0, 1.0, 0.020000000000000004, 0.1),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    ProblemPrimaryBehaviour = "problem.primary_behaviour_share" {
        meaning: "Share of primary children in need who present with behaviour (the rest: anxiety)",
        unit: "proportion",
        default: 0.4,
        domain: number(0.0, 1.0, 0.16000000000000003, 0.8),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    ProblemPrimarySelfHarm = "problem.primary_self_harm_share" {
        meaning: "Share of primary children in need who present with self harm (the rest: anxiety)",
        unit: "proportion",
        default: 0.02,
        domain: number(0.0, 1.0, 0.008, 0.04),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    ProblemPrimaryNeurodevelopmental = "problem.primary_neurodevelopmental_share" {
        meaning: "Share of primary children in need who present with neurodevelopmental (the rest: anxiety)",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 1.0, 0.06, 0.3),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    ProblemSecondaryLowMood = "problem.secondary_low_mood_share" {
        meaning: "Share of secondary and 16-plus children in need who present with low mood (the rest: anxiety)",
        unit: "proportion",
        default: 0.28,
        domain: number(0.0, 1.0, 0.11200000000000002, 0.56),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    ProblemSecondaryBehaviour = "problem.secondary_behaviour_share" {
        meaning: "Share of secondary and 16-plus children in need who present with behaviour (the rest: anxiety)",
        unit: "proportion",
        default: 0.13,
        domain: number(0.0, 1.0, 0.052000000000000005, 0.26),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    ProblemSecondarySelfHarm = "problem.secondary_self_harm_share" {
        meaning: "Share of secondary and 16-plus children in need who present with self harm (the rest: anxiety)",
        unit: "proportion",
        default: 0.12,
        domain: number(0.0, 1.0, 0.048, 0.24),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    ProblemSecondaryNeurodevelopmental = "problem.secondary_neurodevelopmental_share" {
        meaning: "Share of secondary and 16-plus children in need who present with neurodevelopmental (the rest: anxiety)",
        unit: "proportion",
        default: 0.1,
        domain: number(0.0, 1.0, 0.04000000000000001, 0.2),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupSendShare = "group.send_share" {
        meaning: "Share of pupils with special educational needs or neurodiversity",
        unit: "proportion",
        default: 0.16,
        domain: number(0.0, 1.0, 0.1, 0.22),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupSendRatio = "group.send_need_ratio" {
        meaning: "Need of pupils with SEND relative to others",
        unit: "ratio",
        default: 3.5,
        domain: number(0.1, 20.0, 2.0, 4.5),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupMinorityEthnicRatio = "group.minority_ethnic_need_ratio" {
        meaning: "Probable disorder of minority ethnic children relative to White children; their share is the site's",
        unit: "ratio",
        default: 0.4,
        domain: number(0.05, 5.0, 0.3, 0.8),
        mechanism: "M1",
        kind: Derived,
        source: "MHCYP 2020: 7.5 % against 18.8 %; renormalised within a site",
    }
    GroupLowIncomeShare = "group.low_income_share" {
        meaning: "Share of pupils from low-income families in a setting of the middle fifth of deprivation",
        unit: "proportion",
        default: 0.2,
        domain: number(0.0, 1.0, 0.12, 0.3),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupLowIncomeGradient = "group.low_income_gradient" {
        meaning: "Share of low-income pupils in the most deprived fifth relative to the least deprived",
        unit: "ratio",
        default: 4.0,
        domain: number(0.1, 20.0, 2.0, 8.0),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupLowIncomeRatio = "group.low_income_need_ratio" {
        meaning: "Need of pupils from low-income families relative to others",
        unit: "ratio",
        default: 1.5,
        domain: number(0.1, 20.0, 1.1, 2.5),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupLookedAfterShare = "group.looked_after_share" {
        meaning: "Share of pupils who are looked after",
        unit: "proportion",
        default: 0.007,
        domain: number(0.0, 1.0, 0.004, 0.012),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupLookedAfterRatio = "group.looked_after_need_ratio" {
        meaning: "Need of looked-after pupils relative to others",
        unit: "ratio",
        default: 4.0,
        domain: number(0.1, 20.0, 2.0, 6.0),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupLgbtqShare = "group.lgbtq_share" {
        meaning: "Share of secondary and 16-plus pupils who are LGBTQ+",
        unit: "proportion",
        default: 0.08,
        domain: number(0.0, 1.0, 0.04, 0.14),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    GroupLgbtqRatio = "group.lgbtq_need_ratio" {
        meaning: "Need of LGBTQ+ pupils relative to others",
        unit: "ratio",
        default: 2.5,
        domain: number(0.1, 20.0, 1.5, 4.0),
        mechanism: "M1",
        kind: Assumption,
        source: "prior",
    }
    SettingLeadShare = "setting.lead_share" {
        meaning: "Share of settings with a senior mental health lead who has time for it",
        unit: "proportion",
        default: 0.65,
        domain: number(0.0, 1.0, 0.4, 0.95),
        mechanism: "M3",
        kind: Published,
        source: "Ellins et al. 2023, Ch8: 65 % of settings had a lead before the programme",
    }
    SettingEngagementSd = "setting.engagement_sd" {
        meaning: "Spread of the readiness of settings to refer to the team (mean 1)",
        unit: "ratio",
        default: 0.3,
        domain: number(0.0, 2.0, 0.0, 0.6),
        mechanism: "M5",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch8 describes settings that refer little and others that refer much",
    }
    RecognitionStaffPerMonth = "recognition.staff_per_month" {
        meaning: "Rate at which staff notice a child in need of score 1 and of a problem of visibility 1, without a lead or a team",
        unit: "per month",
        default: 0.035,
        domain: number(0.0, 2.0, 0.015, 0.08),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; teacher concern has a sensitivity of 56 % (Mathews 2020)",
    }
    RecognitionFamilyPerMonth = "recognition.family_per_month" {
        meaning: "Rate at which the family or the child seeks help for a need of score 1",
        unit: "per month",
        default: 0.02,
        domain: number(0.0, 2.0, 0.008, 0.04),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; any professional contact of 66 % of those with a disorder (MHCYP 2017)",
    }
    RecognitionSeveritySlope = "recognition.severity_slope" {
        meaning: "Rise of the logarithm of recognition with one point of severity",
        unit: "per score",
        default: 0.4,
        domain: number(0.0, 5.0, 0.2, 1.2),
        mechanism: "M3",
        kind: Assumption,
        source: "prior",
    }
    RecognitionVisibilityAnxiety = "recognition.visibility_anxiety" {
        meaning: "How fast staff notice anxiety, relative to the average problem",
        unit: "ratio",
        default: 0.7,
        domain: number(0.0, 10.0, 0.42, 1.0499999999999998),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; visible problems sooner than internalising ones (Ellins et al. 2023, Ch9)",
    }
    RecognitionVisibilityLowMood = "recognition.visibility_low_mood" {
        meaning: "How fast staff notice low mood, relative to the average problem",
        unit: "ratio",
        default: 0.8,
        domain: number(0.0, 10.0, 0.48, 1.2000000000000002),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; visible problems sooner than internalising ones (Ellins et al. 2023, Ch9)",
    }
    RecognitionVisibilityBehaviour = "recognition.visibility_behaviour" {
        meaning: "How fast staff notice behaviour, relative to the average problem",
        unit: "ratio",
        default: 1.6,
        domain: number(0.0, 10.0, 0.96, 2.4000000000000004),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; visible problems sooner than internalising ones (Ellins et al. 2023, Ch9)",
    }
    RecognitionVisibilitySelfHarm = "recognition.visibility_self_harm" {
        meaning: "How fast staff notice self harm, relative to the average problem",
        unit: "ratio",
        default: 1.5,
        domain: number(0.0, 10.0, 0.8999999999999999, 2.25),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; visible problems sooner than internalising ones (Ellins et al. 2023, Ch9)",
    }
    RecognitionVisibilityNeurodevelopmental = "recognition.visibility_neurodevelopmental" {
        meaning: "How fast staff notice neurodevelopmental, relative to the average problem",
        unit: "ratio",
        default: 1.3,
        domain: number(0.0, 10.0, 0.78, 1.9500000000000002),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; visible problems sooner than internalising ones (Ellins et al. 2023, Ch9)",
    }
    RecognitionLeadFactor = "recognition.lead_factor" {
        meaning: "Recognition by staff where there is a lead with time, relative to without",
        unit: "ratio",
        default: 1.2,
        domain: number(0.1, 10.0, 1.0, 1.6),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch8",
    }
    RecognitionTeamUplift = "recognition.team_uplift" {
        meaning: "Rise of recognition by staff in the presence of a team as intended",
        unit: "proportion",
        default: 0.3,
        domain: number(0.0, 5.0, 0.0, 0.8),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch9 and Ch10: teams raise identified need",
    }
    RecognitionNoiseSd = "recognition.noise_sd" {
        meaning: "Error with which settings and families see severity",
        unit: "score",
        default: 0.3,
        domain: number(0.0, 5.0, 0.2, 0.8),
        mechanism: "M3",
        kind: Assumption,
        source: "prior; what others see is not the score",
    }
    PresenceElasticity = "presence.elasticity" {
        meaning: "Exponent of referrals and recognition with practitioners per pupil",
        unit: "exponent",
        default: 0.6,
        domain: number(0.0, 2.0, 0.5, 0.7),
        mechanism: "M25",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: more presence might increase referrals",
    }
    SeasonAugust = "season.august" {
        meaning: "Recognition by staff in August relative to other months (renormalised to a mean of 1)",
        unit: "ratio",
        default: 0.25,
        domain: number(0.0, 5.0, 0.05, 0.5),
        mechanism: "M26",
        kind: Assumption,
        source: "prior",
    }
    SeasonLow = "season.december_april" {
        meaning: "Recognition by staff in December and April",
        unit: "ratio",
        default: 0.75,
        domain: number(0.0, 5.0, 0.5, 1.0),
        mechanism: "M26",
        kind: Assumption,
        source: "prior",
    }
    SeasonHigh = "season.busy_months" {
        meaning: "Recognition by staff in October, November, February and March",
        unit: "ratio",
        default: 1.25,
        domain: number(0.0, 5.0, 1.0, 1.5),
        mechanism: "M26",
        kind: Assumption,
        source: "prior",
    }
    ReferralStaffShare = "referral.staff_request_share" {
        meaning: "Probability that staff who have noticed a need ask the team, at an engagement and presence of 1",
        unit: "proportion",
        default: 0.62,
        domain: number(0.0, 1.0, 0.3, 0.9),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralFamilyShare = "referral.family_request_share" {
        meaning: "The same for families, where they may refer",
        unit: "proportion",
        default: 0.42,
        domain: number(0.0, 1.0, 0.1, 0.7),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralServiceShare = "referral.service_request_share" {
        meaning: "Probability that a family's search ends in a referral to the team by another service or the single point of access",
        unit: "proportion",
        default: 0.3,
        domain: number(0.0, 1.0, 0.05, 0.6),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralFamiliesMayRefer = "referral.families_may_refer" {
        meaning: "Whether parents and young people may refer themselves to the team",
        unit: "true or false",
        default: 1.0,
        domain: Domain::Switch,
        mechanism: "M5",
        kind: Assumption,
        source: "Ellins et al. 2023, Ch7: some sites accept direct referrals",
    }
    ReferralSinglePointOfAccess = "referral.single_point_of_access" {
        meaning: "Whether all referrals pass a single point of access",
        unit: "true or false",
        default: 0.0,
        domain: Domain::Switch,
        mechanism: "M5",
        kind: Assumption,
        source: "Ellins et al. 2023, Ch7: two of five case study sites",
    }
    ReferralSinglePointDelayDays = "referral.single_point_delay_days" {
        meaning: "Days that the single point of access adds",
        unit: "days",
        default: 7.0,
        domain: number(0.0, 180.0, 2.0, 21.0),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralFormDays = "referral.form_mean_days" {
        meaning: "Mean days to complete form and consent",
        unit: "days",
        default: 5.0,
        domain: number(0.0, 180.0, 2.0, 14.0),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralIncompleteShare = "referral.incomplete_form_share" {
        meaning: "Share of referrals with an incomplete form",
        unit: "proportion",
        default: 0.2,
        domain: number(0.0, 1.0, 0.05, 0.4),
        mechanism: "M5",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    ReferralIncompleteDelayDays = "referral.incomplete_form_mean_days" {
        meaning: "Mean days that an incomplete form adds",
        unit: "days",
        default: 10.0,
        domain: number(0.0, 180.0, 4.0, 21.0),
        mechanism: "M5",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    ReferralConsentRefusedShare = "referral.consent_refused_share" {
        meaning: "Share of referrals for which consent is refused",
        unit: "proportion",
        default: 0.03,
        domain: number(0.0, 1.0, 0.01, 0.08),
        mechanism: "M5",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: some parents refused",
    }
    ReferralNotReachedShare = "referral.parents_not_reached_share" {
        meaning: "Share of referrals whose parents cannot be reached",
        unit: "proportion",
        default: 0.04,
        domain: number(0.0, 1.0, 0.01, 0.1),
        mechanism: "M5",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: not widespread",
    }
    ReferralLostAfterDays = "referral.lost_after_days" {
        meaning: "Days until a referral without consent is closed",
        unit: "days",
        default: 28.0,
        domain: number(0.0, 365.0, 14.0, 60.0),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralBelowFloorFactor = "referral.below_floor_factor" {
        meaning: "Referral of children who look below the floor, relative to others",
        unit: "ratio",
        default: 0.25,
        domain: number(0.0, 1.0, 0.1, 0.8),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralAboveCeilingFactor = "referral.above_ceiling_factor" {
        meaning: "Referral to the team of children who look too complex for it, relative to others",
        unit: "ratio",
        default: 0.4,
        domain: number(0.0, 1.0, 0.2, 1.0),
        mechanism: "M5",
        kind: Assumption,
        source: "prior; settings know the remit, and refer beyond it (Ellins et al. 2023, Ch7)",
    }
    ReferralSevereToSpecialistShare = "referral.severe_to_specialist_share" {
        meaning: "Probability that a child who looks severe is referred straight to the specialist service",
        unit: "proportion",
        default: 0.7,
        domain: number(0.0, 1.0, 0.4, 0.95),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralSevereRiskToSpecialistShare = "referral.severe_risk_to_specialist_share" {
        meaning: "The same for a child with self-harm or another risk",
        unit: "proportion",
        default: 0.95,
        domain: number(0.0, 1.0, 0.8, 1.0),
        mechanism: "M5",
        kind: Assumption,
        source: "prior; safeguarding leaves settings little choice",
    }
    ReferralOthersToSpecialistWithoutTeam = "referral.others_to_specialist_share_without_team" {
        meaning: "Probability that another recognised child is referred to the specialist service where there is no team",
        unit: "proportion",
        default: 0.05,
        domain: number(0.0, 1.0, 0.03, 0.3),
        mechanism: "M5",
        kind: Assumption,
        source: "prior; 31 % of referrals from schools were declined (NSPCC 2018)",
    }
    ReferralOthersToSpecialistWithTeam = "referral.others_to_specialist_share_with_team" {
        meaning: "The same where there is a team",
        unit: "proportion",
        default: 0.03,
        domain: number(0.0, 1.0, 0.01, 0.2),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralLaterPerMonth = "referral.later_per_month" {
        meaning: "Rate at which help is sought again for a child held by its setting",
        unit: "per month",
        default: 0.03,
        domain: number(0.0, 2.0, 0.01, 0.08),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralAgainPerMonth = "referral.again_per_month" {
        meaning: "Rate at which help is sought again for a child in the missing middle or after help",
        unit: "per month",
        default: 0.04,
        domain: number(0.0, 2.0, 0.01, 0.1),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralAgainDisengagedPerMonth = "referral.again_disengaged_per_month" {
        meaning: "Rate at which help is sought again for a child out of scope or disengaged",
        unit: "per month",
        default: 0.015,
        domain: number(0.0, 2.0, 0.005, 0.05),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralSevereAgainPerMonth = "referral.severe_again_per_month" {
        meaning: "Least rate at which help is sought again for a child who is known to be in need, and severe",
        unit: "per month",
        default: 0.25,
        domain: number(0.0, 2.0, 0.08, 0.6),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    ReferralStaffShareAgain = "referral.staff_share_of_later" {
        meaning: "Share of later referrals that come from staff",
        unit: "proportion",
        default: 0.6,
        domain: number(0.0, 1.0, 0.4, 0.8),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    TriageMode = "triage.mode" {
        meaning: "Who looks at referrals: the team alone, or a meeting with other local services",
        unit: "policy",
        default: 0.0,
        domain: Domain::Choice(&["own", "joint"]),
        mechanism: "M6",
        kind: Assumption,
        source: "Ellins et al. 2023, Ch7 reports both",
    }
    TriageMeetingEvery = "triage.meeting_every_days" {
        meaning: "Days between triage meetings of the team",
        unit: "days",
        default: 7.0,
        domain: number(0.01, 90.0, 1.0, 14.0),
        mechanism: "M6",
        kind: Assumption,
        source: "prior",
    }
    TriageJointMeetingEvery = "triage.joint_meeting_every_days" {
        meaning: "Days between joint triage meetings",
        unit: "days",
        default: 14.0,
        domain: number(0.01, 90.0, 7.0, 28.0),
        mechanism: "M6",
        kind: Assumption,
        source: "prior",
    }
    TriageNoiseSd = "triage.noise_sd" {
        meaning: "Error with which the team sees severity at triage",
        unit: "score",
        default: 0.22,
        domain: number(0.0, 5.0, 0.1, 0.4),
        mechanism: "M6",
        kind: Assumption,
        source: "prior",
    }
    TriageJointNoiseSd = "triage.joint_noise_sd" {
        meaning: "The same in a joint meeting",
        unit: "score",
        default: 0.15,
        domain: number(0.0, 5.0, 0.08, 0.3),
        mechanism: "M6",
        kind: Assumption,
        source: "prior",
    }
    TriageWithheldShare = "triage.withheld_share" {
        meaning: "Share of referrals by staff from which information is withheld that speaks against acceptance",
        unit: "proportion",
        default: 0.1,
        domain: number(0.0, 1.0, 0.0, 0.25),
        mechanism: "M6",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: schools can omit things",
    }
    TriageWithheldSize = "triage.withheld_size" {
        meaning: "By how much severity then looks lower",
        unit: "score",
        default: 0.3,
        domain: number(0.0, 5.0, 0.1, 0.6),
        mechanism: "M6",
        kind: Assumption,
        source: "prior",
    }
    TriageNeurodevelopmentalOutOfScope = "triage.neurodevelopmental_out_of_scope_share" {
        meaning: "Share of referrals with a neurodevelopmental problem that are declined for the condition",
        unit: "proportion",
        default: 0.3,
        domain: number(0.0, 1.0, 0.1, 0.8),
        mechanism: "M6",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: often out of scope",
    }
    TriageSelfHarmOutOfScope = "triage.self_harm_out_of_scope_share" {
        meaning: "Share of referrals with self-harm that are declined for the condition",
        unit: "proportion",
        default: 0.2,
        domain: number(0.0, 1.0, 0.05, 0.7),
        mechanism: "M6",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: active self-harm often out of scope",
    }
    TriageTooComplexPassedOn = "triage.too_complex_passed_on_share" {
        meaning: "Share of children above the ceiling but below the specialist threshold whom the team refers to the specialist service all the same",
        unit: "proportion",
        default: 0.3,
        domain: number(0.0, 1.0, 0.1, 0.8),
        mechanism: "M6",
        kind: Assumption,
        source: "prior",
    }
    AssessmentNoiseSd = "assessment.noise_sd" {
        meaning: "Error with which severity is seen when a practitioner meets the child",
        unit: "score",
        default: 0.12,
        domain: number(0.0, 5.0, 0.05, 0.3),
        mechanism: "M8",
        kind: Assumption,
        source: "prior",
    }
    AssessmentNoticeDays = "assessment.notice_days" {
        meaning: "Least days from acceptance to the appointment",
        unit: "days",
        default: 7.0,
        domain: number(0.0, 180.0, 2.0, 21.0),
        mechanism: "M8",
        kind: Assumption,
        source: "prior",
    }
    AssessmentSlotsPerWeek = "assessment.slots_per_practitioner_week" {
        meaning: "Slots of a practitioner's week given to assessments before sessions",
        unit: "slots/week",
        default: 2.0,
        domain: whole(0.0, 40.0, 1.0, 4.0),
        mechanism: "M8",
        kind: Assumption,
        source: "prior",
    }
    WaitingPooling = "waiting.pooling" {
        meaning: "Whether children wait for the practitioner of their setting or for any of the team",
        unit: "policy",
        default: 0.0,
        domain: Domain::Choice(&["tied", "pooled"]),
        mechanism: "M9",
        kind: Assumption,
        source: "Ellins et al. 2023, Ch7: practitioners are responsible for settings of their own",
    }
    WaitingOrder = "waiting.order" {
        meaning: "Who is called first: by date of joining the list, by severity, or by the whole wait since referral",
        unit: "policy",
        default: 0.0,
        domain: Domain::Choice(&["date", "severity", "longest_wait"]),
        mechanism: "M9",
        kind: Assumption,
        source: "prior",
    }
    WaitingMoveStaffAfterWeeks = "waiting.move_staff_after_weeks" {
        meaning: "With tied lists: whoever has nobody waiting takes children of other settings who have waited this long (0: never)",
        unit: "weeks",
        default: 0.0,
        domain: number(0.0, 520.0, 0.0, 26.0),
        mechanism: "M9",
        kind: Assumption,
        source: "Ellins et al. 2023, Ch7: one site moved staff to settings with long waits",
    }
    WaitingGiveUpPerMonth = "waiting.give_up_per_month" {
        meaning: "Rate at which a family stops waiting for the team, once it has waited for waiting.patience_days",
        unit: "per month",
        default: 0.03,
        domain: number(0.0, 5.0, 0.01, 0.08),
        mechanism: "M9",
        kind: Assumption,
        source: "prior",
    }
    WaitingPatienceDays = "waiting.patience_days" {
        meaning: "Days of each wait for the team in which no family stops waiting",
        unit: "days",
        default: 14.0,
        domain: number(0.0, 365.0, 0.0, 42.0),
        mechanism: "M9",
        kind: Assumption,
        source: "prior",
    }
    WaitingRemittedLeavePerMonth = "waiting.remitted_leave_per_month" {
        meaning: "Rate at which a child who has recovered leaves the list before it is called",
        unit: "per month",
        default: 0.3,
        domain: number(0.0, 5.0, 0.1, 1.0),
        mechanism: "M9",
        kind: Assumption,
        source: "prior",
    }
    TeamEmhps = "team.emhps" {
        meaning: "Education mental health practitioners (Band 5) in each team",
        unit: "people",
        default: 4.0,
        domain: whole(0.0, 40.0, 2.0, 8.0),
        mechanism: "M9",
        kind: Published,
        source: "Ellins et al. 2023, Ch1",
    }
    TeamSeniors = "team.seniors" {
        meaning: "Senior practitioners and supervisors (Band 7 to 8a) in each team",
        unit: "people",
        default: 3.0,
        domain: whole(0.0, 40.0, 1.0, 5.0),
        mechanism: "M9",
        kind: Published,
        source: "Ellins et al. 2023, Ch1",
    }
    TeamManagerFte = "team.manager_fte" {
        meaning: "Team managers in each team",
        unit: "FTE",
        default: 0.5,
        domain: number(0.0, 10.0, 0.0, 1.0),
        mechanism: "M28",
        kind: Published,
        source: "Ellins et al. 2023, Ch1",
    }
    TeamAdministratorFte = "team.administrator_fte" {
        meaning: "Administrators in each team",
        unit: "FTE",
        default: 0.5,
        domain: number(0.0, 10.0, 0.0, 1.0),
        mechanism: "M28",
        kind: Published,
        source: "Ellins et al. 2023, Ch1",
    }
    InterventionSessions = "intervention.sessions" {
        meaning: "Sessions of a one-to-one or parent-led intervention, missed ones included",
        unit: "sessions",
        default: 8.0,
        domain: whole(1.0, 50.0, 4.0, 8.0),
        mechanism: "M10",
        kind: Published,
        source: "Ellins et al. 2023, Ch1: up to eight",
    }
    InterventionSpacingDays = "intervention.session_spacing_days" {
        meaning: "Days from one session to the next, when a slot is free",
        unit: "days",
        default: 9.0,
        domain: number(0.01, 180.0, 7.0, 14.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior; weekly norm with moved sessions",
    }
    InterventionNoticeDays = "intervention.notice_days" {
        meaning: "Least days from assessment to the first session",
        unit: "days",
        default: 7.0,
        domain: number(0.0, 180.0, 0.0, 21.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior",
    }
    InterventionSessionsInHolidays = "intervention.sessions_in_holidays" {
        meaning: "Whether sessions go on in school holidays (all-year support)",
        unit: "true or false",
        default: 0.0,
        domain: Domain::Switch,
        mechanism: "M26",
        kind: Assumption,
        source: "Ellins et al. 2023, Ch9: support stops with the term in many places",
    }
    InterventionMissedShare = "intervention.missed_share" {
        meaning: "Share of appointments missed or cancelled late",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 1.0, 0.1, 0.2),
        mechanism: "M10",
        kind: Assumption,
        source: "prior; about 19 % in NHS child mental health services (2018/19)",
    }
    InterventionParentMissedExtra = "intervention.parent_led_missed_extra" {
        meaning: "Added where parents lead the intervention",
        unit: "proportion",
        default: 0.03,
        domain: number(0.0, 1.0, 0.0, 0.1),
        mechanism: "M10",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: parents lack time",
    }
    InterventionExamMissedExtra = "intervention.exam_missed_extra" {
        meaning: "Added for years 10 to 13 in the examination season",
        unit: "proportion",
        default: 0.1,
        domain: number(0.0, 1.0, 0.0, 0.3),
        mechanism: "M26",
        kind: Assumption,
        source: "prior",
    }
    InterventionDropOutPerSession = "intervention.drop_out_per_session" {
        meaning: "Probability of dropping out after a session",
        unit: "per session",
        default: 0.03,
        domain: number(0.0, 0.9, 0.01, 0.05),
        mechanism: "M10",
        kind: Assumption,
        source: "prior; gives about a fifth over an intervention",
    }
    InterventionParentDropOutFactor = "intervention.parent_led_drop_out_factor" {
        meaning: "Drop-out where parents lead, relative to elsewhere",
        unit: "ratio",
        default: 1.3,
        domain: number(0.0, 20.0, 1.0, 2.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    InterventionDropOutSiteSd = "intervention.drop_out_site_sd" {
        meaning: "Spread of drop-out between services, on the scale of log-odds",
        unit: "log-odds",
        default: 1.4,
        domain: number(0.0, 5.0, 0.0, 1.6),
        mechanism: "M10",
        kind: Derived,
        source: "Edbrooke-Childs 2020: median odds ratio 3.92",
    }
    InterventionDropOutPractitionerSd = "intervention.drop_out_practitioner_sd" {
        meaning: "Spread of drop-out between practitioners, on the scale of log-odds",
        unit: "log-odds",
        default: 1.0,
        domain: number(0.0, 5.0, 0.0, 1.2),
        mechanism: "M10",
        kind: Derived,
        source: "Edbrooke-Childs 2020: median odds ratio 2.53",
    }
    InterventionDischargeAfterMissed = "intervention.discharge_after_missed" {
        meaning: "Sessions missed in a row after which help ends",
        unit: "sessions",
        default: 3.0,
        domain: whole(1.0, 100.0, 2.0, 4.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior",
    }
    InterventionSummerDropOut = "intervention.summer_drop_out_share" {
        meaning: "Share of those interrupted by the summer who do not come back",
        unit: "proportion",
        default: 0.08,
        domain: number(0.0, 1.0, 0.02, 0.2),
        mechanism: "M10",
        kind: Assumption,
        source: "prior",
    }
    InterventionGroupSuitedShare = "intervention.group_suited_share" {
        meaning: "Share of children with a suitable problem who would be helped in a group",
        unit: "proportion",
        default: 0.3,
        domain: number(0.0, 1.0, 0.1, 0.6),
        mechanism: "M10",
        kind: Assumption,
        source: "prior; 10 to 35 % of interventions delivered in groups",
    }
    InterventionGroupLeast = "intervention.group_least" {
        meaning: "Fewest children with whom a group begins",
        unit: "children",
        default: 5.0,
        domain: whole(2.0, 50.0, 4.0, 7.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior",
    }
    InterventionGroupMost = "intervention.group_most" {
        meaning: "Most children in a group",
        unit: "children",
        default: 10.0,
        domain: whole(2.0, 50.0, 7.0, 12.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior",
    }
    InterventionGroupSessions = "intervention.group_sessions" {
        meaning: "Sessions of a group",
        unit: "sessions",
        default: 6.0,
        domain: whole(1.0, 50.0, 4.0, 8.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior",
    }
    InterventionGroupSlots = "intervention.group_slots" {
        meaning: "Slots that a session of a group takes, and its weight in a caseload",
        unit: "slots",
        default: 2.0,
        domain: whole(1.0, 20.0, 1.0, 3.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior",
    }
    InterventionGroupWaitWeeks = "intervention.group_wait_weeks" {
        meaning: "Longest that a child waits for a group before it is seen alone",
        unit: "weeks",
        default: 6.0,
        domain: number(0.0, 520.0, 4.0, 16.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior",
    }
    OutcomeRecoveryDirect = "outcome.recovery_direct" {
        meaning: "Recovery after a full intervention with the young person, at middling severity, natural recovery included",
        unit: "proportion",
        default: 0.45,
        domain: number(0.001, 0.999, 0.35, 0.55),
        mechanism: "M11",
        kind: Assumption,
        source: "prior between CORC (33 %) and the trial (50 %)",
    }
    OutcomeRecoveryParentLed = "outcome.recovery_parent_led" {
        meaning: "The same after parent-led guided self-help with eight contacts",
        unit: "proportion",
        default: 0.5,
        domain: number(0.001, 0.999, 0.39, 0.6),
        mechanism: "M11",
        kind: Published,
        source: "Thirlwall 2013 (trial)",
    }
    OutcomeSeveritySlope = "outcome.severity_slope" {
        meaning: "Fall of the log-odds of recovery with one point of severity",
        unit: "log-odds per score",
        default: 0.8,
        domain: number(0.0, 10.0, 0.3, 1.5),
        mechanism: "M11",
        kind: Assumption,
        source: "prior",
    }
    OutcomeLogOddsPerMissedSession = "outcome.log_odds_per_missed_session" {
        meaning: "Fall of the log-odds of recovery with each session missed",
        unit: "log-odds",
        default: 0.11,
        domain: number(0.0, 2.0, 0.0, 0.25),
        mechanism: "M11",
        kind: Derived,
        source: "Thirlwall 2013: 50 % after eight and 39 % after four contacts",
    }
    OutcomeEasedShare = "outcome.eased_share" {
        meaning: "Share by which severity falls in help that ends without recovery and without deterioration",
        unit: "proportion",
        default: 0.1,
        domain: number(0.0, 1.0, 0.0, 0.3),
        mechanism: "M11",
        kind: Assumption,
        source: "prior; half improve reliably, a third recover (CORC)",
    }
    OutcomeWorsenedShare = "outcome.worsened_share" {
        meaning: "Share of interventions without recovery in which severity rises by one deterioration",
        unit: "proportion",
        default: 0.18,
        domain: number(0.0, 1.0, 0.05, 0.3),
        mechanism: "M11",
        kind: Derived,
        source: "CORC: 10 % of all deteriorate reliably",
    }
    OutcomeRelapseWithinYear = "outcome.relapse_within_year" {
        meaning: "Probability that need comes back within a year of recovery in help",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 1.0, 0.05, 0.3),
        mechanism: "M11",
        kind: Assumption,
        source: "prior",
    }
    SignpostingTakenUpShare = "signposting.taken_up_share" {
        meaning: "Share of children below the floor who find help elsewhere",
        unit: "proportion",
        default: 0.3,
        domain: number(0.0, 1.0, 0.1, 0.5),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    SignpostingHelpDays = "signposting.help_days" {
        meaning: "Days of help elsewhere",
        unit: "days",
        default: 90.0,
        domain: number(0.0, 3650.0, 30.0, 180.0),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    SignpostingRecoveryShare = "signposting.recovery_share" {
        meaning: "Share of them who recover with it",
        unit: "proportion",
        default: 0.35,
        domain: number(0.0, 1.0, 0.2, 0.5),
        mechanism: "M5",
        kind: Assumption,
        source: "prior",
    }
    SpecialistShareCovered = "specialist.share_covered" {
        meaning: "Share of the catchment's under-18s who attend covered settings",
        unit: "proportion",
        default: 0.26,
        domain: number(0.01, 1.0, 0.15, 0.8),
        mechanism: "M13",
        kind: Assumption,
        source: "prior; 26 % of England's pupils were covered in 2022, no site figure is published; about 0.75 where every setting of an area is in the scenario",
    }
    SpecialistLagDays = "specialist.booking_lag_days" {
        meaning: "Mean days from referral to first contact with no queue",
        unit: "days",
        default: 14.0,
        domain: number(0.0, 365.0, 7.0, 28.0),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistGapDays = "specialist.gap_days" {
        meaning: "Mean days from first to second contact",
        unit: "days",
        default: 28.0,
        domain: number(0.0, 365.0, 14.0, 40.0),
        mechanism: "M13",
        kind: Derived,
        source: "0.75 contacts a month; three sites report 29 to 41 days from referral to second contact",
    }
    SpecialistLagVariation = "specialist.lag_variation" {
        meaning: "Coefficient of variation of lag and gap",
        unit: "ratio",
        default: 0.6,
        domain: number(0.0, 5.0, 0.3, 1.2),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistFastLagFactor = "specialist.fast_lag_factor" {
        meaning: "Booking lag in the fast stream relative to the routine one",
        unit: "ratio",
        default: 0.2,
        domain: number(0.0, 1.0, 0.05, 0.5),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistOtherFastShare = "specialist.other_fast_share" {
        meaning: "Share of the service's other referrals that are urgent",
        unit: "proportion",
        default: 0.12,
        domain: number(0.0, 1.0, 0.05, 0.25),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistContactsPerEpisode = "specialist.contacts_per_episode" {
        meaning: "Contacts of an episode of treatment",
        unit: "contacts",
        default: 10.0,
        domain: number(1.0, 200.0, 6.0, 16.0),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistContactsPerMonth = "specialist.contacts_per_month" {
        meaning: "Contacts per person and month",
        unit: "contacts/month",
        default: 0.75,
        domain: number(0.05, 30.0, 0.5, 1.5),
        mechanism: "M13",
        kind: Published,
        source: "The Strategy Unit, defaults of the COVID surge model (2020)",
    }
    SpecialistStayVariation = "specialist.stay_variation" {
        meaning: "Coefficient of variation of the time in treatment",
        unit: "ratio",
        default: 0.7,
        domain: number(0.0, 5.0, 0.4, 1.2),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistGiveUpPerMonth = "specialist.give_up_per_month" {
        meaning: "Rate of dropping out while waiting",
        unit: "per month",
        default: 0.05,
        domain: number(0.0, 1e6, 0.02, 0.1),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistLostAfterFirstShare = "specialist.lost_after_first_share" {
        meaning: "Share seen once and closed without treatment",
        unit: "proportion",
        default: 0.04,
        domain: number(0.0, 0.9, 0.01, 0.1),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistNoiseSd = "specialist.noise_sd" {
        meaning: "Error with which the service sees severity in a referral",
        unit: "score",
        default: 0.3,
        domain: number(0.0, 5.0, 0.15, 0.5),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistOtherScoreSd = "specialist.other_score_sd" {
        meaning: "Spread of the severity seen in other referrals",
        unit: "score",
        default: 0.6,
        domain: number(0.01, 5.0, 0.3, 1.0),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    SpecialistOtherInflowIndex = "specialist.other_inflow_index" {
        meaning: "Referrals from elsewhere relative to the calibrated level and the index of onsets",
        unit: "ratio",
        default: 1.0,
        domain: number(0.0, 20.0, 0.7, 1.8),
        mechanism: "M13",
        kind: Assumption,
        source: "1 by definition",
    }
    SpecialistCapacityFactor = "specialist.capacity_factor" {
        meaning: "Places of the specialist service, relative to what calibration and growth give; a timeline",
        unit: "ratio",
        default: 1.0,
        domain: number(0.0, 10.0, 0.7, 1.3),
        mechanism: "M13",
        kind: Assumption,
        source: "1: as calibrated",
    }
    SpecialistCapacityGrowth = "specialist.capacity_growth_pct_per_year" {
        meaning: "Growth of places each April from 2019 on",
        unit: "percent per year",
        default: 6.0,
        domain: number(-50.0, 200.0, 3.0, 10.0),
        mechanism: "M13",
        kind: Assumption,
        source: "prior; growth in the years of the programme",
    }
    SpecialistSendsToTeamShare = "specialist.sends_to_team_share" {
        meaning: "Share of declined children below the team's ceiling, or within what it takes above it, whom the service sends to the team",
        unit: "proportion",
        default: 0.3,
        domain: number(0.0, 1.0, 0.1, 0.6),
        mechanism: "M13",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: inappropriate referrals also come from specialist services",
    }
    SpecialistRecoveryShare = "specialist.recovery_share" {
        meaning: "Recovery at discharge, natural recovery included",
        unit: "proportion",
        default: 0.5,
        domain: number(0.0, 1.0, 0.3, 0.65),
        mechanism: "M13",
        kind: Assumption,
        source: "prior between CORC's 33 % recovery and 50 % improvement, and the year that treatment takes",
    }
    SpecialistEasedShare = "specialist.eased_share" {
        meaning: "Share by which severity falls in treatment that does not end with recovery",
        unit: "proportion",
        default: 0.35,
        domain: number(0.0, 1.0, 0.1, 0.6),
        mechanism: "M13",
        kind: Assumption,
        source: "prior",
    }
    HoursContracted = "hours.contracted_per_week" {
        meaning: "Contracted hours of a full-time post",
        unit: "hours/week",
        default: 37.5,
        domain: number(1.0, 60.0, 35.0, 40.0),
        mechanism: "M18",
        kind: Published,
        source: "NHS Agenda for Change",
    }
    HoursLeaveDays = "hours.leave_days_per_year" {
        meaning: "Annual leave and bank holidays",
        unit: "days/year",
        default: 35.0,
        domain: number(0.0, 200.0, 28.0, 42.0),
        mechanism: "M18",
        kind: Published,
        source: "NHS Agenda for Change: 27 days and 8 bank holidays",
    }
    HoursLeaveInHolidays = "hours.leave_in_school_holidays_share" {
        meaning: "Share of leave taken in school holidays",
        unit: "proportion",
        default: 0.8,
        domain: number(0.0, 1.0, 0.5, 1.0),
        mechanism: "M18",
        kind: Published,
        source: "NELFT advert for trainee EMHPs 2025",
    }
    HoursTrainingDays = "hours.training_days_per_year" {
        meaning: "Training days of a qualified practitioner, taken as leave is",
        unit: "days/year",
        default: 5.0,
        domain: number(0.0, 150.0, 2.0, 12.0),
        mechanism: "M18",
        kind: Assumption,
        source: "prior",
    }
    HoursUniversityDays = "hours.university_days_per_year" {
        meaning: "Days of a trainee at university, spread over the year",
        unit: "days/year",
        default: 64.0,
        domain: number(0.0, 200.0, 50.0, 110.0),
        mechanism: "M18",
        kind: Published,
        source: "Psychological Professions Network, EMHP careers map",
    }
    HoursSickness = "hours.sickness_share" {
        meaning: "Share of slots lost to sickness at the reference strain",
        unit: "proportion",
        default: 0.045,
        domain: number(0.0, 1.0, 0.03, 0.06),
        mechanism: "M18",
        kind: Assumption,
        source: "prior",
    }
    HoursDirectShare = "hours.direct_share" {
        meaning: "Share of an EMHP's working time after supervision that goes to direct work with children",
        unit: "proportion",
        default: 0.52,
        domain: number(0.0, 1.0, 0.2, 0.72),
        mechanism: "M18",
        kind: Published,
        source: "Ellins et al. 2023, Ch7: median of 13 sites, October to December 2020, range 20 to 72 %",
    }
    HoursWholeSchoolShare = "hours.whole_school_share" {
        meaning: "Share that goes to the whole school approach; what is left is advice and liaison",
        unit: "proportion",
        default: 0.24,
        domain: number(0.0, 1.0, 0.035, 0.57),
        mechanism: "M18",
        kind: Published,
        source: "Ellins et al. 2023, Ch7: range 3.5 to 57 %; advice and liaison 23 %, range 6.2 to 50 %",
    }
    HoursSeniorDirectShare = "hours.senior_direct_share" {
        meaning: "Share of a senior's working time after giving supervision that goes to children of their own",
        unit: "proportion",
        default: 0.17,
        domain: number(0.0, 1.0, 0.05, 0.4),
        mechanism: "M18",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: limited capacity for a caseload of their own",
    }
    HoursSlotMinutes = "hours.slot_minutes" {
        meaning: "Working time of a one-to-one slot with notes, preparation and travel, at the reference strain",
        unit: "minutes",
        default: 105.0,
        domain: number(10.0, 480.0, 75.0, 135.0),
        mechanism: "M18",
        kind: Assumption,
        source: "prior; reconciles 52 % of the week with about 11 slots",
    }
    CaseloadTrainee = "caseload.trainee" {
        meaning: "Most open cases of a full-time trainee",
        unit: "open cases",
        default: 5.0,
        domain: number(0.0, 1000000.0, 3.0, 8.0),
        mechanism: "M19",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: restrictions on the caseload of trainees",
    }
    CaseloadTraineeFirstWeeks = "caseload.trainee_first_weeks_without_cases" {
        meaning: "Weeks at the beginning of training in which a trainee has no cases",
        unit: "weeks",
        default: 8.0,
        domain: number(0.0, 520.0, 4.0, 16.0),
        mechanism: "M19",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: restrictions on the caseload of trainees",
    }
    CaseloadNewlyQualified = "caseload.newly_qualified" {
        meaning: "Most open cases on the day of qualifying",
        unit: "open cases",
        default: 11.0,
        domain: number(0.0, 1000000.0, 8.0, 15.0),
        mechanism: "M19",
        kind: Assumption,
        source: "prior",
    }
    CaseloadExperienced = "caseload.experienced" {
        meaning: "Most open cases of an experienced EMHP",
        unit: "open cases",
        default: 16.0,
        domain: number(0.0, 1000000.0, 12.0, 22.0),
        mechanism: "M19",
        kind: Assumption,
        source: "prior",
    }
    CaseloadRampMonths = "caseload.ramp_months" {
        meaning: "Months from qualifying to the caseload of an experienced EMHP",
        unit: "months",
        default: 12.0,
        domain: number(0.0, 120.0, 6.0, 24.0),
        mechanism: "M19",
        kind: Assumption,
        source: "prior",
    }
    CaseloadSenior = "caseload.senior" {
        meaning: "Most open cases of a senior",
        unit: "open cases",
        default: 4.0,
        domain: number(0.0, 1000000.0, 2.0, 8.0),
        mechanism: "M19",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6",
    }
    SupervisionNeeded = "supervision.is_needed" {
        meaning: "Whether EMHPs need supervision at all (off is neutral)",
        unit: "switch",
        default: 1.0,
        domain: Domain::Switch,
        mechanism: "M20",
        kind: Published,
        source: "Ellins et al. 2023, Ch6",
    }
    SupervisionEmhpHours = "supervision.emhp_hours_per_week" {
        meaning: "Supervision that a qualified EMHP needs, with preparation and notes",
        unit: "hours/week",
        default: 1.25,
        domain: number(0.0, 20.0, 1.0, 2.0),
        mechanism: "M20",
        kind: Derived,
        source: "BABCP minimum (case management and skills supervision) with preparation",
    }
    SupervisionTraineeHours = "supervision.trainee_hours_per_week" {
        meaning: "Supervision that a trainee needs, with preparation, live sessions and marking",
        unit: "hours/week",
        default: 2.5,
        domain: number(0.0, 20.0, 2.0, 3.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior; NHFT: a session a week",
    }
    SupervisionTrainedShare = "supervision.trained_share" {
        meaning: "Share of the seniors of a team who are trained to supervise",
        unit: "proportion",
        default: 0.67,
        domain: number(0.0, 1.0, 0.4, 1.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6",
    }
    SupervisionHoursGiven = "supervision.hours_per_supervisor" {
        meaning: "Supervision that a full-time trained senior can give",
        unit: "hours/week",
        default: 4.0,
        domain: number(0.0, 37.5, 2.0, 6.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior",
    }
    SupervisionTrainingMonths = "supervision.training_months" {
        meaning: "Months until a new holder of a supervising post gives supervision, if not trained before",
        unit: "months",
        default: 6.0,
        domain: number(0.0, 60.0, 3.0, 12.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior",
    }
    SupervisionGroupShare = "supervision.group_share" {
        meaning: "Share of supervision given in groups",
        unit: "proportion",
        default: 0.0,
        domain: number(0.0, 1.0, 0.0, 0.5),
        mechanism: "M20",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: several areas held some sessions in groups",
    }
    SupervisionGroupSize = "supervision.group_size" {
        meaning: "EMHPs in a supervision group",
        unit: "people",
        default: 4.0,
        domain: number(1.0, 20.0, 2.0, 6.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior",
    }
    SupervisionOutsideShare = "supervision.out_of_team_share" {
        meaning: "Share of supervision given by people outside the team",
        unit: "proportion",
        default: 0.0,
        domain: number(0.0, 1.0, 0.0, 1.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: so in one case study site",
    }
    SupervisionOutsideValue = "supervision.out_of_team_value" {
        meaning: "What an hour from outside the team is worth, in hours from inside",
        unit: "ratio",
        default: 0.7,
        domain: number(0.0, 1.0, 0.4, 1.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: it did not appear to work well",
    }
    SupervisionMemoryWeeks = "supervision.memory_weeks" {
        meaning: "Weeks over which supervision received is remembered",
        unit: "weeks",
        default: 8.0,
        domain: number(0.0, 104.0, 4.0, 16.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior",
    }
    SupervisionSafeWithout = "supervision.safe_caseload_without" {
        meaning: "Share of a caseload that is safe without any supervision",
        unit: "proportion",
        default: 0.5,
        domain: number(0.0, 1.0, 0.2, 0.8),
        mechanism: "M20",
        kind: Assumption,
        source: "prior",
    }
    SupervisionStepUpDays = "supervision.step_up_review_days" {
        meaning: "Days that a step-up waits for a supervisor, for each hour owed by hour given",
        unit: "days",
        default: 14.0,
        domain: number(0.0, 365.0, 7.0, 28.0),
        mechanism: "M20",
        kind: Assumption,
        source: "prior",
    }
    StrainFelt = "strain.is_felt" {
        meaning: "Whether strain has any effect (off is neutral)",
        unit: "switch",
        default: 1.0,
        domain: Domain::Switch,
        mechanism: "M21",
        kind: Published,
        source: "Ellins et al. 2023, Ch6",
    }
    StrainWeightWorkload = "strain.weight_workload" {
        meaning: "Strain from open cases relative to the cap by experience, where that is one",
        unit: "strain",
        default: 0.45,
        domain: number(0.0, 10.0, 0.2, 0.7),
        mechanism: "M21",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch2 and Ch6",
    }
    StrainWeightComplexity = "strain.weight_complexity" {
        meaning: "Strain from the share of open cases above the ceiling of the remit, where that is one",
        unit: "strain",
        default: 0.2,
        domain: number(0.0, 10.0, 0.05, 0.4),
        mechanism: "M21",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch2 and Ch6",
    }
    StrainWeightSupervision = "strain.weight_supervision" {
        meaning: "Strain from supervision due and not received, where that is one",
        unit: "strain",
        default: 0.25,
        domain: number(0.0, 10.0, 0.1, 0.5),
        mechanism: "M21",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch2 and Ch6",
    }
    StrainWeightCover = "strain.weight_vacancies" {
        meaning: "Strain from the share of EMHP posts of the team that are vacant, where that is one",
        unit: "strain",
        default: 0.2,
        domain: number(0.0, 10.0, 0.05, 0.4),
        mechanism: "M21",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch2 and Ch6",
    }
    StrainWeightRemote = "strain.weight_remote" {
        meaning: "Strain from the share of work done remotely, where that is one",
        unit: "strain",
        default: 0.1,
        domain: number(0.0, 10.0, 0.0, 0.3),
        mechanism: "M21",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch2 and Ch6",
    }
    StrainRemoteShare = "strain.remote_share" {
        meaning: "Share of work done remotely",
        unit: "proportion",
        default: 0.0,
        domain: number(0.0, 1.0, 0.0, 1.0),
        mechanism: "M21",
        kind: Assumption,
        source: "prior; rises with remote delivery",
    }
    StrainReference = "strain.reference" {
        meaning: "Strain at which sickness and slots are as declared",
        unit: "strain",
        default: 0.4,
        domain: number(0.0, 10.0, 0.3, 0.6),
        mechanism: "M21",
        kind: Assumption,
        source: "prior; near the mean of a fully staffed team",
    }
    StrainWeeks = "strain.weeks" {
        meaning: "Weeks in which strain follows its causes",
        unit: "weeks",
        default: 12.0,
        domain: number(0.1, 520.0, 4.0, 26.0),
        mechanism: "M21",
        kind: Assumption,
        source: "prior",
    }
    StrainSickness = "strain.sickness_effect" {
        meaning: "Rise of the logarithm of sickness for a rise of strain by one",
        unit: "log ratio",
        default: 1.0,
        domain: number(0.0, 10.0, 0.5, 2.0),
        mechanism: "M21",
        kind: Assumption,
        source: "prior",
    }
    StrainSlot = "strain.slot_effect" {
        meaning: "Rise of the length of a slot, relative, for a rise of strain by one",
        unit: "ratio",
        default: 0.2,
        domain: number(0.0, 5.0, 0.0, 0.5),
        mechanism: "M21",
        kind: Assumption,
        source: "prior",
    }
    AttritionSteppingStone = "attrition.stepping_stone_per_year" {
        meaning: "Rate of deciding to leave for another career between 10 and 22 months after qualifying; it rises to that from 4 months and falls to a third by 36",
        unit: "per year",
        default: 0.12,
        domain: number(0.0, 20.0, 0.05, 0.25),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Box 7",
    }
    AttritionExpectations = "attrition.expectations_per_year" {
        meaning: "Rate of leaving because the role is not what was expected, on the day of qualifying",
        unit: "per year",
        default: 0.08,
        domain: number(0.0, 20.0, 0.0, 0.2),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Box 7",
    }
    AttritionExpectationsMonths = "attrition.expectations_months" {
        meaning: "Months in which that rate falls to a third",
        unit: "months",
        default: 6.0,
        domain: number(0.1, 120.0, 3.0, 12.0),
        mechanism: "M22",
        kind: Assumption,
        source: "prior",
    }
    AttritionWorkload = "attrition.workload_per_year" {
        meaning: "Rate of leaving for heavy workload, burnout and stress, at the reference strain, in proportion to strain",
        unit: "per year",
        default: 0.06,
        domain: number(0.0, 20.0, 0.02, 0.15),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Box 7",
    }
    AttritionSupervision = "attrition.supervision_per_year" {
        meaning: "Rate of leaving for want of supervision, where none is received",
        unit: "per year",
        default: 0.15,
        domain: number(0.0, 20.0, 0.05, 0.4),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Box 7",
    }
    AttritionProgression = "attrition.progression_per_year" {
        meaning: "Rate of leaving for want of progression, from 12 months after qualifying",
        unit: "per year",
        default: 0.03,
        domain: number(0.0, 20.0, 0.0, 0.1),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Box 7",
    }
    AttritionPay = "attrition.pay_and_contract_per_year" {
        meaning: "Rate of leaving for pay and insecure contracts",
        unit: "per year",
        default: 0.03,
        domain: number(0.0, 20.0, 0.0, 0.1),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Box 7",
    }
    AttritionRigidity = "attrition.rigidity_per_year" {
        meaning: "Rate of leaving for the rigidity of the model under a firm remit; half of it case by case, none with an extended one",
        unit: "per year",
        default: 0.03,
        domain: number(0.0, 20.0, 0.0, 0.1),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Box 7",
    }
    AttritionOther = "attrition.other_per_year" {
        meaning: "Rate of leaving for other reasons, such as travel and changed circumstances",
        unit: "per year",
        default: 0.04,
        domain: number(0.0, 20.0, 0.01, 0.1),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Box 7",
    }
    AttritionSenior = "attrition.senior_per_year" {
        meaning: "Rate of leaving of seniors whatever their strain",
        unit: "per year",
        default: 0.12,
        domain: number(0.0, 20.0, 0.05, 0.2),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6; 13 % a year among all mental health staff (NAO 2023)",
    }
    AttritionSeniorWorkload = "attrition.senior_workload_per_year" {
        meaning: "Rate of leaving of seniors for the workload of supervising, where all they can give is asked, in proportion to what is asked",
        unit: "per year",
        default: 0.1,
        domain: number(0.0, 20.0, 0.0, 0.3),
        mechanism: "M22",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6",
    }
    AttritionNotice = "attrition.emhp_notice_weeks" {
        meaning: "Notice of an EMHP, in which no new case is taken on",
        unit: "weeks",
        default: 8.0,
        domain: number(0.0, 52.0, 4.0, 12.0),
        mechanism: "M22",
        kind: Assumption,
        source: "prior: notice in Band 5",
    }
    AttritionSeniorNotice = "attrition.senior_notice_weeks" {
        meaning: "Notice of a senior, in which no new case is taken on",
        unit: "weeks",
        default: 12.0,
        domain: number(0.0, 52.0, 8.0, 13.0),
        mechanism: "M22",
        kind: Assumption,
        source: "prior: notice in Band 7",
    }
    HandoverShare = "handover.share" {
        meaning: "Share of the cases of a leaver that a colleague with room takes over at once",
        unit: "proportion",
        default: 0.6,
        domain: number(0.0, 1.0, 0.3, 0.9),
        mechanism: "M22",
        kind: Assumption,
        source: "prior",
    }
    HandoverLost = "handover.lost_share" {
        meaning: "Share of children with interrupted help who do not come back to a new practitioner",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 1.0, 0.05, 0.3),
        mechanism: "M22",
        kind: Assumption,
        source: "prior",
    }
    RecruitmentTrainingMonths = "recruitment.training_months" {
        meaning: "Months from the start of training to qualifying",
        unit: "months",
        default: 12.0,
        domain: number(0.0, 60.0, 12.0, 12.0),
        mechanism: "M23",
        kind: Published,
        source: "Ellins et al. 2023, Ch1",
    }
    RecruitmentTrainingDropOut = "recruitment.training_drop_out_share" {
        meaning: "Share of trainees who leave during training",
        unit: "proportion",
        default: 0.09,
        domain: number(0.0, 1.0, 0.05, 0.15),
        mechanism: "M23",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: single losses per site",
    }
    RecruitmentTrainees = "recruitment.trainees_per_100_posts_per_cohort" {
        meaning: "Training places for vacant posts in each cohort (September and January), the share of the area in the national supply",
        unit: "per 100 EMHP posts",
        default: 15.0,
        domain: number(0.0, 1000.0, 5.0, 40.0),
        mechanism: "M23",
        kind: Assumption,
        source: "prior; cohorts: the evaluation, Appendix 1",
    }
    RecruitmentQualified = "recruitment.qualified_per_100_posts_per_year" {
        meaning: "Qualified EMHPs who look for a post in the area",
        unit: "per 100 EMHP posts per year",
        default: 6.0,
        domain: number(0.0, 1000.0, 0.0, 15.0),
        mechanism: "M23",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: a limited pool of trained staff",
    }
    RecruitmentQualifiedWeeks = "recruitment.qualified_search_weeks" {
        meaning: "Weeks from the vacancy until a qualified EMHP can begin",
        unit: "weeks",
        default: 10.0,
        domain: number(0.0, 104.0, 6.0, 16.0),
        mechanism: "M23",
        kind: Assumption,
        source: "prior",
    }
    RecruitmentSeniorMonths = "recruitment.senior_months_to_fill" {
        meaning: "Mean months to fill a senior post",
        unit: "months",
        default: 5.0,
        domain: number(0.0, 120.0, 3.0, 9.0),
        mechanism: "M23",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: very hard to fill",
    }
    RecruitmentSeniorVariation = "recruitment.senior_months_variation" {
        meaning: "Coefficient of variation of the time to fill a senior post",
        unit: "ratio",
        default: 0.6,
        domain: number(0.0, 5.0, 0.3, 1.0),
        mechanism: "M23",
        kind: Assumption,
        source: "prior",
    }
    RecruitmentLead = "recruitment.senior_lead_months" {
        meaning: "Months before the first day of a post when the search for a senior begins",
        unit: "months",
        default: 6.0,
        domain: number(0.0, 60.0, 3.0, 12.0),
        mechanism: "M23",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch5: set up at pace",
    }
    RecruitmentInitialExperience = "recruitment.initial_experience_months" {
        meaning: "Mean months since qualifying of EMHPs on the first day of their post (0: all have just qualified; else spread evenly from 0 to twice the mean)",
        unit: "months",
        default: 0.0,
        domain: number(0.0, 240.0, 0.0, 48.0),
        mechanism: "M23",
        kind: Published,
        source: "Ellins et al. 2023, Appendix 1: the first trainees began in January 2019",
    }
    RemitPolicy = "remit.policy" {
        meaning: "Whether the team takes children who are too complex for its remit and below the specialist threshold: none, some, or all up to a line",
        unit: "policy",
        default: 1.0,
        domain: Domain::Choice(&["firm", "case_by_case", "extended"]),
        mechanism: "M7",
        kind: Published,
        source: "Ellins et al. 2023, Ch7: decided case by case in most sites",
    }
    RemitExtension = "remit.extension_share" {
        meaning: "How far above the ceiling the extended line lies, as a share of the way to the specialist threshold",
        unit: "proportion",
        default: 0.5,
        domain: number(0.0, 1.0, 0.25, 1.0),
        mechanism: "M7",
        kind: Assumption,
        source: "prior",
    }
    RemitCaseByCase = "remit.case_by_case_share" {
        meaning: "Share of the children below the extended line that are taken where it is decided case by case",
        unit: "proportion",
        default: 0.4,
        domain: number(0.0, 1.0, 0.1, 0.7),
        mechanism: "M7",
        kind: Assumption,
        source: "prior",
    }
    RemitEmhps = "remit.held_by_emhps_share" {
        meaning: "Share of the children above the ceiling who are held by EMHPs; the rest wait for a senior",
        unit: "proportion",
        default: 0.25,
        domain: number(0.0, 1.0, 0.0, 0.6),
        mechanism: "M7",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: usually by more experienced therapists",
    }
    RemitSessions = "remit.sessions" {
        meaning: "Sessions of an intervention with a child above the ceiling",
        unit: "sessions",
        default: 12.0,
        domain: whole(1.0, 50.0, 8.0, 16.0),
        mechanism: "M7",
        kind: Assumption,
        source: "prior",
    }
    OutcomeUnsupervised = "outcome.log_odds_unsupervised" {
        meaning: "Fall of the log-odds of recovery where no supervision is received",
        unit: "log odds",
        default: 0.4,
        domain: number(0.0, 5.0, 0.0, 1.0),
        mechanism: "M11, M20",
        kind: Assumption,
        source: "prior",
    }
    OutcomeInexperienced = "outcome.log_odds_inexperienced" {
        meaning: "Fall of the log-odds of recovery with a trainee or on the day of qualifying; it goes with the ramp of the caseload",
        unit: "log odds",
        default: 0.2,
        domain: number(0.0, 5.0, 0.0, 0.5),
        mechanism: "M11, M19",
        kind: Assumption,
        source: "prior",
    }
    SpecialistThresholdResponse = "specialist.threshold_response_per_year" {
        meaning: "Share of the excess of the queue over that of the calibration that a rise of the threshold would absorb in a year",
        unit: "per year",
        default: 0.5,
        domain: number(0.0, 50.0, 0.0, 1.0),
        mechanism: "M14",
        kind: Assumption,
        source: "prior; NAO 2023: 15 of 33 trusts raised thresholds",
    }
    MoneyBand4 = "money.band_4_gbp" {
        meaning: "Pay in Band 4, a year, full time",
        unit: "pounds/year, 2024/25",
        default: 27800.0,
        domain: number(0.0, 1000000.0, 26530.0, 29114.0),
        mechanism: "M28",
        kind: Published,
        source: "NHS Agenda for Change 2024/25",
    }
    MoneyBand5 = "money.band_5_gbp" {
        meaning: "Pay in Band 5, a year, full time",
        unit: "pounds/year, 2024/25",
        default: 33200.0,
        domain: number(0.0, 1000000.0, 29970.0, 36483.0),
        mechanism: "M28",
        kind: Published,
        source: "NHS Agenda for Change 2024/25",
    }
    MoneyBand6 = "money.band_6_gbp" {
        meaning: "Pay in Band 6, a year, full time",
        unit: "pounds/year, 2024/25",
        default: 41100.0,
        domain: number(0.0, 1000000.0, 37338.0, 44962.0),
        mechanism: "M28",
        kind: Published,
        source: "NHS Agenda for Change 2024/25",
    }
    MoneyBand7 = "money.band_7_gbp" {
        meaning: "Pay in Band 7, a year, full time",
        unit: "pounds/year, 2024/25",
        default: 49500.0,
        domain: number(0.0, 1000000.0, 46148.0, 52809.0),
        mechanism: "M28",
        kind: Assumption,
        source: "Agenda for Change 2024/25 as recalled, to be checked; 2021/22 was 40,057 to 45,839 (NHS Employers)",
    }
    MoneyBand8a = "money.band_8a_gbp" {
        meaning: "Pay in Band 8a, a year, full time",
        unit: "pounds/year, 2024/25",
        default: 53755.0,
        domain: number(0.0, 1000000.0, 53755.0, 60504.0),
        mechanism: "M28",
        kind: Assumption,
        source: "Agenda for Change 2024/25 as recalled, to be checked; 2021/22 was 47,126 (NHS Employers)",
    }
    MoneyOnCosts = "money.on_costs_pct" {
        meaning: "National insurance and pension of the employer",
        unit: "percent of pay",
        default: 34.0,
        domain: number(0.0, 200.0, 33.0, 35.0),
        mechanism: "M28",
        kind: Assumption,
        source: "prior",
    }
    MoneyNonPay = "money.non_pay_gbp" {
        meaning: "Other costs of a team: premises, travel, equipment, training, overheads",
        unit: "pounds/team/year, 2024/25",
        default: 40000.0,
        domain: number(0.0, 10000000.0, 15000.0, 90000.0),
        mechanism: "M28",
        kind: Assumption,
        source: "prior; none published",
    }
    MoneyFunding = "money.funding_gbp" {
        meaning: "Funding of a team, as published",
        unit: "pounds/team/year",
        default: 360000.0,
        domain: number(0.0, 100000000.0, 300000.0, 450000.0),
        mechanism: "M28",
        kind: Published,
        source: "Ellins et al. 2023, Ch1: basic funding, not uprated here",
    }
    MoneyDeflator = "money.deflator" {
        meaning: "Prices of the year in which costs are reported, relative to 2024/25",
        unit: "ratio",
        default: 1.0,
        domain: number(0.01, 10.0, 0.7, 1.2),
        mechanism: "M28",
        kind: Assumption,
        source: "1: costs are reported in prices of 2024/25",
    }
    ReachSend = "groups.send_recognition" {
        meaning: "Recognition of SEND or neurodiversity, relative to others",
        unit: "ratio",
        default: 0.8,
        domain: number(0.0, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: groups that are not reached",
    }
    EngagementSend = "groups.send_engagement" {
        meaning: "Consent, and staying in help, of SEND or neurodiversity, relative to others",
        unit: "ratio",
        default: 0.8,
        domain: number(0.1, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    FitSend = "groups.send_fit" {
        meaning: "Log-odds of recovery in low-intensity help of SEND or neurodiversity, relative to others",
        unit: "log odds",
        default: -0.4,
        domain: number(-5.0, 5.0, -1.0, 0.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: the limits of the approach for some groups",
    }
    ReachMinorityEthnic = "groups.minority_ethnic_recognition" {
        meaning: "Recognition of minority ethnic groups or English as a second language, relative to others",
        unit: "ratio",
        default: 0.75,
        domain: number(0.0, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: groups that are not reached",
    }
    EngagementMinorityEthnic = "groups.minority_ethnic_engagement" {
        meaning: "Consent, and staying in help, of minority ethnic groups or English as a second language, relative to others",
        unit: "ratio",
        default: 0.85,
        domain: number(0.1, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    FitMinorityEthnic = "groups.minority_ethnic_fit" {
        meaning: "Log-odds of recovery in low-intensity help of minority ethnic groups or English as a second language, relative to others",
        unit: "log odds",
        default: -0.2,
        domain: number(-5.0, 5.0, -1.0, 0.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: the limits of the approach for some groups",
    }
    ReachLowIncome = "groups.low_income_recognition" {
        meaning: "Recognition of low income, relative to others",
        unit: "ratio",
        default: 0.9,
        domain: number(0.0, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: groups that are not reached",
    }
    EngagementLowIncome = "groups.low_income_engagement" {
        meaning: "Consent, and staying in help, of low income, relative to others",
        unit: "ratio",
        default: 0.8,
        domain: number(0.1, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    FitLowIncome = "groups.low_income_fit" {
        meaning: "Log-odds of recovery in low-intensity help of low income, relative to others",
        unit: "log odds",
        default: -0.1,
        domain: number(-5.0, 5.0, -1.0, 0.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: the limits of the approach for some groups",
    }
    ReachLookedAfter = "groups.looked_after_recognition" {
        meaning: "Recognition of looked after children, relative to others",
        unit: "ratio",
        default: 1.0,
        domain: number(0.0, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: groups that are not reached",
    }
    EngagementLookedAfter = "groups.looked_after_engagement" {
        meaning: "Consent, and staying in help, of looked after children, relative to others",
        unit: "ratio",
        default: 0.8,
        domain: number(0.1, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    FitLookedAfter = "groups.looked_after_fit" {
        meaning: "Log-odds of recovery in low-intensity help of looked after children, relative to others",
        unit: "log odds",
        default: -0.3,
        domain: number(-5.0, 5.0, -1.0, 0.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: the limits of the approach for some groups",
    }
    ReachLgbtq = "groups.lgbtq_recognition" {
        meaning: "Recognition of LGBTQ+ children, relative to others",
        unit: "ratio",
        default: 0.85,
        domain: number(0.0, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: groups that are not reached",
    }
    EngagementLgbtq = "groups.lgbtq_engagement" {
        meaning: "Consent, and staying in help, of LGBTQ+ children, relative to others",
        unit: "ratio",
        default: 0.95,
        domain: number(0.1, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    FitLgbtq = "groups.lgbtq_fit" {
        meaning: "Log-odds of recovery in low-intensity help of LGBTQ+ children, relative to others",
        unit: "log odds",
        default: -0.1,
        domain: number(-5.0, 5.0, -1.0, 0.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: the limits of the approach for some groups",
    }
    ReachTeenageBoys = "groups.teenage_boys_recognition" {
        meaning: "Recognition of teenage boys, relative to others",
        unit: "ratio",
        default: 0.75,
        domain: number(0.0, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: groups that are not reached",
    }
    EngagementTeenageBoys = "groups.teenage_boys_engagement" {
        meaning: "Consent, and staying in help, of teenage boys, relative to others",
        unit: "ratio",
        default: 0.8,
        domain: number(0.1, 5.0, 0.5, 1.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    FitTeenageBoys = "groups.teenage_boys_fit" {
        meaning: "Log-odds of recovery in low-intensity help of teenage boys, relative to others",
        unit: "log odds",
        default: -0.1,
        domain: number(-5.0, 5.0, -1.0, 0.2),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: the limits of the approach for some groups",
    }
    GroupsAdaptation = "groups.adaptation" {
        meaning: "How far specialist roles, adaptations and trained staff close these gaps",
        unit: "proportion",
        default: 0.0,
        domain: number(0.0, 1.0, 0.0, 0.6),
        mechanism: "M4",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7",
    }
    GroupsAdaptationCost = "groups.adaptation_cost_share" {
        meaning: "Share of direct work that closing the gaps altogether would take",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 1.0, 0.05, 0.3),
        mechanism: "M4",
        kind: Assumption,
        source: "prior",
    }
    ComplexitySeen = "complexity.seen_per_session_share" {
        meaning: "Chance in an attended session that complexity comes to light which triage and assessment have not seen",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 1.0, 0.05, 0.4),
        mechanism: "M12",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: presentations that were more complicated than they looked",
    }
    BridgingPolicy = "bridging.policy" {
        meaning: "Whom the team holds while they wait for the specialist service: nobody, those it has stepped up, or all it has referred",
        unit: "policy",
        default: 0.0,
        domain: Domain::Choice(&["none", "stepped_up", "all"]),
        mechanism: "M15",
        kind: Published,
        source: "Ellins et al. 2023, Ch7 and Ch12: done in some sites",
    }
    BridgingSpacing = "bridging.spacing_days" {
        meaning: "Days between two contacts with a child that is held",
        unit: "days",
        default: 28.0,
        domain: number(1.0, 365.0, 14.0, 42.0),
        mechanism: "M15",
        kind: Assumption,
        source: "prior",
    }
    BridgingDeterioration = "bridging.deterioration_factor" {
        meaning: "Deterioration while held, relative to waiting alone",
        unit: "ratio",
        default: 0.5,
        domain: number(0.0, 2.0, 0.3, 0.9),
        mechanism: "M15",
        kind: Assumption,
        source: "prior",
    }
    AdviceFewerSlight = "advice.slight_referrals_elasticity" {
        meaning: "How strongly referrals below the floor fall with advice and liaison for each pupil (0: not at all)",
        unit: "exponent",
        default: 0.3,
        domain: number(0.0, 5.0, 0.0, 0.6),
        mechanism: "M16",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: fewer inappropriate referrals",
    }
    AdviceSignposting = "advice.signposting_elasticity" {
        meaning: "How strongly signposting is taken up with advice and liaison for each pupil",
        unit: "exponent",
        default: 0.2,
        domain: number(0.0, 5.0, 0.0, 0.5),
        mechanism: "M16",
        kind: Assumption,
        source: "prior",
    }
    AdviceHeldRemission = "advice.held_remission_per_month" {
        meaning: "Rate at which children held by the setting recover with its support, with advice as intended",
        unit: "per month",
        default: 0.005,
        domain: number(0.0, 2.0, 0.0, 0.05),
        mechanism: "M16",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7: settings manage more within the school",
    }
    WholeSchoolGrowth = "whole_school.growth_per_year" {
        meaning: "Growth of whole-school maturity towards one, with time spent as intended and a lead",
        unit: "per year",
        default: 0.25,
        domain: number(0.0, 10.0, 0.1, 0.5),
        mechanism: "M17",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch9",
    }
    WholeSchoolDecay = "whole_school.decay_per_year" {
        meaning: "Decay of maturity",
        unit: "per year",
        default: 0.1,
        domain: number(0.0, 10.0, 0.05, 0.3),
        mechanism: "M17",
        kind: Assumption,
        source: "prior",
    }
    WholeSchoolStaffChange = "whole_school.staff_change_loss" {
        meaning: "Share of maturity lost when the practitioner of the setting leaves",
        unit: "proportion",
        default: 0.15,
        domain: number(0.0, 1.0, 0.0, 0.4),
        mechanism: "M17",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: relationships with settings suffer",
    }
    WholeSchoolWithoutLead = "whole_school.without_lead_factor" {
        meaning: "Growth where no lead has time for it, relative to where one has",
        unit: "ratio",
        default: 0.5,
        domain: number(0.0, 2.0, 0.2, 0.9),
        mechanism: "M17",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch8",
    }
    WholeSchoolOnset = "whole_school.onset_reduction" {
        meaning: "Share of onsets that full maturity prevents",
        unit: "proportion",
        default: 0.06,
        domain: number(0.0, 1.0, 0.0, 0.12),
        mechanism: "M17",
        kind: Assumption,
        source: "prior: effects of universal programmes are small",
    }
    WholeSchoolRecognition = "whole_school.recognition_gain" {
        meaning: "Rise of recognition by staff at full maturity",
        unit: "proportion",
        default: 0.25,
        domain: number(0.0, 10.0, 0.0, 0.5),
        mechanism: "M17",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch7 and Ch9",
    }
    LadderExists = "ladder.exists" {
        meaning: "Whether EMHPs can become senior EMHPs (Band 6)",
        unit: "switch",
        default: 0.0,
        domain: Domain::Switch,
        mechanism: "M24",
        kind: Published,
        source: "Ellins et al. 2023, Ch6: in one case study site, planned in others",
    }
    LadderMonths = "ladder.after_months" {
        meaning: "Months after qualifying when an EMHP can become a senior EMHP",
        unit: "months",
        default: 18.0,
        domain: number(0.0, 240.0, 12.0, 36.0),
        mechanism: "M24",
        kind: Assumption,
        source: "prior",
    }
    LadderShare = "ladder.share" {
        meaning: "Most senior EMHPs, as a share of the EMHP posts of a team",
        unit: "proportion",
        default: 0.34,
        domain: number(0.0, 1.0, 0.2, 0.5),
        mechanism: "M24",
        kind: Assumption,
        source: "prior",
    }
    LadderStay = "ladder.leaving_factor" {
        meaning: "Leaving for another career of senior EMHPs, relative to others of their tenure",
        unit: "ratio",
        default: 0.4,
        domain: number(0.0, 2.0, 0.2, 0.8),
        mechanism: "M24",
        kind: Assumption,
        source: "prior",
    }
    LadderSupervision = "ladder.supervision_hours" {
        meaning: "Supervision that a full-time senior EMHP gives",
        unit: "hours/week",
        default: 1.5,
        domain: number(0.0, 20.0, 0.5, 3.0),
        mechanism: "M24",
        kind: Assumption,
        source: "prior",
    }
    PresenceStaffChange = "presence.staff_change_loss" {
        meaning: "Fall of referrals through a setting after its practitioner has changed",
        unit: "proportion",
        default: 0.1,
        domain: number(0.0, 1.0, 0.0, 0.4),
        mechanism: "M25",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6 and Ch8",
    }
    PresenceStaffChangeMonths = "presence.staff_change_months" {
        meaning: "Months for which that lasts",
        unit: "months",
        default: 3.0,
        domain: number(0.0, 60.0, 1.0, 6.0),
        mechanism: "M25",
        kind: Assumption,
        source: "prior",
    }
    PresenceVacant = "presence.vacant_loss" {
        meaning: "Fall of referrals through a setting whose practitioner's post is vacant",
        unit: "proportion",
        default: 0.2,
        domain: number(0.0, 1.0, 0.0, 0.6),
        mechanism: "M25",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6",
    }
    ShockOn = "shock.is_on" {
        meaning: "Whether the shocks below have any effect",
        unit: "switch",
        default: 1.0,
        domain: Domain::Switch,
        mechanism: "M27",
        kind: Published,
        source: "Ellins et al. 2023, Ch10",
    }
    ShockRecognition = "shock.referral_factor" {
        meaning: "Recognition and referral by staff and families, relative to a calm time; a timeline",
        unit: "ratio",
        default: 1.0,
        domain: number(0.0, 10.0, 0.3, 2.0),
        mechanism: "M27",
        kind: Derived,
        source: "calibrated input: referrals fell by 34.5 % in April 2020 and rose above 2019 later (CYP Now; Health Foundation)",
    }
    ShockMissed = "shock.remote_missed_extra" {
        meaning: "Added to missed sessions where all work is remote",
        unit: "proportion",
        default: 0.03,
        domain: number(0.0, 1.0, 0.0, 0.1),
        mechanism: "M27",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch10",
    }
    ShockCohortDelay = "shock.cohort_delay_weeks" {
        meaning: "Weeks by which the cohorts that begin are late; a timeline",
        unit: "weeks",
        default: 0.0,
        domain: number(0.0, 52.0, 0.0, 13.0),
        mechanism: "M27",
        kind: Published,
        source: "Ellins et al. 2023, Appendix 1: two months in autumn 2020",
    }
    FlowsSeniorsFrom = "flows.seniors_from_specialist_share" {
        meaning: "Share of new seniors who come from the specialist service of the site",
        unit: "proportion",
        default: 0.3,
        domain: number(0.0, 1.0, 0.1, 0.6),
        mechanism: "M31",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6",
    }
    FlowsLeaversTo = "flows.leavers_to_specialist_share" {
        meaning: "Share of EMHPs and seniors who leave and go to the specialist service of the site",
        unit: "proportion",
        default: 0.2,
        domain: number(0.0, 1.0, 0.0, 0.4),
        mechanism: "M31",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6",
    }
    FlowsPlaces = "flows.places_per_clinician" {
        meaning: "Places of the specialist service that a clinician holds",
        unit: "places",
        default: 35.0,
        domain: number(0.0, 500.0, 20.0, 50.0),
        mechanism: "M31",
        kind: Assumption,
        source: "prior: open caseload for each whole-time equivalent",
    }
    FlowsMonths = "flows.months" {
        meaning: "Months until the specialist service has adjusted to somebody who came or went",
        unit: "months",
        default: 6.0,
        domain: number(0.0, 120.0, 3.0, 12.0),
        mechanism: "M31",
        kind: Assumption,
        source: "prior: time to fill a post",
    }
    RolloutInWaves = "rollout.in_waves" {
        meaning: "Whether teams begin in the waves that are stated (false: all on the first day of teams, and every setting has one)",
        unit: "switch",
        default: 1.0,
        domain: Domain::Switch,
        mechanism: "M30",
        kind: Assumption,
        source: "switch; without waves it has no effect",
    }
    RolloutPupils = "rollout.pupils_per_team" {
        meaning: "Pupils with whom a team of a wave is filled",
        unit: "pupils",
        default: 8000.0,
        domain: number(100.0, 100_000.0, 7000.0, 8500.0),
        mechanism: "M30",
        kind: Published,
        source: "Ellins et al. 2023, Ch1: about 8000 in the Trailblazers, 7000 in later waves",
    }
    RolloutLargerFirst = "rollout.larger_first" {
        meaning: "Power of a setting's pupils in the lot by which settings join (0: all alike; 1: in proportion)",
        unit: "exponent",
        default: 0.4,
        domain: number(0.0, 3.0, 0.0, 1.0),
        mechanism: "M30",
        kind: Assumption,
        source: "prior; a team then has about 17 settings (parliamentary question, 14 November 2023), which is no finding",
    }
    RolloutTrainees = "rollout.trainees_per_100_posts_per_cohort" {
        meaning: "Training places of a cohort for new and vacant posts together, per 100 EMHP posts at the end of the waves (0: new posts have places of their own)",
        unit: "per 100 EMHP posts",
        default: 0.0,
        domain: number(0.0, 1000.0, 0.0, 40.0),
        mechanism: "M30",
        kind: Assumption,
        source: "prior; cohorts: the evaluation, Appendix 1",
    }
    RolloutSeniors = "rollout.seniors_per_100_posts_per_year" {
        meaning: "Experienced practitioners who look for a senior post in a year, per 100 senior posts at the end of the waves (0: as many as are found)",
        unit: "per 100 senior posts per year",
        default: 0.0,
        domain: number(0.0, 1000.0, 0.0, 100.0),
        mechanism: "M30",
        kind: Assumption,
        source: "prior; Ellins et al. 2023, Ch6: slow senior recruitment",
    }
}
