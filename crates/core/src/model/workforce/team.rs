//! Teams: who belongs to one, which settings it covers, and its working week.

use super::hours::Hours;
use super::practitioner::Slot;
use super::supervision::SupervisionWeek;
use crate::engine::time::{SimTime, Span};
use crate::model::event::{Event, Moment};
use crate::model::ids::{PostId, PractitionerId, SettingId, TeamId};
use crate::model::parameters::parameters;
use crate::model::pathway::waiting_list::WaitingList;
use crate::model::plan::{PostPlan, Role};
use crate::model::results::TeamWeek;
use crate::model::settings::school_calendar::WeekKind;
use crate::model::world::site::Site;

parameters! {
    pub struct TeamParameters in "team" {
        /// Education mental health practitioners (Band 5) in each team
        emhps: u32 = 4, "people", allowed (0.0, 40.0), plausible (2.0, 8.0),
            "M9", AtStart, Published "Ellins et al. 2023, Ch1";
        /// Senior practitioners and supervisors (Band 7 to 8a) in each team
        seniors: u32 = 3, "people", allowed (0.0, 40.0), plausible (1.0, 5.0),
            "M9", AtStart, Published "Ellins et al. 2023, Ch1";
        /// Team manager posts in each team
        manager_fte: f64 = 0.5, "FTE", allowed (0.0, 10.0), plausible (0.0, 1.0),
            "M28", AtStart, Published "Ellins et al. 2023, Ch1";
        /// Administrator posts in each team
        administrator_fte: f64 = 0.5, "FTE", allowed (0.0, 10.0), plausible (0.0, 1.0),
            "M28", AtStart, Published "Ellins et al. 2023, Ch1";
    }
}

/// A mental health support team.
#[derive(Clone, Debug)]
pub(crate) struct Team {
    pub(crate) posts: Vec<PostId>,
    /// Its first day with qualified practitioners.
    pub(crate) begins: SimTime,
    /// The cohort with which its first EMHPs were trained, where training places are limited.
    pub(super) cohort: Option<SimTime>,
    /// Whether its first week has come.
    begun: bool,
    /// Advice and liaison for each pupil, relative to a team as intended.
    pub(crate) advice: f64,
    /// Its settings, in order.
    pub(crate) settings: Vec<SettingId>,
    pub(crate) pupils: u32,
    pub(crate) assessment: WaitingList,
    pub(crate) intervention: WaitingList,
}

impl Site {
    /// Forms teams that begin on the same day: settings go to teams, and within a team to its EMHPs,
    /// so that pupils are shared as evenly as large settings allow (largest first, each to the one
    /// with fewest).
    pub(crate) fn form_teams(
        &mut self,
        begins: SimTime,
        teams: u32,
        mut settings: Vec<SettingId>,
        posts: &[PostPlan],
    ) {
        settings.sort_by_key(|id| (std::cmp::Reverse(self.settings[id.index()].pupils), *id));
        let trained = self.values.supervision.trained_share;
        let first = self.teams.len();
        for team in (first as u32..).take(teams as usize).map(TeamId) {
            let posts = self.open_team_posts(team, begins, posts, trained);
            self.teams.push(Team {
                posts,
                begins,
                cohort: None,
                begun: false,
                advice: 1.0,
                settings: Vec::new(),
                pupils: 0,
                assessment: WaitingList::default(),
                intervention: WaitingList::default(),
            });
        }
        let mut covered = vec![0.0; self.posts.len()];
        for id in settings {
            let setting = &mut self.settings[id.index()];
            let Some(team) = (first..self.teams.len()).min_by_key(|&t| (self.teams[t].pupils, t))
            else {
                return;
            };
            setting.team = Some(TeamId(team as u32));
            let team = &mut self.teams[team];
            team.pupils += setting.pupils;
            team.settings.push(id);
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
        for team in &mut self.teams[first..] {
            team.settings.sort_unstable();
        }
    }

    /// Full-time equivalents of the EMHPs of a team who are in post.
    pub(crate) fn emhps_in_post(&self, team: &Team) -> f64 {
        let posts = team.posts.iter().map(|id| &self.posts[id.index()]);
        posts.filter(|post| post.role == Role::Emhp && post.holder.is_some()).map(|p| p.fte).sum()
    }

    /// The holders of the posts of a team who see children.
    pub(crate) fn clinicians(&self, team: TeamId) -> Vec<PractitionerId> {
        let posts = self.teams[team.index()].posts.iter().map(|id| &self.posts[id.index()]);
        posts.filter(|post| post.role.is_clinical()).filter_map(|post| post.holder).collect()
    }

    /// The teams whose first day it is take up their work, in settings that are covered from now on.
    pub(crate) fn teams_begin(&mut self, at: &mut Moment) {
        if !self.in_waves {
            self.schedule_intake(at);
        }
        let mut first = at.now.week();
        if first.start() < at.now {
            first = first.next();
        }
        for (team, number) in self.teams.iter().zip(0..) {
            if team.begins == at.now {
                for id in &team.settings {
                    self.settings[id.index()].covered = true;
                }
                at.schedule(first.start(), Event::TeamWeek(TeamId(number)));
            }
        }
    }

    /// Monday: who leaves and who comes; supervision, strain and thoughts of leaving; and then
    /// every practitioner's slots of the week are given to what is due.
    pub(crate) fn team_week(&mut self, at: &mut Moment, id: TeamId) {
        let week = at.now.week();
        at.schedule(week.next().start(), Event::TeamWeek(id));
        self.market_week(at, id);
        let leavers = self.say_goodbye(at, id);
        let is_first = !std::mem::replace(&mut self.teams[id.index()].begun, true);
        if is_first {
            self.begin_vacant(at, id);
        }
        let joined = self.recruit(at, id);
        if is_first {
            self.take_over_initial_cases(at, id);
        }
        if leavers > 0 || joined {
            self.refresh_presence();
        }
        self.promote(at.now, id);
        let supervision = self.give_supervision(at, id);
        self.tire(at.now, id);
        self.weigh_leaving(at, id);
        let all_year = self.values.intervention.sessions_in_holidays;
        let works = at.school.is_term(week) || all_year;
        if !works && at.school.kind(week) == WeekKind::Summer {
            self.interrupt_for_summer(at, id);
        }
        let mut slots = if works { self.offer_slots(at, id) } else { Vec::new() };
        let row = TeamWeek { leavers, ..self.week_of(at, id, &slots, supervision) };
        if at.school.is_term(week) {
            self.advise(id, row.hours[2]);
        }
        self.mature(at, id, row.hours[1]);
        let held = self.bridging_slots(at, id).min(slots.len());
        slots.truncate(slots.len() - held);
        let row = TeamWeek { slots_used: held as u64, ..row };
        self.observer.team_week(id.0 + 1, week, row);
        self.count_time_at_risk(at.now, id);
        self.tell_week(at, id, &slots);
        self.plan_week(at, id, &slots);
    }

    /// The record of a team's week, as it begins.
    fn week_of(
        &self,
        at: &Moment,
        id: TeamId,
        slots: &[Slot],
        supervision: SupervisionWeek,
    ) -> TeamWeek {
        let mut row = TeamWeek {
            slots_offered: slots.len() as u64,
            supervision_due: supervision.due,
            supervision_given: supervision.given,
            ..TeamWeek::default()
        };
        let is_term = at.school.is_term(at.now.week());
        for post in self.open_posts(at.now, id) {
            let (posts, filled) = match post.role {
                Role::Emhp => (&mut row.emhp_posts, &mut row.emhps),
                Role::Senior => (&mut row.senior_posts, &mut row.seniors),
                Role::Manager | Role::Administrator => (&mut row.other_posts, &mut row.others),
            };
            *posts += post.fte;
            if post.holder.is_some() {
                *filled += post.fte;
            } else {
                row.slots_lost_to_vacancy +=
                    self.slots_of_vacancy(at.now, post.role, post.fte, is_term);
            }
        }
        let mut hours = Hours::default();
        for person in self.posts_held(at.now, id) {
            hours.add(&self.hours_of(at, person));
        }
        row.hours = [
            hours.direct,
            hours.whole_school,
            hours.advice,
            hours.supervision,
            hours.away,
            hours.other,
        ];
        for person_id in self.clinicians(id) {
            let person = &self.practitioners[person_id.index()];
            let (slots, qualified) = (slots.iter(), !person.is_trainee(at.now));
            let offered = slots.filter(|slot| slot.practitioner == person_id).count() as u64;
            row.clinicians += person.fte;
            row.strain += person.strain * person.fte;
            row.supervision_owed += person.supervision_owed;
            row.open_cases += u64::from(person.open_cases());
            row.caseload_cap += u64::from(self.caseload_cap(at.now, person_id));
            if person.role == Role::Emhp && !qualified {
                row.trainees += person.fte;
            } else if person.role == Role::Emhp {
                row.emhp_slots += offered;
            }
        }
        let cost = self.cost_of_week(at.now, id);
        row.pay = cost.pay;
        row.pay_if_full = cost.pay_if_full;
        row.other_costs = cost.other;
        row.funding = cost.funding;
        row
    }

    /// The holders of all posts of a team that have begun.
    fn posts_held(&self, now: SimTime, team: TeamId) -> Vec<PractitionerId> {
        self.open_posts(now, team).filter_map(|post| post.holder).collect()
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
