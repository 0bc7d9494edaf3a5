//! Whole numbers within limits, and what to say of those outside.

use crate::terminal::numbers::grouped;

/// A whole number from `least` to `most`.
pub(super) fn whole(text: &str, least: u64, most: u64) -> Result<u64, String> {
    let allowed = format!("give a whole number from {least} to {}", grouped(most as f64));
    let digits = text.trim();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.strip_prefix('-').is_some_and(is_number) {
        return Err(format!("it cannot be negative; {allowed}"));
    }
    if !is_number(digits) {
        return Err(allowed);
    }
    match digits.parse::<u64>() {
        Ok(number) if number < least => Err(format!("that is too few; {allowed}")),
        Ok(number) if number <= most => Ok(number),
        // More digits than fit are too many as well.
        _ => Err(format!("that is too many; {allowed}")),
    }
}

/// The same as a `u32`, for limits that fit.
pub(super) fn whole_u32(text: &str, least: u32, most: u32) -> Result<u32, String> {
    let number = whole(text, least.into(), most.into())?;
    u32::try_from(number).map_err(|error| error.to_string())
}

/// How many children or practitioners to draw.
pub(crate) fn sample(text: &str) -> Result<u32, String> {
    whole_u32(text, 1, 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_outside_the_limits_are_refused_in_words_of_their_own() {
        assert_eq!(whole("12", 1, 100_000), Ok(12));
        for (text, words) in [
            ("-3", "cannot be negative"),
            ("0", "too few"),
            ("100001", "too many"),
            ("99999999999999999999999", "too many"),
            ("ten", "give a whole number"),
            ("1.5", "give a whole number"),
            ("", "give a whole number"),
            ("-", "give a whole number"),
        ] {
            let found = whole(text, 1, 100_000).unwrap_err();
            assert!(found.contains(words) && found.contains("1 to 100,000"), "{text}: {found}");
        }
    }
}
