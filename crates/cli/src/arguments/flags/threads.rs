//! `--threads`.

use std::num::NonZeroUsize;

use clap::Args;

use super::number::whole_u32;

/// The most threads that may be asked for: far more than help, few enough to start.
const MOST: u32 = 1_024;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Threads {
    /// Run on T threads; the results do not depend on it [default: as many as the machine has
    /// cores]
    #[arg(long, value_name = "T", value_parser = threads, allow_negative_numbers = true)]
    pub(crate) threads: Option<NonZeroUsize>,
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let number = whole_u32(text, 1, MOST)?;
    NonZeroUsize::new(number as usize).ok_or_else(|| "give at least 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_some_and_not_too_many() {
        assert_eq!(threads("2").map(NonZeroUsize::get), Ok(2));
        assert!(threads("0").unwrap_err().contains("too few"));
        assert!(threads("100000").unwrap_err().contains("1 to 1,024"));
    }
}
