//! The events, and their order at the same instant.
//!
//! At one instant: changes of parameters first; then the reading of the ledger; then everything
//! that ends (sessions, treatments, patience), so that what it frees can be used; then the courses
//! of children; then arrivals; then who leaves and joins the teams; then planning; and last what reads
//! the coverage of a roll-out. Within a phase the order of scheduling decides.
//!
//! The sites of a world meet in two phases only, when the labour market is open: in that of the
//! cohorts, and in that of those who join.

use crate::engine::calendar::Phase;
use crate::model::ids::{ChildId, GroupId, OtherId, PractitionerId, SettingId, TeamId};

/// An event in a site.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// That at this position among the changes of the site.
    ParameterChanges(u32),
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
    /// Monday in a team: who leaves and who joins.
    TeamChanges(TeamId),
    /// Monday in a team: the week is planned.
    TeamWeek(TeamId),
    Assessment {
        child: ChildId,
        practitioner: PractitionerId,
    },
    Session(ChildId),
    GroupSession(GroupId),
    OutsideHelpBegins(ChildId),
    OutsideHelpEnds(ChildId),
    StepUpDecision(ChildId),
    SpecialistDecision(ChildId),
    /// The notice of a first contact has passed: the service may call.
    SpecialistCalls,
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
            Self::ParameterChanges(_) | Self::TeamsBegin | Self::LeadChanges(_) | Self::Intake => {
                MARKET[0]
            }
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
            Self::NewSchoolYear
            | Self::Look(_)
            | Self::StaffAct(_)
            | Self::OutsideHelpBegins(_) => LOOKS,
            Self::Onset(_)
            | Self::Recurrence(_)
            | Self::Triage(_)
            | Self::SpecialistDecision(_)
            | Self::SpecialistCalls
            | Self::OtherReferral
            | Self::OtherDecision(_) => 4,
            Self::TeamChanges(_) => MARKET[1],
            Self::CapacityReview | Self::ThresholdReview | Self::TeamWeek(_) => 6,
            Self::CoverageReading => 7,
        }
    }
}

/// The phase in which children are looked at.
pub(crate) const LOOKS: Phase = 3;

/// The phases in which the labour market is open, on Mondays.
pub(crate) const MARKET: [Phase; 2] = [0, 5];
