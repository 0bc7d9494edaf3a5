//! Time in whole minutes.
//!
//! A [`SimTime`] is the number of minutes since midnight of 1 January 2000 and a [`Span`] is a
//! length of time in minutes. Both are 32-bit integers (8,000 years), so that equal instants are
//! exactly equal and ties are decided by the calendar's rule, never by rounding. An instant that may be
//! missing takes no more memory than one that is there.

use std::num::NonZeroU32;
use std::ops::{Add, AddAssign, Sub};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::civil_days;

/// Minutes in a day.
pub const MINUTES_PER_DAY: u32 = 24 * 60;
/// Minutes in a week.
pub const MINUTES_PER_WEEK: u32 = 7 * MINUTES_PER_DAY;
/// Mean length of a year in days (Julian).
pub const DAYS_PER_YEAR: f64 = 365.25;
/// Mean length of a month in days (a twelfth of a Julian year).
pub const DAYS_PER_MONTH: f64 = DAYS_PER_YEAR / 12.0;

/// Mean weeks in a year.
pub const WEEKS_PER_YEAR: f64 = DAYS_PER_YEAR / 7.0;

/// 1 January 2000 was a Saturday: the first Monday is two days later.
const FIRST_MONDAY: u32 = 2 * MINUTES_PER_DAY;

/// An instant: minutes since midnight of 1 January 2000. It is stored as their number plus one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(from = "u32", into = "u32")]
pub struct SimTime(NonZeroU32);

const _: () = assert!(size_of::<Option<SimTime>>() == size_of::<u32>());

/// A length of time in minutes.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct Span(u32);

/// A week that starts on a Monday, counted from the first Monday of 2000.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct Week(pub u32);

/// A calendar month, counted from January 2000.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct Month(pub u32);

impl SimTime {
    /// The first instant that can be represented.
    pub const ZERO: Self = Self(NonZeroU32::MIN);
    /// The last instant that can be represented.
    pub const MAX: Self = Self(NonZeroU32::MAX);

    /// The instant `minutes` after the start of 2000, or the last that can be represented.
    pub const fn from_minutes(minutes: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(minutes))
    }

    /// Minutes since the start of 2000.
    pub const fn minutes(self) -> u32 {
        self.0.get() - 1
    }

    /// Midnight at the beginning of `date`; `None` before the year 2000.
    pub fn from_date(date: Date) -> Option<Self> {
        civil_days::days_to(date)?.checked_mul(MINUTES_PER_DAY).map(Self::from_minutes)
    }

    /// The date on which the instant falls.
    ///
    /// # Panics
    /// If the year is after 9999, the last that a civil date can express.
    pub fn date(self) -> Date {
        civil_days::date_of(self.minutes() / MINUTES_PER_DAY)
    }

    /// The week in which the instant falls (the two days before the first Monday belong to week 0).
    pub const fn week(self) -> Week {
        Week(self.minutes().saturating_sub(FIRST_MONDAY) / MINUTES_PER_WEEK)
    }

    /// The month in which the instant falls.
    pub fn month(self) -> Month {
        Month::of(self.date())
    }

    /// Whether it lies on the first Monday of a month.
    pub fn is_first_monday(self) -> bool {
        let date = self.date();
        date.weekday() == jiff::civil::Weekday::Monday && date.day() <= 7
    }

    /// The span from `earlier` to this instant; zero if `earlier` is later.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.get().saturating_sub(earlier.0.get()))
    }
}

impl Week {
    /// Midnight on the Monday that starts the week.
    pub const fn start(self) -> SimTime {
        SimTime::from_minutes(FIRST_MONDAY + self.0 * MINUTES_PER_WEEK)
    }

    /// The week after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl Month {
    /// The month of a date, from the year 2000 (earlier dates belong to January 2000).
    pub fn of(date: Date) -> Self {
        let months = (i32::from(date.year()) - 2000) * 12 + i32::from(date.month()) - 1;
        Self(u32::try_from(months).unwrap_or(0))
    }

    /// Whether a quarter of the year begins with it.
    pub fn is_first_of_quarter(self) -> bool {
        self.quarter() == self
    }

    /// The first month of its quarter of the year.
    pub fn quarter(self) -> Self {
        Self(self.0 - self.0 % 3)
    }

    /// The instant at which it begins.
    pub fn first_instant(self) -> SimTime {
        SimTime::from_date(self.first_day()).unwrap_or(SimTime::MAX)
    }

    /// The first day of the month.
    pub fn first_day(self) -> Date {
        let year = 2000 + i16::try_from(self.0 / 12).unwrap_or(i16::MAX - 2000);
        let month = i8::try_from(self.0 % 12 + 1).unwrap_or(1);
        jiff::civil::date(year, month, 1)
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// One day.
    pub const DAY: Self = Self(MINUTES_PER_DAY);
    /// One week.
    pub const WEEK: Self = Self(MINUTES_PER_WEEK);

    /// A span of `minutes`.
    pub const fn from_minutes(minutes: u32) -> Self {
        Self(minutes)
    }

    /// A span of whole days.
    pub const fn from_days(days: u32) -> Self {
        Self(days * MINUTES_PER_DAY)
    }

    /// `days` rounded to whole minutes. Negative or undefined spans become zero, and spans beyond
    /// the range become the longest that can be represented.
    #[inline]
    pub fn from_days_f64(days: f64) -> Self {
        let minutes = days * f64::from(MINUTES_PER_DAY);
        // Like `f64::round`, which is a library call on machines that lack the instruction.
        let whole = minutes as u32;
        Self(whole.saturating_add(u32::from(minutes - f64::from(whole) >= 0.5)))
    }

    /// Length in minutes.
    pub const fn minutes(self) -> u32 {
        self.0
    }

    /// Length in days, fractions included.
    pub fn days(self) -> f64 {
        f64::from(self.0) / f64::from(MINUTES_PER_DAY)
    }

    /// Completed days.
    pub const fn whole_days(self) -> u32 {
        self.0 / MINUTES_PER_DAY
    }
}

impl Add<Span> for SimTime {
    type Output = Self;

    /// Saturates at [`SimTime::MAX`], which no run reaches.
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Default for SimTime {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<u32> for SimTime {
    fn from(minutes: u32) -> Self {
        Self::from_minutes(minutes)
    }
}

impl From<SimTime> for u32 {
    fn from(time: SimTime) -> Self {
        time.minutes()
    }
}

impl Sub<Span> for SimTime {
    type Output = Self;

    /// Saturates at [`SimTime::ZERO`].
    fn sub(self, span: Span) -> Self {
        Self::from_minutes(self.minutes().saturating_sub(span.0))
    }
}

impl Add for Span {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_round_trip_and_mondays_begin_weeks() {
        for (year, month, day) in [(2000, 1, 3), (2017, 1, 1), (2020, 2, 29), (2022, 12, 31)] {
            let day = date(year, month, day);
            let at = SimTime::from_date(day).unwrap();
            assert_eq!(at.date(), day);
            assert_eq!((at + Span::from_minutes(MINUTES_PER_DAY - 1)).date(), day);
            let monday = at.week().start();
            assert_eq!(monday.date().weekday(), jiff::civil::Weekday::Monday);
            assert!(monday <= at && at < at.week().next().start());
            assert_eq!(at.month().first_day(), date(year, month, 1));
        }
        assert_eq!(SimTime::from_date(date(1999, 12, 31)), None);
    }

    #[test]
    fn spans_round_to_the_nearest_minute_and_never_wrap() {
        assert_eq!(Span::from_days_f64(0.5).minutes(), 720);
        assert_eq!(Span::from_days_f64(-3.0), Span::ZERO);
        assert_eq!(Span::from_days_f64(f64::NAN), Span::ZERO);
        assert_eq!(SimTime::ZERO + Span::from_days_f64(f64::INFINITY), SimTime::MAX);
        assert_eq!(SimTime::ZERO.since(SimTime::MAX), Span::ZERO);
    }
}
