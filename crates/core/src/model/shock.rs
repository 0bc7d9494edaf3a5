//! Shocks (M27), on a timeline: closed schools in which less is noticed and asked for, and the rebound;
//! remote delivery; cohorts that begin late. What happened is put in, not explained.

use super::parameters::Parameter as P;
use super::site::Site;
use crate::engine::time::Span;

impl Site {
    /// Recognition and referral, relative to a calm time.
    pub(super) fn shock_to_referrals(&self) -> f64 {
        if self.values.is_on(P::ShockOn) { self.values[P::ShockRecognition] } else { 1.0 }
    }

    /// Share of work that is done remotely.
    pub(super) fn remote_share(&self) -> f64 {
        if self.values.is_on(P::ShockOn) { self.values[P::StrainRemoteShare] } else { 0.0 }
    }

    /// Added to the chance of missing a session.
    pub(super) fn missed_for_remote(&self) -> f64 {
        self.values[P::ShockMissed] * self.remote_share()
    }

    /// By how much a cohort begins late.
    pub(super) fn cohort_delay(&self) -> Span {
        let weeks =
            if self.values.is_on(P::ShockOn) { self.values[P::ShockCohortDelay] } else { 0.0 };
        Span::from_days(7 * weeks.round() as u32)
    }
}
