//! How much is run: in how many plausible worlds, and how often in each.

use std::fmt;

use serde::{Deserialize, Serialize};

use mhst_core::model::knowledge::CENTRAL;

/// Replicates of the central world beside plausible worlds: they show what is chance.
pub const CENTRAL_REPLICATES: u32 = 10;

/// How much is run at each point.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Amount {
    /// Plausible worlds, numbered from 1; none if only the central world is run.
    pub worlds: u32,
    /// Replicates in each plausible world.
    pub replicates: u32,
    /// Replicates in the central world.
    #[serde(rename = "central_replicates")]
    pub central: u32,
}

/// One replicate in one plausible world, or in the central one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Repeat {
    /// Number of the plausible world; 0 for the central one.
    pub world: u32,
    /// Number of the replicate, from 1.
    pub replicate: u32,
}

impl Amount {
    /// Replicates of the central world alone.
    pub fn central(replicates: u32) -> Self {
        Self { worlds: 0, replicates: 0, central: replicates }
    }

    /// So many plausible worlds with so many replicates in each, and beside them replicates of the
    /// central world; without plausible worlds, so many replicates of the central one.
    pub fn of(worlds: u32, replicates: u32) -> Self {
        match worlds {
            0 => Self::central(replicates),
            worlds => Self { worlds, replicates, central: CENTRAL_REPLICATES },
        }
    }

    /// Replicates in a world.
    pub fn replicates_in(self, world: u32) -> u32 {
        if world == CENTRAL { self.central } else { self.replicates }
    }

    /// All of it: first the central world, and then the others in order.
    pub fn repeats(self) -> impl Iterator<Item = Repeat> + Clone {
        (CENTRAL..=self.worlds).flat_map(move |world| {
            (1..=self.replicates_in(world)).map(move |replicate| Repeat { world, replicate })
        })
    }

    /// How many they are.
    pub fn len(self) -> u64 {
        u64::from(self.worlds) * u64::from(self.replicates) + u64::from(self.central)
    }

    /// Whether there is nothing to run.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether a repeat is part of it.
    pub fn has(self, Repeat { world, replicate }: Repeat) -> bool {
        world <= self.worlds && (1..=self.replicates_in(world)).contains(&replicate)
    }
}

impl Repeat {
    /// A replicate of the central world.
    pub fn central(replicate: u32) -> Self {
        Self { world: CENTRAL, replicate }
    }

    /// The number under which its random numbers are drawn: no two share it.
    pub fn stream(self) -> u64 {
        u64::from(self.world) << 32 | u64::from(self.replicate)
    }
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.world != CENTRAL {
            write!(f, "world {}, ", self.world)?;
        }
        write!(f, "replicate {}", self.replicate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_worlds_or_replicates_leave_those_that_are_there() {
        let few: Vec<Repeat> = Amount::of(3, 2).repeats().collect();
        assert_eq!(few.len() as u64, Amount::of(3, 2).len());
        for more in [Amount::of(9, 2), Amount::of(3, 7)] {
            let all: Vec<Repeat> = more.repeats().collect();
            assert_eq!(all.len() as u64, more.len());
            assert!(few.iter().all(|repeat| all.contains(repeat) && more.has(*repeat)));
        }
        assert!(Amount::of(0, 20).repeats().eq((1..=20).map(Repeat::central)));
    }

    #[test]
    fn no_two_repeats_share_random_numbers() {
        let mut streams: Vec<u64> = Amount::of(40, 3).repeats().map(Repeat::stream).collect();
        let all = streams.len();
        streams.sort_unstable();
        streams.dedup();
        assert_eq!(streams.len(), all);
    }
}
