//! Teams: who belongs to one, which settings it covers, and its working week.

use super::super::event::{Event, Moment};
use super::super::ids::{PostId, PractitionerId, SettingId, TeamId};
use super::super::plan::{PostPlan, Role};
use super::super::results::TeamWeek;
use super::super::school_calendar::WeekKind;
use super::super::site::Site;
use super::super::waiting_list::WaitingList;
use super::super::parameters::Parameter as P;
use crate::engine::time::{SimTime, Span};

/// A mental health support team.
#[derive(Clone, Debug)]
pub(in crate::model) struct Team {
    pub(in crate::model) settings: Vec<SettingId>,
    pub(in crate::model) posts: Vec<PostId>,
    pub(in crate::model) pupils: u32,
    pub(in crate::model) assessment: WaitingList,
    pub(in crate::model) intervention: WaitingList,
}

impl Site {
    /// Forms the teams: settings go to teams, and within a team to its EMHPs, so that pupils are
    /// shared as evenly as large settings allow (largest first, each to the one with fewest).
    pub(in crate::model) fn form_teams(&mut self, teams: u32, posts: &[PostPlan]) {
        let mut order: Vec<SettingId> = self.setting_ids().collect();
        order.sort_by_key(|id| (std::cmp::Reverse(self.settings[id.index()].pupils), *id));
        for team in (0..teams).map(TeamId) {
            let in_team = |post: &&PostPlan| post.team.is_none_or(|number| number == team.0 + 1);
            let posts = posts.iter().filter(in_team).map(|plan| self.open_post(team, plan));
            let posts: Vec<PostId> = posts.collect();
            for &post in &posts {
                self.fill_post(post);
            }
            self.teams.push(Team {
                settings: Vec::new(),
                posts,
                pupils: 0,
                assessment: WaitingList::default(),
                intervention: WaitingList::default(),
            });
        }
        let mut covered = vec![0.0; self.posts.len()];
        for id in order {
            let setting = &mut self.settings[id.index()];
            let Some(team) = (0..self.teams.len()).min_by_key(|&t| (self.teams[t].pupils, t))
            else {
                return;
            };
            setting.team = TeamId(team as u32);
            let team = &mut self.teams[team];
            team.settings.push(id);
            team.pupils += setting.pupils;
            setting.post = team
                .posts
                .iter()
                .copied()
                .filter(|post| self.posts[post.index()].role == Role::Emhp)
                .min_by(|a, b| f64::total_cmp(&covered[a.index()], &covered[b.index()]));
            if let Some(post) = setting.post {
                let fte = self.posts[post.index()].fte;
                covered[post.index()] += f64::from(setting.pupils) / fte;
            }
        }
        self.refresh_presence();
    }

    /// Full-time equivalents of the EMHPs of a team who are in post.
    pub(in crate::model) fn emhps_in_post(&self, team: &Team) -> f64 {
        let posts = team.posts.iter().map(|id| &self.posts[id.index()]);
        posts.filter(|post| post.role == Role::Emhp && post.holder.is_some()).map(|p| p.fte).sum()
    }

    /// The holders of the posts of a team who see children.
    pub(super) fn clinicians(&self, team: TeamId) -> Vec<PractitionerId> {
        let posts = self.teams[team.index()].posts.iter().map(|id| &self.posts[id.index()]);
        posts.filter(|post| post.role.is_clinical()).filter_map(|post| post.holder).collect()
    }

    /// The teams take up their work.
    pub(in crate::model) fn teams_begin(&mut self, at: &mut Moment) {
        self.teams_operate = true;
        let mut first = at.now.week();
        if first.start() < at.now {
            first = first.next();
        }
        for team in 0..self.teams.len() as u32 {
            at.schedule(first.start(), Event::TeamWeek(TeamId(team)));
        }
    }

    /// Monday: every practitioner's slots of the week are given to what is due.
    pub(in crate::model) fn team_week(&mut self, at: &mut Moment, id: TeamId) {
        let week = at.now.week();
        at.schedule(week.next().start(), Event::TeamWeek(id));
        let all_year = self.values.is_on(P::InterventionSessionsInHolidays);
        let works = at.school.is_term(week) || all_year;
        if !works && at.school.kind(week) == WeekKind::Summer {
            self.interrupt_for_summer(at, id);
        }
        let slots = if works { self.offer_slots(at, id) } else { Vec::new() };
        let clinicians = self.clinicians(id);
        let cap = |p: &PractitionerId| u64::from(self.caseload_cap(*p));
        let open = |p: &PractitionerId| u64::from(self.practitioners[p.index()].open_cases());
        let row = TeamWeek {
            practitioners: clinicians.len() as f64,
            slots_offered: slots.len() as u64,
            slots_used: 0,
            open_cases: clinicians.iter().map(open).sum(),
            caseload_cap: clinicians.iter().map(cap).sum(),
        };
        self.observer.team_week(id.0 + 1, week, row);
        self.plan_week(at, id, &slots);
    }
}

/// Minutes from Monday midnight to the `slot`-th of `slots` in the working week: five days from
/// nine to five.
pub(super) fn slot_time(week_start: SimTime, slot: u32, slots: u32) -> SimTime {
    const DAY_BEGINS: u32 = 9 * 60;
    const DAY_MINUTES: u32 = 8 * 60;
    let working = slot * 5 * DAY_MINUTES / slots.max(1);
    let (day, minute) = (working / DAY_MINUTES, working % DAY_MINUTES);
    week_start + Span::from_days(day) + Span::from_minutes(DAY_BEGINS + minute)
}
