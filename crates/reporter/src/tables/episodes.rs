//! `episodes.csv`: one row for each episode of need.

use std::io;

use mhst_core::engine::time::{MINUTES_PER_DAY, SimTime};
use mhst_core::model::results::SiteResult;

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &[
    "child",
    "episode",
    "setting",
    "subgroups",
    "severity_at_onset",
    "severity_at_start",
    "opened",
    "recognised",
    "referred",
    "accepted",
    "assessed",
    "started",
    "ended",
    "specialist_referred",
    "specialist_first",
    "specialist_second",
    "closed",
    "last_place",
    "last_reason",
    "unmet_days",
];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    for episode in &result.episodes {
        source.write(table)?;
        table.text(&format!("{:016x}", episode.child))?;
        table.whole(u64::from(episode.episode))?;
        table.text(&episode.setting)?;
        let subgroups: Vec<String> = episode
            .subgroups
            .iter()
            .map(|subgroup| subgroup.name())
            .filter(|name| !name.is_empty())
            .collect();
        table.text(&subgroups.join(";"))?;
        table.number(episode.severity_at_onset)?;
        table.number_or_empty(episode.severity_at_start)?;
        for date in [
            Some(episode.opened),
            episode.recognised,
            episode.referred,
            episode.accepted,
            episode.assessed,
            episode.started,
            episode.ended,
            episode.specialist_referred,
            episode.specialist_first,
            episode.specialist_second,
            episode.closed,
        ] {
            write_date(table, date)?;
        }
        table.text(episode.last_place.name())?;
        table.text(episode.last_reason.name())?;
        table.number(episode.unmet_minutes as f64 / f64::from(MINUTES_PER_DAY))?;
        table.end_row()?;
    }
    Ok(())
}

fn write_date(table: &mut Table, date: Option<SimTime>) -> io::Result<()> {
    match date {
        Some(at) => table.text(&at.date().to_string()),
        None => table.empty(),
    }
}
