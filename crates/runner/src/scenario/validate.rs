//! From what is stated to what can be run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use mhst_core::engine::time::SimTime;
use mhst_core::model::differs_by_provider;
use mhst_core::model::knowledge::Knowledge;
use mhst_core::model::parameters::{Change, Parameter, Values};
use mhst_core::model::plan::{PostPlan, SitePlan, TimePlan};
use mhst_core::model::setting::synthetic_settings;

use super::caution::{Caution, cautions};
use super::initial_block::StatedInitial;
use super::problem::{Location, Problem, Problems, in_order_of_lines};
use super::raw::{RawScenario, Stated, StatedChange, StatedValue};
use super::reader::read_edit;
use super::setting_file::ListedSettings;
use super::site_file::SiteRow;
use super::suggestion::nearest;
use super::{Scenario, extends, setting_file, site_file};
use crate::work::Amount;

/// Plausible worlds where nothing is stated, and replicates in each.
const WORLDS: u32 = 40;
const REPLICATES_IN_WORLDS: u32 = 1;
/// Replicates of the central world where it is alone and nothing is stated.
const REPLICATES: u32 = 20;
/// Seed where nothing is stated.
const SEED: u64 = 1;

/// Share by which the pupils of listed settings may differ from the site's row without a warning.
const TOLERATED_DIFFERENCE: f64 = 0.1;

/// Changes made on the command line.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    /// Register keys and the values they are given.
    pub set: Vec<(String, String)>,
    /// The same, of a variant: over `set`, and told apart from it.
    pub variant: Vec<(String, String)>,
    /// The sites to run.
    pub only_sites: Option<Vec<String>>,
    /// Number of plausible worlds.
    pub worlds: Option<u32>,
    /// Number of replicates.
    pub replicates: Option<u32>,
    /// Seed.
    pub seed: Option<u64>,
    /// Whether plausible worlds are drawn from what is known, whatever list of worlds the file names.
    pub prior: bool,
    /// Of a design: whether each point is calibrated by itself.
    pub calibrate_each: bool,
}

/// A scenario that can be run, and what looks odd about it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// Values that are allowed but unusual, such as those outside their plausible range.
    pub warnings: Vec<Problem>,
    /// What it may get wrong without an error.
    pub cautions: Vec<Caution>,
    /// What was stated, and where.
    pub(super) raw: RawScenario,
}

impl Loaded {
    /// What is known where the scenario is a variant of a base: what is not known of both is the same.
    pub fn knowledge_beside(&self, base: &Self) -> Knowledge {
        // What is wrong with a list of worlds was found when the scenario was loaded.
        self.raw.known(&self.scenario.values, &base.raw, &mut Problems::default())
    }

    /// Where the referrals of the last year are stated for a site.
    pub fn referrals_stated_at(&self, site: &str) -> Option<&Location> {
        self.raw.initial_stated_at(site, "initial.referrals_last_year")
    }
}

/// Loads a scenario file.
///
/// # Errors
/// The first error of syntax or reading, or else everything that is wrong.
pub fn load(path: &Path, edits: &Edits) -> Result<Loaded, Problems> {
    let (mut raw, mut problems) = extends::read(path)?;
    let set = edits.set.iter().map(|edit| ("--set", edit));
    let variant = edits.variant.iter().map(|edit| ("--variant", edit));
    for (option, (key, value)) in set.chain(variant) {
        match read_edit(option, key, value) {
            Ok(edit) => raw = edit.over(raw),
            Err(mut found) => problems.0.append(&mut found.0),
        }
    }
    if let Some(only) = &edits.only_sites {
        let at = Location::whole(&"--sites".into());
        let stated = |name: &String| Stated { value: name.clone(), at: at.clone() };
        raw.only = Some(only.iter().map(stated).collect());
    }
    if edits.prior {
        raw.knowledge.without_list();
    }
    validate(raw, problems, path, edits)
}

/// Makes a scenario of all that is stated, with what is wrong with it so far.
pub(super) fn validate(
    raw: RawScenario,
    problems: Problems,
    path: &Path,
    edits: &Edits,
) -> Result<Loaded, Problems> {
    let file = Location::start(&path.display().to_string().into());
    let mut validator =
        Validator { raw, file, problems, warnings: Vec::new(), cautions: Vec::new() };
    let scenario = validator.scenario(path, edits);
    let Validator { raw, mut problems, mut warnings, cautions, .. } = validator;
    in_order_of_lines(&mut problems.0);
    in_order_of_lines(&mut warnings);
    match scenario {
        Some(scenario) => problems.or(Loaded { scenario, warnings, cautions, raw }),
        None => Err(problems),
    }
}

/// Reports a name that cannot name a directory. Letters, digits, hyphens, underscores, full stops
/// and spaces can.
pub(super) fn check_name(name: &str, at: &Location, problems: &mut Problems) {
    let fits = |c: char| c.is_alphanumeric() || "-_. ".contains(c);
    if name.is_empty() || name.starts_with('.') || !name.chars().all(fits) {
        problems.add(
            at,
            format!("the name `{name}` cannot be the name of a directory"),
            "use letters, digits, hyphens, underscores, full stops and spaces",
        );
    }
}

/// The sites whose settings are listed, in alphabetical order.
fn names_listed(sites: &[SitePlan], listed: &ListedSettings) -> Vec<String> {
    let is_here = |name: &&String| sites.iter().any(|site| site.name == **name);
    listed.keys().filter(is_here).cloned().collect()
}

struct Validator {
    raw: RawScenario,
    file: Location,
    problems: Problems,
    warnings: Vec<Problem>,
    cautions: Vec<Caution>,
}

impl Validator {
    fn scenario(&mut self, path: &Path, edits: &Edits) -> Option<Scenario> {
        let name = self.name(path);
        let time = self.time();
        let rows = self.rows();
        self.warn_of_implausible_values(rows.as_deref().unwrap_or_default());
        let listed = self.listed_settings(rows.as_deref());
        rows.as_ref().inspect(|rows| self.check_site_names(rows));
        time.as_ref().inspect(|time| self.check_changes(time));
        rows.as_ref().inspect(|rows| self.check_posts(rows, time.as_ref()));
        rows.as_ref().inspect(|rows| self.raw.check_initial(rows, &mut self.problems));
        let waves =
            self.raw.waves(rows.as_deref(), time.as_ref(), &mut self.problems, &mut self.warnings);
        let one_world = self.raw.one_world(&mut self.problems);
        let (time, rows, listed, waves) = (time?, rows?, listed?, waves?);
        let values = self.values(None, &rows);
        let site = |row: &SiteRow| {
            let mut site = self.site(row.clone(), &rows, &time, &listed);
            site.waves = waves.get(&site.name).map(|(_, waves)| waves.clone()).unwrap_or_default();
            site
        };
        let mut sites: Vec<SitePlan> = self.chosen(&rows).map(site).collect();
        if one_world {
            // Sites that share a market meet in this order: that of the file must not matter.
            sites.sort_by(|a, b| a.name.cmp(&b.name));
        }
        for site in &sites {
            let at = (site.name.as_str(), site.profile.teams, site.posts.as_slice());
            self.raw.check_vacancies(at, &mut self.problems);
            self.raw.check_children(site, &mut self.problems);
        }
        let knowledge = self.raw.known(&values, &self.raw, &mut self.problems);
        let scenario = Scenario {
            name,
            description: self.raw.description.clone().map(|d| d.value).unwrap_or_default(),
            time,
            amount: self.amount(edits, &knowledge),
            knowledge,
            seed: edits.seed.or(self.raw.seed.as_ref().map(|n| n.value)).unwrap_or(SEED),
            values,
            listed: names_listed(&sites, &listed),
            sites,
            one_world,
        };
        self.cautions = cautions(&scenario, &self.raw, &listed, &self.file);
        Some(scenario)
    }

    /// The name, which names a directory too.
    fn name(&mut self, path: &Path) -> String {
        let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (name, at) = match &self.raw.name {
            Some(stated) => (stated.value.clone(), stated.at.clone()),
            None => (stem(), self.file.clone()),
        };
        check_name(&name, &at, &mut self.problems);
        name
    }

    fn time(&mut self) -> Option<TimePlan> {
        let stated = [
            ("start", self.raw.start.is_some()),
            ("teams_start", self.raw.teams_start.is_some()),
            ("measure_from", self.raw.measure_from.is_some()),
            ("end", self.raw.end.is_some()),
        ];
        for (key, _) in stated.into_iter().filter(|(_, stated)| !stated) {
            let remedy = format!("add a line like `{key} = 2020-01-06` under [time]");
            self.missing("time", key, &remedy);
        }
        if self.raw.attempted.iter().any(|key| key == "time" || key.starts_with("time.")) {
            return None;
        }
        let [start, teams_start, measure_from, last] = [
            self.raw.start.clone()?,
            self.raw.teams_start.clone()?,
            self.raw.measure_from.clone()?,
            self.raw.end.clone()?,
        ];
        let mut ordered = true;
        for (earlier, first, later, second) in [
            ("start", &start, "teams_start", &teams_start),
            ("start", &start, "measure_from", &measure_from),
            ("measure_from", &measure_from, "end", &last),
        ] {
            if first.value > second.value {
                ordered = false;
                self.problems.add(
                    &second.at,
                    format!(
                        "`time.{later}` = {} is before `time.{earlier}` = {}",
                        second.value, first.value
                    ),
                    "the order is: start, measure_from, end; and teams_start not before start",
                );
            }
        }
        if teams_start.value > last.value {
            self.warnings.push(Problem {
                at: teams_start.at.clone(),
                what: format!(
                    "`time.teams_start` = {} is after `time.end` = {}: no team works in this run",
                    teams_start.value, last.value
                ),
                remedy: String::new(),
            });
        }
        let at = |date: Date| SimTime::from_date(date);
        let end = last.value.checked_add(1.day()).ok()?;
        ordered.then_some(TimePlan {
            start: at(start.value)?,
            teams_start: at(teams_start.value)?,
            measure_from: at(measure_from.value)?,
            end: at(end)?,
        })
    }

    /// Reports a key that nobody has stated, at its section if there is one.
    fn missing(&mut self, section: &str, key: &str, remedy: &str) {
        let name = format!("{section}.{key}");
        if self.raw.attempted.contains(section) || self.raw.attempted.contains(&name) {
            return;
        }
        let at = self.raw.sections.get(section).unwrap_or(&self.file);
        self.problems.add(at, format!("`{name}` is missing"), remedy);
    }

    /// Values that hold, for the run or from a date on, but lie outside their plausible range.
    fn warn_of_implausible_values(&mut self, rows: &[SiteRow]) {
        let values = &self.raw.values;
        let replaced = |index: usize, value: &StatedValue| {
            let site = |value: &StatedValue| value.site.as_ref().map(|site| site.value.clone());
            let again = |later: &StatedValue| {
                later.parameter == value.parameter && site(later) == site(value)
            };
            values[index + 1..].iter().any(again)
        };
        let holds = |&(index, value): &(usize, &StatedValue)| {
            !replaced(index, value) && self.raw.block_instead_of(value, rows).is_none()
        };
        let hold = values.iter().enumerate().filter(holds);
        let hold = hold.map(|(_, value)| (value.parameter, &value.value));
        let changes = self.raw.changes.iter().map(|change| (change.parameter, &change.value));
        for (parameter, Stated { value, at }) in hold.chain(changes) {
            let declaration = parameter.declaration();
            if !declaration.finds_plausible(*value) {
                self.warnings.push(Problem {
                    at: at.clone(),
                    what: format!(
                        "`{}` = {} is outside the plausible range of {} ({})",
                        declaration.key,
                        declaration.written(*value),
                        declaration.plausible(),
                        declaration.unit
                    ),
                    remedy: String::new(),
                });
            }
        }
    }

    fn rows(&mut self) -> Option<Vec<SiteRow>> {
        let Some(stated) = self.raw.sites_file.clone() else {
            let remedy = "add a line like `file = \"trailblazer-sites.csv\"` under [sites]";
            self.missing("sites", "file", remedy);
            return None;
        };
        let found = site_file::read(&stated.value, &stated.at, &mut self.warnings);
        self.collect(found)
    }

    fn listed_settings(&mut self, rows: Option<&[SiteRow]>) -> Option<ListedSettings> {
        let Some(stated) = self.raw.settings_file.clone() else {
            return Some(ListedSettings::new());
        };
        let found = setting_file::read(&stated.value, &stated.at, &mut self.warnings);
        let listed = self.collect(found)?;
        for (site, (at, settings)) in rows.map(|_| &listed).into_iter().flatten() {
            let rows = rows.unwrap_or_default();
            match rows.iter().find(|row| row.name == *site) {
                None => self.problems.add(
                    at,
                    format!("unknown site `{site}`"),
                    nearest(site, rows.iter().map(|row| row.name.as_str())),
                ),
                Some(row) => {
                    let pupils: u32 = settings.iter().map(|setting| setting.pupils).sum();
                    let ratio = f64::from(pupils) / f64::from(row.pupils);
                    if (ratio - 1.0).abs() > TOLERATED_DIFFERENCE {
                        self.warnings.push(Problem {
                            at: row.at.clone(),
                            what: format!(
                                "the settings listed for `{site}` have {pupils} pupils, but its \
                                 row says {}; the listed settings are used",
                                row.pupils
                            ),
                            remedy: String::new(),
                        });
                    }
                }
            }
        }
        Some(listed)
    }

    fn collect<T>(&mut self, found: Result<T, Problems>) -> Option<T> {
        found.map_err(|mut found| self.problems.0.append(&mut found.0)).ok()
    }

    /// Every site that the scenario names must be in the file.
    fn check_site_names(&mut self, rows: &[SiteRow]) {
        let named = self.raw.only.iter().flatten();
        let overridden = self.raw.values.iter().filter_map(|value| value.site.as_ref());
        let changed = self.raw.changes.iter().filter_map(|change| change.sites.as_ref()).flatten();
        let staffed = self.raw.posts.iter().flatten();
        let staffed = staffed.filter_map(|block| block.sites.as_ref()).flatten();
        let mut unknown: Vec<&Stated<String>> = named
            .chain(overridden)
            .chain(self.raw.initial.iter().filter_map(StatedInitial::site))
            .chain(changed)
            .chain(staffed)
            .filter(|stated| !rows.iter().any(|row| row.name == stated.value))
            .collect();
        unknown.dedup_by(|a, b| a.value == b.value && a.at == b.at);
        for Stated { value, at } in unknown {
            let known = rows.iter().map(|row| row.name.as_str());
            let known: Vec<&str> = known.collect();
            let remedy = nearest(value, known.iter().copied());
            self.problems.add(at, format!("unknown site `{value}`"), remedy);
        }
    }

    fn check_changes(&mut self, time: &TimePlan) {
        let mut reported: Option<&Location> = None;
        for change in &self.raw.changes {
            // An entry with several parameters has one date.
            if reported == Some(&change.on.at) {
                continue;
            }
            let inside = SimTime::from_date(change.on.value)
                .is_some_and(|on| time.start <= on && on < time.end);
            if !inside {
                self.problems.add(
                    &change.on.at,
                    format!("the change on {} is outside the run", change.on.value),
                    format!(
                        "the run goes from {} to the day before {}",
                        time.start.date(),
                        time.end.date()
                    ),
                );
                reported = Some(&change.on.at);
            }
        }
    }

    /// How much is to be run.
    fn amount(&mut self, edits: &Edits, knowledge: &Knowledge) -> Amount {
        let raw = &self.raw;
        let worlds = edits.worlds.or(raw.worlds.as_ref().map(|n| n.value));
        let most = knowledge.most().map_or(u32::MAX, |most| most as u32);
        let worlds = match worlds {
            Some(worlds) if worlds > most => {
                let at = match (&edits.worlds, &raw.worlds) {
                    (None, Some(stated)) => stated.at.clone(),
                    _ => Location::whole(&"--worlds".into()),
                };
                let what = format!("{worlds} worlds are asked for, but the list has {most}");
                self.problems.add(&at, what, format!("ask for up to {most}"));
                most
            }
            Some(worlds) => worlds,
            None => WORLDS.min(most),
        };
        let usual = if worlds == 0 { REPLICATES } else { REPLICATES_IN_WORLDS };
        let replicates = edits.replicates.or(raw.replicates.as_ref().map(|n| n.value));
        Amount::of(worlds, replicates.unwrap_or(usual))
    }

    fn check_posts(&mut self, rows: &[SiteRow], time: Option<&TimePlan>) {
        self.raw.check_numbers(rows, &mut self.problems);
        let chosen: Vec<&SiteRow> = self.chosen(rows).collect();
        self.raw.check_posts(&chosen, time, &mut self.problems, &mut self.warnings);
    }

    /// The sites that are to be run, in the order of the file.
    fn chosen<'a>(&self, rows: &'a [SiteRow]) -> impl Iterator<Item = &'a SiteRow> {
        let wanted = |row: &&SiteRow| match &self.raw.only {
            None => true,
            Some(only) => only.iter().any(|stated| stated.value == row.name),
        };
        rows.iter().filter(wanted)
    }

    /// The values of all sites, or of one with its own differences.
    fn values(&self, site: Option<&str>, rows: &[SiteRow]) -> Values {
        let mut values = Values::default();
        let stated = |value: &&StatedValue, own: bool| match &value.site {
            None => !own,
            Some(name) => own && site == Some(name.value.as_str()),
        };
        let held = |value: &&StatedValue| self.raw.block_instead_of(value, rows).is_none();
        let of_all = self.raw.values.iter().filter(|value| stated(value, false)).filter(held);
        let own = self.raw.values.iter().filter(|value| stated(value, true)).filter(held);
        for value in of_all.chain(own) {
            // Ranges were checked where the value was read.
            let _ = values.set(value.parameter, value.value.value);
        }
        values
    }

    fn site(
        &self,
        row: SiteRow,
        rows: &[SiteRow],
        time: &TimePlan,
        listed: &ListedSettings,
    ) -> SitePlan {
        let values = self.values(Some(&row.name), rows);
        let changes = self.changes(&row.name);
        let settings = match listed.get(&row.name) {
            Some((_, settings)) => settings.clone(),
            None => synthetic_settings(
                &row.name,
                row.settings,
                row.pupils,
                &row.mix,
                row.profile.imd_score,
                row.rural_share,
                &values,
            ),
        };
        let posts = self.raw.stated_posts(&row, time);
        let posts = posts.unwrap_or_else(|| PostPlan::of_numbers(&values));
        let initial = self.raw.initial_at(&row.name);
        let SiteRow { name, profile, .. } = row;
        let waves = Vec::new();
        let own = match profile.delivery.provider {
            Some(_) => self.own(&name),
            None => Vec::new(),
        };
        SitePlan { name, profile, settings, posts, initial, waves, values, own, changes }
    }

    /// Of the parameters that differ by provider, those that are stated for a site itself, at the
    /// start or from a date on.
    fn own(&self, site: &str) -> Vec<Parameter> {
        let is_site = |stated: &Stated<String>| stated.value == site;
        let values =
            self.raw.values.iter().filter(|value| value.site.as_ref().is_some_and(is_site));
        let of_site = |change: &&StatedChange| change.sites.iter().flatten().any(is_site);
        let changes = self.raw.changes.iter().filter(of_site);
        let own = values.map(|value| value.parameter).chain(changes.map(|change| change.parameter));
        let own = own.filter(|&parameter| differs_by_provider(parameter));
        own.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The changes of a site in order of date; of two for the same parameter and date, one for some
    /// sites before one for all, and else the later stated.
    fn changes(&self, site: &str) -> Vec<Change> {
        let mut by_date: BTreeMap<(SimTime, Parameter), f64> = BTreeMap::new();
        let is_here = |change: &&StatedChange| {
            change.sites.iter().flatten().any(|stated| stated.value == site)
        };
        let of_all = self.raw.changes.iter().filter(|change| change.sites.is_none());
        for change in of_all.chain(self.raw.changes.iter().filter(is_here)) {
            if let Some(on) = SimTime::from_date(change.on.value) {
                by_date.insert((on, change.parameter), change.value.value);
            }
        }
        by_date
            .into_iter()
            .map(|((on, parameter), value)| Change { on, parameter, value })
            .collect()
    }
}
