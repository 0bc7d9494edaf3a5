//! Monday in a team, while the labour market is open: who leaves and who joins.

use super::initial;
use super::site::Parts;
use crate::model::event::Event;
use crate::model::ids::TeamId;
use crate::model::moment::Moment;
use crate::model::motive::Motive;
use crate::model::pathway::way::Way;
use crate::model::plan::Role;
use crate::model::workforce::attrition::Departure;
use crate::model::workforce::flows;
use crate::model::workforce::recruitment::{Arrival, LabourMarket};

/// The changes of a Monday; then the week is planned.
pub(crate) fn on_monday(parts: &mut Parts, market: &mut LabourMarket, id: TeamId) {
    let Parts { at, way, .. } = parts;
    at.schedule(at.now, Event::TeamWeek(id));
    at.schedule(at.now.week().next().start(), Event::TeamChanges(id));
    way.workforce.market_week(at, market, id);
    let leavers = say_goodbye(at, way, id);
    let team = &mut way.workforce.teams[id.index()];
    team.leavers = leavers;
    let is_first = !std::mem::replace(&mut team.begun, true);
    if is_first {
        let vacant = initial::vacant_posts(parts.initial, way.workforce, id);
        way.workforce.begin_vacant(at, &vacant);
    }
    let joined = welcome(at, way, market, id);
    if is_first {
        initial::take_over_cases(parts, id);
    }
    let Parts { at, way, .. } = parts;
    if leavers > 0 || joined {
        way.workforce.refresh_presence(at.values(), way.settings);
    }
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
