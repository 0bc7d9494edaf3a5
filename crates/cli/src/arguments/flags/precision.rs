//! `--precision` and `--at-most`.

use clap::Args;

use super::number::whole_u32;
use crate::task::{Enough, Wanted};

/// The most that `--at-most` allows.
const MOST: u32 = 50_000;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Precision {
    /// Add plausible worlds, or with --worlds 0 replicates, until this number for all children is known
    /// to within HALFWIDTH, in its unit or with % of the estimate; can be repeated, and then all must
    /// be. --worlds and --replicates give the least. In a comparison the number is the difference of
    /// each variant from the base
    #[arg(long, value_name = "MEASURE:STATISTIC=HALFWIDTH")]
    precision: Vec<Wanted>,
    /// Stop at N worlds or replicates, whether they are enough or not [default: 1000]
    #[arg(long, value_name = "N", requires = "precision", value_parser = at_most,
        allow_negative_numbers = true)]
    at_most: Option<u32>,
}

impl Precision {
    /// What is asked for.
    pub(crate) fn enough(&self) -> Enough {
        Enough { wanted: self.precision.clone(), at_most: self.at_most }
    }
}

fn at_most(text: &str) -> Result<u32, String> {
    whole_u32(text, 2, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_is_a_number_of_replicates_of_which_there_is_an_interval() {
        assert_eq!(at_most("2"), Ok(2));
        assert!(at_most("1").unwrap_err().contains("too few"));
        assert!(at_most("100000").unwrap_err().contains("too many"));
    }
}
