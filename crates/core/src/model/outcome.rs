//! Outcome of help by the team (M11): recovery by type of intervention, severity, sessions
//! attended, and the experience and supervision of who helped; else step-up or the end of help in need. Figures for recovery are totals: natural
//! recovery is inside them.

use super::child::Case;
use super::event::Moment;
use super::ids::ChildId;
use super::intervention::{logistic, logit};
use super::parameters::Parameter as P;
use super::place::{Place, Reason};
use super::purpose::Purpose;
use super::results::Measure;
use super::site::Site;
use super::trace::ChildEvent;
use crate::engine::time::SimTime;

impl Site {
    /// The planned sessions have been held.
    pub(super) fn complete(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child(id);
        let Some(case) = child.case else { return };
        let ordinal = u64::from(child.referrals);
        let mut draw = at.draws.at(child.key, Purpose::Outcome, ordinal);
        let worsens_chance = self.values[P::OutcomeWorsenedShare];
        let chance = self.recovery_chance(at.now, id, case.severity_at_start);
        let recovers = draw.uniform() < chance;
        let worsens = draw.uniform() < worsens_chance;
        let noise = at.draws.at(child.key, Purpose::SeenAtEnd, ordinal).normal();
        self.help_ended(at, id, Measure::Completed);
        let members = self.memberships(id);
        let measured = self.observer.measures(at.now);
        if measured {
            self.observer.share(members, Measure::RecoveredShare, recovers);
        }
        let Case { attended, planned, .. } = case;
        if recovers {
            let (recovered, after) = (true, None);
            let completed = ChildEvent::Completed { attended, planned, chance, recovered, after };
            self.tell(at.now, id, |_| completed);
            if measured {
                self.observer.count_one(members, Measure::Recovered);
            }
            let child = self.close(at, id, Reason::CompletedRecovered);
            self.may_relapse(at, &child);
            return;
        }
        let eased = self.values[P::OutcomeEasedShare];
        let noise_sd = self.values[P::AssessmentNoiseSd];
        let worse_by = self.values[P::SeverityDeteriorationSize];
        let child = self.child_mut(id);
        if worsens {
            child.course.worsen(worse_by);
        } else {
            child.course.ease(eased);
        }
        child.perceived = child.course.score() + noise_sd * noise;
        let seen = child.perceived;
        self.tell(at.now, id, |site| {
            let (recovered, after) = (false, Some(site.judgement(id, seen)));
            ChildEvent::Completed { attended, planned, chance, recovered, after }
        });
        if seen >= self.thresholds.ceiling {
            if measured {
                self.observer.count_one(members, Measure::SteppedUp);
            }
            self.step_up(at, id);
        } else {
            self.go(at, id, Place::AfterHelp, Reason::CompletedInNeed);
        }
    }

    /// Probability of recovery at the end of a complete intervention.
    fn recovery_chance(&self, now: SimTime, id: ChildId, severity: f64) -> f64 {
        let child = self.child(id);
        let values = &self.values;
        let parent_led = child.is_parent_led();
        let base =
            values[if parent_led { P::OutcomeRecoveryParentLed } else { P::OutcomeRecoveryDirect }];
        let (planned, attended) = child
            .case
            .map_or((0.0, 0.0), |case| (f64::from(case.planned), f64::from(case.attended)));
        let helper = child.case.map(|case| case.practitioner);
        let unsupervised = helper.map_or(0.0, |id| 1.0 - self.practitioners[id.index()].supervised);
        let inexperience = helper.map_or(0.0, |id| 1.0 - self.experience(now, id));
        let middle = (self.thresholds.floor + self.thresholds.ceiling) / 2.0;
        let log_odds = logit(base)
            - values[P::OutcomeSeveritySlope] * (severity - middle)
            - values[P::OutcomeLogOddsPerMissedSession] * (planned - attended)
            - values[P::OutcomeUnsupervised] * unsupervised
            - values[P::OutcomeInexperienced] * inexperience
            + self.groups_differ.fit(child);
        logistic(log_odds)
    }
}
