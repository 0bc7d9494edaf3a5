//! `mhst report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::flags::Quiet;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst report results/trailblazer-1a2b3c4d
      write report.html again from the results; nothing is run
  mhst report results/trailblazer-1a2b3c4d --format md
      write report.md, with tables instead of charts

mhst run, compare and sweep write report.html without being asked. It is a single
file that needs no others, so you can email it.")]
pub(crate) struct ReportArguments {
    /// The results directory
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Write in this format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Html)]
    pub(crate) format: ReportFormat,
    #[command(flatten)]
    pub(crate) quiet: Quiet,
}

/// A way to write a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One HTML file with charts
    Html,
    /// Markdown with tables
    Md,
}
