//! Roll-out (M30): teams begin in waves, and settings join with their team. Before that, or for
//! ever, their children are noticed, held by the setting and referred to the specialist service,
//! but there is no team to ask.

use crate::engine::time::{DAYS_PER_MONTH, Month, SimTime, Span};
use crate::model::children::place::{Place, Reason, Standing};
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, SettingId, TeamId};
use crate::model::parameters::parameters;
use crate::model::plan::{PostPlan, Role, Wave};
use crate::model::purpose::Purpose;
use crate::model::results::{CoverageMonth, CoverageSide};
use crate::model::settings::setting::STRUCTURE;
use crate::model::world::site::Site;

parameters! {
    pub struct RolloutParameters in "rollout" {
        /// Whether teams start in the stated waves (false: all start on the first day of teams, and
        /// every setting has one)
        in_waves: bool = true, "switch",
            "M30", AtStart, Assumption "switch; it has no effect without waves";
        /// Pupils at which a team of a wave is full
        pupils_per_team: f64 = 8000.0, "pupils",
            allowed (100.0, 100_000.0), plausible (7000.0, 8500.0),
            "M30", AtStart, Published "Ellins et al. 2023, Ch1: about 8000 in the Trailblazers, \
             7000 in later waves";
        /// Power of a setting's pupils in the weights of the random order in which settings join
        /// (0: equal weights; 1: in proportion)
        larger_first: f64 = 0.4, "exponent", allowed (0.0, 3.0), plausible (0.0, 1.0),
            "M30", AtStart, Assumption "prior; it gives a team about 17 settings (parliamentary \
             question, 14 November 2023), which is therefore not a finding";
        /// Training places of a cohort for new and vacant posts together, per 100 EMHP posts at the
        /// end of the waves (0: new posts have their own places)
        trainees_per_100_posts_per_cohort: f64 = 0.0, "per 100 EMHP posts",
            allowed (0.0, 1000.0), plausible (0.0, 40.0),
            "M30", Live, Assumption "prior; cohorts: the evaluation, Appendix 1";
        /// Experienced practitioners who look for a senior post in a year, per 100 senior posts at
        /// the end of the waves (0: no limit)
        seniors_per_100_posts_per_year: f64 = 0.0, "per 100 senior posts per year",
            allowed (0.0, 1000.0), plausible (0.0, 100.0),
            "M30", AtStart, Assumption "prior; Ellins et al. 2023, Ch6: slow senior recruitment";
    }
}

impl Site {
    /// Forms the teams and settles which settings join with which: all on the first day of teams,
    /// or wave by wave, as many as fill the teams to the pupils that are intended.
    pub(crate) fn roll_out(&mut self, teams: u32, waves: &[Wave], posts: &[PostPlan]) {
        let first_day = self.time.teams_start;
        self.in_waves = !waves.is_empty() && self.values.rollout.in_waves;
        if self.in_waves {
            let mut queue = self.order_of_joining().into_iter().peekable();
            let (mut wanted, mut joined) = (0.0, 0.0);
            for wave in waves {
                wanted += f64::from(wave.teams) * self.values.rollout.pupils_per_team;
                let mut joining = Vec::new();
                let pupils = |id: &SettingId| f64::from(self.settings[id.index()].pupils);
                // A setting joins if that brings the pupils nearer to what is wanted.
                while let Some(id) = queue.next_if(|id| joined + pupils(id) / 2.0 < wanted) {
                    joined += pupils(&id);
                    joining.push(id);
                }
                self.form_teams(wave.on.max(first_day), wave.teams, joining, posts);
            }
        } else {
            let all = self.setting_ids().collect();
            self.form_teams(first_day, teams, all, posts);
        }
        self.refresh_presence();
    }

    /// The order in which settings join: random, the same in every run, weighted by the pupils of a
    /// setting to the declared power.
    fn order_of_joining(&self) -> Vec<SettingId> {
        let power = self.values.rollout.larger_first;
        let mut order: Vec<(f64, SettingId)> = self
            .setting_ids()
            .map(|id| {
                let setting = &self.settings[id.index()];
                let drawn = STRUCTURE.at(setting.key, Purpose::JoinsTeam, 0).exponential(1.0);
                (drawn / f64::from(setting.pupils.max(1)).powf(power), id)
            })
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        order.into_iter().map(|(_, id)| id).collect()
    }

    /// Puts the first days of teams on the calendar, and says what the site brings to the supply.
    pub(crate) fn begin_waves(&mut self, at: &mut Moment) {
        let mut days: Vec<SimTime> = self.teams.iter().map(|team| team.begins).collect();
        days.dedup();
        for day in days {
            at.schedule(day, Event::TeamsBegin);
        }
        if self.in_waves {
            self.schedule_intake(at);
            at.schedule(at.now, Event::CoverageReading);
            let seniors = self.planned_posts(Role::Senior)
                * self.values.rollout.seniors_per_100_posts_per_year
                / 100.0;
            at.market.add_seniors(seniors);
        }
    }

    /// Whether the setting of a child has a team that works.
    pub(crate) fn has_team(&self, id: ChildId) -> bool {
        self.setting_of(id).covered
    }

    /// Whether any team of the site works.
    pub(crate) fn any_team_works(&self) -> bool {
        self.settings.iter().any(|setting| setting.covered)
    }

    /// A child whom the team has moves to a setting without one: the new setting holds it.
    pub(crate) fn leave_team_behind(&mut self, at: &mut Moment, id: ChildId, next: SettingId) {
        if self.child(id).place.is_with_team() && !self.settings[next.index()].covered {
            self.go(at, id, Place::HeldBySetting, Reason::LeftCoverage);
        }
    }

    /// Teams that have not begun and whose first EMHPs are in training.
    pub(crate) fn teams_in_training(&self, now: SimTime) -> impl Iterator<Item = TeamId> {
        let months = self.values.recruitment.training_months;
        let horizon = now + Span::from_days_f64(months * DAYS_PER_MONTH);
        let trains = move |begins: SimTime| now < begins && begins <= horizon;
        (self.teams.iter().zip(0..))
            .filter(move |(team, _)| trains(team.begins))
            .map(|(_, number)| TeamId(number))
    }

    /// On the first Monday of a month, after all else: reads the coverage, and begins to count anew
    /// who is helped.
    pub(crate) fn read_coverage(&mut self, at: &mut Moment) {
        let next = Month(at.now.month().0 + 1).first_day();
        let next = SimTime::from_date(next).unwrap_or(SimTime::MAX);
        let monday = if next.week().start() < next { next.week().next().start() } else { next };
        at.schedule(monday, Event::CoverageReading);
        let helped = std::mem::take(&mut self.helped);
        let now = at.now;
        if !self.observer.measures(now) {
            return;
        }
        let mut sides = helped.map(|began| CoverageSide { help_began: began, ..<_>::default() });
        for setting in &self.settings {
            let side = &mut sides[usize::from(!setting.covered)];
            side.settings += 1;
            side.pupils += u64::from(setting.pupils);
        }
        for (_, child) in &self.children {
            if child.course.is_remitted() {
                continue;
            }
            let side = &mut sides[usize::from(!self.settings[child.setting.index()].covered)];
            side.in_need += 1;
            match child.place.standing() {
                Standing::InHelp => side.in_help += 1,
                Standing::Waiting => side.waiting += 1,
                Standing::Held => side.held += 1,
                Standing::Unmet => side.unmet += 1,
            }
        }
        let [covered, uncovered] = sides;
        let mut read = CoverageMonth { covered, uncovered, ..CoverageMonth::default() };
        read.teams = self.teams.iter().filter(|team| team.begins <= now).count() as u64;
        read.teams_in_training = self.teams_in_training(now).count() as u64;
        for post in &self.posts {
            let filled = if post.holder.is_some() { post.fte() } else { 0.0 };
            match post.role() {
                Role::Emhp if post.is_open(now) => {
                    read.emhp_posts += post.fte();
                    read.emhps += filled;
                }
                Role::Senior if post.is_open(now) => {
                    read.senior_posts += post.fte();
                    read.seniors += filled;
                }
                _ => {}
            }
        }
        self.observer.coverage(now, read);
    }
}
