//! Runs a scenario and prints the waits of each site.
//!
//! ```text
//! cargo run --release -p mhst --example run
//! ```

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use mhst::{Measure, Scenario, Statistic};

fn main() -> Result<(), mhst::Error> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/trailblazer.toml");
    let scenario = Scenario::load(file)?.only_sites(["Camden", "Newcastle"])?;
    let results = scenario.run(5)?;
    for site in scenario.sites() {
        let median = results.get(site, Measure::WaitReferralToStart, Statistic::P50);
        let started = results.get(site, Measure::StartedWithin126Days, Statistic::Share);
        if let (Some(median), Some(started)) = (median, started) {
            let percent = 100.0 * started.estimate;
            println!("{site}: {:.0} days, {percent:.0} % within 18 weeks", median.estimate);
        }
    }
    Ok(())
}
