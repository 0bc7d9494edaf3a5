//! `mhst benchmark`.

use std::path::PathBuf;

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

docs/benchmark.md explains the scorecard and the table of figures.

Exit codes are those of mhst run.")]
pub(crate) struct BenchmarkArguments {
    /// A scenario file (TOML) to run, or the results directory of a run or comparison
    #[arg(value_name = "SCENARIO|DIR")]
    pub(crate) subject: PathBuf,
    #[command(flatten)]
    pub(crate) figures: Figures,
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
    /// The run that is asked for, where a scenario is named.
    pub(crate) fn task(&self) -> Task {
        Task {
            subject: Subject::Run { scenario: self.subject.clone() },
            set: self.set.set.clone(),
            sites: self.sites.names(),
            worlds: self.worlds.number(),
            prior: self.worlds.are_prior(),
            enough: Enough::default(),
            interval: self.interval.interval,
            targets: Vec::new(),
            figures: self.figures.figures.clone(),
            replicates: self.replicates.replicates,
            seed: self.seed.seed,
            detail: Detail::Tables,
            detailed_worlds: self.worlds.detailed_worlds,
            calibrate_each: false,
            part: Part::default(),
        }
    }
}
