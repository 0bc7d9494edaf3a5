//! `--calibrate-each`.

use clap::Args;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct CalibrateEach {
    /// Calibrate the specialist service for each scenario or point separately. Otherwise all use the
    /// calibration of the base, so that only what is changed differs
    #[arg(long)]
    pub(crate) calibrate_each: bool,
}
