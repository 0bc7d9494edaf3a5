//! The school calendar of England (M26), by rule.
//!
//! School years begin on 1 September. Term runs from the first Monday of September (the next if
//! that is the 1st) to the Friday on or after 20 July, without a week at each half term (the last
//! full week of October, the week of 15 February, the last week of May), two weeks from the
//! Monday on or after 19 December and two weeks from the Monday on or after 1 April. That leaves
//! 39 weeks in most years, the 190 school days of England.

use jiff::civil::{Date, Weekday, date};

use crate::engine::time::{SimTime, Week};
use crate::model::parameters::{Values, parameters};

parameters! {
    pub struct SeasonParameters in "season" {
        /// Recognition by staff in August relative to other months (renormalised to a mean of 1)
        august: f64 = 0.25, "ratio", allowed (0.0, 5.0), plausible (0.05, 0.5),
            "M26", Live, Assumption "prior";
        /// Recognition by staff in December and April
        december_april: f64 = 0.75, "ratio", allowed (0.0, 5.0), plausible (0.5, 1.0),
            "M26", Live, Assumption "prior";
        /// Recognition by staff in October, November, February and March
        busy_months: f64 = 1.25, "ratio", allowed (0.0, 5.0), plausible (1.0, 1.5),
            "M26", Live, Assumption "prior";
    }
}

/// Which weeks are term, and the seasons of the school year.
#[derive(Clone, Debug)]
pub(crate) struct SchoolCalendar {
    /// One entry for each week from the first of 2000.
    weeks: Vec<WeekKind>,
}

/// What a week is to a school.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WeekKind {
    Term,
    /// Term in which years 11 to 13 sit examinations.
    Exams,
    ShortHoliday,
    Summer,
}

impl SchoolCalendar {
    /// The calendar from 2000 to the end of the school year after `end`.
    pub(crate) fn until(end: SimTime) -> Self {
        let last = end.week().0 + 60;
        let weeks = (0..=last).map(|week| kind_of(Week(week).start().date())).collect();
        Self { weeks }
    }

    pub(crate) fn kind(&self, week: Week) -> WeekKind {
        self.weeks.get(week.0 as usize).copied().unwrap_or(WeekKind::Summer)
    }

    pub(crate) fn is_term(&self, week: Week) -> bool {
        matches!(self.kind(week), WeekKind::Term | WeekKind::Exams)
    }
}

fn monday_on_or_after(day: Date) -> Date {
    let ahead = (7 - i64::from(day.weekday().to_monday_zero_offset())) % 7;
    day + jiff::Span::new().days(ahead)
}

fn kind_of(monday: Date) -> WeekKind {
    debug_assert_eq!(monday.weekday(), Weekday::Monday);
    let year = monday.year();
    let within = |first: Date, weeks: i64| {
        first <= monday && monday < first + jiff::Span::new().days(7 * weeks)
    };
    let term_begins = monday_on_or_after(date(year, 9, 2));
    let summer_begins = monday_on_or_after(date(year, 7, 20));
    let winter = monday_on_or_after(date(year, 12, 19));
    let winter_before = monday_on_or_after(date(year - 1, 12, 19));
    let exams = monday_on_or_after(date(year, 5, 12));
    if summer_begins <= monday && monday < term_begins {
        WeekKind::Summer
    } else if within(winter, 2)
        || within(winter_before, 2)
        || within(monday_on_or_after(date(year, 10, 22)), 1)
        || within(monday_on_or_after(date(year, 2, 12)), 1)
        || within(monday_on_or_after(date(year, 4, 1)), 2)
        || within(monday_on_or_after(date(year, 5, 25)), 1)
    {
        WeekKind::ShortHoliday
    } else if within(exams, 6) {
        WeekKind::Exams
    } else {
        WeekKind::Term
    }
}

/// Multiplier of recognition by school staff in the month of `now`, with a mean of one over the
/// year.
pub(crate) fn staff_season(values: &Values, now: SimTime) -> f64 {
    let (august, low, high) =
        (values.season.august, values.season.december_april, values.season.busy_months);
    let of_month = |month: i8| match month {
        8 => august,
        4 | 12 => low,
        2 | 3 | 10 | 11 => high,
        _ => 1.0,
    };
    let mean = (1..=12).map(of_month).sum::<f64>() / 12.0;
    of_month(now.date().month()) / mean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> SchoolCalendar {
        SchoolCalendar::until(SimTime::from_date(date(2026, 1, 1)).unwrap())
    }

    #[test]
    fn a_school_year_has_about_thirty_nine_weeks_of_term() {
        let calendar = calendar();
        for year in 2015..=2024 {
            let first = SimTime::from_date(date(year, 9, 1)).unwrap().week();
            let weeks = (first.0..first.0 + 52).filter(|&w| calendar.is_term(Week(w))).count();
            assert!((38..=40).contains(&weeks), "{year}: {weeks}");
        }
    }

    #[test]
    fn known_weeks_of_2021() {
        let calendar = calendar();
        let kind =
            |month, day| calendar.kind(SimTime::from_date(date(2021, month, day)).unwrap().week());
        assert_eq!(kind(12, 27), WeekKind::ShortHoliday);
        assert_eq!(kind(1, 12), WeekKind::Term);
        assert_eq!(kind(2, 16), WeekKind::ShortHoliday);
        assert_eq!(kind(4, 7), WeekKind::ShortHoliday);
        assert_eq!(kind(5, 19), WeekKind::Exams);
        assert_eq!(kind(6, 1), WeekKind::ShortHoliday);
        assert_eq!(kind(8, 10), WeekKind::Summer);
        assert_eq!(kind(9, 14), WeekKind::Term);
    }

    #[test]
    fn seasons_average_to_one() {
        let values = Values::default();
        let mean = (1..=12)
            .map(|m| staff_season(&values, SimTime::from_date(date(2019, m, 15)).unwrap()))
            .sum::<f64>()
            / 12.0;
        assert!((mean - 1.0).abs() < 1e-12);
    }
}
