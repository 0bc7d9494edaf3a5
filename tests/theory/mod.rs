//! The engine against queueing theory: systems with known answers, built on its public interface.
//! What exactly is stated, and how surely, is in [`statement`].

mod observation;
mod statement;
mod station;

mod general_service;
mod infinite_servers;
mod loss;
mod many_servers;
mod patience;
mod priorities;
mod seasons;
mod single_server;

/// Every system compared and the number of its comparisons: the family over which the confidence
/// is stated.
const FAMILY: &[(&str, usize)] = &[
    ("M/M/1, light", 15),
    ("M/M/1, heavy", 15),
    ("M/M/3, light", 15),
    ("M/M/10, heavy", 13),
    ("M/M/3/3, light", 11),
    ("M/G/20/20, heavy", 11),
    ("M/M/4+M, light", 14),
    ("M/M/20+M, overloaded", 14),
    ("M/G/1, light", 12),
    ("M/G/1, heavy", 12),
    ("M/D/1, heavy", 12),
    ("M/G/infinity, light", 11),
    ("M/G/infinity, heavy", 11),
    ("Mt/M/infinity", 13),
    ("Mt/D/infinity", 13),
    ("M/G/1 with priorities, light", 15),
    ("M/G/1 with priorities, heavy", 15),
    ("M/M/3 with priorities", 15),
];
