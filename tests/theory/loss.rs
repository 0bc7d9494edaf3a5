//! M/M/c/c, nobody waits: A. K. Erlang (1917), as in D. Gross et al., "Fundamentals of Queueing
//! Theory", 4th ed. (2008), section 2.5.

use super::observation::Observation;
use super::statement::Statement;
use super::station::{Law, System};

/// Erlang B: the probability that all of `servers` servers are busy under `load` erlangs, by the
/// usual recursion over the number of servers.
pub(super) fn erlang_b(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, n| load * blocked / (f64::from(n) + load * blocked))
}

/// The probability of loss depends on the law of service through its mean only, so that a
/// lognormal must give what the exponential gives.
fn compare(name: &'static str, servers: u32, load: f64, service: Law, observation: Observation) {
    let system = System { places: 0, ..System::new(load / service.mean(), servers, service) };
    let seen = observation.of(name, &system);
    let mut statement = Statement::new(name);
    let lost = erlang_b(servers, load);
    let busy = load * (1.0 - lost);
    statement.compare("share lost", &seen, lost, |r| r.lost());
    statement.compare("mean number busy", &seen, busy, |r| r.in_service);
    statement.compare("mean stay", &seen, busy, |r| r.present_by_stays());
    statement.little(&seen, busy);
    statement.draws(&seen, &system);
    assert!(seen.iter().all(|r| r.waiting == 0.0 && r.counted.delayed == 0));
    statement.close();
}

#[test]
fn light() {
    let service = Law::Exponential { mean: 10.0 };
    let observation = Observation { replicates: 64, warm_up: 300, window: 600_000 };
    compare("M/M/3/3, light", 3, 1.0, service, observation);
}

#[test]
fn heavy() {
    let service = Law::Lognormal { mean: 10.0, sd: 8.0 };
    let observation = Observation { replicates: 64, warm_up: 300, window: 13_000 };
    compare("M/G/20/20, heavy", 20, 19.0, service, observation);
}
