//! The threshold of the specialist service answers to pressure (M14): where more children wait
//! than in the calibration window, the service accepts fewer, so that the excess shrinks. With
//! those who give up it is what keeps the queue finite.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span};
use crate::model::event::{Event, Moment};
use crate::model::results::{Measure, Subgroup};
use crate::model::world::site::Site;

/// However long the queue, some are accepted.
const LEAST_ACCEPTED: f64 = 0.01;

impl Site {
    /// The severity score from which the service accepts.
    pub(crate) fn specialist_threshold(&self) -> f64 {
        self.thresholds.specialist + self.service.threshold_rise
    }

    /// Once a month, from the end of the calibration window on.
    pub(crate) fn threshold_review(&mut self, at: &mut Moment) {
        at.schedule(at.now + Span::from_days_f64(DAYS_PER_MONTH), Event::ThresholdReview);
        self.service.threshold_rise = self.threshold_rise(at.now);
        if self.observer.measures(at.now) {
            let threshold = self.specialist_threshold();
            let measure = Measure::SpecialistThreshold;
            self.observer.ratio(Subgroup::ALL, measure, threshold, 1.0);
        }
    }

    /// By how much the threshold must rise, so that in a year the declared share of the excess
    /// queue fewer children from elsewhere are accepted. Seen severity of those is normal.
    fn threshold_rise(&self, now: SimTime) -> f64 {
        let calibration = &self.service.calibration;
        let growth = f64::from(self.service.places) / f64::from(calibration.places.max(1));
        let usual = f64::from(calibration.initial_queue) * growth;
        let excess = (self.service.waiting(now) - usual).max(0.0);
        let fewer = self.values.specialist.threshold_response_per_year * excess;
        let per_year = self.others_per_year(now);
        if fewer <= 0.0 || per_year <= 0.0 {
            return 0.0;
        }
        let sd = self.values.specialist.other_score_sd;
        let above = (calibration.other_mean_score - self.thresholds.specialist) / sd;
        let normal = Normal::standard();
        let accepted = (normal.cdf(above) - fewer / per_year).max(LEAST_ACCEPTED);
        (sd * (above - normal.inverse_cdf(accepted))).max(0.0)
    }
}
