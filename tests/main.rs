//! Tests of the whole program: the laws of the model and of the engine, and the commands as users
//! run them.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the way to fail")]

mod controls;
mod evidence;
mod family;
mod harness;
mod world;

mod benchmark;
mod cautions;
mod cli;
mod columns;
mod compare;
mod delivery;
mod directions;
mod frozen;
mod held_calibration;
mod help;
mod indices;
mod interruption;
mod known_queue;
mod laws;
mod measures;
mod mechanisms;
mod need;
mod one_direction;
mod one_way;
mod pack;
mod parameters;
mod pathway;
mod plausible;
mod posts;
mod precision;
mod referrals;
mod report;
mod rollout;
mod scenarios;
mod settings;
mod style;
mod sweeps;
mod tables;
mod theory;
mod time;
mod trace;
mod warm_up;
mod whole;
mod workforce;
mod workloads;
mod worlds;
