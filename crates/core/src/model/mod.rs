//! The model of school mental health support teams.
//!
//! One file for each process, named as people in the field would name it; `docs/model.md` in the
//! project describes the whole.

mod advice;
mod assessment;
mod bridging;
mod child;
mod complexity;
mod event;
mod groups;
mod ids;
mod initial;
mod intervention;
pub mod mechanisms;
mod need;
mod observer;
mod outcome;
pub mod parameters;
pub mod place;
pub mod plan;
pub mod prepared;
mod presence;
mod purpose;
mod recognition;
mod referral;
mod remit;
pub mod results;
mod rollout;
mod school_calendar;
pub mod setting;
mod severity;
mod shock;
mod site;
mod specialist;
pub mod trace;
mod triage;
mod waiting_list;
mod whole_school;
mod workforce;
pub mod world;

pub use specialist::calibration::{Calibration, CoveredDemand};
