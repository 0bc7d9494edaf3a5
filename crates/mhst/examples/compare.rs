//! Compares a firm remit with an extended one, in pairs of replicates that share random numbers.
//!
//! ```text
//! cargo run --release -p mhst --example compare
//! ```

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use mhst::{ALL_SITES, Measure, Scenario};

fn main() -> Result<(), mhst::Error> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/trailblazer.toml");
    let scenario = Scenario::load(file)?.only_sites(["Camden", "Newcastle"])?;
    let firm = scenario.with("remit.policy", "firm")?;
    let extended = scenario.with("remit.policy", "extended")?;
    let compared = firm.compare(&extended, 5)?;
    for (measure, statistic) in Measure::HEADLINES {
        let Some(row) = compared.get(ALL_SITES, measure, statistic) else { continue };
        let Some(comparison) = &row.comparison else { continue };
        let is_clear = row.is_distinguishable() == Some(true);
        let words = if is_clear { "" } else { " (cannot be told from chance)" };
        let difference = comparison.difference.estimate;
        println!("{}: {difference:+.3} {}{words}", measure.name(), row.unit);
    }
    Ok(())
}
