//! `coverage.csv`: settings, pupils and teams in a roll-out by month, and the children of covered and
//! of uncovered settings side by side.

use std::io;

use mhst_core::engine::time::Month;
use mhst_core::model::results::{CoverageMonth, CoverageSide, SiteResult};

use super::Extent;
use super::source::{OfReplicate, Take};
use crate::column::{Column, Table};

pub(super) enum Coverage {}

pub(super) struct Row<'a> {
    month: Month,
    read: &'a CoverageMonth,
    name: &'static str,
    side: &'a CoverageSide,
}

impl Table for Coverage {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "coverage";
    const ROW: &'static str = "The covered or the uncovered settings on the first Monday of a \
        month. The columns of teams and staff are the same in both rows of a month.";
    const WRITTEN: &'static str =
        "Where teams begin in waves, except in a sweep without `--tables`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::month("month", "month", "month of the reading", |row| row.month.into()),
        Column::whole("teams", "teams", "teams that work", |row| row.read.teams.into()),
        Column::whole(
            "teams_in_training",
            "teams",
            "teams whose practitioners are in training for their first day",
            |row| row.read.teams_in_training.into(),
        ),
        Column::number("emhp_posts_fte", "FTE", "EMHP posts of the teams that work", |row| {
            row.read.emhp_posts.into()
        }),
        Column::number("emhps_fte", "FTE", "EMHPs at work, trainees among them", |row| {
            row.read.emhps.into()
        }),
        Column::number("senior_posts_fte", "FTE", "senior posts of the teams that work", |row| {
            row.read.senior_posts.into()
        }),
        Column::number("seniors_fte", "FTE", "seniors at work", |row| row.read.seniors.into()),
        Column::text(
            "coverage",
            "",
            "`covered` for settings that have a team, `uncovered` for those that have none",
            |row| row.name.into(),
        ),
        Column::whole("settings", "settings", "schools and colleges", |row| {
            row.side.settings.into()
        }),
        Column::whole("pupils", "children", "pupils on roll", |row| row.side.pupils.into()),
        Column::whole("in_need", "children", "children in need", |row| row.side.in_need.into()),
        Column::whole(
            "in_help",
            "children",
            "children in need who are in help: by the team, the specialist service, the setting's counsellors or elsewhere",
            |row| row.side.in_help.into(),
        ),
        Column::whole(
            "on_list",
            "children",
            "children in need on a list, of the team or of the specialist service",
            |row| row.side.on_list.into(),
        ),
        Column::whole(
            "setting_only",
            "children",
            "children in need supported by the setting only",
            |row| row.side.setting_only.into(),
        ),
        Column::whole(
            "with_nobody",
            "children",
            "children in need known to somebody, and with nobody",
            |row| row.side.with_nobody.into(),
        ),
        Column::whole(
            "not_recognised",
            "children",
            "children in need whom nobody has noticed",
            |row| row.side.not_recognised.into(),
        ),
        Column::whole(
            "help_began",
            "times",
            "how often help of any kind began since the reading before",
            |row| row.side.help_began.into(),
        ),
    ];
}

impl OfReplicate for Coverage {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = true;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        for (&month, read) in &result.coverage {
            for (name, side) in [("covered", &read.covered), ("uncovered", &read.uncovered)] {
                take(Row { month, read, name, side })?;
            }
        }
        Ok(())
    }
}
