//! `mhst check`.

use std::path::PathBuf;

use clap::Args;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst check scenarios/my-area.toml
  mhst check scenarios/*.toml scenarios/sweeps/*.toml

All validation errors are shown at once, each with its file, line and column.
The exit code is 2 if there are any.")]
pub(crate) struct CheckArguments {
    /// Scenario and design files (TOML)
    #[arg(value_name = "FILE", required = true)]
    pub(crate) scenarios: Vec<PathBuf>,
}
