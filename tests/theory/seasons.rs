//! Mt/G/infinity with a rate that swings as a sine: the mean number present swings too, later and
//! less. S. G. Eick, W. A. Massey, W. Whitt, "Mt/G/infinity queues with sinusoidal arrival rates",
//! Management Science 39 (1993), and "The physics of the Mt/G/infinity queue", Operations Research
//! 41 (1993).

use std::f64::consts::TAU;

use mhst_core::engine::time::{SimTime, Span};

use super::observation::{Observation, numbers_present};
use super::statement::Statement;
use super::station::{Arrivals, Law, System};

const ARRIVALS: Arrivals = Arrivals { rate: 10.0, swing: 0.6, cycle: 48.0 };
const MEAN_STAY: f64 = 10.0;
const CYCLES: u32 = 80;
const CYCLES_UNTIL_STEADY: u32 = 5;

/// Compares the mean number present a quarter, a half, three quarters and a whole cycle after the
/// rate has its mean; `swing(angle)` is the theory's deviation from the mean, in means, of a rate
/// that swings with amplitude 1.
fn compare(name: &'static str, stay: Law, swing: impl Fn(f64) -> f64) {
    let system = System { arrivals: ARRIVALS, ..System::new(ARRIVALS.rate, u32::MAX, stay) };
    let load = ARRIVALS.rate * MEAN_STAY;
    let cycle = ARRIVALS.cycle as u32;
    let observation = Observation {
        replicates: 64,
        warm_up: cycle * CYCLES_UNTIL_STEADY,
        window: cycle * CYCLES / 2,
    };
    let mut statement = Statement::new(name);
    let seen = observation.of(name, &system);
    statement.compare("mean number present", &seen, load, |r| r.in_service);
    statement.little(&seen, load);
    statement.draws(&seen, &system);
    let quarters = CYCLES_UNTIL_STEADY * 4..(CYCLES_UNTIL_STEADY + CYCLES) * 4;
    let times: Vec<_> = quarters.map(|n| SimTime::ZERO + Span::from_days(n * cycle / 4)).collect();
    let numbers: Vec<_> = (0..observation.replicates)
        .map(|replicate| numbers_present(name, &system, replicate, &times))
        .collect();
    for quarter in 0..4_u32 {
        let share = f64::from(quarter) / 4.0;
        let expected = load * (1.0 + ARRIVALS.swing * swing(TAU * share));
        let mean = |numbers: &Vec<f64>| {
            numbers.iter().skip(quarter as usize).step_by(4).sum::<f64>() / f64::from(CYCLES)
        };
        let means: Vec<f64> = numbers.iter().map(mean).collect();
        let what = format!("mean number present at {share} of the cycle");
        statement.compare_values(&what, &means, expected, expected);
    }
    statement.close();
}

/// Radians of the cycle in a mean stay.
fn turn() -> f64 {
    TAU * MEAN_STAY / ARRIVALS.cycle
}

#[test]
fn exponential_stays() {
    let swing = |angle: f64| (angle.sin() - turn() * angle.cos()) / (1.0 + turn().powi(2));
    compare("Mt/M/infinity", Law::Exponential { mean: MEAN_STAY }, swing);
}

/// All stay equally long: the number present is the integral of the rate over the last stay.
#[test]
fn equal_stays() {
    let swing = |angle: f64| ((angle - turn()).cos() - angle.cos()) / turn();
    compare("Mt/D/infinity", Law::Fixed(MEAN_STAY), swing);
}
