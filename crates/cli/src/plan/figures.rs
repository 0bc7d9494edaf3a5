//! The figures that a task brings: read and checked before anything is run.

use std::path::Path;

use mhst_core::model::figures::Figure;
use mhst_core::model::plan::TimePlan;
use mhst_runner::scenario::{
    Coverage, StatedFigure, load_due_figures, load_figures, load_figures_with_keys,
};
use mhst_runner::work::Work;

use crate::exit::BadInput;

/// What figures can be about at the first point of the work.
pub(crate) fn coverage(work: &Work) -> Coverage {
    let points = &work.points;
    let units = if points.is_one_world(0) { 1 } else { points.sites(0).len() };
    let of_unit = |unit| points.unit(0, unit).sites.into_iter();
    let sites = (0..units).flat_map(of_unit).map(|site| (site.name, site.profile.teams));
    of_time(sites.collect(), &points.unit(0, 0).time)
}

/// The same of sites, each with its number of teams, that are measured in this time.
pub(crate) fn of_time(sites: Vec<(String, u32)>, time: &TimePlan) -> Coverage {
    Coverage { sites, measured_from: time.measure_from.date(), measured_until: time.end.date() }
}

/// Refuses a file of figures that are wrong, or about something that is not covered.
pub(crate) fn check(path: &Path, coverage: &Coverage) -> Result<(), BadInput> {
    let stated = load_figures(path).map_err(|problems| BadInput(problems.to_string()))?;
    check_stated(&stated, coverage)
}

/// Refuses figures about something that is not covered.
pub(crate) fn check_stated(stated: &[StatedFigure], coverage: &Coverage) -> Result<(), BadInput> {
    let problems = coverage.check(stated);
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
