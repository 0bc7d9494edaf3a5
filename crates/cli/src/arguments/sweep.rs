//! `mhst sweep`.

use std::path::PathBuf;

use clap::Args;
use mhst_runner::store::Detail;
use mhst_runner::work::Part;

use super::flags::{
    CalibrateEach, Execution, Interval, Replicates, Seed, ShardOfRuns, Sites, Worlds,
};
use crate::task::{Enough, Subject, Task};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst sweep scenarios/sweeps/team-composition.toml
      run a scenario at every point of a design; points.csv lists the points
  mhst sweep scenarios/sweeps/team-composition.toml --replicates 10
      the same with more replicates: only the new ones are run
  mhst sweep scenarios/sweeps/team-composition.toml --shard 3/16 --out shards/3
      run the third of sixteen shares, on any machine; see `mhst merge`

docs/sweeps.md describes design files. Children have the same random numbers at every
point, so differences between points are paired. Ctrl-C keeps what is finished;
give the same command again to continue, or use `mhst resume`.

Exit codes: 0 success; 1 some runs failed, or a file could not be read or
written; 2 bad input, nothing was written; 130 interrupted.")]
pub(crate) struct SweepArguments {
    /// The design file (TOML)
    #[arg(value_name = "DESIGN")]
    design: PathBuf,
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
    shard: ShardOfRuns,
    /// Also write results for subgroups of children
    #[arg(long)]
    subgroups: bool,
    /// Also write the detailed tables of `mhst run`: waits, incidence, need, stocks, places,
    /// flows, workforce, returns and costs
    #[arg(long)]
    tables: bool,
    #[command(flatten)]
    calibrate_each: CalibrateEach,
    #[command(flatten)]
    pub(crate) execution: Execution,
}

impl SweepArguments {
    /// What is asked for.
    pub(crate) fn task(&self) -> Task {
        Task {
            subject: Subject::Sweep { design: self.design.clone() },
            set: Vec::new(),
            sites: self.sites.names(),
            worlds: self.worlds.number(),
            prior: self.worlds.are_prior(),
            enough: Enough::default(),
            interval: self.interval.interval,
            targets: Vec::new(),
            figures: None,
            replicates: self.replicates.replicates,
            seed: self.seed.seed,
            detail: match (self.subgroups, self.tables) {
                (_, true) => Detail::Tables,
                (true, false) => Detail::Subgroups,
                (false, false) => Detail::Summary,
            },
            detailed_worlds: self.worlds.detailed_worlds,
            calibrate_each: self.calibrate_each.calibrate_each,
            part: Part { shard: self.shard.shard, only: None },
        }
    }
}
