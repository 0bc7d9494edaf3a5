//! Laws of the engine, against slow and simple versions of the same, on whatever input comes up.

mod calendar;
mod draws;
mod histogram;
mod incidence;
mod interval;
mod occupancy;
mod simulation;
