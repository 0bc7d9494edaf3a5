//! The reference workloads of the benchmark give on the engine what they give without it.

#[path = "../benches/workloads/mm10/mod.rs"]
mod mm10;
#[path = "../benches/workloads/pathway/mod.rs"]
mod pathway;
#[path = "../benches/workloads/plain_event.rs"]
mod plain_event;

use mhst_core::engine::statistics::paired_interval;

/// Confidence in all comparisons of the test together.
const CONFIDENCE: f64 = 0.99;

/// Compares independent results of both, replicate by replicate: the interval of the difference
/// holds zero, and its half-width is at most `precision`.
fn agree(comparisons: usize, what: &str, precision: f64, engine: &[f64], plain: &[f64]) {
    let level = 1.0 - (1.0 - CONFIDENCE) / comparisons as f64;
    let interval = paired_interval(plain, engine, level).unwrap();
    let mean = plain.iter().sum::<f64>() / plain.len() as f64;
    let half_width = interval.half_width().unwrap();
    assert!(interval.contains(0.0), "{what}: differ by {interval:?} at a mean of {mean}");
    assert!(half_width <= precision, "{what}: +- {half_width} at a mean of {mean}");
}

#[test]
fn m_m_10() {
    const PEOPLE: u64 = 100_000;
    const REPLICATES: u64 = 150;
    let engine: Vec<_> = (0..REPLICATES).map(|r| mm10::engine::simulate(PEOPLE, 1, r)).collect();
    let plain: Vec<_> = (0..REPLICATES).map(|r| mm10::plain_loop::simulate(PEOPLE, r)).collect();
    assert!(engine.iter().chain(&plain).all(|outcome| outcome.events == 2 * PEOPLE));
    let agree = |what: &str, precision: f64, of: fn(&mm10::Outcome) -> f64| {
        let values = |outcomes: &[mm10::Outcome]| outcomes.iter().map(of).collect::<Vec<_>>();
        agree(2, what, precision, &values(&engine), &values(&plain));
    };
    agree("mean wait", 0.1, |outcome| outcome.mean_wait);
    agree("utilisation", 0.002, |outcome| outcome.utilisation);
}

#[test]
fn referral_pathway() {
    const REPLICATES: u64 = 150;
    let engine: Vec<_> = (0..REPLICATES).map(|r| pathway::engine::simulate(1, r)).collect();
    let plain: Vec<_> = (0..REPLICATES).map(pathway::plain_loop::simulate).collect();
    let agree = |what: &str, precision: f64, of: &dyn Fn(&pathway::Outcome) -> f64| {
        let values = |outcomes: &[pathway::Outcome]| outcomes.iter().map(of).collect::<Vec<_>>();
        let comparisons = 8 + pathway::EXITS.len();
        agree(comparisons, what, precision, &values(&engine), &values(&plain));
    };
    agree("children", 100.0, &|outcome| outcome.children as f64);
    agree("events", 1000.0, &|outcome| outcome.events as f64);
    agree("team: mean", 0.2, &|outcome| outcome.team.mean);
    agree("team: median", 0.5, &|outcome| outcome.team.median);
    agree("team: 90th percentile", 0.5, &|outcome| outcome.team.p90);
    agree("specialist: mean", 0.2, &|outcome| outcome.specialist.mean);
    agree("specialist: median", 0.5, &|outcome| outcome.specialist.median);
    agree("specialist: 90th percentile", 0.5, &|outcome| outcome.specialist.p90);
    for (exit, what) in pathway::EXITS.into_iter().enumerate() {
        agree(what, 40.0, &|outcome| outcome.exits[exit] as f64);
    }
}
