//! W2 in ixa. The plan of giving up is cancelled when the child is called.

use std::collections::VecDeque;

use ixa::PlanId;
use ixa::prelude::*;
use rand_distr::{Beta, Exp, LogNormal};

use crate::Outcome;

const DAYS: f64 = 7305.0;

define_rng!(Referrals);
define_rng!(TriageDelays);
define_rng!(Severities);
define_rng!(Acceptances);
define_rng!(Patience);
define_rng!(Sessions);
define_rng!(StepUps);
define_rng!(SpecialistServices);

struct Waiting {
    since: f64,
    place: u64,
    gives_up: PlanId,
}

struct Laws {
    gap: Exp<f64>,
    triage_delay: LogNormal<f64>,
    severity: Beta<f64>,
    patience: Exp<f64>,
    specialist_service: LogNormal<f64>,
}

#[derive(Clone, Copy)]
enum Exit {
    Signposted,
    Unmet,
    GaveUp,
    DroppedOut,
    Completed,
    SteppedUp,
    SpecialistEnded,
}

const EXITS: [&str; 7] = [
    "signposted",
    "unmet",
    "gave up",
    "dropped out",
    "completed",
    "stepped up",
    "specialist service ended",
];

struct Pathway {
    laws: Laws,
    in_team: u32,
    in_specialist: u32,
    next_place: u64,
    team_queue: VecDeque<Waiting>,
    specialist_queue: VecDeque<f64>,
    team_waits: Vec<f64>,
    specialist_waits: Vec<f64>,
    exits: [u64; EXITS.len()],
    events: u64,
}

fn lognormal(mean: f64, sd: f64) -> LogNormal<f64> {
    LogNormal::from_mean_cv(mean, sd / mean).expect("a positive mean")
}

define_data_plugin!(
    PathwayPlugin,
    Pathway,
    Pathway {
        laws: Laws {
            gap: Exp::new(2.0).expect("a positive rate"),
            triage_delay: lognormal(7.0, 5.0),
            severity: Beta::new(2.0, 3.0).expect("positive shapes"),
            patience: Exp::new(1.0 / 200.0).expect("a positive rate"),
            specialist_service: lognormal(180.0, 120.0),
        },
        in_team: 0,
        in_specialist: 0,
        next_place: 0,
        team_queue: VecDeque::new(),
        specialist_queue: VecDeque::new(),
        team_waits: Vec::new(),
        specialist_waits: Vec::new(),
        exits: [0; EXITS.len()],
        events: 0,
    }
);

/// The state, for an event.
fn event(context: &mut Context) -> &mut Pathway {
    let pathway = context.get_data_mut(PathwayPlugin);
    pathway.events += 1;
    pathway
}

fn count(context: &mut Context, exit: Exit) {
    context.get_data_mut(PathwayPlugin).exits[exit as usize] += 1;
}

fn plan_referral(context: &mut Context) {
    let gap = context.sample_distr(Referrals, context.get_data(PathwayPlugin).laws.gap);
    context.add_plan(context.get_current_time() + gap, refer);
}

fn refer(context: &mut Context) {
    event(context);
    plan_referral(context);
    let delay = context.get_data(PathwayPlugin).laws.triage_delay;
    let delay = context.sample_distr(TriageDelays, delay);
    context.add_plan(context.get_current_time() + delay, end_triage);
}

fn end_triage(context: &mut Context) {
    event(context);
    let severity = context.sample_distr(Severities, context.get_data(PathwayPlugin).laws.severity);
    if severity < 0.25 {
        count(context, Exit::Signposted);
    } else if severity < 0.6 || (severity < 0.75 && context.sample_bool(Acceptances, 0.3)) {
        accept(context);
    } else if severity < 0.75 {
        count(context, Exit::Unmet);
    } else {
        refer_to_specialist(context);
    }
}

fn accept(context: &mut Context) {
    let now = context.get_current_time();
    let pathway = context.get_data_mut(PathwayPlugin);
    if pathway.in_team < 70 {
        start(context, now);
        return;
    }
    let place = pathway.next_place;
    pathway.next_place += 1;
    let patience = pathway.laws.patience;
    let patience = context.sample_distr(Patience, patience);
    let gives_up = context.add_plan(now + patience, move |context| give_up(context, place));
    let waiting = Waiting { since: now, place, gives_up };
    context.get_data_mut(PathwayPlugin).team_queue.push_back(waiting);
}

fn give_up(context: &mut Context, place: u64) {
    let queue = &mut event(context).team_queue;
    if let Ok(position) = queue.binary_search_by_key(&place, |waiting| waiting.place) {
        queue.remove(position);
        count(context, Exit::GaveUp);
    }
}

fn start(context: &mut Context, since: f64) {
    let now = context.get_current_time();
    let pathway = context.get_data_mut(PathwayPlugin);
    pathway.in_team += 1;
    pathway.team_waits.push(now - since);
    context.add_plan(now + 7.0, |context| session(context, 1));
}

fn session(context: &mut Context, number: u8) {
    event(context);
    let attended = !context.sample_bool(Sessions, 0.15);
    if attended && context.sample_bool(Sessions, 0.02) {
        count(context, Exit::DroppedOut);
        free_team_place(context);
    } else if number < 8 {
        let next = context.get_current_time() + 7.0;
        context.add_plan(next, move |context| session(context, number + 1));
    } else {
        free_team_place(context);
        if context.sample_bool(StepUps, 0.15) {
            count(context, Exit::SteppedUp);
            refer_to_specialist(context);
        } else {
            count(context, Exit::Completed);
        }
    }
}

fn free_team_place(context: &mut Context) {
    let pathway = context.get_data_mut(PathwayPlugin);
    pathway.in_team -= 1;
    if let Some(next) = pathway.team_queue.pop_front() {
        context.cancel_plan(&next.gives_up);
        start(context, next.since);
    }
}

fn refer_to_specialist(context: &mut Context) {
    let now = context.get_current_time();
    let pathway = context.get_data_mut(PathwayPlugin);
    if pathway.in_specialist < 60 {
        start_specialist(context, now);
    } else {
        pathway.specialist_queue.push_back(now);
    }
}

fn start_specialist(context: &mut Context, since: f64) {
    let now = context.get_current_time();
    let pathway = context.get_data_mut(PathwayPlugin);
    pathway.in_specialist += 1;
    pathway.specialist_waits.push(now - since);
    let service = pathway.laws.specialist_service;
    let service = context.sample_distr(SpecialistServices, service);
    context.add_plan(now + service, end_specialist);
}

fn end_specialist(context: &mut Context) {
    let pathway = event(context);
    pathway.in_specialist -= 1;
    let next = pathway.specialist_queue.pop_front();
    count(context, Exit::SpecialistEnded);
    if let Some(since) = next {
        start_specialist(context, since);
    }
}

/// Mean in days; median and 90th percentile in completed days, by nearest rank.
fn summary(waits: &mut [f64]) -> [f64; 3] {
    waits.sort_unstable_by(f64::total_cmp);
    let quantile = |tenths: usize| waits[(tenths * waits.len()).div_ceil(10) - 1].floor();
    [waits.iter().sum::<f64>() / waits.len() as f64, quantile(5), quantile(9)]
}

pub fn simulate(seed: u64) -> Outcome {
    let mut context = Context::new();
    context.init_random(seed);
    context.schedule_shutdown(DAYS);
    plan_referral(&mut context);
    context.execute();
    let pathway = context.get_data_mut(PathwayPlugin);
    let team = summary(&mut pathway.team_waits);
    let specialist = summary(&mut pathway.specialist_waits);
    let names = ["team: mean wait", "team: median wait", "team: 90th percentile"];
    let mut results: Vec<_> = names.into_iter().zip(team).collect();
    let names =
        ["specialist: mean wait", "specialist: median wait", "specialist: 90th percentile"];
    results.extend(names.into_iter().zip(specialist));
    results.extend(EXITS.into_iter().zip(pathway.exits.map(|n| n as f64)));
    (pathway.events, results)
}
