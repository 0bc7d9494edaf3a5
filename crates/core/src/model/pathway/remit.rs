//! Remit (M7): whether the team accepts children who are too complex for it and below the threshold
//! of the specialist service: none (firm), some (case by case), or all below a line (extended).
//! Seniors help them, or an EMHP who holds more risk than the role intends, over more sessions.

use crate::model::children::child::Child;
use crate::model::children::rules::Rules;
use crate::model::children::thresholds::Thresholds;
use crate::model::moment::Moment;
use crate::model::parameters::{choices, parameters};
use crate::model::plan::Role;
use crate::model::purpose::Purpose;
use crate::model::trace::ChildEvent;
use crate::model::workforce::practitioner::Practitioner;

parameters! {
    pub struct RemitParameters in "remit" {
        /// Whether the team accepts children who are too complex for its remit and below the
        /// specialist threshold: none, some, or all up to a line
        policy: Remit = Remit::CaseByCase, "policy",
            "M7", Live, Published "Ellins et al. 2023, Ch7 (service remit and scope): decisions \
             were generally made case by case; some teams held a firm boundary",
            lowers "missing_middle_entered";
        /// How far above the ceiling the extended line is, as a share of the way to the specialist
        /// threshold
        extension_share: f64 = 0.5, "proportion", allowed (0.0, 1.0), plausible (0.25, 1.0),
            "M7", Live, Assumption "prior",
            lowers "missing_middle_entered";
        /// Share of the children below the extended line whom the team accepts when it decides case
        /// by case
        case_by_case_share: f64 = 0.4, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.7),
            "M7", Live, Assumption "prior",
            lowers "missing_middle_entered";
        /// Share of the children above the ceiling whom EMHPs see; the rest wait for a senior
        held_by_emhps_share: f64 = 0.25, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.6),
            "M7", Live, Assumption "prior; Ellins et al. 2023, Ch7: usually by more experienced \
             therapists",
            lowers "wait_referral_to_start" of "severity_band=missing_middle_band";
        /// Sessions of an intervention with a child above the ceiling
        sessions: u32 = 12, "sessions", allowed (1.0, 50.0), plausible (8.0, 16.0),
            "M7", Live, Assumption "prior",
            raises "sessions_attended_mean" of "severity_band=missing_middle_band";
    }
}

choices! {
    /// What a team does with children above the ceiling.
    pub enum Remit {
        /// It accepts none.
        Firm = "firm",
        /// It accepts some.
        CaseByCase = "case_by_case",
        /// It accepts all below a line.
        Extended = "extended",
    }
}

impl Remit {
    /// How rigid practitioners find the model, 0 to 1.
    pub(crate) fn rigidity(self) -> f64 {
        match self {
            Self::Firm => 1.0,
            Self::CaseByCase => 0.5,
            Self::Extended => 0.0,
        }
    }
}

/// Whether the team accepts any children of this severity above the ceiling.
pub(crate) fn may_take_complex(rules: &Rules, perceived: f64) -> bool {
    let (thresholds, remit) = (&rules.thresholds, &rules.values.remit);
    let band = thresholds.specialist - thresholds.ceiling;
    let line = thresholds.ceiling + remit.extension_share * band;
    remit.policy != Remit::Firm && perceived < line
}

/// Whether the team accepts a child of this severity above the ceiling. The answer is the same at
/// triage and at assessment.
pub(crate) fn takes_complex(at: &Moment, child: &Child, perceived: f64) -> bool {
    let remit = &at.values().remit;
    let share = if remit.policy == Remit::Extended { 1.0 } else { remit.case_by_case_share };
    may_take_complex(at.rules, perceived)
        && at.draws.happens(child.key, Purpose::Remit, u64::from(child.referrals), share)
}

/// Notes that a child is held beyond the ceiling, and whether a senior must do it.
pub(crate) fn hold_beyond_ceiling(at: &mut Moment, child: &mut Child) {
    let share = at.values().remit.held_by_emhps_share;
    let ordinal = u64::from(child.referrals);
    child.care.complex = true;
    child.care.needs_senior = !at.draws.happens(child.key, Purpose::HeldByEmhp, ordinal, share);
    child.care.group_suited = false;
    let by_senior = child.care.needs_senior;
    at.record.tell(at.now, child.birth, || ChildEvent::HeldBeyondRemit { by_senior });
}

/// Whether this practitioner may help the child.
pub(crate) fn may_help(practitioner: &Practitioner, child: &Child) -> bool {
    !child.care.needs_senior || practitioner.role == Role::Senior || practitioner.is_senior_emhp
}

/// Sessions planned for a child seen alone. Within the remit they are between the fewest and the
/// most: the mean of how far severity is up from floor to ceiling, and of chance (what the family
/// and the practitioner agree on), says where.
pub(crate) fn sessions_planned(at: &Moment, child: &Child) -> u8 {
    let values = at.values();
    if child.care.complex {
        return values.remit.sessions as u8;
    }
    let most = values.intervention.sessions;
    let least = values.intervention.sessions_least.min(most);
    let Thresholds { floor, ceiling, .. } = at.rules.thresholds;
    let severity = ((child.perceived - floor) / (ceiling - floor)).clamp(0.0, 1.0);
    let chance = at.draws.uniform(child.key, Purpose::SessionsPlanned, u64::from(child.referrals));
    let more = 0.5 * (severity + chance) * f64::from(most - least + 1);
    (least + (more as u32).min(most - least)) as u8
}
