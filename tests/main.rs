//! Whole-program tests, one binary.

mod harness;

mod cli;
mod interruption;
mod parameters;
