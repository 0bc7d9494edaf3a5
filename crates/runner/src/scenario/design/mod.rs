//! Designs: the points at which a scenario is run, from a file of their own.
//!
//! A design does not hold its points as scenarios but as numbers, one for each axis. A point is made
//! from its number when it is wanted; it is the scenario that `mhst run` with `--set` for each axis
//! would run.

mod read;
mod sampling;

use std::path::{Path, PathBuf};

use mhst_core::model::parameters::Parameter;
use mhst_core::model::plan::{PostPlan, SitePlan, WorldPlan};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub use read::Kind;
use read::{RawDesign, StatedAxis, StatedDesign};
use sampling::Levels;

use super::problem::{Location, Problem, Problems};
use super::raw::{RawScenario, Stated, StatedValue};
use super::text_file::TextFile;
use super::validate::{Loaded, check_name, validate};
use super::{Edits, Scenario, ScenarioHash, document, extends};
use crate::work::{Place, Points};

/// Seed of a sample where nothing is stated.
const SEED: u64 = 1;
/// The greatest number of points.
const MOST_POINTS: usize = 1_000_000;

/// A parameter that differs from point to point.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The parameter.
    pub parameter: Parameter,
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
    /// For each site, whether its posts follow from numbers, which may be axes.
    numbered: Vec<bool>,
    /// The values of the axes, point by point.
    table: Vec<f64>,
    seed: Option<u64>,
}

/// A design that can be run, and what looks odd about it.
#[derive(Clone, Debug)]
pub struct LoadedDesign {
    /// The design.
    pub design: Design,
    /// Values outside their plausible range, and the like.
    pub warnings: Vec<Problem>,
}

/// Whether a file is a design: it has a table `[design]`.
pub fn is_design(path: &Path) -> bool {
    let root = TextFile::read(path, None).and_then(|file| document::parse(&file));
    root.is_ok_and(|root| root.0.iter().any(|(key, ..)| key == "design"))
}

/// Loads a design and its scenario. The edits stand over what the design says.
///
/// # Errors
/// The first error of syntax or reading, or else everything that is wrong.
pub fn load_design(path: &Path, edits: &Edits) -> Result<LoadedDesign, Problems> {
    let file = TextFile::read(path, None)?;
    let (raw, mut problems) = read::read(&file, document::parse(&file)?);
    let table = raw.table(&mut problems);
    let name = raw.name(path, &Location::start(&file.name), &mut problems);
    let Some(scenario) = &raw.scenario else { return Err(problems) };
    // A scenario that cannot be read does not hide what is wrong with the design.
    let read = TextFile::read(&scenario.value, Some(&scenario.at))
        .and_then(|_| extends::read(&scenario.value));
    let (layers, mut found) = match read {
        Ok(read) => read,
        Err(mut found) => {
            problems.0.append(&mut found.0);
            return Err(problems);
        }
    };
    problems.0.append(&mut found.0);
    let mut layers = raw.first_point(&table).over(layers);
    layers.only = match &edits.only_sites {
        Some(only) => {
            let at = Location::whole(&"--sites".into());
            Some(only.iter().map(|name| Stated { value: name.clone(), at: at.clone() }).collect())
        }
        None => raw.sites.clone().or(layers.only),
    };
    let edits = Edits {
        replicates: edits.replicates.or(raw.replicates),
        seed: edits.seed.or(raw.seed),
        ..Edits::default()
    };
    let (Loaded { scenario: first, mut warnings }, layers) =
        validate(layers, problems, &scenario.value, &edits)?;

    // One value of an axis is in the scenario; all of them are looked at below.
    warnings.retain(|warning| !raw.axes.iter().any(|axis| axis.at == warning.at));
    let axes = raw.axes.iter().map(|axis| Axis::new(axis, &first, &layers, &mut warnings));
    let axes = axes.collect();
    let stated = raw.design.as_ref();
    let kind = stated.and_then(|design| design.kind).unwrap_or(Kind::List);
    let seed = stated.and_then(|design| design.seed.as_ref()).map_or(SEED, |seed| seed.value);
    let design = Design {
        name,
        description: raw.description.map(|stated| stated.value).unwrap_or_default(),
        kind,
        axes,
        set: raw.set.values.iter().map(|value| (value.parameter, value.value.value)).collect(),
        scenario_file: scenario.value.clone(),
        numbered: first.sites.iter().map(|site| !layers.has_posts_at(&site.name)).collect(),
        first,
        table,
        seed: kind.is_sample().then_some(seed),
    };
    let mut problems = Problems::default();
    design.check_vacancies(&layers, &mut problems);
    problems.or(LoadedDesign { design, warnings })
}

impl RawDesign {
    /// The name, which names a directory too.
    fn name(&self, path: &Path, start: &Location, problems: &mut Problems) -> String {
        let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (name, at) = match &self.name {
            Some(stated) => (stated.value.clone(), &stated.at),
            None => (stem(), start),
        };
        check_name(&name, at, problems);
        name
    }

    /// The values of the axes, point by point; none if they cannot be had, which is reported.
    fn table(&self, problems: &mut Problems) -> Vec<f64> {
        let before = problems.0.len();
        for (index, axis) in self.axes.iter().enumerate() {
            let key = axis.parameter.declaration().key;
            if self.axes[..index].iter().any(|other| other.parameter == axis.parameter) {
                let what = format!("there are two axes `{key}`");
                problems.add(&axis.key_at, what, "take one of them out");
            }
            let set = self.set.values.iter().find(|value| value.parameter == axis.parameter);
            if let Some(set) = set {
                let what = format!("`{key}` is set for all points, but is an axis");
                problems.add(&set.value.at, what, format!("the axis is at {}", axis.key_at));
            }
        }
        let Some(design) = &self.design else { return Vec::new() };
        let Some(kind) = design.kind else { return Vec::new() };
        let points = self.count(kind, design, problems);
        if problems.0.len() > before || self.axes.is_empty() || self.has_bad_axis {
            return Vec::new();
        }
        let levels = || self.axes.iter().map(|axis| &axis.levels);
        let listed = || -> Vec<&[f64]> {
            let values = levels().filter_map(|levels| match levels {
                Levels::Listed(values) => Some(values.as_slice()),
                Levels::Range { .. } => None,
            });
            values.collect()
        };
        let seed = design.seed.as_ref().map_or(SEED, |seed| seed.value);
        match kind {
            Kind::Grid => sampling::grid(&listed()),
            Kind::List => sampling::list(&listed()),
            Kind::LatinHypercube => {
                let keys = self.axes.iter().map(|axis| axis.parameter.declaration().key);
                let axes: Vec<(&str, &Levels)> = keys.zip(levels()).collect();
                sampling::latin_hypercube(&axes, points, seed)
            }
            Kind::Sobol => sampling::sobol(&levels().collect::<Vec<_>>(), points, seed as u32),
        }
    }

    /// How many points there are; reports what contradicts the kind of the design.
    fn count(&self, kind: Kind, design: &StatedDesign, problems: &mut Problems) -> usize {
        let lengths = self.axes.iter().map(|axis| axis.stated_values());
        if kind.is_sample() {
            let Some(points) = &design.points else {
                let remedy = "add a line like `points = 100` under [design]";
                problems.add(&design.at, "`design.points` is missing", remedy);
                return 0;
            };
            if kind == Kind::Sobol && points.value > sampling::SOBOL_POINTS {
                let what = format!("`design.points` = {} is too many", points.value);
                let remedy = format!("a Sobol sequence has up to {}", sampling::SOBOL_POINTS);
                problems.add(&points.at, what, remedy);
            }
            if let (Kind::Sobol, Some(axis)) = (kind, self.axes.get(sampling::SOBOL_AXES)) {
                let what = format!("a Sobol sequence has up to {} axes", sampling::SOBOL_AXES);
                problems.add(&axis.key_at, what, "take some out");
            }
            return points.value;
        }
        let stated = [("points", design.points.as_ref().map(|stated| &stated.at))];
        let stated = stated.into_iter().chain([("seed", design.seed.as_ref().map(|s| &s.at))]);
        for (key, at) in stated.filter_map(|(key, at)| Some((key, at?))) {
            let what = format!("`design.{key}` has no meaning in a {}", kind.name());
            problems.add(at, what, "take it out: the points follow from the axes");
        }
        if kind == Kind::List {
            let first = self.axes.first().map_or(0, StatedAxis::stated_values);
            for (axis, length) in self.axes.iter().zip(lengths) {
                if length != first {
                    let what = format!(
                        "the axis `{}` has {length} values, the first has {first}",
                        axis.parameter.declaration().key
                    );
                    let remedy = "in a list each axis has as many values as there are points";
                    problems.add(&axis.at, what, remedy);
                }
            }
            return first;
        }
        let all = lengths.fold(1_usize, usize::saturating_mul);
        if all > MOST_POINTS {
            let what = format!("the grid has more than {MOST_POINTS} points");
            problems.add(&design.at, what, "give the axes fewer values, or sample");
        }
        all
    }

    /// What is stated for the first point, as a layer over the scenario.
    fn first_point(&self, table: &[f64]) -> RawScenario {
        let mut layer = RawScenario { values: self.set.values.clone(), ..RawScenario::default() };
        for (index, axis) in self.axes.iter().enumerate() {
            // Where there is no table, faults of the scenario are still to be found.
            let value = table.get(index).copied().unwrap_or(axis.stated[0].value);
            let value = Stated { value, at: axis.at.clone() };
            layer.values.push(StatedValue::new(None, axis.parameter, value));
        }
        layer
    }
}

impl StatedAxis {
    /// How many values are listed; none for a range to be sampled.
    fn stated_values(&self) -> usize {
        match &self.levels {
            Levels::Listed(values) => values.len(),
            Levels::Range { .. } => 0,
        }
    }
}

impl Axis {
    fn new(
        stated: &StatedAxis,
        first: &Scenario,
        layers: &RawScenario,
        warnings: &mut Vec<Problem>,
    ) -> Self {
        let parameter = stated.parameter;
        let declaration = parameter.declaration();
        let key = declaration.key;
        let mut warn = |at: &Location, what: String| {
            warnings.push(Problem { at: at.clone(), what, remedy: String::new() });
        };
        for Stated { value, at } in &stated.stated {
            if !declaration.finds_plausible(*value) {
                warn(
                    at,
                    format!(
                        "`{key}` = {} is outside the plausible range of {} ({})",
                        declaration.written(*value),
                        declaration.plausible(),
                        declaration.unit
                    ),
                );
            }
        }
        let own: Vec<bool> =
            first.sites.iter().map(|site| layers.has_own_value(&site.name, parameter)).collect();
        for (site, _) in first.sites.iter().zip(&own).filter(|(_, own)| **own) {
            let what = format!(
                "the axis `{key}` changes nothing at the site `{}`, which has a value of its own",
                site.name
            );
            warn(&stated.key_at, what);
        }
        let changes = first.sites.iter().flat_map(|site| &site.changes);
        let until = changes.filter(|change| change.parameter == parameter).map(|change| change.on);
        if let Some(until) = until.min() {
            let what = format!(
                "the axis `{key}` holds only until {}, when the timeline of the scenario sets it",
                until.date()
            );
            warn(&stated.key_at, what);
        }
        Self { parameter, levels: stated.levels.clone(), own }
    }
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

    /// Replicates to run at each point.
    pub fn replicates(&self) -> u32 {
        self.first.replicates
    }

    /// Seed of all random numbers of the model.
    pub fn seed(&self) -> u64 {
        self.first.seed
    }

    /// The scenario at a point, by its position.
    pub fn scenario(&self, point: usize) -> Scenario {
        let mut values = self.first.values.clone();
        for (axis, value) in self.axes.iter().zip(self.values(point)) {
            // Ranges were checked where the values were read.
            let _ = values.set(axis.parameter, *value);
        }
        let sites = (0..self.first.sites.len()).map(|site| self.site(point, site)).collect();
        Scenario { values, sites, ..self.first.clone() }
    }

    /// One site at a point.
    fn site(&self, point: usize, site: usize) -> SitePlan {
        let mut plan = self.first.sites[site].clone();
        for (axis, value) in self.axes.iter().zip(self.values(point)) {
            if !axis.own[site] {
                let _ = plan.values.set(axis.parameter, *value);
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
        let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        json!({
            "name": self.name,
            "design": {
                "kind": self.kind.name(),
                "seed": self.seed,
                "points": self.len(),
                "axes": self.axes.iter().map(Axis::resolved).collect::<Vec<_>>(),
                "values_sha256": digest,
            },
            "scenario_at_first_point": self.first.resolved(),
        })
    }

    /// The identity of the work.
    pub fn hash(&self) -> ScenarioHash {
        ScenarioHash::of(&self.resolved())
    }

    /// Reports points with fewer posts than are known to be vacant, once for each statement.
    fn check_vacancies(&self, layers: &RawScenario, problems: &mut Problems) {
        let posts = [Parameter::TeamEmhps, Parameter::TeamSeniors];
        if layers.initial.is_empty()
            || !self.axes.iter().any(|axis| posts.contains(&axis.parameter))
        {
            return;
        }
        for point in 0..self.len() {
            for site in 0..self.first.sites.len() {
                let plan = self.site(point, site);
                let at = (plan.name.as_str(), plan.profile.teams, plan.posts.as_slice());
                let mut found = Problems::default();
                layers.check_vacancies(at, &mut found);
                found.0.retain(|new| !problems.0.iter().any(|known| known.at == new.at));
                problems.0.append(&mut found.0);
            }
        }
    }
}

impl Axis {
    fn resolved(&self) -> Value {
        let declaration = self.parameter.declaration();
        let written = |value: &f64| declaration.written(*value);
        match &self.levels {
            Levels::Listed(values) => {
                let values: Vec<String> = values.iter().map(written).collect();
                json!({ "key": declaration.key, "values": values })
            }
            Levels::Range { low, high, .. } => {
                json!({ "key": declaration.key, "range": [written(low), written(high)] })
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

    fn world(&self, place: Place) -> WorldPlan {
        WorldPlan { sites: vec![self.site(place.point, place.site)], time: self.first.time }
    }
}
