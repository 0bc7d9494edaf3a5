//! Complexity that comes to light during help (M12): what triage and assessment did not see is seen
//! in a session. The team then holds the child beyond its remit, if it does that or the specialist service
//! would not take them, or steps them up.

use super::remit::{sessions_planned, takes_complex};
use super::step_up::must_hold;
use crate::model::children::Children;
use crate::model::children::thresholds::Band;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::trace::{ChildEvent, Judgement};

parameters! {
    pub struct ComplexityParameters in "complexity" {
        /// Probability in an attended session that complexity missed by triage and assessment comes
        /// to light
        seen_per_session_share: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.4),
            "M12", Live, Assumption "prior; Ellins et al. 2023, Ch7: presentations that were \
             more complicated than they looked",
            raises "stopped_for_complexity_share";
    }
}

/// After an attended session: whether help ends because more is the matter. The specialist service
/// accepts from `threshold` on.
pub(crate) fn ends_help(
    at: &mut Moment,
    children: &mut Children,
    (id, threshold): (ChildId, f64),
) -> bool {
    let (child, course) = children.both_mut(id);
    let Some(case) = child.care.case else { return false };
    let (rules, score) = (at.rules, course.score());
    let share = rules.values.complexity.seen_per_session_share;
    let hidden = !child.care.complex && rules.thresholds.band(score) >= Band::MissingMiddle;
    let address = u64::from(child.referrals) * 64 + u64::from(case.held);
    if !hidden || !at.draws.happens(child.key, Purpose::ComplexitySeen, address, share) {
        return false;
    }
    child.perceived = score;
    let held = takes_complex(at, child, score) || must_hold(at, score, threshold);
    at.record.tell(at.now, child.birth, || ChildEvent::ComplexityFound {
        judgement: Judgement::of(score, course, rules.thresholds),
        held,
    });
    if held {
        child.care.complex = true;
        let planned = sessions_planned(at, child).max(case.planned);
        if let Some(case) = &mut child.care.case {
            case.planned = planned;
        }
    }
    !held
}
