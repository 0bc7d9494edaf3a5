//! The time budget of a practitioner's week (M18): contracted hours, less leave, training and
//! university days, and supervision; what is left is divided over direct work, the whole school
//! approach, and advice and liaison. Slots for children come out of the direct work.

use super::Workforce;
use super::supervision::supervision_due;
use crate::engine::time::WEEKS_PER_YEAR;
use crate::model::ids::PractitionerId;
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::Role;

parameters! {
    pub struct HoursParameters in "hours" {
        /// Contracted hours of a full-time post
        contracted_per_week: f64 = 37.5, "hours/week", allowed (1.0, 60.0), plausible (35.0, 40.0),
            "M18", Live, Published "NHS Agenda for Change";
        /// Annual leave and bank holidays
        leave_days_per_year: f64 = 35.0, "days/year", allowed (0.0, 200.0), plausible (28.0, 42.0),
            "M18", Live, Published "NHS Agenda for Change: 27 days and 8 bank holidays";
        /// Share of leave taken in school holidays
        leave_in_school_holidays_share: f64 = 0.8, "proportion",
            allowed (0.0, 1.0), plausible (0.5, 1.0),
            "M18", Live, Published "NELFT advertisement for trainee EMHPs 2025";
        /// Training days of a qualified practitioner, spread like leave
        training_days_per_year: f64 = 5.0, "days/year", allowed (0.0, 150.0), plausible (2.0, 12.0),
            "M18", Live, Assumption "prior";
        /// University days of a trainee, spread over the year
        university_days_per_year: f64 = 64.0, "days/year",
            allowed (0.0, 200.0), plausible (50.0, 110.0),
            "M18", Live, Published "Psychological Professions Network, EMHP careers map";
        /// Share of slots lost to sickness at the reference strain
        sickness_share: f64 = 0.045, "proportion", allowed (0.0, 1.0), plausible (0.03, 0.06),
            "M18", Live, Assumption "prior";
        /// Share of an EMHP's working time, after supervision, for direct work with children
        direct_share: f64 = 0.52, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.72),
            "M18", Live, Published "Ellins et al. 2023, Ch7 (time spent on each of the core \
             functions): average of 13 sites, October to December 2020, range 20 to 72 %; it \
             describes whole teams and is used here for EMHPs after supervision";
        /// Share for the whole school approach; the rest is for advice and liaison
        whole_school_share: f64 = 0.24, "proportion", allowed (0.0, 1.0), plausible (0.035, 0.57),
            "M18", Live, Published "Ellins et al. 2023, Ch7 (time spent on each of the core \
             functions): average of the same 13 sites, range 3.5 to 57 %; advice and liaison 23 %, \
             range 6.2 to 50 %; of whole teams, used here for EMHPs";
        /// Share of a senior's working time, after giving supervision, for their own cases
        senior_direct_share: f64 = 0.17, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.4),
            "M18", Live, Assumption "prior; Ellins et al. 2023, Ch6: limited capacity for their \
             own caseload";
        /// Working time per one-to-one slot with notes, preparation and travel, at the reference
        /// strain
        slot_minutes: f64 = 105.0, "minutes", allowed (10.0, 480.0), plausible (75.0, 135.0),
            "M18", Live, Assumption "prior; reconciles 52 % of the week with about 11 slots";
    }
}

/// Weeks of a school year (190 days) and weeks outside it.
const TERM_WEEKS: f64 = 39.0;
const HOLIDAY_WEEKS: f64 = WEEKS_PER_YEAR - TERM_WEEKS;
const DAYS_PER_WEEK: f64 = 5.0;

/// How a practitioner's hours of one week are spent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Hours {
    pub(super) direct: f64,
    pub(super) whole_school: f64,
    pub(super) advice: f64,
    pub(super) supervision: f64,
    /// Leave, training and university days.
    pub(super) away: f64,
    /// Leading, managing and administering.
    pub(super) other: f64,
}

/// What the budget of a week depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Week {
    pub(super) role: Role,
    pub(super) fte: f64,
    pub(super) is_trainee: bool,
    pub(super) is_term: bool,
    /// Hours of supervision received or given.
    pub(super) supervision: f64,
}

impl Hours {
    pub(super) fn of(values: &Values, week: Week) -> Self {
        let contracted = values.hours.contracted_per_week * week.fte;
        let day = contracted / DAYS_PER_WEEK;
        let in_holidays = values.hours.leave_in_school_holidays_share;
        let (share, weeks) = match week.is_term {
            true => (1.0 - in_holidays, TERM_WEEKS),
            false => (in_holidays, HOLIDAY_WEEKS),
        };
        let leave_days = values.hours.leave_days_per_year + values.hours.training_days_per_year;
        let mut away = leave_days * share / weeks * day;
        if week.is_trainee {
            away += values.hours.university_days_per_year / WEEKS_PER_YEAR * day;
        }
        let away = away.min(contracted);
        let supervision = week.supervision.min(contracted - away);
        let left = contracted - away - supervision;
        let none = Self { supervision, away, ..Self::default() };
        match week.role {
            Role::Emhp => {
                let adapting = values.groups.adaptation * values.groups.adaptation_cost_share;
                let direct = values.hours.direct_share;
                let whole_school = values.hours.whole_school_share.min(1.0 - direct);
                Self {
                    direct: left * direct * (1.0 - adapting),
                    other: left * direct * adapting,
                    whole_school: left * whole_school,
                    advice: left * (1.0 - direct - whole_school),
                    ..none
                }
            }
            Role::Senior => {
                let direct = values.hours.senior_direct_share;
                Self { direct: left * direct, other: left * (1.0 - direct), ..none }
            }
            Role::Manager | Role::Administrator => Self { other: left, ..none },
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.direct += other.direct;
        self.whole_school += other.whole_school;
        self.advice += other.advice;
        self.supervision += other.supervision;
        self.away += other.away;
        self.other += other.other;
    }
}

impl Workforce {
    pub(super) fn hours_of(&self, at: &Moment, id: PractitionerId) -> Hours {
        let person = &self.practitioners[id.index()];
        Hours::of(
            at.values(),
            Week {
                role: person.role,
                fte: person.fte,
                is_trainee: person.is_trainee(at.now),
                is_term: at.school.is_term(at.now.week()),
                supervision: person.supervision_hours,
            },
        )
    }

    /// Slots that the direct work of a week yields. Minutes that do not fill a slot are kept for
    /// the next week.
    pub(super) fn slots_of_week(&mut self, at: &Moment, id: PractitionerId) -> u32 {
        let minutes = (self.hours_of(at, id).direct * 60.0).round();
        let length = self.slot_minutes(at.values(), id);
        let person = &mut self.practitioners[id.index()];
        let saved = person.minutes_saved + minutes;
        let slots = (saved / length).floor();
        person.minutes_saved = saved - slots * length;
        slots as u32
    }
}

/// Slots that the holder of a vacant post would offer in this week: an experienced practitioner
/// with all the supervision that is due.
pub(super) fn slots_of_vacancy(at: &Moment, role: Role, fte: f64, is_term: bool) -> f64 {
    let values = at.values();
    let supervision = match role {
        Role::Emhp => supervision_due(values, f64::INFINITY) * fte,
        _ => 0.0,
    };
    let week = Week { role, fte, is_trainee: false, is_term, supervision };
    let offers = is_term || values.intervention.sessions_in_holidays;
    let minutes = Hours::of(values, week).direct * 60.0;
    if offers && at.now >= at.rules.time.teams_start {
        minutes / values.hours.slot_minutes
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emhp(values: &Values, is_term: bool) -> Hours {
        let supervision = values.supervision.emhp_hours_per_week;
        let week = Week { role: Role::Emhp, fte: 1.0, is_trainee: false, is_term, supervision };
        Hours::of(values, week)
    }

    fn total(hours: &Hours) -> f64 {
        let Hours { direct, whole_school, advice, supervision, away, other } = hours;
        direct + whole_school + advice + supervision + away + other
    }

    #[test]
    fn the_hours_of_a_week_add_up_to_the_contract() {
        let values = Values::default();
        for role in Role::ALL {
            for (is_trainee, is_term, supervision) in
                [(false, true, 0.0), (true, true, 2.5), (false, false, 4.0), (true, false, 100.0)]
            {
                let week = Week { role, fte: 0.6, is_trainee, is_term, supervision };
                let hours = Hours::of(&values, week);
                assert!((total(&hours) - 22.5).abs() < 1e-9, "{hours:?}");
            }
        }
    }

    /// Prior of `parameters.csv`: 8 to 16 one-to-one slots of a qualified EMHP in a week, about 11.
    /// They come out of the time budget; nobody enters them.
    #[test]
    fn about_eleven_slots_a_week_come_out() {
        let values = Values::default();
        let slots = emhp(&values, true).direct * 60.0 / values.hours.slot_minutes;
        assert!((9.5..12.0).contains(&slots), "{slots}");
    }

    #[test]
    fn most_leave_falls_in_holidays() {
        let values = Values::default();
        assert!(emhp(&values, false).away > 5.0 * emhp(&values, true).away);
    }
}
