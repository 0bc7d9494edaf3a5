//! `--worlds`.

use clap::Args;
use mhst_runner::scenario::MOST_WORLDS;

use super::number::whole_u32;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Worlds {
    /// Run N plausible worlds, whatever the file says: draws of everything that is not known about
    /// the parameters. 0 runs the central world alone
    #[arg(long, value_name = "N", value_parser = worlds, allow_negative_numbers = true)]
    pub(crate) worlds: Option<u32>,
    /// Keep the detailed tables of plausible worlds too, and not only of the central world
    #[arg(long)]
    pub(crate) detailed_worlds: bool,
}

/// How many worlds, or the number of one, within the limit that holds for files too.
pub(crate) fn worlds(text: &str) -> Result<u32, String> {
    whole_u32(text, 0, MOST_WORLDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_that_of_a_file() {
        assert_eq!((worlds("0"), worlds("100000")), (Ok(0), Ok(100_000)));
        assert!(worlds("1000000000").unwrap_err().contains("too many"));
        assert!(worlds("-3").unwrap_err().contains("negative"));
    }
}
