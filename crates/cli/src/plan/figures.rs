//! The figures that a task brings: read and checked before anything is run.

use std::path::Path;

use mhst_core::model::figures::Figure;
use mhst_core::model::plan::TimePlan;
use mhst_runner::scenario::{
    Problems, StatedFigure, figures_not_measured, figures_without_site, load_due_figures,
    load_figures, load_figures_with_keys,
};
use mhst_runner::work::Work;

use crate::exit::BadInput;

/// Refuses figures that are wrong, or of sites that the first point of the work does not have.
pub(super) fn check(path: &Path, work: &Work) -> Result<(), BadInput> {
    check_against(path, &sites(work), &work.points.unit(0, 0).time)
}

/// The sites of the first point of the work, with their numbers of teams.
pub(crate) fn sites(work: &Work) -> Vec<(String, u32)> {
    let points = &work.points;
    let units = if points.is_one_world(0) { 1 } else { points.sites(0).len() };
    let of_unit = |unit| points.unit(0, unit).sites.into_iter();
    (0..units).flat_map(of_unit).map(|site| (site.name, site.profile.teams)).collect()
}

/// The same for sites with these numbers of teams, and for these dates.
pub(crate) fn check_against(
    path: &Path,
    sites: &[(String, u32)],
    time: &TimePlan,
) -> Result<(), BadInput> {
    let stated = load_figures(path).map_err(|problems| BadInput(problems.to_string()))?;
    check_stated(&stated, sites)?;
    refuse(&figures_not_measured(&stated, time))
}

/// Refuses figures of other sites.
pub(crate) fn check_stated(
    stated: &[StatedFigure],
    sites: &[(String, u32)],
) -> Result<(), BadInput> {
    refuse(&figures_without_site(stated, sites))
}

fn refuse(problems: &Problems) -> Result<(), BadInput> {
    match problems.0.is_empty() {
        true => Ok(()),
        false => Err(BadInput(problems.to_string())),
    }
}

/// The figures of a file that are not published yet.
pub(crate) fn due(path: &Path) -> Result<Vec<StatedFigure>, BadInput> {
    load_due_figures(path).map_err(|problems| BadInput(problems.to_string()))
}

/// The figures of a file that were due, each with its key.
pub(crate) fn keyed(path: &Path) -> Result<Vec<Figure>, BadInput> {
    let stated = load_figures_with_keys(path).map_err(|problems| BadInput(problems.to_string()))?;
    Ok(stated.into_iter().map(|it| it.figure).collect())
}

/// The figures of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Figure>, BadInput> {
    let stated = load_figures(path).map_err(|problems| BadInput(problems.to_string()))?;
    Ok(stated.into_iter().map(|it| it.figure).collect())
}
