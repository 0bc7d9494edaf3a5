//! Remit (M7): whether the team takes children who are too complex for it and below the threshold
//! of the specialist service: never (firm), some of them (case by case), or all below a line
//! (extended). They are helped by seniors, or by an EMHP who holds more risk than the role means,
//! over more sessions.

use super::event::Moment;
use super::ids::{ChildId, PractitionerId};
use super::parameters::Parameter as P;
use super::plan::Role;
use super::purpose::Purpose;
use super::site::Site;
use super::trace::ChildEvent;

/// What a team does with children above the ceiling.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Remit {
    Firm,
    CaseByCase,
    Extended,
}

impl Site {
    fn remit(&self) -> Remit {
        match self.values.choice(P::RemitPolicy) {
            0 => Remit::Firm,
            1 => Remit::CaseByCase,
            _ => Remit::Extended,
        }
    }

    /// Whether the team takes any children of this severity above the ceiling.
    pub(super) fn may_take_complex(&self, perceived: f64) -> bool {
        let thresholds = &self.thresholds;
        let band = thresholds.specialist - thresholds.ceiling;
        let line = thresholds.ceiling + self.values[P::RemitExtension] * band;
        self.remit() != Remit::Firm && perceived < line
    }

    /// Whether the team takes a child of this severity above the ceiling. A child gets the same
    /// answer at triage and at assessment.
    pub(super) fn takes_complex(&self, at: &Moment, id: ChildId, perceived: f64) -> bool {
        let child = self.child(id);
        let ordinal = u64::from(child.referrals);
        let share =
            if self.remit() == Remit::Extended { 1.0 } else { self.values[P::RemitCaseByCase] };
        self.may_take_complex(perceived)
            && at.draws.happens(child.key, Purpose::Remit, ordinal, share)
    }

    /// Notes that a child is held beyond the ceiling, and whether a senior must do it.
    pub(super) fn hold_beyond_ceiling(&mut self, at: &Moment, id: ChildId) {
        let share = self.values[P::RemitEmhps];
        let child = self.child_mut(id);
        let ordinal = u64::from(child.referrals);
        child.complex = true;
        child.needs_senior = !at.draws.happens(child.key, Purpose::HeldByEmhp, ordinal, share);
        child.group_suited = false;
        let by_senior = child.needs_senior;
        self.tell(at.now, id, |_| ChildEvent::HeldBeyondRemit { by_senior });
    }

    /// Whether this practitioner may help the child.
    pub(super) fn may_help(&self, practitioner: PractitionerId, id: ChildId) -> bool {
        !self.child(id).needs_senior
            || self.practitioners[practitioner.index()].role == Role::Senior
            || self.practitioners[practitioner.index()].is_senior_emhp
    }

    /// Sessions planned for a child seen alone.
    pub(super) fn sessions_planned(&self, id: ChildId) -> u8 {
        let planned =
            if self.child(id).complex { P::RemitSessions } else { P::InterventionSessions };
        self.values.count(planned) as u8
    }
}
