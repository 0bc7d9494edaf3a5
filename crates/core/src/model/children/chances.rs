//! What chance holds for a child in one step of the course: one address, and one word for each question,
//! so that a step costs one draw.

use crate::engine::draws::{BirthKey, Draws};
use crate::model::purpose::Purpose;

/// The chances of a step, each uniform in [0, 1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chances {
    /// Need ends by itself, or grows.
    pub(crate) course: f64,
    /// The ups and downs of the score: two numbers.
    pub(crate) noise: [f64; 2],
    /// The family moves out of the area.
    pub(crate) moves_away: f64,
    /// Help or support ends the need.
    pub(crate) help_works: f64,
    /// The setting offers a place of its own.
    pub(crate) offered: f64,
    /// Somebody notices, asks for help, or finds that need has ended: what can happen in the place
    /// where the child is.
    pub(crate) acts: f64,
    /// Who it is.
    pub(crate) who: f64,
}

impl Chances {
    /// The chances of a child in the step of this ordinal.
    #[inline]
    pub(crate) fn of(draws: &Draws, who: BirthKey, step: u32) -> Self {
        let [course, offered, up, down, moves_away, help_works, acts, who] =
            draws.short(who, Purpose::Step, u64::from(step));
        Self { course, noise: [up, down], moves_away, help_works, offered, acts, who }
    }
}
