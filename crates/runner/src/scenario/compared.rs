//! What two scenarios put in differently, and where the second has it from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::{Change, Parameter};
use mhst_core::model::plan::{PostPlan, SitePlan};
use serde_json::Value;

use super::composition::NUMBERS;
use super::problem::Location;
use super::resolved;
use super::validate::Loaded;

/// An input that differs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct InputChange {
    /// The site; `None` for all that both have.
    pub site: Option<String>,
    /// What differs, as a scenario file calls it where it does.
    pub key: String,
    /// What the first has; empty for nothing.
    pub from: String,
    /// What the second has; empty for nothing.
    pub to: String,
    /// Where the second has it from: file and line, the command line, or the default with its kind
    /// and source.
    pub source: String,
}

/// Where nothing is stated.
const NOT_STATED: &str = "not stated";

/// What a value is of, in the order in which it is told.
type Key = (Group, String);

/// Values of a site.
type Inputs = BTreeMap<Key, String>;

/// From, to and source of a difference, with the sites that have it.
type Gathered<'a> = BTreeMap<[String; 3], Vec<&'a str>>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Parameter(Parameter),
    Timeline,
    Post,
    Initial,
    Wave,
    Profile,
    Setting,
}

impl Loaded {
    /// What `variant` puts in differently from this base: dates, sites, and then what holds at the
    /// sites that both have. What is the same at all of these is told once, without a site. Name,
    /// description, seed and number of replicates are no inputs.
    pub fn changes(&self, variant: &Self) -> Vec<InputChange> {
        let mut changes = self.dates(variant);
        changes.extend(self.worlds(variant));
        changes.extend(self.presence(variant));
        let common: Vec<(&SitePlan, &SitePlan)> = self
            .scenario
            .sites
            .iter()
            .filter_map(|base| Some((base, variant.site(&base.name)?)))
            .collect();
        // Differences at each site, gathered by what they have in common.
        let mut gathered: BTreeMap<Key, Gathered<'_>> = BTreeMap::new();
        for (base, other) in &common {
            let by_number = is_by_number(base) && is_by_number(other);
            let (from, to) = (inputs(base, by_number), inputs(other, by_number));
            let keys: BTreeSet<&Key> = from.keys().chain(to.keys()).collect();
            for key in keys {
                let (from, to) = (from.get(key), to.get(key));
                if from != to {
                    let source = variant.source(other, key, to.is_some());
                    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
                    gathered
                        .entry(key.clone())
                        .or_default()
                        .entry([text(from), text(to), source])
                        .or_default()
                        .push(&base.name);
                }
            }
        }
        for ((_, key), values) in gathered {
            for ([from, to, source], sites) in values {
                let sites: Vec<Option<String>> = if sites.len() == common.len() {
                    vec![None]
                } else {
                    sites.into_iter().map(|site| Some(site.to_owned())).collect()
                };
                changes.extend(sites.into_iter().map(|site| InputChange {
                    site,
                    key: key.clone(),
                    from: from.clone(),
                    to: to.clone(),
                    source: source.clone(),
                }));
            }
        }
        changes
    }

    fn site(&self, name: &str) -> Option<&SitePlan> {
        self.scenario.sites.iter().find(|site| site.name == name)
    }

    fn worlds(&self, variant: &Self) -> Option<InputChange> {
        let (base, other) = (self.scenario.one_world, variant.scenario.one_world);
        let stated = variant.raw.one_world.as_ref();
        (base != other).then(|| InputChange {
            site: None,
            key: "sites.one_world".to_owned(),
            from: base.to_string(),
            to: other.to_string(),
            source: stated.map_or(NOT_STATED.to_owned(), |stated| place(&stated.at)),
        })
    }

    fn dates(&self, variant: &Self) -> Vec<InputChange> {
        let (base, other, raw) = (self.scenario.time, variant.scenario.time, &variant.raw);
        // A scenario states the last day; a plan holds the midnight after it.
        let last = |end: SimTime| {
            end.date().checked_sub(1.day()).map_or_else(|_| String::new(), |day| day.to_string())
        };
        let day = |at: SimTime| at.date().to_string();
        [
            ("start", day(base.start), day(other.start), &raw.start),
            ("teams_start", day(base.teams_start), day(other.teams_start), &raw.teams_start),
            ("measure_from", day(base.measure_from), day(other.measure_from), &raw.measure_from),
            ("end", last(base.end), last(other.end), &raw.end),
        ]
        .into_iter()
        .filter(|(_, from, to, _)| from != to)
        .map(|(key, from, to, stated)| InputChange {
            site: None,
            key: format!("time.{key}"),
            from,
            to,
            source: stated.as_ref().map_or(NOT_STATED.to_owned(), |stated| place(&stated.at)),
        })
        .collect()
    }

    /// Sites that only one of the two has.
    fn presence(&self, variant: &Self) -> Vec<InputChange> {
        let only = |here: &Self, there: &Self, from: &str, to: &str| -> Vec<InputChange> {
            let missing = here.scenario.sites.iter().filter(|s| there.site(&s.name).is_none());
            let told = missing.map(|site| InputChange {
                site: Some(site.name.clone()),
                key: "sites".to_owned(),
                from: from.to_owned(),
                to: to.to_owned(),
                source: variant.sites_file(),
            });
            told.collect()
        };
        let mut all = only(self, variant, "present", "");
        all.extend(only(variant, self, "", "present"));
        all.sort();
        all
    }

    /// Where an input of a site is stated.
    fn source(&self, site: &SitePlan, (group, key): &Key, is_there: bool) -> String {
        let raw = &self.raw;
        let is_here = |sites: &Option<Vec<super::raw::Stated<String>>>| {
            sites.as_ref().is_none_or(|sites| sites.iter().any(|stated| stated.value == site.name))
        };
        let found: Option<&Location> = match group {
            Group::Parameter(parameter) => {
                let of = |own: bool| {
                    raw.values.iter().rev().find(|value| {
                        value.parameter == *parameter
                            && value.site.as_ref().map(|s| s.value == site.name)
                                == own.then_some(true)
                    })
                };
                match of(true).or_else(|| of(false)) {
                    Some(stated) => Some(&stated.value.at),
                    None => {
                        let declaration = parameter.declaration();
                        let kind = declaration.kind.name();
                        return format!("default ({kind}: {})", declaration.source);
                    }
                }
            }
            _ if !is_there && !matches!(group, Group::Profile | Group::Setting) => None,
            Group::Timeline => {
                let stated = |own: bool| {
                    raw.changes.iter().rev().find(|change| {
                        let name = timeline_key(change.on.value, change.parameter);
                        name == *key && change.sites.is_some() == own && is_here(&change.sites)
                    })
                };
                stated(true).or_else(|| stated(false)).map(|change| &change.value.at)
            }
            Group::Post => site
                .posts
                .iter()
                .find(|post| post_key(post) == *key)
                .and_then(|post| raw.post_at(&site.name, &post.name, post.team)),
            Group::Initial => raw.initial_stated_at(&site.name, key),
            Group::Wave => raw.waves_file.as_ref().map(|stated| &stated.at),
            Group::Profile => return self.sites_file(),
            Group::Setting => {
                let listed = raw.settings_file.as_ref();
                return listed
                    .map_or_else(|| self.sites_file(), |file| file.value.display().to_string());
            }
        };
        found.map_or(NOT_STATED.to_owned(), place)
    }

    fn sites_file(&self) -> String {
        let stated = self.raw.sites_file.as_ref();
        stated.map_or(NOT_STATED.to_owned(), |file| file.value.display().to_string())
    }
}

/// File and line, or the command line.
fn place(at: &Location) -> String {
    match at.position {
        Some((line, _)) => format!("{}:{line}", at.file),
        None => format!("command line: {}", at.file),
    }
}

/// Whether the posts of a site are those that the parameters of `team` say.
fn is_by_number(site: &SitePlan) -> bool {
    site.posts == PostPlan::of_numbers(&site.values)
}

fn inputs(site: &SitePlan, by_number: bool) -> Inputs {
    let mut inputs = Inputs::new();
    let mut add = |group, key: String, value: String| inputs.insert((group, key), value);
    // Of numbers and posts only what makes the team is told.
    for parameter in Parameter::all().filter(|it| by_number || !NUMBERS.contains(it)) {
        let declaration = parameter.declaration();
        let value = declaration.written(site.values.number(parameter));
        add(Group::Parameter(parameter), declaration.key.to_owned(), value);
    }
    for Change { on, parameter, value } in &site.changes {
        let value = parameter.declaration().written(*value);
        add(Group::Timeline, timeline_key(on.date(), *parameter), value);
    }
    if !by_number {
        for post in &site.posts {
            add(Group::Post, post_key(post), described(post));
        }
    }
    for (key, value) in resolved::initial(&site.initial) {
        if !value.is_null() {
            add(Group::Initial, format!("initial.{key}"), shown(&value));
        }
    }
    for wave in &site.waves {
        add(Group::Wave, format!("wave.{}", wave.on.date()), format!("{} teams", wave.teams));
    }
    for (key, value) in resolved::profile(&site.profile) {
        if !value.is_null() {
            add(Group::Profile, format!("site.{key}"), shown(&value));
        }
    }
    for setting in &site.settings {
        let (phase, pupils) = (setting.phase.name(), setting.pupils);
        let value =
            format!("{phase}, {pupils} pupils, deprivation fifth {}", setting.deprivation_fifth);
        let marks = [("religious", setting.religious), ("rural", setting.rural)];
        let marked = marks.into_iter().filter(|(_, is)| *is).map(|(mark, _)| mark);
        let other = (setting.kind != setting.phase.usual_kind()).then(|| setting.kind.name());
        let value = other.into_iter().chain(marked).fold(value, |all, mark| all + ", " + mark);
        add(Group::Setting, format!("setting.{}", setting.name), value);
    }
    inputs
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        _ => value.as_f64().map_or_else(|| value.to_string(), |number| number.to_string()),
    }
}

fn timeline_key(on: jiff::civil::Date, parameter: Parameter) -> String {
    format!("timeline.{on}.{}", parameter.declaration().key)
}

fn post_key(post: &PostPlan) -> String {
    match post.team {
        Some(team) => format!("post.{} (team {team})", post.name),
        None => format!("post.{}", post.name),
    }
}

/// A post in words.
fn described(post: &PostPlan) -> String {
    let mut text = format!("{}, band {}, {} FTE", post.role.name(), post.band.name(), post.fte);
    if let Some(starts) = post.starts {
        text += &format!(", from {}", starts.date());
    }
    match post.supervises {
        Some(true) => text += ", supervises",
        Some(false) => text += ", does not supervise",
        None => {}
    }
    if let Some(giver) = &post.supervised_by {
        text += &format!(", supervised by {giver}");
    }
    text
}
