//! Numbers as people read them: thousands, signs, significant digits, one thing or several. Pages have
//! a true minus sign; terminals have a hyphen, which every font has.

use mhst_core::numbers::is_zero;
pub use mhst_core::numbers::{MINUS, grouped};

/// A difference with its sign: `+1.5`. What rounds to zero has none.
#[must_use]
pub fn signed(difference: f64, places: u8) -> String {
    with_plus(difference, grouped(difference, places))
}

/// The text of a difference with a plus where it is above zero.
pub(crate) fn with_plus(difference: f64, text: String) -> String {
    if difference > 0.0 && !is_zero(&text) { format!("+{text}") } else { text }
}

/// A share in per cent without places: `0.123` is `12`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

/// One thing or several: `1 run`, `2,000 runs`.
#[must_use]
pub fn counted(count: usize, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {one}{plural}", grouped(count as f64, 0))
}

/// Whole numbers below a million as they are; other numbers to so many significant digits.
#[must_use]
pub fn significant(number: f64, digits: usize) -> String {
    if number.fract() == 0.0 && number.abs() < 1e6 {
        return grouped(number, 0);
    }
    let rounded: f64 = format!("{number:.*e}", digits.saturating_sub(1)).parse().unwrap_or(number);
    match rounded.abs() {
        1e9.. => format!("{} billion", short(rounded / 1e9)),
        1e6.. => format!("{} million", short(rounded / 1e6)),
        _ => short(rounded),
    }
}

/// A number in its shortest digits.
fn short(number: f64) -> String {
    let digits = number.to_string();
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    grouped(number, u8::try_from(places).unwrap_or(u8::MAX))
}

/// The same for a terminal.
#[must_use]
pub fn with_hyphen(text: &str) -> String {
    text.replace(MINUS, "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_what_rounds_to_zero_has_no_sign() {
        let whole = [0.4, 12.0, 999.6, 1_234.0, -1_234_567.0, -0.4].map(|n| grouped(n, 0));
        assert_eq!(whole, ["0", "12", "1,000", "1,234", "\u{2212}1,234,567", "0"]);
        assert_eq!(grouped(-1_234.5, 2), "\u{2212}1,234.50");
        let signs = [9.97, -0.04, 0.04, -1_234.56].map(|n| signed(n, 1));
        assert_eq!(signs, ["+10.0", "0.0", "0.0", "\u{2212}1,234.6"]);
        assert_eq!(with_hyphen(&signs[3]), "-1,234.6");
        assert_eq!([1, 2_000].map(|n| counted(n, "run")), ["1 run", "2,000 runs"]);
    }

    #[test]
    fn significant_digits_are_few_and_whole_numbers_stay() {
        let texts = [
            0.298_960_157,
            12.0,
            1_204.0,
            0.1 + 0.2,
            48.66,
            -54_321.7,
            123_456_789.0,
            1e6,
            4.56e9,
            0.000_012_34,
        ]
        .map(|number| significant(number, 3));
        assert_eq!(
            texts,
            [
                "0.299",
                "12",
                "1,204",
                "0.3",
                "48.7",
                "\u{2212}54,300",
                "123 million",
                "1 million",
                "4.56 billion",
                "0.0000123"
            ]
        );
        assert_eq!(significant(0.123_45, 4), "0.1235");
    }
}
