//! `--figures`.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Compare results with the figures of this table (CSV), such as your own monitoring data: a row
    /// for each with measure, value and site; docs/benchmark.md
    #[arg(long, value_name = "FILE")]
    pub(crate) figures: Option<PathBuf>,
}
