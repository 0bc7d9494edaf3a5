//! The table `flows`: moves from place to place by month, with the reason.

use std::io;

use mhst_core::model::results::{FlowKey, SiteResult};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Flows {}

pub(super) struct Row {
    key: FlowKey,
    children: u64,
}

impl Table for Flows {
    type Row<'a> = Row;
    const NAME: &'static str = "flows";
    const ROW: &'static str = "Moves between two places for one reason in a month.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const IS_LARGE: bool = true;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::month("month", "month", "month of the moves", |row| row.key.month.into()),
        Column::text("from", "", "place before the move, or `outside`", |row| {
            row.key.from.name().into()
        }),
        Column::text("to", "", "place after the move, or `outside`", |row| {
            row.key.to.name().into()
        }),
        Column::text("reason", "", "why the child moved", |row| row.key.reason.name().into()),
        Column::whole(
            "children",
            "moves",
            "moves; a child who moves twice in the month counts twice",
            |row| row.children.into(),
        ),
    ];
}

impl OfReplicate for Flows {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        result.flows.iter().try_for_each(|(&key, &children)| take(Row { key, children }))
    }
}
