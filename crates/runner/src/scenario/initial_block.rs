//! `[initial]`: what a user states about teams that exist already, as they are on their first day
//! in the run.

use mhst_core::model::plan::{InitialState, PostPlan, Role, SitePlan};
use mhst_core::model::world::TooManyAtStart;

use super::document::{Item, Value};
use super::problem::{Location, Problems};
use super::raw::{RawScenario, Stated};
use super::reader::Reader;
use super::site_file::SiteRow;

const KEYS: [&str; 8] = [
    "emhp_posts_vacant",
    "senior_posts_vacant",
    "waiting_under_4_weeks",
    "waiting_4_to_12_weeks",
    "waiting_12_to_26_weeks",
    "waiting_over_26_weeks",
    "open_cases",
    "referrals_last_year",
];

/// More of anything than a site could have.
const MOST: f64 = 1_000_000.0;

/// A key of `[initial]`, for the only site or for one that is named.
#[derive(Clone, Debug)]
pub(super) struct StatedInitial {
    site: Option<Stated<String>>,
    key: &'static str,
    value: Stated<u32>,
}

impl StatedInitial {
    pub(super) fn site(&self) -> Option<&Stated<String>> {
        self.site.as_ref()
    }

    /// Where it is stated.
    pub(super) fn at(&self) -> &Location {
        &self.value.at
    }
}

impl Reader<'_> {
    /// Reads `[initial]`, or `[site."Name".initial]`.
    pub(super) fn initial(&mut self, site: Option<&Stated<String>>, item: Item) {
        let table = match item.value {
            Value::Table(table) => table,
            other => {
                self.problems.add(
                    &item.at,
                    format!("`initial` is {}, but must be a table", other.kind()),
                    "write [initial] on its own line, and its keys below it",
                );
                return;
            }
        };
        for (key, at, item) in table.0 {
            let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
                self.unknown("initial", &key, &at, &KEYS);
                continue;
            };
            if let Some(number) = self.whole(&format!("initial.{key}"), &item, 0.0, MOST) {
                let value = Stated { value: number as u32, at: item.at.clone() };
                self.raw.initial.push(StatedInitial { site: site.cloned(), key, value });
            }
        }
    }
}

impl RawScenario {
    /// What is stated for a site; of two values for a key the later.
    pub(super) fn initial_at(&self, site: &str) -> InitialState {
        let mut state = InitialState::default();
        for StatedInitial { site: of, key, value } in &self.initial {
            if of.as_ref().is_some_and(|of| of.value != site) {
                continue;
            }
            let number = value.value;
            match *key {
                "emhp_posts_vacant" => state.emhp_posts_vacant = number,
                "senior_posts_vacant" => state.senior_posts_vacant = number,
                "waiting_under_4_weeks" => state.waiting[0] = number,
                "waiting_4_to_12_weeks" => state.waiting[1] = number,
                "waiting_12_to_26_weeks" => state.waiting[2] = number,
                "waiting_over_26_weeks" => state.waiting[3] = number,
                "open_cases" => state.open_cases = number,
                _ => state.referrals_last_year = Some(number),
            }
        }
        state
    }

    /// Where `initial.KEY` is stated for a site.
    pub(super) fn initial_stated_at(&self, site: &str, key: &str) -> Option<&Location> {
        let is_it = |stated: &&StatedInitial| {
            key.strip_prefix("initial.") == Some(stated.key)
                && stated.site.as_ref().is_none_or(|of| of.value == site)
        };
        self.initial.iter().rev().find(is_it).map(|stated| &stated.value.at)
    }

    /// Reports what is stated for no site in particular where there are several.
    pub(super) fn check_initial(&self, rows: &[SiteRow], problems: &mut Problems) {
        if rows.len() < 2 {
            return;
        }
        if let Some(stated) = self.initial.iter().find(|stated| stated.site.is_none()) {
            problems.add(
                &stated.value.at,
                format!("[initial] is stated, but the scenario has {} sites", rows.len()),
                format!("state it for each site: [site.\"{}\".initial]", rows[0].name),
            );
        }
    }

    /// Reports more children on the waiting list and in help than a site can be expected to have.
    pub(super) fn check_children(&self, site: &SitePlan, problems: &mut Problems) {
        let here = |stated: &&StatedInitial| {
            (stated.key.starts_with("waiting_") || stated.key == "open_cases")
                && stated.site.as_ref().is_none_or(|of| of.value == site.name)
        };
        let largest = self.initial.iter().filter(here).max_by_key(|stated| stated.value.value);
        let Some(largest) = largest else { return };
        if let Err(TooManyAtStart { site, asked, most }) = site.initial.fits(site) {
            problems.add(
                largest.at(),
                format!(
                    "[initial] has {asked} children of `{site}` on the waiting list or in help, \
                     but about {most} of its pupils have needs within the remit of a team"
                ),
                format!("state at most {most} in total, or correct `pupils` in the file of sites"),
            );
        }
    }

    /// Reports more vacant posts than a site has.
    pub(super) fn check_vacancies(
        &self,
        (site, teams, posts): (&str, u32, &[PostPlan]),
        problems: &mut Problems,
    ) {
        for (key, role) in
            [("emhp_posts_vacant", Role::Emhp), ("senior_posts_vacant", Role::Senior)]
        {
            let of_role = posts.iter().filter(|post| post.role == role);
            let there: u32 = of_role.map(|post| if post.team.is_none() { teams } else { 1 }).sum();
            if let Some((vacant, at)) = self.stated_initial(site, key)
                && vacant > there
            {
                problems.add(
                    at,
                    format!("`initial.{key}` = {vacant}, but `{site}` has {there} such posts"),
                    format!("give at most {there}"),
                );
            }
        }
    }

    fn stated_initial(&self, site: &str, key: &str) -> Option<(u32, &Location)> {
        let here = |stated: &&StatedInitial| {
            stated.key == key && stated.site.as_ref().is_none_or(|of| of.value == site)
        };
        self.initial.iter().rfind(here).map(|stated| (stated.value.value, &stated.value.at))
    }
}
