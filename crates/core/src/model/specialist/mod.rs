//! The specialist service (M13): inflow from all routes, a booking lag, a threshold, places, a
//! fast and a routine stream, first and second contact with their gap, and discharge.
//!
//! Children of covered settings are children of the site, whose way leads through the service
//! (`pathway/specialist_care`); the service's larger inflow from everywhere else is counted in its
//! own lists only (`elsewhere`). A place is taken at the first contact and kept until discharge.

pub(crate) mod calibration;
mod capacity;
mod elsewhere;
pub(crate) mod four_week;
pub(crate) mod service;
pub(crate) mod stream;
mod threshold;
