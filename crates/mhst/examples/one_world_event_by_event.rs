//! Follows one replicate of one site: the first events of the run, and then who is on the lists of
//! the team at the start of each quarter.
//!
//! ```text
//! cargo run --release -p mhst --example one_world_event_by_event
//! ```

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use jiff::ToSpan as _;
use mhst::{Place, Scenario, SimTime};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/trailblazer.toml");
    let mut world = Scenario::load(file)?.world("Camden", 1)?;
    for _ in 0..5 {
        if let Some(at) = world.step()? {
            println!("event {} on {}", world.events(), at.date());
        }
    }
    let mut quarter = jiff::civil::date(2020, 1, 1);
    while let Some(day) = SimTime::from_date(quarter).filter(|day| *day < world.end()) {
        world.run_to(day)?;
        let waiting = |place| world.count("Camden", place).unwrap_or_default();
        println!(
            "{quarter}: {} wait for an assessment, {} for an intervention",
            waiting(Place::WaitingAssessment),
            waiting(Place::WaitingIntervention)
        );
        quarter = quarter.checked_add(3.months())?;
    }
    let results = world.finish()?;
    println!("{} events", results.iter().map(|site| site.effort.events).sum::<u64>());
    Ok(())
}
