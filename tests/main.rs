//! Tests of the whole: the laws of the model and of the engine, and the program as its users run
//! it.

mod harness;
mod world;

mod cli;
mod interruption;
mod mechanisms;
mod parameters;
