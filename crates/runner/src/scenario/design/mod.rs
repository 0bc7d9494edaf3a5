//! Designs: the points at which a scenario is run, from a file of their own.
//!
//! A design does not hold its points as scenarios but as numbers, one for each axis. A point is
//! made from its number when it is wanted; it is the scenario that `mhst run` with `--set` for each
//! axis would run.

mod block;
mod experiment;
mod kind;
mod read;
mod sampling;
mod unknown;
mod validate;

use std::path::{Path, PathBuf};

use mhst_core::engine::time::SimTime;
use mhst_core::model::knowledge::Knowledge;
use mhst_core::model::parameters::{Change, Parameter};
use mhst_core::model::plan::{PostPlan, SitePlan, WorldPlan};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub use experiment::{Experiment, ExperimentPoints, Grouping};
pub use kind::Kind;
use sampling::Levels;
pub use validate::load_design;

use super::caution::Caution;
use super::problem::Problem;
use super::resolved::{hexadecimal, stated};
use super::text_file::TextFile;
use super::{Scenario, ScenarioHash, document};
use crate::work::{Amount, Points};

/// A parameter that differs from point to point.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The parameter.
    pub parameter: Parameter,
    /// The date from which its values hold, if not the first day.
    pub from: Option<SimTime>,
    levels: Levels,
    /// For each site, whether it keeps a value of its own.
    own: Vec<bool>,
}

/// A validated design.
#[derive(Clone, Debug)]
pub struct Design {
    /// Short name, used for the results directory and the `scenario` column.
    pub name: String,
    /// What it asks, in a sentence.
    pub description: String,
    /// How its points lie.
    pub kind: Kind,
    /// What differs from point to point.
    pub axes: Vec<Axis>,
    /// The values for all points, in the order in which they are stated.
    pub set: Vec<(Parameter, f64)>,
    /// The file of the scenario.
    pub scenario_file: PathBuf,
    /// The scenario at the first point.
    first: Scenario,
    /// The scenario without the axes, whose calibration all points hold; without it each is
    /// calibrated by itself.
    pub base: Option<Scenario>,
    /// The position of the point that the others are compared with, if one is named. It changes what is
    /// written, and no result.
    pub base_point: Option<usize>,
    /// For each site, whether its posts follow from numbers, which may be axes.
    numbered: Vec<bool>,
    /// The values of the axes, point by point.
    table: Vec<f64>,
    seed: Option<u64>,
    /// What its points are made for, if for indices.
    pub experiment: Option<Experiment>,
}

/// A design that can be run, and what looks odd about it.
#[derive(Clone, Debug)]
pub struct LoadedDesign {
    /// The design.
    pub design: Design,
    /// Values that are allowed but unusual, such as those outside their plausible range.
    pub warnings: Vec<Problem>,
    /// What it may get wrong without an error.
    pub cautions: Vec<Caution>,
}

/// Which kind of file this is, by what stands in it; `None` if it cannot be read or says neither.
pub fn kind_of_file(path: &Path) -> Option<FileKind> {
    let root = TextFile::read(path, None).and_then(|file| document::parse(&file)).ok()?;
    let has = |own: &[&str]| root.0.iter().any(|(key, ..)| own.contains(&key.as_str()));
    if has(&["design", "axis", "scenario"]) {
        Some(FileKind::Design)
    } else if has(&["extends", "time", "run", "timeline", "post", "initial", "site"]) {
        Some(FileKind::Scenario)
    } else {
        None
    }
}

/// A kind of file that a user writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// One scenario.
    Scenario,
    /// A design: it names the scenario that it varies, and its axes.
    Design,
}

impl Design {
    /// Number of points.
    pub fn len(&self) -> usize {
        self.table.len() / self.axes.len().max(1)
    }

    /// Whether there is no point.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The values of the axes at a point, by its position.
    pub fn values(&self, point: usize) -> &[f64] {
        &self.table[point * self.axes.len()..][..self.axes.len()]
    }

    /// How much to run at each point.
    pub fn amount(&self) -> Amount {
        self.first.amount
    }

    /// Seed of all random numbers of the model.
    pub fn seed(&self) -> u64 {
        self.first.seed
    }

    /// The scenario at a point, by its position.
    pub fn scenario(&self, point: usize) -> Scenario {
        let mut values = self.first.values.clone();
        for (axis, value) in self.axes.iter().zip(self.values(point)) {
            if axis.from.is_none() {
                // Ranges were checked where the values were read.
                let _ = values.set(axis.parameter, *value);
            }
        }
        let sites = (0..self.first.sites.len()).map(|site| self.site(point, site)).collect();
        Scenario { values, sites, ..self.first.clone() }
    }

    /// One site at a point.
    fn site(&self, point: usize, site: usize) -> SitePlan {
        let mut plan = self.first.sites[site].clone();
        for (axis, value) in self.axes.iter().zip(self.values(point)) {
            match axis.from {
                _ if axis.own[site] => {}
                None => {
                    let _ = plan.values.set(axis.parameter, *value);
                }
                // The first point has a change of this date already.
                Some(on) => {
                    let is_it = |change: &&mut Change| {
                        change.on == on && change.parameter == axis.parameter
                    };
                    if let Some(change) = plan.changes.iter_mut().find(is_it) {
                        change.value = *value;
                    }
                }
            }
        }
        if self.numbered[site] {
            plan.posts = PostPlan::of_numbers(&plan.values);
        }
        plan
    }

    /// Everything that affects the results, in a fixed order. The values of the axes are there as
    /// their digest.
    pub fn resolved(&self) -> Value {
        let mut digest = Sha256::new();
        for value in &self.table {
            digest.update(value.to_bits().to_le_bytes());
        }
        let mut design = json!({
            "kind": self.kind.name(),
            "seed": self.seed,
            "points": self.len(),
            "axes": self.axes.iter().map(Axis::resolved).collect::<Vec<_>>(),
            "values_sha256": hexadecimal(&digest.finalize()),
        });
        if let Some(experiment) = &self.experiment {
            design["experiment"] = experiment.resolved();
        }
        json!({
            "name": self.name,
            "design": design,
            "calibration": self.calibration(),
            "scenario_at_first_point": self.first.resolved(),
        })
    }

    /// Which calibration the points have: that of the base, with its values where the axes are, or
    /// each its own.
    fn calibration(&self) -> Value {
        let Some(base) = &self.base else { return "each".into() };
        let undated = self.axes.iter().filter(|axis| axis.from.is_none());
        let value = |axis: &Axis| {
            let key = axis.parameter.declaration().key.to_owned();
            (key, stated(axis.parameter, base.values.number(axis.parameter)))
        };
        json!({ "base": undated.map(value).collect::<serde_json::Map<_, _>>() })
    }

    /// The identity of the work.
    pub fn hash(&self) -> ScenarioHash {
        ScenarioHash::of(&self.resolved())
    }
}

impl Axis {
    /// Its key, with the date from which its values hold if there is one: `key@date`.
    pub fn name(&self) -> String {
        read::name(self.parameter, self.from.map(SimTime::date))
    }

    fn resolved(&self) -> Value {
        let key = self.name();
        let stated = |value: &f64| stated(self.parameter, *value);
        match &self.levels {
            Levels::Listed(values) => {
                let values: Vec<Value> = values.iter().map(stated).collect();
                json!({ "key": key, "values": values })
            }
            Levels::Range { low, high, .. } => {
                json!({ "key": key, "range": [stated(low), stated(high)] })
            }
            Levels::Known { belief, .. } => {
                json!({ "key": key, "known": belief.range().each_ref().map(stated) })
            }
        }
    }
}

impl Points for Design {
    fn count(&self) -> usize {
        self.len()
    }

    /// Points are numbered from 1.
    fn number(&self, point: usize) -> u32 {
        point as u32 + 1
    }

    fn sites(&self, _point: usize) -> Vec<&str> {
        self.first.sites.iter().map(|site| site.name.as_str()).collect()
    }

    fn is_one_world(&self, _point: usize) -> bool {
        self.first.one_world
    }

    fn is_in_waves(&self) -> bool {
        self.first.sites.iter().any(|site| !site.waves.is_empty())
    }

    fn knowledge(&self, _point: usize) -> &Knowledge {
        &self.first.knowledge
    }

    fn unit(&self, point: usize, unit: usize) -> WorldPlan {
        let sites = match self.first.one_world {
            true => 0..self.first.sites.len(),
            false => unit..unit + 1,
        };
        let sites = sites.map(|site| self.site(point, site)).collect();
        WorldPlan { sites, time: self.first.time }
    }
}
