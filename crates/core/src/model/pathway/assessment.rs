//! Assessment (M8): an appointment in a practitioner's slot, at which severity is seen with less
//! noise than at triage, and children who were sent the wrong way are found.

use super::next::Next;
use super::remit::takes_complex;
use crate::engine::time::Span;
use crate::model::children::Children;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason};
use crate::model::children::thresholds::Band;
use crate::model::ids::{ChildId, PractitionerId};
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;
use crate::model::trace::{ChildEvent, Judgement};
use crate::model::workforce::Workforce;

parameters! {
    pub struct AssessmentParameters in "assessment" {
        /// Error with which a practitioner who meets the child sees severity
        noise_sd: f64 = 0.12, "score", allowed (0.0, 5.0), plausible (0.05, 0.3),
            "M8", Live, Assumption "prior",
            lowers "started";
        /// Minimum time from acceptance to the appointment
        notice_days: f64 = 7.0, "days", allowed (0.0, 180.0), plausible (2.0, 21.0),
            "M8", Live, Assumption "prior",
            raises "wait_referral_to_assessment";
        /// Time over which the first appointments that families can take are spread, beyond this
        /// minimum; those whom a meeting accepts together need not all come on one day
        notice_spread_days: f64 = 4.0, "days", allowed (0.0, 60.0), plausible (0.0, 10.0),
            "M8", Live, Assumption "prior: any working day of the week, where the meeting is on a \
             Monday",
            raises "wait_referral_to_assessment";
        /// Slots per practitioner and week for assessments, allocated before sessions
        slots_per_practitioner_week: u32 = 2, "slots/week",
            allowed (0.0, 40.0), plausible (1.0, 4.0),
            "M8", Live, Assumption "prior",
            lowers "wait_referral_to_assessment";
        /// Missed assessment appointments after which a child is discharged
        discharge_after_missed: u32 = 2, "appointments",
            allowed (1.0, 8.0), plausible (1.0, 3.0),
            "M8", Live, Assumption "prior",
            raises "started";
    }
}

/// How long a child whom the team has just accepted cannot be seen yet.
pub(crate) fn notice(at: &Moment, child: &Child) -> Span {
    let assessment = &at.values().assessment;
    let ordinal = u64::from(child.referrals);
    let drawn = at.draws.uniform(child.key, Purpose::AssessmentDay, ordinal);
    Span::from_days_f64(assessment.notice_days + assessment.notice_spread_days * drawn)
}

/// The appointment, which the child may miss.
pub(crate) fn assess(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    (id, practitioner): (ChildId, PractitionerId),
) -> Next {
    let (child, course) = children.both_mut(id);
    let (rules, values) = (at.rules, at.values());
    let attempt = u64::from(child.referrals) * 8 + u64::from(child.care.missed_assessments);
    let mut missed = values.intervention.missed_share;
    if !at.school.is_term(at.now.week()) {
        missed += values.intervention.holiday_missed_extra;
    }
    if at.draws.happens(child.key, Purpose::AssessmentAttendance, attempt, missed) {
        return miss(at, child);
    }
    let mut draw = at.draws.at(child.key, Purpose::SeenAtAssessment, attempt);
    let perceived = course.score() + values.assessment.noise_sd * draw.normal();
    let passed_on = draw.uniform();
    child.perceived = perceived;
    child.care.seen_amiss = perceived - course.score();
    child.is_known = true;
    child.care.journey.assessed.get_or_insert(at.now);
    if let Some(request) = &mut child.care.request
        && !std::mem::replace(&mut request.assessed, true)
    {
        let waited = at.now.since(request.referred);
        at.record.counts.assessed(at.now, settings.members(rules, child), waited);
        at.record.referrals.assessed(child, at.now);
    }
    at.record.tell(at.now, child.birth, || ChildEvent::Assessed {
        judgement: Judgement::of(perceived, course, rules.thresholds),
        by: workforce.post_holder(practitioner),
    });
    if course.is_remitted() {
        return Next::Close(Reason::FoundRecovered);
    }
    match rules.thresholds.band(perceived) {
        Band::BelowFloor => Next::NotNeeded,
        Band::MildToModerate => Next::AwaitIntervention { beyond_ceiling: false },
        Band::MissingMiddle if takes_complex(at, child, perceived) => {
            Next::AwaitIntervention { beyond_ceiling: true }
        }
        Band::MissingMiddle if passed_on >= values.triage.too_complex_passed_on_share => {
            Next::Go(Place::MissingMiddle, Reason::TooComplexForTeam)
        }
        Band::MissingMiddle | Band::Specialist => {
            Next::ReferToSpecialist { reason: Reason::PassedToSpecialist, agreed: false }
        }
    }
}

fn miss(at: &mut Moment, child: &mut Child) -> Next {
    child.care.missed_assessments += 1;
    child.appointment = None;
    let missed = child.care.missed_assessments;
    at.record.tell(at.now, child.birth, || ChildEvent::AssessmentMissed { missed });
    if u32::from(missed) >= at.values().assessment.discharge_after_missed {
        Next::Go(Place::Disengaged, Reason::MissedAppointments)
    } else {
        Next::BackOnList
    }
}
