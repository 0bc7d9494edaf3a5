//! Outcome of help by the team (M11): recovery by type of intervention, severity, sessions
//! attended, and the experience and supervision of the practitioner; otherwise step-up, or the end
//! of help in need. Figures for recovery are totals: natural recovery is inside them.

use super::next::Next;
use crate::engine::statistics::{logistic, logit};
use crate::model::children::Children;
use crate::model::children::child::{Case, Child};
use crate::model::children::place::{Place, Reason};
use crate::model::children::transition::Memberships;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;
use crate::model::trace::{ChildEvent, Judgement};
use crate::model::workforce::Workforce;

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

/// Notes the end of help in the journey, and counts it.
pub(crate) fn help_ended(
    at: &mut Moment,
    child: &mut Child,
    members: Memberships,
    dropped_out: bool,
) {
    child.journey.ended = Some(at.now);
    let attended = child.case.map_or(0, |case| case.attended);
    at.record.counts.help_ended(at.now, members, dropped_out, attended);
}

/// The planned sessions have been held.
pub(crate) fn complete(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    id: ChildId,
) -> Next {
    let (child, course) = children.both_mut(id);
    let Some(case) = child.case else { return Next::Stay };
    let (rules, values) = (at.rules, at.values());
    let ordinal = u64::from(child.referrals);
    let mut draw = at.draws.at(child.key, Purpose::Outcome, ordinal);
    let chance = recovery_chance(at, workforce, child, case);
    let recovers = draw.uniform() < chance;
    let worsens = draw.uniform() < values.outcome.worsened_share;
    let noise = at.draws.at(child.key, Purpose::SeenAtEnd, ordinal).normal();
    let members = settings.members(rules, child);
    help_ended(at, child, members, false);
    at.record.counts.completed(at.now, members, recovers);
    let Case { attended, planned, .. } = case;
    if recovers {
        let (recovered, after) = (true, None);
        let completed = ChildEvent::Completed { attended, planned, chance, recovered, after };
        at.record.tell(at.now, child.birth, || completed);
        return Next::Close(Reason::CompletedRecovered);
    }
    child.accrue(course, rules.time.measure_from, at.now);
    if worsens {
        course.worsen(values.severity.deterioration_size);
    } else {
        course.ease(values.outcome.eased_share);
    }
    let seen = course.score() + values.assessment.noise_sd * noise;
    child.perceived = seen;
    at.record.tell(at.now, child.birth, || {
        let after = Some(Judgement::of(seen, course, rules.thresholds));
        ChildEvent::Completed { attended, planned, chance, recovered: false, after }
    });
    if seen >= rules.thresholds.ceiling {
        Next::StepUp
    } else {
        Next::Go(Place::AfterHelp, Reason::CompletedInNeed)
    }
}

/// Probability of recovery at the end of a complete intervention.
fn recovery_chance(at: &Moment, workforce: &Workforce, child: &Child, case: Case) -> f64 {
    let (thresholds, values) = (&at.rules.thresholds, at.values());
    let base = if child.is_parent_led() {
        values.outcome.recovery_parent_led
    } else {
        values.outcome.recovery_direct
    };
    let (planned, attended) = (f64::from(case.planned), f64::from(case.attended));
    let helper = case.practitioner;
    let unsupervised = 1.0 - workforce.practitioners[helper.index()].supervised;
    let inexperience = 1.0 - workforce.experience(values, at.now, helper);
    let middle = (thresholds.floor + thresholds.ceiling) / 2.0;
    let log_odds = logit(base)
        - values.outcome.severity_slope * (case.severity_at_start - middle)
        - values.outcome.log_odds_per_missed_session * (planned - attended)
        - values.outcome.log_odds_unsupervised * unsupervised
        - values.outcome.log_odds_inexperienced * inexperience
        + at.rules.groups.fit(child);
    logistic(log_odds)
}
