//! `--quiet`.

use clap::Args;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Quiet {
    /// Print nothing unless something goes wrong
    #[arg(long, short)]
    pub(crate) quiet: bool,
}
