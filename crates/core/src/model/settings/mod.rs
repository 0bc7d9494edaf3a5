//! Schools and colleges: what they are, the need that arises in them, their calendar, and what the
//! whole school approach and shocks do to all of their pupils.

pub(crate) mod need;
pub(crate) mod school_calendar;
pub mod setting;
pub(crate) mod shock;
pub(crate) mod whole_school;
