//! A station: people arrive, wait for a server if they must, are served and leave. All the systems
//! of this suite are stations with different settings.

use std::collections::VecDeque;

use mhst_core::engine::calendar::{Calendar, Phase, Ticket};
use mhst_core::engine::draws::{self, BirthKey, Draw, Draws};
use mhst_core::engine::simulation::Model;
use mhst_core::engine::statistics::{DayCounts, Occupancy};
use mhst_core::engine::time::{SimTime, Span};

/// The law of a duration, in days.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Law {
    Exponential { mean: f64 },
    Lognormal { mean: f64, sd: f64 },
    Fixed(f64),
}

impl Law {
    pub(crate) fn mean(self) -> f64 {
        match self {
            Self::Exponential { mean } | Self::Lognormal { mean, .. } | Self::Fixed(mean) => mean,
        }
    }

    pub(crate) fn mean_square(self) -> f64 {
        match self {
            Self::Exponential { mean } => 2.0 * mean * mean,
            Self::Lognormal { mean, sd } => mean * mean + sd * sd,
            Self::Fixed(value) => value * value,
        }
    }

    fn sample(self, mut draw: Draw) -> Span {
        Span::from_days_f64(match self {
            Self::Exponential { mean } => draw.exponential(mean),
            Self::Lognormal { mean, sd } => draw.lognormal(mean, sd),
            Self::Fixed(value) => value,
        })
    }
}

/// Poisson arrivals, whose rate may swing as a sine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrivals {
    /// Mean rate a day.
    pub(crate) rate: f64,
    /// Largest deviation from the mean rate as a share of it; 0 to 1.
    pub(crate) swing: f64,
    /// Days from one peak of the rate to the next.
    pub(crate) cycle: f64,
}

impl Arrivals {
    pub(crate) const fn steady(rate: f64) -> Self {
        Self { rate, swing: 0.0, cycle: 1.0 }
    }

    pub(crate) fn peak(self) -> f64 {
        self.rate * (1.0 + self.swing)
    }

    fn rate_at(self, now: SimTime) -> f64 {
        let angle = std::f64::consts::TAU * now.since(SimTime::ZERO).days() / self.cycle;
        self.rate * (1.0 + self.swing * angle.sin())
    }
}

/// A class of people: the lower its place in the list, the sooner its turn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Class {
    /// Share of all arrivals.
    pub(crate) share: f64,
    pub(crate) service: Law,
}

/// The settings of a station.
#[derive(Clone, Debug)]
pub(crate) struct System {
    pub(crate) arrivals: Arrivals,
    pub(crate) classes: Vec<Class>,
    /// `u32::MAX` if nobody ever waits.
    pub(crate) servers: u32,
    /// How many may wait; who comes when all places are taken is lost.
    pub(crate) places: usize,
    /// How long people wait before they give up; for ever, if not said.
    pub(crate) patience: Option<Law>,
}

impl System {
    /// One class, endless patience and room for all.
    pub(crate) fn new(rate: f64, servers: u32, service: Law) -> Self {
        Self {
            arrivals: Arrivals::steady(rate),
            classes: vec![Class { share: 1.0, service }],
            servers,
            places: usize::MAX,
            patience: None,
        }
    }

    /// Mean over classes of `of` their law of service.
    pub(crate) fn mean_of_service(&self, of: fn(Law) -> f64) -> f64 {
        self.classes.iter().map(|class| class.share * of(class.service)).sum()
    }
}

#[derive(Clone, Copy)]
enum Purpose {
    Gap,
    Thinning,
    Class,
    Service,
    Patience,
}

impl draws::Purpose for Purpose {
    fn number(self) -> u32 {
        self as u32
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    Arrival,
    ServiceEnds { arrived: SimTime, counted: bool },
    GivesUp { class: usize, ordinal: u64 },
}

/// A server freed at an instant can take who arrives at that instant.
const SERVICE_ENDS: Phase = 0;
const GIVES_UP: Phase = 1;
const ARRIVAL: Phase = 2;

/// What must not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Somebody gave up who was not waiting.
    NotWaiting { ordinal: u64 },
    /// Somebody left a state in which nobody was.
    NobodyThere,
}

struct Waiting {
    ordinal: u64,
    arrived: SimTime,
    counted: bool,
    service: Span,
    gives_up: Option<Ticket>,
}

pub(crate) const WAITING: usize = 0;
pub(crate) const IN_SERVICE: usize = 1;

/// How many controls there are.
pub(crate) const CONTROLS: usize = 9;

/// What is known of those who arrived while the station was counting.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    /// Waits by class, until service or giving up.
    pub(crate) waits: Vec<DayCounts>,
    /// Times from arrival to leaving, of all but those lost.
    pub(crate) stays: DayCounts,
    pub(crate) delayed: u64,
    pub(crate) lost: u64,
    pub(crate) gave_up: u64,
    /// Sums over arrivals whose mean is zero because each term is a deviation of a fresh draw,
    /// multiplied by something known before the draw was made.
    pub(crate) controls: [f64; CONTROLS],
}

pub(crate) struct Station {
    system: System,
    /// Mean gap, mean service, and mean square of service.
    expected: [f64; 3],
    source: BirthKey,
    draws: Draws,
    calendar: Calendar<Event>,
    queues: Vec<VecDeque<Waiting>>,
    ordinal: u64,
    /// Work brought and not yet done, in server-days, at the time of the last event.
    work: f64,
    settled: SimTime,
    /// Those counted who have not left yet.
    pub(crate) followed: u64,
    pub(crate) counting: bool,
    pub(crate) counted: Counted,
    pub(crate) occupancy: Occupancy<2>,
}

impl Station {
    /// An empty station at the beginning of time, its first arrival scheduled.
    pub(crate) fn new(system: &System, source: BirthKey, draws: Draws) -> Self {
        let mut calendar = Calendar::new(SimTime::ZERO);
        calendar.schedule(SimTime::ZERO, ARRIVAL, Event::Arrival);
        let classes = system.classes.len();
        Self {
            system: system.clone(),
            expected: [
                1.0 / system.arrivals.peak(),
                system.mean_of_service(Law::mean),
                system.mean_of_service(Law::mean_square),
            ],
            source,
            draws,
            calendar,
            queues: (0..classes).map(|_| VecDeque::new()).collect(),
            ordinal: 0,
            work: 0.0,
            settled: SimTime::ZERO,
            followed: 0,
            counting: false,
            counted: Counted { waits: vec![DayCounts::default(); classes], ..Counted::default() },
            occupancy: Occupancy::new(SimTime::ZERO),
        }
    }

    fn arrival(&mut self, now: SimTime) {
        let ordinal = self.ordinal;
        self.ordinal += 1;
        let who = self.source.child(0, ordinal);
        let mean = self.expected[0];
        let gap = Law::Exponential { mean }.sample(self.draws.at(who, Purpose::Gap, 0));
        self.calendar.schedule(now + gap, ARRIVAL, Event::Arrival);
        let arrivals = self.system.arrivals;
        if arrivals.swing > 0.0 {
            let kept = arrivals.rate_at(now) / arrivals.peak();
            if !self.draws.happens(who, Purpose::Thinning, 0, kept) {
                return;
            }
        }
        let class = self.class_of(who);
        let law = self.system.classes[class].service;
        let service = law.sample(self.draws.at(who, Purpose::Service, 0));
        if self.counting {
            self.count_controls(gap.days(), service.days(), class);
        }
        self.admit(now, ordinal, class, service);
    }

    fn class_of(&self, who: BirthKey) -> usize {
        let classes = &self.system.classes;
        if classes.len() == 1 {
            return 0;
        }
        let mut left = self.draws.uniform(who, Purpose::Class, 0);
        classes
            .iter()
            .position(|class| {
                left -= class.share;
                left < 0.0
            })
            .unwrap_or(classes.len() - 1)
    }

    /// The gap to the next arrival and the service and class of this one are independent of the
    /// work that this one finds.
    fn count_controls(&mut self, gap: f64, service: f64, class: usize) {
        let [mean_gap, mean_service, mean_square] = self.expected;
        let classes = &self.system.classes;
        let last = f64::from(class == classes.len() - 1);
        let (g, s) = (gap - mean_gap, service - mean_service);
        let c = classes.last().map_or(0.0, |class| last - class.share);
        let terms = [
            g,
            s,
            c,
            g * self.work,
            s * self.work,
            c * self.work,
            gap * gap - 2.0 * mean_gap * mean_gap,
            service * service - mean_square,
            g * s,
        ];
        for (sum, term) in self.counted.controls.iter_mut().zip(terms) {
            *sum += term;
        }
    }

    fn admit(&mut self, now: SimTime, ordinal: u64, class: usize, service: Span) {
        let counted = self.counting;
        if self.occupancy.count(IN_SERVICE) < self.system.servers {
            self.work += service.days();
            self.followed += u64::from(counted);
            self.start(now, class, now, service, counted);
        } else if (self.occupancy.count(WAITING) as usize) < self.system.places {
            let gives_up = self.system.patience.map(|law| {
                let who = self.source.child(0, ordinal);
                let patience = law.sample(self.draws.at(who, Purpose::Patience, 0));
                let event = Event::GivesUp { class, ordinal };
                self.calendar.schedule(now + patience, GIVES_UP, event)
            });
            self.work += service.days();
            self.followed += u64::from(counted);
            self.occupancy.enter(WAITING, now);
            let waiting = Waiting { ordinal, arrived: now, counted, service, gives_up };
            self.queues[class].push_back(waiting);
        } else if counted {
            self.counted.lost += 1;
        }
    }

    fn start(
        &mut self,
        now: SimTime,
        class: usize,
        arrived: SimTime,
        service: Span,
        counted: bool,
    ) {
        if counted {
            self.count_wait(class, now.since(arrived));
        }
        self.occupancy.enter(IN_SERVICE, now);
        let event = Event::ServiceEnds { arrived, counted };
        self.calendar.schedule(now + service, SERVICE_ENDS, event);
    }

    fn count_wait(&mut self, class: usize, wait: Span) {
        self.counted.waits[class].add(wait);
        self.counted.delayed += u64::from(wait > Span::ZERO);
    }

    fn leave_for_good(&mut self, now: SimTime, arrived: SimTime, counted: bool) {
        if counted {
            self.counted.stays.add(now.since(arrived));
            self.followed -= 1;
        }
    }

    fn leave(&mut self, state: usize, now: SimTime) -> Result<(), Fault> {
        if self.occupancy.leave(state, now) { Ok(()) } else { Err(Fault::NobodyThere) }
    }

    fn serve_next(&mut self, now: SimTime) -> Result<(), Fault> {
        let Some(class) = self.queues.iter().position(|queue| !queue.is_empty()) else {
            return Ok(());
        };
        if let Some(next) = self.queues[class].pop_front() {
            if let Some(ticket) = next.gives_up {
                self.calendar.cancel(ticket);
            }
            self.leave(WAITING, now)?;
            self.start(now, class, next.arrived, next.service, next.counted);
        }
        Ok(())
    }

    fn give_up(&mut self, now: SimTime, class: usize, ordinal: u64) -> Result<(), Fault> {
        let queue = &mut self.queues[class];
        let gone = queue.binary_search_by_key(&ordinal, |waiting| waiting.ordinal).ok();
        let gone = gone.and_then(|place| queue.remove(place));
        let gone = gone.ok_or(Fault::NotWaiting { ordinal })?;
        self.leave(WAITING, now)?;
        self.work -= gone.service.days();
        if gone.counted {
            self.counted.gave_up += 1;
            self.count_wait(class, now.since(gone.arrived));
        }
        self.leave_for_good(now, gone.arrived, gone.counted);
        Ok(())
    }
}

impl Model for Station {
    type Event = Event;
    type Error = Fault;

    fn calendar(&mut self) -> &mut Calendar<Event> {
        &mut self.calendar
    }

    fn handle(&mut self, now: SimTime, event: Event) -> Result<(), Fault> {
        let busy = f64::from(self.occupancy.count(IN_SERVICE));
        self.work -= busy * now.since(self.settled).days();
        self.settled = now;
        match event {
            Event::Arrival => self.arrival(now),
            Event::ServiceEnds { arrived, counted } => {
                self.leave(IN_SERVICE, now)?;
                self.leave_for_good(now, arrived, counted);
                self.serve_next(now)?;
            }
            Event::GivesUp { class, ordinal } => self.give_up(now, class, ordinal)?,
        }
        Ok(())
    }
}
