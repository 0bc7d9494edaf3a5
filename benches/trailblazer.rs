//! A full replicate of the default scenario: all 25 sites over six years, on one thread, without
//! the tables.
//!
//! `cargo bench --bench trailblazer` prints the time to prepare the sites (pilots calibrate their
//! specialist services), and the median time of several replicates.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::path::Path;
use std::time::Instant;

use mhst_core::model::plan::WorldPlan;
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::Effort;
use mhst_core::model::world::RunOptions;
use mhst_runner::scenario::{self, Edits, Loaded};

const SCENARIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/trailblazer.toml");
const REPLICATES: u32 = 7;

fn main() {
    let Loaded { scenario, .. } =
        scenario::load(Path::new(SCENARIO), &Edits::default()).expect("a valid scenario");
    let start = Instant::now();
    let worlds: Vec<PreparedWorld> = scenario
        .sites
        .iter()
        .map(|site| {
            let plan = WorldPlan { sites: vec![site.clone()], time: scenario.time };
            PreparedWorld::new(plan).expect("no law is broken in a pilot")
        })
        .collect();
    println!("{} sites prepared in {:.2} s", worlds.len(), start.elapsed().as_secs_f64());
    let mut replicates: Vec<(f64, Effort)> = (1..=REPLICATES)
        .map(|replicate| {
            let start = Instant::now();
            let effort = one(&worlds, scenario.seed, replicate);
            (start.elapsed().as_secs_f64(), effort)
        })
        .collect();
    replicates.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let (seconds, effort) = replicates[REPLICATES as usize / 2];
    println!(
        "replicate: {seconds:.3} s (median of {REPLICATES}, {:.3} to {:.3}), {:.2} million \
         events/s, {:.2} million child-years/s",
        replicates[0].0,
        replicates[REPLICATES as usize - 1].0,
        effort.events as f64 / seconds / 1e6,
        effort.child_years / seconds / 1e6,
    );
}

/// Runs every site once.
fn one(worlds: &[PreparedWorld], seed: u64, replicate: u32) -> Effort {
    let mut whole = Effort::default();
    for world in worlds {
        for result in
            world.run(seed, replicate.into(), RunOptions::default()).expect("no law is broken")
        {
            whole.events += result.effort.events;
            whole.child_years += result.effort.child_years;
        }
    }
    whole
}
