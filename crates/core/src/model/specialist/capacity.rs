//! The capacity of the specialist service: its places over the years, who is called when one is free,
//! and whether places and children agree.

use super::four_week;
use super::service::{Client, SpecialistService};
use crate::engine::time::{DAYS_PER_MONTH, DAYS_PER_YEAR, SimTime, Span};
use crate::model::children::place::Place;
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::moment::record::Record;
use crate::model::parameters::Values;

impl SpecialistService {
    /// Fills the service as it stands when the run begins and starts its inflow.
    pub(crate) fn begin(&mut self, at: &mut Moment) {
        if at.rules.pilot {
            return;
        }
        self.places = self.reviewed_places(at, 0.0);
        self.refresh_places(at.values());
        self.fill(at);
        self.next_other_arrival(at);
        at.schedule(next_review(at.now), Event::CapacityReview);
        let first = at.rules.time.calibration_end().max(at.now);
        at.schedule(first, Event::ThresholdReview);
    }

    /// Capacity grows at the beginning of each financial year from April 2019 on, when the
    /// calibration window is over.
    pub(crate) fn review_capacity(&mut self, at: &mut Moment) {
        at.schedule(next_review(at.now), Event::CapacityReview);
        let from = at.rules.time.calibration_end();
        let years = at.now.since(from).days() / DAYS_PER_YEAR;
        let reviews = if at.now < from { 0.0 } else { years.floor() + 1.0 };
        self.places = self.reviewed_places(at, reviews);
        self.refresh_places(at.values());
    }

    /// Places after so many reviews.
    fn reviewed_places(&self, at: &Moment, reviews: f64) -> u32 {
        let growth = at.values().specialist.capacity_growth_pct_per_year / 100.0;
        let places = f64::from(self.calibration.places) * (1.0 + growth).powf(reviews);
        (places * four_week::places_factor(at)).round() as u32
    }

    /// Computes the places that are open with the staff there is.
    pub(crate) fn refresh_places(&mut self, values: &Values) {
        let places = f64::from(self.places) * values.specialist.capacity_factor;
        self.open = (places.round() as u32).saturating_add_signed(self.staff_change);
    }

    /// Whether somebody waits for whom there is a place. This is asked after every event. In a pilot
    /// there is one for everybody who has waited for as long as the queue is expected to take.
    #[inline]
    pub(crate) fn may_call(&self, at: &Moment) -> bool {
        if at.rules.pilot {
            return self.somebody_waits_since(at.now - self.expected_queue());
        }
        self.occupied < self.open && self.somebody_waits_since(at.now)
    }

    /// Calls children to their first contact as long as there are places; returns the first of a
    /// covered setting who is called.
    pub(crate) fn call(&mut self, at: &mut Moment) -> Option<ChildId> {
        while self.may_call(at) {
            match self.next_in_queue(at.now)? {
                Client::Covered(id) => return Some(id),
                Client::Other(id) => self.other_first_contact(at, id),
            }
        }
        None
    }

    /// Clinicians have come from a team, or gone to one: places are more or fewer until the service
    /// has adjusted.
    pub(crate) fn staff_move(&mut self, at: &mut Moment, clinicians: f64) {
        let flows = &at.values().flows;
        let places = (clinicians * flows.places_per_clinician).round() as i32;
        self.change_staff(at.values(), places);
        let back = at.now + Span::from_days_f64(flows.months * DAYS_PER_MONTH);
        at.schedule(back, Event::SpecialistAdjusts { places: -places });
    }

    /// Staff have come or gone, or the service has adjusted to that.
    pub(crate) fn change_staff(&mut self, values: &Values, places: i32) {
        self.staff_change += places;
        self.refresh_places(values);
    }

    /// At each reading: the caseload when the calibration window begins.
    pub(crate) fn read(&mut self, at: &Moment) {
        let started = self.window.occupied_at_start;
        if started.is_none() && at.rules.time.in_calibration(at.now) {
            self.window.occupied_at_start = Some(self.occupied);
        }
    }

    /// Counts the share of under-18s in contact in the calibration window, with so many pupils
    /// covered.
    pub(crate) fn count_in_contact(&self, at: &mut Moment, pupils: f64) {
        let Some(before) = self.window.occupied_at_start else { return };
        if at.now < at.rules.time.calibration_end() {
            return;
        }
        let seen = f64::from(before + self.window.first_contacts);
        let under_18s = pupils / at.values().specialist.share_covered;
        at.record.counts.in_contact(seen, under_18s);
    }

    /// Checks that the service's places and the ledger agree.
    pub(crate) fn check(&self, record: &mut Record) {
        let covered = record.ledger.count(Place::WaitingSpecialistSecond)
            + record.ledger.count(Place::InSpecialist);
        let others = self.others_in_places();
        if self.occupied != covered + others {
            let found = format!("{} occupied, {covered} covered, {others} others", self.occupied);
            record.break_law("every occupied specialist place has one child", found);
        }
    }
}

fn next_review(now: SimTime) -> SimTime {
    let year = now.date().year();
    [year, year + 1]
        .into_iter()
        .filter_map(|year| SimTime::from_date(jiff::civil::date(year, 4, 1)))
        .find(|&day| day > now)
        .unwrap_or(SimTime::MAX)
}
