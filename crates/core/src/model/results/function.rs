//! What working time is spent on.

use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

/// A function of working time. The first three are the functions of a team (Ellins et al. 2023,
/// Ch1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Function {
    /// Direct work with children and parents: assessments and sessions, with notes and travel.
    Direct,
    /// The whole school approach.
    WholeSchool,
    /// Advice to settings and liaison with other services.
    Advice,
    /// What each setting takes, however large it is: meetings with its lead, visits, the way there.
    Settings,
    /// Supervision, given and received.
    Supervision,
    /// Referral forms, booking, chasing replies, returns.
    Administration,
    /// Leading and managing, recruiting and inducting.
    Management,
    /// Leave, training and university.
    Away,
    /// Anything else.
    Other,
}

impl Function {
    /// How many functions there are.
    pub const COUNT: usize = 9;

    /// All functions.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Direct,
        Self::WholeSchool,
        Self::Advice,
        Self::Settings,
        Self::Supervision,
        Self::Administration,
        Self::Management,
        Self::Away,
        Self::Other,
    ];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::WholeSchool => "whole_school",
            Self::Advice => "advice",
            Self::Settings => "settings",
            Self::Supervision => "supervision",
            Self::Administration => "administration",
            Self::Management => "management",
            Self::Away => "away",
            Self::Other => "other",
        }
    }
}

/// Hours of working time by function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hours([f64; Function::COUNT]);

impl Hours {
    /// Adds the hours of others, or of another week.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, hours)| *sum += hours);
    }

    /// All hours.
    pub fn total(&self) -> f64 {
        self.0.iter().sum()
    }
}

impl From<[f64; Function::COUNT]> for Hours {
    /// Hours in the order of [`Function::ALL`].
    fn from(hours: [f64; Function::COUNT]) -> Self {
        Self(hours)
    }
}

impl Index<Function> for Hours {
    type Output = f64;

    fn index(&self, function: Function) -> &f64 {
        &self.0[function as usize]
    }
}

impl IndexMut<Function> for Hours {
    fn index_mut(&mut self, function: Function) -> &mut f64 {
        &mut self.0[function as usize]
    }
}
