//! Subgroups: one dimension at a time.

use serde::{Deserialize, Serialize};

use crate::model::plan::SettingKind;

/// A way to divide children.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Dimension {
    /// Everybody.
    All,
    /// Phase of education of the child.
    Phase,
    /// Severity band at referral, or at onset where there is no referral.
    SeverityBand,
    /// Presenting problem.
    Problem,
    /// Groups that the evaluation names as under-reached; a child can be in several.
    Group,
    /// National fifth of deprivation of the setting.
    DeprivationFifth,
    /// Kind of the setting.
    SettingKind,
    /// Whether the setting has a team, at the moment of what is counted.
    Coverage,
    /// Calendar year.
    Year,
    /// Financial year, from April to March, by the year in which it begins.
    FinancialYear,
    /// Whether a child of the specialist service attends a covered setting.
    Origin,
    /// Who made a referral to the specialist service.
    ReferredBy,
    /// Months since qualifying of an EMHP.
    Tenure,
    /// Why a practitioner left.
    Motive,
}

impl Dimension {
    /// All dimensions.
    pub const ALL: [Self; 14] = [
        Self::All,
        Self::Phase,
        Self::SeverityBand,
        Self::Problem,
        Self::Group,
        Self::DeprivationFifth,
        Self::SettingKind,
        Self::Coverage,
        Self::Year,
        Self::FinancialYear,
        Self::Origin,
        Self::ReferredBy,
        Self::Tenure,
        Self::Motive,
    ];

    /// Its levels; none for years, of which only a run knows the first and last, and for coverage,
    /// which only a roll-out has.
    pub fn levels(self) -> impl Iterator<Item = Subgroup> {
        let levels = match self {
            Self::All => 0..1,
            Self::Year | Self::FinancialYear | Self::Coverage => 0..0,
            Self::DeprivationFifth => 1..6,
            Self::SettingKind => 0..SettingKind::ALL.len(),
            Self::Phase => 0..PHASES.len(),
            Self::SeverityBand => 0..SEVERITY_BANDS.len(),
            Self::Problem => 0..PROBLEMS.len(),
            Self::Group => 0..GROUPS.len(),
            Self::Origin => 0..ORIGINS.len(),
            Self::ReferredBy => 0..REFERRED_BY.len(),
            Self::Tenure => 0..TENURES.len(),
            Self::Motive => 0..MOTIVES.len(),
        };
        levels.map(move |level| Subgroup { dimension: self, level: level as u16 })
    }
}

const PHASES: [&str; 3] = ["primary", "secondary", "sixteen_plus"];
const SEVERITY_BANDS: [&str; 4] =
    ["below_floor", "mild_to_moderate", "missing_middle_band", "specialist"];
const PROBLEMS: [&str; 5] = ["anxiety", "low_mood", "behaviour", "self_harm", "neurodevelopmental"];
const GROUPS: [&str; 6] =
    ["send", "minority_ethnic", "low_income", "looked_after", "lgbtq", "teenage_boys"];
const COVERAGES: [&str; 2] = ["covered", "uncovered"];
const ORIGINS: [&str; 2] = ["covered_settings", "elsewhere"];
const REFERRED_BY: [&str; 5] = ["staff", "family_or_gp", "team", "team_step_up", "elsewhere"];
const TENURES: [&str; 5] =
    ["in_training", "under_12_months", "12_to_24_months", "24_to_36_months", "over_36_months"];
const MOTIVES: [&str; 9] = [
    "stepping_stone",
    "expectations",
    "workload",
    "supervision",
    "progression",
    "pay_and_contract",
    "rigidity",
    "other",
    "training",
];

/// One level of one dimension; levels are named by the model's enums.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Subgroup {
    /// The dimension.
    pub dimension: Dimension,
    /// The level within it.
    pub level: u16,
}

impl Subgroup {
    /// Everybody.
    pub const ALL: Self = Self { dimension: Dimension::All, level: 0 };

    /// The subgroup with this name; years are those in which it begins.
    pub fn find(name: &str) -> Option<Self> {
        let years = [Dimension::Year, Dimension::FinancialYear];
        let years = years
            .into_iter()
            .flat_map(|dimension| (2000..=2100).map(move |level| Self { dimension, level }));
        let levels = Dimension::ALL.into_iter().flat_map(Dimension::levels);
        let coverage = (0..2).map(|level| Self { dimension: Dimension::Coverage, level });
        levels.chain(coverage).chain(years).find(|subgroup| subgroup.name() == name)
    }

    /// `dimension=level`, or nothing for everybody.
    pub fn name(self) -> String {
        let pick = |dimension: &str, names: &[&str]| {
            let name = names.get(usize::from(self.level)).unwrap_or(&"?");
            format!("{dimension}={name}")
        };
        match self.dimension {
            Dimension::All => String::new(),
            Dimension::Phase => pick("phase", &PHASES),
            Dimension::SeverityBand => pick("severity_band", &SEVERITY_BANDS),
            Dimension::Problem => pick("problem", &PROBLEMS),
            Dimension::Group => pick("group", &GROUPS),
            Dimension::DeprivationFifth => format!("deprivation_fifth={}", self.level),
            Dimension::SettingKind => {
                pick("setting_kind", &SettingKind::ALL.map(SettingKind::name))
            }
            Dimension::Coverage => pick("coverage", &COVERAGES),
            Dimension::Year => format!("year={}", self.level),
            Dimension::FinancialYear => {
                format!("financial_year={}/{:02}", self.level, (self.level + 1) % 100)
            }
            Dimension::Origin => pick("origin", &ORIGINS),
            Dimension::ReferredBy => pick("referred_by", &REFERRED_BY),
            Dimension::Tenure => pick("tenure", &TENURES),
            Dimension::Motive => pick("motive", &MOTIVES),
        }
    }
}
