//! The pathway of a child of a covered setting through the specialist service (M13).

use super::moves::end_help;
use super::next::Next;
use super::remit::may_take_complex;
use crate::engine::time::Span;
use crate::model::children::Children;
use crate::model::children::care::{ReferredBy, Stream};
use crate::model::children::child::{Child, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Change;
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::purpose::Purpose;
use crate::model::results::counted::Origin;
use crate::model::settings::Settings;
use crate::model::specialist::service::{SpecialistService, patience};
use crate::model::trace::{ChildEvent, Judgement};

/// A referral to the service: it waits for a decision, which comes with the booking.
pub(crate) fn refer(
    at: &mut Moment,
    service: &SpecialistService,
    (id, child): (ChildId, &mut Child),
    reason: Reason,
    agreed: bool,
) {
    child.specialist_referrals += 1;
    child.care.stepped_up = reason == Reason::SteppedUp;
    child.care.specialist_route = ReferredBy::of(reason);
    child.care.agreed = agreed;
    child.care.specialist_referred = at.now;
    child.care.journey.specialist_referred.get_or_insert(at.now);
    let ordinal = u64::from(child.specialist_referrals);
    let draw = at.draws.at(child.key, Purpose::SpecialistLag, ordinal);
    child.care.specialist_stream = stream(at, child);
    let lag = service.lag(at.values(), draw, child.care.specialist_stream);
    let on = at.school.working_day_from(at.values(), at.now + lag);
    child.exit = Some(at.schedule(on, Event::SpecialistDecision(id)));
}

/// The stream of a referral: children at risk are urgent; a neurodevelopmental condition, and some
/// others, need a long assessment.
fn stream(at: &Moment, child: &Child) -> Stream {
    if child.problem == Problem::SelfHarm && child.perceived >= at.rules.thresholds.specialist {
        return Stream::Urgent;
    }
    let share = at.values().stream.covered_long_share;
    let ordinal = u64::from(child.specialist_referrals);
    let needs_long = child.problem == Problem::Neurodevelopmental
        || at.draws.happens(child.key, Purpose::SpecialistStream, ordinal, share);
    if needs_long { Stream::Long } else { Stream::Routine }
}

/// The service decides: it puts the child into its queue, or declines.
pub(crate) fn decide(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    service: &mut SpecialistService,
    id: ChildId,
) -> Next {
    let (child, course) = children.both_mut(id);
    let (rules, values) = (at.rules, at.values());
    if course.is_remitted() {
        at.record.counts.specialist_wait_ended(at.now, Origin::Covered, true);
        return Next::Close(Reason::FoundRecovered);
    }
    let ordinal = u64::from(child.specialist_referrals);
    let mut draw = at.draws.at(child.key, Purpose::SeenBySpecialist, ordinal);
    let perceived = course.score() + values.specialist.noise_sd * draw.normal();
    let back_to_team = draw.uniform() < values.specialist.sends_to_team_share;
    let (agreed, threshold) = (child.care.agreed, service.threshold(rules));
    let accepted = agreed || perceived >= threshold;
    child.perceived = perceived;
    at.record.tell(at.now, child.birth, || ChildEvent::SpecialistDecided {
        judgement: Judgement::of(perceived, course, rules.thresholds),
        threshold,
        agreed,
        accepted,
    });
    at.record.counts.specialist_decided(at.now, child.care.specialist_route, !accepted);
    if accepted {
        let draw = at.draws.at(child.key, Purpose::SpecialistPatience, ordinal);
        let gives_up = at.now + patience(values, draw);
        child.exit = Some(at.schedule(gives_up, Event::SpecialistGivesUp(id)));
        child.care.specialist_stream = child.care.specialist_stream.min(stream(at, child));
        service.join(at, id, child.care.specialist_stream);
        at.record.accepted_by_specialist(child, at.now);
        return Next::Stay;
    }
    at.record.counts.specialist_wait_ended(at.now, Origin::Covered, true);
    let to_team = settings.of(child).covered && back_to_team;
    decline(at, child, to_team)
}

/// Where a child goes whom the service has declined. The service knows which children the team
/// takes; it does not send back those whom the team has sent.
fn decline(at: &Moment, child: &Child, to_team: bool) -> Next {
    let perceived = child.perceived;
    let stepped_up = child.care.stepped_up;
    let past_team = matches!(child.care.specialist_route, ReferredBy::Staff | ReferredBy::Family);
    let too_complex = perceived >= at.rules.thresholds.ceiling;
    if too_complex && to_team && past_team && may_take_complex(at.rules, perceived) {
        Next::AskTeam(Reason::ReferredByService)
    } else if too_complex {
        let reason = if stepped_up { Reason::StepUpRefused } else { Reason::DeclinedBySpecialist };
        Next::Go(Place::MissingMiddle, reason)
    } else if to_team && !stepped_up {
        Next::AskTeam(Reason::ReferredByService)
    } else {
        let place = if stepped_up { Place::AfterHelp } else { Place::HeldBySetting };
        Next::Go(place, Reason::DeclinedBySpecialist)
    }
}

/// The family gives up waiting for the service.
pub(crate) fn give_up(at: &mut Moment, children: &Children, id: ChildId) -> Next {
    at.record.counts.specialist_wait_ended(at.now, Origin::Covered, true);
    if children.course(id).is_remitted() {
        Next::Close(Reason::FoundRecovered)
    } else {
        Next::Go(Place::Disengaged, Reason::SpecialistGaveUp)
    }
}

/// The child, which has just been called, is seen for the first time and takes a place.
pub(crate) fn first_contact(
    at: &mut Moment,
    service: &mut SpecialistService,
    (id, child): (ChildId, &mut Child),
) {
    service.first_contact(at, Origin::Covered, at.now.since(child.care.specialist_referred));
    let ordinal = u64::from(child.specialist_referrals);
    let draw = at.draws.at(child.key, Purpose::SpecialistGap, ordinal);
    let gap = service.gap(at.values(), draw, child.care.specialist_stream);
    let on = at.school.working_day_from(at.values(), at.now + gap);
    child.exit = Some(at.schedule(on, Event::SpecialistSecondContact(id)));
    child.care.specialist_first = at.now;
    child.care.journey.specialist_first.get_or_insert(at.now);
}

/// The second contact, at which treatment starts, unless the child is lost before.
pub(crate) fn second_contact(
    at: &mut Moment,
    children: &Children,
    service: &SpecialistService,
    id: ChildId,
) -> Next {
    let (child, values) = (&children[id], at.values());
    if children.course(id).is_remitted() {
        at.record.counts.specialist_wait_ended(at.now, Origin::Covered, true);
        return Next::Close(Reason::FoundRecovered);
    }
    let ordinal = u64::from(child.specialist_referrals);
    let mut draw = at.draws.at(child.key, Purpose::SpecialistTreatment, ordinal);
    if draw.uniform() < values.specialist.lost_after_first_share {
        at.record.counts.specialist_wait_ended(at.now, Origin::Covered, true);
        return Next::Go(Place::Disengaged, Reason::SpecialistGaveUp);
    }
    let (first, wait) = (child.care.specialist_first, at.now.since(child.care.specialist_referred));
    at.record.counts.second_contact(at.now, Origin::Covered, first, wait);
    Next::SpecialistTreatment(service.treatment(values, draw))
}

/// Treatment has started, at this severity.
pub(crate) fn treat(
    at: &mut Moment,
    (id, child): (ChildId, &mut Child),
    severity: f64,
    stay: Span,
) {
    child.care.severity_at_treatment = severity;
    let on = at.school.working_day_from(at.values(), at.now + stay);
    child.exit = Some(at.schedule(on, Event::SpecialistDischarge(id)));
    child.care.journey.specialist_second.get_or_insert(at.now);
}

/// Treatment ends. Need may have ended in it; of those still in need, some have improved.
pub(crate) fn discharge(at: &mut Moment, children: &mut Children, id: ChildId) -> Next {
    let (child, course) = children.both_mut(id);
    let ordinal = u64::from(child.specialist_referrals);
    let (values, before) = (at.values(), child.care.severity_at_treatment);
    let share = values.specialist.improved_share;
    let improves = at.draws.happens(child.key, Purpose::SpecialistOutcome, ordinal, share);
    let by = if improves { -values.severity.deterioration_size } else { 0.0 };
    let change = end_help(at, (child, course), before, by);
    at.record.counts.specialist_discharged(at.now, change);
    if change == Change::Recovered {
        Next::Close(Reason::SpecialistRecovered)
    } else {
        Next::Go(Place::AfterHelp, Reason::SpecialistInNeed)
    }
}
