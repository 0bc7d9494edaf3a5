//! Forecasts that are made before figures are published, and how they turn out. A registration is a
//! table with a row for each figure: what the worlds give for it, with the error that the report may
//! have, as quantiles from which it can be scored.

mod judge;
mod table;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use mhst_core::model::figures::Figure;

pub use judge::{Judged, Judgement};

use crate::numbers::significant;
use crate::scorecard::{Gathering, forecast, format_of};

/// How many quantiles are kept.
const QUANTILES: usize = 19;

/// Level of the interval that is judged.
const LEVEL: f64 = 0.9;

/// The levels of the quantiles, in per cent.
fn percents() -> [usize; QUANTILES] {
    std::array::from_fn(|place| 5 * (place + 1))
}

/// Where forecasts come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The day on which they were registered.
    pub registered: Date,
    /// Version of the program.
    pub version: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Hash of the work.
    pub scenario_hash: String,
    /// Hash of the worlds: which parameters differ, and their values; empty without worlds.
    pub worlds_hash: String,
    /// Seed of all random numbers.
    pub seed: u64,
    /// The command of the runs.
    pub command: String,
}

/// What is expected of a figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Expected {
    /// Key by which it is found again.
    pub key: String,
    /// What it is.
    pub title: String,
    /// The time that it is about.
    pub period: String,
    /// The place that it is about.
    pub place: String,
    /// Which sites stand for it.
    pub site: String,
    /// Measure, statistic and subgroup that stand for it.
    pub quantity: String,
    /// Unit of all its numbers.
    pub unit: String,
    /// When it is expected to be published.
    pub due: String,
    /// By whom.
    pub source: String,
    /// Where.
    pub cited: String,
    /// What was reported a year before, where that is known.
    pub last_year: Option<f64>,
    /// Standard deviation of sampling error and allowed discrepancy, which is in the quantiles.
    pub error: f64,
    /// Worlds, or else replicates, with a value.
    pub worlds: usize,
    /// The numbers below which it lies with a probability of 5, 10, ... 95 %.
    pub quantiles: [f64; QUANTILES],
}

impl Expected {
    fn of(figure: &Figure, (worlds, quantiles): (usize, [f64; QUANTILES])) -> Self {
        Self {
            key: figure.key.clone(),
            title: figure.title.clone(),
            period: figure.period.clone(),
            place: figure.place.clone(),
            site: figure.sites.name().to_owned(),
            quantity: figure.quantity.map_or(String::new(), |it| it.name()),
            unit: figure.quantity.map_or(String::new(), |it| it.unit_of_number().to_owned()),
            due: figure.due.clone(),
            source: figure.source.clone(),
            cited: figure.cited.clone(),
            last_year: figure.last_year,
            error: figure.error(),
            worlds,
            quantiles,
        }
    }

    /// A number in its unit.
    pub fn written(&self, value: f64) -> String {
        match self.unit.as_str() {
            unit @ ("proportion" | "days" | "pounds" | "pounds per year") => {
                format_of(unit).value(value)
            }
            _ => significant(value, 3),
        }
    }

    /// The median.
    pub fn median(&self) -> f64 {
        self.quantiles[QUANTILES / 2]
    }

    /// The interval that holds it with a probability of 90 %.
    pub fn interval(&self) -> (f64, f64) {
        (self.quantiles[0], self.quantiles[QUANTILES - 1])
    }
}

/// Forecasts of several figures, made at once.
#[derive(Clone, PartialEq, Debug)]
pub struct Registration {
    /// Where they come from.
    pub origin: Origin,
    /// The figures.
    pub expected: Vec<Expected>,
}

impl Registration {
    /// What is expected of the figures that were gathered, and the keys of those for which the model
    /// gave nothing in enough worlds.
    pub fn new(gathered: &Gathering, origin: Origin) -> (Self, Vec<String>) {
        let levels = percents().map(|percent| percent as f64 / 100.0);
        let (mut expected, mut without) = (Vec::new(), Vec::new());
        for (place, figure) in gathered.figures().iter().enumerate() {
            match forecast(gathered, place, levels) {
                Some(found) => expected.push(Expected::of(figure, found)),
                None => without.push(figure.key.clone()),
            }
        }
        (Self { origin, expected }, without)
    }
}
