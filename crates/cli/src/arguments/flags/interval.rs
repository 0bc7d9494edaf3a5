//! `--interval`.

use clap::Args;

use crate::task::Level;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Interval {
    /// Give every interval this level, in per cent [default: 90 over plausible worlds, 95 over
    /// replicates of the central world]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(crate) interval: Option<Level>,
}
