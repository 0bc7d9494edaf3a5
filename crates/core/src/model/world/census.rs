//! The census on the first Monday of a month: who waits for the team and for the specialist service,
//! and who is in the missing middle by true severity.

use crate::engine::time::SimTime;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason, Standing};
use crate::model::moment::Moment;
use crate::model::pathway::moves::advance;
use crate::model::pathway::way::Way;
use crate::model::results::Stock;

/// Counts, and notes what was counted. Quarterly returns have the lists as they are on the first
/// Monday after the quarter.
pub(super) fn take(at: &mut Moment, way: &mut Way) {
    let now = at.now;
    if now < at.rules.record_from {
        return;
    }
    let threshold = way.service.threshold(at.rules);
    let ceiling = at.rules.thresholds.ceiling;
    let mut stock = Stock::default();
    for id in way.children.ids_where(is_counted) {
        if may_be_in_missing_middle(ceiling, threshold, &way.children[id]) {
            advance(at, way.children, id);
        }
        let (child, course) = (&way.children[id], way.children.course(id));
        if let Some(since) = waits_for_team(child) {
            stock.team.add(now.since(since));
        }
        if let Some(since) = waits_for_specialist(child) {
            stock.specialist.add(now.since(since));
        }
        if (ceiling..threshold).contains(&course.score()) {
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
    for id in way.children.ids_where(Place::is_request) {
        let child = &way.children[id];
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
    child.care.request.filter(|_| child.place.is_request()).map(|request| request.referred)
}

/// When a child who waits for the first contact with the specialist service was referred.
fn waits_for_specialist(child: &Child) -> Option<SimTime> {
    let waits = match child.place {
        Place::WaitingSpecialistFirst => true,
        Place::Bridged => child.last_reason != Reason::StepUpAwaitsSupervisor,
        _ => false,
    };
    waits.then_some(child.care.specialist_referred)
}

/// Whether the course of a child may cross the lines of the missing middle before the next look, so
/// that it has to be brought up to date.
fn may_be_in_missing_middle(ceiling: f64, threshold: f64, child: &Child) -> bool {
    let [lowest, highest] = child.ahead.range.map(f64::from);
    lowest < threshold && highest >= ceiling
}

/// Whether children in a place are counted: those who wait, and all who are known and have no help.
fn is_counted(place: Place) -> bool {
    !matches!(place.standing(), Standing::NotRecognised | Standing::InHelp)
}
