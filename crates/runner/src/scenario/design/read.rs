//! What a design file states, read with the place of everything in it.

use std::path::PathBuf;

use jiff::civil::Date;
use mhst_core::model::parameters::{Domain, Parameter};

use super::super::document::{Item, Table, Value};
use super::super::limits::{MOST_REPLICATES, MOST_STEPS, MOST_WORLDS};
use super::super::problem::{Location, Problems};
use super::super::raw::{RawScenario, Stated, StatedValue};
use super::super::reader::Reader;
use super::super::suggestion::{meant, nearest};
use super::super::text_file::TextFile;
use super::block::{self, StatedDesign};
use super::kind::Kind;
use super::sampling::{Levels, evenly};

const ROOT_KEYS: [&str; 11] = [
    "name",
    "description",
    "scenario",
    "worlds",
    "replicates",
    "seed",
    "sites",
    "set",
    "design",
    "axis",
    "base",
];
const AXIS_KEYS: [&str; 5] = ["key", "values", "range", "steps", "from"];

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

/// `[base]`: the point that the others are compared with, by its value on each axis.
#[derive(Clone, Debug)]
pub(super) struct StatedBase {
    pub(super) at: Location,
    /// Positions of axes, and the values on them.
    pub(super) values: Vec<(usize, f64)>,
}

/// All that a design file states.
#[derive(Clone, Debug, Default)]
pub(super) struct RawDesign {
    pub(super) name: Option<Stated<String>>,
    pub(super) description: Option<Stated<String>>,
    pub(super) scenario: Option<Stated<PathBuf>>,
    pub(super) worlds: Option<u32>,
    pub(super) replicates: Option<u32>,
    pub(super) seed: Option<u64>,
    pub(super) sites: Option<Vec<Stated<String>>>,
    /// The values for all points, as a layer over the scenario.
    pub(super) set: RawScenario,
    pub(super) design: Option<StatedDesign>,
    pub(super) axes: Vec<StatedAxis>,
    pub(super) base: Option<StatedBase>,
    /// Whether an axis was stated that cannot be used.
    pub(super) has_bad_axis: bool,
    /// Whether everything that is unknown is an axis, as no axis is stated.
    pub(super) takes_unknown: bool,
}

impl StatedAxis {
    /// The key, with the date from which its values hold if there is one: `key@date`.
    pub(super) fn name(&self) -> String {
        name(self.parameter, self.from.as_ref().map(|from| from.value))
    }
}

/// What an axis is called: `key` or `key@date`.
pub(super) fn name(parameter: Parameter, from: Option<Date>) -> String {
    let key = parameter.declaration().key;
    from.map_or_else(|| key.to_owned(), |from| format!("{key}@{from}"))
}

/// Reads a design file: what is stated, as far as it can be used, and what is wrong.
pub(super) fn read(file: &TextFile, document: Table) -> (RawDesign, Problems) {
    let mut reader = Reader::new(file);
    let mut design = RawDesign::default();
    let (mut axes, mut base) = (None, None);
    for (key, at, item) in document.0 {
        match key.as_str() {
            "name" => design.name = reader.text("name", &item),
            "description" => design.description = reader.text("description", &item),
            "scenario" => {
                // What cannot be used is a problem already, and not missing.
                reader.raw.attempted.insert("scenario".to_owned());
                design.scenario = reader.path("scenario", &item);
            }
            "worlds" => {
                let whole = reader.whole("worlds", &item, 0.0, f64::from(MOST_WORLDS));
                design.worlds = whole.map(|n| n as u32);
            }
            "replicates" => {
                let whole = reader.whole("replicates", &item, 1.0, f64::from(MOST_REPLICATES));
                design.replicates = whole.map(|n| n as u32);
            }
            "seed" => design.seed = reader.whole("seed", &item, 0.0, 9e15).map(|n| n as u64),
            "sites" => design.sites = reader.names("sites", &item),
            "set" => set(&mut reader, item),
            "design" => design.design = Some(block::read(&mut reader, &at, item)),
            "axis" => axes = Some(item),
            "base" => base = Some((at, item)),
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
    if let Some(item) = axes {
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
    if let Some((at, item)) = base {
        design.base = base_point(&mut reader, &design, at, item);
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
    let has_axis = reader.raw.attempted.contains("axis");
    if kind.is_some_and(Kind::is_experiment) {
        // Without axes, everything that is unknown is one.
        design.takes_unknown = design.axes.is_empty() && !design.has_bad_axis && !has_axis;
    } else if design.axes.is_empty() && !design.has_bad_axis && !has_axis {
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

/// `[base]`: a value for each axis; `None` if it cannot be used, which is reported.
fn base_point(
    reader: &mut Reader<'_>,
    design: &RawDesign,
    at: Location,
    item: Item,
) -> Option<StatedBase> {
    let Value::Table(entries) = item.value else {
        let what = format!("`base` is {}, but must be a table", item.value.kind());
        let remedy =
            "write [base] on its own line, and `\"group.name\" = value` below, for each axis";
        reader.problems.add(&item.at, what, remedy);
        return None;
    };
    let mut values = Vec::new();
    let before = reader.problems.0.len();
    for (key, at, item) in entries.0 {
        // `group.name` without quotes is a table of its own.
        let named: Vec<(String, Location, Item)> = match item.value {
            Value::Table(within) => {
                let join = |(name, at, item)| (format!("{key}.{name}"), at, item);
                within.0.into_iter().map(join).collect()
            }
            _ => vec![(key, at, item)],
        };
        for (name, at, item) in named {
            let Some(axis) = design.axes.iter().position(|axis| axis.name() == name) else {
                let what = format!("`base` has a value for `{name}`, which is no axis");
                reader.problems.add(&at, what, "remove it; `base` is one of the points");
                continue;
            };
            let key = design.axes[axis].parameter.declaration().key;
            let value = reader.parameter(key, &at, &item);
            values.extend(value.map(|(_, stated)| (axis, stated.value)));
        }
    }
    if reader.problems.0.len() > before || design.has_bad_axis {
        return None;
    }
    if let Some(left) = (0..design.axes.len()).find(|axis| values.iter().all(|(it, _)| it != axis))
    {
        let what = format!("`base` has no value for the axis `{}`", design.axes[left].name());
        reader.problems.add(&at, what, "give one for each axis: `base` is one of the points");
        return None;
    }
    Some(StatedBase { at, values })
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
        (Some(values), None) if kind.is_some_and(Kind::is_experiment) => {
            let kind = kind.map_or("", Kind::words);
            let what = format!("`axis.values` cannot be used in {kind}");
            let remedy = match parameter.declaration().domain {
                Domain::Number { .. } => "give a `range` from lowest to highest",
                Domain::Switch | Domain::Choice(_) => {
                    "remove the axis: a parameter without a range has one value at all points, \
                     which can be stated under [set]"
                }
            };
            reader.problems.add(&values.at, what, remedy);
            return None;
        }
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
        let remedy = match kind.is_some_and(Kind::is_experiment) {
            true => "remove the axis; a value for all points can be stated under [set]".to_owned(),
            false => format!("give `values`; allowed are {}", declaration.allowed()),
        };
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
    let kind = kind?;
    let levels = match (kind.is_sample() || kind.is_experiment(), steps) {
        (true, None) => Levels::Range { low, high, whole },
        (true, Some(steps)) => {
            let (what, number) = match kind {
                Kind::Morris => ("in a design of elementary effects", "trajectories"),
                Kind::SobolIndices => ("in a design of Sobol's indices", "base"),
                _ => ("where points are sampled", "points"),
            };
            let what = format!("`axis.steps` cannot be used {what}");
            let remedy = format!("remove it; `design.{number}` gives the number of points");
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
