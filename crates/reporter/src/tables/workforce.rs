//! The table `workforce`: every team by week.

use std::io;

use mhst_core::engine::time::Week;
use mhst_core::model::results::{Function, Idle, SiteResult, TeamWeek};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Workforce {}

pub(super) struct Row<'a> {
    team: u32,
    week: Week,
    of: &'a TeamWeek,
}

impl Table for Workforce {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "workforce";
    const ROW: &'static str = "A team in a week.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const IS_LARGE: bool = true;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::whole("team", "", "number of the team within its site, from 1", |row| {
            row.team.into()
        }),
        Column::day("week_beginning", "date", "the Monday on which the week begins", |row| {
            row.week.start().into()
        }),
        Column::number("emhp_posts_fte", "FTE", "EMHP posts", |row| row.of.emhp_posts.into()),
        Column::number("emhps_fte", "FTE", "EMHPs at work, trainees among them", |row| {
            row.of.emhps.into()
        }),
        Column::number("trainees_fte", "FTE", "trainees", |row| row.of.trainees.into()),
        Column::number("senior_posts_fte", "FTE", "senior posts", |row| row.of.senior_posts.into()),
        Column::number("seniors_fte", "FTE", "seniors at work", |row| row.of.seniors.into()),
        Column::number(
            "on_leave_fte",
            "FTE",
            "EMHPs, seniors and wellbeing practitioners who hold a post and are on long leave",
            |row| row.of.on_leave.into(),
        ),
        Column::whole(
            "slots_offered",
            "slots",
            "one-to-one slots that EMHPs and seniors offered",
            |row| row.of.slots_offered.into(),
        ),
        Column::whole("slots_used", "slots", "slots used", |row| row.of.slots_used.into()),
        Column::whole(
            "slots_idle_leaving",
            "slots",
            "slots that stayed idle because the practitioner leaves",
            |row| row.of.slots_idle[Idle::Leaving as usize].into(),
        ),
        Column::whole(
            "slots_idle_caseload",
            "slots",
            "slots that stayed idle because the caseload was full, and a child waited",
            |row| row.of.slots_idle[Idle::Caseload as usize].into(),
        ),
        Column::whole(
            "slots_idle_supervision",
            "slots",
            "slots that stayed idle because the caseload was full for lack of supervision, and a child waited",
            |row| row.of.slots_idle[Idle::Supervision as usize].into(),
        ),
        Column::whole(
            "slots_idle_other_settings",
            "slots",
            "slots that stayed idle because children waited for the practitioner of another setting only",
            |row| row.of.slots_idle[Idle::OtherSettings as usize].into(),
        ),
        Column::whole(
            "slots_idle_needs_senior",
            "slots",
            "slots that stayed idle because those who waited needed a senior",
            |row| row.of.slots_idle[Idle::NeedsSenior as usize].into(),
        ),
        Column::whole(
            "slots_idle_group",
            "slots",
            "slots that stayed idle because those who waited did so until a group fills",
            |row| row.of.slots_idle[Idle::Group as usize].into(),
        ),
        Column::whole(
            "slots_idle_not_yet_ready",
            "slots",
            "slots that stayed idle because those who waited had been told of a later date",
            |row| row.of.slots_idle[Idle::NotYetReady as usize].into(),
        ),
        Column::whole(
            "slots_idle_nobody_waits",
            "slots",
            "slots that stayed idle because nobody waited",
            |row| row.of.slots_idle[Idle::NobodyWaits as usize].into(),
        ),
        Column::number(
            "slots_lost_to_vacancy",
            "slots",
            "slots that experienced holders would have offered in posts in which nobody is at work",
            |row| rounded(row.of.slots_lost_to_vacancy).into(),
        ),
        Column::whole("open_cases", "cases", "cases in help", |row| row.of.open_cases.into()),
        Column::whole(
            "cases_in_review",
            "cases",
            "cases whose help has ended and that are not closed yet",
            |row| row.of.cases_in_review.into(),
        ),
        Column::whole("caseload_cap", "cases", "cases that are safe for those in post", |row| {
            row.of.caseload_cap.into()
        }),
        Column::number("supervision_due_hours", "hours", "supervision due", |row| {
            rounded(row.of.supervision_due).into()
        }),
        Column::number("supervision_given_hours", "hours", "supervision given", |row| {
            rounded(row.of.supervision_given).into()
        }),
        Column::number(
            "supervision_owed_hours",
            "hours",
            "supervision that was due to the EMHPs in post since they joined and never given",
            |row| rounded(row.of.supervision_owed).into(),
        ),
        Column::number(
            "strain_mean",
            "score",
            "strain, averaged over EMHPs and seniors; empty where there are none",
            |row| {
                let TeamWeek { strain, clinicians, .. } = *row.of;
                (clinicians > 0.0).then(|| rounded(strain / clinicians)).into()
            },
        ),
        Column::whole(
            "leavers",
            "people",
            "EMHPs and seniors who left at the beginning of the week",
            |row| row.of.leavers.into(),
        ),
        Column::number(
            "direct_hours",
            "hours",
            "working time on direct work with children",
            |row| rounded(row.of.hours[Function::Direct]).into(),
        ),
        Column::number("whole_school_hours", "hours", "working time on whole-school work", |row| {
            rounded(row.of.hours[Function::WholeSchool]).into()
        }),
        Column::number("advice_hours", "hours", "working time on advice to settings", |row| {
            rounded(row.of.hours[Function::Advice]).into()
        }),
        Column::number("settings_hours", "hours", "working time that each setting takes", |row| {
            rounded(row.of.hours[Function::Settings]).into()
        }),
        Column::number("supervision_hours", "hours", "working time on supervision", |row| {
            rounded(row.of.hours[Function::Supervision]).into()
        }),
        Column::number("administration_hours", "hours", "working time on administration", |row| {
            rounded(row.of.hours[Function::Administration]).into()
        }),
        Column::number(
            "management_hours",
            "hours",
            "working time on leading, managing, recruiting and inducting",
            |row| rounded(row.of.hours[Function::Management]).into(),
        ),
        Column::number("away_hours", "hours", "leave, training and university", |row| {
            rounded(row.of.hours[Function::Away]).into()
        }),
        Column::number("other_hours", "hours", "any other working time", |row| {
            rounded(row.of.hours[Function::Other]).into()
        }),
    ];
}

/// To thousandths: nobody needs more, and files stay small.
fn rounded(number: f64) -> f64 {
    (number * 1e3).round() / 1e3
}

impl OfReplicate for Workforce {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        result.teams.iter().try_for_each(|(&(team, week), of)| take(Row { team, week, of }))
    }
}
