//! What results are held against: figures that were reported for the scenario, those to which the
//! specialist services were calibrated, and a user's own.

use std::path::Path;

use mhst_core::model::figures::Sites;
use mhst_reporter::Against;
use mhst_reporter::report::Calibration;
use mhst_reporter::scorecard::calibrated;
use mhst_reporter::spread::Spread;
use mhst_runner::directory::Directory;
use mhst_runner::input::{self, MOST_INPUT_BYTES};
use mhst_runner::manifest::json;
use mhst_runner::scenario::published_figures;
use mhst_runner::store::Store;

use super::contents::{Results, write_file};
use crate::exit::BadInput;
use crate::plan::{POINT, figures};
use crate::task::Task;

/// The copy of a user's figures that a results directory keeps.
pub(super) const OWN_FIGURES: &str = "figures.csv";

/// Keeps a copy of a user's figures in the directory of results, which are held against them from
/// now on.
pub(crate) fn keep_figures(results: &mut Results, path: &Path) -> anyhow::Result<()> {
    copy(&mut results.directory, path)?;
    results.record.task.figures = Some(path.to_owned());
    Ok(results.directory.keep_command(&json(&results.record)?)?)
}

/// Writes the copy.
pub(super) fn copy(directory: &mut Directory, path: &Path) -> anyhow::Result<()> {
    let text = input::text(path, MOST_INPUT_BYTES)
        .map_err(|error| BadInput(format!("{}: {error}", path.display())))?;
    write_file(directory, OWN_FIGURES, &text)?;
    Ok(directory.publish()?)
}

/// What results are of.
pub(crate) struct Subject<'a> {
    /// Name of the scenario at the first point.
    pub(crate) scenario: &'a str,
    /// Its sites.
    pub(crate) sites: &'a [String],
    pub(crate) task: &'a Task,
    pub(crate) spread: Spread,
}

impl Subject<'_> {
    /// What it is held against; the directory is where the store is.
    pub(crate) fn against(&self, directory: &Path, store: &Store) -> anyhow::Result<Against> {
        let published = published_figures().map_err(|it| BadInput(it.to_string()))?;
        let is_part = self.task.sites.is_some();
        let is_shown = |sites: &Sites| match sites {
            Sites::One(site) => self.sites.contains(site),
            _ => !is_part,
        };
        let mine =
            published.into_iter().filter(|it| it.scenario == self.scenario && is_shown(&it.sites));
        let mut all: Vec<_> = calibrated(&calibrations(self.sites, store)?);
        let are_any = mine.clone().any(|it| it.role.is_compared());
        all.extend(mine);
        if self.task.figures.is_some() {
            all.extend(figures::read(&directory.join(OWN_FIGURES))?);
        }
        let notes = if are_any { self.notes(is_part) } else { Vec::new() };
        Ok(Against { figures: all, notes, spread: self.spread })
    }

    fn notes(&self, is_part: bool) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.task.set.is_empty() {
            let keys: Vec<&str> = self.task.set.iter().map(|(key, _)| key.as_str()).collect();
            notes.push(format!(
                "{} changed with --set, so this is another world than the one that the figures \
                 describe.",
                match &keys[..] {
                    [one] => format!("`{one}` was"),
                    several => format!("`{}` were", several.join("`, `")),
                }
            ));
        }
        if is_part {
            notes.push(
                "Only some of the sites were run: figures of all sites together are left out."
                    .to_owned(),
            );
        }
        notes
    }
}

/// The figures to which the services of sites were calibrated.
pub(crate) fn calibrations(sites: &[String], store: &Store) -> anyhow::Result<Vec<Calibration>> {
    let mut calibrations = Vec::new();
    for site in sites {
        let Some(found) = store.calibration(POINT, site)? else { continue };
        calibrations.push(Calibration {
            site: site.clone(),
            wait_days: found.wait_is_reported.then_some(found.wait_days),
            closed_share: found.closed_is_reported.then_some(found.closed_share),
            one_percent_more_days: found.one_percent_more_days,
        });
    }
    Ok(calibrations)
}
