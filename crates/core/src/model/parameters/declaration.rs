//! What is published of a parameter: its meaning, unit, default, ranges, source and direction.

use super::direction::Direction;

/// What a parameter may hold. In files and tables every value is a number: a switch is 0 or 1, a
/// choice the position of its name.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Domain {
    /// A number.
    Number {
        /// Least and greatest value accepted.
        allowed: (f64, f64),
        /// Least and greatest value that is plausible; outside it a scenario is warned.
        plausible: (f64, f64),
        /// Whether only whole numbers make sense.
        whole: bool,
    },
    /// On or off.
    Switch,
    /// One of several named policies.
    Choice(&'static [&'static str]),
}

/// Where a default comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Published as it stands.
    Published,
    /// Computed from published figures.
    Derived,
    /// A prior: nobody has measured it.
    Assumption,
}

impl Kind {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Derived => "derived",
            Self::Assumption => "assumption",
        }
    }
}

/// When a parameter may take another value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Changes {
    /// On any date.
    Live,
    /// Only before the first day: it shapes the settings and their need, the staff of the teams, or
    /// the calibration of the specialist service.
    AtStart,
}

/// The declaration of one parameter.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// `group.name`, as written in scenario files.
    pub key: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// Value where a scenario says nothing.
    pub default: f64,
    /// What it may hold.
    pub domain: Domain,
    /// The mechanisms that use it, such as `M10`.
    pub mechanism: &'static str,
    /// When it may take another value.
    pub changes: Changes,
    /// Where the default comes from.
    pub kind: Kind,
    /// Source with chapter or table, or what the prior rests on.
    pub source: &'static str,
    /// Of how many answers a published share is, which gives its standard error; `None` where it is no
    /// share of answers, or its source does not say.
    pub sample: Option<u32>,
    /// Which measure it moves first, and in which direction.
    pub direction: Direction,
}

/// A number in its shortest digits, with an exponent where these would be very many: `1e308`.
pub fn written_number(number: f64) -> String {
    let size = number.abs();
    if size >= 1e15 || (size > 0.0 && size < 1e-6) {
        format!("{number:e}")
    } else {
        format!("{number}")
    }
}

impl Declaration {
    /// The part of the key before the dot.
    pub fn group(&self) -> &'static str {
        self.key.split('.').next().unwrap_or(self.key)
    }

    /// `value` as a scenario file would write it.
    pub fn written(&self, value: f64) -> String {
        match self.domain {
            Domain::Number { .. } => written_number(value),
            Domain::Switch => (value != 0.0).to_string(),
            Domain::Choice(names) => names.get(value as usize).unwrap_or(&"?").to_string(),
        }
    }

    /// What is accepted, in words.
    pub fn allowed(&self) -> String {
        match self.domain {
            Domain::Number { allowed: (low, high), whole, .. } => {
                format!("{}{low} to {high}", if whole { "whole numbers from " } else { "" })
            }
            Domain::Switch => "true or false".to_owned(),
            Domain::Choice(names) => names.join(", "),
        }
    }

    /// Where the default comes from, in words: `published, n = 299`.
    pub fn kind_in_words(&self) -> String {
        let name = self.kind.name();
        self.sample.map_or_else(|| name.to_owned(), |sample| format!("{name}, n = {sample}"))
    }

    /// What is plausible, in words; empty where that says no more than what is allowed.
    pub fn plausible(&self) -> String {
        match self.domain {
            Domain::Number { plausible: (low, high), .. } => format!("{low} to {high}"),
            Domain::Switch | Domain::Choice(_) => String::new(),
        }
    }

    /// Whether `value` may be stored.
    pub fn allows(&self, value: f64) -> bool {
        match self.domain {
            Domain::Number { allowed: (low, high), whole, .. } => {
                (low..=high).contains(&value) && (!whole || value.fract() == 0.0)
            }
            Domain::Switch => value == 0.0 || value == 1.0,
            Domain::Choice(names) => {
                value.fract() == 0.0 && value >= 0.0 && (value as usize) < names.len()
            }
        }
    }

    /// Whether `value` lies in the plausible range.
    pub fn finds_plausible(&self, value: f64) -> bool {
        match self.domain {
            Domain::Number { plausible: (low, high), .. } => (low..=high).contains(&value),
            Domain::Switch | Domain::Choice(_) => true,
        }
    }
}
