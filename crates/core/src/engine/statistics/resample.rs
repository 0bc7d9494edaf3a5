//! Random choices of methods that resample: addressed by a seed and the number of the repetition.

use crate::engine::draws::{BirthKey, Draw, Draws, Purpose};

/// What is chosen at random.
#[derive(Clone, Copy)]
pub(super) enum Choice {
    /// Rows of a sample, with replacement.
    Bootstrap,
    /// The order of rows.
    Permutation,
    /// A trajectory of elementary effects.
    Trajectory,
    /// The scrambling of a Sobol sequence.
    Scramble,
    /// By how much the coefficients of a curve are off.
    Curve,
}

impl Purpose for Choice {
    fn number(self) -> u32 {
        self as u32
    }
}

/// The random numbers of one repetition.
pub(super) fn repetition(seed: u64, choice: Choice, number: usize) -> Draw {
    Draws::new(seed, 0).at(BirthKey::named("statistics"), choice, number as u64)
}

/// A whole number from 0 to `n` - 1, all as probable to one part in 2^64 / n.
pub(super) fn below(draw: &mut Draw, n: usize) -> usize {
    ((u128::from(draw.word()) * n as u128) >> 64) as usize
}

/// Puts things into a random order (Fisher & Yates).
pub(super) fn shuffle<T>(draw: &mut Draw, things: &mut [T]) {
    for last in (1..things.len()).rev() {
        things.swap(last, below(draw, last + 1));
    }
}

/// `n` rows of `n`, with replacement.
pub(super) fn rows(draw: &mut Draw, n: usize) -> impl Iterator<Item = usize> + '_ {
    (0..n).map(move |_| below(draw, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All 24 orders of four things come up as often, within five standard errors.
    #[test]
    fn every_order_is_as_probable() {
        let mut counts = std::collections::BTreeMap::new();
        for number in 0..24_000 {
            let mut things = [0, 1, 2, 3];
            shuffle(&mut repetition(1, Choice::Permutation, number), &mut things);
            *counts.entry(things).or_insert(0_i32) += 1;
        }
        assert_eq!(counts.len(), 24);
        assert!(counts.values().all(|count| (count - 1000).abs() < 160), "{counts:?}");
    }
}
