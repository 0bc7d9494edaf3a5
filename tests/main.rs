//! Tests of the whole: the laws of the model and of the engine, and the program as its users run
//! it.

mod mechanisms;
mod world;
