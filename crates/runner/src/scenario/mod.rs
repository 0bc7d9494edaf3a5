//! Scenarios: what a user writes, and what the program can use.
//!
//! A file is read (`text_file`, `document`), its statements are taken unchanged with their places
//! (`raw`), files that extend one another are combined (`extends`), and only then is the whole
//! validated into a [`Scenario`], which is always valid (`validate`). All validation errors are
//! reported together.

mod caution;
mod compared;
mod composition;
mod csv_file;
mod csv_row;
mod design;
mod document;
mod extends;
mod figures_file;
mod initial_block;
mod kind;
mod knowledge_block;
mod limits;
mod phase_mix;
mod post_block;
mod problem;
mod raw;
mod reader;
mod resolved;
mod setting_file;
mod site_file;
mod suggestion;
mod syntax;
#[cfg(test)]
mod tests;
mod text_file;
mod validate;
mod wave_file;
mod worlds_file;
mod written_date;
mod written_number;

use mhst_core::model::knowledge::Knowledge;
use mhst_core::model::parameters::Values;
use mhst_core::model::plan::{SitePlan, TimePlan};

pub use caution::{Caution, Kind as CautionKind, Noted, calibrated_apart, without_effect};
pub use compared::InputChange;
pub use design::{
    Axis, Design, Experiment, ExperimentPoints, FileKind, Grouping, Kind, LoadedDesign,
    kind_of_file, load_design,
};
pub use figures_file::{
    Coverage, PUBLISHED_FIGURES, StatedFigure, load_due_figures, load_figures,
    load_figures_with_keys, published_figures,
};
pub use limits::{
    MOST_POINT_VALUES, MOST_POINTS, MOST_POSTS, MOST_POSTS_IN_ALL, MOST_PUPILS, MOST_PUPILS_IN_ALL,
    MOST_REPLICATES, MOST_ROWS, MOST_SETTINGS, MOST_SITES, MOST_STEPS, MOST_TEAMS, MOST_WORLDS,
};
pub use problem::{Location, Problem, Problems};
pub use resolved::{Difference, ScenarioHash, sha256};
pub use suggestion::nearest;
pub use validate::{Edits, Loaded, load};

use crate::work::Amount;

/// A validated scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Short name, used for the results directory and the `scenario` column.
    pub name: String,
    /// What it is about, in a sentence.
    pub description: String,
    /// The dates of the run.
    pub time: TimePlan,
    /// How much to run.
    pub amount: Amount,
    /// What is known of its parameters.
    pub knowledge: Knowledge,
    /// Seed of all random numbers.
    pub seed: u64,
    /// The parameters of all sites, before their own differences.
    pub values: Values,
    /// The sites, in the order of the file; those of one world in alphabetical order.
    pub sites: Vec<SitePlan>,
    /// Whether they are one world, with one labour market; else each is a world of its own.
    pub one_world: bool,
    /// The sites whose settings are listed, in alphabetical order; those of the others are synthetic.
    pub listed: Vec<String>,
}
