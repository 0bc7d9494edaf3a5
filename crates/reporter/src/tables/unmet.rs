//! `unmet.csv`: days unmet per episode, in completed weeks; subgroups are in the summary.

use std::io;

use mhst_core::model::results::{SiteResult, Subgroup, measured};

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &["week", "episodes"];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    let unmet = result.tallies.durations(Subgroup::ALL, measured::UnmetDaysPerEpisode);
    if let Some(days) = unmet {
        for (week, episodes) in days.weeks() {
            source.write(table)?;
            table.whole(u64::from(week))?;
            table.whole(episodes)?;
            table.end_row()?;
        }
    }
    Ok(())
}
