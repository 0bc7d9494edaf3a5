//! M/M/c+M (Erlang A): who waits gives up after an exponential time. C. Palm, "Research on
//! telephone traffic carried by full availability groups", Tele 1 (1957); O. Garnett,
//! A. Mandelbaum, M. Reiman, "Designing a call center with impatient customers", Manufacturing &
//! Service Operations Management 4 (2002).

use mhst_core::engine::statistics::ErlangA;

use super::observation::Observation;
use super::statement::Statement;
use super::station::{Law, System};

/// Probabilities of each number present, from the balance of ups and downs between neighbours.
fn number_present(queue: &ErlangA) -> Vec<f64> {
    let down = |n: u32| {
        let waiting = n.saturating_sub(queue.servers);
        f64::from(n.min(queue.servers)) * queue.service_rate
            + f64::from(waiting) * queue.abandonment_rate
    };
    let mut weights = vec![1.0_f64];
    for n in 1..2000 {
        weights.push(weights[n as usize - 1] * queue.arrival_rate / down(n));
    }
    let total: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / total).collect()
}

fn compare(name: &'static str, queue: ErlangA, observation: Observation) {
    let present = number_present(&queue);
    let mean = |of: &dyn Fn(u32) -> u32| -> f64 {
        present.iter().zip(0_u32..).map(|(p, n)| p * f64::from(of(n))).sum()
    };
    let servers = queue.servers;
    let waiting = mean(&|n| n.saturating_sub(servers));
    let busy = mean(&|n| n.min(servers));
    let delayed = mean(&|n| u32::from(n >= servers));
    assert!((queue.mean_queue() / waiting - 1.0).abs() < 1e-9, "the engine's own formula");

    let service = Law::Exponential { mean: 1.0 / queue.service_rate };
    let patience = Some(Law::Exponential { mean: 1.0 / queue.abandonment_rate });
    let system = System { patience, ..System::new(queue.arrival_rate, servers, service) };
    let seen = observation.of(name, &system);
    let mut statement = Statement::new(name);
    statement.compare("mean queue", &seen, waiting, |r| r.waiting);
    statement.compare("mean wait", &seen, queue.mean_wait(), |r| r.wait());
    statement.compare("share giving up", &seen, queue.abandonment_share(), |r| r.gave_up());
    statement.compare("P(wait)", &seen, delayed, |r| r.delayed());
    statement.compare("mean number busy", &seen, busy, |r| r.in_service);
    statement.compare("mean number present", &seen, mean(&|n| n), |r| r.present());
    statement.little(&seen, mean(&|n| n));
    statement.draws(&seen, &system);
    statement.close();
}

#[test]
fn light() {
    let queue =
        ErlangA { arrival_rate: 0.2, service_rate: 0.1, abandonment_rate: 0.05, servers: 4 };
    let observation = Observation { replicates: 64, warm_up: 300, window: 650_000 };
    compare("M/M/4+M, light", queue, observation);
}

/// More arrive than can be served: the queue is stable because people give up.
#[test]
fn overloaded() {
    let queue =
        ErlangA { arrival_rate: 2.2, service_rate: 0.1, abandonment_rate: 0.02, servers: 20 };
    let observation = Observation { replicates: 64, warm_up: 500, window: 35_000 };
    compare("M/M/20+M, overloaded", queue, observation);
}
