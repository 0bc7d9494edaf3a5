//! How figures of one role, or of one series by site, come out together.

use mhst_core::engine::statistics::{pearson, spearman};
use mhst_core::model::figures::Role;
use statrs::distribution::{Binomial, DiscreteCDF};

use super::score::{Score, Verdict};

/// How many of some figures lie in their intervals.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Coverage {
    /// Figures that were judged.
    pub figures: usize,
    /// Those inside.
    pub inside: usize,
    /// How many would be expected, if intervals were right and figures independent: 90 % of the
    /// binomial distribution.
    pub expected: (u64, u64),
}

impl Coverage {
    /// Of figures with intervals at a level, limits not among them; `None` of none.
    fn of<'a>(scores: impl Iterator<Item = &'a Score>, level: f64) -> Option<Self> {
        let scores = scores.filter(|score| !score.figure.is_limit());
        let verdicts: Vec<Verdict> = scores.filter_map(|score| score.verdict).collect();
        let figures = verdicts.len();
        let inside = verdicts.iter().filter(|it| **it == Verdict::Inside).count();
        Self::new(figures, inside, level)
    }

    /// That so many of some figures lie in their intervals at a level; `None` of none.
    pub(crate) fn new(figures: usize, inside: usize, level: f64) -> Option<Self> {
        let binomial = Binomial::new(level, figures as u64).ok().filter(|_| figures > 0)?;
        let expected = (binomial.inverse_cdf(0.05), binomial.inverse_cdf(0.95));
        Some(Self { figures, inside, expected })
    }
}

/// The figures of one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The role.
    pub role: Role,
    /// How many single figures, which belong to no series, lie in their intervals; `None` of none.
    pub coverage: Option<Coverage>,
    /// Their mean signed distance, in standard deviations: positive where reports are higher.
    pub mean_distance: Option<f64>,
    /// The series.
    pub series: Vec<Series>,
}

/// A series of figures, one for each site.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// What the figures are.
    pub title: String,
    /// The time that they are about.
    pub period: String,
    /// Their role.
    pub role: Role,
    /// Unit of errors and scores.
    pub unit: &'static str,
    /// Sites compared.
    pub sites: usize,
    /// How many lie in their intervals.
    pub coverage: Option<Coverage>,
    /// Mean over sites of the median less the report.
    pub mean_error: f64,
    /// Mean absolute error of the medians.
    pub mean_absolute_error: f64,
    /// Rank correlation of medians and reports (Spearman).
    pub rank_correlation: Option<f64>,
    /// Mean continuous ranked probability score.
    pub crps: f64,
    /// Mean score of the intervals.
    pub interval_score: Option<f64>,
    /// The forecast "as last year".
    pub last_year: Option<LastYear>,
}

/// The forecast that says of each site what was reported a year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastYear {
    /// Sites that have one.
    pub sites: usize,
    /// Its mean signed error.
    pub mean_error: f64,
    /// Its mean absolute error, which is its score too.
    pub mean_absolute_error: f64,
    /// The score of the model at these sites.
    pub crps_of_model: f64,
    /// Its rank correlation with the reports.
    pub rank_correlation: Option<f64>,
    /// Correlation of the changes that the model and the reports have from last year's reports.
    pub correlation_of_changes: Option<f64>,
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

impl Group {
    /// The groups of scores, of which those of a role follow one another.
    pub(super) fn all(scores: &[Score], level: f64) -> Vec<Self> {
        let of_role = |role: Role| {
            let mine: Vec<&Score> = scores.iter().filter(|it| it.figure.role == role).collect();
            let single = || mine.iter().copied().filter(|it| it.figure.series.is_empty());
            let mut names: Vec<&str> = mine.iter().map(|it| it.figure.series.as_str()).collect();
            names.dedup();
            let mut seen: Vec<&str> = Vec::new();
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                if !seen.contains(&name) {
                    seen.push(name);
                }
            }
            let series = seen.into_iter().filter_map(|name| Series::of(&mine, name, level));
            (!mine.is_empty()).then(|| Self {
                role,
                coverage: Coverage::of(single(), level),
                mean_distance: mean(single().filter_map(|score| score.distance)),
                series: series.collect(),
            })
        };
        Role::ALL.into_iter().filter_map(of_role).collect()
    }
}

impl Series {
    fn of(scores: &[&Score], name: &str, level: f64) -> Option<Self> {
        let mine: Vec<&Score> = scores
            .iter()
            .copied()
            .filter(|it| it.figure.series == name && it.bias.is_some() && it.crps.is_some())
            .collect();
        let first = mine.first()?;
        let reported: Vec<f64> = mine.iter().filter_map(|it| it.figure.value).collect();
        let medians: Vec<f64> = mine.iter().map(|it| it.median).collect();
        let errors = || mine.iter().filter_map(|it| it.bias);
        Some(Self {
            name: name.to_owned(),
            title: first.figure.title.clone(),
            period: first.figure.period.clone(),
            role: first.figure.role,
            unit: first.figure.quantity.map_or("", |quantity| quantity.unit_of_number()),
            sites: mine.len(),
            coverage: Coverage::of(mine.iter().copied(), level),
            mean_error: mean(errors())?,
            mean_absolute_error: mean(errors().map(f64::abs))?,
            rank_correlation: spearman(&medians, &reported),
            crps: mean(mine.iter().filter_map(|it| it.crps))?,
            interval_score: mean(mine.iter().filter_map(|it| it.interval_score)),
            last_year: LastYear::of(&mine),
        })
    }
}

impl LastYear {
    /// Whether the model scores better.
    pub(crate) fn is_beaten(&self) -> bool {
        self.crps_of_model < self.mean_absolute_error
    }

    fn of(scores: &[&Score]) -> Option<Self> {
        let with =
            |it: &&Score| Some((it.figure.last_year?, it.figure.value?, it.median, it.crps?));
        let rows: Vec<(f64, f64, f64, f64)> = scores.iter().filter_map(with).collect();
        let column = |pick: fn(&(f64, f64, f64, f64)) -> f64| rows.iter().map(pick);
        let all = |pick| column(pick).collect::<Vec<f64>>();
        Some(Self {
            sites: rows.len(),
            mean_error: mean(column(|it| it.0 - it.1))?,
            mean_absolute_error: mean(column(|it| (it.0 - it.1).abs()))?,
            crps_of_model: mean(column(|it| it.3))?,
            rank_correlation: spearman(&all(|it| it.0), &all(|it| it.1)),
            correlation_of_changes: pearson(&all(|it| it.2 - it.0), &all(|it| it.1 - it.0)),
        })
    }
}
