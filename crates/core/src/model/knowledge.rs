//! What is known of each parameter, and the worlds that fit it.
//!
//! A default is the median of what is known, and the plausible range an interval of 95 %: on each side
//! of the default a half of a normal distribution, on the logarithm of rates, durations and ratios, on
//! the logit of proportions, and on the value itself where it may be zero or negative. (A split
//! normal: Wallis 2014, *Statistical Science* 29:106.) What is published as it stands, switches and
//! choices between policies are not drawn.
//!
//! A plausible world is one draw of all of them, addressed by a seed, the number of the world and the
//! key of the parameter. So world 17 is the same in every scenario and for every site, and a
//! parameter that is added or left out changes no other.

use statrs::distribution::{ContinuousCDF, Normal};

use super::parameters::{Domain, Kind, Parameter};
use super::purpose::Purpose;
use crate::engine::draws::{BirthKey, Draws};

/// Share of the distribution that the plausible range holds.
pub const PLAUSIBLE_SHARE: f64 = 0.95;

/// The scale on which what is known is symmetric on each side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// The value itself.
    Linear,
    /// Its logarithm.
    Log,
    /// The logarithm of its odds.
    Logit,
}

impl Scale {
    fn of(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::Log => value.ln(),
            Self::Logit => (value / (1.0 - value)).ln(),
        }
    }

    fn back(self, number: f64) -> f64 {
        match self {
            Self::Linear => number,
            Self::Log => number.exp(),
            Self::Logit => 1.0 / (1.0 + (-number).exp()),
        }
    }
}

/// What is known of one parameter.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Belief {
    /// Which parameter.
    pub parameter: Parameter,
    /// On which scale.
    pub scale: Scale,
    median: f64,
    plausible: (f64, f64),
    allowed: (f64, f64),
    whole: bool,
}

impl Belief {
    /// What is known of a parameter; nothing if nobody doubts its value.
    pub fn of(parameter: Parameter) -> Option<Self> {
        let declaration = parameter.declaration();
        let Domain::Number { allowed, plausible, whole } = declaration.domain else { return None };
        let (low, high) = plausible;
        if declaration.kind == Kind::Published || low >= high {
            return None;
        }
        let scale = match allowed == (0.0, 1.0) {
            true if low > 0.0 && high < 1.0 => Scale::Logit,
            false if low > 0.0 => Scale::Log,
            _ => Scale::Linear,
        };
        Some(Self { parameter, scale, median: declaration.default, plausible, allowed, whole })
    }

    /// What is known of each parameter of which anything is unknown.
    pub fn all() -> impl Iterator<Item = Self> {
        Parameter::all().filter_map(Self::of)
    }

    /// The value below which the parameter lies with probability `p`, 0 to 1 (exclusive).
    pub fn quantile(&self, p: f64) -> f64 {
        let normal = Normal::standard();
        let edge = normal.inverse_cdf(0.5 + PLAUSIBLE_SHARE / 2.0);
        let away = normal.inverse_cdf(p) / edge;
        let end = if away < 0.0 { self.plausible.0 } else { self.plausible.1 };
        if end == self.median {
            return end;
        }
        let [middle, edge] = [self.median, end].map(|value| self.scale.of(value));
        let value = self.scale.back(middle + (edge - middle) * away.abs());
        // To the last digit on its side of the median.
        let value = if away < 0.0 { value.min(self.median) } else { value.max(self.median) };
        let value = if self.whole { value.round() } else { value };
        value.clamp(self.allowed.0, self.allowed.1)
    }

    /// The value in a plausible world.
    pub fn in_world(&self, seed: u64, world: u32) -> f64 {
        let who = BirthKey::named(self.parameter.declaration().key);
        let drawn = Draws::new(seed, u64::from(world)).uniform(who, Purpose::Knowledge, 0);
        self.quantile(drawn.max(f64::EPSILON))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn defaults_are_medians_and_plausible_ranges_hold_95_per_cent() {
        let mut known = 0;
        for belief in Belief::all() {
            let key = belief.parameter.declaration().key;
            let (low, high) = belief.plausible;
            for (p, expected) in [(0.5, belief.median), (0.025, low), (0.975, high)] {
                let found = belief.quantile(p);
                let expected = if belief.whole { expected.round() } else { expected };
                let near = 1e-9 * expected.abs().max(1.0);
                assert!((found - expected).abs() < near, "{key} at {p}: {found}, not {expected}");
            }
            known += 1;
        }
        assert!(known > 150, "{known}");
    }

    #[test]
    fn a_higher_probability_is_no_lower_value_and_every_value_is_allowed() {
        let ps = || (1..2000).map(|step| f64::from(step) / 2000.0).chain([1e-12, 1.0 - 1e-12]);
        for belief in Belief::all() {
            let mut ps: Vec<f64> = ps().collect();
            ps.sort_by(f64::total_cmp);
            let values: Vec<f64> = ps.into_iter().map(|p| belief.quantile(p)).collect();
            let key = belief.parameter.declaration().key;
            assert!(values.is_sorted(), "{key}");
            let allowed = |value: &f64| belief.parameter.declaration().allows(*value);
            assert!(values.iter().all(allowed), "{key}");
        }
    }

    /// Of 4,000 worlds as many lie below each quantile as should: within four standard errors.
    #[test]
    fn worlds_have_the_distribution_that_is_known() {
        let worlds = 4_000;
        for belief in Belief::all().filter(|belief| !belief.whole) {
            let key = belief.parameter.declaration().key;
            let values: Vec<f64> = (1..=worlds).map(|world| belief.in_world(1, world)).collect();
            for p in [0.05, 0.25, 0.75, 0.95] {
                let line = belief.quantile(p);
                if line == belief.median || line == belief.allowed.0 || line == belief.allowed.1 {
                    // A default at the end of its plausible range, or a value at the end of what is allowed.
                    continue;
                }
                let below = values.iter().filter(|value| **value < line).count() as f64;
                let share = below / f64::from(worlds);
                let error = (p * (1.0 - p) / f64::from(worlds)).sqrt();
                assert!((share - p).abs() < 4.5 * error, "{key} at {p}: {share}");
            }
        }
    }

    #[test]
    fn a_world_is_the_same_whatever_else_is_drawn() {
        let belief = Belief::of(Parameter::named("attrition.other_per_year")).unwrap();
        assert_eq!(belief.in_world(1, 17), belief.in_world(1, 17));
        assert_ne!(belief.in_world(1, 17), belief.in_world(1, 18));
        assert_ne!(belief.in_world(1, 17), belief.in_world(2, 17));
    }

    /// Each parameter has draws of its own: no two are on the same side of their medians in the same worlds.
    #[test]
    fn no_two_parameters_are_drawn_together() {
        let inside = |belief: &Belief| {
            let (low, high) = belief.plausible;
            !belief.whole && low < belief.median && belief.median < high
        };
        let sides = |belief: Belief| -> Vec<bool> {
            (0..128).map(|world| belief.in_world(1, world) > belief.median).collect()
        };
        let all: Vec<Vec<bool>> = Belief::all().filter(inside).map(sides).collect();
        let different: BTreeSet<&Vec<bool>> = all.iter().collect();
        assert!(all.len() > 100 && different.len() == all.len());
    }
}
