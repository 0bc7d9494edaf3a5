//! Monday in a team, once it is settled who is there: supervision, strain and attrition; and then each
//! practitioner's slots of the week are allocated to what is due.

use super::site::Parts;
use crate::model::ids::TeamId;
use crate::model::moment::Moment;
use crate::model::pathway::appointments::plan_week;
use crate::model::pathway::way::Way;
use crate::model::pathway::{bridging, concern, list_review};
use crate::model::results::{Function, TeamWeek};
use crate::model::school_calendar::WeekKind;
use crate::model::workforce::long_leave::LeftOpen;
use crate::model::workforce::team::Lately;

/// The week of a team starts; who leaves and who joins has been settled (`team_changes`).
pub(crate) fn team_week(parts: &mut Parts, id: TeamId) {
    let Parts { at, way, .. } = parts;
    let week = at.now.week();
    let values = at.values();
    if leaves(at, way, id) {
        way.workforce.refresh_presence(values, way.settings);
    }
    way.workforce.close_cases(at.now, id);
    way.workforce.promote(at, id);
    let supervision = way.workforce.give_supervision(at, id);
    way.workforce.tire(at, way.children, id);
    let rigidity = values.remit.policy.rigidity();
    way.workforce.weigh_leaving(at, id, rigidity);
    let works = at.school.is_term(week) || values.intervention.sessions_in_holidays;
    if !works && at.school.kind(week) == WeekKind::Summer {
        way.interrupt_for_summer(at, id);
    }
    way.workforce.divide_week(at, way.settings, id);
    way.workforce.teams[id.index()].lately = Lately::default();
    let mut slots = if works { way.workforce.offer_slots(at, id) } else { Vec::new() };
    let leavers = std::mem::take(&mut way.workforce.teams[id.index()].leavers);
    let row = TeamWeek { leavers, ..way.workforce.week_of(at, id, &slots, supervision) };
    let team = &mut way.workforce.teams[id.index()];
    // Schools are closed in holidays: nothing is done with them.
    let is_term = at.school.is_term(week);
    if is_term {
        team.advise(values, row.hours[Function::Advice]);
    }
    let whole_school = if is_term { row.hours[Function::WholeSchool] } else { 0.0 };
    way.settings.mature(at, &team.settings, team.pupils, whole_school);
    let held = bridging::slots(at, way, id).min(slots.len());
    slots.truncate(slots.len() - held);
    let concerns = concern::week(at, way.settings, way.workforce, id);
    let assessed = (concerns.assessed as usize).min(slots.len());
    slots.truncate(slots.len() - assessed);
    at.record.counts.without_need(at.now, concerns.referred, assessed as u64);
    let row = TeamWeek { slots_used: (held + assessed) as u64, ..row };
    at.record.weeks.add(id.0 + 1, week, row);
    way.workforce.note_hours(at, id);
    way.workforce.count_time_at_risk(at, id);
    way.workforce.tell_week(at, id, &slots, rigidity);
    list_review::review(at, way, id);
    plan_week(at, way, id, &slots);
}

/// Some come back from long leave and others begin one: their cases are handed over. Returns whether
/// anybody did.
fn leaves(at: &mut Moment, way: &mut Way, team: TeamId) -> bool {
    let returned = way.workforce.come_back(at, team);
    let gone = way.workforce.go_on_leave(at, team);
    let has_changed = returned > 0 || !gone.is_empty();
    for LeftOpen { who, cases } in gone {
        way.hand_over(at, who, cases);
    }
    has_changed
}
