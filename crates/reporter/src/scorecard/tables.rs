//! `benchmark.csv`, a row for each figure, and `benchmark_series.csv`, a row for each series by site.

use super::Scorecard;
use super::group::Series;
use super::score::Score;
use crate::column::{Column, Table};

/// The table of figures.
pub(crate) enum BenchmarkTable {}

/// A row of it.
pub(crate) struct BenchmarkRow<'a> {
    pub(super) score: &'a Score,
    pub(super) card: &'a Scorecard,
}

impl BenchmarkRow<'_> {
    fn simulated(&self, pick: fn((f64, f64)) -> f64) -> Option<f64> {
        self.score.simulated.map(pick)
    }

    fn expected(&self, pick: fn((f64, f64)) -> f64) -> Option<f64> {
        self.score.expected.map(pick)
    }
}

impl Table for BenchmarkTable {
    type Row<'a> = BenchmarkRow<'a>;
    const NAME: &'static str = "benchmark";
    const ROW: &'static str = "A figure that was reported, beside what the model gives.";
    const WRITTEN: &'static str = "Where figures were reported for the scenario, or are given with \
                                   `--figures`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("key", "", "key of the figure in its file", |row| {
            row.score.figure.key.as_str().into()
        }),
        Column::text("series", "", "series by site to which it belongs", |row| {
            row.score.figure.series.as_str().into()
        }),
        Column::text("title", "", "what it is", |row| row.score.figure.title.as_str().into()),
        Column::text(
            "role",
            "",
            "`held_out`: only compared; `calibrated`: something may be set to it; `plausibility`: an \
             assumed range; `own`: given with `--figures`",
            |row| row.score.figure.role.name().into(),
        ),
        Column::text(
            "site",
            "",
            "the site that stands for it; `all`: the children of all sites; `mean` and `highest`: over \
             sites",
            |row| row.score.figure.sites.name().into(),
        ),
        Column::text("quantity", "", "measure, statistic and subgroup that stand for it", |row| {
            row.score.figure.quantity.map_or(String::new(), |it| it.name()).into()
        }),
        Column::text("unit", "", "unit of all numbers of the row", |row| {
            row.score.figure.quantity.map_or("", |it| it.unit_of_number()).into()
        }),
        Column::text("period", "", "time that the figure is about", |row| {
            row.score.figure.period.as_str().into()
        }),
        Column::text("reported", "", "the figure as it is printed in its source", |row| {
            row.score.figure.reported.as_str().into()
        }),
        Column::number("value", "as in `unit`", "the figure", |row| row.score.figure.value.into()),
        Column::number(
            "low",
            "as in `unit`",
            "lower end of the range that is given with it",
            |row| row.score.figure.range.map(|range| range.0).into(),
        ),
        Column::number("high", "as in `unit`", "upper end of that range", |row| {
            row.score.figure.range.map(|range| range.1).into()
        }),
        Column::number(
            "error",
            "as in `unit`",
            "standard deviation by which a report may differ from the model in a world that is true: \
             sampling error and allowed discrepancy",
            |row| Some(row.score.figure.error()).into(),
        ),
        Column::number(
            "median",
            "as in `unit`",
            "median over plausible worlds; without worlds, over replicates of the central one",
            |row| Some(row.score.median).into(),
        ),
        Column::number(
            "simulated_low",
            "as in `unit`",
            "lower end of the interval over worlds, chance included; empty of too few",
            |row| row.simulated(|it| it.0).into(),
        ),
        Column::number("simulated_high", "as in `unit`", "upper end of it", |row| {
            row.simulated(|it| it.1).into()
        }),
        Column::number(
            "expected_low",
            "as in `unit`",
            "lower end of the interval in which a report is expected: `error` included",
            |row| row.expected(|it| it.0).into(),
        ),
        Column::number("expected_high", "as in `unit`", "upper end of it", |row| {
            row.expected(|it| it.1).into()
        }),
        Column::number("interval", "%", "level of the intervals", |row| {
            Some((100.0 * row.card.spread.level).round()).into()
        }),
        Column::whole(
            "worlds",
            "worlds",
            "plausible worlds, or else replicates, with a value",
            |row| row.score.runs.into(),
        ),
        Column::text(
            "verdict",
            "",
            "whether the report lies in the interval; of a range, whether the median lies in it",
            |row| row.score.verdict.map_or("", |verdict| verdict.words()).into(),
        ),
        Column::number("bias", "as in `unit`", "median less the report", |row| {
            row.score.bias.into()
        }),
        Column::number(
            "distance",
            "standard deviations",
            "report less the mean of what is expected, in its standard deviations",
            |row| row.score.distance.into(),
        ),
        Column::number(
            "crps",
            "as in `unit`",
            "continuous ranked probability score; lower is better (Gneiting & Raftery 2007)",
            |row| row.score.crps.into(),
        ),
        Column::number(
            "crps_as_last_year",
            "as in `unit`",
            "the same of a forecast that says what was reported a year before",
            |row| row.score.crps_of_last_year.into(),
        ),
        Column::number(
            "interval_score",
            "as in `unit`",
            "score of the interval in which the report is expected; lower is better",
            |row| row.score.interval_score.into(),
        ),
        Column::text("source", "", "where the figure was published", |row| {
            row.score.figure.source.as_str().into()
        }),
    ];
}

/// The table of series.
pub(crate) enum SeriesTable {}

impl Table for SeriesTable {
    type Row<'a> = &'a Series;
    const NAME: &'static str = "benchmark_series";
    const ROW: &'static str = "A series of figures by site, beside what the model gives.";
    const WRITTEN: &'static str = "With `benchmark.csv`.";
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("series", "", "name of the series", |row| row.name.as_str().into()),
        Column::text("title", "", "what its figures are", |row| row.title.as_str().into()),
        Column::text("period", "", "time that they are about", |row| row.period.as_str().into()),
        Column::text("role", "", "their role, as in `benchmark.csv`", |row| row.role.name().into()),
        Column::text("unit", "", "unit of errors and scores", |row| row.unit.into()),
        Column::whole("sites", "sites", "sites compared", |row| row.sites.into()),
        Column::whole("inside", "sites", "sites whose report lies in its interval", |row| {
            row.coverage.map_or(0, |it| it.inside).into()
        }),
        Column::whole(
            "expected_from",
            "sites",
            "at least so many would be expected inside",
            |row| row.coverage.map_or(0, |it| it.expected.0 as usize).into(),
        ),
        Column::whole("expected_to", "sites", "at most so many", |row| {
            row.coverage.map_or(0, |it| it.expected.1 as usize).into()
        }),
        Column::number("mean_error", "as in `unit`", "mean of medians less reports", |row| {
            Some(row.mean_error).into()
        }),
        Column::number("mean_absolute_error", "as in `unit`", "the same without signs", |row| {
            Some(row.mean_absolute_error).into()
        }),
        Column::number("rank_correlation", "", "of medians and reports (Spearman)", |row| {
            row.rank_correlation.into()
        }),
        Column::number("crps", "as in `unit`", "mean score, as in `benchmark.csv`", |row| {
            Some(row.crps).into()
        }),
        Column::number("interval_score", "as in `unit`", "mean score of the intervals", |row| {
            row.interval_score.into()
        }),
        Column::whole(
            "sites_last_year",
            "sites",
            "sites with a report of the year before",
            |row| row.last_year.map_or(0, |it| it.sites).into(),
        ),
        Column::number(
            "mean_error_as_last_year",
            "as in `unit`",
            "mean error of a forecast that says what was reported a year before",
            |row| row.last_year.map(|it| it.mean_error).into(),
        ),
        Column::number(
            "crps_as_last_year",
            "as in `unit`",
            "its mean score, which is its mean absolute error",
            |row| row.last_year.map(|it| it.mean_absolute_error).into(),
        ),
        Column::number(
            "crps_beside_last_year",
            "as in `unit`",
            "the score of the model at the same sites",
            |row| row.last_year.map(|it| it.crps_of_model).into(),
        ),
        Column::number(
            "rank_correlation_as_last_year",
            "",
            "of the reports of the year before with the reports",
            |row| row.last_year.and_then(|it| it.rank_correlation).into(),
        ),
        Column::number(
            "correlation_of_changes",
            "",
            "of the changes from the reports of the year before, in the model and in the reports \
             (Pearson)",
            |row| row.last_year.and_then(|it| it.correlation_of_changes).into(),
        ),
    ];
}
