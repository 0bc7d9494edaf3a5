//! Days of the civil calendar, counted from 1 January 2000 (after Hinnant, *chrono-Compatible Low-Level
//! Date Algorithms*: years that begin in March end with the leap day). Models ask for the month of very
//! many instants.

use jiff::civil::{Date, date};

/// Days from 1 March 1600, with which a cycle of 400 years begins, to 1 January 2000.
const EPOCH: u32 = DAYS_PER_CYCLE - 60;
const DAYS_PER_CYCLE: u32 = 146_097;
const FIRST_YEAR: u32 = 1600;

/// The date so many days after 1 January 2000.
///
/// # Panics
/// If the year is after 9999, the last that a civil date can express.
pub(super) fn date_of(days: u32) -> Date {
    let days = days + EPOCH;
    let (cycle, day) = (days / DAYS_PER_CYCLE, days % DAYS_PER_CYCLE);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = FIRST_YEAR + 400 * cycle + year + u32::from(month <= 2);
    date(year as i16, month as i8, of_month as i8)
}

/// Days from 1 January 2000 to a date; `None` before.
pub(super) fn days_to(date: Date) -> Option<u32> {
    let year = u32::try_from(date.year()).ok().filter(|&year| year >= 2000)?;
    let (month, day) = (u32::from(date.month().unsigned_abs()), date.day().unsigned_abs());
    let since_first = year - FIRST_YEAR - u32::from(month <= 2);
    let (cycle, year) = (since_first / 400, since_first % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + u32::from(day) - 1;
    let days = 365 * year + year / 4 - year / 100 + of_year;
    Some(cycle * DAYS_PER_CYCLE + days - EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_that_of_the_civil_calendar() {
        let mut day = date(2000, 1, 1);
        for days in 0..1_000_000 {
            assert_eq!(date_of(days), day);
            assert_eq!(days_to(day), Some(days));
            day = day.tomorrow().unwrap();
        }
        assert_eq!(days_to(date(1999, 12, 31)), None);
    }
}
