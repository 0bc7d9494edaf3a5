//! Bridging (M15): the team holds children while they wait for the specialist service. They worsen less,
//! and each contact takes a slot.

use super::way::Way;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason};
use crate::model::ids::TeamId;
use crate::model::moment::Moment;
use crate::model::parameters::{Values, choices, parameters};

parameters! {
    pub struct BridgingParameters in "bridging" {
        /// Whom the team holds while they wait for the specialist service: nobody, children it has
        /// stepped up, or all it has referred
        policy: BridgingPolicy = BridgingPolicy::SteppedUp, "policy",
            "M15", Live, Assumption "prior: between the teams that did so and those that did not; \
             Ellins et al. 2023, Ch7 (service remit and scope) and Ch12: some teams gave interim \
             support to children who waited for the specialist service, and a lack of it was a \
             concern",
            raises "slots_used_share";
        /// Time between contacts with a child who is held
        spacing_days: f64 = 28.0, "days", allowed (1.0, 365.0), plausible (14.0, 42.0),
            "M15", Live, Assumption "prior",
            lowers "slots_used_share";
        /// Deterioration while held, relative to waiting without support
        deterioration_factor: f64 = 0.5, "ratio", allowed (0.0, 2.0), plausible (0.3, 0.9),
            "M15", Live, Assumption "prior",
            raises "severity_days";
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

/// Where a child waits for the specialist service that was referred to it for this reason.
pub(crate) fn waiting_place(values: &Values, reason: Reason) -> Place {
    let by_team = matches!(
        reason,
        Reason::SteppedUp | Reason::PassedToSpecialist | Reason::WorsenedWhileWaiting
    );
    let held = match values.bridging.policy {
        BridgingPolicy::None => false,
        BridgingPolicy::SteppedUp => reason == Reason::SteppedUp,
        BridgingPolicy::All => by_team,
    };
    if held { Place::Bridged } else { Place::WaitingSpecialistFirst }
}

/// Slots that holding children takes of a team in a week.
pub(crate) fn slots(at: &Moment, way: &Way, team: TeamId) -> usize {
    let Way { children, settings, lists, .. } = way;
    let bridging = &at.values().bridging;
    if bridging.policy == BridgingPolicy::None {
        return 0;
    }
    let week = at.now.week().0 as usize;
    let is_theirs = |child: &Child| settings.of(child).team == Some(team);
    // Each is seen in one week of so many, by its number.
    let turns = (bridging.spacing_days / 7.0).round().max(1.0) as usize;
    let number = |child: &Child| child.key.ordinal() as usize % turns;
    let held = lists.held().map(|id| &children[id]).filter(|child| is_theirs(child));
    held.filter(|child| (number(child) + week).is_multiple_of(turns)).count()
}
