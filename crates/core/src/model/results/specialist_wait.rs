//! The wait of a referral to the specialist service.

use super::exit::Exit;
use crate::engine::time::SimTime;

/// A referral to the specialist service: at the end of its wait, or of the run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpecialistWait {
    pub(crate) referred: SimTime,
    pub(crate) accepted: Option<SimTime>,
    pub(crate) first: Option<SimTime>,
    pub(crate) left: Option<(SimTime, Exit)>,
}
