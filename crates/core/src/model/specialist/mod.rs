//! The specialist service (M13): inflow from all routes, a booking lag, a threshold, places, a
//! fast and a routine stream, first and second contact with their gap, and discharge.
//!
//! Children of covered settings are agents of the site (`covered`); the service's larger inflow
//! from everywhere else is counted in its ledger only (`elsewhere`). A place is taken at the first
//! contact and kept until discharge.

use crate::model::parameters::parameters;

pub(crate) mod calibration;
mod covered;
mod elsewhere;
mod threshold;

use std::collections::VecDeque;

use slab::Slab;

use self::calibration::{Calibration, give_up_per_day};
use self::elsewhere::Other;
use crate::engine::draws::{BirthKey, Draw};
use crate::engine::statistics::DayCounts;
use crate::engine::time::{DAYS_PER_YEAR, SimTime, Span};
use crate::model::children::place::Place;
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, OtherId};
use crate::model::results::{Dimension, Measure, Subgroup, Tally};
use crate::model::settings::setting::kind;
use crate::model::world::site::Site;

parameters! {
    pub struct SpecialistParameters in "specialist" {
        /// Share of the catchment's under-18s who attend covered settings
        share_covered: f64 = 0.26, "proportion", allowed (0.01, 1.0), plausible (0.15, 0.8),
            "M13", AtStart, Assumption "prior; 26 % of England's pupils were covered in 2022, and \
             no site figure is published; about 0.75 if the scenario has every setting of an area";
        /// Mean time from referral to first contact without a queue
        booking_lag_days: f64 = 14.0, "days", allowed (0.0, 365.0), plausible (7.0, 28.0),
            "M13", AtStart, Assumption "prior";
        /// Mean time from first to second contact
        gap_days: f64 = 28.0, "days", allowed (0.0, 365.0), plausible (14.0, 40.0),
            "M13", AtStart, Derived "0.75 contacts a month; three sites report 29 to 41 days \
             from referral to second contact";
        /// Coefficient of variation of booking lag and gap
        lag_variation: f64 = 0.6, "ratio", allowed (0.0, 5.0), plausible (0.3, 1.2),
            "M13", Live, Assumption "prior";
        /// Booking lag in the fast stream relative to the routine one
        fast_lag_factor: f64 = 0.2, "ratio", allowed (0.0, 1.0), plausible (0.05, 0.5),
            "M13", Live, Assumption "prior";
        /// Share of the service's other referrals that are urgent
        other_fast_share: f64 = 0.12, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.25),
            "M13", Live, Assumption "prior";
        /// Contacts per episode of treatment
        contacts_per_episode: f64 = 10.0, "contacts", allowed (1.0, 200.0), plausible (6.0, 16.0),
            "M13", AtStart, Assumption "prior";
        /// Contacts per person and month
        contacts_per_month: f64 = 0.75, "contacts/month",
            allowed (0.05, 30.0), plausible (0.5, 1.5),
            "M13", AtStart, Published "The Strategy Unit, defaults of the COVID surge model (2020)";
        /// Coefficient of variation of the time in treatment
        stay_variation: f64 = 0.7, "ratio", allowed (0.0, 5.0), plausible (0.4, 1.2),
            "M13", Live, Assumption "prior";
        /// Rate of dropping out while waiting
        give_up_per_month: f64 = 0.05, "per month", allowed (0.0, 1e6), plausible (0.02, 0.1),
            "M13", Live, Assumption "prior";
        /// Share of children seen once and closed without treatment
        lost_after_first_share: f64 = 0.04, "proportion", allowed (0.0, 0.9), plausible (0.01, 0.1),
            "M13", Live, Assumption "prior";
        /// Error with which the service sees severity in a referral
        noise_sd: f64 = 0.3, "score", allowed (0.0, 5.0), plausible (0.15, 0.5),
            "M13", Live, Assumption "prior";
        /// Standard deviation of the severity seen in other referrals
        other_score_sd: f64 = 0.6, "score", allowed (0.01, 5.0), plausible (0.3, 1.0),
            "M13", Live, Assumption "prior";
        /// Referrals from elsewhere relative to the calibrated level and the index of onsets
        other_inflow_index: f64 = 1.0, "ratio", allowed (0.0, 20.0), plausible (0.7, 1.8),
            "M13", Live, Assumption "1 by definition";
        /// Places of the specialist service, relative to calibration and growth; may change on a
        /// timeline
        capacity_factor: f64 = 1.0, "ratio", allowed (0.0, 10.0), plausible (0.7, 1.3),
            "M13", Live, Assumption "1: as calibrated";
        /// Growth of places each April, starting in 2019
        capacity_growth_pct_per_year: f64 = 6.0, "percent per year",
            allowed (-50.0, 200.0), plausible (3.0, 10.0),
            "M13", Live, Assumption "prior; growth in the years of the programme";
        /// Share of declined children below the team's ceiling, or above it and within the extended
        /// remit, whom the service sends to the team
        sends_to_team_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.6),
            "M13", Live, Assumption "prior; Ellins et al. 2023, Ch7: inappropriate referrals \
             also come from specialist services";
        /// Probability of recovery at discharge, natural recovery included
        recovery_share: f64 = 0.5, "proportion", allowed (0.0, 1.0), plausible (0.3, 0.65),
            "M13", Live, Assumption "prior between CORC's 33 % recovery and 50 % improvement, \
             given a year of treatment";
        /// Proportion by which severity falls in treatment that does not end with recovery
        eased_share: f64 = 0.35, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.6),
            "M13", Live, Assumption "prior";
        /// Share of the queue in excess of that at calibration which a higher threshold would
        /// absorb in a year
        threshold_response_per_year: f64 = 0.5, "per year",
            allowed (0.0, 50.0), plausible (0.0, 1.0),
            "M14", Live, Assumption "prior; NAO 2023: 15 of 33 trusts raised thresholds";
    }
}

/// Level of [`Dimension::Origin`] for children of covered settings, and for all others.
const COVERED: u16 = 0;
const ELSEWHERE: u16 = 1;

/// A site's specialist service.
#[derive(Clone, Debug)]
pub(crate) struct SpecialistService {
    key: BirthKey,
    /// Places that are open to children.
    places: u32,
    occupied: u32,
    fast: VecDeque<Client>,
    routine: VecDeque<Client>,
    others: Slab<Other>,
    /// Ordinal of the next child from elsewhere.
    arrivals: u64,
    calibration: Calibration,
    /// First contacts in the calibration window, and places occupied when it began.
    window: Window,
    /// By how much the threshold stands above what it was in the calibration window.
    threshold_rise: f64,
    /// Places more or fewer while staff who came or went are not yet adjusted to.
    staff_change: i32,
}

/// The ledger of the calibration window, with the inclusion rules of the reported figures.
#[derive(Clone, Debug, Default)]
struct Window {
    occupied_at_start: Option<u32>,
    first_contacts: u32,
}

/// Somebody in the queue for a first contact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Client {
    Covered(ChildId),
    Other(OtherId),
}

impl SpecialistService {
    pub(crate) fn new(site: BirthKey, calibration: Calibration) -> Self {
        Self {
            key: site.child(kind::SPECIALIST, 0),
            places: calibration.places,
            occupied: 0,
            fast: VecDeque::new(),
            routine: VecDeque::new(),
            others: Slab::new(),
            arrivals: 0,
            calibration,
            window: Window::default(),
            threshold_rise: 0.0,
            staff_change: 0,
        }
    }

    /// A child of a covered setting no longer waits for its first contact.
    pub(crate) fn forget(&mut self, id: ChildId) {
        for queue in [&mut self.fast, &mut self.routine] {
            queue.retain(|&client| client != Client::Covered(id));
        }
    }

    /// A place is free again.
    pub(crate) fn free_place(&mut self) {
        self.occupied -= 1;
    }

    #[cfg(test)]
    pub(crate) fn occupy_without_child(&mut self) {
        self.occupied += 1;
    }

    /// Somebody has come or gone, or this has been adjusted to.
    pub(crate) fn change_staff(&mut self, places: i32) {
        self.staff_change += places;
    }

    /// Children in the queues who have not given up.
    fn waiting(&self, now: SimTime) -> f64 {
        let still = |client: &&Client| match client {
            Client::Covered(_) => true,
            Client::Other(id) => self.others[id.index()].waits_at(now),
        };
        self.fast.iter().chain(&self.routine).filter(still).count() as f64
    }

    fn join(&mut self, client: Client, fast: bool) {
        if fast { self.fast.push_back(client) } else { self.routine.push_back(client) }
    }
}

impl Site {
    /// Fills the service as it stands when the run begins and starts its inflow.
    pub(crate) fn begin_service(&mut self, at: &mut Moment) {
        if self.pilot {
            return;
        }
        self.fill_service(at);
        self.next_other_arrival(at);
        let review = self.next_review(at.now);
        at.schedule(review, Event::CapacityReview);
        let first = self.time.calibration_end().max(at.now);
        at.schedule(first, Event::ThresholdReview);
    }

    /// Capacity grows at the beginning of each financial year from April 2019 on, when the
    /// calibration window is over.
    pub(crate) fn capacity_review(&mut self, at: &mut Moment) {
        let review = self.next_review(at.now);
        at.schedule(review, Event::CapacityReview);
        let growth = self.values.specialist.capacity_growth_pct_per_year / 100.0;
        let years = at.now.since(self.time.calibration_end()).days() / DAYS_PER_YEAR;
        let reviews = if at.now < self.time.calibration_end() { 0.0 } else { years.floor() + 1.0 };
        let places = f64::from(self.service.calibration.places) * (1.0 + growth).powf(reviews);
        self.service.places = places.round() as u32;
    }

    fn next_review(&self, now: SimTime) -> SimTime {
        let year = now.date().year();
        [year, year + 1]
            .into_iter()
            .filter_map(|year| SimTime::from_date(jiff::civil::date(year, 4, 1)))
            .find(|&day| day > now)
            .unwrap_or(SimTime::MAX)
    }

    /// Places that are open with the staff there is.
    fn open_places(&self) -> u32 {
        let places = f64::from(self.service.places) * self.values.specialist.capacity_factor;
        (places.round() as u32).saturating_add_signed(self.service.staff_change)
    }

    /// Calls children to their first contact as long as there are places; after every event.
    pub(crate) fn call_to_specialist(&mut self, at: &mut Moment) {
        while self.pilot || self.service.occupied < self.open_places() {
            let service = &mut self.service;
            match service.fast.pop_front().or_else(|| service.routine.pop_front()) {
                Some(Client::Covered(id)) => self.first_contact(at, id),
                Some(Client::Other(id)) => self.other_first_contact(at, id),
                None => return,
            }
        }
    }

    // -- what both kinds of children share ----------------------------------------------------

    fn lag(&self, mut draw: Draw, fast: bool) -> Span {
        let mean = self.service.calibration.lag_days;
        let days = draw.lognormal(mean, mean * self.values.specialist.lag_variation);
        let factor = if fast { self.values.specialist.fast_lag_factor } else { 1.0 };
        Span::from_days_f64(days * factor)
    }

    fn gap(&self, mut draw: Draw) -> Span {
        let mean = self.service.calibration.gap_days;
        Span::from_days_f64(draw.lognormal(mean, mean * self.values.specialist.lag_variation))
    }

    /// From second contact to discharge.
    fn treatment(&self, mut draw: Draw) -> Span {
        let mean = self.service.calibration.treatment_days;
        Span::from_days_f64(draw.lognormal(mean, mean * self.values.specialist.stay_variation))
    }

    fn specialist_patience(&self, mut draw: Draw) -> Span {
        Span::from_days_f64(draw.exponential(1.0 / give_up_per_day(&self.values)))
    }

    /// Notes a first contact `wait` after referral.
    fn count_first_contact(&mut self, now: SimTime, origin: u16, wait: Span) {
        self.service.occupied += 1;
        if self.time.in_calibration(now) {
            self.service.window.first_contacts += 1;
        }
        if self.observer.measures(now) {
            self.count_wait(Measure::WaitSpecialistFirstContact, origin, wait);
        }
    }

    /// Notes a second contact: treatment has begun.
    fn count_second_contact(&mut self, now: SimTime, origin: u16, first: SimTime, wait: Span) {
        let both_in_window = self.time.in_calibration(now) && self.time.in_calibration(first);
        if both_in_window
            && let Tally::Durations(days) = self.observer.tally(
                Subgroup::ALL,
                Measure::CalibrationWaitSecondContact,
                Tally::Durations(DayCounts::default()),
            )
        {
            days.add(wait);
        }
        if self.observer.measures(now) {
            self.count_wait(Measure::WaitSpecialistSecondContact, origin, wait);
        }
        self.count_referral_end(now, origin, false);
    }

    fn count_wait(&mut self, measure: Measure, origin: u16, wait: Span) {
        for subgroup in [Subgroup::ALL, Subgroup { dimension: Dimension::Origin, level: origin }] {
            let empty = Tally::Durations(DayCounts::default());
            if let Tally::Durations(days) = self.observer.tally(subgroup, measure, empty) {
                days.add(wait);
            }
        }
    }

    /// Notes that a referral to the service ended its wait at `when`: closed before treatment, or
    /// with a second contact.
    fn count_referral_end(&mut self, when: SimTime, origin: u16, closed: bool) {
        let mut add = |subgroup, measure| {
            self.observer.ratio(subgroup, measure, f64::from(u8::from(closed)), 1.0);
        };
        if self.time.in_calibration(when) {
            add(Subgroup::ALL, Measure::CalibrationClosedShare);
        }
        if self.time.measure_from <= when && when < self.time.end {
            let measure = Measure::SpecialistClosedBeforeTreatmentShare;
            add(Subgroup::ALL, measure);
            add(Subgroup { dimension: Dimension::Origin, level: origin }, measure);
        }
    }

    /// Notes a decision on a referral in the measurement window.
    fn count_decision(&mut self, now: SimTime, origin: u16, declined: bool) {
        if !self.observer.measures(now) {
            return;
        }
        for subgroup in [Subgroup::ALL, Subgroup { dimension: Dimension::Origin, level: origin }] {
            let part = f64::from(u8::from(declined));
            self.observer.ratio(subgroup, Measure::SpecialistDeclinedShare, part, 1.0);
        }
    }

    /// At each reading: the caseload when the calibration window begins, and the share in contact
    /// when it ends.
    pub(crate) fn read_service(&mut self, now: SimTime) {
        let started = self.service.window.occupied_at_start;
        if started.is_none() && self.time.in_calibration(now) {
            self.service.window.occupied_at_start = Some(self.service.occupied);
        }
    }

    /// The share of under-18s in contact in the calibration window.
    pub(crate) fn count_in_contact(&mut self, now: SimTime) {
        let Some(before) = self.service.window.occupied_at_start else { return };
        if now < self.time.calibration_end() {
            return;
        }
        let seen = f64::from(before + self.service.window.first_contacts);
        let under_18s = self.under_18s();
        self.observer.ratio(Subgroup::ALL, Measure::CalibrationInContactShare, seen, under_18s);
    }

    /// Under-18s of the service's catchment, from the pupils covered.
    pub(crate) fn under_18s(&self) -> f64 {
        self.pupils() / self.values.specialist.share_covered
    }

    /// Checks that the service's places and the ledger agree.
    pub(crate) fn check_service(&mut self) {
        let covered = self.observer.count(Place::WaitingSpecialistSecond)
            + self.observer.count(Place::InSpecialist);
        let others = self.service.others_in_places();
        if self.service.occupied != covered + others {
            let found =
                format!("{} occupied, {covered} covered, {others} others", self.service.occupied);
            self.observer.break_law("every occupied specialist place has one child", found);
        }
    }
}
