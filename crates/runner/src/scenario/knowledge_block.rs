//! `[knowledge]`: what a user states about what is known, where it is not what the parameters say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use mhst_core::model::knowledge::{Belief, KNOWLEDGE_SEED, Knowledge};
use mhst_core::model::parameters::{Parameter, Values};

use super::document::{Item, Value};
use super::problem::{Location, Problems};
use super::raw::{RawScenario, Stated};
use super::reader::Reader;
use super::suggestion::nearest;
use super::worlds_file::{self, ListedWorlds};

const KEYS: [&str; 4] = ["seed", "file", "fixed", "ranges"];

/// What is stated.
#[derive(Clone, Debug, Default)]
pub(super) struct StatedKnowledge {
    seed: Option<u64>,
    /// The file that lists worlds.
    file: Option<Stated<PathBuf>>,
    /// Parameters that are not drawn.
    fixed: Vec<Parameter>,
    /// Parameters of which something else is known.
    ranges: Vec<Belief>,
}

impl StatedKnowledge {
    /// Worlds are drawn, and not those of a list.
    pub(super) fn without_list(&mut self) {
        self.file = None;
    }

    /// Puts what a later file states over what an earlier one did. One that says how worlds are drawn takes
    /// them from no earlier list.
    pub(super) fn over(self, earlier: Self) -> Self {
        let are_drawn = self.seed.is_some() || !self.ranges.is_empty();
        Self {
            seed: self.seed.or(earlier.seed),
            file: self.file.or(earlier.file.filter(|_| !are_drawn)),
            fixed: [earlier.fixed, self.fixed].concat(),
            ranges: [earlier.ranges, self.ranges].concat(),
        }
    }
}

impl Reader<'_> {
    /// Reads `[knowledge]`.
    pub(super) fn knowledge(&mut self, key: &str, at: &Location, item: Item) {
        match key {
            "seed" => {
                let seed = self.whole("knowledge.seed", &item, 0.0, 9e15);
                self.raw.knowledge.seed = seed.map(|seed| seed as u64);
            }
            "file" => self.raw.knowledge.file = self.path("knowledge.file", &item),
            "fixed" => {
                for Stated { value, at } in self.names("knowledge.fixed", &item).unwrap_or_default() {
                    let known = self.known(&value, &at);
                    self.raw.knowledge.fixed.extend(known.map(|belief| belief.parameter));
                }
            }
            "ranges" => match item.value {
                Value::Table(table) => {
                    for (key, at, item) in table.0 {
                        let range = self.range(&key, &at, &item);
                        self.raw.knowledge.ranges.extend(range);
                    }
                }
                _ => self.wrong(
                    "knowledge.ranges",
                    &item,
                    "a table",
                    "[knowledge.ranges], and below it \"attrition.other_per_year\" = [0.1, 0.15, 0.2]",
                ),
            },
            _ => self.unknown("knowledge", key, at, &KEYS),
        }
    }

    /// What is known of a parameter, of which something must be unknown.
    fn known(&mut self, key: &str, at: &Location) -> Option<Belief> {
        let Some(parameter) = Parameter::find(key) else {
            let keys: Vec<&str> = Belief::all().map(|it| it.parameter.declaration().key).collect();
            let remedy = nearest(key, keys.iter().copied());
            self.problems.add(at, format!("unknown key `{key}`"), remedy);
            return None;
        };
        let known = Belief::of(parameter);
        if known.is_none() {
            let what =
                format!("`{key}` is the same in every world: it is published, or a decision");
            self.problems.add(at, what, "remove it here; give it a value in its own group");
        }
        known
    }

    /// `"group.name" = [low, median, high]`.
    fn range(&mut self, key: &str, at: &Location, item: &Item) -> Option<Belief> {
        let known = self.known(key, at)?;
        let numbers: Vec<f64> = match &item.value {
            Value::List(items) => {
                let number = |item: &Item| match item.value {
                    Value::Number(number) => Some(number),
                    _ => None,
                };
                items.iter().filter_map(number).collect()
            }
            _ => Vec::new(),
        };
        let [low, median, high] = numbers[..] else {
            let name = format!("knowledge.ranges.\"{key}\"");
            self.wrong(&name, item, "three numbers", "[0.1, 0.15, 0.2]: 95 % lie between the ends");
            return None;
        };
        let stated = known.with(low, median, high);
        let add = |wrong: String| {
            let what = format!("`knowledge.ranges.\"{key}\"` = [{low}, {median}, {high}]: {wrong}");
            self.problems.add(&item.at, what, "write the lower end, the median and the upper end");
        };
        stated.map_err(add).ok()
    }
}

impl RawScenario {
    /// What is known in a scenario with these values of all sites. What it states is not drawn, and
    /// neither is what the timeline of `base` changes for all sites: before its first change such a value
    /// stands for the time before, as an index does. A variant has the timeline of its base here: what
    /// is a policy of its own must not change the worlds before.
    pub(super) fn known(&self, values: &Values, base: &Self, problems: &mut Problems) -> Knowledge {
        let mut stated: BTreeSet<Parameter> =
            self.values.iter().filter(|it| it.site.is_none()).map(|it| it.parameter).collect();
        stated.extend(base.changes.iter().filter(|it| it.sites.is_none()).map(|it| it.parameter));
        let StatedKnowledge { seed, file, fixed, ranges } = &self.knowledge;
        let knowledge = match file {
            Some(file) => match worlds_file::read(&file.value, &file.at) {
                Ok(worlds) => {
                    // What the scenario states holds in every world.
                    let is_free = |it: Parameter| !stated.contains(&it) && !fixed.contains(&it);
                    let ListedWorlds { parameters, rows } = worlds.only(is_free);
                    Knowledge::listed(parameters, rows, values.clone())
                }
                Err(mut found) => {
                    problems.0.append(&mut found.0);
                    Knowledge::drawn(KNOWLEDGE_SEED, Vec::new(), values.clone())
                }
            },
            None => {
                let other = |known: Belief| {
                    let it = ranges.iter().rfind(|it| it.parameter == known.parameter);
                    it.copied().unwrap_or(known)
                };
                let is_drawn = |known: &Belief| {
                    !stated.contains(&known.parameter) && !fixed.contains(&known.parameter)
                };
                let beliefs = Belief::all().filter(is_drawn).map(other).collect();
                Knowledge::drawn(seed.unwrap_or(KNOWLEDGE_SEED), beliefs, values.clone())
            }
        };
        let mut own: BTreeMap<String, BTreeSet<Parameter>> = BTreeMap::new();
        for value in &self.values {
            if let Some(site) = &value.site {
                own.entry(site.value.clone()).or_default().insert(value.parameter);
            }
        }
        knowledge.with_own(own)
    }
}
