//! `mhst sensitivity`.

use std::path::PathBuf;

use clap::Args;
use mhst_core::model::results::{Measure, Statistic};
use mhst_reporter::sensitivity::Objective;

use crate::task::result;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst sensitivity results/trailblazer-1a2b3c4d
      which unknown parameters the results depend on
  mhst sensitivity results/compare-trailblazer-1a2b3c4d
      which unknown parameters the differences from the base depend on
  mhst sensitivity results/compare-trailblazer-1a2b3c4d \\
      --lowest missing_middle_stock:mean
      and what it would be worth to know them before choosing between the variants

Nothing is run: worlds.csv has all that is needed. It takes 30 plausible worlds or
more; parameters are told from noise better with 100 or 200 (mhst extend --worlds).")]
pub(crate) struct SensitivityArguments {
    /// The results directory of a run or comparison over plausible worlds
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Value information for a choice that is to bring this to its lowest, such as
    /// missing_middle_stock:mean
    #[arg(long, value_name = "MEASURE:STATISTIC", value_parser = result, conflicts_with = "highest")]
    lowest: Option<(Measure, Statistic)>,
    /// The same for its highest, such as recovered_with_help:count
    #[arg(long, value_name = "MEASURE:STATISTIC", value_parser = result)]
    highest: Option<(Measure, Statistic)>,
}

impl SensitivityArguments {
    /// What the choice is to bring about, if there is one.
    pub(crate) fn objective(&self) -> Option<Objective> {
        let objective = |(measure, statistic), lower_is_better| Objective {
            measure,
            statistic,
            lower_is_better,
        };
        let lowest = self.lowest.map(|result| objective(result, true));
        lowest.or_else(|| self.highest.map(|result| objective(result, false)))
    }
}
