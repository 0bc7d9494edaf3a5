//! W1, M/M/10: Poisson arrivals, 9.5 a day; ten servers, exponential service with a mean of one
//! day; one queue, first come, first served; starts empty; a given number of people arrive and all
//! are served. Two events a person: arrival and end of service. In theory (Erlang C), after long:
//! mean wait 1.6512 days, utilisation 0.95.

pub(crate) mod engine;
pub(crate) mod plain_loop;

pub(crate) const ARRIVALS_PER_DAY: f64 = 9.5;
pub(crate) const SERVERS: u32 = 10;
pub(crate) const MEAN_SERVICE_DAYS: f64 = 1.0;

/// What came out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    /// Mean wait in the queue in days, of all.
    pub(crate) mean_wait: f64,
    /// Mean share of the servers busy, until the last person has left.
    pub(crate) utilisation: f64,
    pub(crate) events: u64,
}
