//! The table `episodes`: one row for each episode of need.

use std::io;

use mhst_core::engine::time::MINUTES_PER_DAY;
use mhst_core::model::place::Standing;
use mhst_core::model::results::{EpisodeRecord, SiteResult, Subgroup};

use super::Extent;
use super::source::{OfReplicate, Take};
use crate::column::{Column, Table};

pub(super) enum Episodes {}

impl Table for Episodes {
    type Row<'a> = &'a EpisodeRecord;
    const NAME: &'static str = "episodes";
    const ROW: &'static str = "An episode of need that was open at any time in the measurement window. \
        A date is empty where it never came to that; of repeated steps, it is that of the first. \
        Waits are in `referrals`.";
    const WRITTEN: &'static str = "With `--episodes`.";
    const IS_LARGE: bool = true;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text(
            "child",
            "",
            "key of the child in hexadecimal, the same in every scenario",
            |row| format!("{:016x}", row.child).into(),
        ),
        Column::whole("episode", "", "which episode of the child's, from 0", |row| {
            row.episode.into()
        }),
        Column::text("setting", "", "the setting at the end of the record", |row| {
            row.setting.as_str().into()
        }),
        Column::text(
            "subgroups",
            "",
            "the subgroups to which the child belongs, with `;` between",
            |row| names(&row.subgroups).into(),
        ),
        Column::number("severity_at_onset", "score", "severity when need began", |row| {
            row.severity_at_onset.into()
        }),
        Column::number(
            "severity_at_start",
            "score",
            "severity when help by the team started; empty where it never did",
            |row| row.severity_at_start.into(),
        ),
        Column::day("opened", "date", "need began", |row| row.opened.into()),
        Column::day("recognised", "date", "first recognised", |row| row.recognised.into()),
        Column::day("referred", "date", "first referred to the team", |row| row.referred.into()),
        Column::day("accepted", "date", "accepted by the team", |row| row.accepted.into()),
        Column::day("assessed", "date", "assessed by the team", |row| row.assessed.into()),
        Column::day("started", "date", "first session with the team", |row| row.started.into()),
        Column::day("ended", "date", "last session with the team, or drop-out", |row| {
            row.ended.into()
        }),
        Column::day("specialist_referred", "date", "referred to the specialist service", |row| {
            row.specialist_referred.into()
        }),
        Column::day(
            "specialist_first",
            "date",
            "first contact with the specialist service",
            |row| row.specialist_first.into(),
        ),
        Column::day(
            "specialist_second",
            "date",
            "second contact with the specialist service",
            |row| row.specialist_second.into(),
        ),
        Column::day(
            "closed",
            "date",
            "the episode closed; empty where it was open at the end of the run",
            |row| row.closed.into(),
        ),
        Column::text("last_place", "", "last place, as in `places`", |row| {
            row.last_place.name().into()
        }),
        Column::text("last_reason", "", "why the child moved there, as in `flows`", |row| {
            row.last_reason.name().into()
        }),
        Column::day("first_help", "date", "help of any kind began", |row| row.first_help.into()),
        Column::number(
            "in_help_days",
            "days",
            "time in need in help, in the measurement window",
            |row| days(row, Standing::InHelp).into(),
        ),
        Column::number("on_list_days", "days", "time in need on a list", |row| {
            days(row, Standing::OnList).into()
        }),
        Column::number("setting_only_days", "days", "time supported by the setting only", |row| {
            days(row, Standing::SettingOnly).into()
        }),
        Column::number(
            "with_nobody_days",
            "days",
            "time known to somebody, and with nobody",
            |row| days(row, Standing::WithNobody).into(),
        ),
        Column::number("not_recognised_days", "days", "time in need that nobody noticed", |row| {
            days(row, Standing::NotRecognised).into()
        }),
        Column::number("severity_days", "score-days", "severity summed over days in need", |row| {
            row.severity_days.into()
        }),
    ];
}

/// Days in a position of the account of need, in the measurement window.
fn days(episode: &EpisodeRecord, standing: Standing) -> f64 {
    episode.minutes[standing as usize] as f64 / f64::from(MINUTES_PER_DAY)
}

/// The names of subgroups, with `;` between.
pub(super) fn names(subgroups: &[Subgroup]) -> String {
    let names = subgroups.iter().map(|subgroup| subgroup.name());
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(";")
}

impl OfReplicate for Episodes {
    const EXTENT: Extent = Extent::Episodes;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        result.episodes.iter().try_for_each(take)
    }
}
