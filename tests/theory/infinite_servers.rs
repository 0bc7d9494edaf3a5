//! M/G/infinity: the number present is Poisson, whatever the law of the stay. L. Takacs,
//! "Introduction to the Theory of Queues" (1962), chapter 3.

use mhst_core::engine::time::{SimTime, Span};

use super::observation::{Observation, numbers_present};
use super::statement::Statement;
use super::station::{Law, System};

/// Days between two counts of those present.
const INTERVAL: u32 = 20;

fn compare(name: &'static str, load: f64, observation: Observation) {
    let stay = Law::Lognormal { mean: 10.0, sd: 8.0 };
    let system = System::new(load / stay.mean(), u32::MAX, stay);
    let seen = observation.of(name, &system);
    let mut statement = Statement::new(name);
    statement.compare("mean number present", &seen, load, |r| r.in_service);
    statement.compare("mean number by stays", &seen, load, |r| r.present_by_stays());
    statement.little(&seen, load);
    statement.draws(&seen, &system);
    // Of a Poisson number n, the mean of n (n - 1) is the square of the mean.
    let times: Vec<_> = (observation.warm_up..observation.warm_up + observation.window)
        .step_by(INTERVAL as usize)
        .map(|days| SimTime::ZERO + Span::from_days(days))
        .collect();
    let pairs = |replicate| {
        let numbers = numbers_present(name, &system, replicate, &times);
        numbers.iter().map(|n| n * (n - 1.0)).sum::<f64>() / numbers.len() as f64
    };
    let pairs: Vec<f64> = (0..observation.replicates).map(pairs).collect();
    statement.compare_values("pairs present", &pairs, load * load, load * load);
    statement.close();
}

#[test]
fn light() {
    let observation = Observation { replicates: 64, warm_up: 1000, window: 100_000 };
    compare("M/G/infinity, light", 5.0, observation);
}

#[test]
fn heavy() {
    let observation = Observation { replicates: 64, warm_up: 300, window: 2500 };
    compare("M/G/infinity, heavy", 200.0, observation);
}
