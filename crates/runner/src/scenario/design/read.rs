//! What a design file states, read with the place of everything in it.

use std::path::PathBuf;

use jiff::civil::Date;
use mhst_core::model::parameters::{Domain, Parameter};

use super::super::document::{Item, Table, Value};
use super::super::limits::{MOST_POINTS, MOST_REPLICATES, MOST_STEPS};
use super::super::problem::{Location, Problems};
use super::super::raw::{RawScenario, Stated, StatedValue};
use super::super::reader::Reader;
use super::super::suggestion::{meant, nearest};
use super::super::text_file::TextFile;
use super::sampling::{Levels, evenly};

const ROOT_KEYS: [&str; 9] =
    ["name", "description", "scenario", "replicates", "seed", "sites", "set", "design", "axis"];
const DESIGN_KEYS: [&str; 3] = ["kind", "points", "seed"];
const AXIS_KEYS: [&str; 5] = ["key", "values", "range", "steps", "from"];

/// How the points lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Every combination of the values of the axes.
    Grid,
    /// The i-th point takes the i-th value of each axis.
    List,
    /// As many equal parts of each axis as there are points, each used once.
    LatinHypercube,
    /// The beginning of a scrambled Sobol sequence.
    Sobol,
    /// Each point is a plausible world: a draw of every parameter of which anything is unknown, and
    /// which nobody states.
    Worlds,
}

impl Kind {
    const ALL: [Self; 5] =
        [Self::Grid, Self::List, Self::LatinHypercube, Self::Sobol, Self::Worlds];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::List => "list",
            Self::LatinHypercube => "latin_hypercube",
            Self::Sobol => "sobol",
            Self::Worlds => "worlds",
        }
    }

    /// Whether its points are a sample, whose size is stated.
    pub(super) fn is_sample(self) -> bool {
        matches!(self, Self::LatinHypercube | Self::Sobol | Self::Worlds)
    }
}

/// The table `[design]`.
#[derive(Clone, Debug)]
pub(super) struct StatedDesign {
    pub(super) at: Location,
    pub(super) kind: Option<Kind>,
    pub(super) points: Option<Stated<usize>>,
    pub(super) seed: Option<Stated<u64>>,
}

/// One `[[axis]]`.
#[derive(Clone, Debug)]
pub(super) struct StatedAxis {
    /// Where its values are stated.
    pub(super) at: Location,
    pub(super) key_at: Location,
    pub(super) parameter: Parameter,
    /// The date from which its values hold, if not the first day.
    pub(super) from: Option<Stated<Date>>,
    pub(super) levels: Levels,
    /// The values that stand in the file, each with its place: all, or both ends of a range.
    pub(super) stated: Vec<Stated<f64>>,
}

/// All that a design file states.
#[derive(Clone, Debug, Default)]
pub(super) struct RawDesign {
    pub(super) name: Option<Stated<String>>,
    pub(super) description: Option<Stated<String>>,
    pub(super) scenario: Option<Stated<PathBuf>>,
    pub(super) replicates: Option<u32>,
    pub(super) seed: Option<u64>,
    pub(super) sites: Option<Vec<Stated<String>>>,
    /// The values for all points, as a layer over the scenario.
    pub(super) set: RawScenario,
    pub(super) design: Option<StatedDesign>,
    pub(super) axes: Vec<StatedAxis>,
    /// Whether an axis was stated that cannot be used.
    pub(super) has_bad_axis: bool,
}

/// Reads a design file: what is stated, as far as it can be used, and what is wrong.
pub(super) fn read(file: &TextFile, document: Table) -> (RawDesign, Problems) {
    let mut reader = Reader::new(file);
    let mut design = RawDesign::default();
    let mut axes = None;
    for (key, at, item) in document.0 {
        match key.as_str() {
            "name" => design.name = reader.text("name", &item),
            "description" => design.description = reader.text("description", &item),
            "scenario" => {
                // What cannot be used is a problem already, and not missing.
                reader.raw.attempted.insert("scenario".to_owned());
                design.scenario = reader.path("scenario", &item);
            }
            "replicates" => {
                let whole = reader.whole("replicates", &item, 1.0, f64::from(MOST_REPLICATES));
                design.replicates = whole.map(|n| n as u32);
            }
            "seed" => design.seed = reader.whole("seed", &item, 0.0, 9e15).map(|n| n as u64),
            "sites" => design.sites = reader.names("sites", &item),
            "set" => set(&mut reader, item),
            "design" => design.design = Some(table(&mut reader, &at, item)),
            "axis" => axes = Some(item),
            _ => {
                // What is misspelt is not missing.
                reader.raw.attempted.extend(meant(&key, ROOT_KEYS.into_iter()).map(str::to_owned));
                let remedy = nearest(&key, ROOT_KEYS.into_iter());
                reader.problems.add(&at, format!("unknown key `{key}`"), remedy);
            }
        }
    }
    // The kind decides what an axis may state, and may stand after it.
    let kind = design.design.as_ref().and_then(|table| table.kind);
    if let (Some(item), Some(Kind::Worlds)) = (&axes, kind) {
        let what = "axes cannot be used with worlds: all that is unknown is drawn";
        let remedy = "remove them; what has a value under [set] or in the scenario is not drawn";
        reader.problems.add(&item.at, what, remedy);
        design.has_bad_axis = true;
    } else if let Some(item) = axes {
        match item.value {
            Value::List(items) if !items.is_empty() => {
                for item in items {
                    match axis(&mut reader, kind, item) {
                        Some(axis) => design.axes.push(axis),
                        None => design.has_bad_axis = true,
                    }
                }
            }
            other => {
                design.has_bad_axis = true;
                let what = format!("`axis` is {}, but must be a list of axes", other.kind());
                reader.problems.add(&item.at, what, "start each with [[axis]] on its own line");
            }
        }
    }
    let whole = Location::start(&file.name);
    if design.scenario.is_none() && !reader.raw.attempted.contains("scenario") {
        let remedy = "add a line like `scenario = \"../trailblazer.toml\"`, relative to this file";
        reader.problems.add(&whole, "`scenario` is missing", remedy);
    }
    if design.design.is_none() && !reader.raw.attempted.contains("design") {
        let remedy = "add [design] and below it a line like `kind = \"grid\"`; to run a scenario \
         without a design, use `mhst run`";
        reader.problems.add(&whole, "`design` is missing", remedy);
    }
    let needs_axis = kind != Some(Kind::Worlds) && !reader.raw.attempted.contains("axis");
    if design.axes.is_empty() && !design.has_bad_axis && needs_axis {
        let remedy = "add [[axis]] and below it `key` and `values`";
        reader.problems.add(&whole, "there is no axis", remedy);
    }
    design.set.values = std::mem::take(&mut reader.raw.values);
    (design, reader.problems)
}

/// `[set]`: keys in quotes, or groups of the register as tables.
fn set(reader: &mut Reader<'_>, item: Item) {
    let Value::Table(entries) = item.value else {
        let what = format!("`set` is {}, but must be a table", item.value.kind());
        let remedy = "write [set] on its own line, and `\"group.name\" = value` below";
        return reader.problems.add(&item.at, what, remedy);
    };
    for (key, at, item) in entries.0 {
        let values = match item.value {
            Value::Table(_) => reader.group(&key, &at, item, &[]),
            _ => reader.parameter(&key, &at, &item).into_iter().collect(),
        };
        for (parameter, value) in values {
            reader.raw.values.push(StatedValue::new(None, parameter, value));
        }
    }
}

fn table(reader: &mut Reader<'_>, at: &Location, item: Item) -> StatedDesign {
    let mut design = StatedDesign { at: at.clone(), kind: None, points: None, seed: None };
    let Value::Table(entries) = item.value else {
        let what = format!("`design` is {}, but must be a table", item.value.kind());
        reader.problems.add(&item.at, what, "write [design] on its own line");
        return design;
    };
    let mut has_kind = false;
    for (key, at, item) in entries.0 {
        let place = item.at.clone();
        match key.as_str() {
            "kind" => {
                has_kind = true;
                let found = reader.text("design.kind", &item);
                let kinds = Kind::ALL.map(Kind::name);
                if let Some(Stated { value, at }) = found {
                    design.kind = Kind::ALL.into_iter().find(|kind| kind.name() == value);
                    if design.kind.is_none() {
                        reader.problems.add(
                            &at,
                            format!("`design.kind` is \"{value}\"; allowed: {}", kinds.join(", ")),
                            nearest(&value, kinds.into_iter()),
                        );
                    }
                }
            }
            "points" => {
                let whole = reader.whole("design.points", &item, 1.0, MOST_POINTS as f64);
                design.points = whole.map(|n| Stated { value: n as usize, at: place });
            }
            "seed" => {
                let whole = reader.whole("design.seed", &item, 0.0, f64::from(u32::MAX));
                design.seed = whole.map(|n| Stated { value: n as u64, at: place });
            }
            _ => reader.unknown("design", &key, &at, &DESIGN_KEYS),
        }
    }
    if !has_kind {
        let kinds = Kind::ALL.map(Kind::name);
        let remedy =
            format!("add a line like `kind = \"grid\"`; the kinds are {}", kinds.join(", "));
        reader.problems.add(at, "`design.kind` is missing", remedy);
    }
    design
}

/// An axis; `None` if it cannot be used, which is reported.
fn axis(reader: &mut Reader<'_>, kind: Option<Kind>, item: Item) -> Option<StatedAxis> {
    let Value::Table(entries) = item.value else {
        let what = format!("an axis is {}, but must be a table", item.value.kind());
        reader.problems.add(&item.at, what, "start each with [[axis]] on its own line");
        return None;
    };
    let (mut key, mut values, mut range, mut steps, mut from) = (None, None, None, None, None);
    let mut is_clear = true;
    for (name, at, item) in entries.0 {
        match name.as_str() {
            "key" => key = Some(item),
            "values" => values = Some(item),
            "range" => range = Some(item),
            "steps" => steps = Some(item),
            "from" => from = Some(item),
            _ => {
                is_clear = false;
                reader.unknown("axis", &name, &at, &AXIS_KEYS);
            }
        }
    }
    let Some(key) = key else {
        let remedy = "add a line like `key = \"team.emhps\"`; `mhst parameters` lists them all";
        reader.problems.add(&item.at, "an axis has no key", remedy);
        return None;
    };
    let name = reader.text("axis.key", &key)?;
    let Some(parameter) = Parameter::find(&name.value) else {
        // Says what is wrong with it.
        let nothing = Item { value: Value::Switch(false), at: name.at.clone() };
        reader.parameter(&name.value, &name.at, &nothing);
        return None;
    };
    let key_at = name.at;
    let from = match from {
        Some(from) => {
            let date = reader.date("axis.from", &from);
            is_clear &= date.is_some() && reader.may_change(parameter, &key_at);
            date
        }
        None => None,
    };
    let (at, levels, stated) = match (values, range) {
        (Some(values), None) => {
            if let Some(steps) = steps {
                let what = "an axis has both `steps` and `values`";
                reader.problems.add(&steps.at, what, "remove one of them");
                is_clear = false;
            }
            let (levels, stated) = listed(reader, &name.value, &values)?;
            (values.at, levels, stated)
        }
        (None, Some(range)) => {
            let (levels, stated) = ranged(reader, parameter, &range, steps, kind)?;
            (range.at, levels, stated)
        }
        (Some(_), Some(range)) => {
            let what = "an axis has both `range` and `values`";
            reader.problems.add(&range.at, what, "remove one of them");
            return None;
        }
        (None, None) => {
            let remedy = "add a line like `values = [0.2, 0.5]` or `range = [0.2, 0.8]`";
            let what = format!("the axis `{}` has neither `values` nor `range`", name.value);
            reader.problems.add(&item.at, what, remedy);
            return None;
        }
    };
    is_clear.then_some(StatedAxis { at, key_at, parameter, from, levels, stated })
}

/// `values = [...]`.
fn listed(reader: &mut Reader<'_>, key: &str, item: &Item) -> Option<(Levels, Vec<Stated<f64>>)> {
    let Value::List(items) = &item.value else {
        let what = format!("`axis.values` is {}, but must be a list", item.value.kind());
        reader.problems.add(&item.at, what, "write it like [0.2, 0.5, 0.8]");
        return None;
    };
    if items.is_empty() {
        reader.problems.add(&item.at, format!("the axis `{key}` has no values"), "give some");
        return None;
    }
    let read = |item: &Item| reader.parameter(key, &item.at, item).map(|(_, value)| value);
    let stated: Vec<Stated<f64>> = items.iter().filter_map(read).collect();
    let levels = Levels::Listed(stated.iter().map(|stated| stated.value).collect());
    (stated.len() == items.len()).then_some((levels, stated))
}

/// `range = [low, high]` or `range = "plausible"`, with `steps` where points are not sampled.
fn ranged(
    reader: &mut Reader<'_>,
    parameter: Parameter,
    item: &Item,
    steps: Option<Item>,
    kind: Option<Kind>,
) -> Option<(Levels, Vec<Stated<f64>>)> {
    let declaration = parameter.declaration();
    let key = declaration.key;
    let Domain::Number { plausible, whole, .. } = declaration.domain else {
        let what = format!("`{key}` is not a number and has no range");
        let remedy = format!("give `values`; allowed are {}", declaration.allowed());
        reader.problems.add(&item.at, what, remedy);
        return None;
    };
    let stated = match &item.value {
        Value::Text(text) if text == "plausible" => {
            let end = |value| Stated { value, at: item.at.clone() };
            vec![end(plausible.0), end(plausible.1)]
        }
        Value::List(items) if items.len() == 2 => {
            let read = |item: &Item| reader.parameter(key, &item.at, item).map(|(_, value)| value);
            let ends: Vec<Stated<f64>> = items.iter().filter_map(read).collect();
            if ends.len() < 2 {
                return None;
            }
            ends
        }
        other => {
            let what = format!("`axis.range` is {}", other.kind());
            let remedy = "write it like [0.2, 0.8], or \"plausible\" for the plausible range of \
             the parameter";
            reader.problems.add(&item.at, what, remedy);
            return None;
        }
    };
    let (low, high) = (stated[0].value, stated[1].value);
    if low >= high {
        let what = format!("the range of `{key}` goes from {low} to {high}");
        reader.problems.add(&item.at, what, "give the lowest value first, then the highest");
        return None;
    }
    let levels = match (kind?.is_sample(), steps) {
        (true, None) => Levels::Range { low, high, whole },
        (true, Some(steps)) => {
            let what = "`axis.steps` cannot be used where points are sampled";
            let remedy = "remove it; `design.points` gives the number of points";
            reader.problems.add(&steps.at, what, remedy);
            return None;
        }
        (false, Some(steps)) => {
            let number = reader.whole("axis.steps", &steps, 2.0, MOST_STEPS as f64)?;
            let values = evenly(low, high, number as usize, whole);
            if values.windows(2).any(|pair| pair[0] == pair[1]) {
                let what = format!("{number} steps from {low} to {high} repeat a value");
                reader.problems.add(&steps.at, what, "use fewer steps, or give `values`");
                return None;
            }
            Levels::Listed(values)
        }
        (false, None) => {
            let what = format!("the range of `{key}` has no steps");
            let remedy = "add a line like `steps = 5`, or give `values`";
            reader.problems.add(&item.at, what, remedy);
            return None;
        }
    };
    Some((levels, stated))
}
