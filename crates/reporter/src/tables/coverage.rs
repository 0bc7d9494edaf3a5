//! `coverage.csv`: settings, pupils and teams in a roll-out by month, and the children of covered and
//! of uncovered settings side by side.

use std::io;

use mhst_core::model::results::{CoverageMonth, SiteResult};

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &[
    "month",
    "teams",
    "teams_in_training",
    "emhp_posts_fte",
    "emhps_fte",
    "senior_posts_fte",
    "seniors_fte",
    "coverage",
    "settings",
    "pupils",
    "in_need",
    "in_help",
    "waiting",
    "held_by_setting",
    "unmet",
    "help_began",
];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    for (month, read) in &result.coverage {
        let CoverageMonth { teams, teams_in_training, emhp_posts, emhps, .. } = read;
        for (coverage, side) in [("covered", &read.covered), ("uncovered", &read.uncovered)] {
            source.write(table)?;
            table.text(&month.first_day().strftime("%Y-%m").to_string())?;
            table.whole(*teams)?;
            table.whole(*teams_in_training)?;
            for fte in [*emhp_posts, *emhps, read.senior_posts, read.seniors] {
                table.number(fte)?;
            }
            table.text(coverage)?;
            for count in [
                side.settings,
                side.pupils,
                side.in_need,
                side.in_help,
                side.waiting,
                side.held,
                side.unmet,
                side.help_began,
            ] {
                table.whole(count)?;
            }
            table.end_row()?;
        }
    }
    Ok(())
}
