//! The model of school mental health support teams.

pub mod parameters;
pub mod place;
pub mod plan;
pub mod results;
pub mod setting;
pub mod world;
