//! The figures that a task brings: read and checked before anything is run.

use std::path::Path;

use mhst_core::model::figures::Figure;
use mhst_runner::scenario::{figures_without_site, load_figures};
use mhst_runner::work::Work;

use crate::exit::BadInput;

/// Refuses figures that are wrong, or of sites that the first point of the work does not have.
pub(super) fn check(path: &Path, work: &Work) -> Result<(), BadInput> {
    let points = &work.points;
    let units = if points.is_one_world(0) { 1 } else { points.sites(0).len() };
    let of_unit = |unit| points.unit(0, unit).sites.into_iter();
    let sites = (0..units).flat_map(of_unit).map(|site| (site.name, site.profile.teams));
    check_sites(path, &sites.collect::<Vec<_>>())
}

/// The same for sites with these numbers of teams.
pub(crate) fn check_sites(path: &Path, sites: &[(String, u32)]) -> Result<(), BadInput> {
    let stated = load_figures(path).map_err(|problems| BadInput(problems.to_string()))?;
    let problems = figures_without_site(&stated, sites);
    match problems.0.is_empty() {
        true => Ok(()),
        false => Err(BadInput(problems.to_string())),
    }
}

/// The figures of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Figure>, BadInput> {
    let stated = load_figures(path).map_err(|problems| BadInput(problems.to_string()))?;
    Ok(stated.into_iter().map(|it| it.figure).collect())
}
