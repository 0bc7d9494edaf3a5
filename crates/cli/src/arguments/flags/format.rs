//! `--format` of the commands that list what the model holds.

use clap::ValueEnum;

/// A way to write a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for the terminal
    Table,
    /// Comma-separated values
    Csv,
    /// JSON
    Json,
    /// Markdown, as in docs/
    Markdown,
}
