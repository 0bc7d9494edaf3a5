//! A change of a child's place: what the pathway passes to its listeners.

use crate::engine::time::SimTime;
use crate::model::children::care::Request;
use crate::model::children::child::{Child, Groups, Phase, Problem};
use crate::model::children::place::{Place, Reason, Spot};
use crate::model::children::severity::Course;
use crate::model::children::thresholds::Band;
use crate::model::ids::TeamId;
use crate::model::plan::SettingKind;

/// A child has moved from place to place, or an episode has opened or closed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transition<'a> {
    pub(crate) now: SimTime,
    pub(crate) from: Spot,
    pub(crate) to: Spot,
    pub(crate) reason: Reason,
    /// The child, who is in their new place already; one whose episode closes is in their last.
    pub(crate) child: &'a Child,
    pub(crate) course: &'a Course,
    pub(crate) members: Memberships,
    /// Whether a team works in the child's setting.
    pub(crate) covered: bool,
    /// Name of the child's setting.
    pub(crate) setting: &'a str,
    /// The referral to the team that ends with this move, one way or another.
    pub(crate) request: Option<Request>,
}

impl Transition<'_> {
    /// Where the child goes; `None` when its episode closes.
    pub(crate) fn destination(&self) -> Option<Place> {
        match self.to {
            Spot::In(place) => Some(place),
            Spot::Outside => None,
        }
    }
}

/// The subgroups to which a child belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memberships {
    pub(crate) phase: Phase,
    pub(crate) band: Band,
    pub(crate) problem: Problem,
    pub(crate) groups: Groups,
    /// National fifth of deprivation of the setting, 1 to 5.
    pub(crate) fifth: u8,
    /// Kind of the setting.
    pub(crate) kind: SettingKind,
    /// Whether the setting has a team, in a roll-out.
    pub(crate) covered: Option<bool>,
    /// The team of the setting, if it has or will have one.
    pub(crate) team: Option<TeamId>,
}

impl Memberships {
    pub(crate) fn of(
        child: &Child,
        (fifth, kind): (u8, SettingKind),
        covered: Option<bool>,
        team: Option<TeamId>,
    ) -> Self {
        let Child { band, problem, groups, .. } = *child;
        Self { phase: child.phase(), band, problem, groups, fifth, kind, covered, team }
    }
}
