//! Outcome of help by the team (M11): recovery by type of intervention, severity, sessions
//! attended, and the experience and supervision of who helped; else step-up or the end of help in need. Figures for recovery are totals: natural
//! recovery is inside them.

use crate::engine::time::SimTime;
use crate::model::children::child::Case;
use crate::model::children::place::{Place, Reason};
use crate::model::event::Moment;
use crate::model::ids::ChildId;
use crate::model::parameters::parameters;
use crate::model::pathway::intervention::{logistic, logit};
use crate::model::purpose::Purpose;
use crate::model::results::Measure;
use crate::model::trace::ChildEvent;
use crate::model::world::site::Site;

parameters! {
    pub struct OutcomeParameters in "outcome" {
        /// Probability of recovery after a full intervention with the young person, at mid-range
        /// severity, natural recovery included
        recovery_direct: f64 = 0.45, "proportion", allowed (0.001, 0.999), plausible (0.35, 0.55),
            "M11", Live, Assumption "prior between CORC (33 %) and the trial (50 %)";
        /// The same after parent-led guided self-help with eight contacts
        recovery_parent_led: f64 = 0.5, "proportion", allowed (0.001, 0.999), plausible (0.39, 0.6),
            "M11", Live, Published "Thirlwall 2013 (trial)";
        /// Decrease in the log-odds of recovery per point of severity
        severity_slope: f64 = 0.8, "log-odds per score", allowed (0.0, 10.0), plausible (0.3, 1.5),
            "M11", Live, Assumption "prior";
        /// Decrease in the log-odds of recovery per missed session
        log_odds_per_missed_session: f64 = 0.11, "log-odds",
            allowed (0.0, 2.0), plausible (0.0, 0.25),
            "M11", Live, Derived "Thirlwall 2013: 50 % after eight and 39 % after four contacts";
        /// Proportion by which severity falls in help that ends without recovery or deterioration
        eased_share: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.3),
            "M11", Live, Assumption "prior; half improve reliably, a third recover (CORC)";
        /// Share of interventions without recovery in which severity rises by one deterioration
        worsened_share: f64 = 0.18, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M11", Live, Derived "CORC: 10 % of all deteriorate reliably";
        /// Probability that need returns within a year of recovery in help
        relapse_within_year: f64 = 0.15, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.3),
            "M11", Live, Assumption "prior";
        /// Decrease in the log-odds of recovery if no supervision is received
        log_odds_unsupervised: f64 = 0.4, "log-odds", allowed (0.0, 5.0), plausible (0.0, 1.0),
            "M11, M20", Live, Assumption "prior";
        /// Decrease in the log-odds of recovery with a trainee or on the day of qualifying; it
        /// disappears as the caseload grows to that of an experienced EMHP
        log_odds_inexperienced: f64 = 0.2, "log-odds", allowed (0.0, 5.0), plausible (0.0, 0.5),
            "M11, M19", Live, Assumption "prior";
    }
}

impl Site {
    /// The planned sessions have been held.
    pub(crate) fn complete(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child(id);
        let Some(case) = child.case else { return };
        let ordinal = u64::from(child.referrals);
        let mut draw = at.draws.at(child.key, Purpose::Outcome, ordinal);
        let worsens_chance = self.values.outcome.worsened_share;
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
        let eased = self.values.outcome.eased_share;
        let noise_sd = self.values.assessment.noise_sd;
        let worse_by = self.values.severity.deterioration_size;
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
        let base = if parent_led {
            values.outcome.recovery_parent_led
        } else {
            values.outcome.recovery_direct
        };
        let (planned, attended) = child
            .case
            .map_or((0.0, 0.0), |case| (f64::from(case.planned), f64::from(case.attended)));
        let helper = child.case.map(|case| case.practitioner);
        let unsupervised = helper.map_or(0.0, |id| 1.0 - self.practitioners[id.index()].supervised);
        let inexperience = helper.map_or(0.0, |id| 1.0 - self.experience(now, id));
        let middle = (self.thresholds.floor + self.thresholds.ceiling) / 2.0;
        let log_odds = logit(base)
            - values.outcome.severity_slope * (severity - middle)
            - values.outcome.log_odds_per_missed_session * (planned - attended)
            - values.outcome.log_odds_unsupervised * unsupervised
            - values.outcome.log_odds_inexperienced * inexperience
            + self.groups_differ.fit(child);
        logistic(log_odds)
    }
}
