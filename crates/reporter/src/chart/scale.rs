//! From values to places on the sheet, and where the ticks go.

use jiff::civil::Date;
use jiff::{Span, Unit};

use super::Format;

/// What an axis spans.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Bounds {
    /// From zero, or below it where data are.
    FromZero,
    /// From the least to the greatest value.
    Data,
    /// As given, lower end first; wider where data or marks lie outside.
    AtLeast(f64, f64),
}

impl Bounds {
    /// The span of values; `None` where there is no finite one.
    pub(super) fn span(self, values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
        let given = match self {
            Self::FromZero => Some((0.0, 0.0)),
            Self::Data => None,
            Self::AtLeast(low, high) => Some((low, high)),
        };
        let mut finite = values.into_iter().filter(|value| value.is_finite()).peekable();
        finite.peek()?;
        let data = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        Some(given.map_or(data, |given| (given.0.min(data.0), given.1.max(data.1))))
    }
}

/// A linear map from values to places.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Scale {
    pub(super) domain: (f64, f64),
    pub(super) range: (f64, f64),
}

impl Scale {
    pub(super) fn at(&self, value: f64) -> f64 {
        let (low, high) = self.domain;
        self.range.0 + (value - low) / (high - low) * (self.range.1 - self.range.0)
    }
}

/// Values at which an axis is labelled.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Ticks {
    /// Ends of the axis.
    pub(super) domain: (f64, f64),
    /// The values, all within the domain, and how each is written.
    pub(super) labels: Vec<(f64, String)>,
}

impl Ticks {
    /// At most about `count` round values over a span, whose ends are moved out to round values.
    pub(super) fn round(span: (f64, f64), count: usize, format: Format) -> Self {
        let (low, high) = opened(span);
        let step = round_step((high - low) / count.max(1) as f64).max(format.least_step());
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let steps = (last - first) as usize;
        let labels = (0..=steps)
            .map(|number| (first + number as f64) * step)
            .map(|value| (value, format.tick(value, step)))
            .collect();
        Self { domain: (first * step, last * step), labels }
    }

    /// At most about `count` round values within a span, whose ends stay.
    pub(super) fn within(span: (f64, f64), count: usize, format: Format) -> Self {
        let span = opened(span);
        let mut ticks = match format {
            Format::Date => Self::dates(span, count),
            _ => Self { domain: span, ..Self::round(span, count, format) },
        };
        let slack = (span.1 - span.0) * 1e-9;
        ticks.labels.retain(|(value, _)| (span.0 - slack..=span.1 + slack).contains(value));
        ticks
    }

    /// First days of months, a round number of months apart; single days in a short span.
    fn dates(span: (f64, f64), count: usize) -> Self {
        let days = (span.1 - span.0) / count.max(1) as f64;
        let values: (Vec<f64>, f64) = match [1, 2, 3, 6, 12, 24, 60, 120, 240, 600]
            .into_iter()
            .find(|&months| f64::from(months) * 30.5 >= days && days > 14.0)
        {
            Some(months) => (first_days(span, months), f64::from(months) * 30.5),
            None => {
                let step = round_step(days).max(1.0);
                let steps = ((span.1 - span.0) / step) as usize;
                ((0..=steps).map(|number| span.0 + number as f64 * step).collect(), step)
            }
        };
        let (values, step) = values;
        let label = |value| (value, Format::Date.tick(value, step));
        Self { domain: span, labels: values.into_iter().map(label).collect() }
    }
}

/// A span that is not a single value.
fn opened((low, high): (f64, f64)) -> (f64, f64) {
    if high > low { (low, high) } else { (low, low + low.abs().max(1.0)) }
}

/// The smallest of 1, 2, 5, 10, 20, ... (and their decimal fractions) that is not below a width.
fn round_step(width: f64) -> f64 {
    let power = 10_f64.powf(width.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * power >= width * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

/// Days since 1 January 1970, which is how charts count dates.
#[must_use]
pub fn day(date: Date) -> f64 {
    // Between two civil dates there is always a whole number of days.
    date.since((Unit::Day, Date::constant(1970, 1, 1)))
        .map_or(f64::NAN, |span| f64::from(span.get_days()))
}

/// The date of a day since 1 January 1970; `None` outside the calendar.
pub(super) fn date(day: f64) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(Span::new().try_days(day as i64).ok()?).ok()
}

/// First days of every `months`-th month from January on, within a span.
fn first_days(span: (f64, f64), months: i32) -> Vec<f64> {
    let (Some(from), Some(to)) = (date(span.0), date(span.1)) else { return Vec::new() };
    let month_number = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    (month_number(from)..=month_number(to))
        .filter(|number| number.rem_euclid(months) == 0)
        .filter_map(|number| {
            let year = i16::try_from(number.div_euclid(12)).ok()?;
            let month = i8::try_from(number.rem_euclid(12) + 1).ok()?;
            Date::new(year, month, 1).ok().map(day)
        })
        .collect()
}
