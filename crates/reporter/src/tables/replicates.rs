//! `replicates`: every published value of every replicate.

use mhst_core::model::results::Value;

use crate::column::{Column, Table};

pub(super) enum Replicates {}

impl Table for Replicates {
    type Row<'a> = &'a Value;
    const NAME: &'static str = "replicates";
    const ROW: &'static str = "A value in a replicate.";
    const WRITTEN: &'static str = "Always.";
    const IS_LARGE: bool = true;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("subgroup", "", "which children; empty for all", |row| {
            row.subgroup.name().into()
        }),
        Column::text("measure", "", "what was measured, by its name in `measures.csv`", |row| {
            row.measure.name().into()
        }),
        Column::text("statistic", "", "which statistic of it", |row| row.statistic.name().into()),
        Column::text("unit", "", "unit of the value", |row| row.unit.into()),
        Column::number(
            "value",
            "as in `unit`",
            "the value; empty where there is none, such as a mean of nobody",
            |row| row.value.into(),
        ),
    ];
}
