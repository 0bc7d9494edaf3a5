//! `--calibrate-each`.

use clap::Args;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct CalibrateEach {
    /// Calibrate the specialist service of each scenario or point by itself. Otherwise all hold the
    /// base's calibration, so that a change meets the same service
    #[arg(long)]
    pub(crate) calibrate_each: bool,
}
