//! How a parameter is declared, what it may hold, and the values with which a site runs.
//!
//! Each process declares its own parameters, once, at the top of its file, with `parameters!`; the
//! key, the type and all that is published follow from the declaration. [`Values`] holds one value
//! for each; a value outside the allowed range cannot be stored.

mod declaration;
mod declare;
mod direction;
mod value;
mod values;

pub use declaration::{Changes, Declaration, Domain, Kind, written_number};
pub(in crate::model) use declare::{Group, as_number, choices, direction, domain, parameters};
pub use direction::{Direction, Moved};
pub use value::ParameterValue;
pub use values::{NotAllowed, Parameter, Values};

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
