//! What help by the team does (M11). The natural course goes on. Each session that is attended may end
//! the need, beyond what would have ended by itself, by type of intervention, severity, and the
//! experience and supervision of the practitioner. So the effect grows with the dose: of
//! Thirlwall's trial (2013), eight contacts leave `(1 - q)^8` of the control's need, four `(1 - q)^4`.
//! At the end, need that is left is easier or harder than it was; a child who seems too complex for
//! the team is stepped up.

use super::moves::{end_help, remit};
use super::next::Next;
use crate::model::children::Children;
use crate::model::children::care::Case;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Change;
use crate::model::children::transition::Memberships;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::results::counted::HelpEnd;
use crate::model::settings::Settings;
use crate::model::trace::{ChildEvent, Judgement};
use crate::model::workforce::Workforce;

parameters! {
    pub struct OutcomeParameters in "outcome" {
        /// Probability that a session attended by the young person ends need at mid-range severity,
        /// beyond the natural course
        remission_per_session: f64 = 0.053, "per session",
            allowed (0.0, 1.0), plausible (0.025, 0.08),
            "M11", Live, Assumption "prior: about 27 % of need ends beyond the natural course in the \
             5.8 sessions that a completed intervention comes to, which gives a total near CORC \
             (33 %)",
            raises "recovered_share" of "phase=secondary";
        /// The same of a contact with parents who lead the intervention
        remission_per_session_parent_led: f64 = 0.0494, "per session",
            allowed (0.0, 1.0), plausible (0.02, 0.07),
            "M11", Live, Derived "Thirlwall 2013 (trial): 25 % recover on the waiting list and 50 % \
             with eight contacts, so 1 - (0.50 / 0.75)^(1/8); it gives 39 % for four contacts, \
             as published",
            raises "recovered_share" of "phase=primary";
        /// Decrease in the logarithm of these rates per point of severity
        severity_slope: f64 = 0.6, "per score", allowed (0.0, 10.0), plausible (0.2, 1.2),
            "M11", Live, Assumption "prior",
            lowers "recovered_share" of "severity_band=missing_middle_band";
        /// Share of interventions that leave the child in need in which severity falls by as much
        /// as one deterioration
        improved_share: f64 = 0.25, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.4),
            "M11", Live, Derived "CORC: half improve reliably and a third recover, so a quarter of \
             the others",
            raises "improved_share";
        /// Share of interventions that leave the child in need in which severity rises by one
        /// deterioration, beyond the natural course
        worsened_share: f64 = 0.12, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.2),
            "M11", Live, Derived "CORC: 10 % of all deteriorate reliably, of which the natural \
             course gives a small part",
            raises "worse_share";
        /// Change in severity from the beginning to the end of help that counts as improved or worse
        reliable_change: f64 = 0.3, "score", allowed (0.0, 5.0), plausible (0.2, 0.5),
            "M11", Live, Assumption "prior",
            lowers "improved_share";
        /// Recurrence of need that ended in or after help, relative to need that nobody helped
        recurrence_after_help_factor: f64 = 1.0, "ratio",
            allowed (0.0, 5.0), plausible (0.6, 1.2),
            "M11", Live, Assumption "1: help neither raises nor lowers recurrence",
            raises "in_need";
        /// Decrease in the logarithm of the rates if no supervision is received
        log_rate_unsupervised: f64 = 0.3, "logarithm", allowed (0.0, 5.0), plausible (0.0, 0.8),
            "M11, M20", Live, Assumption "prior",
            lowers "recovered_share";
        /// Decrease in the logarithm of the rates with a trainee or on the day of qualifying; it
        /// disappears as the caseload grows to that of an experienced EMHP
        log_rate_inexperienced: f64 = 0.15, "logarithm", allowed (0.0, 5.0), plausible (0.0, 0.4),
            "M11, M19", Live, Assumption "prior",
            lowers "recovered_share";
    }
}

/// A session that was attended may end the need of a child; `drawn` is uniform.
pub(crate) fn attended(
    at: &mut Moment,
    children: &mut Children,
    workforce: &Workforce,
    (id, drawn): (ChildId, f64),
) {
    let (child, course) = (&children[id], children.course(id));
    let Some(case) = child.care.case.filter(|_| !course.is_remitted()) else { return };
    if drawn < effect(at, workforce, child, (case, course.score())) {
        remit(at, children, id);
    }
}

/// Probability that a session ends need at this severity.
fn effect(at: &Moment, workforce: &Workforce, child: &Child, (case, severity): (Case, f64)) -> f64 {
    let (thresholds, values) = (&at.rules.thresholds, at.values());
    let outcome = &values.outcome;
    let usual = if child.is_parent_led() {
        outcome.remission_per_session_parent_led
    } else {
        outcome.remission_per_session
    };
    let helper = case.practitioner;
    let unsupervised = 1.0 - workforce.practitioners[helper.index()].supervised;
    let inexperience = 1.0 - workforce.experience(values, at.now, helper);
    let middle = (thresholds.floor + thresholds.ceiling) / 2.0;
    let logarithm = at.rules.groups.fit(child)
        - outcome.severity_slope * (severity - middle)
        - outcome.log_rate_unsupervised * unsupervised
        - outcome.log_rate_inexperienced * inexperience;
    1.0 - (1.0 - usual).powf(logarithm.exp())
}

/// Notes the end of help in the journey, and counts it.
pub(crate) fn help_ended(at: &mut Moment, child: &mut Child, members: Memberships, how: HelpEnd) {
    child.ended = Some(at.now);
    let attended = child.care.case.map_or(0, |case| case.attended);
    at.record.counts.help_ended(at.now, members, how, attended);
}

/// The planned sessions have been held, or the child was seen to be well.
pub(crate) fn complete(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    id: ChildId,
) -> Next {
    let (child, course) = children.both_mut(id);
    let Some(case) = child.care.case else { return Next::Stay };
    let (rules, values) = (at.rules, at.values());
    let ordinal = u64::from(child.referrals);
    let drawn = at.draws.uniform(child.key, Purpose::Outcome, ordinal);
    let noise = at.draws.at(child.key, Purpose::SeenAtEnd, ordinal).normal();
    let members = settings.members(rules, child);
    let by = if drawn < values.outcome.improved_share {
        -values.severity.deterioration_size
    } else if drawn >= 1.0 - values.outcome.worsened_share {
        values.severity.deterioration_size
    } else {
        0.0
    };
    let change = end_help(at, (child, course), case.severity_at_start, by);
    let recovered = change == Change::Recovered;
    help_ended(at, child, members, HelpEnd::Completed);
    at.record.counts.completed(at.now, members, change);
    let Case { attended, planned, .. } = case;
    let seen = course.score() + values.assessment.noise_sd * noise;
    let judged = Judgement::of(seen, course, rules.thresholds);
    at.record.tell(at.now, child.birth, || {
        let after = (!recovered).then_some(judged);
        ChildEvent::Completed { attended, planned, recovered, after }
    });
    if recovered {
        return Next::Close(Reason::CompletedRecovered);
    }
    child.perceived = seen;
    if seen >= rules.thresholds.ceiling {
        Next::StepUp
    } else {
        Next::Go(Place::AfterHelp, Reason::CompletedInNeed)
    }
}
