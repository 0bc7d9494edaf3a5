//! `waits.csv`: waits in completed weeks; those that ended and those that go on, apart.

use std::io;

use mhst_core::model::results::{SiteResult, Subgroup};

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &["measure", "status", "week", "children"];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    for (subgroup, measure, days) in result.tallies.all_durations() {
        if subgroup != Subgroup::ALL || !measure.name().contains("wait") {
            continue;
        }
        let goes_on = measure.name().starts_with("still_waiting");
        for (week, children) in days.weeks() {
            source.write(table)?;
            table.text(measure.name())?;
            table.text(if goes_on { "still waiting" } else { "ended" })?;
            table.whole(u64::from(week))?;
            table.whole(children)?;
            table.end_row()?;
        }
    }
    Ok(())
}
