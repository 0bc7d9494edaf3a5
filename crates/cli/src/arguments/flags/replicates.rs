//! `--replicates`.

use clap::Args;
use mhst_runner::scenario::MOST_REPLICATES;

use super::number::whole_u32;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Replicates {
    /// Use N replicates of each site in each plausible world, or of the central world if it is alone,
    /// whatever the file says
    #[arg(long, value_name = "N", value_parser = replicates, allow_negative_numbers = true)]
    pub(crate) replicates: Option<u32>,
}

/// A number of replicates, or the number of one, within the limit that holds for files too.
pub(crate) fn replicates(text: &str) -> Result<u32, String> {
    whole_u32(text, 1, MOST_REPLICATES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_that_of_a_file() {
        assert_eq!(replicates("100000"), Ok(100_000));
        assert!(replicates("1000000000").unwrap_err().contains("too many"));
        assert!(replicates("-3").unwrap_err().contains("negative"));
    }
}
