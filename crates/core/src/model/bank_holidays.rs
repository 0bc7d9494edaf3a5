//! The bank holidays of England (M26), by rule: eight a year, with substitutes for those that fall on
//! a weekend, those that were moved, and those of one year only.

use jiff::civil::{Date, Weekday, date};

/// Easter Sunday in the Gregorian calendar (the rule of Meeus, Jones and Butcher: J. Meeus 1991,
/// Astronomical Algorithms, chapter 8).
pub(crate) fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

/// The spring bank holiday: the last Monday of May, but in June in the years of a jubilee.
pub(crate) fn spring(year: i16) -> Date {
    match year {
        2002 | 2012 => date(year, 6, 4),
        2022 => date(year, 6, 2),
        _ => monday_from(date(year, 5, 25)),
    }
}

/// The bank holidays of a year (GOV.UK, bank holidays in England and Wales).
pub(crate) fn of_england(year: i16) -> Vec<Date> {
    let easter = easter_sunday(year);
    let days = |n: i64| jiff::Span::new().days(n);
    let new_year = date(year, 1, 1);
    let early_may = match year {
        2020 => date(year, 5, 8),
        _ => monday_from(date(year, 5, 1)),
    };
    // Of Christmas Day and Boxing Day, one that falls on a weekend moves by two days.
    let christmas = [25, 26].map(|day| {
        let day = date(year, 12, day);
        if is_weekend(day) { day + days(2) } else { day }
    });
    let mut all = vec![
        if is_weekend(new_year) { monday_from(new_year) } else { new_year },
        easter - days(2),
        easter + days(1),
        early_may,
        spring(year),
        monday_from(date(year, 8, 25)),
    ];
    all.extend(christmas);
    all.extend(match year {
        2002 => Some(date(year, 6, 3)),
        2011 => Some(date(year, 4, 29)),
        2012 => Some(date(year, 6, 5)),
        2022 => Some(date(year, 6, 3)),
        2023 => Some(date(year, 5, 8)),
        _ => None,
    });
    all.extend((year == 2022).then(|| date(year, 9, 19)));
    all
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The first Monday on or after a day.
pub(crate) fn monday_from(day: Date) -> Date {
    let ahead = (7 - i64::from(day.weekday().to_monday_zero_offset())) % 7;
    day + jiff::Span::new().days(ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_on_its_known_dates() {
        for (year, month, day) in [
            (2008, 3, 23),
            (2011, 4, 24),
            (2016, 3, 27),
            (2018, 4, 1),
            (2019, 4, 21),
            (2020, 4, 12),
            (2021, 4, 4),
            (2022, 4, 17),
            (2023, 4, 9),
            (2024, 3, 31),
            (2025, 4, 20),
            (2038, 4, 25),
        ] {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
    }

    /// GOV.UK: substitutes, moved days and days of one year.
    #[test]
    fn bank_holidays_are_those_that_were_published() {
        for (year, known) in [
            (2019, vec![(1, 1), (4, 19), (4, 22), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)]),
            (2020, vec![(1, 1), (4, 10), (4, 13), (5, 8), (5, 25), (8, 31), (12, 25), (12, 28)]),
            (2021, vec![(1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]),
            (
                2022,
                vec![
                    (1, 3),
                    (4, 15),
                    (4, 18),
                    (5, 2),
                    (6, 2),
                    (6, 3),
                    (8, 29),
                    (9, 19),
                    (12, 26),
                    (12, 27),
                ],
            ),
            (
                2023,
                vec![(1, 2), (4, 7), (4, 10), (5, 1), (5, 8), (5, 29), (8, 28), (12, 25), (12, 26)],
            ),
            (2024, vec![(1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)]),
        ] {
            let mut found = of_england(year);
            found.sort();
            let known: Vec<Date> = known.into_iter().map(|(m, d)| date(year, m, d)).collect();
            assert_eq!(found, known);
        }
    }
}
