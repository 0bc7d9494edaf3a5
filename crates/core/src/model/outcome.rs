//! Outcome of help by the team (M11): recovery by type of intervention, severity and sessions
//! attended; else step-up or the end of help in need. Figures for recovery are totals: natural
//! recovery is inside them.

use super::event::Moment;
use super::ids::ChildId;
use super::intervention::{logistic, logit};
use super::parameters::Parameter as P;
use super::place::{Place, Reason};
use super::purpose::Purpose;
use super::results::Measure;
use super::site::Site;

impl Site {
    /// The planned sessions have been held.
    pub(super) fn complete(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child(id);
        let Some(case) = child.case else { return };
        let ordinal = u64::from(child.referrals);
        let mut draw = at.draws.at(child.key, Purpose::Outcome, ordinal);
        let recovers = draw.uniform() < self.recovery_chance(id, case.severity_at_start);
        let noise = at.draws.at(child.key, Purpose::SeenAtEnd, ordinal).normal();
        self.help_ended(at, id, Measure::Completed);
        let members = self.memberships(id);
        let measured = self.observer.measures(at.now);
        if measured {
            self.observer.share(members, Measure::RecoveredShare, recovers);
        }
        if recovers {
            if measured {
                self.observer.count_one(members, Measure::Recovered);
            }
            let child = self.close(at, id, Reason::CompletedRecovered);
            self.may_relapse(at, &child);
            return;
        }
        let eased = self.values[P::OutcomeEasedShare];
        let noise_sd = self.values[P::AssessmentNoiseSd];
        let child = self.child_mut(id);
        child.course.ease(eased);
        child.perceived = child.course.score() + noise_sd * noise;
        if child.perceived >= self.thresholds.ceiling {
            if measured {
                self.observer.count_one(members, Measure::SteppedUp);
            }
            self.refer_to_specialist(at, id, Reason::SteppedUp);
        } else {
            self.go(at, id, Place::AfterHelp, Reason::CompletedInNeed);
        }
    }

    /// Probability of recovery at the end of a complete intervention.
    fn recovery_chance(&self, id: ChildId, severity: f64) -> f64 {
        let child = self.child(id);
        let values = &self.values;
        let parent_led = child.problem.is_parent_led(child.phase());
        let base =
            values[if parent_led { P::OutcomeRecoveryParentLed } else { P::OutcomeRecoveryDirect }];
        let (planned, attended) = child
            .case
            .map_or((0.0, 0.0), |case| (f64::from(case.planned), f64::from(case.attended)));
        let middle = (self.thresholds.floor + self.thresholds.ceiling) / 2.0;
        let log_odds = logit(base)
            - values[P::OutcomeSeveritySlope] * (severity - middle)
            - values[P::OutcomeLogOddsPerMissedSession] * (planned - attended);
        logistic(log_odds)
    }
}
