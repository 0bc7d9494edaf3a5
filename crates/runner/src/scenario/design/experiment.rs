//! Designs whose points are made for indices: elementary effects, and Sobol's indices.

use mhst_core::engine::statistics::sensitivity::{
    MOST_POINTS as MOST_PAIRS, saltelli, trajectories,
};
use serde_json::{Value, json};

use super::super::limits::MOST_POINTS;
use super::super::problem::Problems;
use super::block::StatedDesign;
use super::kind::Kind;
use super::read::{RawDesign, StatedAxis};
use super::validate::SEED;

/// Levels of a trajectory where nothing is stated.
const LEVELS: usize = 4;

/// Points for indices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Experiment {
    /// What its indices are of: each axis, or each group of axes.
    pub subjects: Vec<String>,
    /// Which points.
    pub points: ExperimentPoints,
    seed: u64,
}

/// The points of an experiment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExperimentPoints {
    /// Trajectories in which each step changes one axis.
    Trajectories {
        /// How many.
        count: usize,
        /// The levels of each axis.
        levels: usize,
    },
    /// Pairs of points that exchange one group of axes after another.
    Exchanges {
        /// Number of pairs.
        base: usize,
        /// Which groups there are.
        grouping: Grouping,
        /// The group of each axis.
        groups: Vec<usize>,
    },
}

/// Which axes are exchanged together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouping {
    /// Those of the same mechanism; the first where a parameter has several.
    Mechanism,
    /// Those of the same group of parameters: the part of the key before the dot.
    Group,
    /// Each by itself.
    None,
}

impl Grouping {
    pub(super) const ALL: [Self; 3] = [Self::Mechanism, Self::Group, Self::None];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mechanism => "mechanism",
            Self::Group => "group",
            Self::None => "none",
        }
    }

    /// The group of an axis.
    fn of(self, axis: &StatedAxis) -> String {
        let declaration = axis.parameter.declaration();
        match self {
            Self::Mechanism => {
                declaration.mechanism.split(", ").next().unwrap_or_default().to_owned()
            }
            Self::Group => declaration.group().to_owned(),
            Self::None => axis.name(),
        }
    }

    /// The groups in the order in which they come, and that of each axis.
    fn groups(self, axes: &[StatedAxis]) -> (Vec<String>, Vec<usize>) {
        let mut names: Vec<String> = Vec::new();
        let groups = axes.iter().map(|axis| {
            let name = self.of(axis);
            names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        });
        let groups = groups.collect();
        (names, groups)
    }
}

impl Experiment {
    /// What is stated; `None` of another kind, or where the number of points is missing.
    pub(super) fn new(design: &StatedDesign, axes: &[StatedAxis], seed: u64) -> Option<Self> {
        let (subjects, points) = match design.kind? {
            Kind::Morris => {
                let levels = design.levels.as_ref().map_or(LEVELS, |levels| levels.value);
                let count = design.trajectories.as_ref()?.value;
                let subjects = axes.iter().map(StatedAxis::name).collect();
                (subjects, ExperimentPoints::Trajectories { count, levels })
            }
            Kind::SobolIndices => {
                let grouping = design.groups.as_ref().map_or(Grouping::None, |it| it.value);
                let base = design.base.as_ref()?.value;
                let (subjects, groups) = grouping.groups(axes);
                (subjects, ExperimentPoints::Exchanges { base, grouping, groups })
            }
            _ => return None,
        };
        Some(Self { subjects, points, seed })
    }

    /// Number of points.
    pub(super) fn len(&self) -> usize {
        let repeats = match &self.points {
            ExperimentPoints::Trajectories { count, .. } => (*count, 1),
            ExperimentPoints::Exchanges { base, .. } => (*base, 2),
        };
        repeats.0.saturating_mul(self.subjects.len() + repeats.1)
    }

    /// The points in the unit cube, with a side for each axis.
    pub fn cube(&self) -> Vec<Vec<f64>> {
        match &self.points {
            ExperimentPoints::Trajectories { count, levels } => {
                trajectories(self.subjects.len(), *count, *levels, self.seed)
            }
            ExperimentPoints::Exchanges { base, groups, .. } => saltelli(groups, *base, self.seed),
        }
    }

    /// What a design says of it.
    pub(super) fn resolved(&self) -> Value {
        match &self.points {
            ExperimentPoints::Trajectories { count, levels } => {
                json!({ "trajectories": count, "levels": levels })
            }
            ExperimentPoints::Exchanges { base, grouping, .. } => {
                json!({ "base": base, "groups": grouping.name() })
            }
        }
    }
}

impl RawDesign {
    /// The points that are made for indices.
    pub(super) fn experiment(&self, design: &StatedDesign) -> Option<Experiment> {
        let seed = design.seed.as_ref().map_or(SEED, |seed| seed.value);
        Experiment::new(design, &self.axes, seed)
    }

    /// How many points are made for indices.
    pub(super) fn count_of_experiment(
        &self,
        kind: Kind,
        design: &StatedDesign,
        problems: &mut Problems,
    ) -> usize {
        let (key, usual, stated) = match kind {
            Kind::Morris => ("trajectories", 10, &design.trajectories),
            _ => ("base", 64, &design.base),
        };
        let (Some(stated), Some(experiment)) = (stated, self.experiment(design)) else {
            let remedy = format!("add a line like `{key} = {usual}` under [design]");
            problems.add(&design.at, format!("`design.{key}` is missing"), remedy);
            return 0;
        };
        let (value, points) = (stated.value, experiment.len());
        if kind == Kind::SobolIndices && value > MOST_PAIRS {
            let what = format!("`design.base` = {value} is too many");
            let remedy = format!("a Sobol sequence has up to {MOST_PAIRS}");
            problems.add(&stated.at, what, remedy);
        }
        if points > MOST_POINTS {
            let what = format!("`design.{key}` = {value} gives more than {MOST_POINTS} points");
            let remedy = match kind {
                Kind::Morris => "use fewer: each has one point more than there are axes",
                _ => "use fewer, or groups: each has two points more than there are groups",
            };
            problems.add(&stated.at, what, remedy);
        }
        points
    }
}
