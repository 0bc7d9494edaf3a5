//! Step-up (M20): a child who needs more than the team can give is referred to the specialist
//! service when a supervisor has agreed, which takes longer if there is less supervision. Most teams
//! belong to the provider of the specialist service: supervisors know its threshold.

use super::next::Next;
use crate::engine::time::Span;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason};
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::trace::ChildEvent;
use crate::model::workforce::Workforce;
use crate::model::workforce::supervision::step_up_review;

parameters! {
    pub struct StepUpParameters in "step_up" {
        /// Whether supervisors step up only children who seem to be above the present threshold of
        /// the specialist service; else all whom practitioners propose
        judged: bool = true, "switch",
            "M20", Live, Assumption "Ellins et al. 2023, Ch12: most teams belong to the provider \
             of the specialist service",
            lowers "stepped_up";
        /// Share of step-ups for which the supervisor agrees with the specialist service beforehand
        /// that it takes the child
        agreed_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.8),
            "M20", Live, Assumption "prior; Ellins et al. 2023, Ch12",
            lowers "specialist_declined_share" of "referred_by=team_step_up";
    }
}

/// Whether the team holds a child of this severity, whom it would like to step up: the specialist
/// service, which accepts from `threshold` on, would not take them.
pub(crate) fn must_hold(at: &Moment, severity: f64, threshold: f64) -> bool {
    at.values().step_up.judged && severity < threshold
}

/// The practitioner asks a supervisor to agree.
pub(crate) fn ask(at: &mut Moment, workforce: &Workforce, child: &Child, threshold: f64) -> Next {
    if must_hold(at, child.perceived, threshold) {
        return decide(at, child, threshold);
    }
    let supervised = child
        .care
        .case
        .map_or(1.0, |case| workforce.practitioners[case.practitioner.index()].supervised);
    let wait = step_up_review(at.values(), supervised);
    if wait == Span::ZERO {
        return decide(at, child, threshold);
    }
    let days = wait.days();
    at.record.tell(at.now, child.birth, || ChildEvent::StepUpWaits { days, supervised });
    Next::AwaitSupervisor(wait)
}

/// The child waits for the supervisor.
pub(crate) fn wait(at: &mut Moment, (id, child): (ChildId, &mut Child), wait: Span) {
    child.exit = Some(at.schedule(at.now + wait, Event::StepUpDecision(id)));
}

/// The supervisor decides.
pub(crate) fn decide(at: &Moment, child: &Child, threshold: f64) -> Next {
    if must_hold(at, child.perceived, threshold) {
        return Next::Go(Place::MissingMiddle, Reason::NotSteppedUp);
    }
    let share = at.values().step_up.agreed_share;
    let ordinal = u64::from(child.referrals);
    let agreed = at.draws.happens(child.key, Purpose::StepUpAgreed, ordinal, share);
    Next::ReferToSpecialist { reason: Reason::SteppedUp, agreed }
}
