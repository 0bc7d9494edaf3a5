//! Why a slot that a practitioner offers stays idle.

use serde::{Deserialize, Serialize};

/// What kept a slot from being used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Idle {
    /// The practitioner is about to leave and takes no new cases.
    Leaving,
    /// The caseload is full for the practitioner's experience, and a child waits.
    Caseload,
    /// The caseload is full for lack of supervision, and a child waits.
    Supervision,
    /// Those who could be called wait for the practitioner of another setting.
    OtherSettings,
    /// Those who could be called need a senior.
    NeedsSenior,
    /// Those who wait do so until a group fills.
    Group,
    /// Those who wait have been told of a later date.
    NotYetReady,
    /// Nobody waits.
    NobodyWaits,
}

impl Idle {
    /// How many causes there are.
    pub const COUNT: usize = 8;

    /// All causes.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Leaving,
        Self::Caseload,
        Self::Supervision,
        Self::OtherSettings,
        Self::NeedsSenior,
        Self::Group,
        Self::NotYetReady,
        Self::NobodyWaits,
    ];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Leaving => "leaving",
            Self::Caseload => "caseload",
            Self::Supervision => "supervision",
            Self::OtherSettings => "other_settings",
            Self::NeedsSenior => "needs_senior",
            Self::Group => "group",
            Self::NotYetReady => "not_yet_ready",
            Self::NobodyWaits => "nobody_waits",
        }
    }
}
