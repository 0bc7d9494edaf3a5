//! W2 on the engine.

use std::collections::VecDeque;
use std::convert::Infallible;

use mhst_core::engine::calendar::{Calendar, Phase, Ticket};
use mhst_core::engine::draws::{self, BirthKey, Draw, Draws};
use mhst_core::engine::simulation::{Model, StopRule, run};
use mhst_core::engine::statistics::{DayCounts, Occupancy};
use mhst_core::engine::time::{SimTime, Span};

use super::{
    DAYS, DROP_OUT, Decision, EXITS, Exit, MEAN_PATIENCE_DAYS, MISSED, Outcome, REFERRALS_PER_DAY,
    SESSION_INTERVAL_DAYS, SESSIONS, SEVERITY, SPECIALIST_PLACES, SPECIALIST_SERVICE, STEP_UP,
    TEAM_PLACES, TRIAGE_DELAY, Waits, triage,
};

#[derive(Clone, Copy)]
enum Purpose {
    /// The gap to the next referral and the delay of triage.
    Referral,
    Severity,
    Acceptance,
    Patience,
    Sessions,
    StepUp,
    SpecialistService,
}

impl draws::Purpose for Purpose {
    fn number(self) -> u32 {
        self as u32
    }
}

enum Event {
    Referral,
    TriageEnds { child: BirthKey },
    GivesUp { place: u64 },
    Session { child: BirthKey, number: u8, drops_out_after: Option<u8> },
    SpecialistEnds,
}

/// The session after which the child drops out, if it does. One number decides each session: the
/// child misses it, or comes and drops out, or comes.
fn drop_out(mut draw: Draw) -> Option<u8> {
    let drop_out = MISSED..MISSED + (1.0 - MISSED) * DROP_OUT;
    let sessions = draw.uniforms::<{ SESSIONS as usize }>();
    let number = sessions.iter().position(|session| drop_out.contains(session))?;
    Some(number as u8 + 1)
}

/// The second smallest of four uniform numbers is Beta(2, 3), as the `k`-th smallest of `n` is
/// Beta(k, n + 1 - k).
fn severity(mut draw: Draw) -> f64 {
    const { assert!(SEVERITY.0 == 2.0 && SEVERITY.1 == 3.0) };
    let [a, b, c, d] = draw.uniforms();
    let (low, high) = (a.min(b).max(c.min(d)), a.max(b).min(c.max(d)));
    low.min(high)
}

const PLACE_FREED: Phase = 0;
const TRIAGE_ENDS: Phase = 1;
const REFERRAL: Phase = 2;

const IN_TEAM: usize = 0;
const IN_SPECIALIST: usize = 1;

struct Waiting {
    child: BirthKey,
    since: SimTime,
    /// Counts up along the queue.
    place: u64,
    gives_up: Ticket,
}

struct Pathway {
    draws: Draws,
    area: BirthKey,
    calendar: Calendar<Event>,
    children: u64,
    next_place: u64,
    team_queue: VecDeque<Waiting>,
    specialist_queue: VecDeque<(BirthKey, SimTime)>,
    in_service: Occupancy<2>,
    team_waits: DayCounts,
    specialist_waits: DayCounts,
    exits: [u64; EXITS.len()],
}

impl Pathway {
    fn count(&mut self, exit: Exit) {
        self.exits[exit as usize] += 1;
    }

    fn refer(&mut self, now: SimTime) {
        let child = self.area.child(0, self.children);
        self.children += 1;
        let mut draw = self.draws.at(child, Purpose::Referral, 0);
        let gap = Span::from_days_f64(draw.exponential(1.0 / REFERRALS_PER_DAY));
        self.calendar.schedule(now + gap, REFERRAL, Event::Referral);
        let delay = Span::from_days_f64(draw.lognormal(TRIAGE_DELAY.0, TRIAGE_DELAY.1));
        self.calendar.schedule(now + delay, TRIAGE_ENDS, Event::TriageEnds { child });
    }

    fn decide(&mut self, now: SimTime, child: BirthKey) {
        let draws = self.draws;
        let severity = severity(draws.at(child, Purpose::Severity, 0));
        match triage(severity, || draws.uniform(child, Purpose::Acceptance, 0)) {
            Decision::Signposted => self.count(Exit::Signposted),
            Decision::Unmet => self.count(Exit::Unmet),
            Decision::Team => self.accept(now, child),
            Decision::Specialist => self.refer_to_specialist(now, child),
        }
    }

    fn accept(&mut self, now: SimTime, child: BirthKey) {
        if self.in_service.count(IN_TEAM) < TEAM_PLACES {
            self.start(now, child, now);
            return;
        }
        let place = self.next_place;
        self.next_place += 1;
        let mut draw = self.draws.at(child, Purpose::Patience, 0);
        let patience = Span::from_days_f64(draw.exponential(MEAN_PATIENCE_DAYS));
        let event = Event::GivesUp { place };
        let gives_up = self.calendar.schedule(now + patience, TRIAGE_ENDS, event);
        self.team_queue.push_back(Waiting { child, since: now, place, gives_up });
    }

    fn start(&mut self, now: SimTime, child: BirthKey, since: SimTime) {
        self.team_waits.add(now.since(since));
        self.in_service.enter(IN_TEAM, now);
        let drops_out_after = drop_out(self.draws.at(child, Purpose::Sessions, 0));
        self.schedule_session(now, child, 1, drops_out_after);
    }

    fn schedule_session(
        &mut self,
        now: SimTime,
        child: BirthKey,
        number: u8,
        drops_out_after: Option<u8>,
    ) {
        let at = now + Span::from_days(SESSION_INTERVAL_DAYS);
        let event = Event::Session { child, number, drops_out_after };
        self.calendar.schedule(at, PLACE_FREED, event);
    }

    fn session(&mut self, now: SimTime, child: BirthKey, number: u8, drops_out_after: Option<u8>) {
        if drops_out_after == Some(number) {
            self.count(Exit::DroppedOut);
            self.free_team_place(now);
        } else if number < SESSIONS {
            self.schedule_session(now, child, number + 1, drops_out_after);
        } else {
            self.free_team_place(now);
            if self.draws.happens(child, Purpose::StepUp, 0, STEP_UP) {
                self.count(Exit::SteppedUp);
                self.refer_to_specialist(now, child);
            } else {
                self.count(Exit::Completed);
            }
        }
    }

    fn free_team_place(&mut self, now: SimTime) {
        let left = self.in_service.leave(IN_TEAM, now);
        debug_assert!(left);
        if let Some(next) = self.team_queue.pop_front() {
            self.calendar.cancel(next.gives_up);
            self.start(now, next.child, next.since);
        }
    }

    fn give_up(&mut self, place: u64) {
        let found = self.team_queue.binary_search_by_key(&place, |waiting| waiting.place);
        if found.ok().and_then(|position| self.team_queue.remove(position)).is_some() {
            self.count(Exit::GaveUp);
        }
    }

    fn refer_to_specialist(&mut self, now: SimTime, child: BirthKey) {
        if self.in_service.count(IN_SPECIALIST) < SPECIALIST_PLACES {
            self.start_specialist(now, child, now);
        } else {
            self.specialist_queue.push_back((child, now));
        }
    }

    fn start_specialist(&mut self, now: SimTime, child: BirthKey, since: SimTime) {
        self.specialist_waits.add(now.since(since));
        self.in_service.enter(IN_SPECIALIST, now);
        let mut draw = self.draws.at(child, Purpose::SpecialistService, 0);
        let service = draw.lognormal(SPECIALIST_SERVICE.0, SPECIALIST_SERVICE.1);
        let at = now + Span::from_days_f64(service);
        self.calendar.schedule(at, PLACE_FREED, Event::SpecialistEnds);
    }

    fn end_specialist(&mut self, now: SimTime) {
        self.count(Exit::SpecialistEnded);
        let left = self.in_service.leave(IN_SPECIALIST, now);
        debug_assert!(left);
        if let Some((child, since)) = self.specialist_queue.pop_front() {
            self.start_specialist(now, child, since);
        }
    }
}

impl Model for Pathway {
    type Event = Event;
    type Error = Infallible;

    fn calendar(&mut self) -> &mut Calendar<Event> {
        &mut self.calendar
    }

    fn handle(&mut self, now: SimTime, event: Event) -> Result<(), Infallible> {
        match event {
            Event::Referral => self.refer(now),
            Event::TriageEnds { child } => self.decide(now, child),
            Event::GivesUp { place } => self.give_up(place),
            Event::Session { child, number, drops_out_after } => {
                self.session(now, child, number, drops_out_after);
            }
            Event::SpecialistEnds => self.end_specialist(now),
        }
        Ok(())
    }
}

fn summary(waits: &DayCounts) -> Waits {
    let quantile = |p| waits.quantile(p).map_or(f64::NAN, f64::from);
    Waits { mean: waits.mean().unwrap_or(f64::NAN), median: quantile(0.5), p90: quantile(0.9) }
}

/// One replicate.
pub(crate) fn simulate(seed: u64, replicate: u64) -> Outcome {
    let draws = Draws::new(seed, replicate);
    let area = BirthKey::named("pathway");
    let mut pathway = Pathway {
        draws,
        area,
        calendar: Calendar::new(SimTime::ZERO),
        children: 0,
        next_place: 0,
        team_queue: VecDeque::new(),
        specialist_queue: VecDeque::new(),
        in_service: Occupancy::new(SimTime::ZERO),
        team_waits: DayCounts::default(),
        specialist_waits: DayCounts::default(),
        exits: [0; EXITS.len()],
    };
    let first = draws.at(area, Purpose::Referral, 0).exponential(1.0 / REFERRALS_PER_DAY);
    let first = SimTime::ZERO + Span::from_days_f64(first);
    pathway.calendar.schedule(first, REFERRAL, Event::Referral);
    let end = SimTime::ZERO + Span::from_days(DAYS);
    let Ok(stopped) = run(&mut pathway, StopRule::at(end));
    Outcome {
        team: summary(&pathway.team_waits),
        specialist: summary(&pathway.specialist_waits),
        exits: pathway.exits,
        children: pathway.children,
        events: stopped.events,
    }
}
