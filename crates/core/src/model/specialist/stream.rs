//! The streams of the specialist service. Urgent referrals are booked at once and called first. Routine
//! ones wait their turn. So do long assessments, neurodevelopmental ones above all, which are booked
//! much later and take longer between contacts. Most children are therefore seen within weeks, and
//! some wait for many months.

use super::service::SpecialistParameters;
use crate::engine::draws::Draw;
use crate::model::children::child::Stream;

impl Stream {
    /// The stream of a child from elsewhere.
    pub(super) fn of_other(specialist: &SpecialistParameters, drawn: f64) -> Self {
        if drawn < specialist.other_urgent_share {
            Self::Urgent
        } else if drawn < specialist.other_urgent_share + specialist.other_long_share {
            Self::Long
        } else {
            Self::Routine
        }
    }

    /// Booking lag relative to routine referrals.
    pub(super) fn lag_factor(self, specialist: &SpecialistParameters) -> f64 {
        match self {
            Self::Urgent => specialist.urgent_lag_factor,
            Self::Routine => 1.0,
            Self::Long => specialist.long_lag_factor,
        }
    }

    /// Time between first and second contact relative to routine referrals.
    pub(super) fn gap_factor(self, specialist: &SpecialistParameters) -> f64 {
        match self {
            Self::Urgent => specialist.urgent_gap_factor,
            Self::Routine => 1.0,
            Self::Long => specialist.long_gap_factor,
        }
    }

    /// The mean of a quantity over the streams of other referrals.
    pub(super) fn mean(specialist: &SpecialistParameters, of: impl Fn(Self) -> f64) -> f64 {
        let (urgent, long) = (specialist.other_urgent_share, specialist.other_long_share);
        let routine = (1.0 - urgent - long).max(0.0);
        urgent * of(Self::Urgent) + routine * of(Self::Routine) + long * of(Self::Long)
    }

    /// Mean booking lag of all referrals, relative to routine ones.
    pub(super) fn mean_lag_factor(specialist: &SpecialistParameters) -> f64 {
        Self::mean(specialist, |stream| stream.lag_factor(specialist))
    }

    /// Mean time between first and second contact of all referrals, relative to routine ones.
    pub(super) fn mean_gap_factor(specialist: &SpecialistParameters) -> f64 {
        Self::mean(specialist, |stream| stream.gap_factor(specialist))
    }
}

/// First appointments that are missed in a row are no more than this.
const MOST_MISSED: u32 = 5;

/// Days by which missed first appointments delay a routine referral, drawn.
pub(super) fn rebooked_days(specialist: &SpecialistParameters, draw: &mut Draw) -> f64 {
    let mut missed = 0;
    while missed < MOST_MISSED && draw.uniform() < specialist.first_missed_share {
        missed += 1;
    }
    f64::from(missed) * specialist.rebooked_after_days
}

/// The mean of that.
pub(super) fn mean_rebooked_days(specialist: &SpecialistParameters) -> f64 {
    let missed: f64 =
        (1..=MOST_MISSED as i32).map(|row| specialist.first_missed_share.powi(row)).sum();
    missed * specialist.rebooked_after_days
}
