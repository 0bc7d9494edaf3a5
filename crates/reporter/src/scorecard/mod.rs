//! The scorecard: what the model gives beside what was reported, figure by figure. Figures of different
//! roles are never counted together: what something was set to validates nothing.

mod calibrated;
mod gather;
mod group;
mod score;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use std::io::{self, Write};

pub use calibrated::calibrated;
pub use gather::Gathering;
pub use group::{Coverage, Group, LastYear, Series};
pub(crate) use score::forecast;
pub use score::{Score, Verdict};
pub(crate) use tables::{BenchmarkTable, SeriesTable};
pub(crate) use words::format_of;
pub(crate) use words::lower_first;
pub use words::meaning;

use crate::column::write;
use crate::spread::Spread;

/// A scorecard.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Scorecard {
    /// Figures with what the model gives, those of one role together.
    pub scores: Vec<Score>,
    /// How they come out together.
    pub groups: Vec<Group>,
    /// What the reader must know about the comparison, such as that values were changed.
    pub notes: Vec<String>,
    /// What intervals are over, and their level.
    pub spread: Spread,
}

impl Scorecard {
    /// Scores what was gathered.
    pub fn new(gathered: &Gathering, spread: Spread, notes: Vec<String>) -> Self {
        let scores = score::scores(gathered, spread.level);
        let groups = Group::all(&scores, spread.level);
        Self { scores, groups, notes, spread }
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.scores.is_empty()
    }

    /// Writes `benchmark.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn csv(&self, out: Box<dyn Write + '_>) -> io::Result<()> {
        let rows = self.scores.iter().map(|score| tables::BenchmarkRow { score, card: self });
        write::<BenchmarkTable>(out, rows)
    }

    /// Writes `benchmark_series.csv`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn series_csv(&self, out: Box<dyn Write + '_>) -> io::Result<()> {
        let series = self.groups.iter().flat_map(|group| &group.series);
        write::<SeriesTable>(out, series)
    }
}
