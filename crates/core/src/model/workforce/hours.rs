//! The time budget of a practitioner's week (M18): contracted hours, less leave, training and
//! university days, supervision, and what else has to be done (`duties.rs`). What is left is divided
//! over direct work, the whole school approach, and advice and liaison. Slots for children come out
//! of the direct work.
//!
//! The published shares of the three functions are of whole teams. Seniors give little of their time
//! to cases of their own and more to the other two functions; EMHPs do what is left of each.

use super::Workforce;
use super::budget::{Budget, Contract};
use super::division::{Division, Left};
use super::supervision::supervision_due;
use crate::model::ids::{PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::Role;
use crate::model::results::{Function, Hours};
use crate::model::settings::{Settings, shock};

parameters! {
    pub struct HoursParameters in "hours" {
        /// Contracted hours of a full-time post
        contracted_per_week: f64 = 37.5, "hours/week", allowed (1.0, 60.0), plausible (35.0, 40.0),
            "M18", Live, Published "NHS Agenda for Change",
            raises "slots_per_emhp_week";
        /// Annual leave and bank holidays
        leave_days_per_year: f64 = 35.0, "days/year", allowed (0.0, 200.0), plausible (28.0, 42.0),
            "M18", Live, Published "NHS Agenda for Change: 27 days and 8 bank holidays",
            lowers "slots_per_emhp_week";
        /// Share of leave taken in school holidays
        leave_in_school_holidays_share: f64 = 0.8, "proportion",
            allowed (0.0, 1.0), plausible (0.5, 1.0),
            "M18", Live, Published "NELFT advertisement for trainee EMHPs 2025",
            raises "slots_per_emhp_week";
        /// Training days of a qualified practitioner, spread like leave
        training_days_per_year: f64 = 5.0, "days/year", allowed (0.0, 150.0), plausible (2.0, 12.0),
            "M18", Live, Assumption "prior",
            lowers "slots_per_emhp_week";
        /// University days of a trainee, spread over the year
        university_days_per_year: f64 = 64.0, "days/year",
            allowed (0.0, 200.0), plausible (50.0, 110.0),
            "M18", Live, Published "Psychological Professions Network, EMHP careers map",
            raises "slots_used_share";
        /// Share of slots lost to sickness at the reference strain
        sickness_share: f64 = 0.045, "proportion", allowed (0.0, 1.0), plausible (0.03, 0.06),
            "M18", Live, Assumption "prior",
            lowers "slots_per_emhp_week";
        /// Share of a team's time on the three functions that goes to direct work with children
        direct_share: f64 = 0.52, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.72),
            "M18", Live, Published "Ellins et al. 2023, Ch7 (time spent on each of the core \
             functions): average of 13 sites, October to December 2020, range 20 to 72 %",
            raises "slots_per_emhp_week";
        /// Share that goes to the whole school approach; the rest is for advice and liaison
        whole_school_share: f64 = 0.24, "proportion", allowed (0.0, 1.0), plausible (0.035, 0.57),
            "M18", Live, Published "Ellins et al. 2023, Ch7 (time spent on each of the core \
             functions): average of the same 13 sites, range 3.5 to 57 %; advice and liaison 23 %, \
             range 6.2 to 50 %",
            raises "cases_prevented";
        /// Whether these shares are of the whole team (false: of each EMHP, and seniors have no part
        /// in the whole school approach and advice)
        shares_of_team: bool = true, "switch",
            "M18", Live, Published "Ellins et al. 2023, Ch7: the shares are of teams; Ch12: in \
             three of five case study sites staff other than EMHPs lead the whole school approach",
            raises "slots_per_emhp_week";
        /// Share of a senior's working time, after giving supervision, for their own cases
        senior_direct_share: f64 = 0.17, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.4),
            "M18", Live, Assumption "prior; Ellins et al. 2023, Ch6: limited capacity for their \
             own caseload",
            lowers "slots_per_emhp_week";
        /// Share of that time for the whole school approach and advice together; with the cases no
        /// more than all of it
        senior_schools_share: f64 = 0.4, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.6),
            "M18", Live, Assumption "prior; Ellins et al. 2023, Ch12: in three of five case study \
             sites staff other than EMHPs lead the whole school approach; no share is reported",
            raises "slots_per_emhp_week";
        /// Working time per one-to-one slot with notes, preparation and travel, at the reference
        /// strain
        slot_minutes: f64 = 105.0, "minutes", allowed (10.0, 480.0), plausible (75.0, 135.0),
            "M18", Live, Assumption "prior; reconciles 52 % of the week with about 11 slots",
            lowers "slots_per_emhp_week";
        /// Relative increase in that time for trainees and on the day of qualifying; it falls to
        /// nothing with experience (caseload.ramp_months)
        slot_inexperienced: f64 = 0.35, "ratio", allowed (0.0, 5.0), plausible (0.1, 0.8),
            "M18, M19", Live, Assumption "prior; a smaller caseload is given because each case takes \
             longer to prepare; Ellins et al. 2023, Ch6: restrictions on the caseload of trainees",
            lowers "slots_per_emhp_week";
    }
}

impl Workforce {
    /// Divides the week of everyone in a team over the functions.
    pub(crate) fn divide_week(&mut self, at: &Moment, settings: &Settings, team: TeamId) {
        let values = at.values();
        let is_term = at.school.is_term(at.now.week());
        let held = self.posts_held(at.now, team);
        let is_away = |id: &PractitionerId| self.practitioners[id.index()].is_on_leave();
        let (away, there): (Vec<_>, Vec<_>) = held.into_iter().partition(is_away);
        let mut week: Vec<Budget> = there
            .into_iter()
            .map(|id| {
                let person = &self.practitioners[id.index()];
                let contract = Contract {
                    role: person.role,
                    fte: person.fte,
                    is_trainee: person.is_trainee(at.now),
                    is_term,
                    supervision: person.supervision_hours,
                };
                Budget::of(values, id, contract)
            })
            .collect();
        self.do_duties(at, settings, team, &mut week);
        let division = Division::of(values, Left::of(&week), slots_held(values, is_term));
        for mut budget in week {
            divide(&mut budget, values, division);
            self.practitioners[budget.id.index()].hours = budget.hours;
        }
        for id in away {
            let person = &mut self.practitioners[id.index()];
            person.hours = Hours::default();
            person.hours[Function::Away] = values.hours.contracted_per_week * person.fte;
        }
        self.teams[team.index()].division = division;
    }

    /// Slots that the direct work of a week yields. Minutes that do not fill a slot are kept for
    /// the next week.
    pub(super) fn slots_of_week(&mut self, at: &Moment, id: PractitionerId) -> u32 {
        let length = self.slot_minutes(at.values(), at.now, id);
        let person = &mut self.practitioners[id.index()];
        let minutes = (person.hours[Function::Direct] * 60.0).round();
        let saved = person.minutes_saved + minutes;
        let slots = (saved / length).floor();
        person.minutes_saved = saved - slots * length;
        slots as u32
    }

    /// Slots that the holder of a vacant post of a team would offer in this week: an experienced
    /// practitioner with all the supervision that is due.
    pub(super) fn slots_of_vacancy(&self, at: &Moment, id: TeamId, role: Role, fte: f64) -> f64 {
        let (values, team) = (at.values(), &self.teams[id.index()]);
        if at.now < at.rules.time.teams_start {
            return 0.0;
        }
        let supervision = match role {
            role if role.is_low_intensity() => supervision_due(values, f64::INFINITY) * fte,
            _ => 0.0,
        };
        let is_term = at.school.is_term(at.now.week());
        let contract = Contract { role, fte, is_trainee: false, is_term, supervision };
        let mut budget = Budget::of(values, PractitionerId(0), contract);
        divide(&mut budget, values, team.division);
        budget.hours[Function::Direct] * 60.0 / values.hours.slot_minutes
    }
}

/// Divides all that is left of a week over the functions.
fn divide(budget: &mut Budget, values: &Values, division: Division) {
    let left = std::mem::take(&mut budget.left);
    let hours = &mut budget.hours;
    match budget.role {
        Role::Emhp | Role::WellbeingPractitioner => {
            let adapting = values.groups.adaptation * values.groups.adaptation_cost_share;
            let direct = division.emhp_direct;
            let schools = left * (1.0 - direct);
            hours[Function::Direct] += left * direct * (1.0 - adapting);
            hours[Function::Other] += left * direct * adapting;
            hours[Function::WholeSchool] += schools * division.whole_school;
            hours[Function::Advice] += schools * (1.0 - division.whole_school);
        }
        Role::Senior => {
            let (direct, schools) = (division.senior_direct, left * division.senior_schools);
            hours[Function::Direct] += left * direct;
            hours[Function::WholeSchool] += schools * division.whole_school;
            hours[Function::Advice] += schools * (1.0 - division.whole_school);
            hours[Function::Management] += left * (1.0 - direct) - schools;
        }
        Role::SpecialistWorker => {
            hours[Function::WholeSchool] += left * division.whole_school;
            hours[Function::Advice] += left * (1.0 - division.whole_school);
        }
        Role::Manager => hours[Function::Management] += left,
        Role::Administrator => hours[Function::Administration] += left,
    }
}

/// Share of the usual slots that are held in a week: in holidays no school has a room for them, and
/// in a lockdown some cannot be held at all.
fn slots_held(values: &Values, is_term: bool) -> f64 {
    let in_holidays = match (is_term, values.intervention.sessions_in_holidays) {
        (true, _) => 1.0,
        (false, true) => values.intervention.holiday_slots_share,
        (false, false) => 0.0,
    };
    in_holidays * shock::sessions_held(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(values: &Values, role: Role, supervision: f64, is_term: bool) -> Budget {
        let contract = Contract { role, fte: 1.0, is_trainee: false, is_term, supervision };
        Budget::of(values, PractitionerId(0), contract)
    }

    /// A week of term of a team of four EMHPs and three seniors, of which two supervise, before
    /// other duties.
    fn a_team(values: &Values) -> (Vec<Budget>, Division) {
        let due = values.supervision.emhp_hours_per_week;
        let emhps = (0..4).map(|_| budget(values, Role::Emhp, due, true));
        let seniors = [2.0 * due, 2.0 * due, 0.0];
        let seniors = seniors.map(|gives| budget(values, Role::Senior, gives, true));
        let week: Vec<Budget> = emhps.chain(seniors).collect();
        let division = Division::of(values, Left::of(&week), 1.0);
        (week, division)
    }

    #[test]
    fn the_hours_of_a_week_add_up_to_the_contract() {
        let values = Values::default();
        for role in Role::ALL {
            for (is_trainee, is_term, supervision) in
                [(false, true, 0.0), (true, true, 2.5), (false, false, 4.0), (true, false, 100.0)]
            {
                let contract = Contract { role, fte: 0.6, is_trainee, is_term, supervision };
                let mut budget = Budget::of(&values, PractitionerId(0), contract);
                budget.spend(Function::Settings, 2.0);
                let left = Left { low_intensity: 100.0, seniors: 80.0, specialists: 20.0 };
                divide(&mut budget, &values, Division::of(&values, left, 0.5));
                assert!((budget.hours.total() - 22.5).abs() < 1e-9, "{:?}", budget.hours);
            }
        }
    }

    /// The published shares are of teams (Ellins et al. 2023, Ch7): 52, 24 and 23 % of the time on
    /// the three functions, rounded.
    #[test]
    fn a_team_divides_its_time_as_published() {
        let values = Values::default();
        let (week, division) = a_team(&values);
        let mut sum = Hours::default();
        for mut one in week {
            divide(&mut one, &values, division);
            sum.add(&one.hours);
        }
        let three = [Function::Direct, Function::WholeSchool, Function::Advice];
        let all: f64 = three.iter().map(|function| sum[*function]).sum();
        for (function, share) in three.into_iter().zip([0.52, 0.24, 0.24]) {
            assert!((sum[function] / all - share).abs() < 1e-9, "{function:?}");
        }
    }

    /// Prior of `parameters.csv`: 8 to 16 one-to-one slots of a qualified EMHP in a week, about 11.
    /// They come out of the time budget; nobody enters them.
    #[test]
    fn about_eleven_slots_a_week_come_out() {
        let values = Values::default();
        let (week, division) = a_team(&values);
        let mut emhp = week[0];
        // Four settings and a half: 1,050 settings and 58 teams (Ellins et al. 2023, Table 2).
        emhp.spend(Function::Settings, 4.5 * values.duties.hours_per_setting);
        divide(&mut emhp, &values, division);
        let slots = emhp.hours[Function::Direct] * 60.0 / values.hours.slot_minutes;
        assert!((9.5..12.0).contains(&slots), "{slots}");
    }

    /// What is not held is no direct work, and goes to the other functions.
    #[test]
    fn only_slots_that_are_held_are_direct_work() {
        let values = Values::default();
        let left = Left { low_intensity: 120.0, seniors: 90.0, specialists: 0.0 };
        for role in [Role::Emhp, Role::Senior] {
            let of = |held| {
                let mut budget = budget(&values, role, 1.25, false);
                divide(&mut budget, &values, Division::of(&values, left, held));
                budget.hours
            };
            let (usual, half, closed) = (of(1.0), of(0.5), of(0.0));
            assert!(usual[Function::Direct] > 0.0 && closed[Function::Direct] == 0.0);
            assert!((half[Function::Direct] - usual[Function::Direct] / 2.0).abs() < 1e-12);
            let ratio = |hours: &Hours| hours[Function::Advice] / hours[Function::WholeSchool];
            assert!((ratio(&usual) - ratio(&closed)).abs() < 1e-12);
        }
    }

    #[test]
    fn most_leave_falls_in_holidays() {
        let values = Values::default();
        let away = |is_term| budget(&values, Role::Emhp, 1.25, is_term).hours[Function::Away];
        assert!(away(false) > 5.0 * away(true));
    }
}
