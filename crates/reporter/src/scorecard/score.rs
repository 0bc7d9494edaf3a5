//! A figure beside what the model gives for it.

use mhst_core::engine::statistics::{Forecast, interval_score};
use mhst_core::model::figures::{Figure, Quantity, Role};

use super::gather::Gathering;

/// Fewest worlds, or replicates, from which there is a forecast.
pub(super) const FEWEST: usize = 5;

/// What came of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The figure lies in the interval.
    Inside,
    /// The figure is a limit, and the model does not contradict it.
    WithinLimit,
    /// The model is above it.
    TooHigh,
    /// The model is below it.
    TooLow,
}

impl Verdict {
    /// Whether the model misses the figure.
    pub fn is_miss(self) -> bool {
        matches!(self, Self::TooHigh | Self::TooLow)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::WithinLimit => "within the limit",
            Self::TooHigh => "model too high",
            Self::TooLow => "model too low",
        }
    }
}

/// A figure, scored.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The figure.
    pub figure: Figure,
    /// Worlds with a value; without worlds, replicates of the central world.
    pub runs: usize,
    /// Median over worlds of what stands for it, chance included, as in the one world that was
    /// observed.
    pub median: f64,
    /// The interval over worlds, chance included; `None` of too few.
    pub simulated: Option<(f64, f64)>,
    /// The interval in which the report would lie: with its sampling error, and with the discrepancy
    /// that the model is allowed.
    pub expected: Option<(f64, f64)>,
    /// Whether the report lies in it; of a range, whether the median lies in that; of a limit, whether
    /// some of it lies below. `None` where there is no interval.
    pub verdict: Option<Verdict>,
    /// The median less the report.
    pub bias: Option<f64>,
    /// The report less the mean, in standard deviations of what is expected.
    pub distance: Option<f64>,
    /// Continuous ranked probability score.
    pub crps: Option<f64>,
    /// The same of a forecast that says what was reported a year before.
    pub crps_of_last_year: Option<f64>,
    /// Score of the interval that is expected.
    pub interval_score: Option<f64>,
}

/// What the worlds give for a figure; without worlds, the replicates of the central one. `None` of too
/// few.
fn values(gathered: &Gathering, place: usize) -> Option<Vec<f64>> {
    let of_worlds: Vec<f64> = gathered.worlds(place).into_iter().map(|it| it.1).collect();
    let values = match of_worlds.is_empty() {
        true => gathered.central(place).to_vec(),
        false => of_worlds,
    };
    (values.len() >= FEWEST).then_some(values)
}

/// What the quantity of a figure can be: a normal error goes beyond it.
fn limits(figure: &Figure) -> (f64, f64) {
    match figure.quantity {
        Some(Quantity::Measured { statistic, .. }) => statistic.range(),
        _ => (0.0, f64::INFINITY),
    }
}

/// The quantiles of what is expected of a figure, and from how many worlds or replicates. `None` where
/// the model gave nothing in enough of them.
pub(crate) fn forecast<const N: usize>(
    gathered: &Gathering,
    place: usize,
    levels: [f64; N],
) -> Option<(usize, [f64; N])> {
    let figure = &gathered.figures()[place];
    let values = values(gathered, place)?;
    let runs = values.len();
    let expected = Forecast::new(values, figure.error())?;
    let (least, most) = limits(figure);
    Some((runs, levels.map(|p| expected.quantile(p).clamp(least, most))))
}

impl Score {
    /// Scores a figure at a level; `None` where the model gave nothing in enough worlds.
    fn of(gathered: &Gathering, place: usize, level: f64) -> Option<Self> {
        let figure = gathered.figures()[place].clone();
        let values = values(gathered, place)?;
        let runs = values.len();
        let simulated = Forecast::new(values.clone(), 0.0)?;
        let expected = Forecast::new(values, figure.error())?;
        let (least, most) = limits(&figure);
        let cut = |(low, high): (f64, f64)| (low.max(least), high.min(most));
        let (median, interval) = (simulated.median(), expected.interval(level).map(cut));
        let limit = figure.value.filter(|_| figure.is_limit());
        let compared = figure.value.filter(|_| !figure.is_range() && !figure.is_limit());
        let verdict = match (limit, compared, figure.range) {
            (Some(limit), ..) => interval.map(|(low, _)| match low > limit {
                true => Verdict::TooHigh,
                false => Verdict::WithinLimit,
            }),
            (None, Some(value), _) => interval.map(|(low, high)| match value {
                value if value < low => Verdict::TooHigh,
                value if value > high => Verdict::TooLow,
                _ => Verdict::Inside,
            }),
            (None, None, Some((low, high))) => Some(match median {
                median if median > high => Verdict::TooHigh,
                median if median < low => Verdict::TooLow,
                _ => Verdict::Inside,
            }),
            (None, None, None) => None,
        };
        let score = |value| Some(interval_score(interval?, level, value));
        Some(Self {
            runs,
            median,
            simulated: simulated.interval(level),
            expected: interval,
            verdict,
            bias: figure.value.filter(|_| limit.is_none()).map(|value| median - value),
            distance: compared.and_then(|value| expected.distance(value)),
            crps: compared.map(|value| expected.crps(value)),
            crps_of_last_year: compared
                .zip(figure.last_year)
                .map(|(value, last_year)| (value - last_year).abs()),
            interval_score: compared.and_then(score),
            figure,
        })
    }
}

/// The figures, scored: those with the first roles first, and otherwise in their order.
pub(super) fn scores(gathered: &Gathering, level: f64) -> Vec<Score> {
    let places = 0..gathered.figures().len();
    let mut scores: Vec<Score> =
        places.filter_map(|place| Score::of(gathered, place, level)).collect();
    let order = |role: Role| Role::ALL.iter().position(|it| *it == role);
    scores.sort_by_key(|score| order(score.figure.role));
    scores
}
