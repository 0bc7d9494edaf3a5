//! The table `need`: days in need, without help and without support per episode, in completed weeks;
//! subgroups are in the summary.

use std::io;

use mhst_core::model::results::{Measure, SiteResult, Subgroup, measured};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Need {}

pub(super) struct Row {
    measure: Measure,
    week: u32,
    episodes: u64,
}

impl Table for Need {
    type Row<'a> = Row;
    const NAME: &'static str = "need";
    const IS_LARGE: bool = true;
    const ROW: &'static str = "Episodes of need with the same number of weeks of one kind.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("measure", "", "which days, by their name in `measures.csv`", |row| {
            row.measure.name().into()
        }),
        Column::whole("week", "weeks", "completed weeks of such days", |row| row.week.into()),
        Column::whole("episodes", "episodes", "episodes with so many", |row| row.episodes.into()),
    ];
}

impl OfReplicate for Need {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        let kinds = [measured::DaysInNeed, measured::DaysWithoutHelp, measured::DaysWithoutSupport];
        for of in kinds {
            let days = result.tallies.durations(Subgroup::ALL, of);
            for (week, episodes) in days.into_iter().flat_map(|days| days.weeks()) {
                take(Row { measure: of.measure(), week, episodes })?;
            }
        }
        Ok(())
    }
}
