//! The table `referrals`: one row for each referral to a team and to the specialist service.

use std::io;

use mhst_core::model::results::{ReferralRecord, ReferredChild, SiteResult};

use super::Extent;
use super::episodes::names;
use super::source::{OfReplicate, Take};
use crate::column::{Column, Table};

pub(super) enum Referrals {}

impl Table for Referrals {
    type Row<'a> = &'a ReferralRecord;
    const NAME: &'static str = "referrals";
    const ROW: &'static str = "A referral that was on a list at any time in the measurement window. \
        A time is empty where it never came to that. Waits in `summary.csv` are differences of \
        these times.";
    const WRITTEN: &'static str = "With `--episodes`.";
    const IS_LARGE: bool = true;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("service", "", "to whom: `mhst` or `specialist`", |row| {
            row.service.name().into()
        }),
        Column::text(
            "origin",
            "",
            "`covered_settings`: a child of a setting of the scenario; `elsewhere`: another child of the \
             specialist service, of whom only the wait is known",
            |row| if row.who.is_some() { "covered_settings" } else { "elsewhere" }.into(),
        ),
        Column::text("child", "", "key of the child in hexadecimal, as in `episodes`", |row| {
            row.who.as_ref().map(|who| format!("{:016x}", who.child)).into()
        }),
        Column::whole("episode", "", "the episode to which it belongs, as in `episodes`", |row| {
            who(row).map(|who| who.episode).into()
        }),
        Column::text("setting", "", "the setting when the referral was last recorded", |row| {
            who(row).map(|who| who.setting.as_str()).into()
        }),
        Column::text(
            "subgroups",
            "",
            "the subgroups to which the child belonged then, with `;` between",
            |row| who(row).map(|who| names(&who.subgroups)).into(),
        ),
        Column::number("severity", "score", "severity at referral", |row| {
            who(row).map(|who| who.severity).into()
        }),
        Column::text("route", "", "who referred, as the reason in `flows`", |row| {
            who(row).map(|who| who.route.name()).into()
        }),
        Column::time("referred", "time", "referred", |row| row.referred.into()),
        Column::time(
            "accepted",
            "time",
            "accepted at triage, or by the specialist service",
            |row| row.accepted.into(),
        ),
        Column::time(
            "seen",
            "time",
            "assessed by the team, or first contact with the specialist service",
            |row| row.seen.into(),
        ),
        Column::time(
            "left",
            "time",
            "left the list: with `started`, the first session or the second specialist contact; \
             empty where still on the list at the end of the run",
            |row| row.left.into(),
        ),
        Column::time("followed_to", "time", "left the list, or the end of the run", |row| {
            row.followed_to.into()
        }),
        Column::text("exit", "", "how the child left the list, or `still waiting`", |row| {
            row.exit.map_or("still waiting", |exit| exit.name()).into()
        }),
        Column::text("reason", "", "why, as in `flows`", |row| {
            row.reason.map(|reason| reason.name()).into()
        }),
        Column::whole(
            "practitioner",
            "",
            "who helped: the number of the practitioner within the site, from 1",
            |row| row.practitioner.into(),
        ),
        Column::time("ended", "time", "help ended", |row| row.ended.into()),
        Column::text("outcome", "", "how help ended", |row| {
            row.outcome.map(|outcome| outcome.name()).into()
        }),
    ];
}

fn who(row: &ReferralRecord) -> Option<&ReferredChild> {
    row.who.as_ref()
}

impl OfReplicate for Referrals {
    const EXTENT: Extent = Extent::Episodes;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        result.referrals.iter().try_for_each(take)
    }
}
