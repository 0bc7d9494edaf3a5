//! Reading one file's document, key by key, into what is stated.

use std::path::PathBuf;

use jiff::civil::Date;
use mhst_core::model::parameters::{Domain, Parameter};

use super::document::{Item, Table, Value, parse_value};
use super::limits::{MOST_REPLICATES, MOST_WORLDS};
use super::problem::{Location, Problems};
use super::raw::{RawScenario, Stated, StatedChange, StatedValue};
use super::suggestion::{meant, nearest};
use super::text_file::TextFile;
use super::{written_date, written_number};

const ROOT_KEYS: [&str; 11] = [
    "name",
    "description",
    "extends",
    "time",
    "run",
    "knowledge",
    "sites",
    "timeline",
    "post",
    "initial",
    "site",
];

/// Reads one file's document: what is stated, as far as it can be used, and what is wrong.
pub(super) fn read(file: &TextFile, document: Table) -> (RawScenario, Problems) {
    let mut reader = Reader::new(file);
    for (key, at, item) in document.0 {
        reader.root(&key, &at, item);
    }
    (reader.raw, reader.problems)
}

/// Reads `KEY=VALUE` or `KEY=VALUE@DATE` of an option such as `--set`.
pub(super) fn read_edit(option: &str, key: &str, value: &str) -> Result<RawScenario, Problems> {
    let at = Location::whole(&format!("{option} {key}={value}").into());
    let file = TextFile { path: PathBuf::new(), name: at.file.clone(), text: String::new() };
    let mut reader = Reader::new(&file);
    let (value, day) = match value.rsplit_once('@') {
        Some((value, day)) => (value.trim(), Some(day.trim())),
        None => (value, None),
    };
    let item = parse_value(value, &at);
    let Some((parameter, value)) = reader.parameter(key, &at, &item) else {
        return reader.problems.or(reader.raw);
    };
    match day.map(|day| (day, day.parse().ok().filter(|date| written_date::is_in_range(*date)))) {
        None => reader.raw.values.push(StatedValue::new(None, parameter, value)),
        Some((day, None)) => reader.problems.add(
            &at,
            format!("`{day}` is not a date from 2000 to 2100"),
            format!("write {option} KEY=VALUE@DATE, with a date like 2026-09-01"),
        ),
        Some((_, Some(on))) => {
            if reader.may_change(parameter, &at) {
                let on = Stated { value: on, at };
                reader.raw.changes.push(StatedChange { on, sites: None, parameter, value });
            }
        }
    }
    reader.problems.or(reader.raw)
}

/// Takes what is stated out of one file.
pub(super) struct Reader<'a> {
    file: &'a TextFile,
    pub(super) raw: RawScenario,
    pub(super) problems: Problems,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing yet.
    pub(super) fn new(file: &'a TextFile) -> Self {
        Reader { file, raw: RawScenario::default(), problems: Problems::default() }
    }

    fn root(&mut self, key: &str, at: &Location, item: Item) {
        if matches!(key, "time" | "sites") {
            self.raw.sections.insert(key.to_owned(), at.clone());
        }
        match key {
            "name" => self.raw.name = self.text(key, &item),
            "description" => self.raw.description = self.text(key, &item),
            "extends" => self.raw.extends = self.path(key, &item),
            "time" => self.section(key, item, Self::time),
            "run" => self.section(key, item, Self::run),
            "knowledge" => self.section(key, item, Self::knowledge),
            "sites" => self.section(key, item, Self::sites),
            "timeline" => self.timeline(item),
            "post" => self.posts(item),
            "initial" => self.initial(None, item),
            "site" => self.section(key, item, Self::site),
            group => {
                for (parameter, value) in self.group(group, at, item, &ROOT_KEYS) {
                    self.raw.values.push(StatedValue::new(None, parameter, value));
                }
            }
        }
    }

    fn section(&mut self, name: &str, item: Item, read: fn(&mut Self, &str, &Location, Item)) {
        match item.value {
            Value::Table(table) => {
                for (key, at, item) in table.0 {
                    read(self, &key, &at, item);
                }
            }
            other => {
                self.raw.attempted.insert(name.to_owned());
                self.problems.add(
                    &item.at,
                    format!("`{name}` is {}, but must be a table", other.kind()),
                    format!("write [{name}] on its own line, and its keys below it"),
                );
            }
        }
    }

    fn time(&mut self, key: &str, at: &Location, item: Item) {
        let date = |reader: &mut Self| reader.date(&format!("time.{key}"), &item);
        match key {
            "start" => self.raw.start = date(self),
            "teams_start" => self.raw.teams_start = date(self),
            "measure_from" => self.raw.measure_from = date(self),
            "end" => self.raw.end = date(self),
            _ => self.unknown("time", key, at, &["start", "teams_start", "measure_from", "end"]),
        }
    }

    fn run(&mut self, key: &str, at: &Location, item: Item) {
        match key {
            "worlds" => {
                self.raw.worlds = self
                    .whole("run.worlds", &item, 0.0, f64::from(MOST_WORLDS))
                    .map(|n| Stated { value: n as u32, at: item.at.clone() });
            }
            "replicates" => {
                self.raw.replicates = self
                    .whole("run.replicates", &item, 1.0, f64::from(MOST_REPLICATES))
                    .map(|n| Stated { value: n as u32, at: item.at.clone() });
            }
            "seed" => {
                self.raw.seed = self
                    .whole("run.seed", &item, 0.0, 9e15)
                    .map(|n| Stated { value: n as u64, at: item.at.clone() });
            }
            _ => self.unknown("run", key, at, &["worlds", "replicates", "seed"]),
        }
    }

    fn sites(&mut self, key: &str, at: &Location, item: Item) {
        match key {
            "file" => self.raw.sites_file = self.path("sites.file", &item),
            "settings" => self.raw.settings_file = self.path("sites.settings", &item),
            "waves" => self.raw.waves_file = self.path("sites.waves", &item),
            "one_world" => {
                let value = self.switch("sites.one_world", &item);
                self.raw.one_world = value.map(|value| Stated { value, at: item.at.clone() });
            }
            "only" => self.raw.only = self.names("sites.only", &item),
            _ => {
                let known = ["file", "settings", "waves", "one_world", "only"];
                self.unknown("sites", key, at, &known);
            }
        }
    }

    /// `[site."Name"]`: values for one site.
    fn site(&mut self, name: &str, at: &Location, item: Item) {
        let Value::Table(groups) = item.value else {
            self.problems.add(
                &item.at,
                format!("`site.{name}` is {}, but must be a table", item.value.kind()),
                format!("write [site.\"{name}\".group] and the keys of the group below it"),
            );
            return;
        };
        let named = Stated { value: name.to_owned(), at: at.clone() };
        for (group, group_at, item) in groups.0 {
            if group == "initial" {
                self.initial(Some(&named), item);
                continue;
            }
            for (parameter, value) in self.group(&group, &group_at, item, &["initial"]) {
                let site = Some(named.clone());
                self.raw.values.push(StatedValue::new(site, parameter, value));
            }
        }
    }

    fn timeline(&mut self, item: Item) {
        let Value::List(entries) = item.value else {
            self.problems.add(
                &item.at,
                format!("`timeline` is {}, but must be a list of changes", item.value.kind()),
                "start each change with [[timeline]] on its own line",
            );
            return;
        };
        for entry in entries {
            let Value::Table(table) = entry.value else {
                self.problems.add(
                    &entry.at,
                    format!("a change is {}, but must be a table", entry.value.kind()),
                    "start each change with [[timeline]] on its own line",
                );
                continue;
            };
            self.change(&entry.at, table);
        }
    }

    fn change(&mut self, entry: &Location, table: Table) {
        let (mut on, mut sites, mut values) = (None, None, Vec::new());
        let mut dated = false;
        for (key, at, item) in table.0 {
            match key.as_str() {
                "on" => {
                    dated = true;
                    on = self.date("timeline.on", &item);
                }
                "sites" => sites = self.names("timeline.sites", &item),
                group => {
                    for (parameter, value) in self.group(group, &at, item, &["on", "sites"]) {
                        if self.may_change(parameter, &value.at) {
                            values.push((parameter, value));
                        }
                    }
                }
            }
        }
        if !(self.raw.attempted.remove("on") || dated) {
            self.problems.add(
                entry,
                "a change in the timeline has no date",
                "add a line like `on = 2020-09-01`",
            );
        }
        let Some(on) = on else { return };
        for (parameter, value) in values {
            let (on, sites) = (on.clone(), sites.clone());
            self.raw.changes.push(StatedChange { on, sites, parameter, value });
        }
    }

    /// Whether a parameter can change on a date; reports where it cannot.
    pub(super) fn may_change(&mut self, parameter: Parameter, at: &Location) -> bool {
        if !parameter.may_change_in_time() {
            let key = parameter.declaration().key;
            self.problems.add(
                at,
                format!(
                    "`{key}` cannot change on a date, because it shapes the site before its first \
                     day"
                ),
                "set it for the whole run, without a date",
            );
        }
        parameter.may_change_in_time()
    }

    /// A table of the register: `[group]` with its keys. `beside` are the other keys that may stand
    /// where it stands.
    pub(super) fn group(
        &mut self,
        group: &str,
        at: &Location,
        item: Item,
        beside: &[&str],
    ) -> Vec<(Parameter, Stated<f64>)> {
        let groups = || Parameter::all().map(|parameter| parameter.declaration().group());
        if !groups().any(|known| known == group) {
            let known = || beside.iter().copied().chain(groups());
            self.raw.attempted.extend(meant(group, known()).map(str::to_owned));
            let remedy = nearest(group, known().collect::<Vec<_>>().into_iter());
            self.problems.add(at, format!("unknown key `{group}`"), remedy);
            return Vec::new();
        }
        let Value::Table(table) = item.value else {
            self.problems.add(
                &item.at,
                format!("`{group}` is {}, but is a group of parameters", item.value.kind()),
                format!("write [{group}] on its own line, and its keys below it"),
            );
            return Vec::new();
        };
        let read = |(key, at, item): (String, Location, Item)| {
            self.parameter(&format!("{group}.{key}"), &at, &item)
        };
        table.0.into_iter().filter_map(read).collect()
    }

    pub(super) fn parameter(
        &mut self,
        key: &str,
        at: &Location,
        item: &Item,
    ) -> Option<(Parameter, Stated<f64>)> {
        let Some(parameter) = Parameter::find(key) else {
            let known = Parameter::all().map(|parameter| parameter.declaration().key);
            let known: Vec<&str> = known.collect();
            self.problems.add(
                at,
                format!("unknown key `{key}`"),
                format!(
                    "{}; `mhst parameters` lists them all",
                    nearest(key, known.iter().copied()).trim_end_matches('?')
                ),
            );
            return None;
        };
        let declaration = parameter.declaration();
        let value = match (&item.value, declaration.domain) {
            // Adding zero makes a negative zero a zero: they are the same value.
            (Value::Number(number), Domain::Number { .. }) => *number + 0.0,
            (Value::Switch(on), Domain::Switch) => f64::from(u8::from(*on)),
            (Value::Text(text), Domain::Choice(names)) if names.contains(&text.as_str()) => {
                names.iter().position(|name| name == text).unwrap_or(0) as f64
            }
            (found, _) => {
                self.problems.add(
                    &item.at,
                    format!("`{key}` is {}; allowed: {}", found.kind(), declaration.allowed()),
                    format!("meaning: {}", declaration.meaning),
                );
                return None;
            }
        };
        if !declaration.allows(value) {
            let meaning = format!("meaning: {}", declaration.meaning);
            // A percentage where a share belongs.
            let share = written_number::share(value);
            let remedy = match declaration.domain {
                Domain::Number { allowed: (_, high), whole: false, .. }
                    if high <= 1.0 && declaration.allows(share) =>
                {
                    format!("write {share}, if you mean {value} %; {meaning}")
                }
                _ => meaning,
            };
            self.problems.add(
                &item.at,
                format!(
                    "`{key}` = {} is out of range; allowed: {} ({})",
                    declaration.written(value),
                    declaration.allowed(),
                    declaration.unit
                ),
                remedy,
            );
            return None;
        }
        Some((parameter, Stated { value, at: item.at.clone() }))
    }

    // -- single values ------------------------------------------------------------------------

    pub(super) fn wrong(&mut self, key: &str, item: &Item, expected: &str, example: &str) {
        self.raw.attempted.insert(key.to_owned());
        let what = format!("`{key}` is {}, but must be {expected}", item.value.kind());
        self.problems.add(&item.at, what, format!("write it like {example}"));
    }

    pub(super) fn text(&mut self, key: &str, item: &Item) -> Option<Stated<String>> {
        match &item.value {
            Value::Text(text) if !text.trim().is_empty() => {
                Some(Stated { value: text.trim().to_owned(), at: item.at.clone() })
            }
            _ => {
                self.wrong(key, item, "a text in quotes that is not empty", "\"Camden\"");
                None
            }
        }
    }

    pub(super) fn path(&mut self, key: &str, item: &Item) -> Option<Stated<PathBuf>> {
        let Stated { value, at } = self.text(key, item)?;
        // `"C:\\new"` in double quotes has a line break in it, and no `n`.
        if value.contains(char::is_control) {
            self.raw.attempted.insert(key.to_owned());
            self.problems.add(
                &at,
                format!("`{key}` has a line break or a tab in it: {value:?}"),
                "write a path in single quotes, 'C:\\new\\sites.csv', or with forward slashes",
            );
            return None;
        }
        Some(Stated { value: self.file.relative(&value), at })
    }

    pub(super) fn names(&mut self, key: &str, item: &Item) -> Option<Vec<Stated<String>>> {
        match &item.value {
            Value::List(items) if !items.is_empty() => {
                Some(items.iter().filter_map(|item| self.text(key, item)).collect())
            }
            _ => {
                self.wrong(key, item, "a list of names", "[\"Camden\", \"Bromley\"]");
                None
            }
        }
    }

    pub(super) fn date(&mut self, key: &str, item: &Item) -> Option<Stated<Date>> {
        match &item.value {
            Value::Date(date) if written_date::is_in_range(*date) => {
                Some(Stated { value: *date, at: item.at.clone() })
            }
            Value::Text(text) if written_date::meant(text).is_some() => {
                self.raw.attempted.insert(key.to_owned());
                let what =
                    format!("`{key}` is {}, but must be a date without quotes", item.value.kind());
                self.problems.add(&item.at, what, written_date::remedy(text));
                None
            }
            _ => {
                self.wrong(key, item, "a date from 2000 to 2100, without quotes", "2020-01-06");
                None
            }
        }
    }

    pub(super) fn whole(&mut self, key: &str, item: &Item, low: f64, high: f64) -> Option<f64> {
        match item.value {
            Value::Number(n) if n.fract() == 0.0 && (low..=high).contains(&n) => Some(n),
            _ => {
                self.wrong(key, item, &format!("a whole number from {low} to {high}"), "20");
                None
            }
        }
    }

    pub(super) fn unknown(&mut self, section: &str, key: &str, at: &Location, known: &[&str]) {
        let near = meant(key, known.iter().copied());
        self.raw.attempted.extend(near.map(|near| format!("{section}.{near}")));
        self.problems.add(
            at,
            format!("unknown key `{section}.{key}`"),
            nearest(key, known.iter().copied()),
        );
    }
}
