//! The inputs of a world: validated, complete and without defaults to fill in.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span};
use crate::model::parameters::{Change, Parameter, Values};

/// Everything that a run needs, except seed and replicate.
#[derive(Clone, Debug, PartialEq)]
pub struct WorldPlan {
    /// The sites of the world, which share a labour market.
    pub sites: Vec<SitePlan>,
    /// The dates of the run.
    pub time: TimePlan,
}

impl WorldPlan {
    /// The first day on which a run of this plan and a run of another can differ, where they differ in
    /// changes of parameters on dates alone; the end of time if they do not differ, and nothing if
    /// they do from the start.
    pub fn same_until(&self, other: &Self) -> Option<SimTime> {
        if self.time != other.time || self.sites.len() != other.sites.len() {
            return None;
        }
        let pairs = self.sites.iter().zip(&other.sites);
        let days = pairs.map(|(one, other)| one.same_until(other)).collect::<Option<Vec<_>>>()?;
        let first = days.into_iter().min().unwrap_or(SimTime::MAX);
        (first > self.time.start).then_some(first)
    }
}

/// The dates of a run, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimePlan {
    /// Need and the specialist service start.
    pub start: SimTime,
    /// Teams start to accept referrals.
    pub teams_start: SimTime,
    /// Measurement starts.
    pub measure_from: SimTime,
    /// Measurement and the run end (the midnight after the last day).
    pub end: SimTime,
}

impl TimePlan {
    /// The window of the reported specialist figures: April 2018 to March 2019. A run that starts
    /// too late for it has none.
    const CALIBRATION: (Date, Date) = (date(2018, 4, 1), date(2019, 4, 1));

    fn calibration(&self) -> (SimTime, SimTime) {
        let at = |date| SimTime::from_date(date).unwrap_or(SimTime::ZERO);
        (at(Self::CALIBRATION.0), at(Self::CALIBRATION.1))
    }

    /// The dates of a pilot: a year and a quarter to settle, then a year to measure, no teams.
    pub(crate) fn for_pilot(&self) -> Self {
        let months = |n| self.start + Span::from_days_f64(f64::from(n) * DAYS_PER_MONTH);
        Self {
            start: self.start,
            teams_start: SimTime::MAX,
            measure_from: months(15),
            end: months(27),
        }
    }

    /// The dates of a pilot that counts referrals in the year before the teams' first day, when they
    /// would have worked for up to two years.
    pub(crate) fn for_last_year(&self) -> Self {
        let years = |n: u32| self.teams_start - Span::from_days(365 * n);
        let teams_start = self.start.max(years(2));
        Self {
            start: self.start,
            teams_start,
            measure_from: teams_start.max(years(1)),
            end: self.teams_start,
        }
    }

    pub(crate) fn calibration_middle(&self) -> SimTime {
        let (from, to) = self.calibration();
        from + Span::from_minutes(to.since(from).minutes() / 2)
    }

    pub(crate) fn calibration_end(&self) -> SimTime {
        self.calibration().1
    }

    /// Whether the run covers the year of the reported specialist figures.
    pub fn has_calibration_year(&self) -> bool {
        let (from, to) = self.calibration();
        self.start <= from && to <= self.end
    }

    pub(crate) fn in_calibration(&self, now: SimTime) -> bool {
        let (from, to) = self.calibration();
        from <= now && now < to && self.start <= from
    }
}

/// One site: a population of settings, one or more teams and a specialist service.
#[derive(Clone, Debug, PartialEq)]
pub struct SitePlan {
    /// Name, unique in a scenario; it is the root of every random address in the site.
    pub name: String,
    /// What is known about the site.
    pub profile: SiteProfile,
    /// Its schools and colleges.
    pub settings: Vec<SettingPlan>,
    /// The posts of its teams.
    pub posts: Vec<PostPlan>,
    /// What is known of the teams on their first day.
    pub initial: InitialState,
    /// The waves in which its teams start, in order of date; none if all start on the first day of
    /// teams and every setting has one.
    pub waves: Vec<Wave>,
    /// Parameters at the start.
    pub values: Values,
    /// Of the parameters that differ by provider, those that are stated for this site itself, at the
    /// start or from a date on: the difference does not act on them. None if the provider is not
    /// known.
    pub own: Vec<Parameter>,
    /// Changes of parameters, in order of date.
    pub changes: Vec<Change>,
}

impl SitePlan {
    /// Pupils on roll of all its settings.
    pub fn pupils(&self) -> f64 {
        self.settings.iter().map(|setting| f64::from(setting.pupils)).sum()
    }

    fn same_until(&self, other: &Self) -> Option<SimTime> {
        let Self { name, profile, settings, posts, initial, waves, values, own, changes } = self;
        let same = values == &other.values
            && own == &other.own
            && (initial, waves, posts) == (&other.initial, &other.waves, &other.posts)
            && (name, profile, settings) == (&other.name, &other.profile, &other.settings);
        if !same {
            return None;
        }
        let [mut mine, mut theirs] = [changes.iter(), other.changes.iter()];
        loop {
            let (one, two) = (mine.next(), theirs.next());
            if one != two {
                return [one, two].into_iter().flatten().map(|change| change.on).min();
            } else if one.is_none() {
                return Some(SimTime::MAX);
            }
        }
    }
}

/// Teams of a site that start on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wave {
    /// Their first day with qualified practitioners.
    pub on: SimTime,
    /// Their number.
    pub teams: u32,
}

/// The state of the teams of a site on their first day in a run, if they already exist. Numbers are
/// for the whole site and are divided among its teams. The default is new teams.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct InitialState {
    /// EMHP posts that are vacant.
    pub emhp_posts_vacant: u32,
    /// Senior posts that are vacant.
    pub senior_posts_vacant: u32,
    /// Children on the list for an intervention, who were referred less than 4, 4 to 12, 12 to 26,
    /// and 26 to 52 weeks before.
    pub waiting: [u32; 4],
    /// Children in an intervention.
    pub open_cases: u32,
    /// Referrals to the teams in the year before. Recognition is scaled so that the model, started
    /// a year earlier, expects as many.
    pub referrals_last_year: Option<u32>,
}

/// Facts about a site, apart from its settings.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteProfile {
    /// Mental health support teams at full roll-out in the site.
    pub teams: u32,
    /// Index of multiple deprivation score 2019 (England's mean is 21.7).
    pub imd_score: f64,
    /// Share of the population from minority ethnic groups, 0 to 1.
    pub minority_ethnic_share: f64,
    /// Estimated prevalence of emotional disorders at 5 to 16 years, 0 to 1; only its ratio to
    /// England's is used.
    pub emotional_disorder_share: f64,
    /// Mental health spending in pounds per child, where known.
    pub spend_per_child_gbp: Option<f64>,
    /// Children in contact with the specialist service in 2018/19 as a share of under-18s.
    pub in_contact_share: f64,
    /// Share of specialist referrals closed before treatment in 2018/19, where reported.
    pub closed_before_treatment_share: Option<f64>,
    /// Mean days from referral to second specialist contact in 2018/19, where reported.
    pub wait_second_contact_days: Option<f64>,
    /// Who provides its teams, and what it was funded for besides them.
    pub delivery: DeliveryModel,
}

/// Who provides the teams of a site, and what the site was funded for besides them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryModel {
    /// Who provides its teams, where known.
    pub provider: Option<Provider>,
    /// Whether it pilots the four-week wait for the specialist service.
    pub four_week_wait_pilot: bool,
    /// Whether it was funded for more teams in later waves. This is for scenarios that add them
    /// (`scenarios/what-if/later-waves.toml`): nothing in a run follows from it.
    pub funded_in_later_waves: bool,
}

/// Who provides the teams of a site.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Provider {
    /// One or more NHS trusts.
    Nhs,
    /// An NHS trust and a voluntary organisation or a local authority.
    Partnership,
    /// One or more voluntary organisations.
    Voluntary,
    /// A local authority.
    LocalAuthority,
}

impl Provider {
    /// All providers.
    pub const ALL: [Self; 4] =
        [Self::Nhs, Self::Partnership, Self::Voluntary, Self::LocalAuthority];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nhs => "nhs",
            Self::Partnership => "partnership",
            Self::Voluntary => "voluntary",
            Self::LocalAuthority => "local_authority",
        }
    }
}

/// The phase of a setting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum SettingPhase {
    /// Reception to year 6.
    Primary,
    /// Year 7 to year 11.
    Secondary,
    /// Years 12 and 13.
    SixteenPlus,
    /// Reception to year 13.
    AllThrough,
    /// Special schools, pupil referral units and other settings: reception to year 11.
    Other,
}

impl SettingPhase {
    /// All phases.
    pub const ALL: [Self; 5] =
        [Self::Primary, Self::Secondary, Self::SixteenPlus, Self::AllThrough, Self::Other];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::SixteenPlus => "sixteen_plus",
            Self::AllThrough => "all_through",
            Self::Other => "other",
        }
    }
}

impl SettingPhase {
    /// The kind of a setting of which only the phase is stated.
    pub fn usual_kind(self) -> SettingKind {
        match self {
            Self::Primary | Self::Secondary | Self::AllThrough => SettingKind::Mainstream,
            Self::SixteenPlus => SettingKind::College,
            Self::Other => SettingKind::Special,
        }
    }
}

/// The kind of a setting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum SettingKind {
    /// A school for all, and any other setting that is none of the following.
    Mainstream,
    /// A special school.
    Special,
    /// A pupil referral unit, for children who are excluded or at risk of it.
    PupilReferralUnit,
    /// A sixth form or college.
    College,
}

impl SettingKind {
    /// All kinds.
    pub const ALL: [Self; 4] =
        [Self::Mainstream, Self::Special, Self::PupilReferralUnit, Self::College];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mainstream => "mainstream",
            Self::Special => "special",
            Self::PupilReferralUnit => "pupil_referral_unit",
            Self::College => "college",
        }
    }
}

/// One school or college.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingPlan {
    /// Name, unique in the site.
    pub name: String,
    /// Its phase.
    pub phase: SettingPhase,
    /// Pupils on roll.
    pub pupils: u32,
    /// National fifth of deprivation, 1 (least deprived) to 5 (most deprived).
    pub deprivation_fifth: u8,
    /// Its kind.
    pub kind: SettingKind,
    /// Whether it has a religious character.
    pub religious: bool,
    /// Whether it is in a rural area.
    pub rural: bool,
}

impl SettingPlan {
    /// A setting of the usual kind of its phase, urban and not religious.
    pub fn usual(name: String, phase: SettingPhase, pupils: u32, deprivation_fifth: u8) -> Self {
        let kind = phase.usual_kind();
        Self { name, phase, pupils, deprivation_fifth, kind, religious: false, rural: false }
    }
}

/// The role of a member of a team.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Education mental health practitioner; a trainee until qualified.
    Emhp,
    /// Senior practitioner, who supervises and holds a few cases.
    Senior,
    /// Children's wellbeing practitioner, who helps as an EMHP does, in all settings of the team.
    WellbeingPractitioner,
    /// Specialist worker for the whole school approach, outreach or neurodiversity, who has no cases.
    SpecialistWorker,
    /// Team manager.
    Manager,
    /// Administrator.
    Administrator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 6] = [
        Self::Emhp,
        Self::Senior,
        Self::WellbeingPractitioner,
        Self::SpecialistWorker,
        Self::Manager,
        Self::Administrator,
    ];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Emhp => "emhp",
            Self::Senior => "senior",
            Self::WellbeingPractitioner => "wellbeing_practitioner",
            Self::SpecialistWorker => "specialist_worker",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
        }
    }

    /// The band in which the role is paid unless stated otherwise. EMHPs are in Band 5 and seniors
    /// in Band 7 to 8a (Ellins et al. 2023, Ch1); the other bands are assumptions.
    pub fn usual_band(self) -> Band {
        match self {
            Self::Emhp | Self::WellbeingPractitioner => Band::B5,
            Self::SpecialistWorker => Band::B6,
            Self::Senior | Self::Manager => Band::B7,
            Self::Administrator => Band::B4,
        }
    }

    /// Whether the role sees children.
    pub fn is_clinical(self) -> bool {
        self.is_low_intensity() || self == Self::Senior
    }

    /// Whether the role gives low-intensity help under supervision.
    pub fn is_low_intensity(self) -> bool {
        matches!(self, Self::Emhp | Self::WellbeingPractitioner)
    }
}

/// A pay band of the NHS Agenda for Change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Band {
    /// Band 4: trainees, administrators.
    B4,
    /// Band 5: qualified EMHPs.
    B5,
    /// Band 6: senior EMHPs.
    B6,
    /// Band 7: senior practitioners, managers.
    B7,
    /// Band 8a: leads.
    B8a,
}

impl Band {
    /// All bands.
    pub const ALL: [Self; 5] = [Self::B4, Self::B5, Self::B6, Self::B7, Self::B8a];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::B4 => "4",
            Self::B5 => "5",
            Self::B6 => "6",
            Self::B7 => "7",
            Self::B8a => "8a",
        }
    }
}

/// A post in each team of a site, or in one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct PostPlan {
    /// Name, different for each post of a team; the root of the random addresses of its holders.
    pub name: String,
    /// Role of its holder.
    pub role: Role,
    /// Pay band of a qualified holder.
    pub band: Band,
    /// Full-time equivalent, above 0 and up to 1.
    pub fte: f64,
    /// First day, if not that of the teams.
    pub starts: Option<SimTime>,
    /// The team, counted from 1, if not every team.
    pub team: Option<u32>,
    /// Whether the holder gives supervision, if known; otherwise the share
    /// `supervision.trained_share` of the seniors of a team.
    pub supervises: Option<bool>,
    /// Name of the post that supervises its holder; otherwise the supervisors of the team share it.
    pub supervised_by: Option<String>,
}

impl PostPlan {
    /// A full post in every team.
    pub fn full(name: String, role: Role) -> Self {
        Self {
            name,
            role,
            band: role.usual_band(),
            fte: 1.0,
            starts: None,
            team: None,
            supervises: None,
            supervised_by: None,
        }
    }

    /// The composition of a team that is stated in numbers: `team.emhps`, `team.seniors` and the
    /// part-time manager and administrator.
    pub fn of_numbers(values: &Values) -> Vec<Self> {
        let mut posts = Vec::new();
        for (role, number) in [
            (Role::Emhp, values.team.emhps),
            (Role::Senior, values.team.seniors),
            (Role::WellbeingPractitioner, values.team.wellbeing_practitioners),
        ] {
            for ordinal in 1..=number {
                posts.push(Self::full(format!("{} {ordinal}", role.name()), role));
            }
        }
        for (role, fte) in [
            (Role::SpecialistWorker, values.team.specialist_worker_fte),
            (Role::Manager, values.team.manager_fte),
            (Role::Administrator, values.team.administrator_fte),
        ] {
            let mut left = fte;
            let mut ordinal = 1;
            while left > 0.0 {
                let mut post = Self::full(format!("{} {ordinal}", role.name()), role);
                post.fte = left.min(1.0);
                posts.push(post);
                left -= 1.0;
                ordinal += 1;
            }
        }
        posts
    }
}

/// Numbers of settings by phase in a region, from which a site's settings are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhaseMix {
    /// Settings of each phase, in the order of [`SettingPhase::ALL`].
    pub settings: [f64; 5],
}
