//! `calibration_targets.csv`, `calibration_parameters.csv` and `calibration_steps.csv`.

use std::io::{self, Write};

use mhst_core::model::knowledge::fit::Step;

use super::outcome::{Outcome, ParameterOutcome, TargetOutcome};
use crate::column::{Column, Table, write};

/// The targets.
pub(crate) enum TargetsFitTable {}

impl Table for TargetsFitTable {
    type Row<'a> = &'a TargetOutcome;
    const NAME: &'static str = "calibration_targets";
    const ROW: &'static str = "A target of a calibration.";
    const WRITTEN: &'static str = "By `mhst calibrate`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("target", "", "key of the figure, or name of the series by site", |row| {
            row.target.name.as_str().into()
        }),
        Column::text("title", "", "what it is", |row| row.target.title.as_str().into()),
        Column::text("unit", "", "unit of all numbers of the row but `nearest`", |row| {
            row.target.unit.into()
        }),
        Column::number(
            "value",
            "as in `unit`",
            "what was reported; of several reports the mean",
            |row| Some(row.target.value).into(),
        ),
        Column::number(
            "error",
            "as in `unit`",
            "standard deviation of the report: sampling error and allowed discrepancy",
            |row| Some(row.target.error).into(),
        ),
        Column::number(
            "sd",
            "as in `unit`",
            "the same with chance: in it distances are measured",
            |row| Some(row.sd).into(),
        ),
        Column::number(
            "before",
            "as in `unit`",
            "median over the worlds of what is known",
            |row| Some(row.before[0]).into(),
        ),
        Column::number("before_low", "as in `unit`", "5th percentile over them", |row| {
            Some(row.before[1]).into()
        }),
        Column::number("before_high", "as in `unit`", "95th percentile over them", |row| {
            Some(row.before[2]).into()
        }),
        Column::number("after", "as in `unit`", "median over the worlds that fit", |row| {
            Some(row.after[0]).into()
        }),
        Column::number("after_low", "as in `unit`", "5th percentile over them", |row| {
            Some(row.after[1]).into()
        }),
        Column::number("after_high", "as in `unit`", "95th percentile over them", |row| {
            Some(row.after[2]).into()
        }),
        Column::number(
            "nearest",
            "standard deviations",
            "least distance of any world of what is known",
            |row| Some(row.nearest).into(),
        ),
        Column::text(
            "out_of_reach",
            "",
            "`true` where no world of what is known comes within 3 standard deviations: the target is \
             then left out of the fit",
            |row| Some(row.is_out_of_reach).into(),
        ),
    ];
}

/// The parameters.
pub(crate) enum ParametersTable {}

impl Table for ParametersTable {
    type Row<'a> = &'a ParameterOutcome;
    const NAME: &'static str = "calibration_parameters";
    const ROW: &'static str = "A parameter before and after a calibration.";
    const WRITTEN: &'static str = "By `mhst calibrate`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("parameter", "", "its key", |row| row.parameter.declaration().key.into()),
        Column::text("unit", "", "its unit", |row| row.parameter.declaration().unit.into()),
        Column::number("before", "as in `unit`", "median of what was known", |row| {
            Some(row.before[0]).into()
        }),
        Column::number("before_low", "as in `unit`", "5th percentile of it", |row| {
            Some(row.before[1]).into()
        }),
        Column::number("before_high", "as in `unit`", "95th percentile of it", |row| {
            Some(row.before[2]).into()
        }),
        Column::number("after", "as in `unit`", "median over the worlds that fit", |row| {
            Some(row.after[0]).into()
        }),
        Column::number("after_low", "as in `unit`", "5th percentile over them", |row| {
            Some(row.after[1]).into()
        }),
        Column::number("after_high", "as in `unit`", "95th percentile over them", |row| {
            Some(row.after[2]).into()
        }),
        Column::number(
            "moved",
            "from -1 to 1",
            "how far the median moved: -1 to the lowest that was known, 1 to the highest",
            |row| Some(row.moved).into(),
        ),
        Column::number(
            "narrowed",
            "ratio",
            "width of the interval after over that before",
            |row| Some(row.narrowed).into(),
        ),
        Column::text(
            "is_moved",
            "",
            "`true` where it moved by more than noise would in any of the parameters",
            |row| Some(row.is_moved).into(),
        ),
    ];
}

/// The steps of the sampler.
pub(crate) enum StepsTable {}

impl Table for StepsTable {
    type Row<'a> = (usize, Step);
    const NAME: &'static str = "calibration_steps";
    const ROW: &'static str = "A step of a calibration.";
    const WRITTEN: &'static str = "By `mhst calibrate`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("step", "", "number of the step", |row| row.0.into()),
        Column::number("weight", "", "weight of the reports, from 0 to 1", |row| {
            Some(row.1.weight).into()
        }),
        Column::number("effective", "worlds", "effective number when it was reached", |row| {
            Some(row.1.effective).into()
        }),
        Column::number("accepted", "proportion", "moves accepted in the round before", |row| {
            Some(row.1.accepted).into()
        }),
        Column::number("left", "proportion", "share of what is known that is left", |row| {
            Some(row.1.log_left.exp()).into()
        }),
    ];
}

impl Outcome {
    /// Writes `calibration_targets.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn targets_csv(&self, out: Box<dyn Write + '_>) -> io::Result<()> {
        write::<TargetsFitTable>(out, &self.targets)
    }

    /// Writes `calibration_parameters.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn parameters_csv(&self, out: Box<dyn Write + '_>) -> io::Result<()> {
        write::<ParametersTable>(out, &self.parameters)
    }
}

/// Writes `calibration_steps.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn steps_csv(steps: &[Step], out: Box<dyn Write + '_>) -> io::Result<()> {
    write::<StepsTable>(out, steps.iter().enumerate().map(|(number, step)| (number + 1, *step)))
}
