//! How numbers are written in charts and their tables.

use jiff::civil::Date;

use super::scale::date;
use crate::numbers::{self, MINUS, grouped};

/// How numbers are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Whole numbers: 1,234.
    Whole,
    /// So many places after the point: 0.25.
    Decimal(u8),
    /// A share of one as a percentage, with so many places after the point: 0.5 is 50 %.
    Percent(u8),
    /// Pounds: £1,234.
    Pounds,
    /// Days since 1 January 1970 as a date: 1 Sep 2019.
    Date,
}

impl Format {
    /// A value in a table, a label or on hover.
    #[must_use]
    pub fn value(self, value: f64) -> String {
        if !value.is_finite() {
            return "no data".to_owned();
        }
        match self {
            Self::Whole => grouped(value, 0),
            Self::Decimal(places) => grouped(value, places),
            Self::Percent(places) => format!("{} %", grouped(value * 100.0, places)),
            Self::Pounds => pounds(value, 0),
            Self::Date => date(value).map_or_else(String::new, |date| written(date, "%-d %b %Y")),
        }
    }

    /// A difference with its sign; percentages without theirs, since they are percentage points. What
    /// rounds to zero has no sign.
    #[must_use]
    pub fn signed(self, difference: f64) -> String {
        numbers::with_plus(difference, self.value(difference).trim_end_matches(" %").to_owned())
    }

    /// The value at a tick, where ticks are `step` apart: as short as it can be.
    pub(super) fn tick(self, value: f64, step: f64) -> String {
        match self {
            Self::Whole | Self::Decimal(_) => match unit(step) {
                Some(_) if value == 0.0 => grouped(0.0, 0),
                Some((unit, sign)) => {
                    format!("{}{sign}", grouped(value / unit, places(step / unit)))
                }
                None => grouped(value, places(step)),
            },
            Self::Percent(_) => format!("{} %", grouped(value * 100.0, places(step * 100.0))),
            Self::Pounds if value == 0.0 => pounds(0.0, 0),
            Self::Pounds => match unit(step).or((step >= 1e3).then_some((1e3, "k"))) {
                Some((unit, sign)) => {
                    format!("{}{sign}", pounds(value / unit, places(step / unit)))
                }
                None => pounds(value, places(step)),
            },
            Self::Date => {
                date(value).map_or_else(String::new, |date| written(date, date_form(step)))
            }
        }
    }

    /// A value where there is little room: to three significant digits, large ones with their unit.
    pub(super) fn short(self, value: f64) -> String {
        let rounded: f64 = format!("{value:.2e}").parse().unwrap_or(value);
        let number = |value, places| match self {
            Self::Pounds => pounds(value, places),
            _ => grouped(value, places),
        };
        let (unit, sign) = match rounded.abs() {
            _ if matches!(self, Self::Percent(_) | Self::Date) => return self.value(value),
            1e9.. => (1e9, "bn"),
            1e6.. => (1e6, "m"),
            1e5.. => (1e3, "k"),
            1e3.. => (1.0, ""),
            _ => return self.value(value),
        };
        format!("{}{sign}", number(rounded / unit, places(rounded.abs() / unit)))
    }

    /// Smallest step between ticks that are written differently and mean something.
    pub(super) const fn least_step(self) -> f64 {
        match self {
            Self::Whole | Self::Date => 1.0,
            Self::Decimal(_) | Self::Percent(_) | Self::Pounds => 0.0,
        }
    }
}

/// The unit in which numbers so far apart are written, if not by themselves.
fn unit(step: f64) -> Option<(f64, &'static str)> {
    match step {
        1e8.. => Some((1e9, "bn")),
        1e5.. => Some((1e6, "m")),
        _ => None,
    }
}

/// Form of a date at ticks so many days apart.
fn date_form(step: f64) -> &'static str {
    match step {
        365.0.. => "%Y",
        28.0.. => "%b %Y",
        _ => "%-d %b",
    }
}

fn written(date: Date, form: &str) -> String {
    date.strftime(form).to_string()
}

/// Places after the point that tell steps apart.
fn places(step: f64) -> u8 {
    (0..6)
        .find(|&places| {
            let scaled = step * 10_f64.powi(i32::from(places));
            (scaled - scaled.round()).abs() < 1e-6 * scaled
        })
        .unwrap_or(6)
}

fn pounds(value: f64, places: u8) -> String {
    let text = grouped(value, places);
    text.strip_prefix(MINUS)
        .map_or_else(|| format!("£{text}"), |digits| format!("{MINUS}£{digits}"))
}
