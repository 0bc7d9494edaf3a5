//! `mhst benchmark`.

use std::path::{Path, PathBuf};

use clap::Args;
use mhst_runner::store::Detail;
use mhst_runner::work::Part;

use super::flags::{Execution, Figures, Interval, Replicates, Seed, Set, Sites, Worlds};
use crate::task::{Enough, Subject, Task};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst benchmark results/trailblazer-1a2b3c4d
      compare existing results with what was reported; nothing is run
  mhst benchmark scenarios/trailblazer.toml
      run the scenario first, as mhst run would
  mhst benchmark scenarios/my-area.toml --figures my-figures.csv
      compare your area with your own monitoring data
  mhst benchmark DIR --register forecast.csv --figures due.csv
      write what is expected of figures that are not published yet
  mhst benchmark --score forecast.csv --figures published.csv
      judge that forecast when they are

docs/benchmark.md explains the scorecard and the table of figures.

Exit codes are those of mhst run.")]
pub(crate) struct BenchmarkArguments {
    /// A scenario file (TOML) to run, or the results directory of a run or comparison
    #[arg(value_name = "SCENARIO|DIR", required_unless_present = "score")]
    pub(crate) subject: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) figures: Figures,
    /// Write to FILE (CSV) what is expected of the figures of --figures, which have no values yet
    #[arg(long, value_name = "FILE", requires = "figures")]
    pub(crate) register: Option<PathBuf>,
    /// Judge the forecasts of FILE by the values of --figures
    #[arg(long, value_name = "FILE", requires = "figures", conflicts_with_all = ["subject", "register"])]
    pub(crate) score: Option<PathBuf>,
    /// Print the scores as CSV
    #[arg(long, requires = "score")]
    pub(crate) csv: bool,
    #[command(flatten)]
    worlds: Worlds,
    #[command(flatten)]
    replicates: Replicates,
    #[command(flatten)]
    interval: Interval,
    #[command(flatten)]
    seed: Seed,
    #[command(flatten)]
    sites: Sites,
    #[command(flatten)]
    set: Set,
    #[command(flatten)]
    pub(crate) execution: Execution,
}

impl BenchmarkArguments {
    /// The run of a scenario that is asked for. Figures that are registered are not compared.
    pub(crate) fn task(&self, scenario: &Path) -> Task {
        let figures = self.figures.figures.clone().filter(|_| self.register.is_none());
        Task {
            subject: Subject::Run { scenario: scenario.to_owned() },
            set: self.set.set.clone(),
            sites: self.sites.names(),
            worlds: self.worlds.number(),
            prior: self.worlds.are_prior(),
            enough: Enough::default(),
            interval: self.interval.interval,
            targets: Vec::new(),
            figures,
            replicates: self.replicates.replicates,
            seed: self.seed.seed,
            detail: Detail::Tables,
            detailed_worlds: self.worlds.detailed_worlds,
            calibrate_each: false,
            part: Part::default(),
        }
    }
}
