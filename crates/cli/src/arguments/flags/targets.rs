//! `--target`.

use clap::Args;

use crate::task::target;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Targets {
    /// Say in how many plausible worlds a result of all children meets a target, such as
    /// started_within_126_days>=0.8 or wait_referral_to_start:p90<=100; for several, repeat it
    #[arg(long = "target", value_name = "RESULT>=VALUE", value_parser = typed)]
    targets: Vec<String>,
}

impl Targets {
    /// As they were typed.
    pub(crate) fn typed(&self) -> Vec<String> {
        self.targets.clone()
    }
}

/// A target as it was typed, if it is one.
fn typed(text: &str) -> Result<String, String> {
    target(text).map(|_| text.to_owned())
}
