//! `--from-start`.

use clap::Args;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct FromStart {
    /// Run each scenario or point from its first day. Otherwise those that differ from a date on share
    /// the run up to it, with the same results
    #[arg(long)]
    pub(crate) from_start: bool,
}
