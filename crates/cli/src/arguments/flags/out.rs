//! `--out` and `--force`.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Out {
    /// Write to this directory [default: results/NAME-HASH, from the name of the work and its hash]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Force {
    /// Overwrite: delete only mhst's own files there first
    #[arg(long)]
    pub(crate) force: bool,
}
