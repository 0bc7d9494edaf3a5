//! The time in need of one episode, by position in the account of need.

use crate::model::children::place::{Place, Standing};

/// Minutes in need within the measurement window. The positions add up to the time in need.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct NeedTime {
    minutes: [u32; Standing::COUNT],
    missing_middle: u32,
    severity: SeverityTime,
}

/// Severity integrated over time, in parts of a score-minute. It is a whole number, so that the sum does
/// not depend on how often somebody adds to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SeverityTime(u64);

impl SeverityTime {
    pub(crate) const ZERO: Self = Self(0);
    const PARTS: f64 = (1_u64 << 24) as f64;

    /// Adds time with this score.
    pub(crate) fn add(&mut self, score: f64, minutes: u32) {
        self.0 += (score * Self::PARTS) as i64 as u64 * u64::from(minutes);
    }
}

impl NeedTime {
    /// Adds time in need with this score at a place.
    pub(crate) fn add(&mut self, place: Place, score: f64, minutes: u32) {
        let mut severity = self.severity;
        severity.add(score, minutes);
        self.pass(place, minutes, severity);
    }

    /// Adds time in need at a place, at the end of which severity has come to so much.
    pub(crate) fn pass(&mut self, place: Place, minutes: u32, severity: SeverityTime) {
        self.minutes[place.standing() as usize] += minutes;
        if place == Place::MissingMiddle {
            self.missing_middle += minutes;
        }
        self.severity = severity;
    }

    /// Severity integrated over time in need.
    pub(crate) fn severity_time(&self) -> SeverityTime {
        self.severity
    }

    /// In one position of the account.
    pub(crate) fn of(&self, standing: Standing) -> u64 {
        self.minutes[standing as usize].into()
    }

    /// In positions that satisfy a condition.
    pub(crate) fn where_it(&self, holds: fn(Standing) -> bool) -> u64 {
        Standing::ALL.into_iter().filter(|&it| holds(it)).map(|it| self.of(it)).sum()
    }

    /// In need, wherever.
    pub(crate) fn in_need(&self) -> u64 {
        self.where_it(|_| true)
    }

    /// In the missing middle.
    pub(crate) fn missing_middle(&self) -> u64 {
        self.missing_middle.into()
    }

    /// Severity integrated over time in need, in score-minutes.
    pub(crate) fn severity(&self) -> f64 {
        self.severity.0 as f64 / SeverityTime::PARTS
    }
}
