//! Cautions: what a scenario may get wrong without an error. Each kind is found in a file of its own;
//! all are shown in the terminal, in the report and in the manifest.

mod calibrated;
mod level_of_need;
mod new_teams;
mod size_of_team;
mod synthetic;

use std::fmt;
use std::path::Path;

use mhst_core::model::plan::{SitePlan, TimePlan};
use serde::{Deserialize, Serialize};

pub use calibrated::{calibrated_apart, without_effect};

use super::Scenario;
use super::problem::Location;
use super::raw::RawScenario;
use super::setting_file::ListedSettings;

/// The kinds of cautions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The specialist service is calibrated with values that differ from the usual.
    CalibratedWithValues,
    /// Sites of a variant cannot hold the calibration of the base.
    CalibratedApart,
    /// A value changes nothing, because it acts through a calibration that is held.
    WithoutEffect,
    /// Settings are synthetic at a site that the list of settings leaves out.
    SyntheticSettings,
    /// Need is at the level of 2017.
    LevelOfNeed,
    /// Far more or fewer pupils for each team than the programme had.
    SizeOfTeam,
    /// Measurement starts before the waiting lists of new teams have settled.
    NewTeams,
}

/// Something that a scenario may get wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caution {
    /// Of which kind it is.
    pub kind: Kind,
    /// Where it is stated, or where it would be.
    pub at: Location,
    /// What was found.
    pub what: String,
    /// What it means for the results.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, what, meaning, remedy, .. } = self;
        write!(f, "{at}: caution: {what}. {meaning}.\n    {remedy}.")
    }
}

/// A caution as a manifest keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Noted {
    /// Of which kind it is.
    pub kind: Kind,
    /// File, without its folder, and line; or the option of the command.
    pub at: String,
    /// What was found.
    pub what: String,
    /// What it means for the results.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
}

impl From<&Caution> for Noted {
    fn from(caution: &Caution) -> Self {
        let Caution { kind, at, what, meaning, remedy } = caution.clone();
        let file = match at.position {
            Some((line, _)) => {
                let name = Path::new(&*at.file).file_name().unwrap_or_default();
                format!("{}:{line}", name.to_string_lossy())
            }
            None => at.file.to_string(),
        };
        Self { kind, at: file, what, meaning, remedy }
    }
}

/// The cautions of a scenario, which follow from what is stated and from the plan.
pub(super) fn cautions(
    scenario: &Scenario,
    raw: &RawScenario,
    listed: &ListedSettings,
    file: &Location,
) -> Vec<Caution> {
    // The order of sites in a file makes no other work, so it makes no other words.
    let mut sites: Vec<&SitePlan> = scenario.sites.iter().collect();
    sites.sort_by(|a, b| a.name.cmp(&b.name));
    let found = Found { time: scenario.time, sites, raw, listed, file };
    let all = [
        found.calibrated_with_values(),
        found.synthetic_settings(),
        found.level_of_need(),
        found.size_of_team(),
        found.new_teams(),
    ];
    all.into_iter().flatten().collect()
}

/// What cautions are found in.
struct Found<'a> {
    time: TimePlan,
    /// In alphabetical order.
    sites: Vec<&'a SitePlan>,
    raw: &'a RawScenario,
    listed: &'a ListedSettings,
    file: &'a Location,
}

impl Found<'_> {
    /// Where measurement starts.
    fn measured_at(&self) -> Location {
        let stated = self.raw.measure_from.as_ref();
        stated.map_or_else(|| self.file.clone(), |stated| stated.at.clone())
    }
}

/// The first few of a list, and how many more there are.
fn listed(items: &[String]) -> String {
    const SHOWN: usize = 3;
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] if items.len() <= SHOWN => format!("{} and {last}", start.join(", ")),
        _ => format!("{} and {} more", items[..SHOWN].join(", "), items.len() - SHOWN),
    }
}
