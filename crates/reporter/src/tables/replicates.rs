//! `replicates.csv`: every published value of every replicate.

use std::io;

use mhst_core::model::results::Value;

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &["subgroup", "measure", "statistic", "unit", "value"];

pub(super) fn write(table: &mut Table, source: &Source, values: &[Value]) -> io::Result<()> {
    for value in values {
        source.write(table)?;
        table.text(&value.subgroup.name())?;
        table.text(value.measure.name())?;
        table.text(value.statistic.name())?;
        table.text(value.unit)?;
        table.number_or_empty(value.value)?;
        table.end_row()?;
    }
    Ok(())
}
