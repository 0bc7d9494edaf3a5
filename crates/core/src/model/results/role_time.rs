//! What those in a role spend their time on.

use serde::{Deserialize, Serialize};

use super::function::Hours;

/// The time of those in a role in a team over a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RoleTime {
    /// Weeks in post, in full-time equivalents.
    pub fte_weeks: f64,
    /// What they spent their hours on.
    pub hours: Hours,
}
