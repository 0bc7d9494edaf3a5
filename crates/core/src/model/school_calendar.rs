//! The school calendar of England (M26), by rule.
//!
//! School years begin on 1 September. Term runs from the first Monday of September (the next if
//! that is the 1st) to the Friday on or after 20 July, without a week at each half term (the last
//! full week of October, the week of 15 February, the week of the spring bank holiday), two weeks
//! from the Monday on or after 19 December and two weeks at Easter. That leaves 39 weeks in most
//! years, the 190 school days of England with five days for training.
//!
//! The Easter holiday holds Good Friday or begins after it, and holds Easter Monday or ends before
//! it: it starts in the week of Good Friday, a week later if that Monday is before 30 March, and a
//! week earlier if it is after 7 April. Most authorities did so from 2018 to 2024; authorities
//! differ by a week in some years (2022, 2024).
//!
//! Colleges teach about 36 weeks: their summer begins on the Monday on or after 28 June. That counts for
//! their own staff only; teams keep the calendar of schools.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::{Date, Weekday, date};

use crate::engine::time::{MINUTES_PER_DAY, SimTime, Span, Week};
use crate::model::bank_holidays::{self, monday_from};
use crate::model::parameters::{Values, parameters};

/// Weeks of term in a school year, which has 190 days.
pub(crate) const TERM_WEEKS: f64 = 39.0;

parameters! {
    pub struct SeasonParameters in "season" {
        /// Whether the Easter holiday and bank holidays fall on the dates of each year (false: two
        /// weeks from the Monday on or after 1 April, and no bank holidays)
        by_date: bool = true, "switch",
            "M26", AtStart, Published "GOV.UK, bank holidays in England and Wales; the two weeks at \
             Easter are those of most authorities from 2018 to 2024",
            neither "it moves holidays within the year";
        /// Whether school staff notice need, look again and refer on school days only (false: on
        /// any day)
        on_school_days: bool = true, "switch",
            "M26", Live, Assumption "prior; staff see pupils on school days; Ellins et al. 2023, \
             Ch10: need was harder to spot while most pupils were not in school",
            neither "what staff notice in a year is the same";
        /// Recognition by staff in August relative to other months (renormalised to a mean of 1);
        /// without effect where staff notice on school days only
        august: f64 = 0.25, "ratio", allowed (0.0, 5.0), plausible (0.05, 0.5),
            "M26", Live, Assumption "prior",
            neither "what staff notice in a year is the same";
        /// Recognition by staff in December and April; on a school day of these months, where staff
        /// notice on school days only
        december_april: f64 = 0.75, "ratio", allowed (0.0, 5.0), plausible (0.5, 1.0),
            "M26", Live, Assumption "prior",
            neither "what staff notice in a year is the same";
        /// Recognition by staff in October, November, February and March; on a school day of these
        /// months, where staff notice on school days only
        busy_months: f64 = 1.25, "ratio", allowed (0.0, 5.0), plausible (1.0, 1.5),
            "M26", Live, Assumption "prior",
            neither "what staff notice in a year is the same";
    }
}

/// The school calendars of a world.
#[derive(Clone, Debug)]
pub(crate) struct SchoolCalendars {
    by_date: SchoolCalendar,
    same_every_year: SchoolCalendar,
}

/// The calendars that have been made in this process, by their last week.
static MADE: Mutex<BTreeMap<u32, Arc<SchoolCalendars>>> = Mutex::new(BTreeMap::new());

impl SchoolCalendars {
    /// The calendars from 2000 to the end of the school year after `end`.
    pub(crate) fn until(end: SimTime) -> Arc<Self> {
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let calendars = made.entry(end.week().0).or_insert_with(|| {
            Arc::new(Self {
                by_date: SchoolCalendar::until(end, true),
                same_every_year: SchoolCalendar::until(end, false),
            })
        });
        Arc::clone(calendars)
    }

    /// The calendar of a site.
    pub(crate) fn of(&self, values: &Values) -> &SchoolCalendar {
        if values.season.by_date { &self.by_date } else { &self.same_every_year }
    }
}

/// Which weeks are term and which days are school days, and the seasons of the school year.
#[derive(Clone, Debug)]
pub(crate) struct SchoolCalendar {
    /// One entry for each week from the first of 2000.
    weeks: Vec<SchoolWeek>,
    /// School days of each [`Season`] before each day, from 1 January 2000 on, by [`Terms`].
    school_days: [Vec<[u32; 3]>; 2],
    /// School days of each season in an average day, by [`Terms`].
    average: [[f64; 3]; 2],
}

/// Whose terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Terms {
    Schools,
    /// Shorter ones.
    Colleges,
}

#[derive(Clone, Copy, Debug)]
struct SchoolWeek {
    kind: WeekKind,
    /// Which of the days from Monday to Friday are no bank holidays.
    open: [bool; 5],
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

impl WeekKind {
    pub(crate) fn is_term(self) -> bool {
        matches!(self, Self::Term | Self::Exams)
    }
}

/// How busy a month is.
#[derive(Clone, Copy)]
enum Season {
    Busy,
    DecemberApril,
    Other,
}

impl Season {
    fn of_month(month: i8) -> Self {
        match month {
            2 | 3 | 10 | 11 => Self::Busy,
            4 | 12 => Self::DecemberApril,
            _ => Self::Other,
        }
    }

    /// What staff notice on a school day of each season, relative to others.
    fn ratios(values: &Values) -> [f64; 3] {
        [values.season.busy_months, values.season.december_april, 1.0]
    }
}

impl SchoolCalendar {
    fn until(end: SimTime, by_date: bool) -> Self {
        let last = end.week().0 + 60;
        let years = 2000..=Week(last).start().date().year();
        let mut holidays: Vec<Date> = match by_date {
            true => years.flat_map(bank_holidays::of_england).collect(),
            false => Vec::new(),
        };
        holidays.sort();
        let mut holidays = holidays.into_iter().peekable();
        let mut weeks = Vec::with_capacity(last as usize + 1);
        // The two days before the first Monday of 2000 were a weekend.
        let mut before = [[0; 3]; 2];
        let mut school_days = before.map(|none| vec![none; 3]);
        for week in 0..=last {
            let monday = Week(week).start().date();
            let kind = kind_of(monday, by_date);
            let mut open = [true; 5];
            let next_monday = monday + jiff::Span::new().days(7);
            while let Some(day) = holidays.next_if(|&day| day < next_monday) {
                open[day.weekday().to_monday_zero_offset() as usize] = false;
            }
            for (day, open) in open.into_iter().chain([false; 2]).enumerate() {
                let month = (monday + jiff::Span::new().days(day as i64)).month();
                for terms in [Terms::Schools, Terms::Colleges] {
                    let before = &mut before[terms as usize];
                    if open
                        && kind.is_term()
                        && !(terms == Terms::Colleges && is_after_college(monday))
                    {
                        before[Season::of_month(month) as usize] += 1;
                    }
                    school_days[terms as usize].push(*before);
                }
            }
            weeks.push(SchoolWeek { kind, open });
        }
        let days = school_days[0].len() as f64;
        let average = before.map(|all| all.map(|all| f64::from(all) / days));
        Self { weeks, school_days, average }
    }

    pub(crate) fn kind(&self, week: Week) -> WeekKind {
        self.weeks.get(week.0 as usize).map_or(WeekKind::Summer, |week| week.kind)
    }

    pub(crate) fn is_term(&self, week: Week) -> bool {
        self.kind(week).is_term()
    }

    /// The working days of a week, from Monday (0) to Friday (4), without bank holidays.
    pub(crate) fn working_days(&self, week: Week) -> impl Iterator<Item = u32> {
        let open = self.weeks.get(week.0 as usize).map_or([true; 5], |week| week.open);
        (0..5).zip(open).filter_map(|(day, open)| open.then_some(day))
    }

    /// `time` itself, or the same hour of the first day that is no bank holiday.
    pub(crate) fn after_bank_holidays(&self, time: SimTime) -> SimTime {
        let is_bank_holiday = |time: SimTime| {
            let week = self.weeks.get(time.week().0 as usize);
            let day = time.since(time.week().start()).whole_days() as usize;
            week.is_some_and(|week| week.open.get(day) == Some(&false))
        };
        first_day_from(time, |day| !is_bank_holiday(day))
    }

    /// `time` itself, or the same hour of the first day from then on that is neither at a weekend nor a
    /// bank holiday; any day, where there are no dates.
    pub(crate) fn working_day_from(&self, values: &Values, time: SimTime) -> SimTime {
        if !values.season.by_date {
            return time;
        }
        first_day_from(time, |time| {
            let day = time.since(time.week().start()).whole_days();
            self.working_days(time.week()).any(|working| working == day)
        })
    }

    /// School days of each season before the day of `time`.
    fn before(&self, terms: Terms, time: SimTime) -> [u32; 3] {
        let school_days = &self.school_days[terms as usize];
        let day = (time.minutes() / MINUTES_PER_DAY) as usize;
        school_days[day.min(school_days.len() - 1)]
    }

    /// The first school day from `time` on: `time` itself, if it is on one, or the same hour.
    pub(crate) fn school_day_from(&self, terms: Terms, time: SimTime) -> SimTime {
        let is_school_day =
            |time: SimTime| self.before(terms, time) != self.before(terms, time + Span::DAY);
        let days = self.school_days[terms as usize].len() as u32;
        let end = SimTime::from_minutes(days * MINUTES_PER_DAY);
        // Where the calendar ends before a school day comes, `time` itself.
        let day = first_day_from(time, |day| day >= end || is_school_day(day));
        if day >= end && !is_school_day(time) { time } else { day }
    }

    /// School days from the day of `from` to the day before that of `to`.
    pub(crate) fn school_days(&self, terms: Terms, from: SimTime, to: SimTime) -> u32 {
        let before = |time| self.before(terms, time).iter().sum::<u32>();
        before(to) - before(from)
    }

    /// The school day, at the same hour, before which there were `number` from the day of `time` on.
    pub(crate) fn after_school_days(&self, terms: Terms, time: SimTime, number: u32) -> SimTime {
        let end = SimTime::from_minutes(self.school_days[0].len() as u32 * MINUTES_PER_DAY);
        let before = |time| self.before(terms, time).iter().sum::<u32>();
        let enough = before(time) + number;
        let last = first_day_from(time, |day| day >= end || before(day) >= enough);
        self.school_day_from(terms, last)
    }

    /// What staff notice in the `span` before `now` relative to an average span of a year: school
    /// days, by how busy they are.
    pub(crate) fn noticed(&self, values: &Values, terms: Terms, now: SimTime, span: Span) -> f64 {
        let (first, last) = (self.before(terms, now - span), self.before(terms, now));
        let days = [0, 1, 2].map(|season| f64::from(last[season] - first[season]));
        let average = weigh(values, self.average[terms as usize]);
        weigh(values, days) / (average * span.days()).max(1e-9)
    }

    /// The most that staff can notice in a whole number of weeks, relative to an average span.
    pub(crate) fn most_noticed(&self, values: &Values, terms: Terms) -> f64 {
        if !values.season.on_school_days {
            let months = (1..=12).map(|month| of_month(values, month));
            return months.clone().fold(0.0, f64::max) * 12.0 / months.sum::<f64>();
        }
        let best = Season::ratios(values).into_iter().fold(0.0, f64::max);
        best * 5.0 / 7.0 / weigh(values, self.average[terms as usize]).max(1e-9)
    }
}

/// School days of each season, weighed by how much staff notice on them.
fn weigh(values: &Values, days: [f64; 3]) -> f64 {
    days.into_iter().zip(Season::ratios(values)).map(|(days, ratio)| days * ratio).sum()
}

/// The same hour of the first day that `suits`, from `time` on.
fn first_day_from(time: SimTime, suits: impl Fn(SimTime) -> bool) -> SimTime {
    let mut day = time;
    while !suits(day) {
        day = day + Span::DAY;
    }
    day
}

fn kind_of(monday: Date, by_date: bool) -> WeekKind {
    debug_assert_eq!(monday.weekday(), Weekday::Monday);
    let year = monday.year();
    let within = |first: Date, weeks: i64| {
        first <= monday && monday < first + jiff::Span::new().days(7 * weeks)
    };
    let term_begins = monday_from(date(year, 9, 2));
    let summer_begins = monday_from(date(year, 7, 20));
    let winter = monday_from(date(year, 12, 19));
    let winter_before = monday_from(date(year - 1, 12, 19));
    let exams = monday_from(date(year, 5, 12));
    let (easter, half_term) = match by_date {
        true => (easter_holiday(year), week_of(bank_holidays::spring(year))),
        false => (monday_from(date(year, 4, 1)), monday_from(date(year, 5, 25))),
    };
    if summer_begins <= monday && monday < term_begins {
        WeekKind::Summer
    } else if within(winter, 2)
        || within(winter_before, 2)
        || within(monday_from(date(year, 10, 22)), 1)
        || within(monday_from(date(year, 2, 12)), 1)
        || within(easter, 2)
        || within(half_term, 1)
    {
        WeekKind::ShortHoliday
    } else if within(exams, 6) {
        WeekKind::Exams
    } else {
        WeekKind::Term
    }
}

/// Whether the summer of colleges has begun in a week that may be term for schools.
fn is_after_college(monday: Date) -> bool {
    let year = monday.year();
    (monday_from(date(year, 6, 28))..monday_from(date(year, 7, 20))).contains(&monday)
}

/// The Monday of the week of a day.
fn week_of(day: Date) -> Date {
    day - jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset()))
}

/// The Monday with which the two weeks at Easter begin.
fn easter_holiday(year: i16) -> Date {
    let good_friday = bank_holidays::easter_sunday(year) - jiff::Span::new().days(2);
    let monday = week_of(good_friday);
    let week = jiff::Span::new().days(7);
    if monday < date(year, 3, 30) {
        monday + week
    } else if monday > date(year, 4, 7) {
        monday - week
    } else {
        monday
    }
}

/// Multiplier of recognition by school staff in the month of `now`, with a mean of one over the
/// year, where they notice on any day.
pub(crate) fn staff_season(values: &Values, now: SimTime) -> f64 {
    let mean = (1..=12).map(|month| of_month(values, month)).sum::<f64>() / 12.0;
    of_month(values, now.date().month()) / mean
}

/// What staff notice in a month, where they notice on any day, relative to others.
fn of_month(values: &Values, month: i8) -> f64 {
    match month {
        8 => values.season.august,
        _ => Season::ratios(values)[Season::of_month(month) as usize],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> SchoolCalendar {
        SchoolCalendar::until(day(2026, 1, 1), true)
    }

    fn day(year: i16, month: i8, day: i8) -> SimTime {
        SimTime::from_date(date(year, month, day)).unwrap()
    }

    #[test]
    fn a_school_year_has_about_thirty_nine_weeks_of_term() {
        let calendar = calendar();
        for year in 2015..=2024 {
            let first = day(year, 9, 1).week();
            let weeks = (first.0..first.0 + 52).filter(|&w| calendar.is_term(Week(w))).count();
            assert!((38..=40).contains(&weeks), "{year}: {weeks}");
        }
    }

    #[test]
    fn known_weeks_of_2021() {
        let calendar = calendar();
        let kind = |month, of_month| calendar.kind(day(2021, month, of_month).week());
        assert_eq!(kind(12, 27), WeekKind::ShortHoliday);
        assert_eq!(kind(1, 12), WeekKind::Term);
        assert_eq!(kind(2, 16), WeekKind::ShortHoliday);
        assert_eq!(kind(4, 7), WeekKind::ShortHoliday);
        assert_eq!(kind(5, 19), WeekKind::Exams);
        assert_eq!(kind(6, 1), WeekKind::ShortHoliday);
        assert_eq!(kind(8, 10), WeekKind::Summer);
        assert_eq!(kind(9, 14), WeekKind::Term);
    }

    /// The two weeks at Easter of most authorities.
    #[test]
    fn the_easter_holiday_follows_easter() {
        let calendar = calendar();
        for (year, month, of_month) in [
            (2016, 3, 28),
            (2017, 4, 3),
            (2018, 4, 2),
            (2019, 4, 8),
            (2020, 4, 6),
            (2021, 4, 5),
            (2022, 4, 4),
            (2023, 4, 3),
            (2024, 4, 1),
            (2025, 4, 7),
        ] {
            let first = day(year, month, of_month).week();
            let is_holiday = |ahead: u32| !calendar.is_term(Week(first.0 + ahead));
            assert!(is_holiday(0) && is_holiday(1), "{year}");
            assert!(!is_holiday(2) && calendar.is_term(Week(first.0 - 1)), "{year}");
        }
    }

    #[test]
    fn winter_holidays_and_the_half_term_of_may_are_where_they_were() {
        let calendar = calendar();
        let is_holiday = |time: SimTime| !calendar.is_term(time.week());
        for (last_of_term, first, last, term) in [
            (day(2018, 12, 21), day(2018, 12, 24), day(2019, 1, 4), day(2019, 1, 7)),
            (day(2019, 12, 20), day(2019, 12, 23), day(2020, 1, 3), day(2020, 1, 6)),
            (day(2020, 12, 18), day(2020, 12, 21), day(2021, 1, 1), day(2021, 1, 4)),
            (day(2022, 12, 16), day(2022, 12, 19), day(2022, 12, 30), day(2023, 1, 3)),
            (day(2022, 5, 27), day(2022, 5, 30), day(2022, 6, 3), day(2022, 6, 6)),
            (day(2019, 5, 24), day(2019, 5, 27), day(2019, 5, 31), day(2019, 6, 3)),
            // The spring bank holiday was in June.
            (day(2012, 6, 1), day(2012, 6, 4), day(2012, 6, 8), day(2012, 6, 11)),
        ] {
            assert!(is_holiday(first) && is_holiday(last), "{}", first.date());
            assert!(!is_holiday(last_of_term) && !is_holiday(term), "{}", first.date());
        }
    }

    #[test]
    fn nobody_works_on_a_bank_holiday() {
        let calendar = calendar();
        let days = |time: SimTime| -> Vec<u32> { calendar.working_days(time.week()).collect() };
        assert_eq!(days(day(2019, 4, 15)), [0, 1, 2, 3]);
        assert_eq!(days(day(2019, 4, 22)), [1, 2, 3, 4]);
        assert_eq!(days(day(2020, 5, 4)), [0, 1, 2, 3]);
        assert_eq!(days(day(2022, 6, 1)), [0, 1, 2]);
        assert_eq!(days(day(2022, 9, 19)), [1, 2, 3, 4]);
        assert_eq!(days(day(2019, 5, 13)), [0, 1, 2, 3, 4]);
        let without = SchoolCalendar::until(day(2026, 1, 1), false);
        assert_eq!(without.working_days(day(2019, 4, 22).week()).count(), 5);
    }

    #[test]
    fn school_days_are_about_190_a_year_and_never_in_holidays() {
        let calendar = calendar();
        let days = |from, to| -> u32 { calendar.school_days(Terms::Schools, from, to) };
        for year in 2015..2025 {
            let found = days(day(year, 9, 1), day(year + 1, 9, 1));
            assert!((186..=196).contains(&found), "{year}: {found}");
        }
        assert_eq!(days(day(2021, 7, 26), day(2021, 9, 6)), 0);
        assert_eq!(days(day(2020, 12, 21), day(2021, 1, 4)), 0);
        assert_eq!(days(day(2021, 9, 6), day(2021, 9, 13)), 5);
        // The early May bank holiday.
        assert_eq!(days(day(2021, 5, 1), day(2021, 5, 10)), 4);
    }

    #[test]
    fn the_next_school_day_is_the_day_itself_or_the_first_after_the_holiday() {
        let calendar = calendar();
        let hours = Span::from_minutes(17 * 60);
        let next = |from: SimTime| calendar.school_day_from(Terms::Schools, from + hours);
        assert_eq!(next(day(2021, 9, 14)), day(2021, 9, 14) + hours);
        assert_eq!(next(day(2021, 9, 18)), day(2021, 9, 20) + hours);
        assert_eq!(next(day(2021, 7, 24)), day(2021, 9, 6) + hours);
        assert_eq!(next(day(2021, 5, 3)), day(2021, 5, 4) + hours);
        assert_eq!(next(day(2020, 12, 27)), day(2021, 1, 4) + hours);
    }

    #[test]
    fn school_days_are_counted_over_the_holidays() {
        let calendar = calendar();
        let after = |from, number| calendar.after_school_days(Terms::Schools, from, number);
        let noon = Span::from_minutes(12 * 60);
        assert_eq!(after(day(2021, 9, 6) + noon, 5), day(2021, 9, 13) + noon);
        // Five school days before the summer and five after it.
        assert_eq!(after(day(2021, 7, 19) + noon, 10), day(2021, 9, 13) + noon);
        for number in [1, 20, 45, 100] {
            let end = after(day(2021, 9, 6), number);
            assert_eq!(calendar.school_days(Terms::Schools, day(2021, 9, 6), end), number);
        }
    }

    #[test]
    fn what_falls_on_a_bank_holiday_moves_to_the_next_day_that_is_none() {
        let calendar = calendar();
        let noon = Span::from_minutes(12 * 60);
        let moved = |time: SimTime| calendar.after_bank_holidays(time + noon);
        assert_eq!(moved(day(2019, 5, 6)), day(2019, 5, 7) + noon);
        assert_eq!(moved(day(2021, 12, 27)), day(2021, 12, 29) + noon);
        assert_eq!(moved(day(2021, 12, 25)), day(2021, 12, 25) + noon);
        assert_eq!(moved(day(2019, 5, 13)), day(2019, 5, 13) + noon);
    }

    #[test]
    fn colleges_teach_about_thirty_six_weeks_and_end_in_june() {
        let calendar = calendar();
        let days = |terms, from, to| calendar.school_days(terms, from, to);
        for year in 2015..2025 {
            let (first, last) = (day(year, 9, 1), day(year + 1, 9, 1));
            let found = days(Terms::Colleges, first, last);
            assert!((171..=182).contains(&found), "{year}: {found}");
            assert_eq!(days(Terms::Colleges, day(year, 7, 5), day(year, 9, 1)), 0);
            let spring = (day(year, 9, 1), day(year + 1, 6, 28));
            let of = |terms| days(terms, spring.0, spring.1);
            assert_eq!(of(Terms::Colleges), of(Terms::Schools));
        }
        let next = |terms| calendar.school_day_from(terms, day(2021, 7, 6));
        assert_eq!(next(Terms::Schools), day(2021, 7, 6));
        assert_eq!(next(Terms::Colleges), day(2021, 9, 6));
    }

    /// A year of steps is noticed as much as without school days: the rate keeps its meaning.
    #[test]
    fn what_staff_notice_follows_school_days_and_averages_to_one() {
        let values = Values::default();
        let calendar = calendar();
        let step = Span::from_days(28);
        let of_terms = |terms, time: SimTime| calendar.noticed(&values, terms, time, step);
        let of = |time: SimTime| of_terms(Terms::Schools, time);
        assert_eq!(of(day(2021, 9, 6)), 0.0);
        let (one_week, two_weeks) = (of(day(2021, 9, 13)), of(day(2021, 9, 20)));
        assert!((two_weeks / one_week - 2.0).abs() < 1e-12);
        let first = day(2004, 1, 1);
        let days = 20 * 365 + 5;
        for terms in [Terms::Schools, Terms::Colleges] {
            let each = (0..days).map(|ahead| of_terms(terms, first + Span::from_days(ahead)));
            let mean = each.sum::<f64>() / f64::from(days);
            assert!((mean - 1.0).abs() < 0.01, "{terms:?}: {mean}");
        }
    }

    #[test]
    fn seasons_average_to_one() {
        let values = Values::default();
        let mean = (1..=12).map(|m| staff_season(&values, day(2019, m, 15))).sum::<f64>() / 12.0;
        assert!((mean - 1.0).abs() < 1e-12);
    }
}
