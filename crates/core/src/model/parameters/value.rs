//! The types that a parameter may have: numbers, whole numbers, switches and choices.

/// A value of a parameter, which files and tables know as a number.
pub trait ParameterValue: Copy {
    /// The number that stands for it.
    fn number(self) -> f64;

    /// The value for which `number` stands, which the parameter's domain allows.
    fn of(number: f64) -> Self;
}

impl ParameterValue for f64 {
    fn number(self) -> f64 {
        self
    }

    fn of(number: f64) -> Self {
        number
    }
}

impl ParameterValue for u32 {
    fn number(self) -> f64 {
        f64::from(self)
    }

    fn of(number: f64) -> Self {
        number as Self
    }
}

impl ParameterValue for bool {
    fn number(self) -> f64 {
        f64::from(u8::from(self))
    }

    fn of(number: f64) -> Self {
        number != 0.0
    }
}
