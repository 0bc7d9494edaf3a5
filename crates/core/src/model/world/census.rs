//! The census on the first Monday of a month: who waits for the team and for the specialist service,
//! and who is in the missing middle by true severity.

use crate::engine::time::SimTime;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason, Standing};
use crate::model::children::severity::Course;
use crate::model::moment::Moment;
use crate::model::pathway::way::Way;
use crate::model::results::Stock;

/// Counts, and notes what was counted. Quarterly returns have the lists as they are on the first
/// Monday after the quarter.
pub(super) fn take(at: &mut Moment, way: &Way) {
    let now = at.now;
    if now < at.rules.time.measure_from {
        return;
    }
    let threshold = way.service.threshold(at.rules);
    let mut stock = Stock::default();
    for (_, child, course) in way.children.iter() {
        if let Some(since) = waits_for_team(child) {
            stock.team.add(now.since(since));
        }
        if let Some(since) = waits_for_specialist(child) {
            stock.specialist.add(now.since(since));
        }
        if is_in_missing_middle(at.rules.thresholds.ceiling, threshold, child, course) {
            stock.missing_middle += 1;
            at.record.stocks.in_missing_middle(way.settings.members(at.rules, child));
        }
    }
    way.service.others_waiting(now).for_each(|since| stock.specialist.add(now.since(since)));
    at.record.stocks.read(now.month(), stock);
    if now.month().is_first_of_quarter() {
        note_waiting(at, way, now.month().first_instant());
    }
}

/// Notes how many wait for each team, in the returns for the quarter that ended before `until`.
pub(super) fn note_waiting(at: &mut Moment, way: &Way, until: SimTime) {
    let mut waiting = vec![0; way.workforce.teams.len()];
    for (_, child, _) in way.children.iter() {
        if let Some(team) = way.settings.of(child).team.filter(|_| waits_for_team(child).is_some())
        {
            waiting[team.index()] += 1;
        }
    }
    for (team, waiting) in (1..).zip(waiting) {
        at.record.counts.waiting_after_quarter(team, until, waiting);
    }
}

/// When a child who waits for the team was referred.
fn waits_for_team(child: &Child) -> Option<SimTime> {
    child.request.filter(|_| child.place.is_request()).map(|request| request.referred)
}

/// When a child who waits for the first contact with the specialist service was referred.
fn waits_for_specialist(child: &Child) -> Option<SimTime> {
    let waits = match child.place {
        Place::WaitingSpecialistFirst => true,
        Place::Bridged => child.last_reason != Reason::StepUpAwaitsSupervisor,
        _ => false,
    };
    waits.then_some(child.specialist_referred)
}

fn is_in_missing_middle(ceiling: f64, threshold: f64, child: &Child, course: &Course) -> bool {
    let known = !matches!(child.place.standing(), Standing::NotRecognised | Standing::InHelp);
    known && (ceiling..threshold).contains(&course.score())
}
