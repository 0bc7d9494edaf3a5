//! M/G/1: the mean wait depends on the second moment of service. F. Pollaczek (1930) and
//! A. Y. Khinchine (1932); D. Gross et al., "Fundamentals of Queueing Theory", 4th ed. (2008),
//! section 5.1.

use super::observation::Observation;
use super::statement::Statement;
use super::station::{Law, System};

fn compare(name: &'static str, utilisation: f64, service: Law, observation: Observation) {
    let rate = utilisation / service.mean();
    let mean_wait = rate * service.mean_square() / (2.0 * (1.0 - utilisation));
    let system = System::new(rate, 1, service);
    let seen = observation.of(name, &system);
    let mut statement = Statement::new(name);
    let queue = rate * mean_wait;
    statement.compare("mean wait", &seen, mean_wait, |r| r.wait());
    statement.compare("mean queue", &seen, queue, |r| r.waiting);
    statement.compare("P(wait)", &seen, utilisation, |r| r.delayed());
    statement.compare("mean number present", &seen, queue + utilisation, |r| r.present());
    statement.little(&seen, queue + utilisation);
    statement.draws(&seen, &system);
    statement.close();
}

#[test]
fn light() {
    let observation = Observation { replicates: 64, warm_up: 500, window: 1_000_000 };
    compare("M/G/1, light", 0.3, Law::Lognormal { mean: 10.0, sd: 8.0 }, observation);
}

#[test]
fn heavy() {
    let observation = Observation { replicates: 64, warm_up: 30_000, window: 300_000 };
    compare("M/G/1, heavy", 0.9, Law::Lognormal { mean: 10.0, sd: 8.0 }, observation);
}

/// Services that do not vary halve the wait of M/M/1.
#[test]
fn without_variation() {
    let observation = Observation { replicates: 64, warm_up: 15_000, window: 300_000 };
    compare("M/D/1, heavy", 0.9, Law::Fixed(10.0), observation);
}
