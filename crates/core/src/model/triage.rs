//! Triage (M6): the team, or a joint meeting with other services, decides from a form. It sees
//! severity with noise, and settings sometimes withhold what would speak against their referral.
//! A child whom the team has met before is seen as at an assessment, and nothing is withheld.

use super::child::Problem;
use super::event::{Event, Moment};
use super::ids::ChildId;
use super::parameters::Parameter as P;
use super::place::{Place, Reason};
use super::purpose::Purpose;
use super::results::Measure;
use super::severity::Band;
use super::site::Site;
use super::trace::ChildEvent;
use super::waiting_list::Wait;
use crate::engine::time::Span;

/// Who looks at referrals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum TriageMode {
    Own,
    Joint,
}

impl Site {
    fn triage_mode(&self) -> TriageMode {
        if self.values.choice(P::TriageMode) == 0 { TriageMode::Own } else { TriageMode::Joint }
    }

    pub(super) fn triage_cadence(&self) -> P {
        match self.triage_mode() {
            TriageMode::Own => P::TriageMeetingEvery,
            TriageMode::Joint => P::TriageJointMeetingEvery,
        }
    }

    pub(super) fn triage(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        let child = self.child(id);
        let values = &self.values;
        let ordinal = u64::from(child.referrals);
        let mut draw = at.draws.at(child.key, Purpose::SeenAtTriage, ordinal);
        let (noise, withheld) = (draw.normal(), draw.uniform());
        let sd = match self.triage_mode() {
            TriageMode::Own => values[P::TriageNoiseSd],
            TriageMode::Joint => values[P::TriageJointNoiseSd],
        };
        let sd = if child.is_known { sd.min(values[P::AssessmentNoiseSd]) } else { sd };
        let by_staff = child.last_reason == Reason::ReferredByStaff;
        let hidden = if by_staff && !child.is_known && withheld < values[P::TriageWithheldShare] {
            values[P::TriageWithheldSize]
        } else {
            0.0
        };
        let perceived = child.course.score() + sd * noise - hidden;
        let mut decision = at.draws.at(child.key, Purpose::TriageDecision, ordinal);
        let (scope, passed_on) = (decision.uniform(), decision.uniform());
        let out_of_scope = match child.problem {
            Problem::Neurodevelopmental => values[P::TriageNeurodevelopmentalOutOfScope],
            Problem::SelfHarm => values[P::TriageSelfHarmOutOfScope],
            _ => 0.0,
        };
        let band = self.thresholds.band(perceived);
        let complex = band == Band::MissingMiddle && self.takes_complex(at, id, perceived);
        self.child_mut(id).perceived = perceived;
        self.tell(at.now, id, |site| ChildEvent::Triaged {
            judgement: site.judgement(id, perceived),
            withheld: hidden,
            joint: site.triage_mode() == TriageMode::Joint,
        });
        if self.observer.measures(at.now) {
            let accepted = scope >= out_of_scope && (band == Band::MildToModerate || complex);
            let members = self.memberships(id);
            self.observer.share(members, Measure::AcceptedShare, accepted);
        }
        match band {
            Band::BelowFloor => self.not_needed(at, id),
            Band::Specialist => self.pass_on(at, id),
            _ if scope < out_of_scope => self.go(at, id, Place::OutOfScope, Reason::OutOfScope),
            Band::MildToModerate => self.accept(at, id),
            Band::MissingMiddle if complex => self.accept(at, id),
            Band::MissingMiddle if passed_on >= self.values[P::TriageTooComplexPassedOn] => {
                self.go(at, id, Place::MissingMiddle, Reason::TooComplexForTeam);
            }
            Band::MissingMiddle => self.pass_on(at, id),
        }
    }

    /// A joint meeting has the specialist service at the table: what is passed on is accepted
    /// there or stays in the missing middle, without another referral.
    fn pass_on(&mut self, at: &mut Moment, id: ChildId) {
        match self.triage_mode() {
            TriageMode::Own => self.refer_to_specialist(at, id, Reason::PassedToSpecialist),
            TriageMode::Joint if self.child(id).perceived >= self.specialist_threshold() => {
                self.refer_to_specialist_agreed(at, id);
            }
            TriageMode::Joint => {
                self.go(at, id, Place::MissingMiddle, Reason::TooComplexForTeam);
            }
        }
    }

    fn accept(&mut self, at: &mut Moment, id: ChildId) {
        let gives_up = self.patience(at, id, Wait::Assessment);
        let notice = Span::from_days_f64(self.values[P::AssessmentNoticeDays]);
        self.go(at, id, Place::WaitingAssessment, Reason::AcceptedAtTriage);
        let child = self.child_mut(id);
        child.journey.accepted.get_or_insert(at.now);
        child.ready = at.now + notice;
        (child.complex, child.needs_senior) = (false, false);
        if let Some(request) = &mut child.request {
            request.accepted = true;
        }
        child.exit = Some(at.schedule(gives_up, Event::GivesUp(id)));
        if self.observer.measures(at.now) {
            let members = self.memberships(id);
            self.observer.count_one(members, Measure::Accepted);
        }
        self.join_list(at.now, id);
    }

    /// Need is too slight, or gone: advice to the setting, or signposting.
    pub(super) fn not_needed(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child(id);
        if child.course.is_remitted() {
            self.close(at, id, Reason::FoundRecovered);
            return;
        }
        let mut draw = at.draws.at(child.key, Purpose::Signposting, u64::from(child.referrals));
        if draw.uniform() < self.values[P::SignpostingTakenUpShare] * self.signposting(id) {
            let stay = Span::from_days_f64(self.values[P::SignpostingHelpDays]);
            self.go(at, id, Place::HelpedElsewhere, Reason::SignpostedTakenUp);
            let ticket = at.schedule(at.now + stay, Event::ElsewhereEnds(id));
            self.child_mut(id).exit = Some(ticket);
        } else {
            self.go(at, id, Place::HeldBySetting, Reason::BelowFloor);
        }
    }

    pub(super) fn elsewhere_ends(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        let child = self.child(id);
        let ordinal = u64::from(child.referrals);
        let recovery = self.values[P::SignpostingRecoveryShare];
        if child.course.is_remitted()
            || at.draws.happens(child.key, Purpose::Elsewhere, ordinal, recovery)
        {
            self.close(at, id, Reason::ElsewhereEnded);
        } else {
            self.go(at, id, Place::AfterHelp, Reason::ElsewhereEnded);
        }
    }
}
