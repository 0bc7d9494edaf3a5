//! Reference workloads on the engine and without any framework: events a second, and the cost of
//! addressed draws.
//!
//! `cargo bench --bench workloads` runs both versions of each workload in turn, several rounds on
//! one thread, and prints the medians in million events a second, and `ratio`, the rate of the
//! engine over that of the loop. The test `workloads` checks that the results of the two agree.
//!
//! With the names of a version and a workload and the number of a round, it runs that alone and
//! prints one line of JSON, which `benches/peers/run` uses to compare it with other frameworks.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

mod mm10;
mod pathway;
mod plain_event;

use std::hint::black_box;
use std::time::Instant;

use mhst_core::engine::draws::{self, BirthKey, Draws};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

const ROUNDS: u64 = 9;
const PEOPLE: u64 = 1_000_000;
const PATHWAY_REPLICATES: u64 = 20;
const DRAWS: u64 = 10_000_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [version, workload, round] = &arguments[..] {
        return print_round(
            version == "engine",
            workload == "W1",
            round.parse().expect("a number"),
        );
    }
    let engine = mm10::engine::simulate(PEOPLE, 1, 0);
    let plain = mm10::plain_loop::simulate(PEOPLE, 1);
    for (version, outcome) in [("engine", engine), ("loop", plain)] {
        println!(
            "W1 {version}: mean wait {:.4} days, utilisation {:.4}",
            outcome.mean_wait, outcome.utilisation
        );
    }
    compare(
        "W1",
        PEOPLE,
        |round| mm10::engine::simulate(PEOPLE, round, 0).events,
        |round| mm10::plain_loop::simulate(PEOPLE, round).events,
    );

    let engine: Vec<_> = replicates(0).map(|r| pathway::engine::simulate(1, r)).collect();
    let plain: Vec<_> = replicates(0).map(pathway::plain_loop::simulate).collect();
    for (version, outcomes) in [("engine", &engine), ("loop", &plain)] {
        print_pathway(version, outcomes);
    }
    let children = engine.iter().map(|outcome| outcome.children).sum();
    let events = |outcomes: &mut dyn Iterator<Item = pathway::Outcome>| {
        outcomes.map(|outcome| outcome.events).sum()
    };
    compare(
        "W2",
        children,
        |round| events(&mut replicates(round).map(|r| pathway::engine::simulate(1, r))),
        |round| events(&mut replicates(round).map(pathway::plain_loop::simulate)),
    );

    addressing();
}

/// Runs one round of one version of one workload, and prints events, seconds and results.
fn print_round(on_engine: bool, is_mm10: bool, round: u64) {
    let mm10 = if on_engine {
        |round| mm10::engine::simulate(PEOPLE, round, 0)
    } else {
        |round| mm10::plain_loop::simulate(PEOPLE, round)
    };
    let pathway = if on_engine {
        |replicate| pathway::engine::simulate(1, replicate)
    } else {
        pathway::plain_loop::simulate
    };
    let start = Instant::now();
    let outcomes: Vec<(u64, String)> = if is_mm10 {
        vec![object_of_mm10(&mm10(round))]
    } else {
        replicates(round).map(|replicate| object_of_pathway(&pathway(replicate))).collect()
    };
    let seconds = start.elapsed().as_secs_f64();
    let events: u64 = outcomes.iter().map(|(events, _)| events).sum();
    let results: Vec<String> = outcomes.into_iter().map(|(_, results)| results).collect();
    let results = results.join(",");
    println!(r#"{{"events":{events},"seconds":{seconds},"results":[{results}]}}"#);
}

fn object_of_mm10(outcome: &mm10::Outcome) -> (u64, String) {
    let (wait, utilisation) = (outcome.mean_wait, outcome.utilisation);
    (outcome.events, format!(r#"{{"mean wait":{wait},"utilisation":{utilisation}}}"#))
}

fn object_of_pathway(outcome: &pathway::Outcome) -> (u64, String) {
    let mut pairs = Vec::new();
    for (place, waits) in [("team", outcome.team), ("specialist", outcome.specialist)] {
        pairs.push(format!(r#""{place}: mean wait":{}"#, waits.mean));
        pairs.push(format!(r#""{place}: median wait":{}"#, waits.median));
        pairs.push(format!(r#""{place}: 90th percentile":{}"#, waits.p90));
    }
    for (what, count) in pathway::EXITS.into_iter().zip(outcome.exits) {
        pairs.push(format!(r#""{what}":{count}"#));
    }
    (outcome.events, format!("{{{}}}", pairs.join(",")))
}

fn replicates(round: u64) -> std::ops::Range<u64> {
    round * PATHWAY_REPLICATES..(round + 1) * PATHWAY_REPLICATES
}

fn print_pathway(version: &str, outcomes: &[pathway::Outcome]) {
    let print = |what: &str, of: &dyn Fn(&pathway::Outcome) -> f64| {
        let n = outcomes.len() as f64;
        let mean = outcomes.iter().map(of).sum::<f64>() / n;
        let squares: f64 = outcomes.iter().map(|outcome| (of(outcome) - mean).powi(2)).sum();
        let error = (squares / (n - 1.0) / n).sqrt();
        println!("W2 {version}: {what} {mean:.2}, standard error {error:.2}");
    };
    print("mean wait for the team", &|o| o.team.mean);
    print("median wait for the team", &|o| o.team.median);
    print("90th percentile of the wait for the team", &|o| o.team.p90);
    print("mean wait for the specialist service", &|o| o.specialist.mean);
    print("median wait for the specialist service", &|o| o.specialist.median);
    print("90th percentile of the wait for the specialist service", &|o| o.specialist.p90);
    for (exit, what) in pathway::EXITS.into_iter().enumerate() {
        print(what, &|o| o.exits[exit] as f64);
    }
}

/// Runs both versions in turn and prints the medians of their rates, in million events a second
/// and thousand people a second. Each takes the number of the round and returns its events.
fn compare(name: &str, people: u64, engine: impl Fn(u64) -> u64, plain: impl Fn(u64) -> u64) {
    let (mut engine_rates, mut plain_rates, mut people_rates) = (vec![], vec![], vec![]);
    for round in 0..ROUNDS {
        let seconds = |events: &dyn Fn(u64) -> u64| {
            let start = Instant::now();
            let events = black_box(events(round));
            (events as f64, start.elapsed().as_secs_f64())
        };
        let (events, time) = seconds(&engine);
        engine_rates.push(events / time / 1e6);
        people_rates.push(people as f64 / time / 1e3);
        let (events, time) = seconds(&plain);
        plain_rates.push(events / time / 1e6);
    }
    let (engine, plain) = (median(engine_rates), median(plain_rates));
    println!("{name} engine {engine:.1} loop {plain:.1} ratio {:.2}", engine / plain);
    println!("{name} engine, thousand people a second: {:.0}", median(people_rates));
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

#[derive(Clone, Copy)]
struct Purpose(u32);

impl draws::Purpose for Purpose {
    fn number(self) -> u32 {
        self.0
    }
}

/// Nanoseconds for one uniform number at an address of its own, for each of four at one address,
/// and from a sequential generator.
fn addressing() {
    let draws = Draws::new(1, 0);
    let who = BirthKey::named("someone");
    let nanoseconds = |total: &mut dyn FnMut() -> f64| {
        let start = Instant::now();
        black_box(total());
        start.elapsed().as_secs_f64() * 1e9 / DRAWS as f64
    };
    let mut times = [vec![], vec![], vec![]];
    let mut sequential = SmallRng::seed_from_u64(1);
    for _ in 0..ROUNDS {
        let one_each =
            &mut || (0..DRAWS).map(|n| draws.uniform(black_box(who), Purpose(1), n)).sum();
        times[0].push(nanoseconds(one_each));
        let four_each = &mut || {
            (0..DRAWS / 4)
                .map(|n| {
                    let mut draw = draws.at(black_box(who), Purpose(1), n);
                    (0..4).map(|_| draw.uniform()).sum::<f64>()
                })
                .sum()
        };
        times[1].push(nanoseconds(four_each));
        let in_sequence = &mut || (0..DRAWS).map(|_| sequential.random::<f64>()).sum();
        times[2].push(nanoseconds(in_sequence));
    }
    let [one_each, four_each, in_sequence] = times.map(median);
    println!(
        "draws addressed {one_each:.1} ns, four at an address {four_each:.1} ns each, \
         sequential {in_sequence:.1} ns"
    );
}
