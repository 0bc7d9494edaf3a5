//! Priorities without interruption of service: A. Cobham, "Priority assignment in waiting line
//! problems", Operations Research 2 (1954). One server with a law of service for each class, and
//! several servers with one exponential law.

use super::many_servers::MMc;
use super::observation::Observation;
use super::statement::Statement;
use super::station::{Class, Law, System};

/// Compares the wait of each class with Cobham's formula, given the mean time `until_free` until
/// a server is free for one who arrives and finds nobody waiting.
fn compare(name: &'static str, system: &System, until_free: f64, observation: Observation) {
    let seen = observation.of(name, system);
    let mut statement = Statement::new(name);
    let rate = system.arrivals.rate;
    let servers = f64::from(system.servers);
    let (mut not_lower, mut queue, mut busy) = (0.0, 0.0, 0.0);
    for (place, class) in system.classes.iter().enumerate() {
        let higher = not_lower;
        not_lower += rate * class.share * class.service.mean() / servers;
        let wait = until_free / ((1.0 - higher) * (1.0 - not_lower));
        queue += rate * class.share * wait;
        busy += rate * class.share * class.service.mean();
        let what = format!("mean wait of class {place}");
        statement.compare(&what, &seen, wait, |r| r.wait_of(place, class.share));
    }
    statement.compare("mean queue", &seen, queue, |r| r.waiting);
    statement.compare("mean number present", &seen, queue + busy, |r| r.present());
    statement.little(&seen, queue + busy);
    statement.draws(&seen, system);
    statement.close();
}

fn one_server(name: &'static str, utilisation: f64, observation: Observation) {
    let classes = vec![
        Class { share: 0.3, service: Law::Exponential { mean: 2.0 } },
        Class { share: 0.4, service: Law::Lognormal { mean: 4.0, sd: 3.0 } },
        Class { share: 0.3, service: Law::Fixed(8.0) },
    ];
    let mean_service: f64 = classes.iter().map(|class| class.share * class.service.mean()).sum();
    let rate = utilisation / mean_service;
    let system = System { classes, ..System::new(rate, 1, Law::Fixed(0.0)) };
    let until_free = rate * system.mean_of_service(Law::mean_square) / 2.0;
    compare(name, &system, until_free, observation);
}

#[test]
fn light() {
    let observation = Observation { replicates: 64, warm_up: 500, window: 1_000_000 };
    one_server("M/G/1 with priorities, light", 0.4, observation);
}

#[test]
fn heavy() {
    let observation = Observation { replicates: 64, warm_up: 30_000, window: 400_000 };
    one_server("M/G/1 with priorities, heavy", 0.9, observation);
}

#[test]
fn several_servers() {
    let queue = MMc { rate: 0.27, servers: 3, mean_service: 10.0 };
    let service = Law::Exponential { mean: queue.mean_service };
    let shares = [0.2, 0.3, 0.5];
    let classes = shares.map(|share| Class { share, service }).to_vec();
    let system = System { classes, ..System::new(queue.rate, queue.servers, service) };
    let until_free = queue.delay_probability() * queue.mean_service / f64::from(queue.servers);
    let observation = Observation { replicates: 64, warm_up: 15_000, window: 400_000 };
    compare("M/M/3 with priorities", &system, until_free, observation);
}
