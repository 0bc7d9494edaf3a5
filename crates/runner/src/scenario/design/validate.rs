//! From what a design file states to a design that can be run.

use std::path::Path;

use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::{Change, Parameter};

use super::super::caution::{Kind as CautionKind, without_effect};
use super::super::limits::{MOST_POINT_VALUES, MOST_POINTS};
use super::super::problem::{Location, Problem, Problems, in_order_of_lines};
use super::super::raw::{RawScenario, Stated, StatedChange, StatedValue};
use super::super::text_file::TextFile;
use super::super::validate::{Loaded, check_name, validate};
use super::super::{Edits, Scenario, document, extends};
use super::block::StatedDesign;
use super::experiment::Experiment;
use super::read::{self, RawDesign, StatedAxis};
use super::sampling::{self, Levels};
use super::{Axis, Design, Kind, LoadedDesign, unknown};

/// Seed of a sample where nothing is stated.
pub(super) const SEED: u64 = 1;

/// Loads a design and its scenario. The edits stand over what the design says.
///
/// # Errors
/// The first error of syntax or reading, or else everything that is wrong.
pub fn load_design(path: &Path, edits: &Edits) -> Result<LoadedDesign, Problems> {
    let mut loaded = read_design(path, edits).map_err(|mut problems| {
        in_order_of_lines(&mut problems.0);
        problems
    })?;
    in_order_of_lines(&mut loaded.warnings);
    Ok(loaded)
}

/// Loads a design; what is wrong with it comes in no order.
fn read_design(path: &Path, edits: &Edits) -> Result<LoadedDesign, Problems> {
    let file = TextFile::read(path, None)?;
    let (mut raw, mut problems) = read::read(&file, document::parse(&file)?);
    let name = raw.name(path, &Location::start(&file.name), &mut problems);
    let Some(scenario) = raw.scenario.clone() else {
        raw.table(&mut problems);
        return Err(problems);
    };
    // A scenario that cannot be read does not hide what is wrong with the design.
    let read = TextFile::read(&scenario.value, Some(&scenario.at))
        .and_then(|_| extends::read(&scenario.value));
    let (mut layers, mut found) = match read {
        Ok(read) => read,
        Err(mut found) => {
            problems.0.append(&mut found.0);
            raw.table(&mut problems);
            return Err(problems);
        }
    };
    problems.0.append(&mut found.0);
    layers.only = match &edits.only_sites {
        Some(only) => {
            let at = Location::whole(&"--sites".into());
            Some(only.iter().map(|name| Stated { value: name.clone(), at: at.clone() }).collect())
        }
        None => raw.sites.clone().or(layers.only),
    };
    // Of what is unknown an experiment takes all, and not what worlds that fit have left of it.
    if edits.prior || raw.takes_unknown {
        layers.knowledge.without_list();
    }
    let base = raw.for_all_points().over(layers.clone());
    // What nobody knows differs from world to world, and each world is calibrated by itself.
    let calibrate_each = edits.calibrate_each || raw.takes_unknown;
    let edits = Edits {
        worlds: edits.worlds.or(raw.worlds).or(Some(0)),
        replicates: edits.replicates.or(raw.replicates),
        seed: edits.seed.or(raw.seed),
        ..Edits::default()
    };
    if let (true, Some(design)) = (raw.takes_unknown, &raw.design) {
        let kind = design.kind.unwrap_or(Kind::Morris);
        match validate(base.clone(), Problems::default(), &scenario.value, &edits) {
            Ok(loaded) => {
                let knowledge = &loaded.scenario.knowledge;
                raw.axes = unknown::axes(knowledge, kind, &design.at, &mut problems);
            }
            Err(mut found) => {
                problems.0.append(&mut found.0);
                raw.table(&mut problems);
                return Err(problems);
            }
        }
    }
    let table = raw.table(&mut problems);
    let base_point = raw.base_point(&table, &mut problems);
    let layers = raw.first_point(&table).over(layers);
    let Loaded { scenario: first, mut warnings, mut cautions, raw: layers } =
        validate(layers, problems, &scenario.value, &edits)?;
    let base = match calibrate_each {
        true => None,
        false => {
            let base = validate(base, Problems::default(), &scenario.value, &edits)?.scenario;
            Some(Scenario { knowledge: first.knowledge.clone(), ..base })
        }
    };

    // What the points are calibrated with is asked of the base, and of each point alone.
    cautions.retain(|caution| caution.kind != CautionKind::CalibratedWithValues);
    if !calibrate_each {
        let undated = raw.axes.iter().filter(|axis| axis.from.is_none());
        cautions.extend(undated.filter_map(|axis| without_effect(axis.parameter, &axis.key_at)));
    }
    // One value of an axis is in the scenario; all of them are looked at below.
    warnings.retain(|warning| !raw.axes.iter().any(|axis| axis.at == warning.at));
    let axes = raw.axes.iter().map(|axis| Axis::new(axis, &first, &layers, &mut warnings));
    let axes = axes.collect();
    let stated = raw.design.as_ref();
    let kind = raw.kind().unwrap_or(Kind::List);
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
        base,
        base_point,
        table,
        seed: (kind.is_sample() || kind.is_experiment()).then_some(seed),
        experiment: stated.and_then(|design| Experiment::new(design, &raw.axes, seed)),
    };
    let mut problems = Problems::default();
    design.check_vacancies(&layers, &mut problems);
    problems.or(LoadedDesign { design, warnings, cautions })
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

    /// How the points lie, if that is stated.
    fn kind(&self) -> Option<Kind> {
        self.design.as_ref().and_then(|design| design.kind)
    }

    /// The values of the axes, point by point; none if they cannot be had, which is reported.
    fn table(&self, problems: &mut Problems) -> Vec<f64> {
        let before = problems.0.len();
        for (index, axis) in self.axes.iter().enumerate() {
            let key = axis.parameter.declaration().key;
            let from = |axis: &StatedAxis| axis.from.as_ref().map(|from| from.value);
            let is_same =
                |other: &StatedAxis| other.parameter == axis.parameter && from(other) == from(axis);
            if self.axes[..index].iter().any(is_same) {
                let what = format!("there are two axes `{key}`");
                problems.add(&axis.key_at, what, "remove one of them");
            }
            let set = self.set.values.iter().find(|value| value.parameter == axis.parameter);
            if let (Some(set), None) = (set, &axis.from) {
                let what = format!("`{key}` is set for all points, but is also an axis");
                problems.add(&set.value.at, what, format!("the axis is at {}", axis.key_at));
            }
        }
        let Some(design) = &self.design else { return Vec::new() };
        let Some(kind) = design.kind else { return Vec::new() };
        let points = self.count(kind, design, problems);
        if points.saturating_mul(self.axes.len()) > MOST_POINT_VALUES {
            let what = format!(
                "{points} points with {} axes have more than {MOST_POINT_VALUES} values",
                self.axes.len()
            );
            problems.add(&design.at, what, "use fewer points or axes");
        }
        if problems.0.len() > before || self.axes.is_empty() || self.has_bad_axis {
            return Vec::new();
        }
        let levels = || self.axes.iter().map(|axis| &axis.levels);
        let listed = || -> Vec<&[f64]> {
            let values = levels().filter_map(|levels| match levels {
                Levels::Listed(values) => Some(values.as_slice()),
                Levels::Range { .. } | Levels::Known { .. } => None,
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
            Kind::Morris | Kind::SobolIndices => {
                let cube = self.experiment(design).map(|experiment| experiment.cube());
                sampling::in_cube(&levels().collect::<Vec<_>>(), &cube.unwrap_or_default())
            }
        }
    }

    /// The position of the point that the others are compared with, if one is stated and there is one.
    fn base_point(&self, table: &[f64], problems: &mut Problems) -> Option<usize> {
        let (stated, kind) = (self.base.as_ref()?, self.kind()?);
        if kind.is_sample() || kind.is_experiment() {
            let what = format!("`base` cannot be used in {}", kind.words());
            let remedy = "remove it, or use `grid` or `list`, whose points you choose";
            problems.add(&stated.at, what, remedy);
            return None;
        }
        if table.is_empty() {
            return None;
        }
        // Values of a range are rounded.
        let is_near =
            |value: f64, other: f64| (value - other).abs() <= 1e-8 * value.abs().max(other.abs());
        let is_it =
            |point: &[f64]| stated.values.iter().all(|&(axis, value)| is_near(point[axis], value));
        let position = table.chunks_exact(self.axes.len()).position(is_it);
        if position.is_none() {
            let what = "no point of the design has the values of `base`";
            let remedy = "give each axis one of its own values, or add the point to the design";
            problems.add(&stated.at, what, remedy);
        }
        position
    }

    /// How many points there are; reports what contradicts the kind of the design.
    fn count(&self, kind: Kind, design: &StatedDesign, problems: &mut Problems) -> usize {
        design.check_keys(kind, problems);
        if kind.is_experiment() {
            return self.count_of_experiment(kind, design, problems);
        }
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
                problems.add(&axis.key_at, what, "remove some");
            }
            return points.value;
        }
        if kind == Kind::List {
            let first = self.axes.first().map_or(0, StatedAxis::stated_values);
            for (axis, length) in self.axes.iter().zip(lengths) {
                if length != first {
                    let what = format!(
                        "the axis `{}` has {length} values, the first has {first}",
                        axis.parameter.declaration().key
                    );
                    let remedy = "in a list every axis needs one value for each point";
                    problems.add(&axis.at, what, remedy);
                }
            }
            if first > MOST_POINTS {
                let what = format!("the list has more than {MOST_POINTS} points");
                problems.add(&design.at, what, "give the axes fewer values");
            }
            return first;
        }
        let all = lengths.fold(1_usize, usize::saturating_mul);
        if all > MOST_POINTS {
            let what = format!("the grid has more than {MOST_POINTS} points");
            problems.add(&design.at, what, "give the axes fewer values, or use a sample");
        }
        all
    }

    /// What is stated for all points, as a layer over the scenario.
    fn for_all_points(&self) -> RawScenario {
        RawScenario { values: self.set.values.clone(), ..RawScenario::default() }
    }

    /// What is stated for the first point, as a layer over the scenario.
    fn first_point(&self, table: &[f64]) -> RawScenario {
        let mut layer = self.for_all_points();
        for (index, axis) in self.axes.iter().enumerate() {
            // Where there is no table, faults of the scenario are still to be found.
            let value = table.get(index).copied().unwrap_or(axis.stated[0].value);
            let value = Stated { value, at: axis.at.clone() };
            let parameter = axis.parameter;
            match axis.from.clone() {
                None => layer.values.push(StatedValue::new(None, parameter, value)),
                Some(on) => {
                    layer.changes.push(StatedChange { on, sites: None, parameter, value });
                }
            }
        }
        layer
    }
}

impl StatedAxis {
    /// How many values are listed; none for a range to be sampled.
    fn stated_values(&self) -> usize {
        match &self.levels {
            Levels::Listed(values) => values.len(),
            Levels::Range { .. } | Levels::Known { .. } => 0,
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
        // Nobody stated the axes of what is unknown: what they leave alone is no mistake.
        let is_stated = !matches!(stated.levels, Levels::Known { .. });
        let mut warn = |at: &Location, what: String| {
            if is_stated {
                warnings.push(Problem { at: at.clone(), what, remedy: String::new() });
            }
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
        let from = stated.from.as_ref().and_then(|from| SimTime::from_date(from.value));
        let has_own = |site: &str| match &stated.from {
            None => layers.has_own_value(site, parameter),
            Some(from) => layers.has_own_change(site, parameter, from.value),
        };
        let own: Vec<bool> = first.sites.iter().map(|site| has_own(&site.name)).collect();
        for (site, _) in first.sites.iter().zip(&own).filter(|(_, own)| **own) {
            let what = format!(
                "the axis `{key}` has no effect at the site `{}`, which has its own value",
                site.name
            );
            warn(&stated.key_at, what);
        }
        let changes = first.sites.iter().flat_map(|site| &site.changes);
        let later = |change: &&Change| {
            change.parameter == parameter && from.is_none_or(|from| change.on > from)
        };
        let until = changes.filter(later).map(|change| change.on);
        if let Some(until) = until.min() {
            let what = format!(
                "the axis `{key}` applies only until {}, when the timeline of the scenario \
                 changes it",
                until.date()
            );
            warn(&stated.key_at, what);
        }
        Self { parameter, from, levels: stated.levels.clone(), own }
    }
}

impl Design {
    /// Reports points with fewer posts than are known to be vacant, once for each statement.
    fn check_vacancies(&self, layers: &RawScenario, problems: &mut Problems) {
        let posts = ["team.emhps", "team.seniors"].map(Parameter::named);
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
