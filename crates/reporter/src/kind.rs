//! The types that columns have. A column is declared with one of them, and its cells can be of no
//! other.

use mhst_core::engine::time::{Month, SimTime};

use crate::cell::Cell;

/// What the cells of a column are. Any of them may be empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Names and other text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// Days.
    Day,
    /// Instants to the minute.
    Time,
    /// Months.
    Month,
}

impl Kind {
    /// The name in the dictionary of the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "whole number",
            Self::Number => "number",
            Self::Day => "date",
            Self::Time => "time",
            Self::Month => "month",
        }
    }
}

/// A whole number, or nothing.
pub(crate) struct Whole(Option<u64>);

/// A number, or nothing.
pub(crate) struct Number(Option<f64>);

/// A day, or nothing.
pub(crate) struct Day(Option<SimTime>);

/// An instant, or nothing.
pub(crate) struct Time(Option<SimTime>);

/// A month, or nothing.
pub(crate) struct MonthOfYear(Option<Month>);

/// What a kind of cell is made of.
macro_rules! holds {
    ($kind:ident, $cell:ident: $of:ty) => {
        impl From<$of> for $kind {
            fn from(value: $of) -> Self {
                Self(Some(value))
            }
        }

        impl<T: Into<Self>> From<Option<T>> for $kind {
            fn from(value: Option<T>) -> Self {
                value.map_or(Self(None), Into::into)
            }
        }

        impl From<$kind> for Cell<'_> {
            fn from(value: $kind) -> Self {
                value.0.map_or(Self::Empty, Self::$cell)
            }
        }
    };
}

holds!(Whole, Whole: u64);
holds!(Number, Number: f64);
holds!(Day, Day: SimTime);
holds!(Time, Time: SimTime);
holds!(MonthOfYear, Month: Month);

impl From<u32> for Whole {
    fn from(number: u32) -> Self {
        Self(Some(u64::from(number)))
    }
}

impl From<usize> for Whole {
    fn from(number: usize) -> Self {
        Self(Some(number as u64))
    }
}

impl From<Month> for Day {
    fn from(month: Month) -> Self {
        Self(Some(month.first_instant()))
    }
}
