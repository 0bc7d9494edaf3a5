//! Remit (M7): whether the team takes children who are too complex for it and below the threshold
//! of the specialist service: never (firm), some of them (case by case), or all below a line
//! (extended). They are helped by seniors, or by an EMHP who holds more risk than the role means,
//! over more sessions.

use crate::model::event::Moment;
use crate::model::ids::{ChildId, PractitionerId};
use crate::model::parameters::{choices, parameters};
use crate::model::plan::Role;
use crate::model::purpose::Purpose;
use crate::model::trace::ChildEvent;
use crate::model::world::site::Site;

parameters! {
    pub struct RemitParameters in "remit" {
        /// Whether the team accepts children who are too complex for its remit and below the
        /// specialist threshold: none, some, or all up to a line
        policy: Remit = Remit::CaseByCase, "policy",
            "M7", Live, Published "Ellins et al. 2023, Ch7: decided case by case in most sites";
        /// How far above the ceiling the extended line is, as a share of the way to the specialist
        /// threshold
        extension_share: f64 = 0.5, "proportion", allowed (0.0, 1.0), plausible (0.25, 1.0),
            "M7", Live, Assumption "prior";
        /// Share of the children below the extended line whom the team accepts when it decides case
        /// by case
        case_by_case_share: f64 = 0.4, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.7),
            "M7", Live, Assumption "prior";
        /// Share of the children above the ceiling whom EMHPs see; the rest wait for a senior
        held_by_emhps_share: f64 = 0.25, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.6),
            "M7", Live, Assumption "prior; Ellins et al. 2023, Ch7: usually by more experienced \
             therapists";
        /// Sessions of an intervention with a child above the ceiling
        sessions: u32 = 12, "sessions", allowed (1.0, 50.0), plausible (8.0, 16.0),
            "M7", Live, Assumption "prior";
    }
}

choices! {
    /// What a team does with children above the ceiling.
    pub enum Remit {
        /// It takes none.
        Firm = "firm",
        /// It takes some.
        CaseByCase = "case_by_case",
        /// It takes all below a line.
        Extended = "extended",
    }
}

impl Site {
    /// Whether the team takes any children of this severity above the ceiling.
    pub(crate) fn may_take_complex(&self, perceived: f64) -> bool {
        let thresholds = &self.thresholds;
        let band = thresholds.specialist - thresholds.ceiling;
        let line = thresholds.ceiling + self.values.remit.extension_share * band;
        self.values.remit.policy != Remit::Firm && perceived < line
    }

    /// Whether the team takes a child of this severity above the ceiling. A child gets the same
    /// answer at triage and at assessment.
    pub(crate) fn takes_complex(&self, at: &Moment, id: ChildId, perceived: f64) -> bool {
        let child = self.child(id);
        let ordinal = u64::from(child.referrals);
        let share = if self.values.remit.policy == Remit::Extended {
            1.0
        } else {
            self.values.remit.case_by_case_share
        };
        self.may_take_complex(perceived)
            && at.draws.happens(child.key, Purpose::Remit, ordinal, share)
    }

    /// Notes that a child is held beyond the ceiling, and whether a senior must do it.
    pub(crate) fn hold_beyond_ceiling(&mut self, at: &Moment, id: ChildId) {
        let share = self.values.remit.held_by_emhps_share;
        let child = self.child_mut(id);
        let ordinal = u64::from(child.referrals);
        child.complex = true;
        child.needs_senior = !at.draws.happens(child.key, Purpose::HeldByEmhp, ordinal, share);
        child.group_suited = false;
        let by_senior = child.needs_senior;
        self.tell(at.now, id, |_| ChildEvent::HeldBeyondRemit { by_senior });
    }

    /// Whether this practitioner may help the child.
    pub(crate) fn may_help(&self, practitioner: PractitionerId, id: ChildId) -> bool {
        !self.child(id).needs_senior
            || self.practitioners[practitioner.index()].role == Role::Senior
            || self.practitioners[practitioner.index()].is_senior_emhp
    }

    /// Sessions planned for a child seen alone.
    pub(crate) fn sessions_planned(&self, id: ChildId) -> u8 {
        let (complex, values) = (self.child(id).complex, &self.values);
        (if complex { values.remit.sessions } else { values.intervention.sessions }) as u8
    }
}
