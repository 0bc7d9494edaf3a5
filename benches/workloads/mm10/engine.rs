//! W1 on the engine.

use std::collections::VecDeque;
use std::convert::Infallible;

use mhst_core::engine::calendar::Calendar;
use mhst_core::engine::draws::{self, BirthKey, Draws};
use mhst_core::engine::simulation::{Model, StopRule, run};
use mhst_core::engine::statistics::{DayCounts, Occupancy};
use mhst_core::engine::time::{MINUTES_PER_DAY, SimTime, Span};

use super::{ARRIVALS_PER_DAY, MEAN_SERVICE_DAYS, Outcome, SERVERS};

/// The gap to the next person and the service of this one are two numbers of one draw.
#[derive(Clone, Copy)]
struct GapAndService;

impl draws::Purpose for GapAndService {
    fn number(self) -> u32 {
        0
    }
}

enum Event {
    Arrival,
    ServiceEnds,
}

const SERVICE_ENDS: u8 = 0;
const ARRIVAL: u8 = 1;

struct Person {
    arrived: SimTime,
    service: Span,
}

struct Station {
    people: u64,
    arrived: u64,
    draws: Draws,
    source: BirthKey,
    calendar: Calendar<Event>,
    queue: VecDeque<Person>,
    busy: Occupancy<1>,
    waits: DayCounts,
}

impl Station {
    fn arrive(&mut self, now: SimTime) {
        let key = self.source.child(0, self.arrived);
        let mut draw = self.draws.at(key, GapAndService, 0);
        let gap = Span::from_days_f64(draw.exponential(1.0 / ARRIVALS_PER_DAY));
        let service = Span::from_days_f64(draw.exponential(MEAN_SERVICE_DAYS));
        let person = Person { arrived: now, service };
        self.arrived += 1;
        if self.arrived < self.people {
            self.calendar.schedule(now + gap, ARRIVAL, Event::Arrival);
        }
        if self.busy.count(0) < SERVERS {
            self.start(now, &person);
        } else {
            self.queue.push_back(person);
        }
    }

    fn start(&mut self, now: SimTime, person: &Person) {
        self.waits.add(now.since(person.arrived));
        self.busy.enter(0, now);
        self.calendar.schedule(now + person.service, SERVICE_ENDS, Event::ServiceEnds);
    }
}

impl Model for Station {
    type Event = Event;
    type Error = Infallible;

    fn calendar(&mut self) -> &mut Calendar<Event> {
        &mut self.calendar
    }

    fn handle(&mut self, now: SimTime, event: Event) -> Result<(), Infallible> {
        match event {
            Event::Arrival => self.arrive(now),
            Event::ServiceEnds => {
                let left = self.busy.leave(0, now);
                debug_assert!(left);
                if let Some(next) = self.queue.pop_front() {
                    self.start(now, &next);
                }
            }
        }
        Ok(())
    }
}

/// One run in which `people` arrive.
pub(crate) fn simulate(people: u64, seed: u64, replicate: u64) -> Outcome {
    let mut station = Station {
        people,
        arrived: 0,
        draws: Draws::new(seed, replicate),
        source: BirthKey::named("M/M/10"),
        calendar: Calendar::new(SimTime::ZERO),
        queue: VecDeque::new(),
        busy: Occupancy::new(SimTime::ZERO),
        waits: DayCounts::default(),
    };
    station.calendar.schedule(SimTime::ZERO, ARRIVAL, Event::Arrival);
    let Ok(stopped) = run(&mut station, StopRule::at(SimTime::MAX));
    let end = station.calendar.now();
    let [busy] = station.busy.read(end);
    let server_days = f64::from(SERVERS) * end.since(SimTime::ZERO).days();
    Outcome {
        mean_wait: station.waits.mean().unwrap_or(f64::NAN),
        utilisation: busy as f64 / f64::from(MINUTES_PER_DAY) / server_days,
        events: stopped.events,
    }
}
