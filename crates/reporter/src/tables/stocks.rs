//! `stocks.csv`: who waits on the first Monday of each month, and for how long.

use std::io;

use mhst_core::engine::time::Month;
use mhst_core::model::results::{SiteResult, Waiting};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Stocks {}

pub(super) struct Row<'a> {
    month: Month,
    list: &'static str,
    waiting: &'a Waiting,
    missing_middle: u64,
}

impl Table for Stocks {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "stocks";
    const ROW: &'static str = "A list on the first Monday of a month.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::month("month", "month", "the month", |row| row.month.into()),
        Column::text(
            "list",
            "",
            "`mhst`: referred to a team and not yet in help; `specialist`: referred to the \
             specialist service from anywhere and not yet seen",
            |row| row.list.into(),
        ),
        Column::whole("waiting", "children", "children on the list", |row| {
            row.waiting.children.into()
        }),
        Column::whole("over_4_weeks", "children", "referred more than 28 days before", |row| {
            row.waiting.over_4_weeks.into()
        }),
        Column::whole("over_12_weeks", "children", "referred more than 84 days before", |row| {
            row.waiting.over_12_weeks.into()
        }),
        Column::whole("over_18_weeks", "children", "referred more than 126 days before", |row| {
            row.waiting.over_18_weeks.into()
        }),
        Column::whole("longest_days", "days", "days since referral of the longest wait", |row| {
            row.waiting.longest_days.into()
        }),
        Column::whole(
            "missing_middle",
            "children",
            "children in the missing middle by true severity, as `missing_middle_stock` in \
             `measures.csv`; the same for both lists",
            |row| row.missing_middle.into(),
        ),
    ];
}

impl OfReplicate for Stocks {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        for (&month, stock) in &result.stocks {
            for (list, waiting) in [("mhst", &stock.team), ("specialist", &stock.specialist)] {
                take(Row { month, list, waiting, missing_middle: stock.missing_middle })?;
            }
        }
        Ok(())
    }
}
