//! M/M/1: the number present is geometric and the wait of those who wait is exponential.
//! D. Gross, J. F. Shortle, J. M. Thompson, C. M. Harris, "Fundamentals of Queueing Theory",
//! 4th ed. (2008), section 2.2.

use super::many_servers::MMc;
use super::observation::Observation;

/// With one server Erlang's formulas are the textbook's: P(wait) is the utilisation, and the mean
/// wait is utilisation / (service rate - arrival rate).
fn queue(utilisation: f64) -> MMc {
    let queue = MMc { rate: utilisation / 10.0, servers: 1, mean_service: 10.0 };
    assert!((queue.delay_probability() - utilisation).abs() < 1e-12);
    let mean_wait = utilisation / (0.1 - queue.rate);
    assert!((queue.mean_wait() - mean_wait).abs() < 1e-9);
    queue
}

#[test]
fn light() {
    let observation = Observation { replicates: 64, warm_up: 500, window: 1_000_000 };
    queue(0.3).compare("M/M/1, light", observation, &[1, 5, 10]);
}

#[test]
fn heavy() {
    let observation = Observation { replicates: 64, warm_up: 30_000, window: 700_000 };
    queue(0.9).compare("M/M/1, heavy", observation, &[10, 25, 50]);
}
