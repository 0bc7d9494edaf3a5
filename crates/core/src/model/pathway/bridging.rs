//! Bridging (M15): the team holds children while they wait for the specialist service. They worsen less,
//! and each contact takes a slot.

use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason};
use crate::model::event::Moment;
use crate::model::ids::TeamId;
use crate::model::parameters::{choices, parameters};
use crate::model::world::site::Site;

parameters! {
    pub struct BridgingParameters in "bridging" {
        /// Whom the team holds while they wait for the specialist service: nobody, children it has
        /// stepped up, or all it has referred
        policy: BridgingPolicy = BridgingPolicy::None, "policy",
            "M15", Live, Published "Ellins et al. 2023, Ch7 and Ch12: done in some sites";
        /// Time between contacts with a child who is held
        spacing_days: f64 = 28.0, "days", allowed (1.0, 365.0), plausible (14.0, 42.0),
            "M15", Live, Assumption "prior";
        /// Deterioration while held, relative to waiting without support
        deterioration_factor: f64 = 0.5, "ratio", allowed (0.0, 2.0), plausible (0.3, 0.9),
            "M15", Live, Assumption "prior";
    }
}

choices! {
    /// Whom the team holds while they wait for the specialist service.
    pub enum BridgingPolicy {
        /// Nobody.
        None = "none",
        /// Those whom it stepped up.
        SteppedUp = "stepped_up",
        /// All whom it referred.
        All = "all",
    }
}

impl Site {
    /// Where a child waits for the specialist service that was referred to it for this reason.
    pub(crate) fn waiting_place(&self, reason: Reason) -> Place {
        let by_team = matches!(
            reason,
            Reason::SteppedUp | Reason::PassedToSpecialist | Reason::WorsenedWhileWaiting
        );
        let held = match self.values.bridging.policy {
            BridgingPolicy::None => false,
            BridgingPolicy::SteppedUp => reason == Reason::SteppedUp,
            BridgingPolicy::All => by_team,
        };
        if held { Place::Bridged } else { Place::WaitingSpecialistFirst }
    }

    /// Slots that holding children takes of a team in a week.
    pub(crate) fn bridging_slots(&self, at: &Moment, team: TeamId) -> usize {
        if self.values.bridging.policy == BridgingPolicy::None {
            return 0;
        }
        let per_slot = self.values.bridging.spacing_days / 7.0;
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
