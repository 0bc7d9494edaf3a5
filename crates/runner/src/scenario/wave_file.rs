//! Waves and worlds: the file that says how many teams of which site begin on which day, and whether
//! all sites are one world.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mhst_core::engine::time::SimTime;
use mhst_core::model::plan::{TimePlan, Wave};

use super::csv_file::{Column, CsvFile, Totals, required};
use super::csv_row::check_unique;
use super::limits::MOST_TEAMS;
use super::problem::{Location, Problem, Problems};
use super::raw::{RawScenario, Stated};
use super::site_file::SiteRow;
use super::suggestion::nearest;

const COLUMNS: [Column; 3] = [required("site"), required("begins"), required("teams")];

/// The waves of each site in order of date, and where each site is named first.
pub(super) type Waves = BTreeMap<String, (Location, Vec<Wave>)>;

impl RawScenario {
    /// The waves of the sites; `None` if they cannot be used, which is then a problem.
    pub(super) fn waves(
        &self,
        rows: Option<&[SiteRow]>,
        time: Option<&TimePlan>,
        problems: &mut Problems,
        warnings: &mut Vec<Problem>,
    ) -> Option<Waves> {
        let Some(Stated { value, at }) = &self.waves_file else { return Some(Waves::new()) };
        let waves = match read(value, at, warnings) {
            Ok(waves) => waves,
            Err(mut found) => {
                problems.0.append(&mut found.0);
                return None;
            }
        };
        check(&waves, at, rows?, time, problems);
        for initial in &self.initial {
            problems.add(
                initial.at(),
                "[initial] cannot be used where teams start in waves",
                format!("remove [initial], or `sites.waves` at {at}"),
            );
        }
        Some(waves)
    }

    /// Whether all sites are one world; if so, none can be left out.
    pub(super) fn one_world(&self, problems: &mut Problems) -> bool {
        let one_world = self.one_world.as_ref().filter(|stated| stated.value);
        if let (Some(one_world), Some(only)) = (one_world, self.only.as_ref())
            && let Some(first) = only.first()
        {
            problems.add(
                &first.at,
                "the sites of this scenario form one world with one labour market; some of them \
                 alone would be a different world",
                format!("run all of them, or remove `sites.one_world` at {}", one_world.at),
            );
        }
        one_world.is_some()
    }
}

/// Reads the file.
fn read(path: &Path, named_at: &Location, warnings: &mut Vec<Problem>) -> Result<Waves, Problems> {
    let (mut file, mut problems) = CsvFile::read(path, Some(named_at), &COLUMNS, Totals::Skipped)?;
    warnings.append(&mut file.warnings);
    let mut seen = BTreeSet::new();
    let mut waves = Waves::new();
    for row in file.rows() {
        let (site, begins) = (row.text("site"), row.date("begins", &mut problems));
        let teams = row.whole("teams", (1.0, f64::from(MOST_TEAMS)), &mut problems);
        if let (Some(site), Some(begins), Some(teams)) = (site, begins, teams) {
            check_unique(
                &mut seen,
                (site.clone(), begins),
                &format!("the wave of `{site}` on {begins}"),
                &row.at("begins"),
                &mut problems,
            );
            let on = SimTime::from_date(begins).unwrap_or(SimTime::ZERO);
            let of_site = waves.entry(site).or_insert_with(|| (row.at("site"), Vec::new()));
            of_site.1.push(Wave { on, teams });
        }
    }
    for (_, waves) in waves.values_mut() {
        waves.sort_by_key(|wave| wave.on);
    }
    problems.or(waves)
}

/// Reports waves that do not fit the sites or the dates; every site has waves where any has.
fn check(
    waves: &Waves,
    stated_at: &Location,
    rows: &[SiteRow],
    time: Option<&TimePlan>,
    problems: &mut Problems,
) {
    for (site, (at, of_site)) in waves {
        if !rows.iter().any(|row| row.name == *site) {
            let names = rows.iter().map(|row| row.name.as_str());
            problems.add(at, format!("there is no site `{site}`"), nearest(site, names));
        }
        let first = of_site.first().map(|wave| wave.on);
        if let (Some(time), Some(first)) = (time, first)
            && first < time.teams_start
        {
            problems.add(
                at,
                format!(
                    "the first wave of `{site}` starts on {}, before `time.teams_start` = {}",
                    first.date(),
                    time.teams_start.date()
                ),
                "set `time.teams_start` to the day of the first wave",
            );
        }
    }
    for row in rows {
        let teams = |waves: &[Wave]| waves.iter().map(|wave| wave.teams).sum::<u32>();
        match waves.get(&row.name) {
            None => problems.add(
                stated_at,
                format!("the site `{}` has no wave", row.name),
                "add a row for it; for a site without teams in this run, use a date after its end",
            ),
            Some((at, waves)) if teams(waves) != row.profile.teams => problems.add(
                at,
                format!(
                    "the waves of `{}` have {} teams, but its row of the sites file has {}",
                    row.name,
                    teams(waves),
                    row.profile.teams
                ),
                "correct one of them: `teams` of a site is the number at the end of all waves",
            ),
            Some(_) => {}
        }
    }
}
