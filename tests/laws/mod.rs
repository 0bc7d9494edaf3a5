//! Laws of the engine, checked against slow and simple versions, on arbitrary input.

mod calendar;
mod draws;
mod histogram;
mod incidence;
mod interval;
mod occupancy;
mod simulation;
