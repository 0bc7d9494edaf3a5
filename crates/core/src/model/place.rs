//! Where a child with an open episode of need can be, and why it moves.

use serde::{Deserialize, Serialize};

/// The place of a child. From the start of an episode until it closes, a child is at every
/// instant in exactly one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[repr(u8)]
pub enum Place {
    /// Nobody has noticed the need.
    Unrecognised,
    /// Noticed, and held by the setting's own support or advice.
    HeldBySetting,
    /// Form, consent and triage of a referral to the team.
    InReferral,
    /// Accepted by the team, waiting for the assessment appointment.
    WaitingAssessment,
    /// Assessed, waiting for an intervention of the team.
    WaitingIntervention,
    /// In an intervention of the team: one-to-one, parent-led or group.
    InIntervention,
    /// An intervention that was begun stands still.
    Interrupted,
    /// Held by the team while waiting for the specialist service.
    Bridged,
    /// Referred to the specialist service, waiting for the first contact.
    WaitingSpecialistFirst,
    /// Seen once, waiting for the second contact.
    WaitingSpecialistSecond,
    /// In specialist treatment.
    InSpecialist,
    /// Too complex for the team's remit, below the specialist threshold, held by nobody.
    MissingMiddle,
    /// Declined for the condition, not for the severity.
    OutOfScope,
    /// Consent refused, not reached, dropped out or discharged for missed appointments.
    Disengaged,
    /// Help ended without recovery and the child is still in need.
    AfterHelp,
    /// Signposted, and helped elsewhere.
    HelpedElsewhere,
}

/// What a place is reported as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// Without help and on nobody's list.
    Unmet,
    /// Held by the setting.
    Held,
    /// On a list.
    Waiting,
    /// In help.
    InHelp,
}

impl Place {
    /// All places, in the order of the enum.
    pub const ALL: [Self; 16] = [
        Self::Unrecognised,
        Self::HeldBySetting,
        Self::InReferral,
        Self::WaitingAssessment,
        Self::WaitingIntervention,
        Self::InIntervention,
        Self::Interrupted,
        Self::Bridged,
        Self::WaitingSpecialistFirst,
        Self::WaitingSpecialistSecond,
        Self::InSpecialist,
        Self::MissingMiddle,
        Self::OutOfScope,
        Self::Disengaged,
        Self::AfterHelp,
        Self::HelpedElsewhere,
    ];

    /// Number of places.
    pub const COUNT: usize = Self::ALL.len();

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unrecognised => "unmet: unrecognised",
            Self::HeldBySetting => "held by setting",
            Self::InReferral => "waiting: triage",
            Self::WaitingAssessment => "waiting: assessment",
            Self::WaitingIntervention => "waiting: MHST",
            Self::InIntervention => "in help: MHST",
            Self::Interrupted => "waiting: interrupted",
            Self::Bridged => "waiting: specialist, bridged",
            Self::WaitingSpecialistFirst => "waiting: specialist first contact",
            Self::WaitingSpecialistSecond => "waiting: specialist second contact",
            Self::InSpecialist => "in help: specialist",
            Self::MissingMiddle => "unmet: missing middle",
            Self::OutOfScope => "unmet: out of scope",
            Self::Disengaged => "unmet: disengaged",
            Self::AfterHelp => "unmet: after help",
            Self::HelpedElsewhere => "helped elsewhere",
        }
    }

    /// What time spent there is reported as.
    pub fn standing(self) -> Standing {
        match self {
            Self::Unrecognised
            | Self::MissingMiddle
            | Self::OutOfScope
            | Self::Disengaged
            | Self::AfterHelp => Standing::Unmet,
            Self::HeldBySetting => Standing::Held,
            Self::InReferral
            | Self::WaitingAssessment
            | Self::WaitingIntervention
            | Self::Interrupted
            | Self::Bridged
            | Self::WaitingSpecialistFirst
            | Self::WaitingSpecialistSecond => Standing::Waiting,
            Self::InIntervention | Self::InSpecialist | Self::HelpedElsewhere => Standing::InHelp,
        }
    }
}

/// Where a move begins or ends: a place, or outside any episode.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Spot {
    /// Outside: before the episode opened or after it closed.
    Outside,
    /// In a place.
    In(Place),
}

impl Spot {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::In(place) => place.name(),
        }
    }
}

/// Why a child moved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Reason {
    /// Need arose.
    Onset,
    /// Need was there when the run began.
    InitialStock,
    /// Came to a covered setting with need.
    Joined,
    /// Need came back after an earlier recovery.
    Relapse,
}

impl Reason {
    /// The words used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Onset => "need arose",
            Self::InitialStock => "in need when the run began",
            Self::Joined => "joined a covered setting in need",
            Self::Relapse => "relapse",
        }
    }
}
