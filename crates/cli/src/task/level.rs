//! The level of all intervals.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// The level of all intervals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum, Serialize, Deserialize)]
pub(crate) enum Level {
    /// 80 %
    #[value(name = "80")]
    Eighty,
    /// 90 %
    #[value(name = "90")]
    Ninety,
    /// 95 %
    #[value(name = "95")]
    NinetyFive,
}

impl Level {
    /// In per cent.
    pub(crate) fn percent(self) -> u8 {
        match self {
            Self::Eighty => 80,
            Self::Ninety => 90,
            Self::NinetyFive => 95,
        }
    }

    /// As a share of 1.
    pub(crate) fn share(self) -> f64 {
        f64::from(self.percent()) / 100.0
    }

    /// The level where none is given, over plausible worlds or over replicates.
    pub(crate) fn usual(over_worlds: bool) -> Self {
        if over_worlds { Self::Ninety } else { Self::NinetyFive }
    }
}
