//! Random numbers addressed by who and what they are for.
//!
//! A draw is a pure function of (seed, replicate, birth key of the entity, purpose, ordinal).
//! Nothing is shared and nothing is consumed: an agent in two scenarios has the same random
//! numbers in both, whatever else happened in between, and the order in which agents are visited
//! does not matter. The generator is Philox4x64-10: seed and replicate are its key; birth
//! key, purpose and ordinal are three of the four words of its counter, and the fourth counts the
//! blocks that one draw uses. No two addresses share a number, without any hashing.

use std::convert::Infallible;

use rand::TryRng;
use serde::{Deserialize, Serialize};

use super::philox;

/// Identity of an entity that is the same in every scenario: derived once, at birth, from the
/// identity of its parent and its ordinal or name, never from a reused slot.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct BirthKey(u64);

impl BirthKey {
    /// The key of an entity known by its name (FNV-1a, 64 bits, then mixed).
    pub fn named(name: &str) -> Self {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(mix(hash))
    }

    /// The key as an ordinal, to derive keys of entities known by two names.
    pub const fn ordinal(self) -> u64 {
        self.0
    }

    /// The key of the `ordinal`-th child of this entity, of the kind `kind`.
    #[must_use]
    #[inline]
    pub fn child(self, kind: u32, ordinal: u64) -> Self {
        Self(mix(mix(self.0 ^ (u64::from(kind) << 48)).wrapping_add(ordinal)))
    }
}

/// The finaliser of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): a bijection of 64 bits.
const fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// What a draw is for. Each use in a model has its own purpose.
pub trait Purpose: Copy {
    /// The number of the purpose, different for each.
    fn number(self) -> u32;
}

/// The source of every random number of one replicate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Draws {
    key: [u64; 2],
    /// Seed and replicate in one word.
    short_key: u64,
}

impl Draws {
    /// The draws of replicate `replicate` under `seed`.
    pub const fn new(seed: u64, replicate: u64) -> Self {
        Self { key: [seed, replicate], short_key: mix(mix(seed).wrapping_add(replicate)) }
    }

    /// The draw at one address. It gives any number of random numbers.
    #[inline(always)]
    pub fn at(&self, who: BirthKey, purpose: impl Purpose, ordinal: u64) -> Draw {
        let counter = [0, who.0, u64::from(purpose.number()), ordinal];
        Draw { counter, key: self.key, words: philox::block(counter, self.key), used: 0 }
    }

    /// The first uniform number in [0, 1) at one address.
    #[inline]
    pub fn uniform(&self, who: BirthKey, purpose: impl Purpose, ordinal: u64) -> f64 {
        self.at(who, purpose, ordinal).uniform()
    }

    /// Eight uniform numbers in [0, 1) of 32 bits each at one address: for draws of which there are very
    /// many, and of which none needs more. The address is mixed into a state from which four words
    /// of SplitMix64 follow (Steele, Lea & Flood, OOPSLA 2014), at a third of the cost of a block of
    /// Philox. Two addresses can share a state by chance alone, one pair in 2^64.
    #[inline]
    pub fn short(&self, who: BirthKey, purpose: impl Purpose, ordinal: u64) -> [f64; 8] {
        let of_entity = mix(who.0 ^ self.short_key);
        let state = mix(of_entity.wrapping_add(u64::from(purpose.number()) << 48) ^ ordinal);
        let mut numbers = [0.0; 8];
        for (word, pair) in numbers.chunks_exact_mut(2).enumerate() {
            let bits = mix(state.wrapping_add((word as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
            pair[0] = (bits >> 32) as f64 * (1.0 / (1_u64 << 32) as f64);
            pair[1] = f64::from(bits as u32) * (1.0 / (1_u64 << 32) as f64);
        }
        numbers
    }

    /// Whether the event of probability `p` happens at one address.
    #[inline]
    pub fn happens(&self, who: BirthKey, purpose: impl Purpose, ordinal: u64, p: f64) -> bool {
        self.uniform(who, purpose, ordinal) < p
    }
}

/// The numbers at one address: a generator for the samplers of `rand_distr`.
#[derive(Clone, Debug)]
pub struct Draw {
    counter: [u64; 4],
    key: [u64; 2],
    words: [u64; 4],
    used: usize,
}

impl Draw {
    /// The next 64 random bits.
    #[inline]
    pub fn word(&mut self) -> u64 {
        if self.used == self.words.len() {
            self.next_block();
        }
        let word = self.words[self.used];
        self.used += 1;
        word
    }

    #[inline(never)]
    fn next_block(&mut self) {
        self.counter[0] += 1;
        self.words = philox::block(self.counter, self.key);
        self.used = 0;
    }

    /// Uniform in [0, 1), with 53 bits.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.word() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// The next `N` uniform numbers in [0, 1).
    #[inline]
    pub fn uniforms<const N: usize>(&mut self) -> [f64; N] {
        std::array::from_fn(|_| self.uniform())
    }

    /// Exponential with the given mean, by inversion, so that a longer mean gives a longer time
    /// at the same address. An infinite mean gives infinity.
    #[inline]
    pub fn exponential(&mut self, mean: f64) -> f64 {
        -(1.0 - self.uniform()).ln() * mean
    }

    /// Standard normal by the Box-Muller transform: always two words, no rejection, so that the
    /// numbers that follow stay in step.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Lognormal with the given mean and standard deviation of the variable itself.
    #[inline]
    pub fn lognormal(&mut self, mean: f64, sd: f64) -> f64 {
        if mean <= 0.0 {
            return 0.0;
        }
        let variance = (1.0 + (sd / mean).powi(2)).ln();
        (mean.ln() - variance / 2.0 + variance.sqrt() * self.normal()).exp()
    }
}

impl TryRng for Draw {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.word() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.word().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_distr::{Distribution, StandardNormal};

    #[derive(Clone, Copy)]
    struct Test(u32);
    impl Purpose for Test {
        fn number(self) -> u32 {
            self.0
        }
    }

    #[test]
    fn the_same_address_gives_the_same_numbers_and_any_other_gives_others() {
        let who = BirthKey::named("Camden");
        let first = Draws::new(1, 2).at(who, Test(3), 4).word();
        assert_eq!(Draws::new(1, 2).at(who, Test(3), 4).word(), first);
        let others = [
            Draws::new(2, 2).at(who, Test(3), 4),
            Draws::new(1, 3).at(who, Test(3), 4),
            Draws::new(1, 2).at(who.child(0, 0), Test(3), 4),
            Draws::new(1, 2).at(who, Test(4), 4),
            Draws::new(1, 2).at(who, Test(3), 5),
        ];
        assert!(others.into_iter().all(|mut draw| draw.word() != first));
    }

    #[test]
    fn the_same_address_gives_the_same_short_numbers_and_any_other_gives_others() {
        let who = BirthKey::named("Camden");
        let first = Draws::new(1, 2).short(who, Test(3), 4);
        assert_eq!(Draws::new(1, 2).short(who, Test(3), 4), first);
        let others = [
            Draws::new(2, 2).short(who, Test(3), 4),
            Draws::new(1, 3).short(who, Test(3), 4),
            Draws::new(1, 2).short(who.child(0, 0), Test(3), 4),
            Draws::new(1, 2).short(who, Test(4), 4),
            Draws::new(1, 2).short(who, Test(3), 5),
        ];
        for other in others {
            assert!(first.iter().zip(other).all(|(one, other)| *one != other));
        }
    }

    /// Each of the eight numbers is uniform, and none goes with another of the same address, with the
    /// same one at the next, or with the same one of the next entity: means, variances and products
    /// within five standard errors.
    #[test]
    fn short_numbers_are_uniform_and_independent() {
        let draws = Draws::new(7, 0);
        let root = BirthKey::named("short");
        let (entities, ordinals) = (400, 500);
        let n = f64::from(entities * ordinals);
        let of = |entity: u32, ordinal: u32| {
            draws.short(root.child(0, entity.into()), Test(1), ordinal.into()).map(|u| u - 0.5)
        };
        let mut sums = [[0.0; 5]; 8];
        for (entity, ordinal) in (0..entities).flat_map(|e| (0..ordinals).map(move |o| (e, o))) {
            let here = of(entity, ordinal);
            let (later, beside) = (of(entity, ordinal + 1), of(entity + 1, ordinal));
            for (index, sums) in sums.iter_mut().enumerate() {
                let u = here[index];
                let others = [here[(index + 1) % 8], later[index], beside[index]];
                let [one, two, three] = others.map(|other| u * other);
                for (sum, value) in sums.iter_mut().zip([u, u * u, one, two, three]) {
                    *sum += value;
                }
            }
        }
        let variance = 1.0_f64 / 12.0;
        for sums in sums {
            let [mean, square, products @ ..] = sums.map(|sum| sum / n);
            assert!(mean.abs() < 5.0 * (variance / n).sqrt(), "{mean}");
            // The variance of the square of a centred uniform number is 1/80 - 1/144 = 1/180.
            assert!((square - variance).abs() < 5.0 * (1.0 / 180.0 / n).sqrt(), "{square}");
            for product in products {
                assert!(product.abs() < 5.0 * variance / n.sqrt(), "{product}");
            }
        }
    }

    #[test]
    fn one_draw_never_repeats_its_blocks() {
        let mut draw = Draws::new(1, 1).at(BirthKey::named("x"), Test(1), 1);
        let mut words: Vec<u64> = (0..4000).map(|_| draw.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 4000);
    }

    #[test]
    fn birth_keys_of_many_entities_differ() {
        let site = BirthKey::named("site");
        let mut keys: Vec<BirthKey> = (0..2)
            .flat_map(|kind| (0..1000).map(move |setting| (kind, setting)))
            .flat_map(|(kind, setting)| (0..20).map(move |n| site.child(kind, setting).child(0, n)))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 40_000);
    }

    /// Means and variances within five standard errors of those of the distribution.
    #[test]
    fn moments_are_those_of_the_distributions() {
        let draws = Draws::new(7, 0);
        let who = BirthKey::named("moments");
        let n = 200_000;
        let check = |purpose: u32, mean: f64, sd: f64, sample: &dyn Fn(&mut Draw) -> f64| {
            let total: f64 = (0..n).map(|i| sample(&mut draws.at(who, Test(purpose), i))).sum();
            let error = 5.0 * sd / (n as f64).sqrt();
            assert!((total / n as f64 - mean).abs() < error, "purpose {purpose}");
        };
        check(0, 0.5, (1.0_f64 / 12.0).sqrt(), &|d| d.uniform());
        check(1, 3.0, 3.0, &|d| d.exponential(3.0));
        check(2, 0.0, 1.0, &|d| d.normal());
        check(3, 1.0, 1.42, &|d| d.normal().powi(2));
        check(4, 7.0, 5.0, &|d| d.lognormal(7.0, 5.0));
        check(5, 0.0, 1.0, &|d| StandardNormal.sample(d));
    }
}
