//! The threshold of the specialist service answers to pressure (M14): where more children wait
//! than in the calibration window, the service accepts fewer, so that the excess shrinks. With
//! those who give up it is what keeps the queue finite.

use statrs::distribution::{ContinuousCDF, Normal};

use super::service::SpecialistService;
use crate::engine::time::{DAYS_PER_MONTH, Span};
use crate::model::event::Event;
use crate::model::moment::Moment;

/// However long the queue, some are accepted.
const LEAST_ACCEPTED: f64 = 0.01;

impl SpecialistService {
    /// Once a month, from the end of the calibration window on.
    pub(crate) fn review_threshold(&mut self, at: &mut Moment) {
        at.schedule(at.now + Span::from_days_f64(DAYS_PER_MONTH), Event::ThresholdReview);
        self.threshold_rise = self.rise(at);
        let threshold = self.threshold(at.rules);
        at.record.counts.specialist_threshold(at.now, threshold);
    }

    /// By how much the threshold must rise, so that in a year the declared share of the excess
    /// queue fewer children from elsewhere are accepted. Seen severity of those is normal.
    fn rise(&self, at: &Moment) -> f64 {
        let calibration = &self.calibration;
        let growth = f64::from(self.places) / f64::from(calibration.places.max(1));
        let usual = f64::from(calibration.initial_queue) * growth;
        let excess = (self.waiting(at.now) - usual).max(0.0);
        let fewer = at.values().specialist.threshold_response_per_year * excess;
        let per_year = self.others_per_year(at);
        if fewer <= 0.0 || per_year <= 0.0 {
            return 0.0;
        }
        let sd = at.values().specialist.other_score_sd;
        let above = (calibration.other_mean_score - at.rules.thresholds.specialist) / sd;
        let normal = Normal::standard();
        let accepted = (normal.cdf(above) - fewer / per_year).max(LEAST_ACCEPTED);
        (sd * (above - normal.inverse_cdf(accepted))).max(0.0)
    }
}
