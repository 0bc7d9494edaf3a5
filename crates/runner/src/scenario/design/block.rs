//! The table `[design]`: how the points lie, and how many there are.

use super::super::document::{Item, Value};
use super::super::limits::MOST_POINTS;
use super::super::problem::{Location, Problems};
use super::super::raw::Stated;
use super::super::reader::Reader;
use super::super::suggestion::nearest;
use super::experiment::Grouping;
use super::kind::Kind;

const KEYS: [&str; 7] = ["kind", "points", "trajectories", "levels", "base", "groups", "seed"];

/// The most levels of a trajectory.
const MOST_LEVELS: f64 = 100.0;

/// The table `[design]`.
#[derive(Clone, Debug)]
pub(super) struct StatedDesign {
    pub(super) at: Location,
    pub(super) kind: Option<Kind>,
    pub(super) points: Option<Stated<usize>>,
    pub(super) trajectories: Option<Stated<usize>>,
    pub(super) levels: Option<Stated<usize>>,
    pub(super) base: Option<Stated<usize>>,
    pub(super) groups: Option<Stated<Grouping>>,
    pub(super) seed: Option<Stated<u64>>,
}

impl StatedDesign {
    fn at(at: &Location) -> Self {
        Self {
            at: at.clone(),
            kind: None,
            points: None,
            trajectories: None,
            levels: None,
            base: None,
            groups: None,
            seed: None,
        }
    }

    /// Reports what contradicts the kind.
    pub(super) fn check_keys(&self, kind: Kind, problems: &mut Problems) {
        fn at<T>(stated: &Option<Stated<T>>) -> Option<&Location> {
            stated.as_ref().map(|stated| &stated.at)
        }
        let stated = [
            ("points", at(&self.points)),
            ("trajectories", at(&self.trajectories)),
            ("levels", at(&self.levels)),
            ("base", at(&self.base)),
            ("groups", at(&self.groups)),
            ("seed", at(&self.seed)),
        ];
        let remedy = match kind.keys() {
            [] => "remove it: the number of points follows from the axes".to_owned(),
            keys => format!("remove it; `{}` can be used", keys.join("`, `")),
        };
        for (key, place) in stated.into_iter().filter_map(|(key, at)| Some((key, at?))) {
            if !kind.keys().contains(&key) {
                let what = format!("`design.{key}` cannot be used in {}", kind.words());
                problems.add(place, what, remedy.clone());
            }
        }
    }
}

/// Reads `[design]`.
pub(super) fn read(reader: &mut Reader<'_>, at: &Location, item: Item) -> StatedDesign {
    let mut design = StatedDesign::at(at);
    let Value::Table(entries) = item.value else {
        let what = format!("`design` is {}, but must be a table", item.value.kind());
        reader.problems.add(&item.at, what, "write [design] on its own line");
        return design;
    };
    let mut has_kind = false;
    for (key, at, item) in entries.0 {
        let place = item.at.clone();
        let mut whole = |name: &str, least: f64, most: f64| {
            let whole = reader.whole(&format!("design.{name}"), &item, least, most)?;
            Some(Stated { value: whole as usize, at: place.clone() })
        };
        match key.as_str() {
            "kind" => {
                has_kind = true;
                let kinds = Kind::ALL.map(|kind| (kind.name(), kind));
                design.kind = one_of(reader, "kind", &item, &kinds).map(|it| it.value);
            }
            "points" => design.points = whole("points", 1.0, MOST_POINTS as f64),
            "trajectories" => design.trajectories = whole("trajectories", 2.0, MOST_POINTS as f64),
            "levels" => {
                design.levels = whole("levels", 2.0, MOST_LEVELS);
                if let Some(odd) = design.levels.take_if(|levels| levels.value % 2 == 1) {
                    let what = format!("`design.levels` = {} is odd", odd.value);
                    let remedy = "use an even number: a step is half of the levels; 4 is usual";
                    reader.problems.add(&odd.at, what, remedy);
                }
            }
            "base" => design.base = whole("base", 2.0, MOST_POINTS as f64),
            "groups" => {
                let groupings = Grouping::ALL.map(|it| (it.name(), it));
                design.groups = one_of(reader, "groups", &item, &groupings);
            }
            "seed" => {
                let whole = reader.whole("design.seed", &item, 0.0, f64::from(u32::MAX));
                design.seed = whole.map(|n| Stated { value: n as u64, at: place });
            }
            _ => reader.unknown("design", &key, &at, &KEYS),
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

/// One of several names, with what it stands for.
fn one_of<T: Copy>(
    reader: &mut Reader<'_>,
    key: &str,
    item: &Item,
    allowed: &[(&'static str, T)],
) -> Option<Stated<T>> {
    let key = format!("design.{key}");
    let Stated { value, at } = reader.text(&key, item)?;
    let found = allowed.iter().find(|(name, _)| *name == value);
    if found.is_none() {
        let names: Vec<&str> = allowed.iter().map(|(name, _)| *name).collect();
        let what = format!("`{key}` is \"{value}\"; allowed: {}", names.join(", "));
        reader.problems.add(&at, what, nearest(&value, names.into_iter()));
    }
    found.map(|(_, meant)| Stated { value: *meant, at })
}
