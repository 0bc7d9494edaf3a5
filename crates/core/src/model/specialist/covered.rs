//! The way of a child of a covered setting through the specialist service.

use super::{COVERED, Client};
use crate::engine::time::SimTime;
use crate::model::children::child::Problem;
use crate::model::children::place::{Place, Reason};
use crate::model::event::{Event, Moment};
use crate::model::ids::ChildId;
use crate::model::purpose::Purpose;
use crate::model::results::Measure;
use crate::model::trace::ChildEvent;
use crate::model::world::site::Site;

impl Site {
    /// A referral to the service: it waits for a decision, which comes with the booking.
    pub(crate) fn refer_to_specialist(&mut self, at: &mut Moment, id: ChildId, reason: Reason) {
        let place = self.waiting_place(reason);
        self.go(at, id, place, reason);
        let child = self.child_mut(id);
        child.specialist_referrals += 1;
        child.stepped_up = reason == Reason::SteppedUp;
        child.agreed = false;
        child.specialist_referred = at.now;
        child.journey.specialist_referred.get_or_insert(at.now);
        let (key, ordinal) = (child.key, u64::from(child.specialist_referrals));
        let fast = self.is_fast(id);
        let lag = self.lag(at.draws.at(key, Purpose::SpecialistLag, ordinal), fast);
        let ticket = at.schedule(at.now + lag, Event::SpecialistDecision(id));
        self.child_mut(id).exit = Some(ticket);
        if self.observer.measures(at.now) {
            let members = self.memberships(id);
            self.observer.count_one(members, Measure::SpecialistReferrals);
        }
        if self.pilot {
            self.pilot_counts.referrals += u32::from(self.observer.measures(at.now));
        }
    }

    /// A referral on which a joint meeting has already agreed.
    pub(crate) fn refer_to_specialist_agreed(&mut self, at: &mut Moment, id: ChildId) {
        self.refer_to_specialist(at, id, Reason::PassedToSpecialist);
        self.child_mut(id).agreed = true;
    }

    /// Children at risk are seen in the fast stream.
    fn is_fast(&self, id: ChildId) -> bool {
        let child = self.child(id);
        child.problem == Problem::SelfHarm && child.perceived >= self.thresholds.specialist
    }

    pub(crate) fn specialist_decision(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        let child = self.child(id);
        if child.course.is_remitted() {
            self.count_referral_end(at.now, COVERED, true);
            self.close(at, id, Reason::FoundRecovered);
            return;
        }
        let ordinal = u64::from(child.specialist_referrals);
        let mut draw = at.draws.at(child.key, Purpose::SeenBySpecialist, ordinal);
        let perceived = child.course.score() + self.values.specialist.noise_sd * draw.normal();
        let back_to_team = draw.uniform() < self.values.specialist.sends_to_team_share;
        let (agreed, threshold) = (child.agreed, self.specialist_threshold());
        let accepted = agreed || perceived >= threshold;
        let (key, stepped_up) = (child.key, child.stepped_up);
        let past_team = child.last_reason == Reason::ReferredToSpecialist;
        self.child_mut(id).perceived = perceived;
        self.tell(at.now, id, |site| ChildEvent::SpecialistDecided {
            judgement: site.judgement(id, perceived),
            threshold,
            agreed,
            accepted,
        });
        self.count_decision(at.now, COVERED, !accepted);
        if accepted {
            let patience =
                self.specialist_patience(at.draws.at(key, Purpose::SpecialistPatience, ordinal));
            let ticket = at.schedule(at.now + patience, Event::SpecialistGivesUp(id));
            let fast = self.is_fast(id);
            let child = self.child_mut(id);
            child.exit = Some(ticket);
            self.service.join(Client::Covered(id), fast);
            if self.pilot {
                self.pilot_counts.accepted += u32::from(self.observer.measures(at.now));
            }
            return;
        }
        self.count_referral_end(at.now, COVERED, true);
        // The service knows which children the team takes; not those whom the team has sent.
        let to_team = self.has_team(id) && back_to_team;
        let too_complex = perceived >= self.thresholds.ceiling;
        if too_complex && to_team && past_team && self.may_take_complex(perceived) {
            self.request(at, id, Reason::ReferredByService);
        } else if too_complex {
            let reason =
                if stepped_up { Reason::StepUpRefused } else { Reason::DeclinedBySpecialist };
            self.go(at, id, Place::MissingMiddle, reason);
        } else if to_team && !stepped_up {
            self.request(at, id, Reason::ReferredByService);
        } else {
            let place = if stepped_up { Place::AfterHelp } else { Place::HeldBySetting };
            self.go(at, id, place, Reason::DeclinedBySpecialist);
        }
    }

    pub(crate) fn specialist_gives_up(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        self.count_referral_end(at.now, COVERED, true);
        if self.child(id).course.is_remitted() {
            self.close(at, id, Reason::FoundRecovered);
        } else {
            self.go(at, id, Place::Disengaged, Reason::SpecialistGaveUp);
        }
    }

    pub(super) fn first_contact(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        let child = self.child(id);
        let referred = child.specialist_referred;
        let (key, ordinal) = (child.key, u64::from(child.specialist_referrals));
        self.go(at, id, Place::WaitingSpecialistSecond, Reason::SpecialistFirstContact);
        self.count_first_contact(at.now, COVERED, at.now.since(referred));
        let gap = self.gap(at.draws.at(key, Purpose::SpecialistGap, ordinal));
        let ticket = at.schedule(at.now + gap, Event::SpecialistSecondContact(id));
        let child = self.child_mut(id);
        child.exit = Some(ticket);
        child.specialist_first = at.now;
        child.journey.specialist_first.get_or_insert(at.now);
    }

    pub(crate) fn specialist_second_contact(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        let child = self.child(id);
        let (key, ordinal) = (child.key, u64::from(child.specialist_referrals));
        let (referred, first): (SimTime, SimTime) =
            (child.specialist_referred, child.specialist_first);
        if child.course.is_remitted() {
            self.count_referral_end(at.now, COVERED, true);
            self.close(at, id, Reason::FoundRecovered);
            return;
        }
        let mut draw = at.draws.at(key, Purpose::SpecialistTreatment, ordinal);
        if draw.uniform() < self.values.specialist.lost_after_first_share {
            self.count_referral_end(at.now, COVERED, true);
            self.go(at, id, Place::Disengaged, Reason::SpecialistGaveUp);
            return;
        }
        self.go(at, id, Place::InSpecialist, Reason::SpecialistSecondContact);
        self.count_second_contact(at.now, COVERED, first, at.now.since(referred));
        let stay = self.treatment(draw);
        let ticket = at.schedule(at.now + stay, Event::SpecialistDischarge(id));
        let child = self.child_mut(id);
        child.exit = Some(ticket);
        child.journey.specialist_second.get_or_insert(at.now);
    }

    pub(crate) fn specialist_discharge(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child(id);
        let (key, ordinal) = (child.key, u64::from(child.specialist_referrals));
        let recovery = self.values.specialist.recovery_share;
        if at.draws.happens(key, Purpose::SpecialistOutcome, ordinal, recovery) {
            let child = self.close(at, id, Reason::SpecialistRecovered);
            self.may_relapse(at, &child);
        } else {
            let eased = self.values.specialist.eased_share;
            self.child_mut(id).course.ease(eased);
            self.go(at, id, Place::AfterHelp, Reason::SpecialistInNeed);
        }
    }
}
