//! How the runner reports what it is doing, without printing.

use crate::store::Key;
use crate::work::Run;

/// Receives reports of progress, always from the calling thread.
pub trait Progress {
    /// Work starts: `todo` runs in `worlds` worlds.
    fn begin(&mut self, todo: usize, worlds: usize);

    /// A world is calibrated and its runs can start.
    fn prepared(&mut self, world: &str);

    /// A run was finished and is in the store.
    fn finished(&mut self, run: Run);

    /// A run failed; the failure is in the store.
    fn failed(&mut self, run: &Key, message: &str);

    /// There are no more reports.
    fn end(&mut self);
}

/// Reports nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&mut self, _todo: usize, _worlds: usize) {}
    fn prepared(&mut self, _world: &str) {}
    fn finished(&mut self, _run: Run) {}
    fn failed(&mut self, _run: &Key, _message: &str) {}
    fn end(&mut self) {}
}
