//! `mhst run`.

use std::path::PathBuf;

use clap::Args;
use mhst_runner::store::Detail;
use mhst_runner::work::Part;

use super::flags::{Execution, Replicates, Seed, Set, ShardOfRuns, Sites, replicates};
use crate::task::{Subject, Task};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst run scenarios/trailblazer.toml
      run all sites and replicates; results go to results/<name>-<hash>
  mhst run scenarios/trailblazer.toml --replicates 50
      the same with more replicates: only the new ones are run
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
    replicates: Replicates,
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
    #[arg(long, value_name = "R", conflicts_with_all = ["replicates", "shard"],
        value_parser = replicates, allow_negative_numbers = true)]
    only_replicate: Option<u32>,
    #[command(flatten)]
    pub(crate) execution: Execution,
}

impl RunArguments {
    /// What is asked for.
    pub(crate) fn task(&self) -> Task {
        Task {
            subject: Subject::Run { scenario: self.scenario.clone() },
            set: self.set.set.clone(),
            sites: self.sites.names(),
            replicates: self.replicates.replicates,
            seed: self.seed.seed,
            detail: if self.episodes { Detail::Episodes } else { Detail::Tables },
            calibrate_each: false,
            part: Part { shard: self.shard.shard, replicate: self.only_replicate },
        }
    }
}
