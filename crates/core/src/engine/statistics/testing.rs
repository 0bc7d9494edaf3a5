//! Random numbers for the tests of this folder.

use crate::engine::draws::{BirthKey, Draw, Draws, Purpose};

#[derive(Clone, Copy)]
struct Test;

impl Purpose for Test {
    fn number(self) -> u32 {
        0
    }
}

/// An endless row of random numbers.
pub(super) struct Numbers(Draw);

impl Numbers {
    pub(super) fn new(seed: u64) -> Self {
        Self(Draws::new(seed, 0).at(BirthKey::named("test"), Test, 0))
    }

    pub(super) fn uniforms(&mut self, n: usize) -> Vec<f64> {
        (0..n).map(|_| self.0.uniform()).collect()
    }

    pub(super) fn normal(&mut self) -> f64 {
        self.0.normal()
    }
}
