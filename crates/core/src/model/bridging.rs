//! Bridging (M15): the team holds children while they wait for the specialist service. They worsen less,
//! and each contact takes a slot.

use super::child::Child;
use super::event::Moment;
use super::ids::TeamId;
use super::parameters::Parameter as P;
use super::place::{Place, Reason};
use super::site::Site;

/// Whom a team holds while they wait for the specialist service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Bridging {
    Nobody,
    SteppedUp,
    All,
}

impl Site {
    fn bridging(&self) -> Bridging {
        match self.values.choice(P::BridgingPolicy) {
            0 => Bridging::Nobody,
            1 => Bridging::SteppedUp,
            _ => Bridging::All,
        }
    }

    /// Where a child waits for the specialist service that was referred to it for this reason.
    pub(super) fn waiting_place(&self, reason: Reason) -> Place {
        let by_team = matches!(
            reason,
            Reason::SteppedUp | Reason::PassedToSpecialist | Reason::WorsenedWhileWaiting
        );
        let held = match self.bridging() {
            Bridging::Nobody => false,
            Bridging::SteppedUp => reason == Reason::SteppedUp,
            Bridging::All => by_team,
        };
        if held { Place::Bridged } else { Place::WaitingSpecialistFirst }
    }

    /// Slots that holding children takes of a team in a week.
    pub(super) fn bridging_slots(&self, at: &Moment, team: TeamId) -> usize {
        if self.bridging() == Bridging::Nobody {
            return 0;
        }
        let per_slot = self.values[P::BridgingSpacing] / 7.0;
        let week = at.now.week().0 as usize;
        let held = self.children.iter().filter(|(_, child)| {
            let setting = &self.settings[child.setting.index()];
            child.place == Place::Bridged && setting.team == Some(team)
        });
        // Each is seen in one week of so many, by its number.
        let turns = per_slot.round().max(1.0) as usize;
        let number = |child: &Child| child.key.ordinal() as usize % turns;
        held.filter(|(_, child)| (number(child) + week).is_multiple_of(turns)).count()
    }
}
