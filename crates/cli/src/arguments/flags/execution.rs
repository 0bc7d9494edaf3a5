//! The options that say how to simulate and where to write. They do not change the results.

use clap::Args;

use super::{Force, FromStart, NoReport, Out, Quiet, TableForm, Threads};

/// How a command simulates and where it writes.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Execution {
    #[command(flatten)]
    pub(crate) threads: Threads,
    #[command(flatten)]
    pub(crate) from_start: FromStart,
    #[command(flatten)]
    pub(crate) out: Out,
    #[command(flatten)]
    pub(crate) force: Force,
    #[command(flatten)]
    pub(crate) quiet: Quiet,
    #[command(flatten)]
    pub(crate) no_report: NoReport,
    #[command(flatten)]
    pub(crate) form: TableForm,
}
