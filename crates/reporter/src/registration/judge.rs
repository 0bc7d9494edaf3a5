//! How forecasts turn out.

use mhst_core::engine::statistics::{crps_of_quantiles, interval_score};

use super::{Expected, LEVEL, Registration, percents};
use crate::cell;
use crate::numbers::counted;
use crate::report::line;
use crate::scorecard::Coverage;

/// A forecast beside what was published.
#[derive(Clone, PartialEq, Debug)]
pub struct Judged {
    /// The forecast.
    pub expected: Expected,
    /// What was published.
    pub value: f64,
    /// Whether it lies in the interval of 90 %.
    pub is_inside: bool,
    /// Continuous ranked probability score, from the quantiles.
    pub crps: f64,
    /// The same of the forecast "as last year".
    pub crps_as_last_year: Option<f64>,
    /// Score of the interval of 90 %.
    pub interval_score: f64,
}

/// How the forecasts of a registration turn out.
#[derive(Clone, PartialEq, Debug)]
pub struct Judgement {
    /// Those of which the figure was given.
    pub judged: Vec<Judged>,
    /// Keys of those of which it was not.
    pub open: Vec<String>,
    /// Keys of figures that were given and not registered.
    pub unknown: Vec<String>,
}

impl Registration {
    /// Judges forecasts by what was published: keys and values.
    pub fn judge(&self, published: &[(String, f64)]) -> Judgement {
        let value_of = |key: &str| published.iter().find(|it| it.0 == key).map(|it| it.1);
        let (mut judged, mut open) = (Vec::new(), Vec::new());
        for expected in &self.expected {
            match value_of(&expected.key) {
                Some(value) => judged.push(Judged::new(expected, value)),
                None => open.push(expected.key.clone()),
            }
        }
        let is_unknown = |key: &&String| !self.expected.iter().any(|it| it.key == **key);
        let unknown = published.iter().map(|it| &it.0).filter(is_unknown).cloned().collect();
        Judgement { judged, open, unknown }
    }
}

impl Judged {
    fn new(expected: &Expected, value: f64) -> Self {
        let levels = percents().map(|percent| percent as f64 / 100.0);
        let quantiles: Vec<(f64, f64)> = levels.into_iter().zip(expected.quantiles).collect();
        let (low, high) = expected.interval();
        Self {
            value,
            is_inside: (low..=high).contains(&value),
            crps: crps_of_quantiles(&quantiles, value),
            crps_as_last_year: expected.last_year.map(|last_year| (value - last_year).abs()),
            interval_score: interval_score((low, high), LEVEL, value),
            expected: expected.clone(),
        }
    }
}

const HEADER: [&str; 14] = [
    "key",
    "title",
    "quantity",
    "unit",
    "registered",
    "value",
    "median",
    "low",
    "high",
    "inside",
    "bias",
    "crps",
    "crps_as_last_year",
    "interval_score",
];

impl Judgement {
    /// How many lie inside, and how many would be expected to.
    pub fn sentence(&self) -> Option<String> {
        let inside = self.judged.iter().filter(|it| it.is_inside).count();
        let Coverage { figures, inside, expected: (from, to) } =
            Coverage::new(self.judged.len(), inside, LEVEL)?;
        let expected = if from == to { format!("{from}") } else { format!("{from} to {to}") };
        let lie = if inside == 1 { "lies" } else { "lie" };
        Some(format!(
            "Of {} {inside} {lie} inside the 90 % interval that was registered; {expected} would be expected.",
            counted(figures, "figure"),
        ))
    }

    /// The table of those that were judged, of a registration.
    pub fn csv(&self, registration: &Registration) -> String {
        let mut text = line(HEADER.into_iter().map(str::to_owned));
        for it in &self.judged {
            let number = |value: f64| cell::written(value);
            let (low, high) = it.expected.interval();
            let row = [
                it.expected.key.clone(),
                it.expected.title.clone(),
                it.expected.quantity.clone(),
                it.expected.unit.clone(),
                registration.origin.registered.to_string(),
                number(it.value),
                number(it.expected.median()),
                number(low),
                number(high),
                if it.is_inside { "yes" } else { "no" }.to_owned(),
                number(it.expected.median() - it.value),
                number(it.crps),
                it.crps_as_last_year.map_or_else(String::new, number),
                number(it.interval_score),
            ];
            text += &line(row.into_iter());
        }
        text
    }
}
