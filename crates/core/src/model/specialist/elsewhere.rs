//! The service's inflow from GPs, parents and everybody outside the covered settings: children
//! counted in its ledger, with a place in its queue, who are not agents of the settings.

use super::service::{Client, Other, SpecialistService, patience};
use crate::engine::time::{DAYS_PER_YEAR, SimTime, Span};
use crate::model::children::care::{ReferredBy, Stream};
use crate::model::event::Event;
use crate::model::ids::OtherId;
use crate::model::moment::Moment;
use crate::model::purpose::Purpose;
use crate::model::results::Exit;
use crate::model::results::counted::Origin;
use crate::model::results::specialist_wait::SpecialistWait;
use crate::model::settings::setting::kind;
use crate::model::settings::shock;

/// Bookings that take longer than so many mean lags of the slowest stream are left out of the stock
/// at the start.
const LONGEST_LAGS: f64 = 10.0;

impl Other {
    /// The record of a child who still waits.
    fn waiting(&self) -> SpecialistWait {
        let &Self { referred, accepted, first, .. } = self;
        SpecialistWait { referred, accepted, first, left: None }
    }

    /// The record of a child who no longer waits.
    fn left(&self, when: SimTime, how: Exit) -> SpecialistWait {
        SpecialistWait { left: Some((when, how)), ..self.waiting() }
    }
}

impl SpecialistService {
    /// Children from elsewhere who occupy places.
    pub(super) fn others_in_places(&self) -> u32 {
        self.others.iter().filter(|(_, other)| other.first.is_some()).count() as u32
    }

    fn insert_other(&mut self, referred: SimTime, stream: Stream) -> OtherId {
        let key = self.key.child(kind::OTHER, self.arrivals);
        self.arrivals += 1;
        let other = Other {
            key,
            referred,
            stream,
            deadline: SimTime::MAX,
            accepted: None,
            first: None,
            treated: false,
        };
        OtherId(self.others.insert(other) as u32)
    }

    /// The stock at the start: places occupied for residual stays, and a stationary queue.
    pub(super) fn fill(&mut self, at: &mut Moment) {
        let calibration = self.calibration.clone();
        for _ in 0..calibration.initial_occupied {
            let id = self.insert_other(at.now, Stream::Routine);
            let key = self.others[id.index()].key;
            let mut draw = at.draws.at(key, Purpose::InitialCaseload, 0);
            let mean = calibration.treatment_days;
            let variation = at.values().specialist.stay_variation;
            // A stay met at random is length-biased: lognormal with its logarithm shifted by its
            // variance; what is left of it is uniform.
            let shift = 1.0 + variation.powi(2);
            let stay = draw.lognormal(mean * shift, mean * shift * variation);
            let left = Span::from_days_f64(stay * draw.uniform());
            let other = &mut self.others[id.index()];
            (other.first, other.treated) = (Some(at.now), true);
            self.occupied += 1;
            let on = at.school.working_day_from(at.values(), at.now + left);
            at.schedule(on, Event::OtherDischarge(id));
        }
        for position in 0..calibration.initial_queue {
            let share = 1.0 - (f64::from(position) + 0.5) / f64::from(calibration.initial_queue);
            let waited = calibration.lag_days + share * calibration.queue_days;
            let id = self.insert_other(at.now - Span::from_days_f64(waited), Stream::Routine);
            let key = self.others[id.index()].key;
            let patience = patience(at.values(), at.draws.at(key, Purpose::InitialQueue, 0));
            self.others[id.index()].deadline = at.now + patience;
            self.queue(Client::Other(id), Stream::Routine, at.now);
        }
        self.fill_bookings(at);
    }

    /// Children who were referred before the start, from wherever, and have no decision yet.
    /// Without them nobody would join the queue for as long as a booking takes, and it would run
    /// empty.
    fn fill_bookings(&mut self, at: &mut Moment) {
        let calibration = &self.calibration;
        let slowest = at.values().stream.long_lag_factor.max(1.0);
        let longest_days = LONGEST_LAGS * calibration.lag_days * slowest;
        let referrals = calibration.others_per_year + calibration.covered.referrals_per_year;
        let gap_days = DAYS_PER_YEAR / referrals;
        let mut days_ago = 0.0;
        for ordinal in 0.. {
            let mut draw = at.draws.at(self.key, Purpose::InitialBooking, ordinal);
            days_ago += draw.exponential(gap_days);
            if days_ago.is_nan() || days_ago > longest_days {
                break;
            }
            let ago = Span::from_days_f64(days_ago);
            let stream = Stream::of_other(&at.values().stream, draw.uniform());
            let lag = self.lag(at.values(), draw, stream);
            if lag > ago {
                let id = self.insert_other(at.now - ago, stream);
                let left = Span::from_minutes(lag.minutes() - ago.minutes());
                let on = at.school.working_day_from(at.values(), at.now + left);
                at.schedule(on, Event::OtherDecision(id));
            }
        }
    }

    /// Referrals from elsewhere come as a Poisson process: at the calibrated rate until the
    /// calibration window is over, and from then on following the level of need.
    pub(super) fn next_other_arrival(&mut self, at: &mut Moment) {
        let per_day = self.others_per_year(at) / DAYS_PER_YEAR;
        let ordinal = self.arrivals;
        let mut draw = at.draws.at(self.key, Purpose::OtherArrival, ordinal);
        if per_day > 0.0 {
            let gap = Span::from_days_f64(draw.exponential(1.0 / per_day));
            at.schedule(at.now + gap, Event::OtherReferral);
        }
    }

    /// Referrals from elsewhere, as many as a year of this day would bring.
    pub(super) fn others_per_year(&self, at: &Moment) -> f64 {
        self.calibration.others_per_year
            * self.calibration.others_at(at.rules.time.start, at.now)
            * self.need_since_calibration(at)
            * at.values().specialist.other_inflow_index
            * shock::to_referrals_from_elsewhere(at.values())
    }

    fn need_since_calibration(&self, at: &Moment) -> f64 {
        let then = self.calibration.onset_index;
        if at.now < at.rules.time.calibration_end() || then <= 0.0 {
            1.0
        } else {
            at.values().need.onset_index / then
        }
    }

    pub(crate) fn other_referral(&mut self, at: &mut Moment) {
        let key = self.key.child(kind::OTHER, self.arrivals);
        let drawn = at.draws.uniform(key, Purpose::OtherChild, 0);
        let stream = Stream::of_other(&at.values().stream, drawn);
        let id = self.insert_other(at.now, stream);
        self.next_other_arrival(at);
        let lag = self.lag(at.values(), at.draws.at(key, Purpose::SpecialistLag, 0), stream);
        let on = at.school.working_day_from(at.values(), at.now + lag);
        at.schedule(on, Event::OtherDecision(id));
    }

    pub(crate) fn other_decision(&mut self, at: &mut Moment, id: OtherId) {
        let Other { key, stream, .. } = self.others[id.index()];
        let calibration = &self.calibration;
        let spread = at.draws.at(key, Purpose::SeenBySpecialist, 0).normal();
        let perceived =
            calibration.other_mean_score + at.values().specialist.other_score_sd * spread;
        let declined = perceived < self.threshold(at.rules);
        at.record.counts.specialist_decided(at.now, ReferredBy::Elsewhere, declined);
        if declined {
            at.record.counts.specialist_wait_ended(at.now, Origin::Elsewhere, true);
            let other = self.others.remove(id.index());
            at.record.of_elsewhere(other.left(at.now, Exit::Declined));
            return;
        }
        let patience = patience(at.values(), at.draws.at(key, Purpose::SpecialistPatience, 0));
        let other = &mut self.others[id.index()];
        (other.accepted, other.deadline) = (Some(at.now), at.now + patience);
        self.accept(at, Client::Other(id), stream);
    }

    pub(super) fn other_first_contact(&mut self, at: &mut Moment, id: OtherId) {
        let other = self.others[id.index()];
        let Other { key, referred, deadline, stream, .. } = other;
        if !other.waits_at(at.now) {
            at.record.counts.specialist_wait_ended(deadline, Origin::Elsewhere, true);
            at.record.of_elsewhere(other.left(deadline, Exit::GaveUp));
            self.others.remove(id.index());
            return;
        }
        self.others[id.index()].first = Some(at.now);
        self.first_contact(at, Origin::Elsewhere, at.now.since(referred));
        let gap = self.gap(at.values(), at.draws.at(key, Purpose::SpecialistGap, 0), stream);
        let on = at.school.working_day_from(at.values(), at.now + gap);
        at.schedule(on, Event::OtherSecondContact(id));
    }

    pub(crate) fn other_second_contact(&mut self, at: &mut Moment, id: OtherId) {
        let other = self.others[id.index()];
        let Other { key, referred, first, .. } = other;
        let mut draw = at.draws.at(key, Purpose::SpecialistTreatment, 0);
        if draw.uniform() < at.values().specialist.lost_after_first_share {
            at.record.counts.specialist_wait_ended(at.now, Origin::Elsewhere, true);
            at.record.of_elsewhere(other.left(at.now, Exit::GaveUp));
            self.other_discharge(id);
            return;
        }
        let first = first.unwrap_or(at.now);
        let wait = at.now.since(referred);
        at.record.counts.second_contact(at.now, Origin::Elsewhere, first, wait);
        at.record.of_elsewhere(other.left(at.now, Exit::Started));
        self.others[id.index()].treated = true;
        let stay = self.treatment(at.values(), draw);
        let on = at.school.working_day_from(at.values(), at.now + stay);
        at.schedule(on, Event::OtherDischarge(id));
    }

    /// When each child from elsewhere who waits for the first contact was referred.
    pub(crate) fn others_waiting(&self, now: SimTime) -> impl Iterator<Item = SimTime> {
        let waits = move |other: &&Other| other.first.is_none() && other.waits_at(now);
        self.others.iter().map(|(_, other)| other).filter(waits).map(|other| other.referred)
    }

    /// Records the children from elsewhere who have not begun treatment at the end of the run.
    pub(crate) fn record_others(&self, at: &mut Moment) {
        for (_, other) in self.others.iter().filter(|(_, other)| !other.treated) {
            let gave_up = other.first.is_none() && !other.waits_at(at.now);
            at.record.of_elsewhere(match gave_up {
                true => other.left(other.deadline, Exit::GaveUp),
                false => other.waiting(),
            });
        }
    }

    pub(crate) fn other_discharge(&mut self, id: OtherId) {
        self.others.remove(id.index());
        self.free_place();
    }
}
