//! The measures: what each one is, how it is counted, its unit and who is counted. Each is declared
//! once; files, terminal, reports and documents follow from the declaration.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::statistic::Statistic;
use super::subgroup::{Dimension, Subgroup};

/// The kind of a measure, which determines its statistics.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A number of children, referrals or events; nothing counted is zero.
    Count,
    /// Person-time; none is zero.
    PersonTime,
    /// Part of a whole; no share if the whole is zero.
    Share,
    /// Average of a quantity over children or time; no mean if there are none.
    Mean,
    /// A number of children or of pounds that stands at one time or falls in one year, averaged
    /// over the measurement window; of several sites, the sum.
    Level,
    /// Durations: their number, mean and percentiles.
    Durations,
    /// Cumulative incidence of the start of help this many days after referral.
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
            Self::Mean | Self::Level => &[Mean],
            Self::Durations => &[Count, Mean, P50, P75, P90, P95, Max],
        }
    }
}

/// The kinds as types, by which the compiler knows what may be added to a measure.
pub mod kinds {
    /// A number of children, referrals or events.
    #[derive(Clone, Copy, Debug)]
    pub enum Count {}
    /// Person-time.
    #[derive(Clone, Copy, Debug)]
    pub enum PersonTime {}
    /// Part of a whole.
    #[derive(Clone, Copy, Debug)]
    pub enum Share {}
    /// Average of a quantity.
    #[derive(Clone, Copy, Debug)]
    pub enum Mean {}
    /// A level that adds up over sites.
    #[derive(Clone, Copy, Debug)]
    pub enum Level {}
    /// Durations.
    #[derive(Clone, Copy, Debug)]
    pub enum Durations {}
    /// Cumulative incidence of the start of help.
    #[derive(Clone, Copy, Debug)]
    pub enum StartedWithin {}

    /// A part over a whole: a share or a mean.
    pub trait Ratio {}
    impl Ratio for Share {}
    impl Ratio for Mean {}
}

/// A measure of a kind that the compiler knows.
#[derive(Debug)]
pub struct Of<K> {
    measure: Measure,
    kind: PhantomData<K>,
}

impl<K> Of<K> {
    const fn new(measure: Measure) -> Self {
        Self { measure, kind: PhantomData }
    }

    /// The measure.
    pub const fn measure(self) -> Measure {
        self.measure
    }
}

impl<K> Clone for Of<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Of<K> {}

/// What the values of a measure rest on. Values that rest on few heads are marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// Children, each of whom may be counted more than once.
    Children,
    /// Referrals.
    Referrals,
    /// Episodes of need.
    Episodes,
    /// Practitioners.
    People,
    /// Posts and their vacancies: no heads.
    Posts,
    /// Slots and hours: no heads.
    Capacity,
    /// Time of pupils, practitioners, teams or services: no heads.
    Time,
    /// Money: no heads.
    Money,
}

impl Basis {
    /// Whether heads are counted: children, referrals, episodes or people.
    pub fn is_of_heads(self) -> bool {
        match self {
            Self::Children | Self::Referrals | Self::Episodes | Self::People => true,
            Self::Posts | Self::Capacity | Self::Time | Self::Money => false,
        }
    }

    /// Unit of a number of durations.
    pub(super) fn counted_in(self) -> &'static str {
        match self {
            Self::Children => "children",
            Self::Referrals => "referrals",
            Self::Episodes => "episodes",
            Self::People => "people",
            Self::Posts => "vacancies",
            Self::Capacity | Self::Time | Self::Money => "",
        }
    }
}

/// Whether a measure is one of the few that are judged by themselves, chosen before anything is run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Headline {
    No,
    Of(Statistic),
}

/// Divisions of children: the dimensions of every measure of children of covered settings.
const CHILDREN: &[Dimension] = &[
    Dimension::All,
    Dimension::Phase,
    Dimension::SeverityBand,
    Dimension::Problem,
    Dimension::Group,
    Dimension::DeprivationFifth,
    Dimension::SettingKind,
    Dimension::Coverage,
];
/// Not divided.
const EVERYBODY: &[Dimension] = &[Dimension::All];
/// By calendar year only.
const YEARS: &[Dimension] = &[Dimension::Year];
/// By financial year only.
const FINANCIAL_YEARS: &[Dimension] = &[Dimension::FinancialYear];
/// By whether a child of the specialist service attends a covered setting.
const ORIGINS: &[Dimension] = &[Dimension::All, Dimension::Origin];
/// By whether a child attends a covered setting, and by who referred to the specialist service.
const REFERRERS: &[Dimension] = &[Dimension::All, Dimension::Origin, Dimension::ReferredBy];
/// By months since an EMHP qualified.
const TENURES: &[Dimension] = &[Dimension::All, Dimension::Tenure];
/// By why a practitioner left.
const MOTIVES: &[Dimension] = &[Dimension::All, Dimension::Motive];

/// Declares the measures once: the list, the typed handles, and what is published about each.
macro_rules! measures {
    ($($name:ident = $key:literal {
        kind: $kind:ident $(($days:literal))?, unit: $unit:literal, rests_on: $basis:ident, by: $by:ident,
        definition: $definition:literal,
        counted: $counted:literal,
        headline: $headline:ident $(($statistic:expr))?,
    })*) => {
        /// Something measured.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Measure { $(#[doc = $definition] $name),* }

        /// The measures with the kinds that they have: what a process adds to.
        #[allow(non_upper_case_globals)]
        pub mod measured {
            use super::{Measure, Of, kinds};

            $(#[doc = $definition] pub const $name: Of<kinds::$kind> = Of::new(Measure::$name);)*
        }

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

            /// What its values rest on.
            pub fn basis(self) -> Basis {
                match self { $(Self::$name => Basis::$basis),* }
            }

            /// The dimensions by which it is divided.
            pub fn dimensions(self) -> &'static [Dimension] {
                match self { $(Self::$name => $by),* }
            }

            const fn headline(self) -> Headline {
                match self { $(Self::$name => Headline::$headline $(($statistic))?),* }
            }
        }
    };
}

impl Measure {
    /// A statistic of it, as results are named on the command line and in columns:
    /// `wait_referral_to_start:p50`.
    pub fn result_name(self, statistic: Statistic) -> String {
        format!("{}:{}", self.name(), statistic.name())
    }

    /// The measures, each with one statistic, that a comparison judges by themselves: chosen before
    /// anything is run, one for each question of a report.
    pub const HEADLINES: [(Self, Statistic); 5] = {
        let mut headlines = [(Self::ALL[0], Statistic::Count); 5];
        let (mut next, mut found) = (0, 0);
        while next < Self::ALL.len() {
            if let Headline::Of(statistic) = Self::ALL[next].headline() {
                headlines[found] = (Self::ALL[next], statistic);
                found += 1;
            }
            next += 1;
        }
        assert!(found == 5, "five headlines");
        headlines
    };

    /// The subgroups for which it is published even when nothing was counted. Years are not among
    /// them: only the run knows which there are.
    pub fn subgroups(self) -> impl Iterator<Item = Subgroup> {
        self.dimensions().iter().flat_map(|dimension| dimension.levels())
    }
}

measures! {
    Referrals = "referrals" {
        kind: Count, unit: "referrals", rests_on: Referrals, by: CHILDREN,
        definition: "Referrals to a mental health support team.",
        counted: "Referrals made in the measurement window.",
        headline: No,
    }
    ReferralsWithoutNeed = "referrals_without_need" {
        kind: Count, unit: "referrals", rests_on: Referrals, by: EVERYBODY,
        definition: "Referrals to a mental health support team of children without need; they are \
            not among `referrals`.",
        counted: "Referrals made in the measurement window.",
        headline: No,
    }
    AssessmentsWithoutNeed = "assessments_without_need" {
        kind: Count, unit: "slots", rests_on: Capacity, by: EVERYBODY,
        definition: "Slots used to assess children without need, whom triage took by error.",
        counted: "Assessments in the measurement window.",
        headline: No,
    }
    ReferredByStaffShare = "referred_by_staff_share" {
        kind: Share, unit: "proportion", rests_on: Referrals, by: CHILDREN,
        definition: "Share of referrals made by staff of the setting.",
        counted: "Referrals made in the measurement window.",
        headline: No,
    }
    Accepted = "accepted" {
        kind: Count, unit: "referrals", rests_on: Referrals, by: CHILDREN,
        definition: "Referrals accepted at triage.",
        counted: "Referrals accepted in the measurement window.",
        headline: No,
    }
    AcceptedShare = "accepted_share" {
        kind: Share, unit: "proportion", rests_on: Referrals, by: CHILDREN,
        definition: "Share of triage decisions that accept the referral.",
        counted: "Triage decisions in the measurement window; referrals lost before triage are \
            excluded.",
        headline: No,
    }
    Started = "started" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Interventions of the team started.",
        counted: "First sessions in the measurement window.",
        headline: No,
    }
    StartedInGroupShare = "started_in_group_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: CHILDREN,
        definition: "Share of interventions delivered in a group.",
        counted: "Interventions started in the measurement window.",
        headline: No,
    }
    Completed = "completed" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Interventions in which all planned sessions were held, or that ended earlier \
            because the child was seen to be well.",
        counted: "Interventions completed in the measurement window.",
        headline: No,
    }
    Recovered = "recovered" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Interventions completed with recovery.",
        counted: "Interventions completed in the measurement window.",
        headline: No,
    }
    RecoveredShare = "recovered_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: CHILDREN,
        definition: "Share of completed interventions that end with recovery (natural recovery \
            included).",
        counted: "Interventions completed in the measurement window.",
        headline: No,
    }
    ImprovedShare = "improved_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: EVERYBODY,
        definition: "Share of completed interventions that end with recovery or with severity lower \
            by at least `outcome.reliable_change`.",
        counted: "Interventions completed in the measurement window.",
        headline: No,
    }
    WorseShare = "worse_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: EVERYBODY,
        definition: "Share of completed interventions that end with severity higher by at least \
            `outcome.reliable_change`.",
        counted: "Interventions completed in the measurement window.",
        headline: No,
    }
    DroppedOut = "dropped_out" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Interventions that the child or parents stopped, or that ended because of \
            missed sessions, with the child still in need.",
        counted: "Drop-outs in the measurement window.",
        headline: No,
    }
    DroppedOutShare = "dropped_out_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: CHILDREN,
        definition: "Share of interventions that ended with drop-out.",
        counted: "Interventions ended in the measurement window: completed, dropped out, stopped \
            because need had ended, or stopped for complexity.",
        headline: No,
    }
    StoppedForComplexityShare = "stopped_for_complexity_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: EVERYBODY,
        definition: "Share of interventions that ended because a session revealed more complexity \
            than the team takes. They are neither completed nor dropped out.",
        counted: "Interventions ended in the measurement window: completed, dropped out, or stopped \
            for complexity.",
        headline: No,
    }
    SessionsAttendedMean = "sessions_attended_mean" {
        kind: Mean, unit: "sessions", rests_on: Children, by: CHILDREN,
        definition: "Sessions attended per intervention.",
        counted: "Interventions ended in the measurement window, by completion or drop-out.",
        headline: No,
    }
    SteppedUp = "stepped_up" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Children referred to the specialist service at the end of help by the team.",
        counted: "Interventions completed in the measurement window.",
        headline: No,
    }
    SeverityAtStart = "severity_at_start" {
        kind: Mean, unit: "score", rests_on: Children, by: CHILDREN,
        definition: "Severity score at the first session (mean score at onset is 1).",
        counted: "First sessions in the measurement window.",
        headline: No,
    }
    WaitReferralToAssessment = "wait_referral_to_assessment" {
        kind: Durations, unit: "days", rests_on: Children, by: CHILDREN,
        definition: "Days from referral to the assessment appointment.",
        counted: "Children assessed in the measurement window.",
        headline: No,
    }
    WaitReferralToStart = "wait_referral_to_start" {
        kind: Durations, unit: "days", rests_on: Children, by: CHILDREN,
        definition: "Days from referral to the first session.",
        counted: "Children who started in the measurement window; those who never start are \
            excluded.",
        headline: No,
    }
    StillWaitingForStart = "still_waiting_for_start" {
        kind: Durations, unit: "days", rests_on: Children, by: CHILDREN,
        definition: "Days since referral of children who were accepted and had not started.",
        counted: "Children on the team's lists at the end of the run.",
        headline: No,
    }
    StartedWithin28Days = "started_within_28_days" {
        kind: StartedWithin(28), unit: "proportion", rests_on: Referrals, by: CHILDREN,
        definition: "Cumulative incidence of the first session 28 days after referral, with \
            competing exits (Aalen-Johansen).",
        counted: "Accepted referrals made in the measurement window, censored at the end of the \
            run.",
        headline: No,
    }
    StartedWithin84Days = "started_within_84_days" {
        kind: StartedWithin(84), unit: "proportion", rests_on: Referrals, by: CHILDREN,
        definition: "Cumulative incidence of the first session 84 days after referral, with \
            competing exits (Aalen-Johansen).",
        counted: "Accepted referrals made in the measurement window, censored at the end of the \
            run.",
        headline: No,
    }
    StartedWithin126Days = "started_within_126_days" {
        kind: StartedWithin(126), unit: "proportion", rests_on: Referrals, by: CHILDREN,
        definition: "Cumulative incidence of the first session 126 days after referral, with \
            competing exits (Aalen-Johansen).",
        counted: "Accepted referrals made in the measurement window, censored at the end of the \
            run.",
        headline: Of(Statistic::Share),
    }
    StartedWithin365Days = "started_within_365_days" {
        kind: StartedWithin(365), unit: "proportion", rests_on: Referrals, by: CHILDREN,
        definition: "Cumulative incidence of the first session 365 days after referral, with \
            competing exits (Aalen-Johansen).",
        counted: "Accepted referrals made in the measurement window, censored at the end of the \
            run.",
        headline: No,
    }
    MissingMiddleEntered = "missing_middle_entered" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Entries into the missing middle, by any route; a child can enter more than \
            once.",
        counted: "Entries in the measurement window.",
        headline: No,
    }
    MissingMiddlePersonDays = "missing_middle_person_days" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: CHILDREN,
        definition: "Days spent in need in the missing middle.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    InNeed = "in_need" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: CHILDREN,
        definition: "Days spent in need: the whole of the account of need.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    InHelp = "in_help" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: EVERYBODY,
        definition: "Days in need spent in help: of the team, of the specialist service, of \
            the setting's counsellors, or elsewhere.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    OnList = "on_list" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: EVERYBODY,
        definition: "Days in need spent on a list of the team or of the specialist service, or \
            with help interrupted.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    SettingOnly = "setting_only" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: EVERYBODY,
        definition: "Days in need, recognised, and supported by the setting only.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    WithNobody = "with_nobody" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: EVERYBODY,
        definition: "Days in need, known to somebody, and with nobody: in the missing middle, out \
            of scope, disengaged, or after help.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    NotRecognised = "not_recognised" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: EVERYBODY,
        definition: "Days in need that nobody has noticed.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    WithoutHelp = "without_help" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: CHILDREN,
        definition: "Days in need without help: on a list, supported by the setting only, with \
            nobody, or not recognised.",
        counted: "All episodes, within the measurement window.",
        headline: Of(Statistic::Total),
    }
    WithoutSupport = "without_support" {
        kind: PersonTime, unit: "person-days", rests_on: Time, by: CHILDREN,
        definition: "Days in need without any support: with nobody, or not recognised.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    InHelpShare = "in_help_share" {
        kind: Share, unit: "proportion", rests_on: Time, by: CHILDREN,
        definition: "Share of days in need in help; of children in need on an average day, the \
            share there.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    OnListShare = "on_list_share" {
        kind: Share, unit: "proportion", rests_on: Time, by: CHILDREN,
        definition: "Share of days in need on a list; of children in need on an average day, the \
            share there.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    SettingOnlyShare = "setting_only_share" {
        kind: Share, unit: "proportion", rests_on: Time, by: CHILDREN,
        definition: "Share of days in need supported by the setting only; of children in need on \
            an average day, the share there.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    WithNobodyShare = "with_nobody_share" {
        kind: Share, unit: "proportion", rests_on: Time, by: CHILDREN,
        definition: "Share of days in need known to somebody and with nobody; of children in need \
            on an average day, the share there.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    NotRecognisedShare = "not_recognised_share" {
        kind: Share, unit: "proportion", rests_on: Time, by: CHILDREN,
        definition: "Share of days in need that nobody had noticed; of children in need on an \
            average day, the share there.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    WithoutHelpShare = "without_help_share" {
        kind: Share, unit: "proportion", rests_on: Time, by: CHILDREN,
        definition: "Share of days in need without help; of children in need on an average day, \
            the share there.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    WithoutSupportShare = "without_support_share" {
        kind: Share, unit: "proportion", rests_on: Time, by: CHILDREN,
        definition: "Share of days in need without any support; of children in need on an average \
            day, the share there.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    SeverityDays = "severity_days" {
        kind: PersonTime, unit: "score-days", rests_on: Time, by: EVERYBODY,
        definition: "Severity summed over days in need.",
        counted: "All episodes, within the measurement window.",
        headline: No,
    }
    DaysInNeed = "days_in_need_per_episode" {
        kind: Durations, unit: "days", rests_on: Episodes, by: EVERYBODY,
        definition: "Days in need per episode.",
        counted: "Episodes open at any time in the measurement window; days within the window.",
        headline: No,
    }
    DaysWithoutHelp = "days_without_help_per_episode" {
        kind: Durations, unit: "days", rests_on: Episodes, by: CHILDREN,
        definition: "Days in need without help per episode.",
        counted: "Episodes open at any time in the measurement window; days within the window.",
        headline: No,
    }
    DaysWithoutSupport = "days_without_support_per_episode" {
        kind: Durations, unit: "days", rests_on: Episodes, by: EVERYBODY,
        definition: "Days in need without any support per episode.",
        counted: "Episodes open at any time in the measurement window; days within the window.",
        headline: No,
    }
    SeverityDaysPerEpisode = "severity_days_per_episode" {
        kind: Mean, unit: "score-days", rests_on: Episodes, by: CHILDREN,
        definition: "Severity summed over days in need, per episode.",
        counted: "Episodes open at any time in the measurement window; days within the window.",
        headline: No,
    }
    DaysToFirstHelp = "days_to_first_help" {
        kind: Durations, unit: "days", rests_on: Children, by: CHILDREN,
        definition: "Days from the start of need to the first help of any kind.",
        counted: "Children whose first help of the episode began in the measurement window; those \
            never helped are excluded.",
        headline: No,
    }
    HelpedWithinYear = "helped_within_year_share" {
        kind: Share, unit: "proportion", rests_on: Episodes, by: CHILDREN,
        definition: "Share of episodes in which help of any kind began within 365 days of the \
            start of need.",
        counted: "Episodes that began in the measurement window, at least 365 days before the end \
            of the run.",
        headline: No,
    }
    RemittedUntreatedWithinYearShare = "remitted_untreated_within_year_share" {
        kind: Share, unit: "proportion", rests_on: Episodes, by: EVERYBODY,
        definition: "Share of episodes without any help in which need ended within 365 days of its start.",
        counted: "Episodes that began in the measurement window, at least 365 days before the end of the run, \
            and in which nobody helped within 365 days.",
        headline: No,
    }
    RecoveredWithHelp = "recovered_with_help" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Episodes in which need ended while the child was in help: of the team, of the \
            specialist service, of the setting's counsellors, or elsewhere; also if the child then \
            dropped out, or help was interrupted.",
        counted: "Episodes closed in the measurement window.",
        headline: No,
    }
    SettingHelpStarted = "setting_help_started" {
        kind: Count, unit: "children", rests_on: Children, by: EVERYBODY,
        definition: "Counselling or therapy by the setting's own staff started.",
        counted: "Starts in the measurement window; children without need, whom counsellors also \
            see, are not simulated.",
        headline: No,
    }
    OutsideHelpStarted = "outside_help_started" {
        kind: Count, unit: "children", rests_on: Children, by: EVERYBODY,
        definition: "Help by voluntary services, parenting programmes or the GP started. Its cost \
            is not the team's, and is not counted.",
        counted: "Starts in the measurement window.",
        headline: No,
    }
    OnwardHelpShare = "onward_help_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: EVERYBODY,
        definition: "Share of endings of a referral or of help, with the child still in need, after \
            which other help started: the setting's counsellor, a voluntary service, a parenting \
            programme or the GP.",
        counted: "Endings in the measurement window: declined, too mild, too complex, out of scope, \
            disengaged, completed in need, treated and in need.",
        headline: No,
    }
    MissingMiddleStock = "missing_middle_stock" {
        kind: Level, unit: "children", rests_on: Time, by: CHILDREN,
        definition: "Children in the missing middle by true severity: above the team's ceiling, \
            below the specialist threshold, known to somebody and not in help, whether anybody \
            asked for help or not.",
        counted: "First Mondays of the months in the measurement window.",
        headline: Of(Statistic::Mean),
    }
    WaitingForTeam = "waiting_for_team" {
        kind: Level, unit: "children", rests_on: Time, by: EVERYBODY,
        definition: "Children waiting for the team, from referral to the first session.",
        counted: "First Mondays of the months in the measurement window.",
        headline: No,
    }
    WaitingOver4Weeks = "waiting_over_4_weeks" {
        kind: Level, unit: "children", rests_on: Time, by: EVERYBODY,
        definition: "Children waiting for the team who were referred more than 4 weeks before.",
        counted: "First Mondays of the months in the measurement window.",
        headline: No,
    }
    WaitingOver12Weeks = "waiting_over_12_weeks" {
        kind: Level, unit: "children", rests_on: Time, by: EVERYBODY,
        definition: "Children waiting for the team who were referred more than 12 weeks before.",
        counted: "First Mondays of the months in the measurement window.",
        headline: No,
    }
    WaitingOver18Weeks = "waiting_over_18_weeks" {
        kind: Level, unit: "children", rests_on: Time, by: EVERYBODY,
        definition: "Children waiting for the team who were referred more than 18 weeks before.",
        counted: "First Mondays of the months in the measurement window.",
        headline: No,
    }
    PrevalenceShare = "prevalence" {
        kind: Share, unit: "proportion", rests_on: Time, by: YEARS,
        definition: "Children in need as a share of pupils on roll, averaged over the year.",
        counted: "Person-time of open episodes in need over person-time of pupils, by calendar \
            year.",
        headline: No,
    }
    SpecialistReferrals = "specialist_referrals" {
        kind: Count, unit: "referrals", rests_on: Referrals, by: CHILDREN,
        definition: "Referrals of children of covered settings to the specialist service, by \
            anyone.",
        counted: "Referrals made in the measurement window.",
        headline: No,
    }
    SpecialistDeclinedShare = "specialist_declined_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: REFERRERS,
        definition: "Share of decisions of the specialist service that decline the referral.",
        counted: "Decisions in the measurement window, children from everywhere.",
        headline: No,
    }
    SpecialistRecoveredShare = "specialist_recovered_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: EVERYBODY,
        definition: "Share of specialist treatments that end with recovery (natural recovery \
            included).",
        counted: "Treatments ended in the measurement window, children of covered settings.",
        headline: No,
    }
    SpecialistImprovedShare = "specialist_improved_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: EVERYBODY,
        definition: "Share of specialist treatments that end with recovery or with severity lower \
            by at least `outcome.reliable_change`.",
        counted: "Treatments ended in the measurement window, children of covered settings.",
        headline: No,
    }
    SpecialistWorseShare = "specialist_worse_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: EVERYBODY,
        definition: "Share of specialist treatments that end with severity higher by at least \
            `outcome.reliable_change`.",
        counted: "Treatments ended in the measurement window, children of covered settings.",
        headline: No,
    }
    SpecialistClosedBeforeTreatmentShare = "specialist_closed_before_treatment_share" {
        kind: Share, unit: "proportion", rests_on: Referrals, by: ORIGINS,
        definition: "Share of specialist referrals that end before a second contact: declined, \
            given up or lost.",
        counted: "Referrals whose wait ended in the measurement window, children from everywhere.",
        headline: No,
    }
    WaitSpecialistFirstContact = "wait_specialist_first_contact" {
        kind: Durations, unit: "days", rests_on: Children, by: ORIGINS,
        definition: "Days from referral to the first contact with the specialist service.",
        counted: "First contacts in the measurement window, children from everywhere.",
        headline: No,
    }
    WaitSpecialistSecondContact = "wait_specialist_second_contact" {
        kind: Durations, unit: "days", rests_on: Children, by: ORIGINS,
        definition: "Days from referral to the second contact with the specialist service.",
        counted: "Second contacts in the measurement window, children from everywhere.",
        headline: No,
    }
    CaseloadMean = "caseload_mean" {
        kind: Mean, unit: "open cases", rests_on: Time, by: EVERYBODY,
        definition: "Open cases per practitioner at the start of a working week.",
        counted: "Practitioner-weeks in term in the measurement window.",
        headline: No,
    }
    SlotsUsedShare = "slots_used_share" {
        kind: Share, unit: "proportion", rests_on: Capacity, by: EVERYBODY,
        definition: "Share of the slots offered that were used.",
        counted: "Slots in the measurement window.",
        headline: No,
    }
    SlotsPerEmhpWeek = "slots_per_emhp_week" {
        kind: Mean, unit: "slots/week", rests_on: Time, by: EVERYBODY,
        definition: "One-to-one slots that a qualified EMHP offers in a week in which the team \
            sees children.",
        counted: "Weeks with slots in the measurement window, per full-time EMHP.",
        headline: No,
    }
    CasesPerEmhpYear = "cases_per_emhp_year" {
        kind: Mean, unit: "cases/year", rests_on: Time, by: EVERYBODY,
        definition: "Interventions started per qualified EMHP and year, including those of \
            seniors.",
        counted: "Measurement window, per full-time EMHP.",
        headline: No,
    }
    EmhpLeavers = "emhp_leavers" {
        kind: Count, unit: "people", rests_on: People, by: MOTIVES,
        definition: "EMHPs who left their post.",
        counted: "Last days in the measurement window.",
        headline: No,
    }
    SeniorLeavers = "senior_leavers" {
        kind: Count, unit: "people", rests_on: People, by: MOTIVES,
        definition: "Seniors who left their post.",
        counted: "Last days in the measurement window.",
        headline: No,
    }
    EmhpTurnover = "emhp_turnover" {
        kind: Mean, unit: "leavers per person-year", rests_on: Time, by: TENURES,
        definition: "EMHPs who left per person-year at risk.",
        counted: "Qualified EMHPs in post in the measurement window; trainees only in their own \
            subgroup.",
        headline: No,
    }
    SeniorTurnover = "senior_turnover" {
        kind: Mean, unit: "leavers per person-year", rests_on: Time, by: EVERYBODY,
        definition: "Seniors who left per person-year at risk.",
        counted: "Seniors in post in the measurement window.",
        headline: No,
    }
    EmhpVacancyShare = "emhp_vacancy_share" {
        kind: Share, unit: "proportion", rests_on: Posts, by: EVERYBODY,
        definition: "Share of EMHP posts that were vacant, or whose holder was on long leave.",
        counted: "Full-time equivalents by week in the measurement window; posts held by trainees \
            are filled.",
        headline: Of(Statistic::Share),
    }
    SeniorVacancyShare = "senior_vacancy_share" {
        kind: Share, unit: "proportion", rests_on: Posts, by: EVERYBODY,
        definition: "Share of senior posts that were vacant, or whose holder was on long leave.",
        counted: "Full-time equivalents by week in the measurement window.",
        headline: No,
    }
    VacancyDays = "vacancy_days" {
        kind: Durations, unit: "days", rests_on: Posts, by: EVERYBODY,
        definition: "Days for which an EMHP post was vacant.",
        counted: "Vacancies of EMHP posts that ended in the measurement window.",
        headline: No,
    }
    SeniorVacancyDays = "senior_vacancy_days" {
        kind: Durations, unit: "days", rests_on: Posts, by: EVERYBODY,
        definition: "Days for which a senior post was vacant.",
        counted: "Vacancies of senior posts that ended in the measurement window.",
        headline: No,
    }
    SessionsLostToVacancy = "sessions_lost_to_vacancy" {
        kind: Mean, unit: "slots/team/year", rests_on: Time, by: EVERYBODY,
        definition: "Slots that experienced holders would have offered in posts that were vacant \
            or whose holder was on long leave, per team and year.",
        counted: "Weeks of teams in the measurement window.",
        headline: No,
    }
    SupervisionGivenShare = "supervision_given_share" {
        kind: Share, unit: "proportion", rests_on: Capacity, by: EVERYBODY,
        definition: "Share of the supervision due to EMHPs that was given.",
        counted: "Hours in the measurement window.",
        headline: No,
    }
    StrainMean = "strain_mean" {
        kind: Mean, unit: "strain", rests_on: Time, by: EVERYBODY,
        definition: "Strain of EMHPs and seniors.",
        counted: "Clinicians by week in the measurement window.",
        headline: No,
    }
    HandedOverCases = "handed_over_cases" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Children whose case a colleague took over when their practitioner left.",
        counted: "Last days of practitioners in the measurement window.",
        headline: No,
    }
    InterruptedCases = "interrupted_cases" {
        kind: Count, unit: "children", rests_on: Children, by: CHILDREN,
        definition: "Children whose help was interrupted because their practitioner left.",
        counted: "Last days of practitioners in the measurement window.",
        headline: No,
    }
    CostPerChildStarted = "cost_per_child_started" {
        kind: Mean, unit: "pounds", rests_on: Money, by: EVERYBODY,
        definition: "Costs of the teams per intervention started, including whole school work and \
            advice.",
        counted: "Pay of those in post with on-costs, and other costs, in the measurement window.",
        headline: Of(Statistic::Mean),
    }
    CostPerRecovery = "cost_per_recovery" {
        kind: Mean, unit: "pounds", rests_on: Money, by: EVERYBODY,
        definition: "Costs of the teams per intervention completed with recovery.",
        counted: "Pay of those in post with on-costs, and other costs, in the measurement window.",
        headline: No,
    }
    CostPerYear = "cost_per_year" {
        kind: Level, unit: "pounds per year", rests_on: Money, by: EVERYBODY,
        definition: "Costs of the teams per year, including whole school work and advice.",
        counted: "Pay of those in post with on-costs, and other costs, in the measurement window.",
        headline: No,
    }
    CasesPrevented = "cases_prevented" {
        kind: Mean, unit: "cases/1000 pupils/year", rests_on: Time, by: EVERYBODY,
        definition: "Expected onsets prevented by whole-school maturity.",
        counted: "Covered pupils in the measurement window, while teams work.",
        headline: No,
    }
    CasesFound = "cases_found" {
        kind: Mean, unit: "cases/1000 pupils/year", rests_on: Time, by: EVERYBODY,
        definition: "Expected number of children whom staff notice because of whole-school \
            maturity.",
        counted: "Covered pupils in the measurement window, while teams work.",
        headline: No,
    }
    SpecialistThreshold = "specialist_threshold" {
        kind: Mean, unit: "score", rests_on: Time, by: EVERYBODY,
        definition: "Severity score from which the specialist service accepts.",
        counted: "Months in the measurement window.",
        headline: No,
    }
    SpecialistYearReferrals = "specialist_year_referrals" {
        kind: Count, unit: "referrals", rests_on: Referrals, by: FINANCIAL_YEARS,
        definition: "Referrals to the specialist service in a financial year.",
        counted: "Referrals of the financial year, children from everywhere.",
        headline: No,
    }
    SpecialistYearWaitSecondContact = "specialist_year_wait_second_contact" {
        kind: Durations, unit: "days", rests_on: Children, by: FINANCIAL_YEARS,
        definition: "Days from referral to the second contact with the specialist service, of referrals of a \
            financial year.",
        counted: "Referrals of the financial year with a second contact by 31 March, children from everywhere.",
        headline: No,
    }
    SpecialistYearWithin4WeeksShare = "specialist_year_within_4_weeks_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: FINANCIAL_YEARS,
        definition: "Share with the second contact within 4 weeks of referral.",
        counted: "Referrals of the financial year with a second contact by 31 March, children from everywhere.",
        headline: No,
    }
    SpecialistYearOver12WeeksShare = "specialist_year_over_12_weeks_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: FINANCIAL_YEARS,
        definition: "Share with the second contact more than 12 weeks after referral.",
        counted: "Referrals of the financial year with a second contact by 31 March, children from everywhere.",
        headline: No,
    }
    SpecialistYearClosedShare = "specialist_year_closed_share" {
        kind: Share, unit: "proportion", rests_on: Referrals, by: FINANCIAL_YEARS,
        definition: "Share of the referrals of a financial year that were closed before a second contact by 31 March.",
        counted: "Referrals of the financial year, children from everywhere.",
        headline: No,
    }
    SpecialistYearNoContactShare = "specialist_year_no_contact_share" {
        kind: Share, unit: "proportion", rests_on: Referrals, by: FINANCIAL_YEARS,
        definition: "Share of the referrals of a financial year that waited on 31 March and had had no contact.",
        counted: "Referrals of the financial year, children from everywhere.",
        headline: No,
    }
    SpecialistYearOneContactShare = "specialist_year_one_contact_share" {
        kind: Share, unit: "proportion", rests_on: Referrals, by: FINANCIAL_YEARS,
        definition: "Share of the referrals of a financial year that waited on 31 March after one contact.",
        counted: "Referrals of the financial year, children from everywhere.",
        headline: No,
    }
    CalibrationWaitSecondContact = "calibration_wait_second_contact" {
        kind: Durations, unit: "days", rests_on: Children, by: EVERYBODY,
        definition: "Days from referral to second specialist contact, as reported for 2018/19. \
            Calibrated.",
        counted: "Children with both contacts between April 2018 and March 2019.",
        headline: No,
    }
    CalibrationClosedShare = "calibration_closed_share" {
        kind: Share, unit: "proportion", rests_on: Referrals, by: EVERYBODY,
        definition: "Share of specialist referrals closed before treatment, as reported for \
            2018/19. Calibrated.",
        counted: "Referrals whose wait ended between April 2018 and March 2019.",
        headline: No,
    }
    CalibrationInContactShare = "calibration_in_contact_share" {
        kind: Share, unit: "proportion", rests_on: Children, by: EVERYBODY,
        definition: "Children in contact with the specialist service as a share of under-18s, as \
            reported for 2018/19. Calibrated.",
        counted: "Children held in April 2018 or first seen by March 2019, over under-18s of the \
            catchment.",
        headline: No,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_measure_is_declared_soundly() {
        let names: BTreeSet<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
        assert_eq!(names.len(), Measure::ALL.len());
        for &measure in Measure::ALL {
            let name = measure.name();
            for text in [measure.definition(), measure.counted()] {
                assert!(text.ends_with('.'), "{name}: {text}");
            }
            assert!(!measure.unit().is_empty(), "{name}");
            if measure.kind() == Kind::Durations {
                assert!(!measure.basis().counted_in().is_empty(), "{name}");
            }
        }
        for (measure, statistic) in Measure::HEADLINES {
            assert!(measure.kind().statistics().contains(&statistic), "{}", measure.name());
        }
    }
}
