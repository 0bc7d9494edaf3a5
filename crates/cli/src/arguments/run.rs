//! `mhst run`.

use std::path::PathBuf;

use clap::Args;
use mhst_runner::store::Detail;
use mhst_runner::work::{Part, Repeat};

use super::flags::{
    Execution, Figures, Interval, Precision, Replicates, Seed, Set, ShardOfRuns, Sites, Targets,
    Worlds, replicates, worlds,
};
use crate::task::{Subject, Task};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst run scenarios/trailblazer.toml
      run all sites in plausible worlds; results go to results/<name>-<hash>
  mhst run scenarios/trailblazer.toml --worlds 80
      the same with more worlds: only the new ones are run
  mhst run scenarios/trailblazer.toml --worlds 0 --replicates 20
      run the central world alone, 20 times with other random numbers
  mhst run scenarios/trailblazer.toml --precision wait_referral_to_start:p50=2
      add worlds until the median wait is known to within 2 days; docs/precision.md
  mhst run scenarios/trailblazer.toml --sites \"Camden,Tower Hamlets\"
      run some of the sites; their results are the same as in a run of all
  mhst run scenarios/trailblazer.toml --set team.emhps=5 --set triage.mode=joint
      try other values; `mhst parameters` lists the keys
  mhst run scenarios/trailblazer.toml --episodes
      also write one row per episode of need and per referral, for survival analysis

Ctrl-C keeps what is finished; give the same command again to continue. A second
Ctrl-C stops at once.

Exit codes: 0 success; 1 some runs failed, or a file could not be read or
written; 2 bad input, nothing was written; 130 interrupted.")]
pub(crate) struct RunArguments {
    /// The scenario file (TOML)
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    #[command(flatten)]
    worlds: Worlds,
    #[command(flatten)]
    replicates: Replicates,
    #[command(flatten)]
    precision: Precision,
    #[command(flatten)]
    interval: Interval,
    #[command(flatten)]
    targets: Targets,
    #[command(flatten)]
    figures: Figures,
    #[command(flatten)]
    seed: Seed,
    #[command(flatten)]
    sites: Sites,
    #[command(flatten)]
    set: Set,
    /// Also write one row per episode of need (table episodes) and per referral (table referrals)
    #[arg(long)]
    episodes: bool,
    #[command(flatten)]
    shard: ShardOfRuns,
    /// Run only this replicate, for example one that failed
    #[arg(long, value_name = "R", conflicts_with_all = ["worlds", "replicates", "shard"],
        value_parser = replicates, allow_negative_numbers = true)]
    only_replicate: Option<u32>,
    /// Take it from this plausible world and not from the central one
    #[arg(long, value_name = "W", requires = "only_replicate", value_parser = worlds,
        allow_negative_numbers = true)]
    only_world: Option<u32>,
    #[command(flatten)]
    pub(crate) execution: Execution,
}

impl RunArguments {
    /// What is asked for.
    pub(crate) fn task(&self) -> Task {
        let only = self
            .only_replicate
            .map(|replicate| Repeat { world: self.only_world.unwrap_or_default(), replicate });
        Task {
            subject: Subject::Run { scenario: self.scenario.clone() },
            set: self.set.set.clone(),
            sites: self.sites.names(),
            worlds: self.worlds.number(),
            prior: self.worlds.are_prior(),
            enough: self.precision.enough(),
            interval: self.interval.interval,
            targets: self.targets.typed(),
            figures: self.figures.figures.clone(),
            replicates: self.replicates.replicates,
            seed: self.seed.seed,
            detail: if self.episodes { Detail::Episodes } else { Detail::Tables },
            detailed_worlds: self.worlds.detailed_worlds,
            calibrate_each: false,
            part: Part { shard: self.shard.shard, only },
        }
    }
}
