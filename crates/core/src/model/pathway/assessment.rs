//! Assessment (M8): an appointment in a practitioner's slot, at which severity is seen with less
//! noise than at triage, and children who were sent the wrong way are found.

use crate::engine::time::Span;
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Band;
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, PractitionerId};
use crate::model::parameters::parameters;
use crate::model::pathway::waiting_list::Wait;
use crate::model::purpose::Purpose;
use crate::model::results::Measure;
use crate::model::trace::ChildEvent;
use crate::model::world::site::Site;

parameters! {
    pub struct AssessmentParameters in "assessment" {
        /// Error with which a practitioner who meets the child sees severity
        noise_sd: f64 = 0.12, "score", allowed (0.0, 5.0), plausible (0.05, 0.3),
            "M8", Live, Assumption "prior";
        /// Minimum time from acceptance to the appointment
        notice_days: f64 = 7.0, "days", allowed (0.0, 180.0), plausible (2.0, 21.0),
            "M8", Live, Assumption "prior";
        /// Slots per practitioner and week for assessments, allocated before sessions
        slots_per_practitioner_week: u32 = 2, "slots/week",
            allowed (0.0, 40.0), plausible (1.0, 4.0),
            "M8", Live, Assumption "prior";
        /// Missed assessment appointments after which a child is discharged
        discharge_after_missed: u32 = 2, "appointments",
            allowed (1.0, 8.0), plausible (1.0, 3.0),
            "M8", Live, Assumption "prior";
    }
}

impl Site {
    pub(crate) fn assessment(
        &mut self,
        at: &mut Moment,
        id: ChildId,
        practitioner: PractitionerId,
    ) {
        self.use_slots(at, practitioner, 1);
        self.advance_course(at, id);
        let values = &self.values;
        let child = self.child(id);
        let attempt = u64::from(child.referrals) * 8 + u64::from(child.missed_assessments);
        let missed = values.intervention.missed_share;
        if at.draws.happens(child.key, Purpose::AssessmentAttendance, attempt, missed) {
            self.missed_assessment(at, id);
            return;
        }
        let mut draw = at.draws.at(child.key, Purpose::SeenAtAssessment, attempt);
        let perceived = child.course.score() + values.assessment.noise_sd * draw.normal();
        let passed_on = draw.uniform();
        let referred = child.request.map(|request| request.referred);
        let child = self.child_mut(id);
        child.perceived = perceived;
        child.seen_amiss = perceived - child.course.score();
        child.is_known = true;
        child.journey.assessed.get_or_insert(at.now);
        if let Some(referred) = referred
            && self.observer.measures(at.now)
        {
            let members = self.memberships(id);
            let wait = at.now.since(referred);
            self.observer.duration(members, Measure::WaitReferralToAssessment, wait);
        }
        self.tell(at.now, id, |site| ChildEvent::Assessed {
            judgement: site.judgement(id, perceived),
            by: site.post_holder(practitioner),
        });
        if self.child(id).course.is_remitted() {
            self.close(at, id, Reason::FoundRecovered);
            return;
        }
        match self.thresholds.band(perceived) {
            Band::BelowFloor => self.not_needed(at, id),
            Band::MildToModerate => self.list_for_intervention(at, id),
            Band::MissingMiddle if self.takes_complex(at, id, perceived) => {
                self.list_for_intervention(at, id);
                self.hold_beyond_ceiling(at, id);
            }
            Band::MissingMiddle if passed_on >= self.values.triage.too_complex_passed_on_share => {
                self.go(at, id, Place::MissingMiddle, Reason::TooComplexForTeam);
            }
            Band::MissingMiddle | Band::Specialist => {
                self.refer_to_specialist(at, id, Reason::PassedToSpecialist);
            }
        }
    }

    fn missed_assessment(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child_mut(id);
        child.missed_assessments += 1;
        child.appointment = None;
        let missed = child.missed_assessments;
        self.tell(at.now, id, |_| ChildEvent::AssessmentMissed { missed });
        if u32::from(missed) >= self.values.assessment.discharge_after_missed {
            self.go(at, id, Place::Disengaged, Reason::MissedAppointments);
        } else {
            self.join_list(at.now, id);
        }
    }

    /// The team can help: the child waits for a practitioner.
    fn list_for_intervention(&mut self, at: &mut Moment, id: ChildId) {
        let gives_up = self.patience(at, id, Wait::Intervention);
        let notice = Span::from_days_f64(self.values.intervention.notice_days);
        let group_suited = self.suits_group(at, id);
        self.go(at, id, Place::WaitingIntervention, Reason::AcceptedAtAssessment);
        let ticket = at.schedule(gives_up, Event::GivesUp(id));
        let child = self.child_mut(id);
        child.exit = Some(ticket);
        child.ready = at.now + notice;
        child.group_suited = group_suited;
        self.join_list(at.now, id);
    }
}
