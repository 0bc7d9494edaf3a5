//! The ways in which a child comes to a place, leaves it, and leaves the site: here and nowhere else.
//! What must end with a stay ends here; all that listen hear of it.

use super::next_look;
use super::way::Way;
use crate::engine::time::{SimTime, Span};
use crate::model::children::Children;
use crate::model::children::care::Request;
use crate::model::children::chances::Chances;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason, Spot};
use crate::model::children::severity::{Change, Course};
use crate::model::children::transition::Transition;
use crate::model::event::LOOKS;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::settings::Settings;
use crate::model::settings::need::Newcomer;
use crate::model::trace::{ChildEvent, Opening};

/// Brings the course of a child up to date. In phases that come before that of the looks, the step of
/// this instant is still to be taken.
pub(crate) fn advance(at: &mut Moment, children: &mut Children, id: ChildId) {
    let to = if at.phase < LOOKS { at.now - Span::from_minutes(1) } else { at.now };
    advance_to(at, children, id, to);
}

/// The same for all children.
pub(crate) fn advance_all(at: &mut Moment, children: &mut Children) {
    for id in children.ids() {
        advance(at, children, id);
    }
}

/// Takes the steps of a child by `to`, the step of that instant included, and adds up the time in need
/// until now.
pub(crate) fn advance_to(at: &mut Moment, children: &mut Children, id: ChildId, to: SimTime) {
    let (child, course) = children.both_mut(id);
    let record_from = at.rules.record_from;
    child.pass(course, record_from, to);
    if course.is_due(to) {
        let rules = at.rules.courses.at(child.place);
        while course.is_due(to) {
            child.accrue(course, record_from, course.next_step());
            let chances = Chances::of(&at.draws, child.key, course.steps() + 1);
            if course.step(rules, &chances) {
                child.recovered_in_help = child.place.is_help();
                at.record.remitted(child, at.now, false);
            }
        }
    }
    child.accrue(course, record_from, at.now);
}

/// Help ends the need of a child where they are.
pub(crate) fn remit(at: &mut Moment, children: &mut Children, id: ChildId) {
    let (child, course) = children.both_mut(id);
    child.accrue(course, at.rules.record_from, at.now);
    course.remit(at.now);
    at.cancel(child.look.take());
    child.recovered_in_help = child.place.is_help();
    at.record.remitted(child, at.now, true);
}

/// Help ends, and the severity of a child who is still in need changes `by` so much. Returns how need
/// stands against `before`, its severity when the help began.
pub(crate) fn end_help(
    at: &Moment,
    (child, course): (&mut Child, &mut Course),
    before: f64,
    by: f64,
) -> Change {
    if !course.is_remitted() {
        child.accrue(course, at.rules.record_from, at.now);
        course.change(by);
    }
    Change::between(at.values(), before, course.score())
}

/// What a move is apart from the child.
struct Move {
    from: Spot,
    to: Spot,
    reason: Reason,
    /// The referral to the team that ends with it.
    request: Option<Request>,
}

/// Tells those who listen that a child has moved.
fn report(at: &mut Moment, children: &Children, settings: &Settings, id: ChildId, made: Move) {
    let child = &children[id];
    let Move { from, to, reason, request } = made;
    at.record.moved(&Transition {
        now: at.now,
        from,
        to,
        reason,
        child,
        course: children.course(id),
        members: settings.members(at.rules, child),
        covered: settings.of(child).covered,
        setting: &settings.of(child).name,
        request,
    });
}

impl Way<'_> {
    /// An episode of need opens.
    pub(crate) fn open(&mut self, at: &mut Moment, newcomer: Newcomer) {
        let Newcomer { child, course } = newcomer;
        let (to, reason) = (Spot::In(child.place), child.last_reason);
        let id = self.children.insert(child, course);
        self.look_again(at, id);
        let opens = Move { from: Spot::Outside, to, reason, request: None };
        report(at, self.children, self.settings, id, opens);
        let (child, lines) = (&self.children[id], at.rules.thresholds);
        let setting = self.settings.of(child);
        at.record.tell(at.now, child.birth, || {
            ChildEvent::Opened(Box::new(Opening {
                episode: child.episode,
                reason,
                setting: setting.name.clone(),
                deprivation_fifth: setting.deprivation_fifth,
                year_group: child.year_group,
                problem: child.problem,
                groups: child.groups,
                persistent: course.is_persistent(),
                severity: course.score(),
                lines,
            }))
        });
    }

    /// Sets when a child is looked at next, if that is open.
    pub(crate) fn look_again(&mut self, at: &mut Moment, id: ChildId) {
        if self.children.get(id).is_some_and(|child| child.look.is_none()) {
            next_look::set(at, self.children, self.settings, id);
        }
    }

    /// What may happen to a child, or when, changes: brings their course up to date, and leaves open when
    /// they are looked at next.
    pub(crate) fn look_anew(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        at.cancel(self.children[id].look.take());
    }

    /// Moves a child to another place, and leaves open when they are looked at next.
    pub(crate) fn go(&mut self, at: &mut Moment, id: ChildId, to: Place, reason: Reason) {
        let request = self.depart(at, id, Some(to));
        let from = Spot::In(self.children.move_to(id, to));
        let child = &mut self.children[id];
        child.last_reason = reason;
        if to == Place::Bridged {
            self.lists.hold(id);
        }
        if to.is_help() {
            child.care.journey.first_help.get_or_insert(at.now);
            child.care.effect_until = at.now;
        }
        let goes = Move { from, to: Spot::In(to), reason, request };
        report(at, self.children, self.settings, id, goes);
    }

    /// Ends a child's episode and removes it from the site.
    pub(crate) fn close(&mut self, at: &mut Moment, id: ChildId, reason: Reason) -> Child {
        let request = self.depart(at, id, None);
        let child = &mut self.children[id];
        child.last_reason = reason;
        let from = Spot::In(child.place);
        let closes = Move { from, to: Spot::Outside, reason, request };
        report(at, self.children, self.settings, id, closes);
        let child = self.children.remove(id);
        let members = self.settings.members(at.rules, &child);
        let setting = &self.settings.of(&child).name;
        at.record.episodes.add(&child, setting, members, Some(at.now));
        child
    }

    /// Everything that must end when a child leaves their place; the referral to the team that ends
    /// with it, if one does.
    fn depart(&mut self, at: &mut Moment, id: ChildId, to: Option<Place>) -> Option<Request> {
        advance(at, self.children, id);
        let child = &mut self.children[id];
        at.cancel(child.exit.take());
        at.cancel(child.appointment.take());
        at.cancel(child.look.take());
        let from = child.place;
        match from {
            Place::WaitingAssessment => self.lists.leave(self.settings, id, child),
            Place::WaitingIntervention if to != Some(Place::InIntervention) => {
                self.lists.leave(self.settings, id, child);
                self.groups.end_case(at, self.workforce, (id, child));
            }
            // A child who is called is in the queue no more.
            Place::WaitingSpecialistFirst if to == Some(Place::WaitingSpecialistSecond) => {}
            Place::WaitingSpecialistFirst => self.service.forget(id),
            Place::Bridged => {
                self.service.forget(id);
                self.lists.let_go(id);
            }
            Place::SettingHelps | Place::HelpedElsewhere => {
                if let Some(help) = child.outside.take() {
                    self.settings[child.setting].support.leave(help);
                    self.elsewhere.leave(help);
                }
            }
            Place::InIntervention | Place::Interrupted
                if !matches!(to, Some(Place::InIntervention | Place::Interrupted)) =>
            {
                self.lists.leave(self.settings, id, child);
                self.groups.end_case(at, self.workforce, (id, child));
            }
            Place::WaitingSpecialistSecond | Place::InSpecialist
                if to != Some(Place::InSpecialist) =>
            {
                self.service.free_place();
            }
            Place::Unrecognised
            | Place::HeldBySetting
            | Place::InReferral
            | Place::WaitingIntervention
            | Place::InIntervention
            | Place::Interrupted
            | Place::WaitingSpecialistSecond
            | Place::InSpecialist
            | Place::MissingMiddle
            | Place::OutOfScope
            | Place::Disengaged
            | Place::AfterHelp => {}
        }
        let ends = from.is_request() && !to.is_some_and(Place::is_request);
        if ends { child.care.request.take() } else { None }
    }
}
