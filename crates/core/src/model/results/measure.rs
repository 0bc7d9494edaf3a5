//! The measures: what each one is, how it is counted, its unit and who is counted.

use serde::{Deserialize, Serialize};

use super::subgroup::{Dimension, Subgroup};
use super::values::Statistic;

/// What a measure is made of, and so which statistics it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A number of children, referrals or events; nothing counted is zero.
    Count,
    /// Person-time; none is zero.
    PersonTime,
    /// Part of a whole; of nothing there is no share.
    Share,
    /// Average of a quantity over children or time; of nobody there is no mean.
    Mean,
    /// Durations: their number, mean and percentiles.
    Durations,
    /// Cumulative incidence of the start of help so many days after referral.
    StartedWithin(u32),
}

impl Kind {
    /// Its statistics, in the order in which they are reported.
    pub fn statistics(self) -> &'static [Statistic] {
        use Statistic::{Count, Max, Mean, P50, P75, P90, P95, Share, Total};
        match self {
            Self::Count => &[Count],
            Self::PersonTime => &[Total],
            Self::Share | Self::StartedWithin(_) => &[Share],
            Self::Mean => &[Mean],
            Self::Durations => &[Count, Mean, P50, P75, P90, P95, Max],
        }
    }
}

/// Declares the measures once: the enum and what is published about each.
macro_rules! measures {
    ($($name:ident = $key:literal, $kind:ident $(($days:literal))?, $unit:literal,
        $definition:literal, $counted:literal;)*) => {
        /// Something measured.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Measure { $(#[doc = $definition] $name),* }

        impl Measure {
            /// All measures, in the order in which they are reported.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name used in files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }

            /// What it is made of.
            pub fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind $(($days))?),* }
            }

            /// Unit of its statistics (of the mean and percentiles for durations).
            pub fn unit(self) -> &'static str {
                match self { $(Self::$name => $unit),* }
            }

            /// What it is.
            pub fn definition(self) -> &'static str {
                match self { $(Self::$name => $definition),* }
            }

            /// Which children, referrals or time it counts.
            pub fn counted(self) -> &'static str {
                match self { $(Self::$name => $counted),* }
            }
        }
    };
}

impl Measure {
    /// The dimensions by which it is divided.
    pub fn dimensions(self) -> &'static [Dimension] {
        use Dimension::{
            All, Coverage, DeprivationFifth, Group, Motive, Origin, Phase, Problem, SeverityBand,
            Tenure, Year,
        };
        match self {
            Self::PrevalenceShare => &[Year],
            Self::SpecialistDeclinedShare
            | Self::SpecialistClosedBeforeTreatmentShare
            | Self::WaitSpecialistFirstContact
            | Self::WaitSpecialistSecondContact => &[All, Origin],
            Self::EmhpTurnover => &[All, Tenure],
            Self::EmhpLeavers | Self::SeniorLeavers => &[All, Motive],
            Self::CaseloadMean
            | Self::SlotsUsedShare
            | Self::SlotsPerEmhpWeek
            | Self::CasesPerEmhpYear
            | Self::SeniorTurnover
            | Self::EmhpVacancyShare
            | Self::SeniorVacancyShare
            | Self::VacancyDays
            | Self::SeniorVacancyDays
            | Self::SessionsLostToVacancy
            | Self::SupervisionGivenShare
            | Self::StrainMean
            | Self::CostPerChildStarted
            | Self::CostPerRecovery
            | Self::SpecialistThreshold
            | Self::CasesPrevented
            | Self::CasesFound
            | Self::CalibrationWaitSecondContact
            | Self::CalibrationClosedShare
            | Self::CalibrationInContactShare => &[All],
            _ => &[All, Phase, SeverityBand, Problem, Group, DeprivationFifth, Coverage],
        }
    }

    /// The subgroups for which it is published even when nothing was counted. Years are not among
    /// them: only the run knows which there are.
    pub fn subgroups(self) -> impl Iterator<Item = Subgroup> {
        self.dimensions().iter().flat_map(|dimension| dimension.levels())
    }
}

measures! {
    Referrals = "referrals", Count, "referrals",
        "Referrals to a mental health support team.",
        "Referrals made in the measurement window.";
    ReferredByStaffShare = "referred_by_staff_share", Share, "proportion",
        "Share of referrals made by staff of the setting.",
        "Referrals made in the measurement window.";
    Accepted = "accepted", Count, "referrals",
        "Referrals accepted at triage.",
        "Referrals accepted in the measurement window.";
    AcceptedShare = "accepted_share", Share, "proportion",
        "Share of triage decisions that accept the referral.",
        "Triage decisions in the measurement window; referrals lost before triage are not in it.";
    Started = "started", Count, "children",
        "Interventions of the team started.",
        "First sessions in the measurement window.";
    StartedInGroupShare = "started_in_group_share", Share, "proportion",
        "Share of interventions delivered in a group.",
        "Interventions started in the measurement window.";
    Completed = "completed", Count, "children",
        "Interventions in which all planned sessions were held.",
        "Interventions completed in the measurement window.";
    Recovered = "recovered", Count, "children",
        "Interventions completed with recovery.",
        "Interventions completed in the measurement window.";
    RecoveredShare = "recovered_share", Share, "proportion",
        "Share of completed interventions that end with recovery (natural recovery included).",
        "Interventions completed in the measurement window.";
    DroppedOut = "dropped_out", Count, "children",
        "Interventions that the child or its parents gave up, or that were ended for missed sessions.",
        "Drop-outs in the measurement window.";
    DroppedOutShare = "dropped_out_share", Share, "proportion",
        "Share of interventions that ended with drop-out.",
        "Interventions ended in the measurement window.";
    SessionsAttendedMean = "sessions_attended_mean", Mean, "sessions",
        "Sessions attended per intervention.",
        "Interventions ended in the measurement window, by completion or drop-out.";
    SteppedUp = "stepped_up", Count, "children",
        "Children referred to the specialist service at the end of help by the team.",
        "Interventions completed in the measurement window.";
    SeverityAtStart = "severity_at_start", Mean, "score",
        "Severity score at the first session (mean score at onset is 1).",
        "First sessions in the measurement window.";
    WaitReferralToAssessment = "wait_referral_to_assessment", Durations, "days",
        "Days from referral to the assessment appointment.",
        "Children assessed in the measurement window.";
    WaitReferralToStart = "wait_referral_to_start", Durations, "days",
        "Days from referral to the first session.",
        "Children who started in the measurement window; those who never start are not in it.";
    StillWaitingForStart = "still_waiting_for_start", Durations, "days",
        "Days since referral of children who were accepted and have not started.",
        "Children on the team's lists at the end of the run.";
    StartedWithin28Days = "started_within_28_days", StartedWithin(28), "proportion",
        "Cumulative incidence of the first session 28 days after referral, with competing exits (Aalen-Johansen).",
        "Accepted referrals made in the measurement window, censored at the end of the run.";
    StartedWithin84Days = "started_within_84_days", StartedWithin(84), "proportion",
        "Cumulative incidence of the first session 84 days after referral, with competing exits (Aalen-Johansen).",
        "Accepted referrals made in the measurement window, censored at the end of the run.";
    StartedWithin126Days = "started_within_126_days", StartedWithin(126), "proportion",
        "Cumulative incidence of the first session 126 days after referral, with competing exits (Aalen-Johansen).",
        "Accepted referrals made in the measurement window, censored at the end of the run.";
    StartedWithin365Days = "started_within_365_days", StartedWithin(365), "proportion",
        "Cumulative incidence of the first session 365 days after referral, with competing exits (Aalen-Johansen).",
        "Accepted referrals made in the measurement window, censored at the end of the run.";
    MissingMiddleEntered = "missing_middle_entered", Count, "children",
        "Entries into the missing middle, by any way; a child can enter more than once.",
        "Entries in the measurement window.";
    MissingMiddlePersonDays = "missing_middle_person_days", PersonTime, "person-days",
        "Days spent in need in the missing middle.",
        "All episodes, within the measurement window.";
    UnmetPersonDays = "unmet_person_days", PersonTime, "person-days",
        "Days spent in need, without help and on nobody's list.",
        "All episodes, within the measurement window.";
    UnmetDaysPerEpisode = "unmet_days_per_episode", Durations, "days",
        "Days in need, without help and on nobody's list, per episode.",
        "Episodes open at some time in the measurement window; days within the window.";
    UnmetOver12Weeks = "unmet_over_12_weeks_share", Share, "proportion",
        "Share of episodes with more than 84 days unmet.",
        "Episodes open at some time in the measurement window; days within the window.";
    PrevalenceShare = "prevalence", Share, "proportion",
        "Children in need as a share of pupils on roll, averaged over the year.",
        "Person-time of open episodes in need over person-time of pupils, by calendar year.";
    SpecialistReferrals = "specialist_referrals", Count, "referrals",
        "Referrals of children of covered settings to the specialist service, by anybody.",
        "Referrals made in the measurement window.";
    SpecialistDeclinedShare = "specialist_declined_share", Share, "proportion",
        "Share of decisions of the specialist service that decline the referral.",
        "Decisions in the measurement window, children from everywhere.";
    SpecialistClosedBeforeTreatmentShare = "specialist_closed_before_treatment_share", Share, "proportion",
        "Share of specialist referrals that end before a second contact: declined, given up or lost.",
        "Referrals whose wait ended in the measurement window, children from everywhere.";
    WaitSpecialistFirstContact = "wait_specialist_first_contact", Durations, "days",
        "Days from referral to the first contact with the specialist service.",
        "First contacts in the measurement window, children from everywhere.";
    WaitSpecialistSecondContact = "wait_specialist_second_contact", Durations, "days",
        "Days from referral to the second contact with the specialist service.",
        "Second contacts in the measurement window, children from everywhere.";
    CaseloadMean = "caseload_mean", Mean, "open cases",
        "Open cases per practitioner at the beginning of a working week.",
        "Practitioner-weeks in term in the measurement window.";
    SlotsUsedShare = "slots_used_share", Share, "proportion",
        "Share of the slots offered that were used.",
        "Slots in the measurement window.";
    SlotsPerEmhpWeek = "slots_per_emhp_week", Mean, "slots/week",
        "One-to-one slots that a qualified EMHP offers in a week in which the team sees children.",
        "Weeks with slots in the measurement window, per full-time EMHP.";
    CasesPerEmhpYear = "cases_per_emhp_year", Mean, "cases/year",
        "Interventions started per qualified EMHP and year, those of seniors among them.",
        "Measurement window, per full-time EMHP.";
    EmhpLeavers = "emhp_leavers", Count, "people",
        "EMHPs who left their post.",
        "Last days in the measurement window.";
    SeniorLeavers = "senior_leavers", Count, "people",
        "Seniors who left their post.",
        "Last days in the measurement window.";
    EmhpTurnover = "emhp_turnover", Mean, "leavers per person-year",
        "EMHPs who left per year in post at risk of leaving.",
        "Qualified EMHPs in the measurement window; trainees only in their own subgroup.";
    SeniorTurnover = "senior_turnover", Mean, "leavers per person-year",
        "Seniors who left per year in post at risk of leaving.",
        "Seniors in the measurement window.";
    EmhpVacancyShare = "emhp_vacancy_share", Share, "proportion",
        "Share of EMHP posts that nobody held.",
        "Full-time equivalents by week in the measurement window; trainees hold their posts.";
    SeniorVacancyShare = "senior_vacancy_share", Share, "proportion",
        "Share of senior posts that nobody held.",
        "Full-time equivalents by week in the measurement window.";
    VacancyDays = "vacancy_days", Durations, "days",
        "Days for which an EMHP post was vacant.",
        "Vacancies of EMHP posts that ended in the measurement window.";
    SeniorVacancyDays = "senior_vacancy_days", Durations, "days",
        "Days for which a senior post was vacant.",
        "Vacancies of senior posts that ended in the measurement window.";
    SessionsLostToVacancy = "sessions_lost_to_vacancy", Mean, "slots/team/year",
        "Slots that experienced holders of the vacant posts would have offered, per team and year.",
        "Weeks of teams in the measurement window.";
    SupervisionGivenShare = "supervision_given_share", Share, "proportion",
        "Share of the supervision due to EMHPs that was given.",
        "Hours in the measurement window.";
    StrainMean = "strain_mean", Mean, "strain",
        "Strain of EMHPs and seniors.",
        "Clinicians by week in the measurement window.";
    HandedOverCases = "handed_over_cases", Count, "children",
        "Children taken over by a colleague when their practitioner left.",
        "Last days of practitioners in the measurement window.";
    InterruptedCases = "interrupted_cases", Count, "children",
        "Children whose help was interrupted because their practitioner left.",
        "Last days of practitioners in the measurement window.";
    CostPerChildStarted = "cost_per_child_started", Mean, "pounds",
        "Costs of the teams per intervention started, whole school work and advice included.",
        "Pay of those in post with on-costs, and other costs, in the measurement window.";
    CostPerRecovery = "cost_per_recovery", Mean, "pounds",
        "Costs of the teams per intervention completed with recovery.",
        "Pay of those in post with on-costs, and other costs, in the measurement window.";
    CasesPrevented = "cases_prevented", Mean, "cases/1000 pupils/year",
        "Onsets that whole-school maturity prevents, as expected.",
        "Covered pupils in the measurement window, while teams work.";
    CasesFound = "cases_found", Mean, "cases/1000 pupils/year",
        "Children whom staff notice because of whole-school maturity, as expected.",
        "Covered pupils in the measurement window, while teams work.";
    SpecialistThreshold = "specialist_threshold", Mean, "score",
        "Severity score from which the specialist service accepts.",
        "Months in the measurement window.";
    CalibrationWaitSecondContact = "calibration_wait_second_contact", Durations, "days",
        "Days from referral to second specialist contact, as reported for 2018/19. Calibrated.",
        "Children with both contacts between April 2018 and March 2019.";
    CalibrationClosedShare = "calibration_closed_share", Share, "proportion",
        "Share of specialist referrals closed before treatment, as reported for 2018/19. Calibrated.",
        "Referrals whose wait ended between April 2018 and March 2019.";
    CalibrationInContactShare = "calibration_in_contact_share", Share, "proportion",
        "Children in contact with the specialist service as a share of under-18s, as reported for 2018/19. Calibrated.",
        "Children held in April 2018 or first seen by March 2019, over under-18s of the catchment.";
}
