//! Time-weighted counts.

use crate::engine::time::SimTime;

/// The number in each of `N` states, and the person-minutes spent there since the last reading.
/// All values are integers, so that sums are exact.
#[derive(Clone, Debug)]
pub struct Occupancy<const N: usize> {
    counts: [u32; N],
    since: [SimTime; N],
    minutes: [u64; N],
}

impl<const N: usize> Occupancy<N> {
    /// Nobody in any state, from `start`.
    pub fn new(start: SimTime) -> Self {
        Self { counts: [0; N], since: [start; N], minutes: [0; N] }
    }

    /// One more in `state` from `now`.
    pub fn enter(&mut self, state: usize, now: SimTime) {
        self.settle(state, now);
        self.counts[state] += 1;
    }

    /// One fewer in `state` from `now`. Returns whether there was one.
    #[must_use]
    pub fn leave(&mut self, state: usize, now: SimTime) -> bool {
        self.settle(state, now);
        match self.counts[state].checked_sub(1) {
            Some(fewer) => {
                self.counts[state] = fewer;
                true
            }
            None => false,
        }
    }

    /// The number in `state`.
    pub fn count(&self, state: usize) -> u32 {
        self.counts[state]
    }

    /// Person-minutes in each state up to `now` since the last reading, and starts a new
    /// reading.
    pub fn read(&mut self, now: SimTime) -> [u64; N] {
        for state in 0..N {
            self.settle(state, now);
        }
        std::mem::replace(&mut self.minutes, [0; N])
    }

    fn settle(&mut self, state: usize, now: SimTime) {
        let elapsed = u64::from(now.since(self.since[state]).minutes());
        self.minutes[state] += elapsed * u64::from(self.counts[state]);
        self.since[state] = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_those_of_the_step_function() {
        let at = SimTime::from_minutes;
        let mut occupancy = Occupancy::<2>::new(at(0));
        occupancy.enter(0, at(10));
        occupancy.enter(0, at(20));
        assert!(occupancy.leave(0, at(30)));
        occupancy.enter(1, at(30));
        assert_eq!(occupancy.read(at(50)), [10 + 20 + 20, 20]);
        assert_eq!(occupancy.read(at(60)), [10, 10]);
        assert!(occupancy.leave(1, at(60)) && !occupancy.leave(1, at(60)));
    }
}
