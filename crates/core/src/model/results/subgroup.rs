//! Subgroups: one dimension at a time.

use serde::{Deserialize, Serialize};

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
    /// Calendar year.
    Year,
    /// Whether a child of the specialist service attends a covered setting.
    Origin,
}

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

    /// `dimension=level`, or nothing for everybody.
    pub fn name(self) -> String {
        let pick = |dimension: &str, names: &[&str]| {
            let name = names.get(usize::from(self.level)).unwrap_or(&"?");
            format!("{dimension}={name}")
        };
        match self.dimension {
            Dimension::All => String::new(),
            Dimension::Phase => pick("phase", &["primary", "secondary", "sixteen_plus"]),
            Dimension::SeverityBand => pick(
                "severity_band",
                &["below_floor", "mild_to_moderate", "missing_middle_band", "specialist"],
            ),
            Dimension::Problem => pick(
                "problem",
                &["anxiety", "low_mood", "behaviour", "self_harm", "neurodevelopmental"],
            ),
            Dimension::Group => pick(
                "group",
                &["send", "minority_ethnic", "low_income", "looked_after", "lgbtq", "teenage_boys"],
            ),
            Dimension::DeprivationFifth => format!("deprivation_fifth={}", self.level),
            Dimension::Year => format!("year={}", self.level),
            Dimension::Origin => pick("origin", &["covered_settings", "elsewhere"]),
        }
    }
}
