//! Step-up (M20): a child who needs more than the team can give is referred to the specialist
//! service when a supervisor has agreed, which takes longer if there is less supervision.

use super::next::Next;
use crate::engine::time::Span;
use crate::model::children::child::Child;
use crate::model::children::place::Reason;
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::trace::ChildEvent;
use crate::model::workforce::Workforce;
use crate::model::workforce::supervision::step_up_review;

/// The practitioner asks a supervisor to agree.
pub(crate) fn ask(at: &mut Moment, workforce: &Workforce, child: &Child) -> Next {
    let supervised = child
        .case
        .map_or(1.0, |case| workforce.practitioners[case.practitioner.index()].supervised);
    let wait = step_up_review(at.values(), supervised);
    if wait == Span::ZERO {
        return agreed();
    }
    let days = wait.days();
    at.record.tell(at.now, child.birth, || ChildEvent::StepUpWaits { days, supervised });
    Next::AwaitSupervisor(wait)
}

/// The child waits for the supervisor.
pub(crate) fn wait(at: &mut Moment, (id, child): (ChildId, &mut Child), wait: Span) {
    child.exit = Some(at.schedule(at.now + wait, Event::StepUpAgreed(id)));
}

/// The supervisor agrees.
pub(crate) fn agreed() -> Next {
    Next::ReferToSpecialist { reason: Reason::SteppedUp, agreed: false }
}
