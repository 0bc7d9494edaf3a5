//! The M/M/c+M queue (Erlang A): Poisson arrivals, exponential service, exponential patience.
//! C. Palm, "Research on telephone traffic carried by full availability groups", Tele 1 (1957);
//! O. Garnett, A. Mandelbaum, M. Reiman, "Designing a call center with impatient customers",
//! Manufacturing & Service Operations Management 4 (2002).

/// A queue with `servers` servers; rates are per unit of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangA {
    /// Arrivals per unit of time.
    pub arrival_rate: f64,
    /// Services completed by one busy server per unit of time.
    pub service_rate: f64,
    /// Rate at which a waiting customer gives up; positive.
    pub abandonment_rate: f64,
    /// Number of servers.
    pub servers: u32,
}

impl ErlangA {
    /// Mean length of the queue in steady state, those in service not counted.
    pub fn mean_queue(&self) -> f64 {
        let Self { arrival_rate, service_rate, abandonment_rate, servers } = *self;
        // Weights relative to the state with all servers busy and nobody waiting: downwards for
        // the states with free servers, upwards for the queue. Both series are summed until their
        // terms no longer count.
        const NEGLIGIBLE: f64 = 1e-14;
        let mut total = 1.0;
        let mut weight = 1.0;
        for busy in (1..=servers).rev() {
            weight *= f64::from(busy) * service_rate / arrival_rate;
            total += weight;
            if weight < NEGLIGIBLE * total {
                break;
            }
        }
        let mut queue = 0.0;
        weight = 1.0;
        let mut waiting = 0.0;
        loop {
            waiting += 1.0;
            let exit_rate = f64::from(servers) * service_rate + waiting * abandonment_rate;
            weight *= arrival_rate / exit_rate;
            total += weight;
            queue += waiting * weight;
            if arrival_rate < exit_rate && waiting * weight < NEGLIGIBLE * total {
                return queue / total;
            }
            if total > 1e250 {
                total *= 1e-250;
                queue *= 1e-250;
                weight *= 1e-250;
            }
        }
    }

    /// Mean wait of all arrivals, served or not (Little's law).
    pub fn mean_wait(&self) -> f64 {
        self.mean_queue() / self.arrival_rate
    }

    /// Share of arrivals who give up: the rate of giving up over the rate of arrival.
    pub fn abandonment_share(&self) -> f64 {
        self.abandonment_rate * self.mean_queue() / self.arrival_rate
    }

    /// The number of servers whose mean wait is closest to `target`.
    pub fn servers_for_wait(self, target: f64) -> u32 {
        let enough = self.fewest_servers(target);
        let off = |servers| (Self { servers, ..self }.mean_wait() - target).abs();
        if enough > 1 && off(enough - 1) < off(enough) { enough - 1 } else { enough }
    }

    /// The fewest servers with which the mean wait does not exceed `target`.
    fn fewest_servers(mut self, target: f64) -> u32 {
        let mut enough = 1_u32;
        let adequate = |queue: &mut Self, servers| {
            queue.servers = servers;
            queue.mean_wait() <= target
        };
        while !adequate(&mut self, enough) {
            enough *= 2;
        }
        let mut too_few = enough / 2;
        while enough - too_few > 1 {
            let middle = too_few + (enough - too_few) / 2;
            if adequate(&mut self, middle) {
                enough = middle;
            } else {
                too_few = middle;
            }
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(arrival_rate: f64, abandonment_rate: f64, servers: u32) -> ErlangA {
        ErlangA { arrival_rate, service_rate: 1.0, abandonment_rate, servers }
    }

    /// With patience as long as service, every customer leaves at rate 1 whether served or not:
    /// the number in the system is Poisson, and the queue its part above the servers.
    #[test]
    fn equal_patience_and_service_make_a_poisson_number_in_system() {
        let (load, servers) = (12.0_f64, 10_u32);
        let mut p = (-load).exp();
        let mut expected = 0.0;
        for n in 1..200_u32 {
            p *= load / f64::from(n);
            expected += f64::from(n.saturating_sub(servers)) * p;
        }
        assert!((queue(load, 1.0, servers).mean_queue() - expected).abs() < 1e-9);
    }

    /// Nearly endless patience approaches Erlang C: 9.5 per day on 10 servers waits 1.6512 days.
    #[test]
    fn endless_patience_approaches_erlang_c() {
        assert!((queue(9.5, 1e-9, 10).mean_wait() - 1.6512).abs() < 1e-3);
    }

    /// In a large overloaded queue, the share that gives up is the excess over what the servers can
    /// do.
    #[test]
    fn overload_is_shed_by_giving_up() {
        let overloaded = queue(1200.0, 0.05, 1000);
        assert!((overloaded.abandonment_share() - 200.0 / 1200.0).abs() < 1e-3);
    }

    #[test]
    fn the_servers_for_a_wait_are_the_nearest() {
        let base = queue(300.0, 0.1, 1);
        let with = |servers| ErlangA { servers, ..base }.mean_wait();
        for target in [0.05, 0.1, 0.15, 0.2, 0.25, 0.5] {
            let off = |servers| (with(servers) - target).abs();
            let servers = base.servers_for_wait(target);
            assert!(off(servers) <= off(servers - 1) && off(servers) <= off(servers + 1));
        }
    }
}
