//! Numbers as people read them: with commas between thousands.

/// Stands before a number below zero on a page.
pub const MINUS: char = '\u{2212}';

/// With commas between thousands and so many places after the point: `1,234.50`.
#[must_use]
pub fn grouped(value: f64, places: u8) -> String {
    let digits = format!("{:.*}", usize::from(places), value.abs());
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::new();
    if value < 0.0 && !is_zero(&digits) {
        text.push(MINUS);
    }
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

/// Whether all digits of a number are zero.
#[must_use]
pub fn is_zero(text: &str) -> bool {
    !text.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
}
