//! Roll-out (M30): teams start in waves, and settings join with their team. Until then, or for the
//! whole run, children of a setting are noticed, held by it and referred to the specialist service,
//! but there is no team to refer to.

use crate::engine::time::SimTime;
use crate::model::children::rules::Rules;
use crate::model::event::Event;
use crate::model::ids::{SettingId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::pathway::way::Way;
use crate::model::plan::{PostPlan, Role, Wave};
use crate::model::purpose::{Purpose, STRUCTURE};
use crate::model::settings::Settings;
use crate::model::workforce::Workforce;
use crate::model::workforce::recruitment::{LabourMarket, schedule_intake};

parameters! {
    pub struct RolloutParameters in "rollout" {
        /// Whether teams start in the stated waves (false: all start on the first day of teams, and
        /// every setting has one)
        in_waves: bool = true, "switch",
            "M30", AtStart, Assumption "switch; it has no effect without waves",
            lowers "started";
        /// Pupils at which a team of a wave is full
        pupils_per_team: f64 = 8000.0, "pupils",
            allowed (100.0, 100_000.0), plausible (7000.0, 8500.0),
            "M30", AtStart, Published "Ellins et al. 2023, Ch1: about 8000 in the Trailblazers, \
             7000 in later waves",
            raises "referrals";
        /// Power of a setting's pupils in the weights of the random order in which settings join
        /// (0: equal weights; 1: in proportion)
        larger_first: f64 = 0.4, "exponent", allowed (0.0, 3.0), plausible (0.0, 1.0),
            "M30", AtStart, Assumption "prior; it gives a team about 17 settings (parliamentary \
             question, 14 November 2023), which is therefore not a finding",
            raises "referrals" of "phase=secondary";
        /// Training places of a cohort for new and vacant posts together, per 100 EMHP posts at the
        /// end of the waves (0: new posts have their own places)
        trainees_per_100_posts_per_cohort: f64 = 0.0, "per 100 EMHP posts",
            allowed (0.0, 1000.0), plausible (0.0, 40.0),
            "M30", Live, Assumption "prior; cohorts: the evaluation, Appendix 1",
            neither "0 is no limit, and above it more places fill more posts";
        /// Experienced practitioners who look for a senior post in a year, per 100 senior posts at
        /// the end of the waves (0: no limit)
        seniors_per_100_posts_per_year: f64 = 0.0, "per 100 senior posts per year",
            allowed (0.0, 1000.0), plausible (0.0, 100.0),
            "M30", AtStart, Assumption "prior; Ellins et al. 2023, Ch6 (recruitment and training): \
             recruiting seniors was far more difficult than recruiting EMHPs",
            neither "0 is no limit, and above it more seniors fill more posts";
    }
}

/// Forms the teams and decides which settings join which: all on the first day of teams, or wave by
/// wave, as many as fill the teams to the pupils that are intended.
pub(crate) fn roll_out(
    rules: &Rules,
    settings: &mut Settings,
    teams: u32,
    waves: &[Wave],
    posts: &[PostPlan],
) -> Workforce {
    let mut workforce = Workforce::default();
    let first_day = rules.time.teams_start;
    if rules.in_waves {
        let mut queue = order_of_joining(&rules.values, settings).into_iter().peekable();
        let (mut wanted, mut joined) = (0.0, 0.0);
        for wave in waves {
            wanted += f64::from(wave.teams) * rules.values.rollout.pupils_per_team;
            let mut joining = Vec::new();
            let pupils = |id: &SettingId| f64::from(settings[*id].pupils);
            // A setting joins if that brings the number of pupils closer to the target.
            while let Some(id) = queue.next_if(|id| joined + pupils(id) / 2.0 < wanted) {
                joined += pupils(&id);
                joining.push(id);
            }
            let teams = (wave.on.max(first_day), wave.teams);
            workforce.form_teams(rules, settings, teams, joining, posts);
        }
    } else {
        let all = settings.ids().collect();
        workforce.form_teams(rules, settings, (first_day, teams), all, posts);
    }
    workforce.refresh_presence(&rules.values, settings);
    workforce
}

/// The order in which settings join: random, the same in every run, weighted by the pupils of a
/// setting to the declared power.
fn order_of_joining(values: &Values, settings: &Settings) -> Vec<SettingId> {
    let power = values.rollout.larger_first;
    let mut order: Vec<(f64, SettingId)> = settings
        .ids()
        .map(|id| {
            let setting = &settings[id];
            let drawn = STRUCTURE.at(setting.key, Purpose::JoinsTeam, 0).exponential(1.0);
            (drawn / f64::from(setting.pupils.max(1)).powf(power), id)
        })
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, id)| id).collect()
}

/// Puts the first days of teams on the calendar, and adds the site's part of the supply.
pub(crate) fn begin_waves(at: &mut Moment, workforce: &Workforce, market: &mut LabourMarket) {
    let mut days: Vec<SimTime> = workforce.teams.iter().map(|team| team.begins).collect();
    days.dedup();
    for day in days {
        at.schedule(day, Event::TeamsBegin);
    }
    if at.rules.in_waves {
        schedule_intake(at);
        at.schedule(at.now, Event::CoverageReading);
        let seniors = workforce.planned_posts(Role::Senior)
            * at.values().rollout.seniors_per_100_posts_per_year
            / 100.0;
        market.add_seniors(seniors);
    }
}

impl Way<'_> {
    /// The teams whose first day it is take up their work, in settings that are covered from now on.
    pub(crate) fn teams_begin(&mut self, at: &mut Moment) {
        if !at.rules.in_waves {
            schedule_intake(at);
        }
        let mut first = at.now.week();
        if first.start() < at.now {
            first = first.next();
        }
        for (team, number) in self.workforce.teams.iter().zip(0..) {
            if team.begins == at.now {
                for id in &team.settings {
                    let setting = &mut self.settings[*id];
                    setting.covered = true;
                    if !at.rules.teams_exist {
                        setting.engagement.begin(at.now);
                    }
                }
                at.schedule(first.start(), Event::TeamChanges(TeamId(number)));
            }
        }
    }
}
