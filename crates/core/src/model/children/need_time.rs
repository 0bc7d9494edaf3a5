//! The time in need of one episode, by position in the account of need.

use crate::model::children::place::{Place, Standing};

/// Minutes in need within the measurement window. The positions add up to the time in need.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct NeedTime {
    minutes: [u32; Standing::COUNT],
    missing_middle: u32,
    score_minutes: f64,
}

impl NeedTime {
    /// Adds time in need with this score at a place.
    pub(crate) fn add(&mut self, place: Place, score: f64, minutes: u32) {
        self.pass(place, minutes, self.score_minutes + score * f64::from(minutes));
    }

    /// Adds time in need at a place, at the end of which severity has come to so many score-minutes.
    pub(crate) fn pass(&mut self, place: Place, minutes: u32, severity: f64) {
        self.minutes[place.standing() as usize] += minutes;
        if place == Place::MissingMiddle {
            self.missing_middle += minutes;
        }
        self.score_minutes = severity;
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
        self.score_minutes
    }
}
