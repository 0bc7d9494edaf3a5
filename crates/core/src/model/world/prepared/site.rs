//! A planned site with what is computed for it once, before any replicate.

use crate::model::children::thresholds::Thresholds;
use crate::model::specialist::calibration::{Calibration, Figures};

/// A number is reached within this share of it, or within a few referrals where they are few.
const REACHED_WITHIN: (f64, f64) = (0.05, 2.0);

/// How recognition was scaled to the referrals of the last year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecognitionScale {
    /// Referrals to the teams in the last year, as reported.
    pub reported: f64,
    /// Referrals that the model expects without scaling.
    pub unscaled: f64,
    /// Referrals that the model expects with it.
    pub scaled: f64,
    /// Factor of recognition by staff and families.
    pub factor: f64,
}

impl RecognitionScale {
    pub(super) fn is_reached(&self) -> bool {
        let (share, few) = REACHED_WITHIN;
        (self.scaled - self.reported).abs() <= (share * self.reported).max(few)
    }
}

/// How a site is calibrated, apart from its plan. Another plan can hold it if it has the same
/// figures.
#[derive(Clone, Debug, PartialEq)]
pub struct CalibratedSite {
    pub(super) figures: Figures,
    /// How the specialist service was calibrated.
    pub calibration: Calibration,
    /// How recognition was scaled, if the referrals of the last year are known.
    pub recognition: Option<RecognitionScale>,
}

/// A planned site, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PreparedSite {
    pub(super) thresholds: Thresholds,
    pub(super) calibrated: CalibratedSite,
    /// Whether the calibration is that of another plan.
    pub(super) is_held: bool,
}
