//! Dates as people write them, to say how a file must write them.

use jiff::civil::Date;

/// British order comes before American: `08/01/2024` is 8 January.
const FORMATS: [&str; 13] = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d/%m/%y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%m/%d/%Y",
];

/// Whether a scenario can be about this day.
pub(super) fn is_in_range(date: Date) -> bool {
    (2000..=2100).contains(&date.year())
}

/// The date that a text probably means; `None` if it is no date from 2000 to 2100.
pub(super) fn meant(text: &str) -> Option<Date> {
    let read = |format| Date::strptime(format, text.trim()).ok();
    FORMATS.into_iter().filter_map(read).find(|date| is_in_range(*date))
}

/// How to write the date that `text` means.
pub(super) fn remedy(text: &str) -> String {
    match meant(text) {
        Some(date) => {
            format!("write year, month, day: {date}, if you mean {}", date.strftime("%-d %B %Y"))
        }
        None => "write year, month, day, such as 2020-01-06".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_that_is_meant_is_named() {
        let january = Some(jiff::civil::date(2024, 1, 8));
        for text in [
            "08/01/2024",
            "8/1/2024",
            "8/1/24",
            "08.01.2024",
            "08-01-2024",
            "2024/01/08",
            "2024-1-8",
            "8-Jan-24",
            "8 January 2024",
            "January 8, 2024",
        ] {
            assert_eq!(meant(text), january, "{text}");
        }
        assert_eq!(meant("01/25/2024"), Some(jiff::civil::date(2024, 1, 25)));
        for text in ["", "soon", "31/02/2024", "08/01/1924", "45299"] {
            assert_eq!(meant(text), None, "{text}");
        }
        let words = "write year, month, day: 2024-01-08, if you mean 8 January 2024";
        assert_eq!(remedy("08/01/2024"), words);
    }
}
