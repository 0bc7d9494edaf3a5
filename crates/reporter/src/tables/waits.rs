//! `waits.csv`: waits in completed weeks; those that ended and those that continue, apart.

use std::io;

use mhst_core::model::results::{Measure, SiteResult, Subgroup};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Waits {}

pub(super) struct Row {
    measure: Measure,
    week: u32,
    children: u64,
}

impl Table for Waits {
    type Row<'a> = Row;
    const FILE: &'static str = "waits.csv";
    const ROW: &'static str = "Waits of one kind that have lasted the same number of weeks.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::new("measure", "", "which wait, by its name in `measures.csv`", |row| {
            row.measure.name().into()
        }),
        Column::new(
            "status",
            "",
            "`ended`, or `still waiting` at the end of the measurement window",
            |row| match row.measure.name().starts_with("still_waiting") {
                true => "still waiting".into(),
                false => "ended".into(),
            },
        ),
        Column::new("week", "weeks", "completed weeks of waiting", |row| row.week.into()),
        Column::new("children", "children", "children who waited so many weeks", |row| {
            row.children.into()
        }),
    ];
}

impl OfReplicate for Waits {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        for (subgroup, measure, days) in result.tallies.all_durations() {
            if subgroup != Subgroup::ALL || !measure.name().contains("wait") {
                continue;
            }
            for (week, children) in days.weeks() {
                take(Row { measure, week, children })?;
            }
        }
        Ok(())
    }
}
