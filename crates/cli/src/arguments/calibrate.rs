//! `mhst calibrate`.

use std::path::PathBuf;

use clap::Args;
use mhst_runner::work::Shard;

use super::flags::{Figures, Force, Out, Quiet, Seed, Set, ShardOfRuns, Sites, Threads};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst calibrate scenarios/my-area.toml --figures my-figures.csv
      find worlds that fit your own monitoring data
  mhst calibrate scenarios/trailblazer.toml --sites \"Camden,Newcastle\" --worlds 60
      find worlds that fit the published figures with the role `calibrated`, at two
      sites, and confirm them at all

The worlds are in worlds.csv. To run a scenario in them, name the file in it, and ask
for no more worlds than it has:
  [knowledge]
  file = \"worlds.csv\"

Ctrl-C keeps what is finished; give the same command again to continue. With
--shard, give the same --out to all shards, and each command again until the last
has written worlds.csv. docs/benchmark.md explains the method.

Exit codes: 0 success; 1 runs failed in every world; 2 bad input; 130 interrupted.")]
pub(crate) struct CalibrateArguments {
    /// The scenario file (TOML)
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    #[command(flatten)]
    pub(crate) figures: Figures,
    /// Look for N worlds
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..), default_value_t = 100)]
    pub(crate) worlds: u32,
    #[command(flatten)]
    pub(crate) sites: Sites,
    #[command(flatten)]
    pub(crate) set: Set,
    #[command(flatten)]
    pub(crate) seed: Seed,
    #[command(flatten)]
    shard: ShardOfRuns,
    #[command(flatten)]
    pub(crate) threads: Threads,
    #[command(flatten)]
    pub(crate) out: Out,
    #[command(flatten)]
    pub(crate) force: Force,
    #[command(flatten)]
    pub(crate) quiet: Quiet,
}

impl CalibrateArguments {
    /// The part of each round that is done here.
    pub(crate) fn shard(&self) -> Option<Shard> {
        self.shard.shard
    }
}
