//! Intervals contain the true value as often as they should.

use mhst_core::engine::draws::{self, BirthKey, Draws};
use mhst_core::engine::statistics::{mean_interval, paired_interval};

#[derive(Clone, Copy)]
struct Value;

impl draws::Purpose for Value {
    fn number(self) -> u32 {
        0
    }
}

/// Of many sets of few normal values, the share whose interval holds their mean is the level, to
/// within five standard errors of a share.
#[test]
fn coverage_is_the_level() {
    const SETS: u64 = 20_000;
    for (size, level) in [(2, 0.95), (5, 0.8), (5, 0.95), (20, 0.99)] {
        let draws = Draws::new(1917, size);
        let covers = |set: u64| {
            let set = BirthKey::named("sets").child(0, set);
            let value = |n| 3.0 + 2.0 * draws.at(set, Value, n).normal();
            let values: Vec<f64> = (0..size).map(value).collect();
            mean_interval(&values, level).unwrap().contains(3.0)
        };
        let share = (0..SETS).filter(|&set| covers(set)).count() as f64 / SETS as f64;
        let error = 5.0 * (level * (1.0 - level) / SETS as f64).sqrt();
        assert!((share - level).abs() < error, "{size} values: {share}, not {level}");
    }
}

/// What two scenarios have in common does not widen the interval of their difference.
#[test]
fn pairs_cancel_what_they_share() {
    let draws = Draws::new(1917, 0);
    let base: Vec<f64> =
        (0..20).map(|n| 100.0 * draws.at(BirthKey::named("base"), Value, n).normal()).collect();
    let variant: Vec<f64> = base.iter().map(|value| value + 1.0).collect();
    let interval = paired_interval(&base, &variant, 0.95).unwrap();
    assert!(interval.contains(1.0) && interval.half_width().unwrap() < 1e-9);
}
