//! Numbers as people and spreadsheets write them: `1,204`, `£62.00`, `12 %`.

/// The sign between whole and fraction that a file uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Decimal {
    Point,
    Comma,
}

/// What a number counts, which decides the signs that may stand around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// Per cent: `12 %`.
    Percent,
    /// Pounds: `£62.00`.
    Pounds,
    /// Anything else.
    Plain,
}

impl Unit {
    /// The unit that the name of a column ends with.
    pub(super) fn of_column(name: &str) -> Self {
        match name.rsplit('_').next() {
            Some("pct") => Self::Percent,
            Some("gbp") => Self::Pounds,
            _ => Self::Plain,
        }
    }
}

/// Reads a number.
///
/// # Errors
/// Why it cannot be read, as the end of a sentence that begins with the text.
pub(super) fn read(text: &str, decimal: Decimal, unit: Unit) -> Result<f64, &'static str> {
    let mut digits = text.trim();
    if let Some(rest) = digits.strip_suffix('%') {
        digits = rest.trim_end();
        if unit != Unit::Percent {
            return Err("which is a percentage, but the column is not");
        }
    }
    let (minus, unsigned) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", digits),
    };
    let mut digits = unsigned;
    if let Some(rest) = digits.strip_prefix('£') {
        digits = rest.trim_start();
        if unit != Unit::Pounds {
            return Err("which is an amount of money, but the column is not");
        }
    }
    let plain = match decimal {
        Decimal::Point => with_point(digits)?,
        Decimal::Comma => with_comma(digits)?,
    };
    let is_number = plain.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    match format!("{minus}{plain}").parse::<f64>() {
        Ok(number) if is_number => Ok(number),
        _ if text.starts_with('#') => Err("which is an error of the spreadsheet"),
        _ => Err("which is not a number"),
    }
}

/// The digits of a number with a decimal point, without what separates thousands.
fn with_point(digits: &str) -> Result<String, &'static str> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !digits.contains(',') {
        return Ok(without_spaces(digits));
    }
    if is_grouped(whole, ',') && !fraction.contains(',') {
        return Ok(digits.replace(',', ""));
    }
    Err("in which the comma may be a decimal comma or separate thousands")
}

/// The same of a number with a decimal comma.
fn with_comma(digits: &str) -> Result<String, &'static str> {
    let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
    let has_point = digits.contains('.');
    if digits.contains(',') && (!has_point || is_grouped(whole, '.')) && !fraction.contains('.') {
        return Ok(without_spaces(&digits.replace('.', "").replace(',', ".")));
    }
    if has_point && (digits.contains(',') || is_grouped(digits, '.')) {
        return Err("in which the point may be a decimal point or separate thousands");
    }
    Ok(without_spaces(digits))
}

/// Whether these are thousands in groups of three digits, such as `1,204`.
fn is_grouped(whole: &str, separator: char) -> bool {
    let digits = |group: &str| group.chars().all(|c| c.is_ascii_digit());
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len())
        && digits(first)
        && groups.clone().next().is_some()
        && groups.all(|group| group.len() == 3 && digits(group))
}

/// Without the spaces that separate thousands, plain, narrow or unbreakable.
fn without_spaces(digits: &str) -> String {
    let spaced: String = digits.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let whole = spaced.split('.').next().unwrap_or("");
    if is_grouped(whole, ' ') { spaced.replace(' ', "") } else { spaced }
}

/// A percentage as a share, rounded as if the user had written the share: 3.7 gives 0.037, where
/// a division gives 0.037000000000000005.
pub(super) fn share(percent: f64) -> f64 {
    format!("{percent}e-2").parse().unwrap_or(percent / 100.0)
}

/// A share as a percentage: 0.037 gives 3.7.
pub(super) fn percent(share: f64) -> f64 {
    format!("{share}e2").parse().unwrap_or(share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_spreadsheets_are_read() {
        for (text, unit, number) in [
            ("1204", Unit::Plain, 1204.0),
            ("1,204", Unit::Plain, 1204.0),
            ("1,234,567.5", Unit::Plain, 1_234_567.5),
            ("1 204", Unit::Plain, 1204.0),
            ("1\u{202f}204", Unit::Plain, 1204.0),
            ("1.2E+03", Unit::Plain, 1200.0),
            ("£62.00", Unit::Pounds, 62.0),
            ("£1,204", Unit::Pounds, 1204.0),
            ("-£5", Unit::Pounds, -5.0),
            ("12 %", Unit::Percent, 12.0),
            ("3.7%", Unit::Percent, 3.7),
        ] {
            assert_eq!(read(text, Decimal::Point, unit), Ok(number), "{text}");
        }
        for (text, number) in
            [("3,7", 3.7), ("1.204,5", 1204.5), ("1,204", 1.204), ("20.5", 20.5), ("7", 7.0)]
        {
            assert_eq!(read(text, Decimal::Comma, Unit::Plain), Ok(number), "{text}");
        }
    }

    #[test]
    fn what_is_ambiguous_or_no_number_is_refused_with_the_reason() {
        for (text, decimal, unit, reason) in [
            ("3,7", Decimal::Point, Unit::Plain, "decimal comma"),
            ("1,2045", Decimal::Point, Unit::Plain, "decimal comma"),
            ("1.204,5", Decimal::Point, Unit::Plain, "decimal comma"),
            ("1.204", Decimal::Comma, Unit::Plain, "decimal point"),
            ("12 %", Decimal::Point, Unit::Plain, "is a percentage"),
            ("£62", Decimal::Point, Unit::Percent, "amount of money"),
            ("many", Decimal::Point, Unit::Plain, "is not a number"),
            ("12 34", Decimal::Point, Unit::Plain, "is not a number"),
            ("NaN", Decimal::Point, Unit::Plain, "is not a number"),
            ("inf", Decimal::Point, Unit::Plain, "is not a number"),
            ("--5", Decimal::Point, Unit::Plain, "is not a number"),
            ("#N/A", Decimal::Point, Unit::Plain, "error of the spreadsheet"),
        ] {
            let found = read(text, decimal, unit).unwrap_err();
            assert!(found.contains(reason), "{text}: {found}");
        }
    }

    #[test]
    fn shares_have_the_digits_of_their_percentages() {
        for percent in [2.0, 3.6, 3.7, 2.83, 3.28, 12.5, 100.0] {
            assert!(share(percent).to_string().len() <= 6, "{}", share(percent));
        }
    }
}
