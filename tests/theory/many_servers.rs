//! M/M/c, the formulas of Erlang: A. K. Erlang, "Solution of some problems in the theory of
//! probabilities of significance in automatic telephone exchanges" (1917); D. Gross, J. F. Shortle,
//! J. M. Thompson, C. M. Harris, "Fundamentals of Queueing Theory", 4th ed. (2008), section 2.3.
//! M/M/1 is the case of one server.

use super::loss::erlang_b;
use super::observation::Observation;
use super::statement::Statement;
use super::station::{Law, System};

/// Mean service of `servers` servers and arrivals a day.
#[derive(Clone, Copy)]
pub(super) struct MMc {
    pub(super) rate: f64,
    pub(super) servers: u32,
    pub(super) mean_service: f64,
}

impl MMc {
    fn load(self) -> f64 {
        self.rate * self.mean_service
    }

    fn utilisation(self) -> f64 {
        self.load() / f64::from(self.servers)
    }

    /// Erlang C: the probability of having to wait.
    pub(super) fn delay_probability(self) -> f64 {
        let blocked = erlang_b(self.servers, self.load());
        blocked / (1.0 - self.utilisation() * (1.0 - blocked))
    }

    /// Rate at which the wait of those who wait ends: spare services a day.
    fn spare_rate(self) -> f64 {
        f64::from(self.servers) / self.mean_service - self.rate
    }

    pub(super) fn mean_wait(self) -> f64 {
        self.delay_probability() / self.spare_rate()
    }

    /// P(wait > `days`).
    fn waits_beyond(self, days: u32) -> f64 {
        self.delay_probability() * (-self.spare_rate() * f64::from(days)).exp()
    }

    /// Compares everything that the theory says of the station with what is observed; the
    /// distribution of the wait at some times.
    pub(super) fn compare(self, name: &'static str, observation: Observation, times: &[u32]) {
        let service = Law::Exponential { mean: self.mean_service };
        let system = System::new(self.rate, self.servers, service);
        let seen = observation.of(name, &system);
        let mut statement = Statement::new(name);
        let queue = self.rate * self.mean_wait();
        statement.compare("mean wait", &seen, self.mean_wait(), |r| r.wait());
        statement.compare("mean queue", &seen, queue, |r| r.waiting);
        statement.compare("mean number busy", &seen, self.load(), |r| r.in_service);
        statement.compare("P(wait)", &seen, self.delay_probability(), |r| r.delayed());
        for &days in times {
            let what = format!("P(wait > {days} days)");
            statement.compare(&what, &seen, self.waits_beyond(days), |r| r.waited(days));
        }
        statement.little(&seen, queue + self.load());
        statement.draws(&seen, &system);
        statement.close();
    }
}

#[test]
fn light() {
    let queue = MMc { rate: 0.12, servers: 3, mean_service: 10.0 };
    let observation = Observation { replicates: 64, warm_up: 500, window: 1_000_000 };
    queue.compare("M/M/3, light", observation, &[1, 3, 5]);
}

/// 9.5 arrivals a day at 10 servers: a mean wait of 1.6512 days.
#[test]
fn heavy() {
    let queue = MMc { rate: 9.5, servers: 10, mean_service: 1.0 };
    assert!((queue.mean_wait() - 1.6512).abs() < 5e-5 && queue.utilisation() == 0.95);
    let observation = Observation { replicates: 64, warm_up: 1500, window: 25_000 };
    queue.compare("M/M/10, heavy", observation, &[1]);
}
