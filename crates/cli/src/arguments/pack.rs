//! `mhst pack`.

use std::path::PathBuf;

use clap::Args;

use super::flags::Quiet;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst pack results/trailblazer-1a2b3c4d
      write results/trailblazer-1a2b3c4d-pack from the results; nothing is run
  mhst pack results/trailblazer-1a2b3c4d --out paper/supplement

Start with index.html or index.md in the pack. What the program cannot know is
marked TO FILL IN in the checklists (docs/benchmark.md).

Exit codes: 0 success; 1 the results are incomplete, which the pack says, or a
file could not be read or written; 2 bad input.")]
pub(crate) struct PackArguments {
    /// The results directory of a run, comparison or sweep
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Write the pack to this directory [default: DIR-pack]
    #[arg(long, value_name = "PACK")]
    pub(crate) out: Option<PathBuf>,
    /// Overwrite the files of a pack that is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) quiet: Quiet,
}
