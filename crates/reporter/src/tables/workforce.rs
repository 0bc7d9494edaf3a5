//! `workforce.csv`: every team by week.

use std::io;

use mhst_core::model::results::SiteResult;

use super::Source;
use crate::cell::Table;

pub(super) const COLUMNS: &[&str] = &[
    "team",
    "week_beginning",
    "emhp_posts_fte",
    "emhps_fte",
    "trainees_fte",
    "senior_posts_fte",
    "seniors_fte",
    "slots_offered",
    "slots_used",
    "slots_lost_to_vacancy",
    "open_cases",
    "caseload_cap",
    "supervision_due_hours",
    "supervision_given_hours",
    "supervision_owed_hours",
    "strain_mean",
    "leavers",
    "direct_hours",
    "whole_school_hours",
    "advice_hours",
    "supervision_hours",
    "away_hours",
    "other_hours",
];

pub(super) fn write(table: &mut Table, source: &Source, result: &SiteResult) -> io::Result<()> {
    for ((team, week), row) in &result.teams {
        source.write(table)?;
        table.whole(u64::from(*team))?;
        table.text(&week.start().date().to_string())?;
        for fte in [row.emhp_posts, row.emhps, row.trainees, row.senior_posts, row.seniors] {
            table.number(fte)?;
        }
        table.whole(row.slots_offered)?;
        table.whole(row.slots_used)?;
        table.number(rounded(row.slots_lost_to_vacancy))?;
        table.whole(row.open_cases)?;
        table.whole(row.caseload_cap)?;
        table.number(rounded(row.supervision_due))?;
        table.number(rounded(row.supervision_given))?;
        table.number(rounded(row.supervision_owed))?;
        let strain = (row.clinicians > 0.0).then(|| rounded(row.strain / row.clinicians));
        table.number_or_empty(strain)?;
        table.whole(row.leavers)?;
        for hours in row.hours {
            table.number(rounded(hours))?;
        }
        table.end_row()?;
    }
    Ok(())
}

/// To thousandths: nobody needs more, and files stay small.
fn rounded(number: f64) -> f64 {
    (number * 1e3).round() / 1e3
}
