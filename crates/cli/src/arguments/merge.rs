//! `mhst merge`.

use std::path::PathBuf;

use clap::Args;

use super::flags::{Force, NoReport, Quiet, TableForm};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst merge shards/1 shards/2 shards/3 shards/4 --out results/whole
      write the tables that one command without --shard would have written
  mhst merge shards/* --out results/so-far --allow-missing
      write tables of the runs that are there, marked as incomplete

Exit codes: 0 success; 1 some runs failed or are missing, or a file could not be
read or written; 2 a shard is missing, given twice or of different work, and
nothing was written.")]
pub(crate) struct MergeArguments {
    /// The results directories of the shards
    #[arg(value_name = "DIR", required = true)]
    pub(crate) shards: Vec<PathBuf>,
    /// Write to this directory
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Write tables even if runs are missing
    #[arg(long)]
    pub(crate) allow_missing: bool,
    #[command(flatten)]
    pub(crate) force: Force,
    #[command(flatten)]
    pub(crate) quiet: Quiet,
    #[command(flatten)]
    pub(crate) no_report: NoReport,
    #[command(flatten)]
    pub(crate) form: TableForm,
}
