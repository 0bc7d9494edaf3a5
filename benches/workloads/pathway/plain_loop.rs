//! W2 without any framework: time in floating point, one sequential generator, the samplers of
//! `rand_distr`, the binary heap of the standard library. Who is served while waiting is marked,
//! and the event of giving up passes without effect.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use rand_distr::{Beta, Distribution, Exp, LogNormal};

use super::super::plain_event::At;
use super::{
    DAYS, DROP_OUT, Decision, EXITS, Exit, MEAN_PATIENCE_DAYS, MISSED, Outcome, REFERRALS_PER_DAY,
    SESSION_INTERVAL_DAYS, SESSIONS, SEVERITY, SPECIALIST_PLACES, SPECIALIST_SERVICE, STEP_UP,
    TEAM_PLACES, TRIAGE_DELAY, Waits, triage,
};

enum Event {
    Referral,
    TriageEnds,
    GivesUp { place: usize },
    Session { number: u8 },
    SpecialistEnds,
}

struct Pathway {
    random: SmallRng,
    heap: BinaryHeap<Reverse<At<Event>>>,
    gap: Exp<f64>,
    patience: Exp<f64>,
    severity: Beta<f64>,
    triage_delay: LogNormal<f64>,
    specialist_service: LogNormal<f64>,
    children: u64,
    /// When each who had to wait for the team came, until they start or give up.
    waiting: Vec<Option<f64>>,
    /// The places before this one are no longer waiting.
    first_waiting: usize,
    specialist_queue: VecDeque<f64>,
    in_team: u32,
    in_specialist: u32,
    team_waits: Vec<f64>,
    specialist_waits: Vec<f64>,
    exits: [u64; EXITS.len()],
}

fn lognormal((mean, sd): (f64, f64)) -> LogNormal<f64> {
    LogNormal::from_mean_cv(mean, sd / mean).expect("a positive mean")
}

impl Pathway {
    fn schedule(&mut self, at: f64, event: Event) {
        self.heap.push(Reverse(At::new(at, event)));
    }

    fn count(&mut self, exit: Exit) {
        self.exits[exit as usize] += 1;
    }

    fn schedule_referral(&mut self, now: f64) {
        let gap = self.gap.sample(&mut self.random);
        self.schedule(now + gap, Event::Referral);
    }

    fn decide(&mut self, now: f64) {
        let severity = self.severity.sample(&mut self.random);
        match triage(severity, || self.random.random()) {
            Decision::Signposted => self.count(Exit::Signposted),
            Decision::Unmet => self.count(Exit::Unmet),
            Decision::Team if self.in_team < TEAM_PLACES => self.start(now, now),
            Decision::Team => {
                let place = self.waiting.len();
                self.waiting.push(Some(now));
                let patience = self.patience.sample(&mut self.random);
                self.schedule(now + patience, Event::GivesUp { place });
            }
            Decision::Specialist => self.refer_to_specialist(now),
        }
    }

    fn start(&mut self, now: f64, since: f64) {
        self.in_team += 1;
        self.team_waits.push(now - since);
        self.schedule(now + f64::from(SESSION_INTERVAL_DAYS), Event::Session { number: 1 });
    }

    fn session(&mut self, now: f64, number: u8) {
        let attended = self.random.random::<f64>() >= MISSED;
        if attended && self.random.random::<f64>() < DROP_OUT {
            self.count(Exit::DroppedOut);
            self.free_team_place(now);
        } else if number < SESSIONS {
            let event = Event::Session { number: number + 1 };
            self.schedule(now + f64::from(SESSION_INTERVAL_DAYS), event);
        } else {
            self.free_team_place(now);
            if self.random.random::<f64>() < STEP_UP {
                self.count(Exit::SteppedUp);
                self.refer_to_specialist(now);
            } else {
                self.count(Exit::Completed);
            }
        }
    }

    fn free_team_place(&mut self, now: f64) {
        self.in_team -= 1;
        while let Some(place) = self.waiting.get_mut(self.first_waiting) {
            self.first_waiting += 1;
            if let Some(since) = place.take() {
                self.start(now, since);
                return;
            }
        }
    }

    fn refer_to_specialist(&mut self, now: f64) {
        if self.in_specialist < SPECIALIST_PLACES {
            self.start_specialist(now, now);
        } else {
            self.specialist_queue.push_back(now);
        }
    }

    fn start_specialist(&mut self, now: f64, since: f64) {
        self.in_specialist += 1;
        self.specialist_waits.push(now - since);
        let service = self.specialist_service.sample(&mut self.random);
        self.schedule(now + service, Event::SpecialistEnds);
    }

    /// Returns whether this is an event at all.
    fn handle(&mut self, now: f64, event: Event) -> bool {
        match event {
            Event::Referral => {
                self.children += 1;
                self.schedule_referral(now);
                let delay = self.triage_delay.sample(&mut self.random);
                self.schedule(now + delay, Event::TriageEnds);
            }
            Event::TriageEnds => self.decide(now),
            Event::GivesUp { place } => {
                if self.waiting[place].take().is_none() {
                    return false;
                }
                self.count(Exit::GaveUp);
            }
            Event::Session { number } => self.session(now, number),
            Event::SpecialistEnds => {
                self.count(Exit::SpecialistEnded);
                self.in_specialist -= 1;
                if let Some(since) = self.specialist_queue.pop_front() {
                    self.start_specialist(now, since);
                }
            }
        }
        true
    }
}

fn summary(mut waits: Vec<f64>) -> Waits {
    let mean = waits.iter().sum::<f64>() / waits.len() as f64;
    waits.sort_unstable_by(f64::total_cmp);
    let quantile = |tenths: usize| waits[(tenths * waits.len()).div_ceil(10) - 1].floor();
    Waits { mean, median: quantile(5), p90: quantile(9) }
}

/// One replicate.
pub(crate) fn simulate(seed: u64) -> Outcome {
    let exponential = |mean: f64| Exp::new(1.0 / mean).expect("a positive rate");
    let mut pathway = Pathway {
        random: SmallRng::seed_from_u64(seed),
        heap: BinaryHeap::new(),
        gap: exponential(1.0 / REFERRALS_PER_DAY),
        patience: exponential(MEAN_PATIENCE_DAYS),
        severity: Beta::new(SEVERITY.0, SEVERITY.1).expect("positive shapes"),
        triage_delay: lognormal(TRIAGE_DELAY),
        specialist_service: lognormal(SPECIALIST_SERVICE),
        children: 0,
        waiting: Vec::new(),
        first_waiting: 0,
        specialist_queue: VecDeque::new(),
        in_team: 0,
        in_specialist: 0,
        team_waits: Vec::new(),
        specialist_waits: Vec::new(),
        exits: [0; EXITS.len()],
    };
    pathway.schedule_referral(0.0);
    let mut events = 0;
    while let Some(Reverse(next)) = pathway.heap.pop() {
        if next.time >= f64::from(DAYS) {
            break;
        }
        events += u64::from(pathway.handle(next.time, next.event));
    }
    Outcome {
        team: summary(pathway.team_waits),
        specialist: summary(pathway.specialist_waits),
        exits: pathway.exits,
        children: pathway.children,
        events,
    }
}
