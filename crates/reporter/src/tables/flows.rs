//! `flows.csv`: moves from place to place by month, with the reason.

use std::io;

use mhst_core::model::results::SiteResult;

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &["month", "from", "to", "reason", "children"];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    let mut month = None;
    let mut name = String::new();
    for (key, children) in &result.flows {
        if month != Some(key.month) {
            month = Some(key.month);
            name = key.month.first_day().strftime("%Y-%m").to_string();
        }
        source.write(table)?;
        table.text(&name)?;
        table.text(key.from.name())?;
        table.text(key.to.name())?;
        table.text(key.reason.name())?;
        table.whole(*children)?;
        table.end_row()?;
    }
    Ok(())
}
