//! `--seed`.

use clap::Args;

use super::number::whole;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Seed {
    /// Use this seed for all random numbers, whatever the file says
    #[arg(long, value_name = "S", value_parser = seed, allow_negative_numbers = true)]
    pub(crate) seed: Option<u64>,
}

fn seed(text: &str) -> Result<u64, String> {
    whole(text, 0, MOST)
}

/// The greatest seed that a scenario file can state.
const MOST: u64 = 9_000_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_a_number_that_a_file_can_state_too() {
        assert_eq!((seed("0"), seed("7")), (Ok(0), Ok(7)));
        assert!(seed("-1").is_err() && seed("99999999999999999").is_err());
    }
}
