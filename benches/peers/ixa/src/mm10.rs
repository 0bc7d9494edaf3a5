//! W1 in ixa.

use std::collections::VecDeque;

use ixa::prelude::*;
use rand_distr::Exp;

use crate::Outcome;

define_rng!(Gaps);
define_rng!(Services);

struct Station {
    people: u64,
    arrived: u64,
    queue: VecDeque<f64>,
    busy: u32,
    waited: f64,
    served: f64,
    events: u64,
    gap: Exp<f64>,
    service: Exp<f64>,
}

define_data_plugin!(
    StationPlugin,
    Station,
    Station {
        people: 0,
        arrived: 0,
        queue: VecDeque::new(),
        busy: 0,
        waited: 0.0,
        served: 0.0,
        events: 0,
        gap: Exp::new(9.5).expect("a positive rate"),
        service: Exp::new(1.0).expect("a positive rate"),
    }
);

fn arrive(context: &mut Context) {
    let now = context.get_current_time();
    let station = context.get_data_mut(StationPlugin);
    station.events += 1;
    station.arrived += 1;
    let (more, gap) = (station.arrived < station.people, station.gap);
    let free = station.busy < 10;
    if free {
        station.busy += 1;
    } else {
        station.queue.push_back(now);
    }
    if more {
        let gap = context.sample_distr(Gaps, gap);
        context.add_plan(now + gap, arrive);
    }
    if free {
        serve(context);
    }
}

fn serve(context: &mut Context) {
    let service = context.get_data(StationPlugin).service;
    let service = context.sample_distr(Services, service);
    context.get_data_mut(StationPlugin).served += service;
    context.add_plan(context.get_current_time() + service, end_service);
}

fn end_service(context: &mut Context) {
    let now = context.get_current_time();
    let station = context.get_data_mut(StationPlugin);
    station.events += 1;
    if let Some(since) = station.queue.pop_front() {
        station.waited += now - since;
        serve(context);
    } else {
        station.busy -= 1;
    }
}

pub fn simulate(people: u64, seed: u64) -> Outcome {
    let mut context = Context::new();
    context.init_random(seed);
    context.get_data_mut(StationPlugin).people = people;
    context.add_plan(0.0, arrive);
    context.execute();
    let now = context.get_current_time();
    let station = context.get_data(StationPlugin);
    let mean_wait = station.waited / people as f64;
    let utilisation = station.served / (10.0 * now);
    (station.events, vec![("mean wait", mean_wait), ("utilisation", utilisation)])
}
