//! A measure that the program does not have: the greatest number of children in the missing middle
//! on any Monday, with the replicates that it rests on.
//!
//! ```text
//! cargo run --release -p mhst --example a_new_measure
//! ```

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use jiff::ToSpan as _;
use mhst::{Place, Scenario, SimTime};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/trailblazer.toml");
    let scenario = Scenario::load(file)?;
    let mut most = Vec::new();
    for replicate in 1..=3 {
        let mut world = scenario.world("Camden", replicate)?;
        let mut greatest = 0;
        let mut monday = jiff::civil::date(2020, 1, 6);
        while let Some(day) = SimTime::from_date(monday).filter(|day| *day < world.end()) {
            world.run_to(day)?;
            greatest = greatest.max(world.count("Camden", Place::MissingMiddle).unwrap_or(0));
            monday = monday.checked_add(1.week())?;
        }
        most.push(greatest);
    }
    println!("children in the missing middle of Camden at its worst, by replicate: {most:?}");
    Ok(())
}
