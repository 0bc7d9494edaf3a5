//! Cumulative incidence with competing exits and censoring.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::histogram::DayCounts;
use crate::engine::time::Span;

/// Times from an origin to the event of interest, to a competing exit, or to the end of
/// observation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetingRisks {
    /// Times of the event of interest.
    pub event: DayCounts,
    /// Times of competing exits, after which the event cannot happen.
    pub competing: DayCounts,
    /// Times at which observation ended.
    pub censored: DayCounts,
}

/// How a time from the origin ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// With the event of interest.
    Event,
    /// With a competing exit.
    Competing,
    /// With the end of observation.
    Censored,
}

/// A step function: the cumulative incidence from the day of each jump.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IncidenceCurve {
    steps: Vec<(u32, f64)>,
    /// The last day of observation, if it was the end of observation for anyone.
    observed_to: Option<u32>,
}

impl IncidenceCurve {
    /// Cumulative incidence at the end of `day`.
    pub fn at(&self, day: u32) -> f64 {
        match self.steps.partition_point(|&(step, _)| step <= day) {
            0 => 0.0,
            n => self.steps[n - 1].1,
        }
    }

    /// Like [`at`](Self::at), but `None` for days after the end of observation. If nobody is left
    /// at risk, the curve is known for all later days.
    pub fn known_at(&self, day: u32) -> Option<f64> {
        let known = self.observed_to.is_none_or(|last| day <= last);
        known.then(|| self.at(day))
    }

    /// Days and heights of the steps.
    pub fn steps(&self) -> &[(u32, f64)] {
        &self.steps
    }
}

impl CompetingRisks {
    /// Adds one time from the origin.
    pub fn add(&mut self, ending: Ending, time: Span) {
        match ending {
            Ending::Event => self.event.add(time),
            Ending::Competing => self.competing.add(time),
            Ending::Censored => self.censored.add(time),
        }
    }

    /// Adds the times of another.
    pub fn merge(&mut self, other: &Self) {
        self.event.merge(&other.event);
        self.competing.merge(&other.competing);
        self.censored.merge(&other.censored);
    }

    /// How many were followed.
    pub fn count(&self) -> u64 {
        self.event.count() + self.competing.count() + self.censored.count()
    }

    /// The Aalen-Johansen estimate of the cumulative incidence of the event (Aalen & Johansen
    /// 1978, Scand. J. Statist. 5:141), in completed days. Those censored on a day are at risk on
    /// that day. `None` if nobody was followed.
    pub fn incidence(&self) -> Option<IncidenceCurve> {
        let mut at_risk = self.count();
        if at_risk == 0 {
            return None;
        }
        let days: BTreeSet<u32> = [&self.event, &self.competing, &self.censored]
            .into_iter()
            .flat_map(|counts| counts.days().map(|(day, _)| day))
            .collect();
        let mut curve = IncidenceCurve::default();
        let (mut survival, mut cumulative) = (1.0, 0.0);
        for day in days {
            let (events, competing) = (self.event.on(day), self.competing.on(day));
            let risk = at_risk as f64;
            if events > 0 {
                cumulative += survival * events as f64 / risk;
                curve.steps.push((day, cumulative));
            }
            survival *= 1.0 - (events + competing) as f64 / risk;
            let censored = self.censored.on(day);
            at_risk -= events + competing + censored;
            curve.observed_to = (at_risk == 0 && censored > 0).then_some(day);
        }
        Some(curve)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn risks(times: &[(u32, Ending)]) -> CompetingRisks {
        let mut risks = CompetingRisks::default();
        for &(day, ending) in times {
            risks.add(ending, Span::from_days(day));
        }
        risks
    }

    /// Without censoring the estimate is the plain share.
    #[test]
    fn without_censoring_it_is_the_share_that_had_the_event() {
        use Ending::{Competing, Event};
        let curve =
            risks(&[(1, Event), (2, Competing), (3, Event), (4, Competing)]).incidence().unwrap();
        for (day, share) in [(0, 0.0), (1, 0.25), (2, 0.25), (3, 0.5), (9, 0.5)] {
            assert!((curve.at(day) - share).abs() < 1e-12, "day {day}");
        }
    }

    /// By hand: 5 followed. Day 1: 1 event of 5. Day 2: 1 competing of 4, survival 4/5 * 3/4 =
    /// 3/5. Day 3: 1 censored of 3. Day 4: 1 event of 2, adding 3/5 * 1/2.
    #[test]
    fn with_censoring_it_matches_the_computation_by_hand() {
        use Ending::{Censored, Competing, Event};
        let curve = risks(&[(1, Event), (2, Competing), (3, Censored), (4, Event), (5, Censored)])
            .incidence()
            .unwrap();
        assert!((curve.at(3) - 0.2).abs() < 1e-12);
        assert!((curve.at(4) - (0.2 + 0.3)).abs() < 1e-12);
    }

    #[test]
    fn beyond_the_last_who_was_still_waiting_nothing_is_known() {
        use Ending::{Censored, Competing, Event};
        let curve = risks(&[(10, Event), (30, Censored)]).incidence().unwrap();
        assert_eq!(
            [0, 10, 30, 31].map(|day| curve.known_at(day)),
            [Some(0.0), Some(0.5), Some(0.5), None]
        );
        // Everyone left at day 40 had an exit: what follows is known.
        let curve = risks(&[(10, Event), (30, Censored), (40, Competing)]).incidence().unwrap();
        assert_eq!(curve.known_at(365), Some(1.0 / 3.0));
        // On the same day one had an exit and one was still waiting.
        let curve = risks(&[(10, Event), (10, Censored)]).incidence().unwrap();
        assert_eq!((curve.known_at(10), curve.known_at(11)), (Some(0.5), None));
    }

    #[test]
    fn nobody_followed_gives_no_estimate() {
        assert_eq!(CompetingRisks::default().incidence(), None);
    }
}
