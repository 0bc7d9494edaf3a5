//! Teams by week, and what the weeks come to: the measures of the workforce that are derived from
//! them.

use std::collections::BTreeMap;

use super::function::Hours;
use super::role_time::RoleTime;
use super::{Idle, Level, Of, Subgroup, Tallies, TeamWeek, kinds, measured};
use crate::engine::time::{DAYS_PER_YEAR, Month, SimTime, Span, WEEKS_PER_YEAR, Week};
use crate::model::plan::{Role, TimePlan};

/// Weeks of the teams of a site, each team numbered from 1.
type ByWeek = BTreeMap<(u32, Week), TeamWeek>;

/// Time of each role of the teams of a site by quarter (its first month).
type ByRole = BTreeMap<(u32, Month, Role), RoleTime>;

/// The weeks of the teams of a site, each team numbered from 1.
#[derive(Clone, Debug)]
pub(crate) struct TeamWeeks {
    measure_from: SimTime,
    /// How long the measurement window is.
    window: Span,
    rows: ByWeek,
    time: ByRole,
}

impl TeamWeeks {
    pub(crate) fn new(time: &TimePlan) -> Self {
        let window = time.end.since(time.measure_from);
        Self {
            measure_from: time.measure_from,
            window,
            rows: BTreeMap::new(),
            time: BTreeMap::new(),
        }
    }

    /// Notes the week of a team, if it lies in the measurement window.
    pub(crate) fn add(&mut self, team: u32, week: Week, row: TeamWeek) {
        if week.start() >= self.measure_from {
            self.rows.insert((team, week), row);
        }
    }

    /// Notes the hours of somebody in a team in a week, if it lies in the measurement window.
    pub(crate) fn add_hours(
        &mut self,
        team: u32,
        week: Week,
        (role, fte): (Role, f64),
        of: &Hours,
    ) {
        if week.start() >= self.measure_from {
            let quarter = week.start().month().quarter();
            let time = self.time.entry((team, quarter, role)).or_default();
            time.fte_weeks += fte;
            time.hours.add(of);
        }
    }

    /// Slots of a team were used.
    ///
    /// # Errors
    /// What was found, where more were used than were offered.
    pub(crate) fn use_slots(&mut self, team: u32, week: Week, slots: u64) -> Result<(), String> {
        let Some(row) = self.rows.get_mut(&(team, week)) else { return Ok(()) };
        row.slots_used += slots;
        if row.slots_used > row.slots_offered {
            return Err(format!("{} used of {}", row.slots_used, row.slots_offered));
        }
        Ok(())
    }

    /// A slot of a team stayed idle.
    pub(crate) fn idle_slot(&mut self, team: u32, week: Week, cause: Idle) {
        if let Some(row) = self.rows.get_mut(&(team, week)) {
            row.slots_idle[cause as usize] += 1;
        }
    }

    /// Adds what the weeks come to, with the children who started help and those who recovered.
    pub(crate) fn add_to(&self, tallies: &mut Tallies, started: f64, recovered: f64) {
        fn add<K: kinds::Ratio>(tallies: &mut Tallies, of: Of<K>, part: f64, whole: f64) {
            tallies.ratio_mut(Subgroup::ALL, of).add(part, whole);
        }
        let weeks: Vec<TeamWeek> = self.rows.values().copied().collect();
        let sum = |of: fn(&TeamWeek) -> f64| weeks.iter().map(of).sum::<f64>();
        let working = |of: fn(&TeamWeek) -> f64| {
            weeks.iter().filter(|week| week.slots_offered > 0).map(of).sum::<f64>()
        };
        let years = |person_weeks: f64| person_weeks / WEEKS_PER_YEAR;
        let qualified = |week: &TeamWeek| week.emhps - week.trainees;
        let costs = sum(|week| week.pay + week.other_costs);
        add(
            tallies,
            measured::SlotsUsedShare,
            working(|week| week.slots_used as f64),
            working(|week| week.slots_offered as f64),
        );
        add(
            tallies,
            measured::EmhpVacancyShare,
            sum(|week| week.emhp_posts - week.emhps),
            sum(|week| week.emhp_posts),
        );
        add(
            tallies,
            measured::SeniorVacancyShare,
            sum(|week| week.senior_posts - week.seniors),
            sum(|week| week.senior_posts),
        );
        add(
            tallies,
            measured::SupervisionGivenShare,
            sum(|week| week.supervision_given),
            sum(|week| week.supervision_due),
        );
        add(
            tallies,
            measured::CaseloadMean,
            working(|week| (week.open_cases + week.cases_in_review) as f64),
            working(|week| week.clinicians),
        );
        add(
            tallies,
            measured::SlotsPerEmhpWeek,
            working(|week| week.emhp_slots as f64),
            working(qualified),
        );
        add(tallies, measured::CasesPerEmhpYear, started, years(sum(qualified)));
        add(
            tallies,
            measured::SessionsLostToVacancy,
            sum(|week| week.slots_lost_to_vacancy),
            years(weeks.len() as f64),
        );
        add(tallies, measured::StrainMean, sum(|week| week.strain), sum(|week| week.clinicians));
        add(tallies, measured::CostPerChildStarted, costs, started);
        add(tallies, measured::CostPerRecovery, costs, recovered);
        let years = self.window.days() / DAYS_PER_YEAR;
        let level = Level { total: costs, times: years };
        *tallies.level_mut(Subgroup::ALL, measured::CostPerYear) = level;
    }

    /// Hands over the weeks, and the time of each role by quarter.
    pub(crate) fn into_rows(self) -> (ByWeek, ByRole) {
        (self.rows, self.time)
    }
}
