//! The scorecard of a results directory: `benchmark.csv` and `benchmark_series.csv`.

use anyhow::Context;
use mhst_reporter::scorecard::Scorecard;
use mhst_runner::directory::Directory;

pub(crate) const FILE: &str = "benchmark.csv";
pub(super) const SERIES: &str = "benchmark_series.csv";

/// Writes the scorecard, if there is anything to compare.
pub(crate) fn write(directory: &mut Directory, card: &Scorecard) -> anyhow::Result<()> {
    if card.is_empty() {
        directory.withdraw(FILE)?;
        directory.withdraw(SERIES)?;
        return Ok(());
    }
    let file = directory.create(FILE)?;
    card.csv(Box::new(file)).with_context(|| format!("cannot write {FILE}"))?;
    let file = directory.create(SERIES)?;
    card.series_csv(Box::new(file)).with_context(|| format!("cannot write {SERIES}"))
}
