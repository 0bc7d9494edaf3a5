//! `returns.csv`: what each team would return to the programme each quarter, to lay monitoring data
//! beside it.

use std::collections::BTreeMap;
use std::io;

use mhst_core::engine::time::Month;
use mhst_core::model::results::{Exit, Function, Hours, Return, SiteResult, TeamWeek};

use super::source::{OfReplicate, Take};
use super::{DETAILED_ONLY, Extent};
use crate::column::{Column, Table};

pub(super) enum Returns {}

/// A team in a quarter, or all teams of a site.
#[derive(Clone, Default)]
pub(super) struct Row {
    /// `None` for all teams.
    team: Option<u32>,
    quarter: Month,
    children: Return,
    weeks: u64,
    hours: Hours,
    emhp_posts: f64,
    emhps: f64,
    senior_posts: f64,
    seniors: f64,
    leavers: u64,
    supervision_due: f64,
    supervision_given: f64,
}

impl Table for Returns {
    type Row<'a> = Row;
    const NAME: &'static str = "returns";
    const ROW: &'static str = "A team in a quarter of the measurement window, and all teams of the \
        site. A quarter that is only partly in the window is counted in part. A week belongs to the \
        quarter of its Monday.";
    const WRITTEN: &'static str = DETAILED_ONLY;
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text(
            "team",
            "",
            "number of the team within its site, from 1; `all` for all teams",
            |row| row.team.map_or("all".to_owned(), |team| team.to_string()).into(),
        ),
        Column::day("quarter_beginning", "date", "first day of the quarter", |row| {
            row.quarter.into()
        }),
        Column::whole("referrals", "referrals", "referrals received", |row| {
            row.children.referrals.into()
        }),
        Column::whole("accepted", "referrals", "referrals accepted at triage", |row| {
            row.children.accepted.into()
        }),
        Column::whole(
            "waiting",
            "children",
            "children waiting, from referral to first session, on the first Monday after the \
             quarter or at the end of the run",
            |row| row.children.waiting.into(),
        ),
        Column::whole("started", "children", "interventions started", |row| {
            row.children.started.into()
        }),
        Column::whole("sessions_attended", "sessions", "sessions attended", |row| {
            row.children.sessions_attended.into()
        }),
        Column::whole("sessions_missed", "sessions", "sessions due and missed", |row| {
            row.children.sessions_missed.into()
        }),
        Column::whole(
            "completed",
            "children",
            "interventions in which all planned sessions were held, or that ended earlier with recovery",
            |row| row.children.completed.into(),
        ),
        Column::whole(
            "closed_declined",
            "cases",
            "closed: too mild, too complex or out of scope",
            |row| row.children.closed[Exit::Declined as usize].into(),
        ),
        Column::whole(
            "closed_passed_on",
            "cases",
            "closed: passed on to the specialist service",
            |row| row.children.closed[Exit::PassedOn as usize].into(),
        ),
        Column::whole(
            "closed_not_engaged",
            "cases",
            "closed: consent refused, parents not reached, or appointments missed",
            |row| row.children.closed[Exit::NotEngaged as usize].into(),
        ),
        Column::whole("closed_gave_up", "cases", "closed: gave up waiting", |row| {
            row.children.closed[Exit::GaveUp as usize].into()
        }),
        Column::whole(
            "closed_found_recovered",
            "cases",
            "closed: found recovered before help",
            |row| row.children.closed[Exit::FoundRecovered as usize].into(),
        ),
        Column::whole("closed_recovered", "cases", "closed: completed and recovered", |row| {
            row.children.closed[Exit::Recovered as usize].into()
        }),
        Column::whole("closed_in_need", "cases", "closed: completed, still in need", |row| {
            row.children.closed[Exit::InNeed as usize].into()
        }),
        Column::whole("closed_stepped_up", "cases", "closed: stepped up after help", |row| {
            row.children.closed[Exit::SteppedUp as usize].into()
        }),
        Column::whole("closed_dropped_out", "cases", "closed: dropped out of help", |row| {
            row.children.closed[Exit::DroppedOut as usize].into()
        }),
        Column::whole(
            "closed_left_coverage",
            "cases",
            "closed: moved on to a setting without a team",
            |row| row.children.closed[Exit::LeftCoverage as usize].into(),
        ),
        Column::whole("closed_aged_out", "cases", "closed: left school", |row| {
            row.children.closed[Exit::AgedOut as usize].into()
        }),
        Column::whole("closed_moved_away", "cases", "closed: moved out of the area", |row| {
            row.children.closed[Exit::MovedAway as usize].into()
        }),
        Column::number("hours_direct", "hours", "working time: direct work with children", |row| {
            row.hours[Function::Direct].into()
        }),
        Column::number(
            "hours_whole_school",
            "hours",
            "working time: whole school approach",
            |row| row.hours[Function::WholeSchool].into(),
        ),
        Column::number("hours_advice", "hours", "working time: advice to settings", |row| {
            row.hours[Function::Advice].into()
        }),
        Column::number("hours_settings", "hours", "working time: what each setting takes", |row| {
            row.hours[Function::Settings].into()
        }),
        Column::number(
            "hours_supervision",
            "hours",
            "working time: supervision, given and received",
            |row| row.hours[Function::Supervision].into(),
        ),
        Column::number("hours_administration", "hours", "working time: administration", |row| {
            row.hours[Function::Administration].into()
        }),
        Column::number(
            "hours_management",
            "hours",
            "working time: leading, managing, recruiting and inducting",
            |row| row.hours[Function::Management].into(),
        ),
        Column::number(
            "hours_away",
            "hours",
            "working time: leave, training and university",
            |row| row.hours[Function::Away].into(),
        ),
        Column::number("hours_other", "hours", "working time: anything else", |row| {
            row.hours[Function::Other].into()
        }),
        Column::number("emhp_posts_fte", "FTE", "EMHP posts, mean over weeks", |row| {
            row.mean(row.emhp_posts).into()
        }),
        Column::number(
            "emhps_fte",
            "FTE",
            "EMHPs at work, trainees among them, mean over weeks",
            |row| row.mean(row.emhps).into(),
        ),
        Column::number("senior_posts_fte", "FTE", "senior posts, mean over weeks", |row| {
            row.mean(row.senior_posts).into()
        }),
        Column::number("seniors_fte", "FTE", "seniors at work, mean over weeks", |row| {
            row.mean(row.seniors).into()
        }),
        Column::whole("leavers", "people", "EMHPs and seniors who left", |row| row.leavers.into()),
        Column::number("supervision_due_hours", "hours", "supervision due", |row| {
            row.supervision_due.into()
        }),
        Column::number("supervision_given_hours", "hours", "supervision given", |row| {
            row.supervision_given.into()
        }),
    ];
}

impl Row {
    /// The mean over the weeks of the quarter of what was summed over them; for all teams, the sum of
    /// their means.
    fn mean(&self, sum: f64) -> Option<f64> {
        (self.weeks > 0).then(|| sum / self.weeks as f64)
    }

    fn add_week(&mut self, week: &TeamWeek) {
        self.weeks += 1;
        self.hours.add(&week.hours);
        self.emhp_posts += week.emhp_posts;
        self.emhps += week.emhps;
        self.senior_posts += week.senior_posts;
        self.seniors += week.seniors;
        self.leavers += week.leavers;
        self.supervision_due += week.supervision_due;
        self.supervision_given += week.supervision_given;
    }

    fn add_team(&mut self, team: &Self) {
        self.children.add(&team.children);
        self.weeks = self.weeks.max(team.weeks);
        self.hours.add(&team.hours);
        self.emhp_posts += team.emhp_posts;
        self.emhps += team.emhps;
        self.senior_posts += team.senior_posts;
        self.seniors += team.seniors;
        self.leavers += team.leavers;
        self.supervision_due += team.supervision_due;
        self.supervision_given += team.supervision_given;
    }
}

impl OfReplicate for Returns {
    const EXTENT: Extent = Extent::Tables;
    const ONLY_IN_WAVES: bool = false;

    fn rows(result: &SiteResult, take: Take<'_, Self>) -> io::Result<()> {
        let mut teams: BTreeMap<(Option<u32>, Month), Row> = BTreeMap::new();
        let row = |team, quarter| Row { team: Some(team), quarter, ..Row::default() };
        for (&(team, quarter), &children) in &result.returns {
            let fresh = || row(team, quarter);
            teams.entry((Some(team), quarter)).or_insert_with(fresh).children = children;
        }
        for (&(team, week), of) in &result.teams {
            let quarter = week.start().month().quarter();
            let fresh = || row(team, quarter);
            teams.entry((Some(team), quarter)).or_insert_with(fresh).add_week(of);
        }
        let mut rows = teams.clone();
        for ((_, quarter), team) in &teams {
            let fresh = || Row { quarter: *quarter, ..Row::default() };
            rows.entry((None, *quarter)).or_insert_with(fresh).add_team(team);
        }
        rows.into_values().try_for_each(take)
    }
}
