//! The events, and their order at the same instant.
//!
//! At one instant: changes of parameters first; then the reading of the ledger; then everything
//! that ends (sessions, treatments, patience), so that what it frees can be used; then the courses
//! of children; then arrivals; then planning; and last what reads the coverage of a roll-out.
//! Within a phase the order of scheduling decides.

use crate::engine::calendar::Phase;
use crate::model::ids::{ChildId, GroupId, OtherId, PractitionerId, SettingId, SiteId, TeamId};
use crate::model::parameters::Parameter;

/// An event in a site.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    ParameterChanges {
        parameter: Parameter,
        value: f64,
    },
    Reading,
    /// Of the coverage, in a roll-out.
    CoverageReading,
    TeamsBegin,
    NewSchoolYear,
    /// The lead of a setting leaves, or another takes up the role.
    LeadChanges(SettingId),
    Onset(SettingId),
    Look(ChildId),
    /// Staff act on what they noticed.
    StaffAct(ChildId),
    ReferralLost {
        child: ChildId,
        refused: bool,
    },
    Triage(ChildId),
    GivesUp(ChildId),
    /// A cohort of trainees begins.
    Intake,
    TeamWeek(TeamId),
    Assessment {
        child: ChildId,
        practitioner: PractitionerId,
    },
    Session(ChildId),
    GroupSession(GroupId),
    OutsideHelpEnds(ChildId),
    StepUpDecision(ChildId),
    SpecialistDecision(ChildId),
    SpecialistGivesUp(ChildId),
    SpecialistSecondContact(ChildId),
    SpecialistDischarge(ChildId),
    OtherReferral,
    OtherDecision(OtherId),
    OtherSecondContact(OtherId),
    OtherDischarge(OtherId),
    CapacityReview,
    ThresholdReview,
    /// The specialist service has adjusted to someone joining or leaving.
    SpecialistAdjusts {
        places: i32,
    },
    /// Of the child at this position among those who will be in need again.
    Recurrence(u32),
}

impl Event {
    /// Its phase among the events of the same instant.
    pub(crate) fn phase(self) -> Phase {
        match self {
            Self::ParameterChanges { .. }
            | Self::TeamsBegin
            | Self::LeadChanges(_)
            | Self::Intake => 0,
            Self::Reading => 1,
            Self::ReferralLost { .. }
            | Self::GivesUp(_)
            | Self::Assessment { .. }
            | Self::Session(_)
            | Self::GroupSession(_)
            | Self::OutsideHelpEnds(_)
            | Self::StepUpDecision(_)
            | Self::SpecialistGivesUp(_)
            | Self::SpecialistSecondContact(_)
            | Self::SpecialistDischarge(_)
            | Self::OtherSecondContact(_)
            | Self::OtherDischarge(_)
            | Self::SpecialistAdjusts { .. } => 2,
            Self::NewSchoolYear | Self::Look(_) | Self::StaffAct(_) => 3,
            Self::Onset(_)
            | Self::Recurrence(_)
            | Self::Triage(_)
            | Self::SpecialistDecision(_)
            | Self::OtherReferral
            | Self::OtherDecision(_) => 4,
            Self::CapacityReview | Self::ThresholdReview | Self::TeamWeek(_) => 5,
            Self::CoverageReading => 6,
        }
    }
}

/// An event and the site in which it happens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheduled {
    pub(crate) site: SiteId,
    pub(crate) event: Event,
}
