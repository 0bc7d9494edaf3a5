//! The streams of the specialist service. Urgent referrals are booked at once and called first. Routine
//! ones wait their turn. So do long assessments, neurodevelopmental ones above all, which are booked
//! much later and take longer between contacts. Most children are therefore seen within weeks, and
//! some wait for many months.

use crate::engine::draws::Draw;
use crate::model::children::care::Stream;
use crate::model::parameters::parameters;

parameters! {
    pub struct StreamParameters in "stream" {
        /// Booking lag of urgent referrals relative to routine ones
        urgent_lag_factor: f64 = 0.2, "ratio", allowed (0.0, 1.0), plausible (0.05, 0.5),
            "M13", Live, Assumption "prior",
            raises "wait_specialist_first_contact";
        /// Time between contacts of urgent referrals relative to routine ones
        urgent_gap_factor: f64 = 0.5, "ratio", allowed (0.0, 1.0), plausible (0.2, 1.0),
            "M13", Live, Assumption "prior",
            raises "wait_specialist_second_contact";
        /// Booking lag of long assessments relative to routine referrals
        long_lag_factor: f64 = 10.0, "ratio", allowed (0.0, 50.0), plausible (3.0, 15.0),
            "M13", Live, Assumption "prior",
            raises "wait_specialist_first_contact";
        /// Time between contacts of long assessments relative to routine referrals
        long_gap_factor: f64 = 4.0, "ratio", allowed (0.0, 50.0), plausible (2.0, 8.0),
            "M13", Live, Assumption "prior",
            raises "wait_specialist_second_contact";
        /// Share of the service's other referrals that are urgent
        other_urgent_share: f64 = 0.2, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M13", Live, Assumption "prior; set with the share of long assessments so that second \
             contacts of 2019/20 fall near their published bands",
            lowers "wait_specialist_first_contact" of "origin=elsewhere";
        /// Share of the service's other referrals that are for a long assessment
        other_long_share: f64 = 0.2, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.35),
            "M13", Live, Assumption "prior; 17.5 % of specialist referrals of 11- to 16-year-olds \
             in Leeds were neurodevelopmental (Networked Data Lab 2022), and other long assessments \
             come to them",
            raises "wait_specialist_first_contact" of "origin=elsewhere";
        /// Share of other covered children's referrals that are for a long assessment, besides
        /// those for a neurodevelopmental condition
        covered_long_share: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.3),
            "M13", Live, Assumption "prior",
            raises "wait_specialist_first_contact" of "origin=covered_settings";
        /// Share of first appointments that are missed and booked again
        first_missed_share: f64 = 0.12, "proportion", allowed (0.0, 0.9), plausible (0.09, 0.15),
            "M13", Live, Published "Public Health Scotland 2015 to 2025: 12.2 % of first CAMHS \
             appointments were not attended",
            raises "wait_specialist_first_contact";
        /// Time by which a missed first appointment delays a routine referral
        rebooked_after_days: f64 = 14.0, "days", allowed (0.0, 365.0), plausible (7.0, 28.0),
            "M13", Live, Assumption "prior",
            raises "wait_specialist_first_contact";
    }
}

impl Stream {
    /// The stream of a child from elsewhere.
    pub(super) fn of_other(stream: &StreamParameters, drawn: f64) -> Self {
        if drawn < stream.other_urgent_share {
            Self::Urgent
        } else if drawn < stream.other_urgent_share + stream.other_long_share {
            Self::Long
        } else {
            Self::Routine
        }
    }

    /// Booking lag relative to routine referrals.
    pub(super) fn lag_factor(self, stream: &StreamParameters) -> f64 {
        match self {
            Self::Urgent => stream.urgent_lag_factor,
            Self::Routine => 1.0,
            Self::Long => stream.long_lag_factor,
        }
    }

    /// Time between first and second contact relative to routine referrals.
    pub(super) fn gap_factor(self, stream: &StreamParameters) -> f64 {
        match self {
            Self::Urgent => stream.urgent_gap_factor,
            Self::Routine => 1.0,
            Self::Long => stream.long_gap_factor,
        }
    }

    /// The mean of a quantity over the streams of other referrals.
    pub(super) fn mean(stream: &StreamParameters, of: impl Fn(Self) -> f64) -> f64 {
        let (urgent, long) = (stream.other_urgent_share, stream.other_long_share);
        let routine = (1.0 - urgent - long).max(0.0);
        urgent * of(Self::Urgent) + routine * of(Self::Routine) + long * of(Self::Long)
    }

    /// Mean booking lag of all referrals, relative to routine ones.
    pub(super) fn mean_lag_factor(stream: &StreamParameters) -> f64 {
        Self::mean(stream, |kind| kind.lag_factor(stream))
    }

    /// Mean time between first and second contact of all referrals, relative to routine ones.
    pub(super) fn mean_gap_factor(stream: &StreamParameters) -> f64 {
        Self::mean(stream, |kind| kind.gap_factor(stream))
    }
}

/// First appointments that are missed in a row are no more than this.
const MOST_MISSED: u32 = 5;

/// Days by which missed first appointments delay a routine referral, drawn.
pub(super) fn rebooked_days(stream: &StreamParameters, draw: &mut Draw) -> f64 {
    let mut missed = 0;
    while missed < MOST_MISSED && draw.uniform() < stream.first_missed_share {
        missed += 1;
    }
    f64::from(missed) * stream.rebooked_after_days
}

/// The mean of that.
pub(super) fn mean_rebooked_days(stream: &StreamParameters) -> f64 {
    let missed: f64 = (1..=MOST_MISSED as i32).map(|row| stream.first_missed_share.powi(row)).sum();
    missed * stream.rebooked_after_days
}
