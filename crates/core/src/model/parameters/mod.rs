//! The parameter register and the values a site runs with.
//!
//! [`register`](self::Parameter) declares every parameter once: key, meaning, unit, default,
//! ranges, mechanism, kind and source. [`Values`] holds one number for each; a value outside the
//! allowed range cannot be stored.

mod register;

use std::ops::Index;

use serde::{Deserialize, Serialize};

pub use register::Parameter;

/// What a parameter may hold. Every value is stored as a number: a switch as 0 or 1, a choice as
/// the position of its name.
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
    /// Where the default comes from.
    pub kind: Kind,
    /// Source with chapter or table, or what the prior rests on.
    pub source: &'static str,
}

impl Declaration {
    /// The part of the key before the dot.
    pub fn group(&self) -> &'static str {
        self.key.split('.').next().unwrap_or(self.key)
    }

    /// `value` as a scenario file would write it.
    pub fn written(&self, value: f64) -> String {
        match self.domain {
            Domain::Number { .. } => format!("{value}"),
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

/// A value that its parameter does not allow.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{key} = {found} is not allowed: give {allowed}")]
pub struct NotAllowed {
    /// The parameter's key.
    pub key: &'static str,
    /// The refused value.
    pub found: f64,
    /// What is accepted.
    pub allowed: String,
}

/// One value for each parameter of the register, each within its allowed range.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    values: Box<[f64]>,
}

impl Default for Values {
    fn default() -> Self {
        Self { values: Parameter::all().map(|p| p.declaration().default).collect() }
    }
}

impl Values {
    /// Sets `parameter` to `value`.
    ///
    /// # Errors
    /// When the value lies outside the allowed range.
    pub fn set(&mut self, parameter: Parameter, value: f64) -> Result<(), NotAllowed> {
        let declaration = parameter.declaration();
        if !declaration.allows(value) {
            return Err(NotAllowed {
                key: declaration.key,
                found: value,
                allowed: declaration.allowed(),
            });
        }
        self.values[parameter as usize] = value;
        Ok(())
    }

    /// Whether a switch is on.
    pub fn is_on(&self, parameter: Parameter) -> bool {
        self[parameter] != 0.0
    }

    /// The position of the chosen policy.
    pub fn choice(&self, parameter: Parameter) -> usize {
        self[parameter] as usize
    }

    /// A whole number that the register keeps from being negative.
    pub fn count(&self, parameter: Parameter) -> u32 {
        self[parameter] as u32
    }
}

impl Index<Parameter> for Values {
    type Output = f64;

    fn index(&self, parameter: Parameter) -> &f64 {
        &self.values[parameter as usize]
    }
}

/// A parameter that takes another value from a date on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// From the beginning of this day.
    pub on: crate::engine::time::SimTime,
    /// Which parameter.
    pub parameter: Parameter,
    /// Its new value.
    pub value: f64,
}

impl Serialize for Parameter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.declaration().key)
    }
}

impl<'de> Deserialize<'de> for Parameter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::find(&key)
            .ok_or_else(|| serde::de::Error::custom(format!("no parameter is called `{key}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_declaration_is_sound() {
        let mut keys = BTreeSet::new();
        for parameter in Parameter::all() {
            let d = parameter.declaration();
            assert!(keys.insert(d.key), "{} is declared twice", d.key);
            assert_eq!(Parameter::find(d.key), Some(parameter));
            assert_eq!(d.key.split('.').count(), 2, "{}", d.key);
            assert!(d.allows(d.default), "{}: default not allowed", d.key);
            assert!(d.finds_plausible(d.default), "{}: default not plausible", d.key);
            if let Domain::Number { allowed, plausible, .. } = d.domain {
                assert!(allowed.0 <= plausible.0 && plausible.1 <= allowed.1, "{}", d.key);
                assert!(!d.unit.is_empty(), "{}", d.key);
            }
            assert!(d.mechanism.starts_with('M') && !d.meaning.is_empty(), "{}", d.key);
            assert!(!d.source.is_empty(), "{} has no source", d.key);
        }
    }

    #[test]
    fn a_refused_value_changes_nothing() {
        let mut values = Values::default();
        let parameter = Parameter::all().next().unwrap();
        let before = values[parameter];
        assert!(values.set(parameter, f64::NAN).is_err());
        assert_eq!(values[parameter], before);
    }
}
