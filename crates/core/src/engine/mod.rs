//! A discrete-event engine: time, a calendar of events, addressed random draws, a simulation
//! loop and statistics. It knows nothing of what is simulated.

pub mod calendar;
mod civil_days;
pub mod draws;
mod philox;
pub mod simulation;
pub mod statistics;
pub mod time;
