//! How a referral, or help, came to an end.

use serde::{Deserialize, Serialize};

use crate::model::children::place::{Place, Reason};

/// How a child left a list, or the help of a service.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Exit {
    /// Help started.
    Started,
    /// Too mild, too complex, out of scope, or below the threshold.
    Declined,
    /// Passed on to the specialist service.
    PassedOn,
    /// Consent refused, parents not reached, or appointments missed before help started.
    NotEngaged,
    /// Gave up waiting.
    GaveUp,
    /// Found to have recovered while waiting.
    FoundRecovered,
    /// Help ended with recovery.
    Recovered,
    /// Help ended as planned, without recovery.
    InNeed,
    /// Help by the team ended with a step-up to the specialist service.
    SteppedUp,
    /// Stopped coming.
    DroppedOut,
    /// Moved on to a setting without a team.
    LeftCoverage,
    /// Left school.
    AgedOut,
    /// Moved out of the area.
    MovedAway,
}

impl Exit {
    /// All.
    pub const ALL: [Self; 13] = [
        Self::Started,
        Self::Declined,
        Self::PassedOn,
        Self::NotEngaged,
        Self::GaveUp,
        Self::FoundRecovered,
        Self::Recovered,
        Self::InNeed,
        Self::SteppedUp,
        Self::DroppedOut,
        Self::LeftCoverage,
        Self::AgedOut,
        Self::MovedAway,
    ];

    /// Number of them.
    pub const COUNT: usize = Self::ALL.len();

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Declined => "declined",
            Self::PassedOn => "passed on",
            Self::NotEngaged => "not engaged",
            Self::GaveUp => "gave up",
            Self::FoundRecovered => "found recovered",
            Self::Recovered => "recovered",
            Self::InNeed => "still in need",
            Self::SteppedUp => "stepped up",
            Self::DroppedOut => "dropped out",
            Self::LeftCoverage => "left coverage",
            Self::AgedOut => "aged out",
            Self::MovedAway => "moved away",
        }
    }

    /// What a move is for a child who was on a list or in help, by where it goes and why; `None` for
    /// a move within them.
    pub(crate) fn of(to: Option<Place>, reason: Reason) -> Option<Self> {
        Some(match reason {
            Reason::HelpStarted | Reason::GroupStarted | Reason::SpecialistSecondContact => {
                Self::Started
            }
            Reason::BelowFloor
            | Reason::OutOfScope
            | Reason::TooComplexForTeam
            | Reason::DeclinedBySpecialist
            | Reason::StepUpRefused
            | Reason::ReferredByService => Self::Declined,
            Reason::WorsenedWhileWaiting if to == Some(Place::MissingMiddle) => Self::Declined,
            Reason::PassedToSpecialist | Reason::WorsenedWhileWaiting => Self::PassedOn,
            Reason::ConsentRefused | Reason::NotReached | Reason::MissedAppointments => {
                Self::NotEngaged
            }
            Reason::GaveUpWaiting | Reason::SpecialistGaveUp => Self::GaveUp,
            Reason::FoundRecovered | Reason::Remitted => Self::FoundRecovered,
            Reason::CompletedRecovered | Reason::SpecialistRecovered => Self::Recovered,
            Reason::CompletedInNeed | Reason::SpecialistInNeed | Reason::NotSteppedUp => {
                Self::InNeed
            }
            Reason::StepUpAwaitsSupervisor | Reason::SteppedUp => Self::SteppedUp,
            Reason::DroppedOut => Self::DroppedOut,
            Reason::LeftCoverage => Self::LeftCoverage,
            Reason::AgedOut => Self::AgedOut,
            Reason::MovedAway => Self::MovedAway,
            Reason::Onset
            | Reason::InitialStock
            | Reason::Joined
            | Reason::Recurrence
            | Reason::Recognised
            | Reason::ReferredByStaff
            | Reason::ReferredByFamily
            | Reason::StaffReferredToSpecialist
            | Reason::FamilyReferredToSpecialist
            | Reason::WithTeamAtStart
            | Reason::AcceptedAtTriage
            | Reason::AcceptedAtAssessment
            | Reason::SummerBreak
            | Reason::PractitionerLeft
            | Reason::HelpResumed
            | Reason::ChangedTeam
            | Reason::SpecialistFirstContact
            | Reason::SettingHelpStarted
            | Reason::SettingHelpEnded
            | Reason::VoluntaryHelpStarted
            | Reason::ParentingHelpStarted
            | Reason::GpHelpStarted
            | Reason::ElsewhereEnded
            | Reason::HelpedBySetting => return None,
        })
    }
}
