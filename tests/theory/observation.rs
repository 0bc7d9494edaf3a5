//! Independent replicates of a station in its steady state.

use mhst_core::engine::draws::{BirthKey, Draws};
use mhst_core::engine::simulation::{StopRule, run};
use mhst_core::engine::time::{MINUTES_PER_DAY, SimTime, Span};

use super::station::{CONTROLS, Counted, IN_SERVICE, Station, System, WAITING};

/// Chosen before the first run and never since.
const SEED: u64 = 1917;

/// How long and how often a station is observed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Observation {
    pub(crate) replicates: u64,
    /// Days from the empty start that are not counted.
    pub(crate) warm_up: u32,
    /// Days that are.
    pub(crate) window: u32,
}

/// One replicate. Sums are divided by what is expected in the window (its length, its mean number
/// of arrivals), not by what happened to come, so that no ratio biases them.
#[derive(Clone, Debug)]
pub(crate) struct Replicate {
    pub(crate) counted: Counted,
    arrivals: f64,
    days: f64,
    /// Mean numbers waiting and in service.
    pub(crate) waiting: f64,
    pub(crate) in_service: f64,
}

impl Replicate {
    /// Wait of class `class`, given the share of arrivals who are of that class.
    pub(crate) fn wait_of(&self, class: usize, share: f64) -> f64 {
        let waits = &self.counted.waits[class];
        waits.mean().unwrap_or(0.0) * waits.count() as f64 / (self.arrivals * share)
    }

    pub(crate) fn wait(&self) -> f64 {
        (0..self.counted.waits.len()).map(|class| self.wait_of(class, 1.0)).sum()
    }

    /// Share of arrivals who waited at least `days`, at least one, as the histogram has it.
    pub(crate) fn waited(&self, days: u32) -> f64 {
        let waits = &self.counted.waits[0];
        waits.share_above(days - 1).unwrap_or(0.0) * waits.count() as f64 / self.arrivals
    }

    pub(crate) fn delayed(&self) -> f64 {
        self.counted.delayed as f64 / self.arrivals
    }

    pub(crate) fn lost(&self) -> f64 {
        self.counted.lost as f64 / self.arrivals
    }

    pub(crate) fn gave_up(&self) -> f64 {
        self.counted.gave_up as f64 / self.arrivals
    }

    /// Mean number in the station.
    pub(crate) fn present(&self) -> f64 {
        self.waiting + self.in_service
    }

    /// What Little's law says the mean number in the station is: arrivals a day times mean stay.
    pub(crate) fn present_by_stays(&self) -> f64 {
        let stays = &self.counted.stays;
        stays.mean().unwrap_or(0.0) * stays.count() as f64 / self.days
    }

    /// The controls a day.
    pub(crate) fn controls(&self) -> [f64; CONTROLS] {
        self.counted.controls.map(|sum| sum / self.days)
    }
}

impl Observation {
    /// Observes `system`, whose draws belong to `name` alone.
    pub(crate) fn of(&self, name: &str, system: &System) -> Vec<Replicate> {
        (0..self.replicates).map(|replicate| self.replicate(name, system, replicate)).collect()
    }

    fn replicate(&self, name: &str, system: &System, replicate: u64) -> Replicate {
        let mut station = start(name, system, replicate);
        let begin = SimTime::ZERO + Span::from_days(self.warm_up);
        let end = begin + Span::from_days(self.window);
        run_until(&mut station, begin);
        station.occupancy.read(begin);
        station.counting = true;
        run_until(&mut station, end);
        let minutes = station.occupancy.read(end);
        station.counting = false;
        // Anyone still there after the whole length once more is stuck.
        let mut follow = end;
        while station.followed > 0 {
            follow = follow + Span::DAY;
            assert!(follow.minutes() / 2 < end.minutes(), "{name}: {} remain", station.followed);
            run_until(&mut station, follow);
        }
        let days = f64::from(self.window);
        let mean = |state: usize| minutes[state] as f64 / f64::from(MINUTES_PER_DAY) / days;
        Replicate {
            counted: station.counted,
            arrivals: system.arrivals.rate * days,
            days,
            waiting: mean(WAITING),
            in_service: mean(IN_SERVICE),
        }
    }
}

/// Replicate `replicate` of `system`, empty at the beginning of time.
pub(crate) fn start(name: &str, system: &System, replicate: u64) -> Station {
    Station::new(system, BirthKey::named(name), Draws::new(SEED, replicate))
}

/// Lets all happen that lies before `until`.
pub(crate) fn run_until(station: &mut Station, until: SimTime) {
    run(station, StopRule::at(until)).unwrap_or_else(|fault| panic!("before {until:?}: {fault:?}"));
}

/// The number present at each of `times`, in order.
pub(crate) fn numbers_present(
    name: &str,
    system: &System,
    replicate: u64,
    times: &[SimTime],
) -> Vec<f64> {
    let mut station = start(name, system, replicate);
    let present = |&at: &SimTime| {
        run_until(&mut station, at);
        f64::from(station.occupancy.count(WAITING) + station.occupancy.count(IN_SERVICE))
    };
    times.iter().map(present).collect()
}
