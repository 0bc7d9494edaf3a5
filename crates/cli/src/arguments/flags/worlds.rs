//! `--worlds`.

use clap::Args;
use mhst_runner::scenario::MOST_WORLDS;

use super::number::whole_u32;

#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct Worlds {
    /// Run N plausible worlds, whatever the file says. 0 runs the central world alone; prior or
    /// prior:N draws them from what is known, where the file lists worlds that fit
    #[arg(id = "worlds", long, value_name = "N", value_parser = asked,
        allow_negative_numbers = true)]
    asked: Option<Asked>,
    /// Keep the detailed tables of plausible worlds too, and not only of the central world
    #[arg(long)]
    pub(crate) detailed_worlds: bool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    number: Option<u32>,
    prior: bool,
}

impl Worlds {
    /// How many; `None` where that is not said.
    pub(crate) fn number(self) -> Option<u32> {
        self.asked.and_then(|asked| asked.number)
    }

    /// Whether they are drawn from what is known, even where the file lists worlds.
    pub(crate) fn are_prior(self) -> bool {
        self.asked.is_some_and(|asked| asked.prior)
    }
}

fn asked(text: &str) -> Result<Asked, String> {
    match text.strip_prefix("prior") {
        Some("") => Ok(Asked { number: None, prior: true }),
        Some(rest) if rest.starts_with(':') => {
            Ok(Asked { number: Some(worlds(&rest[1..])?), prior: true })
        }
        _ => Ok(Asked { number: Some(worlds(text)?), prior: false }),
    }
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

    #[test]
    fn worlds_of_what_is_known_are_asked_for_by_name() {
        assert_eq!(asked("40"), Ok(Asked { number: Some(40), prior: false }));
        assert_eq!(asked("prior"), Ok(Asked { number: None, prior: true }));
        assert_eq!(asked("prior:100"), Ok(Asked { number: Some(100), prior: true }));
        assert!(asked("posterior").is_err() && asked("prior:many").is_err());
    }
}
