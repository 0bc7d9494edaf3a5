//! Draws depend on their address and on nothing else, and look independent across addresses.

use mhst_core::engine::draws::{self, BirthKey, Draws};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Purpose(u32);

impl draws::Purpose for Purpose {
    fn number(self) -> u32 {
        self.0
    }
}

/// Seed, replicate, who, what for, and ordinal.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Address {
    seed: u64,
    replicate: u64,
    who: u64,
    purpose: u32,
    ordinal: u64,
}

impl Address {
    const fn new([seed, replicate, who, purpose, ordinal]: [u64; 5]) -> Self {
        Self { seed, replicate, who, purpose: purpose as u32, ordinal }
    }

    fn draw(self) -> draws::Draw {
        let who = BirthKey::named("parent").child(0, self.who);
        Draws::new(self.seed, self.replicate).at(who, Purpose(self.purpose), self.ordinal)
    }
}

fn address() -> impl Strategy<Value = Address> {
    let near_or_far = || prop_oneof![0..4_u64, any::<u64>()];
    [near_or_far(), near_or_far(), near_or_far(), near_or_far(), near_or_far()]
        .prop_map(Address::new)
}

proptest! {
    #[test]
    fn the_same_address_gives_the_same_numbers_whatever_is_drawn_in_between(
        first in address(), second in address(), lengths in (1..20_usize, 1..20_usize),
    ) {
        let alone = |address: Address, n: usize| {
            let mut draw = address.draw();
            (0..n).map(|_| draw.word()).collect::<Vec<_>>()
        };
        let (mut a, mut b) = (first.draw(), second.draw());
        let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
        for turn in 0..20 {
            if turn < lengths.1 {
                of_b.push(b.word());
            }
            if turn < lengths.0 {
                of_a.push(a.word());
            }
        }
        prop_assert_eq!(of_a, alone(first, lengths.0));
        prop_assert_eq!(of_b, alone(second, lengths.1));
    }

    #[test]
    fn different_addresses_have_no_number_in_common(first in address(), second in address()) {
        prop_assume!(first != second);
        prop_assert!(have_none_in_common(first, second));
    }

    /// Neighbours in one of the five: those who are most easily confused.
    #[test]
    fn addresses_that_differ_in_one_thing_only_have_none_in_common_either(
        numbers in [any::<u64>(), any::<u64>(), any::<u64>(), any::<u64>(), any::<u64>()],
        place in 0..5_usize,
        step in prop_oneof![1..4_u64, 1..1000_u64],
    ) {
        let mut other = numbers;
        other[place] = other[place].wrapping_add(step);
        prop_assert!(have_none_in_common(Address::new(numbers), Address::new(other)));
    }
}

/// Of the first numbers of each, which are several blocks.
fn have_none_in_common(first: Address, second: Address) -> bool {
    let words = |address: Address| {
        let mut draw = address.draw();
        (0..24).map(|_| draw.word()).collect::<Vec<_>>()
    };
    let others = words(second);
    words(first).iter().all(|word| !others.contains(word))
}

/// Standard deviations beyond which a statistic is an error; seeds are fixed.
const TOO_FAR: f64 = 5.0;

const N: usize = 1 << 16;

/// The distance of chi-squared with `freedom` degrees of freedom from its mean, in standard
/// deviations (E. B. Wilson & M. M. Hilferty, PNAS 17 (1931)).
fn chi_squared_deviation(counts: &[u32], total: usize) -> f64 {
    let expected = total as f64 / counts.len() as f64;
    let sum: f64 = counts.iter().map(|&n| (f64::from(n) - expected).powi(2) / expected).sum();
    let spread = 2.0 / (9.0 * (counts.len() - 1) as f64);
    ((sum / (counts.len() - 1) as f64).cbrt() - (1.0 - spread)) / spread.sqrt()
}

fn bucket(uniform: f64, buckets: usize) -> usize {
    (uniform * buckets as f64) as usize
}

/// `uniforms` fill equal buckets equally, and so do their pairs at a distance of `lag`, which are
/// not correlated either.
fn look_independent(what: &str, uniforms: &[f64]) {
    let mut counts = [0; 256];
    uniforms.iter().for_each(|&u| counts[bucket(u, 256)] += 1);
    let far = chi_squared_deviation(&counts, uniforms.len());
    assert!(far.abs() < TOO_FAR, "{what}: buckets off by {far} standard deviations");
    for lag in [1, 2, 7, 64, 1000] {
        let pairs = || uniforms.iter().zip(&uniforms[lag..]);
        let mut counts = [0; 16 * 16];
        pairs().for_each(|(&u, &v)| counts[16 * bucket(u, 16) + bucket(v, 16)] += 1);
        let far = chi_squared_deviation(&counts, uniforms.len() - lag);
        assert!(far.abs() < TOO_FAR, "{what}, lag {lag}: pairs off by {far} standard deviations");
        let product: f64 = pairs().map(|(u, v)| (u - 0.5) * (v - 0.5)).sum();
        let far = 12.0 * product / ((uniforms.len() - lag) as f64).sqrt();
        assert!(far.abs() < TOO_FAR, "{what}, lag {lag}: correlated by {far} standard deviations");
    }
}

#[test]
fn neighbouring_addresses_look_independent() {
    let names = ["seed", "replicate", "birth key", "purpose", "ordinal"];
    for (place, what) in names.into_iter().enumerate() {
        let uniform = |n: usize| {
            let mut numbers = [11, 2, 3, 5, 7];
            numbers[place] += n as u64;
            Address::new(numbers).draw().uniform()
        };
        look_independent(what, &(0..N).map(uniform).collect::<Vec<_>>());
    }
}

/// A person's random numbers for one purpose are independent of those for another, and of those of
/// anyone else.
#[test]
fn purposes_and_people_are_not_correlated_with_each_other() {
    let uniform =
        |who: usize, purpose: u64| Address::new([11, 2, who as u64, purpose, 0]).draw().uniform();
    // Person by person, purpose after purpose: neighbours are one person's purposes.
    let by_person: Vec<f64> = (0..N).map(|n| uniform(n / 4, n as u64 % 4)).collect();
    look_independent("purposes of one person", &by_person);
    let grandchild = |n: usize| {
        let family = BirthKey::named("parent").child(1, n as u64 / 8);
        Draws::new(11, 2).uniform(family.child(2, n as u64 % 8), Purpose(0), 0)
    };
    look_independent("children of many parents", &(0..N).map(grandchild).collect::<Vec<_>>());
}

#[test]
fn numbers_of_one_draw_look_independent() {
    let mut draw = Address::new([11, 2, 3, 5, 7]).draw();
    look_independent("one draw", &(0..N).map(|_| draw.uniform()).collect::<Vec<_>>());
}

/// `happens` is `uniform` below the probability, so that what happens at a probability happens at
/// any greater one.
#[test]
fn a_greater_probability_only_adds() {
    let draws = Draws::new(1, 1);
    let happens = |n: u64, p: f64| draws.happens(BirthKey::named("x"), Purpose(1), n, p);
    for p in [0.0, 0.2, 0.5, 0.9] {
        assert!((0..2000).all(|n| !happens(n, p) || happens(n, p + 0.1)));
    }
    assert!((0..2000).all(|n| !happens(n, 0.0) && happens(n, 1.0)));
}
