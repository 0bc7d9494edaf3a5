//! `unmet.csv`: days unmet per episode, in completed weeks; subgroups are in the summary.

use std::io;

use mhst_core::model::results::{SiteResult, Subgroup, measured};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Unmet {}

pub(super) struct Row {
    week: u32,
    episodes: u64,
}

impl Table for Unmet {
    type Row<'a> = Row;
    const FILE: &'static str = "unmet.csv";
    const ROW: &'static str = "Episodes of need with the same number of weeks unmet.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new(
            "week",
            "weeks",
            "completed weeks in need without help and on nobody's list",
            |row| row.week.into(),
        ),
        Column::new("episodes", "episodes", "episodes with so many weeks unmet", |row| {
            row.episodes.into()
        }),
    ];
}

impl OfReplicate for Unmet {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        let unmet = result.tallies.durations(Subgroup::ALL, measured::UnmetDaysPerEpisode);
        for (week, episodes) in unmet.into_iter().flat_map(|days| days.weeks()) {
            take(Row { week, episodes })?;
        }
        Ok(())
    }
}
