//! Numbers as people read them.

use std::time::Duration;

use mhst_reporter::numbers;
pub(crate) use mhst_reporter::numbers::counted;

/// What stands where there is nothing to show.
pub(crate) const NOTHING: &str = "-";

/// With commas between thousands: `1,234,567`.
pub(crate) fn grouped(value: f64) -> String {
    numbers::with_hyphen(&numbers::grouped(value, 0))
}

/// Rounded to three figures with their unit: `12.3 million`, `45.6 thousand`, `789`.
pub(crate) fn rounded(value: f64) -> String {
    let figures = |value: f64| match value {
        v if v >= 100.0 => format!("{v:.0}"),
        v if v >= 10.0 => format!("{v:.1}"),
        v => format!("{v:.2}"),
    };
    match value {
        v if v >= 999_500.0 => format!("{} million", figures(v / 1e6)),
        v if v >= 10_000.0 => grouped((v / 100.0).round() * 100.0),
        v => grouped(v),
    }
}

/// A length of time: `45 s`, `2 min 10 s`, `1 h 5 min`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_with_a_hyphen_and_rounded() {
        assert_eq!([999.6, -1_234_567.0].map(grouped), ["1,000", "-1,234,567"]);
        let texts = [7.0, 12_345.0, 1_234_567.0, 98_765_432.0].map(rounded);
        assert_eq!(texts, ["7", "12,300", "1.23 million", "98.8 million"]);
    }

    #[test]
    fn durations_have_two_parts() {
        let texts = [0.25, 59.0, 130.0, 3900.0].map(|s| duration(Duration::from_secs_f64(s)));
        assert_eq!(texts, ["0.2 s", "59 s", "2 min 10 s", "1 h 5 min"]);
    }
}
