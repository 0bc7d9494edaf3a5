//! The direction of a parameter: the measure that it moves first, up or down, or why there is none.
//! It follows from the rule in which the parameter stands, not from runs; the law in
//! `tests/directions.rs` takes each parameter to both ends and finds it.

use std::fmt;

/// A measure, of everybody or of one subgroup.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Name of the measure, as in files.
    pub measure: &'static str,
    /// Name of the subgroup, `dimension=level`; empty for everybody.
    pub subgroup: &'static str,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { measure, subgroup } = self;
        match subgroup.is_empty() {
            true => write!(f, "{measure}"),
            false => write!(f, "{measure} ({subgroup})"),
        }
    }
}

/// What a higher value, a switch that is on, or the last policy of a choice does to a measure, compared
/// with a lower value, a switch that is off, or the first policy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// It raises the measure.
    Raises(Moved),
    /// It lowers the measure.
    Lowers(Moved),
    /// It moves no measure in one direction, for this reason.
    Neither(&'static str),
}

impl Direction {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Raises(_) => "raises",
            Self::Lowers(_) => "lowers",
            Self::Neither(_) => "neither",
        }
    }

    /// What it moves, if anything.
    pub fn moved(self) -> Option<Moved> {
        match self {
            Self::Raises(moved) | Self::Lowers(moved) => Some(moved),
            Self::Neither(_) => None,
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raises(moved) | Self::Lowers(moved) => write!(f, "{} {moved}", self.name()),
            Self::Neither(reason) => write!(f, "neither: {reason}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::Parameter;
    use crate::model::results::{Dimension, Measure};

    #[test]
    fn every_measure_and_subgroup_that_is_named_exists() {
        for parameter in Parameter::all() {
            let declaration = parameter.declaration();
            let Some(moved) = declaration.direction.moved() else { continue };
            let measure = Measure::ALL.iter().find(|measure| measure.name() == moved.measure);
            let measure = measure.unwrap_or_else(|| panic!("{}: {moved}", declaration.key));
            let mut levels = measure.dimensions().iter().flat_map(|dimension| dimension.levels());
            let is_there = levels.any(|level| level.name() == moved.subgroup);
            assert!(is_there, "{}: {moved}", declaration.key);
            assert!(measure.dimensions().contains(&Dimension::All) || !moved.subgroup.is_empty());
        }
    }

    #[test]
    fn every_reason_says_something() {
        for parameter in Parameter::all() {
            let declaration = parameter.declaration();
            if let Direction::Neither(reason) = declaration.direction {
                let words = reason.split(' ').count();
                assert!((4..=15).contains(&words), "{}: {reason}", declaration.key);
            }
        }
    }
}
