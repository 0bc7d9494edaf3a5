//! The pilots of the four-week wait (M33): some of the Trailblazer sites had money to test what it
//! takes to see children within four weeks at the specialist service. They were announced in December
//! 2018 and finished at the end of March 2022 (Ellins et al. 2023, Ch1 and Appendix 1). Their services
//! have more places from April 2019 on, when the window of the reported figures is over.

use jiff::civil::{Date, date};

use crate::engine::time::SimTime;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;

parameters! {
    pub struct FourWeekParameters in "four_week" {
        /// Places that the pilot of a four-week wait adds, as a share of those that a service has
        /// without it, from April 2019 to March 2022
        capacity_gain: f64 = 0.05, "proportion", allowed (0.0, 5.0), plausible (0.0, 0.15),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch1: additional funding for 12 of \
             25 sites; neither its amount nor its effect is reported, and the pilots were outside \
             the evaluation",
            lowers "wait_specialist_first_contact";
        /// Share of the added places that stay when the pilot has ended
        kept_share: f64 = 0.5, "proportion", allowed (0.0, 1.0), plausible (0.0, 1.0),
            "M33", Live, Assumption "prior; Ellins et al. 2023, Ch1: the pilots finished at the \
             end of March 2022; what became of their places is not reported",
            lowers "wait_specialist_first_contact";
    }
}

/// The first day of the pilots and the day after the last.
const PILOTS: (Date, Date) = (date(2019, 4, 1), date(2022, 4, 1));

/// Places relative to those without a pilot. Like all places they are reviewed each April.
pub(super) fn places_factor(at: &Moment) -> f64 {
    let day = |date| SimTime::from_date(date).unwrap_or(SimTime::MAX);
    let four_week = &at.values().four_week;
    let gain = if !at.rules.four_week_wait_pilot || at.now < day(PILOTS.0) {
        0.0
    } else if at.now < day(PILOTS.1) {
        four_week.capacity_gain
    } else {
        four_week.capacity_gain * four_week.kept_share
    };
    1.0 + gain
}
