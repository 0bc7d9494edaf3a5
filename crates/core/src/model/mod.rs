//! The model of school mental health support teams.
//!
//! One room (folder) for each part of the world, and in it one file for each process, named as
//! people in the field would name it; `docs/model.md` in the project describes the whole.

mod bank_holidays;
mod children;
mod event;
pub mod figures;
mod ids;
pub mod knowledge;
pub mod mechanisms;
mod moment;
mod motive;
pub mod parameters;
mod pathway;
pub mod plan;
mod purpose;
pub mod results;
mod school_calendar;
mod settings;
mod specialist;
pub mod trace;
mod workforce;
pub mod world;

pub use children::delivery::differs_by_provider;
pub use children::place;
pub use settings::setting;
pub use specialist::calibration::{
    Calibration, CoveredDemand, Figures, acts_through_calibration_only, enters_calibration,
};
pub use world::prepared;
