//! A value of a variant beside that of the base over plausible worlds: the difference in each world, and
//! in how many of them it falls.

use mhst_core::engine::statistics::{Comparison, wilson};
use mhst_core::model::knowledge::CENTRAL;

use crate::repeated::{Estimate, Repeated};

/// The values in each world, summed up. They come in order of worlds.
#[derive(Clone, Debug, Default)]
pub(super) struct OverWorlds {
    base: Repeated,
    variant: Repeated,
    difference: Repeated,
}

/// In how many of the worlds a value of a variant lies below that of the base, and above it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signs {
    /// Worlds in which it falls.
    pub falls: usize,
    /// Worlds in which it rises.
    pub rises: usize,
    /// Worlds in which both have a value.
    pub worlds: usize,
}

/// A difference has no bounds.
const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Share of worlds in which a difference has the same sign, from which it is called robust.
const ROBUST: f64 = 0.95;

impl Signs {
    fn of(differences: impl Iterator<Item = f64>) -> Self {
        let mut signs = Self { falls: 0, rises: 0, worlds: 0 };
        for difference in differences {
            signs.falls += usize::from(difference < 0.0);
            signs.rises += usize::from(difference > 0.0);
            signs.worlds += 1;
        }
        signs
    }

    /// How many worlds have the more frequent sign.
    pub fn most(&self) -> usize {
        self.falls.max(self.rises)
    }

    /// The more frequent direction in a word.
    pub fn direction(&self) -> &'static str {
        if self.falls >= self.rises { "falls" } else { "rises" }
    }

    /// Whether the difference has the same sign in 95 % of the worlds at least.
    pub fn is_robust(&self) -> bool {
        self.worlds > 0 && self.most() as f64 >= ROBUST * self.worlds as f64
    }

    /// The share of all plausible worlds in which the value falls, with its interval at `level`.
    pub fn share_falling(&self, level: f64) -> Option<(f64, (f64, f64))> {
        let interval = wilson(self.falls, self.worlds, level)?;
        Some((self.falls as f64 / self.worlds as f64, interval))
    }
}

impl OverWorlds {
    /// Adds a pair of replicates in a world.
    pub(super) fn add(&mut self, world: u32, base: f64, variant: f64) {
        self.base.add(world, base);
        self.variant.add(world, variant);
        self.difference.add(world, variant - base);
    }

    /// Whether a pair of the central world is all that there is.
    pub(super) fn is_central(&self) -> bool {
        !self.difference.has_worlds()
    }

    /// In how many worlds it falls and rises.
    pub(super) fn signs(&self) -> Signs {
        Signs::of(self.difference.means())
    }

    /// All that there is to say of the difference; `None` of nothing.
    pub(super) fn difference(&self, level: f64) -> Option<Estimate> {
        self.difference.estimate(ANY, level)
    }

    /// Medians over worlds, and the interval of one more world at `level`; `None` of nothing. What
    /// pairs of replicates tell about chance is no part of it.
    pub(super) fn compare(&self, level: f64) -> Option<Comparison> {
        let median = |of: &Repeated| of.interval(ANY, level).map(|interval| interval.estimate);
        let mut ratio = Repeated::default();
        for ((base, variant), world) in
            self.base.means().zip(self.variant.means()).zip(1 + CENTRAL..)
        {
            if base != 0.0 {
                ratio.add(world, variant / base);
            }
        }
        // A ratio that some worlds do not have is that of none.
        let ratio =
            (ratio.count() == self.base.count()).then(|| ratio.interval(ANY, level)).flatten();
        Some(Comparison {
            base: median(&self.base)?,
            variant: median(&self.variant)?,
            difference: self.difference.interval(ANY, level)?,
            ratio: ratio.map(|ratio| ratio.estimate),
            ratio_bounds: ratio.and_then(|ratio| ratio.bounds),
            variance_ratio: None,
            p_value: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_counted_world_by_world_and_differences_are_paired() {
        let mut over = OverWorlds::default();
        for world in 1..=40_u32 {
            let base = f64::from(world);
            // Worlds differ by 40, and the variant is lower by 1 in all but two of them.
            let variant = if world <= 2 { base + 0.5 } else { base - 1.0 };
            over.add(world, base, variant);
        }
        let signs = over.signs();
        assert_eq!(signs, Signs { falls: 38, rises: 2, worlds: 40 });
        assert!(signs.is_robust() && signs.direction() == "falls");
        let (share, (low, high)) = signs.share_falling(0.9).unwrap();
        assert!(share == 0.95 && low < 0.9 && high < 1.0, "{share} {low} {high}");
        let compared = over.compare(0.9).unwrap();
        assert_eq!(compared.difference.estimate, -1.0);
        assert_eq!(compared.difference.replicates, 40);
        assert_eq!((compared.base, compared.variant), (20.5, 19.5));
    }
}
