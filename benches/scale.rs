//! Scaling: the time and memory of a world by its pupils, that memory depends on open episodes and
//! not on the years simulated, and the gain from a second thread.
//!
//! `cargo bench --bench scale` prints one line for each size; each runs in its own process,
//! whose peak resident memory is read from `/proc` (on Linux; elsewhere it is not printed).
//! `cargo bench --bench scale -- --full` adds ten and a hundred million pupils, which takes minutes
//! and much memory. A world has
//! sites of up to 20,000 pupils, like the Trailblazer sites, with a team per 8,000 pupils.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::env;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use jiff::civil::date;
use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::Values;
use mhst_core::model::plan::{
    DeliveryModel, InitialState, PhaseMix, PostPlan, SitePlan, SiteProfile, TimePlan, WorldPlan,
};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::setting::synthetic_settings;
use mhst_core::model::world::RunOptions;

const SEED: u64 = 1;
const SITE_PUPILS: u32 = 20_000;
const TEAM_PUPILS: u32 = 8_000;
const YEARS: i16 = 2;
const LATER_YEARS: i16 = 6;

/// Rounds of the comparison of threads, and replicates in each half of a round.
const ROUNDS: usize = 11;
const REPLICATES: u32 = 16;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["world", pupils, years] => one_world(number(pupils), number(years)),
        [] => all(false),
        ["--full"] => all(true),
        _ => println!("give no argument, or --full to include ten and a hundred million pupils"),
    }
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is not a number"))
}

fn all(full: bool) {
    let sizes = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    for pupils in &sizes[..if full { sizes.len() } else { 3 }] {
        in_own_process(*pupils, YEARS);
    }
    in_own_process(sizes[1], LATER_YEARS);
    threads();
}

fn in_own_process(pupils: u32, years: i16) {
    let program = env::current_exe().expect("the path of this program");
    let (pupils, years) = (pupils.to_string(), years.to_string());
    let status = Command::new(program).args(["world", &pupils, &years]).status();
    assert!(status.is_ok_and(|status| status.success()), "{pupils} pupils, {years} years");
}

/// Prepares and runs one world and prints what that took.
fn one_world(pupils: u32, years: i16) {
    let start = Instant::now();
    let world = prepared(pupils, years);
    let prepared = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let results = world.run(SEED, 0, RunOptions::default()).expect("no law is broken");
    let seconds = start.elapsed().as_secs_f64();
    let events: u64 = results.iter().map(|result| result.effort.events).sum();
    let child_years: f64 = results.iter().map(|result| result.effort.child_years).sum();
    let memory = peak_mib().map_or(String::new(), |mib| format!(", peak memory {mib:.0} MiB"));
    println!(
        "{pupils} pupils, {years} years: {:.2} million child-years/s, {:.2} million events/s, \
         {seconds:.2} s (prepared in {prepared:.2} s){memory}",
        child_years / seconds / 1e6,
        events as f64 / seconds / 1e6,
    );
}

/// The same replicates on one thread and on two, in turn, and the median over rounds of how much
/// of the second thread is gained.
fn threads() {
    let world = prepared(SITE_PUPILS, YEARS);
    let seconds = |threads: u32, round: usize| {
        let next = AtomicU32::new(0);
        let start = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    loop {
                        let replicate = next.fetch_add(1, Ordering::Relaxed);
                        if replicate >= REPLICATES {
                            return;
                        }
                        let replicate = round as u32 * REPLICATES + replicate;
                        let result = world.run(SEED, replicate.into(), RunOptions::default());
                        result.expect("no law is broken");
                    }
                });
            }
        });
        start.elapsed().as_secs_f64()
    };
    seconds(2, ROUNDS);
    let mut efficiencies: Vec<f64> = (0..ROUNDS)
        .map(|round| {
            // Each runs second as often as first, so that conditions are the same.
            let (one, two) = if round % 2 == 0 {
                let one = seconds(1, round);
                (one, seconds(2, round))
            } else {
                let two = seconds(2, round);
                (seconds(1, round), two)
            };
            one / two / 2.0
        })
        .collect();
    efficiencies.sort_unstable_by(f64::total_cmp);
    println!(
        "threads: efficiency of two {:.0} % (median of {ROUNDS} rounds, {:.0} to {:.0} %)",
        100.0 * efficiencies[ROUNDS / 2],
        100.0 * efficiencies[0],
        100.0 * efficiencies[ROUNDS - 1],
    );
}

fn prepared(pupils: u32, years: i16) -> PreparedWorld {
    PreparedWorld::new(plan(pupils, years)).expect("no law is broken in a pilot")
}

fn plan(pupils: u32, years: i16) -> WorldPlan {
    let day = |year| SimTime::from_date(date(year, 1, 1)).expect("a date after 2000");
    let time = TimePlan {
        start: day(2019),
        teams_start: day(2019),
        measure_from: day(2018 + years),
        end: day(2019 + years),
    };
    let sites = pupils.div_ceil(SITE_PUPILS);
    WorldPlan { sites: (1..=sites).map(|n| site(n, pupils / sites)).collect(), time }
}

fn site(ordinal: u32, pupils: u32) -> SitePlan {
    let name = format!("Site {ordinal}");
    let teams = pupils.div_ceil(TEAM_PUPILS);
    let mix = PhaseMix { settings: [150.0, 61.0, 2.0, 4.0, 15.0] };
    let values = Values::default();
    SitePlan {
        settings: synthetic_settings(&name, teams * 17, pupils, &mix, 21.7, 0.2, &values),
        name,
        profile: SiteProfile {
            teams,
            imd_score: 21.7,
            minority_ethnic_share: 0.2,
            emotional_disorder_share: 0.036,
            spend_per_child_gbp: None,
            in_contact_share: 0.035,
            closed_before_treatment_share: Some(0.30),
            wait_second_contact_days: Some(59.0),
            delivery: DeliveryModel::default(),
        },
        posts: PostPlan::of_numbers(&values),
        initial: InitialState::default(),
        waves: Vec::new(),
        values,
        own: Vec::new(),
        changes: Vec::new(),
    }
}

/// The most memory that this process has had, in MiB.
fn peak_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}
