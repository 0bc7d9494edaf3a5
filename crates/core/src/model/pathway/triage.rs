//! Triage (M6): the team, or a joint meeting with other services, decides from a form. It sees
//! severity with error. Of a child too complex for the team, settings sometimes leave out what would
//! have the referral rejected; of others there is nothing to leave out. A child whom the team has met
//! before is seen as at an assessment, and nothing is withheld.

use super::next::Next;
use super::remit::takes_complex;
use crate::model::children::Children;
use crate::model::children::child::{Child, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::thresholds::Band;
use crate::model::ids::{ChildId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, choices, parameters};
use crate::model::purpose::{Purpose, STRUCTURE};
use crate::model::settings::Settings;
use crate::model::settings::setting::{Setting, kind};
use crate::model::trace::{ChildEvent, Judgement};

parameters! {
    pub struct TriageParameters in "triage" {
        /// Who looks at referrals: the team alone, or a meeting with other local services
        mode: TriageMode = TriageMode::Own, "policy",
            "M6", Live, Assumption "Ellins et al. 2023, Ch7 reports both",
            raises "wait_referral_to_assessment";
        /// Days between triage meetings of the team
        meeting_every_days: f64 = 7.0, "days", allowed (0.01, 90.0), plausible (1.0, 14.0),
            "M6", Live, Assumption "prior",
            raises "wait_referral_to_assessment";
        /// Days between joint triage meetings
        joint_meeting_every_days: f64 = 14.0, "days", allowed (0.01, 90.0), plausible (7.0, 28.0),
            "M6", Live, Assumption "prior",
            raises "wait_referral_to_assessment";
        /// Error with which the team sees severity at triage
        noise_sd: f64 = 0.22, "score", allowed (0.0, 5.0), plausible (0.1, 0.4),
            "M6", Live, Assumption "prior",
            raises "assessments_without_need";
        /// The same error at a joint meeting
        joint_noise_sd: f64 = 0.15, "score", allowed (0.0, 5.0), plausible (0.08, 0.3),
            "M6", Live, Assumption "prior",
            raises "assessments_without_need";
        /// Share of referrals by staff of children above the ceiling that leave out information
        /// which speaks against acceptance
        withheld_share: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.25),
            "M6", Live, Assumption "prior; Ellins et al. 2023, Ch7: settings sometimes omit \
             important information to avoid that a referral is rejected",
            raises "accepted_share" of "severity_band=missing_middle_band";
        /// How much lower the severity of such a child then appears
        withheld_size: f64 = 0.3, "score", allowed (0.0, 5.0), plausible (0.1, 0.6),
            "M6", Live, Assumption "prior",
            raises "accepted_share" of "severity_band=missing_middle_band";
        /// Share of referrals for a neurodevelopmental problem that are declined for the condition
        neurodevelopmental_out_of_scope_share: f64 = 0.3, "proportion",
            allowed (0.0, 1.0), plausible (0.1, 0.8),
            "M6", Live, Assumption "prior; Ellins et al. 2023, Ch7: often out of scope",
            lowers "accepted" of "problem=neurodevelopmental";
        /// Share of referrals for self-harm or other risk that are declined for the condition
        self_harm_out_of_scope_share: f64 = 0.2, "proportion",
            allowed (0.0, 1.0), plausible (0.05, 0.7),
            "M6", Live, Assumption "prior; Ellins et al. 2023, Ch7: active self-harm often out \
             of scope",
            lowers "accepted" of "problem=self_harm";
        /// Share of children above the ceiling but below the specialist threshold whom the team
        /// nevertheless refers to the specialist service
        too_complex_passed_on_share: f64 = 0.1, "proportion",
            allowed (0.0, 1.0), plausible (0.0, 0.5),
            "M6", Live, Assumption "prior; teams know the threshold, since most belong to the \
             provider of the specialist service (Ellins et al. 2023, Ch12)",
            raises "specialist_referrals";
        /// Share of teams that do not accept a child who has help of another service
        declines_helped_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.6),
            "M6", Live, Assumption "prior; Ellins et al. 2023, Ch7 (service remit and scope): some \
             case study sites would not accept a referral for a child who was already supported by \
             other services",
            lowers "referrals";
    }
}

choices! {
    /// Who looks at referrals.
    pub enum TriageMode {
        /// The team alone.
        Own = "own",
        /// The team with other services, the specialist service among them.
        Joint = "joint",
    }
}

/// Days from one triage meeting to the next.
pub(crate) fn days_between_meetings(values: &Values) -> f64 {
    match values.triage.mode {
        TriageMode::Own => values.triage.meeting_every_days,
        TriageMode::Joint => values.triage.joint_meeting_every_days,
    }
}

/// Error with which a meeting sees severity.
pub(crate) fn noise_sd(values: &Values) -> f64 {
    match values.triage.mode {
        TriageMode::Own => values.triage.noise_sd,
        TriageMode::Joint => values.triage.joint_noise_sd,
    }
}

/// Whether the team would decline a child because another service, or the setting's own counsellor,
/// helps them. The child then stays with that help.
pub(crate) fn declines_for_other_help(at: &Moment, child: &Child, setting: &Setting) -> bool {
    let share = at.values().triage.declines_helped_share;
    let is_policy_of = |team: TeamId| {
        let key = at.rules.key.child(kind::TEAM, u64::from(team.0));
        STRUCTURE.happens(key, Purpose::DeclinesHelped, 0, share)
    };
    matches!(child.place, Place::SettingHelps | Place::HelpedElsewhere)
        && setting.team.is_some_and(is_policy_of)
}

/// The meeting decides on a referral; the specialist service accepts from `threshold` on.
pub(crate) fn triage(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    threshold: f64,
    id: ChildId,
) -> Next {
    let (child, course) = children.both_mut(id);
    let (rules, values) = (at.rules, at.values());
    let ordinal = u64::from(child.referrals);
    let mut draw = at.draws.at(child.key, Purpose::SeenAtTriage, ordinal);
    let (noise, withheld) = (draw.normal(), draw.uniform());
    let sd = noise_sd(values);
    let sd = if child.is_known { sd.min(values.assessment.noise_sd) } else { sd };
    let by_staff = child.last_reason == Reason::ReferredByStaff;
    let too_complex = course.score() >= rules.thresholds.ceiling;
    let leaves_out = by_staff && !child.is_known && too_complex;
    let hidden = if leaves_out && withheld < values.triage.withheld_share {
        values.triage.withheld_size
    } else {
        0.0
    };
    let perceived = course.score() + sd * noise - hidden;
    let mut decision = at.draws.at(child.key, Purpose::TriageDecision, ordinal);
    let (scope, passed_on) = (decision.uniform(), decision.uniform());
    let out_of_scope = match child.problem {
        Problem::Neurodevelopmental => values.triage.neurodevelopmental_out_of_scope_share,
        Problem::SelfHarm => values.triage.self_harm_out_of_scope_share,
        _ => 0.0,
    };
    let band = rules.thresholds.band(perceived);
    let complex = band == Band::MissingMiddle && takes_complex(at, child, perceived);
    child.perceived = perceived;
    at.record.tell(at.now, child.birth, || ChildEvent::Triaged {
        judgement: Judgement::of(perceived, course, rules.thresholds),
        withheld: hidden,
        joint: values.triage.mode == TriageMode::Joint,
    });
    let accepted = scope >= out_of_scope && (band == Band::MildToModerate || complex);
    at.record.counts.triaged(at.now, settings.members(rules, child), accepted);
    match band {
        Band::BelowFloor => Next::NotNeeded,
        Band::Specialist => pass_on(values, child, threshold),
        _ if scope < out_of_scope => Next::Go(Place::OutOfScope, Reason::OutOfScope),
        Band::MildToModerate => Next::AwaitAssessment,
        Band::MissingMiddle if complex => Next::AwaitAssessment,
        Band::MissingMiddle if passed_on >= values.triage.too_complex_passed_on_share => {
            Next::Go(Place::MissingMiddle, Reason::TooComplexForTeam)
        }
        Band::MissingMiddle => pass_on(values, child, threshold),
    }
}

/// A joint meeting has the specialist service at the table: what is passed on is accepted
/// there or stays in the missing middle, without another referral.
fn pass_on(values: &Values, child: &Child, threshold: f64) -> Next {
    let agreed = values.triage.mode == TriageMode::Joint;
    if agreed && child.perceived < threshold {
        Next::Go(Place::MissingMiddle, Reason::TooComplexForTeam)
    } else {
        Next::ReferToSpecialist { reason: Reason::PassedToSpecialist, agreed }
    }
}

/// The team has accepted the referral.
pub(crate) fn accept(at: &Moment, child: &mut Child) {
    child.care.journey.accepted.get_or_insert(at.now);
    (child.care.complex, child.care.needs_senior) = (false, false);
    if let Some(request) = &mut child.care.request {
        request.accepted = true;
    }
}
