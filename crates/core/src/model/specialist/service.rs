//! What the specialist service is: its places, its queues and who is in them, and how long its steps
//! take.

use std::collections::VecDeque;

use slab::Slab;

use super::calibration::{Calibration, give_up_per_day};
use super::stream::rebooked_days;
use crate::engine::draws::{BirthKey, Draw};
use crate::engine::time::{SimTime, Span};
use crate::model::children::care::Stream;
use crate::model::children::rules::Rules;
use crate::model::event::Event;
use crate::model::ids::{ChildId, OtherId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::results::counted::Origin;
use crate::model::settings::setting::kind;

parameters! {
    pub struct SpecialistParameters in "specialist" {
        /// Share of the catchment's under-18s who attend covered settings
        share_covered: f64 = 0.26, "proportion", allowed (0.01, 1.0), plausible (0.15, 0.8),
            "M13", AtStart, Assumption "prior; 26 % of England's pupils were covered in 2022, and \
             no site figure is published; about 0.75 if the scenario has every setting of an area",
            neither "it acts through the calibration, which keeps to the reported figures";
        /// Mean time from a routine referral to the decision, if no appointment is missed
        booking_lag_days: f64 = 9.0, "days", allowed (0.0, 365.0), plausible (5.0, 21.0),
            "M13", AtStart, Assumption "prior",
            raises "wait_specialist_first_contact";
        /// Working days from the decision to the first contact at the earliest, unless the referral is
        /// urgent
        first_contact_notice_days: u32 = 1, "working days",
            allowed (0.0, 60.0), plausible (1.0, 10.0),
            "M13", Live, Assumption "prior: nobody is seen in the instant of the decision",
            raises "wait_specialist_first_contact";
        /// Mean time from first to second contact of a routine referral
        gap_days: f64 = 12.0, "days", allowed (0.0, 365.0), plausible (7.0, 28.0),
            "M13", AtStart, Derived "0.75 contacts a month; three sites report 29 to 41 days from \
             referral to second contact (Ellins et al. 2023, Table 15)",
            raises "wait_specialist_second_contact";
        /// Coefficient of variation of booking lag and gap
        lag_variation: f64 = 0.8, "ratio", allowed (0.0, 5.0), plausible (0.3, 1.2),
            "M13", Live, Assumption "prior",
            neither "the mean of lag and gap is the same";
        /// Contacts per episode of treatment
        contacts_per_episode: f64 = 10.0, "contacts", allowed (1.0, 200.0), plausible (6.0, 16.0),
            "M13", AtStart, Assumption "prior",
            raises "wait_specialist_first_contact";
        /// Contacts per person and month
        contacts_per_month: f64 = 0.75, "contacts/month",
            allowed (0.05, 30.0), plausible (0.5, 1.5),
            "M13", AtStart, Published "The Strategy Unit, defaults of the COVID surge model (2020)",
            lowers "wait_specialist_first_contact";
        /// Coefficient of variation of the time in treatment
        stay_variation: f64 = 0.7, "ratio", allowed (0.0, 5.0), plausible (0.4, 1.2),
            "M13", Live, Assumption "prior",
            neither "the mean time in treatment is the same";
        /// Rate of dropping out while waiting
        give_up_per_month: f64 = 0.05, "per month", allowed (0.0, 1e6), plausible (0.02, 0.1),
            "M13", Live, Assumption "prior",
            raises "specialist_closed_before_treatment_share";
        /// Share of children seen once and closed without treatment
        lost_after_first_share: f64 = 0.04, "proportion", allowed (0.0, 0.9), plausible (0.01, 0.1),
            "M13", Live, Assumption "prior",
            raises "specialist_closed_before_treatment_share";
        /// Error with which the service sees severity in a referral
        noise_sd: f64 = 0.3, "score", allowed (0.0, 5.0), plausible (0.15, 0.5),
            "M13", Live, Assumption "prior",
            neither "children are taken and declined by error";
        /// Standard deviation of the severity seen in other referrals
        other_score_sd: f64 = 0.6, "score", allowed (0.01, 5.0), plausible (0.3, 1.0),
            "M13", Live, Assumption "prior",
            raises "specialist_declined_share" of "origin=elsewhere";
        /// Referrals from elsewhere relative to the calibrated level and the index of onsets
        other_inflow_index: f64 = 1.0, "ratio", allowed (0.0, 20.0), plausible (0.7, 1.8),
            "M13", Live, Assumption "1 by definition",
            raises "wait_specialist_first_contact";
        /// Places of the specialist service, relative to calibration and growth; may change on a
        /// timeline
        capacity_factor: f64 = 1.0, "ratio", allowed (0.0, 10.0), plausible (0.7, 1.3),
            "M13", Live, Assumption "1: as calibrated",
            lowers "wait_specialist_first_contact";
        /// Growth of places each April, starting in 2019
        capacity_growth_pct_per_year: f64 = 7.4, "percent per year",
            allowed (-50.0, 200.0), plausible (3.0, 12.0),
            "M13", Live, Derived "spend on children's mental health per under-18 rose from 66.5 to \
             76.7 pounds from 2019/20 to 2021/22, in prices of 2021/22 (NHS England by way of the \
             Children's Commissioner): 7.4 % a year; staff of all sectors grew by 15.7 % a year to \
             March 2021, the teams included (HEE census)",
            lowers "wait_specialist_first_contact";
        /// Share of declined children below the team's ceiling, or above it and within the extended
        /// remit, whom the service sends to the team
        sends_to_team_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.6),
            "M13", Live, Assumption "prior; Ellins et al. 2023, Ch7: inappropriate referrals \
             also come from specialist services",
            raises "referrals";
        /// Rate at which treatment ends need, beyond the natural course
        remission_per_month: f64 = 0.02, "per month", allowed (0.0, 5.0), plausible (0.005, 0.05),
            "M13", Live, Assumption "prior",
            raises "specialist_recovered_share";
        /// Deterioration in treatment, relative to the natural course
        deterioration_factor: f64 = 0.8, "ratio", allowed (0.0, 2.0), plausible (0.4, 1.2),
            "M13", Live, Assumption "prior; 10 % deteriorate reliably in services (CORC) and 9 % in \
             a year in a school sample (Wolpert 2019), so treatment prevents little",
            raises "specialist_worse_share";
        /// Share of children still in need at discharge whose severity falls by as much as one
        /// deterioration
        improved_share: f64 = 0.25, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.4),
            "M13", Live, Derived "CORC: half improve reliably and a third recover",
            raises "specialist_improved_share";
        /// Share of the queue in excess of that at calibration which a higher threshold would
        /// absorb in a year
        threshold_response_per_year: f64 = 0.5, "per year",
            allowed (0.0, 50.0), plausible (0.0, 1.0),
            "M14", Live, Assumption "prior; NAO 2023: 15 of 33 trusts raised thresholds",
            raises "specialist_threshold";
    }
}

/// A site's specialist service.
#[derive(Clone, Debug)]
pub(crate) struct SpecialistService {
    pub(super) key: BirthKey,
    /// Places by calibration and growth.
    pub(super) places: u32,
    /// Places that are open with the staff there is.
    pub(super) open: u32,
    pub(super) occupied: u32,
    /// Who waits for a first contact, and since when they can be called: urgent referrals, which are
    /// called first, and all others.
    queues: [VecDeque<(Client, SimTime)>; 2],
    pub(super) others: Slab<Other>,
    /// Ordinal of the next child from elsewhere.
    pub(super) arrivals: u64,
    pub(super) calibration: Calibration,
    /// First contacts in the calibration window, and places occupied when it began.
    pub(super) window: Window,
    /// By how much the threshold stands above what it was in the calibration window.
    pub(super) threshold_rise: f64,
    /// Places more or fewer while staff who came or went are not yet adjusted to.
    pub(super) staff_change: i32,
}

/// The ledger of the calibration window, with the inclusion rules of the reported figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Window {
    pub(super) occupied_at_start: Option<u32>,
    pub(super) first_contacts: u32,
}

/// Somebody in the queue for a first contact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Client {
    Covered(ChildId),
    Other(OtherId),
}

/// A child of the service who does not attend a covered setting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Other {
    pub(super) key: BirthKey,
    pub(super) referred: SimTime,
    pub(super) stream: Stream,
    /// When it stops waiting, read when it is called.
    pub(super) deadline: SimTime,
    pub(super) accepted: Option<SimTime>,
    pub(super) first: Option<SimTime>,
    /// Whether treatment has begun.
    pub(super) treated: bool,
}

impl Other {
    /// Whether a child in the queue has not given up. A child who is called at the instant of
    /// giving up comes, so that a free place is taken even without any patience.
    pub(super) fn waits_at(&self, now: SimTime) -> bool {
        now <= self.deadline
    }
}

impl SpecialistService {
    pub(crate) fn new(site: BirthKey, calibration: Calibration) -> Self {
        Self {
            key: site.child(kind::SPECIALIST, 0),
            places: calibration.places,
            open: calibration.places,
            occupied: 0,
            queues: Default::default(),
            others: Slab::new(),
            arrivals: 0,
            calibration,
            window: Window::default(),
            threshold_rise: 0.0,
            staff_change: 0,
        }
    }

    // -- queues and places ------------------------------------------------------------------------

    /// The severity score from which the service accepts.
    pub(crate) fn threshold(&self, rules: &Rules) -> f64 {
        rules.thresholds.specialist + self.threshold_rise
    }

    /// A child of a covered setting waits for their first contact.
    pub(crate) fn join(&mut self, at: &mut Moment, id: ChildId, stream: Stream) {
        self.accept(at, Client::Covered(id), stream);
    }

    /// A child of a covered setting no longer waits for their first contact.
    pub(crate) fn forget(&mut self, id: ChildId) {
        for queue in &mut self.queues {
            if let Some(place) = queue.iter().position(|&(it, _)| it == Client::Covered(id)) {
                queue.remove(place);
            }
        }
    }

    /// Somebody has been accepted, and can be called when the notice of a first contact has passed; at
    /// once, where the referral is urgent.
    pub(super) fn accept(&mut self, at: &mut Moment, client: Client, stream: Stream) {
        let mut from = at.now;
        if stream != Stream::Urgent {
            for _ in 0..at.values().specialist.first_contact_notice_days {
                from = at.school.working_day_from(at.values(), from + Span::DAY);
            }
        }
        let due = if at.rules.pilot { from + self.expected_queue() } else { from };
        if due > at.now {
            at.schedule(due, Event::SpecialistCalls);
        }
        self.queue(client, stream, from);
    }

    /// How long the queue is expected to take.
    pub(super) fn expected_queue(&self) -> Span {
        Span::from_days_f64(self.calibration.queue_days)
    }

    pub(super) fn queue(&mut self, client: Client, stream: Stream, now: SimTime) {
        self.queues[usize::from(stream != Stream::Urgent)].push_back((client, now));
    }

    /// Whether somebody is urgent, or has waited since `then`.
    #[inline]
    pub(super) fn somebody_waits_since(&self, then: SimTime) -> bool {
        let [urgent, others] = &self.queues;
        !urgent.is_empty() || others.front().is_some_and(|&(_, since)| since <= then)
    }

    /// Who is called now: those who are urgent first.
    pub(super) fn next_in_queue(&mut self, now: SimTime) -> Option<Client> {
        let called = |queue: &mut VecDeque<(Client, SimTime)>| {
            let is_due = queue.front().is_some_and(|&(_, since)| since <= now);
            if is_due { queue.pop_front() } else { None }
        };
        self.queues.iter_mut().find_map(called).map(|(client, _)| client)
    }

    /// Children in the queues who have not given up.
    pub(super) fn waiting(&self, now: SimTime) -> f64 {
        let still = |(client, _): &&(Client, SimTime)| match client {
            Client::Covered(_) => true,
            Client::Other(id) => self.others[id.index()].waits_at(now),
        };
        self.queues.iter().flatten().filter(still).count() as f64
    }

    /// A first contact, `wait` after referral: a place is taken.
    pub(crate) fn first_contact(&mut self, at: &mut Moment, origin: Origin, wait: Span) {
        self.occupied += 1;
        if at.rules.time.in_calibration(at.now) {
            self.window.first_contacts += 1;
        }
        at.record.counts.first_contact(at.now, origin, wait);
    }

    /// A place is free again.
    pub(crate) fn free_place(&mut self) {
        self.occupied -= 1;
    }

    #[cfg(test)]
    pub(crate) fn occupy_without_child(&mut self) {
        self.occupied += 1;
    }

    // -- how long steps take ----------------------------------------------------------------------

    /// From referral to decision.
    pub(crate) fn lag(&self, values: &Values, mut draw: Draw, stream: Stream) -> Span {
        let mean = self.calibration.lag_days;
        let booked = draw.lognormal(mean, mean * values.specialist.lag_variation);
        let rebooked = self.calibration.shortening * rebooked_days(&values.stream, &mut draw);
        Span::from_days_f64((booked + rebooked) * stream.lag_factor(&values.stream))
    }

    /// From first to second contact.
    pub(crate) fn gap(&self, values: &Values, mut draw: Draw, stream: Stream) -> Span {
        let mean = self.calibration.gap_days * stream.gap_factor(&values.stream);
        Span::from_days_f64(draw.lognormal(mean, mean * values.specialist.lag_variation))
    }

    /// From second contact to discharge.
    pub(crate) fn treatment(&self, values: &Values, mut draw: Draw) -> Span {
        let mean = self.calibration.treatment_days;
        Span::from_days_f64(draw.lognormal(mean, mean * values.specialist.stay_variation))
    }
}

/// How long a family waits in the queue.
pub(crate) fn patience(values: &Values, mut draw: Draw) -> Span {
    Span::from_days_f64(draw.exponential(1.0 / give_up_per_day(values)))
}
