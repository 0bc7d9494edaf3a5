//! `mhst resume` and `mhst extend`.

use std::path::PathBuf;

use clap::Args;

use super::flags::{NoReport, Quiet, TableForm, Threads, replicates, worlds};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst resume results/team-composition-1a2b3c4d
      do the runs that are still missing, and write the tables and report

The scenario files must be unchanged. Exit codes are those of the command that
made the directory.")]
pub(crate) struct ResumeArguments {
    /// The results directory
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    #[command(flatten)]
    pub(crate) threads: Threads,
    #[command(flatten)]
    pub(crate) quiet: Quiet,
    #[command(flatten)]
    pub(crate) no_report: NoReport,
    #[command(flatten)]
    pub(crate) form: TableForm,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst extend results/trailblazer-1a2b3c4d --worlds 80
      have 80 plausible worlds; only the new ones are run
  mhst extend results/team-composition-1a2b3c4d --replicates 50
      have 50 replicates of every site at every point

The scenario files must be unchanged. Exit codes are those of the command that
made the directory.")]
pub(crate) struct ExtendArguments {
    /// The results directory
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Have N plausible worlds in all, including those that are already there
    #[arg(long, value_name = "N", value_parser = worlds, allow_negative_numbers = true)]
    pub(crate) worlds: Option<u32>,
    /// Have N replicates in each world in all, including those that are already there
    #[arg(long, value_name = "N", value_parser = replicates, allow_negative_numbers = true,
        required_unless_present = "worlds")]
    pub(crate) replicates: Option<u32>,
    #[command(flatten)]
    pub(crate) threads: Threads,
    #[command(flatten)]
    pub(crate) quiet: Quiet,
    #[command(flatten)]
    pub(crate) no_report: NoReport,
    #[command(flatten)]
    pub(crate) form: TableForm,
}
