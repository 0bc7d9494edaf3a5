//! `time.csv`: whose time is spent on what.

use std::io;

use mhst_core::engine::time::{Month, WEEKS_PER_YEAR};
use mhst_core::model::plan::Role;
use mhst_core::model::results::{Function, RoleTime, SiteResult};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Time {}

pub(super) struct Row<'a> {
    team: u32,
    quarter: Month,
    role: Role,
    of: &'a RoleTime,
}

impl Row<'_> {
    fn hours(&self, function: Function) -> f64 {
        (self.of.hours[function] * 10.0).round() / 10.0
    }
}

impl Table for Time {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "time";
    const ROW: &'static str = "A role in a team in a quarter, where somebody holds a post of it.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("team", "", "number of the team within its site, from 1", |row| {
            row.team.into()
        }),
        Column::month("quarter", "month", "first month of the quarter", |row| row.quarter.into()),
        Column::text(
            "role",
            "",
            "`emhp`, `senior`, `manager` or `administrator`; trainees are EMHPs",
            |row| row.role.name().into(),
        ),
        Column::number("in_post_years", "FTE years", "time in post", |row| {
            ((row.of.fte_weeks / WEEKS_PER_YEAR * 1e4).round() / 1e4).into()
        }),
        Column::number("direct", "hours", "direct work with children and parents", |row| {
            row.hours(Function::Direct).into()
        }),
        Column::number("whole_school", "hours", "whole school approach", |row| {
            row.hours(Function::WholeSchool).into()
        }),
        Column::number("advice", "hours", "advice to settings and liaison", |row| {
            row.hours(Function::Advice).into()
        }),
        Column::number(
            "settings",
            "hours",
            "what each setting takes, however large it is: meetings with its lead, visits",
            |row| row.hours(Function::Settings).into(),
        ),
        Column::number("supervision", "hours", "supervision, given and received", |row| {
            row.hours(Function::Supervision).into()
        }),
        Column::number(
            "administration",
            "hours",
            "referral forms, booking, chasing replies, returns",
            |row| row.hours(Function::Administration).into(),
        ),
        Column::number(
            "management",
            "hours",
            "leading, managing, recruiting and inducting",
            |row| row.hours(Function::Management).into(),
        ),
        Column::number("away", "hours", "leave, training and university", |row| {
            row.hours(Function::Away).into()
        }),
        Column::number("other", "hours", "anything else", |row| row.hours(Function::Other).into()),
    ];
}

impl OfReplicate for Time {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        result
            .time
            .iter()
            .try_for_each(|(&(team, quarter, role), of)| take(Row { team, quarter, role, of }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tables::dictionary;

    /// Every function has its column in each table of hours, under its own name.
    #[test]
    fn every_function_is_in_the_tables_by_its_name() {
        for (name, before, after) in
            [("workforce", "", "_hours"), ("returns", "hours_", ""), ("time", "", "")]
        {
            let table = dictionary().into_iter().find(|table| table.name == name).unwrap();
            let columns: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
            for function in Function::ALL {
                let name = format!("{before}{}{after}", function.name());
                assert!(columns.contains(name.as_str()), "{name}");
            }
        }
    }
}
