//! Triage (M6): the team, or a joint meeting with other services, decides from a form. It sees
//! severity with noise, and settings sometimes withhold what would speak against their referral.
//! A child whom the team has met before is seen as at an assessment, and nothing is withheld.

use crate::engine::time::Span;
use crate::model::children::child::Problem;
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Band;
use crate::model::event::{Event, Moment};
use crate::model::ids::ChildId;
use crate::model::parameters::{choices, parameters};
use crate::model::pathway::waiting_list::Wait;
use crate::model::purpose::Purpose;
use crate::model::results::Measure;
use crate::model::trace::ChildEvent;
use crate::model::world::site::Site;

parameters! {
    pub struct TriageParameters in "triage" {
        /// Who looks at referrals: the team alone, or a meeting with other local services
        mode: TriageMode = TriageMode::Own, "policy",
            "M6", Live, Assumption "Ellins et al. 2023, Ch7 reports both";
        /// Days between triage meetings of the team
        meeting_every_days: f64 = 7.0, "days", allowed (0.01, 90.0), plausible (1.0, 14.0),
            "M6", Live, Assumption "prior";
        /// Days between joint triage meetings
        joint_meeting_every_days: f64 = 14.0, "days", allowed (0.01, 90.0), plausible (7.0, 28.0),
            "M6", Live, Assumption "prior";
        /// Error with which the team sees severity at triage
        noise_sd: f64 = 0.22, "score", allowed (0.0, 5.0), plausible (0.1, 0.4),
            "M6", Live, Assumption "prior";
        /// The same error at a joint meeting
        joint_noise_sd: f64 = 0.15, "score", allowed (0.0, 5.0), plausible (0.08, 0.3),
            "M6", Live, Assumption "prior";
        /// Share of referrals by staff that leave out information which speaks against acceptance
        withheld_share: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.25),
            "M6", Live, Assumption "prior; Ellins et al. 2023, Ch7: schools can leave things out";
        /// How much lower severity then appears
        withheld_size: f64 = 0.3, "score", allowed (0.0, 5.0), plausible (0.1, 0.6),
            "M6", Live, Assumption "prior";
        /// Share of referrals for a neurodevelopmental problem that are declined for the condition
        neurodevelopmental_out_of_scope_share: f64 = 0.3, "proportion",
            allowed (0.0, 1.0), plausible (0.1, 0.8),
            "M6", Live, Assumption "prior; Ellins et al. 2023, Ch7: often out of scope";
        /// Share of referrals for self-harm or other risk that are declined for the condition
        self_harm_out_of_scope_share: f64 = 0.2, "proportion",
            allowed (0.0, 1.0), plausible (0.05, 0.7),
            "M6", Live, Assumption "prior; Ellins et al. 2023, Ch7: active self-harm often out \
             of scope";
        /// Share of children above the ceiling but below the specialist threshold whom the team
        /// nevertheless refers to the specialist service
        too_complex_passed_on_share: f64 = 0.3, "proportion",
            allowed (0.0, 1.0), plausible (0.1, 0.8),
            "M6", Live, Assumption "prior";
    }
}

parameters! {
    pub struct SignpostingParameters in "signposting" {
        /// Share of children below the floor who find help elsewhere
        taken_up_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.5),
            "M5", Live, Assumption "prior";
        /// Duration of help elsewhere
        help_days: f64 = 90.0, "days", allowed (0.0, 3650.0), plausible (30.0, 180.0),
            "M5", Live, Assumption "prior";
        /// Share of these children who recover with it
        recovery_share: f64 = 0.35, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.5),
            "M5", Live, Assumption "prior";
    }
}

choices! {
    /// Who looks at referrals.
    pub enum TriageMode {
        /// The team alone.
        Own = "own",
        /// The team with other services, the specialist service among them.
        Joint = "joint",
    }
}

impl Site {
    /// Days from one triage meeting to the next.
    pub(crate) fn days_between_triage_meetings(&self) -> f64 {
        match self.values.triage.mode {
            TriageMode::Own => self.values.triage.meeting_every_days,
            TriageMode::Joint => self.values.triage.joint_meeting_every_days,
        }
    }

    pub(crate) fn triage(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        let child = self.child(id);
        let values = &self.values;
        let ordinal = u64::from(child.referrals);
        let mut draw = at.draws.at(child.key, Purpose::SeenAtTriage, ordinal);
        let (noise, withheld) = (draw.normal(), draw.uniform());
        let sd = match self.values.triage.mode {
            TriageMode::Own => values.triage.noise_sd,
            TriageMode::Joint => values.triage.joint_noise_sd,
        };
        let sd = if child.is_known { sd.min(values.assessment.noise_sd) } else { sd };
        let by_staff = child.last_reason == Reason::ReferredByStaff;
        let hidden = if by_staff && !child.is_known && withheld < values.triage.withheld_share {
            values.triage.withheld_size
        } else {
            0.0
        };
        let perceived = child.course.score() + sd * noise - hidden;
        let mut decision = at.draws.at(child.key, Purpose::TriageDecision, ordinal);
        let (scope, passed_on) = (decision.uniform(), decision.uniform());
        let out_of_scope = match child.problem {
            Problem::Neurodevelopmental => values.triage.neurodevelopmental_out_of_scope_share,
            Problem::SelfHarm => values.triage.self_harm_out_of_scope_share,
            _ => 0.0,
        };
        let band = self.thresholds.band(perceived);
        let complex = band == Band::MissingMiddle && self.takes_complex(at, id, perceived);
        self.child_mut(id).perceived = perceived;
        self.tell(at.now, id, |site| ChildEvent::Triaged {
            judgement: site.judgement(id, perceived),
            withheld: hidden,
            joint: site.values.triage.mode == TriageMode::Joint,
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
            Band::MissingMiddle if passed_on >= self.values.triage.too_complex_passed_on_share => {
                self.go(at, id, Place::MissingMiddle, Reason::TooComplexForTeam);
            }
            Band::MissingMiddle => self.pass_on(at, id),
        }
    }

    /// A joint meeting has the specialist service at the table: what is passed on is accepted
    /// there or stays in the missing middle, without another referral.
    fn pass_on(&mut self, at: &mut Moment, id: ChildId) {
        match self.values.triage.mode {
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
        let notice = Span::from_days_f64(self.values.assessment.notice_days);
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

    /// Need is too mild, or gone: advice to the setting, or signposting.
    pub(crate) fn not_needed(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child(id);
        if child.course.is_remitted() {
            self.close(at, id, Reason::FoundRecovered);
            return;
        }
        let mut draw = at.draws.at(child.key, Purpose::Signposting, u64::from(child.referrals));
        if draw.uniform() < self.values.signposting.taken_up_share * self.signposting(id) {
            let stay = Span::from_days_f64(self.values.signposting.help_days);
            self.go(at, id, Place::HelpedElsewhere, Reason::SignpostedTakenUp);
            let ticket = at.schedule(at.now + stay, Event::ElsewhereEnds(id));
            self.child_mut(id).exit = Some(ticket);
        } else {
            self.go(at, id, Place::HeldBySetting, Reason::BelowFloor);
        }
    }

    pub(crate) fn elsewhere_ends(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        let child = self.child(id);
        let ordinal = u64::from(child.referrals);
        let recovery = self.values.signposting.recovery_share;
        if child.course.is_remitted()
            || at.draws.happens(child.key, Purpose::Elsewhere, ordinal, recovery)
        {
            self.close(at, id, Reason::ElsewhereEnded);
        } else {
            self.go(at, id, Place::AfterHelp, Reason::ElsewhereEnded);
        }
    }
}
