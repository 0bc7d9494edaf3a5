//! `--shard`.

use clap::Args;
use mhst_runner::work::Shard;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct ShardOfRuns {
    /// Do only the I-th of N equal shares of the runs; `mhst merge` combines them
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
}
