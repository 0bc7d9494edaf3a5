//! `sensitivity.csv`.

use std::io::{self, Write};

use super::{Explained, Influence, Subject};
use crate::column::{Column, Table, write};

/// The table.
pub(crate) enum SensitivityTable {}

impl Table for SensitivityTable {
    type Row<'a> = (Subject, usize, &'a Influence);
    const NAME: &'static str = "sensitivity";
    const ROW: &'static str = "How a parameter matters to a main result of all children.";
    const WRITTEN: &'static str = "By `mhst run` and `mhst compare` with 30 plausible worlds or more, and by `mhst sensitivity`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("point", "", "number of the point; 0 is the base", |row| row.0.point.into()),
        Column::text(
            "of",
            "",
            "`level`: the result itself; `difference`: its difference from the base, world by world",
            |row| if row.0.is_difference { "difference" } else { "level" }.into(),
        ),
        Column::text("measure", "", "what was measured, by its name in `measures.csv`", |row| {
            row.0.measure.name().into()
        }),
        Column::text("statistic", "", "which statistic of it", |row| row.0.statistic.name().into()),
        Column::text("parameter", "", "key of the parameter", |row| {
            row.2.parameter.declaration().key.into()
        }),
        Column::number(
            "share",
            "share",
            "first-order index: share of the variance over worlds that goes with the parameter alone, \
             corrected for chance",
            |row| Some(row.2.share).into(),
        ),
        Column::number(
            "share_low",
            "share",
            "lower end of its 90% interval (bootstrap); empty where it was not computed",
            |row| row.2.interval.map(|it| it.0).into(),
        ),
        Column::number("share_high", "share", "upper end of the interval", |row| {
            row.2.interval.map(|it| it.1).into()
        }),
        Column::number(
            "noise",
            "probability",
            "probability that noise would make any of all parameters look as strong (permutations); \
             above 0.05 call it noise",
            |row| Some(row.2.noise).into(),
        ),
        Column::number(
            "pawn",
            "distance",
            "PAWN index: median distance between the distribution of the result and that where the \
             parameter is in one part of its range",
            |row| row.2.pawn.into(),
        ),
        Column::number(
            "pawn_of_noise",
            "distance",
            "the same of noise in 95 of 100 cases at most",
            |row| row.2.pawn_of_noise.into(),
        ),
        Column::number(
            "at_low",
            "that of the measure",
            "median of the result in the third of the worlds with the lowest values of the parameter",
            |row| Some(row.2.at_low).into(),
        ),
        Column::number(
            "at_high",
            "that of the measure",
            "the same with the highest values",
            |row| Some(row.2.at_high).into(),
        ),
        Column::whole("worlds", "worlds", "worlds that have a value", |row| row.1.into()),
    ];
}

/// Writes `sensitivity.csv`.
///
/// # Errors
/// When it cannot be written.
pub fn csv(explained: &[Explained], out: Box<dyn Write + '_>) -> io::Result<()> {
    let rows = |it: &'_ Explained| -> Vec<_> {
        it.influences.iter().map(|influence| (it.subject, it.worlds, *influence)).collect()
    };
    let all: Vec<(Subject, usize, Influence)> = explained.iter().flat_map(rows).collect();
    write::<SensitivityTable>(out, all.iter().map(|(subject, worlds, it)| (*subject, *worlds, it)))
}
