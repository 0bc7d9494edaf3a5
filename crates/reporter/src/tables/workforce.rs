//! `workforce.csv`: every team by week.

use std::io;

use mhst_core::model::results::SiteResult;

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &[
    "team",
    "week_beginning",
    "practitioners",
    "slots_offered",
    "slots_used",
    "open_cases",
    "caseload_cap",
];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    for ((team, week), row) in &result.teams {
        source.write(table)?;
        table.whole(u64::from(*team))?;
        table.text(&week.start().date().to_string())?;
        table.number(row.practitioners)?;
        for number in [row.slots_offered, row.slots_used, row.open_cases, row.caseload_cap] {
            table.whole(number)?;
        }
        table.end_row()?;
    }
    Ok(())
}
