//! Monday in a team, in the order of events: who leaves and who joins; supervision, strain and
//! attrition; and then each practitioner's slots of the week are allocated to what is due.

use super::initial;
use super::site::Parts;
use crate::model::event::Event;
use crate::model::ids::TeamId;
use crate::model::moment::Moment;
use crate::model::motive::Motive;
use crate::model::pathway::appointments::plan_week;
use crate::model::pathway::way::Way;
use crate::model::pathway::{bridging, concern, list_review};
use crate::model::plan::Role;
use crate::model::results::{Function, TeamWeek};
use crate::model::school_calendar::WeekKind;
use crate::model::workforce::attrition::Departure;
use crate::model::workforce::flows;
use crate::model::workforce::recruitment::{Arrival, LabourMarket};
use crate::model::workforce::team::Lately;

/// The week of a team starts.
pub(crate) fn team_week(parts: &mut Parts, id: TeamId) {
    let Parts { at, way, market, .. } = parts;
    let week = at.now.week();
    at.schedule(week.next().start(), Event::TeamWeek(id));
    way.workforce.market_week(at, market, id);
    let leavers = say_goodbye(at, way, id);
    let is_first = !std::mem::replace(&mut way.workforce.teams[id.index()].begun, true);
    if is_first {
        let vacant = initial::vacant_posts(parts.initial, way.workforce, id);
        way.workforce.begin_vacant(at, &vacant);
    }
    let joined = welcome(at, way, market, id);
    if is_first {
        initial::take_over_cases(parts, id);
    }
    let Parts { at, way, .. } = parts;
    let values = at.values();
    if leavers > 0 || joined {
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

/// Those whose last day has come leave. Returns how many there were.
fn say_goodbye(at: &mut Moment, way: &mut Way, team: TeamId) -> u64 {
    let mut leavers = 0;
    for id in way.workforce.posts_held(at.now, team) {
        let is_clinical = way.workforce.practitioners[id.index()].role.is_clinical();
        let Some(departure) = way.workforce.leave(at, id) else { continue };
        let Departure { who, key, post, fte, motive, cases } = departure;
        way.workforce.vacate(at, post);
        way.hand_over(at, who, cases);
        way.settings.lose_maturity(at.values(), post);
        if !is_clinical {
            continue;
        }
        if motive != Motive::Training
            && let Some(clinicians) = flows::goes_to_specialist(at, key, fte)
        {
            way.service.staff_move(at, clinicians);
        }
        leavers += 1;
    }
    leavers
}

/// Fills posts for which someone is available. Returns whether any was filled.
fn welcome(at: &mut Moment, way: &mut Way, market: &mut LabourMarket, team: TeamId) -> bool {
    let arrivals = way.workforce.recruit(at, market, team);
    for &Arrival { key, post, role, fte, is_first } in &arrivals {
        if role == Role::Senior
            && let Some(clinicians) = flows::comes_from_specialist(at, key, fte)
        {
            way.service.staff_move(at, clinicians);
        }
        if !is_first {
            way.settings.practitioner_changed(post, at.now);
        }
    }
    !arrivals.is_empty()
}
