//! A part of the runs of a piece of work.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::amount::Repeat;

/// Which runs to do; all by default.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Part {
    /// One shard of several.
    pub shard: Option<Shard>,
    /// One replicate of one world.
    pub only: Option<Repeat>,
}

impl Part {
    /// Whether it includes run number `run`, counted from 0, of a repeat.
    pub(super) fn has(self, repeat: Repeat, run: usize) -> bool {
        self.shard.is_none_or(|shard| shard.has(run)) && self.only.is_none_or(|only| only == repeat)
    }
}

/// Maximum number of shards.
const MOST_SHARDS: u32 = 100_000;

/// One machine's share of the runs: every `of`-th, starting with the `number`-th.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    number: u32,
    of: NonZeroU32,
}

impl Shard {
    /// Which one, from 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// The number of shards.
    pub fn of(self) -> u32 {
        self.of.get()
    }

    fn has(self, run: usize) -> bool {
        run % self.of.get() as usize == self.number as usize - 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| {
            Some((number.trim().parse().ok()?, NonZeroU32::new(of.trim().parse().ok()?)?))
        });
        match numbers {
            Some((_, of)) if of.get() > MOST_SHARDS => {
                Err(format!("there can be up to {MOST_SHARDS} shards"))
            }
            Some((number, of)) if (1..=of.get()).contains(&number) => Ok(Self { number, of }),
            _ => Err("write I/N, such as 3/16 for the third of sixteen".to_owned()),
        }
    }
}

impl TryFrom<String> for Shard {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_run_is_in_one_shard() {
        for of in 1..=7 {
            let shards: Vec<Shard> =
                (1..=of).map(|number| format!("{number}/{of}").parse().unwrap()).collect();
            for run in 0..50 {
                assert_eq!(shards.iter().filter(|shard| shard.has(run)).count(), 1);
            }
        }
    }

    #[test]
    fn a_shard_is_a_number_up_to_the_number_of_shards() {
        for wrong in ["", "3", "0/4", "5/4", "1/0", "a/b", "-1/4", "1/4/2", "1/4000000000"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
        assert_eq!("16/16".parse::<Shard>().unwrap().to_string(), "16/16");
    }
}
