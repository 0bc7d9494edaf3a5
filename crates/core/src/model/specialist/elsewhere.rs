//! The service's inflow from GPs, parents and everybody outside the covered settings: children
//! counted in its ledger, with a place in its queue, who are not agents of the settings.

use super::{Client, ELSEWHERE, SpecialistService};
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_YEAR, SimTime, Span};
use crate::model::event::{Event, Moment};
use crate::model::ids::OtherId;
use crate::model::purpose::Purpose;
use crate::model::settings::setting::kind;
use crate::model::world::site::Site;

/// Bookings that take longer than so many mean lags are left out of the stock at the start.
const LONGEST_LAGS: f64 = 10.0;

/// A child of the service who does not attend a covered setting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Other {
    key: BirthKey,
    referred: SimTime,
    fast: bool,
    /// When it stops waiting, read when it is called.
    deadline: SimTime,
    first: Option<SimTime>,
}

impl Other {
    /// Whether a child in the queue has not given up. A child who is called at the
    /// instant of giving up comes, so that a free place is taken even without any patience.
    pub(super) fn waits_at(&self, now: SimTime) -> bool {
        now <= self.deadline
    }
}

impl SpecialistService {
    /// Children from elsewhere who occupy places.
    pub(super) fn others_in_places(&self) -> u32 {
        self.others.iter().filter(|(_, other)| other.first.is_some()).count() as u32
    }

    fn insert_other(&mut self, referred: SimTime, fast: bool) -> OtherId {
        let key = self.key.child(kind::OTHER, self.arrivals);
        self.arrivals += 1;
        let other = Other { key, referred, fast, deadline: SimTime::MAX, first: None };
        OtherId(self.others.insert(other) as u32)
    }
}

impl Site {
    /// The stock at the start: places occupied for residual stays, and a stationary queue.
    pub(super) fn fill_service(&mut self, at: &mut Moment) {
        let calibration = self.service.calibration.clone();
        for _ in 0..calibration.initial_occupied {
            let id = self.service.insert_other(at.now, false);
            let key = self.service.others[id.index()].key;
            let mut draw = at.draws.at(key, Purpose::InitialCaseload, 0);
            let mean = calibration.treatment_days;
            let variation = self.values.specialist.stay_variation;
            // A stay met at random is length-biased: lognormal with its logarithm shifted by its
            // variance; what is left of it is uniform.
            let shift = 1.0 + variation.powi(2);
            let stay = draw.lognormal(mean * shift, mean * shift * variation);
            let left = Span::from_days_f64(stay * draw.uniform());
            self.service.others[id.index()].first = Some(at.now);
            self.service.occupied += 1;
            at.schedule(at.now + left, Event::OtherDischarge(id));
        }
        for position in 0..calibration.initial_queue {
            let share = 1.0 - (f64::from(position) + 0.5) / f64::from(calibration.initial_queue);
            let waited = calibration.lag_days + share * calibration.queue_days;
            let id = self.service.insert_other(at.now - Span::from_days_f64(waited), false);
            let key = self.service.others[id.index()].key;
            let patience = self.specialist_patience(at.draws.at(key, Purpose::InitialQueue, 0));
            self.service.others[id.index()].deadline = at.now + patience;
            self.service.join(Client::Other(id), false);
        }
        self.fill_bookings(at);
    }

    /// Children who were referred before the start, from wherever, and have no decision yet.
    /// Without them nobody would join the queue for as long as a booking takes, and it would run
    /// empty.
    fn fill_bookings(&mut self, at: &mut Moment) {
        let calibration = &self.service.calibration;
        let longest_days = LONGEST_LAGS * calibration.lag_days;
        let referrals = calibration.others_per_year + calibration.covered.referrals_per_year;
        let gap_days = DAYS_PER_YEAR / referrals;
        let fast_share = self.values.specialist.other_fast_share;
        let mut days_ago = 0.0;
        for ordinal in 0.. {
            let mut draw = at.draws.at(self.service.key, Purpose::InitialBooking, ordinal);
            days_ago += draw.exponential(gap_days);
            if days_ago.is_nan() || days_ago > longest_days {
                break;
            }
            let ago = Span::from_days_f64(days_ago);
            let fast = draw.uniform() < fast_share;
            let lag = self.lag(draw, fast);
            if lag > ago {
                let id = self.service.insert_other(at.now - ago, fast);
                at.schedule(
                    at.now + Span::from_minutes(lag.minutes() - ago.minutes()),
                    Event::OtherDecision(id),
                );
            }
        }
    }

    /// Referrals from elsewhere come as a Poisson process: at the calibrated rate until the
    /// calibration window is over, and from then on following the level of need.
    pub(super) fn next_other_arrival(&mut self, at: &mut Moment) {
        let per_day = self.others_per_year(at.now) / DAYS_PER_YEAR;
        let ordinal = self.service.arrivals;
        let mut draw = at.draws.at(self.service.key, Purpose::OtherArrival, ordinal);
        if per_day > 0.0 {
            let gap = Span::from_days_f64(draw.exponential(1.0 / per_day));
            at.schedule(at.now + gap, Event::OtherReferral);
        }
    }

    /// Referrals from elsewhere, as many as a year of this day would bring.
    pub(super) fn others_per_year(&self, now: SimTime) -> f64 {
        self.service.calibration.others_per_year
            * self.need_since_calibration(now)
            * self.values.specialist.other_inflow_index
    }

    fn need_since_calibration(&self, now: SimTime) -> f64 {
        let then = self.service.calibration.onset_index;
        if now < self.time.calibration_end() || then <= 0.0 {
            1.0
        } else {
            self.values.need.onset_index / then
        }
    }

    pub(crate) fn other_referral(&mut self, at: &mut Moment) {
        let fast_share = self.values.specialist.other_fast_share;
        let key = self.service.key.child(kind::OTHER, self.service.arrivals);
        let fast = at.draws.happens(key, Purpose::OtherChild, 0, fast_share);
        let id = self.service.insert_other(at.now, fast);
        self.next_other_arrival(at);
        let lag = self.lag(at.draws.at(key, Purpose::SpecialistLag, 0), fast);
        at.schedule(at.now + lag, Event::OtherDecision(id));
    }

    pub(crate) fn other_decision(&mut self, at: &mut Moment, id: OtherId) {
        let Other { key, fast, .. } = self.service.others[id.index()];
        let calibration = &self.service.calibration;
        let spread = at.draws.at(key, Purpose::SeenBySpecialist, 0).normal();
        let perceived =
            calibration.other_mean_score + self.values.specialist.other_score_sd * spread;
        let declined = perceived < self.specialist_threshold();
        self.count_decision(at.now, ELSEWHERE, declined);
        if declined {
            self.count_referral_end(at.now, ELSEWHERE, true);
            self.service.others.remove(id.index());
            return;
        }
        let patience = self.specialist_patience(at.draws.at(key, Purpose::SpecialistPatience, 0));
        self.service.others[id.index()].deadline = at.now + patience;
        self.service.join(Client::Other(id), fast);
    }

    pub(super) fn other_first_contact(&mut self, at: &mut Moment, id: OtherId) {
        let other = self.service.others[id.index()];
        let Other { key, referred, deadline, .. } = other;
        if !other.waits_at(at.now) {
            self.count_referral_end(deadline, ELSEWHERE, true);
            self.service.others.remove(id.index());
            return;
        }
        self.service.others[id.index()].first = Some(at.now);
        self.count_first_contact(at.now, ELSEWHERE, at.now.since(referred));
        let gap = self.gap(at.draws.at(key, Purpose::SpecialistGap, 0));
        at.schedule(at.now + gap, Event::OtherSecondContact(id));
    }

    pub(crate) fn other_second_contact(&mut self, at: &mut Moment, id: OtherId) {
        let Other { key, referred, first, .. } = self.service.others[id.index()];
        let mut draw = at.draws.at(key, Purpose::SpecialistTreatment, 0);
        if draw.uniform() < self.values.specialist.lost_after_first_share {
            self.count_referral_end(at.now, ELSEWHERE, true);
            self.other_discharge(id);
            return;
        }
        let first = first.unwrap_or(at.now);
        self.count_second_contact(at.now, ELSEWHERE, first, at.now.since(referred));
        let stay = self.treatment(draw);
        at.schedule(at.now + stay, Event::OtherDischarge(id));
    }

    pub(crate) fn other_discharge(&mut self, id: OtherId) {
        self.service.others.remove(id.index());
        self.service.free_place();
    }
}
