//! Complexity that comes to light during help (M12): what triage and assessment did not see is seen
//! in a session. The team then holds the child beyond its remit, if it does that, or steps it up.

use crate::model::children::severity::Band;
use crate::model::event::Moment;
use crate::model::ids::ChildId;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::results::Measure;
use crate::model::trace::ChildEvent;
use crate::model::world::site::Site;

parameters! {
    pub struct ComplexityParameters in "complexity" {
        /// Probability in an attended session that complexity missed by triage and assessment comes
        /// to light
        seen_per_session_share: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.4),
            "M12", Live, Assumption "prior; Ellins et al. 2023, Ch7: presentations that were \
             more complicated than they looked";
    }
}

impl Site {
    /// After an attended session: whether help ends because more is the matter.
    pub(crate) fn complexity_ends_help(&mut self, at: &mut Moment, id: ChildId) -> bool {
        let share = self.values.complexity.seen_per_session_share;
        let child = self.child(id);
        let Some(case) = child.case else { return false };
        let score = child.course.score();
        let hidden = !child.complex && self.thresholds.band(score) >= Band::MissingMiddle;
        let address = u64::from(child.referrals) * 64 + u64::from(case.held);
        if !hidden || !at.draws.happens(child.key, Purpose::ComplexitySeen, address, share) {
            return false;
        }
        self.child_mut(id).perceived = score;
        let held = self.takes_complex(at, id, score);
        self.tell(at.now, id, |site| ChildEvent::ComplexityFound {
            judgement: site.judgement(id, score),
            held,
        });
        if held {
            self.child_mut(id).complex = true;
            let planned = self.sessions_planned(id).max(case.planned);
            if let Some(case) = &mut self.child_mut(id).case {
                case.planned = planned;
            }
            return false;
        }
        if self.observer.measures(at.now) {
            let members = self.memberships(id);
            self.observer.count_one(members, Measure::SteppedUp);
        }
        self.step_up(at, id);
        true
    }
}
