//! Simulates school mental health support teams.
fn main() {}
