//! Teams: who belongs to one, which settings it covers, and its working week.

use super::event::{Event, Moment};
use super::ids::{PractitionerId, SettingId, TeamId};
use super::parameters::Parameter as P;
use super::practitioner::{Practitioner, Role};
use super::results::TeamWeek;
use super::school_calendar::WeekKind;
use super::setting::kind;
use super::site::Site;
use super::waiting_list::WaitingList;
use crate::engine::time::{SimTime, Span};

/// A mental health support team.
#[derive(Clone, Debug)]
pub(super) struct Team {
    pub(super) settings: Vec<SettingId>,
    pub(super) practitioners: Vec<PractitionerId>,
    pub(super) pupils: u32,
    pub(super) assessment: WaitingList,
    pub(super) intervention: WaitingList,
}

impl Team {
    pub(super) fn emhps(&self, practitioners: &[Practitioner]) -> usize {
        self.practitioners.iter().filter(|id| practitioners[id.index()].role == Role::Emhp).count()
    }
}

impl Site {
    /// Forms the teams: settings go to teams, and within a team to its EMHPs, so that pupils are
    /// shared as evenly as large settings allow (largest first, each to the one with fewest).
    pub(super) fn form_teams(&mut self, teams: u32) {
        let mut order: Vec<SettingId> = self.setting_ids().collect();
        order.sort_by_key(|id| (std::cmp::Reverse(self.settings[id.index()].pupils), *id));
        let emhps = self.values.count(P::TeamEmhps);
        let seniors = self.values.count(P::TeamSeniors);
        for team in (0..teams).map(TeamId) {
            let roles = std::iter::repeat_n(Role::Emhp, emhps as usize)
                .chain(std::iter::repeat_n(Role::Senior, seniors as usize));
            let practitioners = roles
                .map(|role| {
                    let id = PractitionerId(self.practitioners.len() as u32);
                    let key = self.key.child(kind::PRACTITIONER, u64::from(id.0));
                    self.practitioners.push(Practitioner::new(key, role, team));
                    id
                })
                .collect();
            self.teams.push(Team {
                settings: Vec::new(),
                practitioners,
                pupils: 0,
                assessment: WaitingList::default(),
                intervention: WaitingList::default(),
            });
        }
        let mut covered = vec![0_u32; self.practitioners.len()];
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
            setting.practitioner = team
                .practitioners
                .iter()
                .copied()
                .filter(|p| self.practitioners[p.index()].role == Role::Emhp)
                .min_by_key(|p| (covered[p.index()], *p));
            if let Some(practitioner) = setting.practitioner {
                covered[practitioner.index()] += setting.pupils;
            }
        }
        self.refresh_presence();
    }

    /// The teams take up their work.
    pub(super) fn teams_begin(&mut self, at: &mut Moment) {
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
    pub(super) fn team_week(&mut self, at: &mut Moment, id: TeamId) {
        let week = at.now.week();
        at.schedule(week.next().start(), Event::TeamWeek(id));
        let all_year = self.values.is_on(P::InterventionSessionsInHolidays);
        let works = at.school.is_term(week) || all_year;
        if !works && at.school.kind(week) == WeekKind::Summer {
            self.interrupt_for_summer(at, id);
        }
        let slots = if works { self.offer_slots(at, id) } else { Vec::new() };
        let team = &self.teams[id.index()];
        let cap = |p: &PractitionerId| u64::from(self.caseload_cap(*p));
        let open = |p: &PractitionerId| u64::from(self.practitioners[p.index()].open_cases());
        let row = TeamWeek {
            practitioners: team.practitioners.len() as f64,
            slots_offered: slots.len() as u64,
            slots_used: 0,
            open_cases: team.practitioners.iter().map(open).sum(),
            caseload_cap: team.practitioners.iter().map(cap).sum(),
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
