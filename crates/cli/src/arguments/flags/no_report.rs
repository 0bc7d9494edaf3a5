//! `--no-report`.

use clap::Args;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct NoReport {
    /// Do not write report.html
    #[arg(long)]
    pub(crate) no_report: bool,
}
