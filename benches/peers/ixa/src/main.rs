//! The reference workloads in ixa: W1 (M/M/10) and W2 (referral pathway). Plans are closures, the
//! state is a data plugin, and each use of chance has its own generator, as the ixa guide advises.
//!
//! `peers-ixa W2 3` runs round 3 of W2 and prints one line of JSON. The systems are described
//! in benches/workloads/mm10/mod.rs and benches/workloads/pathway/mod.rs.

mod mm10;
mod pathway;

use std::time::Instant;

const PEOPLE: u64 = 1_000_000;
const REPLICATES: u64 = 20;

/// Events, and what came out by name.
type Outcome = (u64, Vec<(&'static str, f64)>);

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, workload, round] = &arguments[..] else { panic!("usage: peers-ixa W1|W2 ROUND") };
    let round: u64 = round.parse().expect("a number");
    let start = Instant::now();
    let outcomes: Vec<Outcome> = match workload.as_str() {
        "W1" => vec![mm10::simulate(PEOPLE, round)],
        _ => (round * REPLICATES..(round + 1) * REPLICATES).map(pathway::simulate).collect(),
    };
    let seconds = start.elapsed().as_secs_f64();
    let events: u64 = outcomes.iter().map(|(events, _)| events).sum();
    let results: Vec<String> = outcomes.iter().map(|(_, results)| object(results)).collect();
    let results = results.join(",");
    println!(r#"{{"events":{events},"seconds":{seconds},"results":[{results}]}}"#);
}

fn object(results: &[(&'static str, f64)]) -> String {
    let pairs: Vec<String> =
        results.iter().map(|(name, value)| format!(r#""{name}":{value}"#)).collect();
    format!("{{{}}}", pairs.join(","))
}
