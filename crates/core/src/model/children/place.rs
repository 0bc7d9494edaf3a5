//! Where a child with an open episode of need can be, and why they move.

use serde::{Deserialize, Serialize};

/// The place of a child. From the start of an episode until it closes, a child is in exactly one
/// place at every instant.
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
    /// An intervention that was started is interrupted.
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
    /// In counselling or therapy of the setting.
    SettingHelps,
    /// Helped elsewhere: by a voluntary service, in a parenting programme or by the GP.
    HelpedElsewhere,
}

/// The account of need: every child in need is in one of these positions at every instant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Standing {
    /// In help: of the team, of the specialist service, of the setting's counsellors, or elsewhere.
    InHelp,
    /// On a list: of the team, of the specialist service, or interrupted.
    OnList,
    /// Supported by the setting only.
    SettingOnly,
    /// Known to somebody, and with nobody: missing middle, out of scope, disengaged, after help.
    WithNobody,
    /// Not recognised.
    NotRecognised,
}

impl Standing {
    /// All, from help to none.
    pub const ALL: [Self; 5] =
        [Self::InHelp, Self::OnList, Self::SettingOnly, Self::WithNobody, Self::NotRecognised];

    /// Number of them.
    pub const COUNT: usize = Self::ALL.len();

    /// Whether a child is without help.
    pub fn is_without_help(self) -> bool {
        self != Self::InHelp
    }

    /// Whether a child is without any support: not in help, on no list, and not supported by the
    /// setting.
    pub fn is_without_support(self) -> bool {
        matches!(self, Self::WithNobody | Self::NotRecognised)
    }
}

impl Place {
    /// Whether a child who recovers here is still on a list, and has to be found recovered.
    pub fn is_list(self) -> bool {
        self.standing() == Standing::OnList
    }

    /// Whether a referral to the team is under way here.
    pub fn is_request(self) -> bool {
        matches!(self, Self::InReferral | Self::WaitingAssessment | Self::WaitingIntervention)
    }

    /// Whether somebody knows of the need here, and neither helps nor has the child on a list.
    pub(crate) fn is_unhelped(self) -> bool {
        matches!(self.standing(), Standing::SettingOnly | Standing::WithNobody)
    }

    /// Whether a child is in help here.
    pub fn is_help(self) -> bool {
        self.standing() == Standing::InHelp
    }

    /// Whether the team has the child, or their referral, here.
    pub fn is_with_team(self) -> bool {
        self.is_request() || matches!(self, Self::InIntervention | Self::Interrupted)
    }

    /// All places, in the order of the enum.
    pub const ALL: [Self; 17] = [
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
        Self::SettingHelps,
        Self::HelpedElsewhere,
    ];

    /// Number of places.
    pub const COUNT: usize = Self::ALL.len();

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unrecognised => "not recognised",
            Self::HeldBySetting => "setting's support only",
            Self::InReferral => "waiting: triage",
            Self::WaitingAssessment => "waiting: assessment",
            Self::WaitingIntervention => "waiting: MHST",
            Self::InIntervention => "in help: MHST",
            Self::Interrupted => "waiting: interrupted",
            Self::Bridged => "waiting: specialist, bridged",
            Self::WaitingSpecialistFirst => "waiting: specialist first contact",
            Self::WaitingSpecialistSecond => "waiting: specialist second contact",
            Self::InSpecialist => "in help: specialist",
            Self::MissingMiddle => "with nobody: missing middle",
            Self::OutOfScope => "with nobody: out of scope",
            Self::Disengaged => "with nobody: disengaged",
            Self::AfterHelp => "with nobody: after help",
            Self::SettingHelps => "in help: setting",
            Self::HelpedElsewhere => "in help: elsewhere",
        }
    }

    /// The position in the account of need of a child in need there.
    pub fn standing(self) -> Standing {
        match self {
            Self::Unrecognised => Standing::NotRecognised,
            Self::MissingMiddle | Self::OutOfScope | Self::Disengaged | Self::AfterHelp => {
                Standing::WithNobody
            }
            Self::HeldBySetting => Standing::SettingOnly,
            Self::InReferral
            | Self::WaitingAssessment
            | Self::WaitingIntervention
            | Self::Interrupted
            | Self::Bridged
            | Self::WaitingSpecialistFirst
            | Self::WaitingSpecialistSecond => Standing::OnList,
            Self::InIntervention
            | Self::InSpecialist
            | Self::SettingHelps
            | Self::HelpedElsewhere => Standing::InHelp,
        }
    }
}

/// Where a move starts or ends: a place, or outside any episode.
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
    /// Need was present when the run began.
    InitialStock,
    /// Joined a covered setting in need.
    Joined,
    /// Need returned after it had ended.
    Recurrence,
    /// Someone noticed the need.
    Recognised,
    /// Staff of the setting referred to the team.
    ReferredByStaff,
    /// A parent or the child referred to the team.
    ReferredByFamily,
    /// The single point of access or the specialist service referred to the team.
    ReferredByService,
    /// Staff of the setting referred straight to the specialist service, not to the team.
    StaffReferredToSpecialist,
    /// The family or their GP referred straight to the specialist service.
    FamilyReferredToSpecialist,
    /// Parents refused consent.
    ConsentRefused,
    /// Parents could not be reached.
    NotReached,
    /// Known to the team on its first day in the run.
    WithTeamAtStart,
    /// The team accepted the referral.
    AcceptedAtTriage,
    /// Need too mild for an intervention: advice or signposting.
    BelowFloor,
    /// The condition is outside what the team treats.
    OutOfScope,
    /// Above the ceiling of the team's remit.
    TooComplexForTeam,
    /// The team passed the child on to the specialist service.
    PassedToSpecialist,
    /// The assessment confirmed that the team can help.
    AcceptedAtAssessment,
    /// Discharged for missed appointments before help began.
    MissedAppointments,
    /// First session.
    HelpStarted,
    /// First session of a group.
    GroupStarted,
    /// Severity rose above the remit before help started.
    WorsenedWhileWaiting,
    /// Gave up waiting for the team.
    GaveUpWaiting,
    /// Sessions stop for the summer holiday.
    SummerBreak,
    /// The practitioner left, and nobody could take over immediately.
    PractitionerLeft,
    /// Sessions resume.
    HelpResumed,
    /// Help by the team ended with recovery.
    CompletedRecovered,
    /// Help by the team ended without recovery.
    CompletedInNeed,
    /// Stopped coming to sessions.
    DroppedOut,
    /// Help by the team is not enough; a supervisor has to agree to a step-up.
    StepUpAwaitsSupervisor,
    /// Help by the team is not enough, and the supervisor knows that the specialist service would
    /// not take the child.
    NotSteppedUp,
    /// Stepped up to the specialist service after help by the team.
    SteppedUp,
    /// Seen by the specialist service for the first time.
    SpecialistFirstContact,
    /// Specialist treatment began.
    SpecialistSecondContact,
    /// Below the threshold of the specialist service.
    DeclinedBySpecialist,
    /// Stepped up by the team and below the threshold of the specialist service.
    StepUpRefused,
    /// Gave up waiting for the specialist service.
    SpecialistGaveUp,
    /// Specialist treatment ended with recovery.
    SpecialistRecovered,
    /// Specialist treatment ended without recovery.
    SpecialistInNeed,
    /// A counsellor or therapist of the setting sees the child.
    SettingHelpStarted,
    /// Counselling or therapy of the setting ended.
    SettingHelpEnded,
    /// A voluntary service helps.
    VoluntaryHelpStarted,
    /// A parenting programme has begun.
    ParentingHelpStarted,
    /// The GP helps.
    GpHelpStarted,
    /// Help elsewhere ended.
    ElsewhereEnded,
    /// Support by the setting was enough.
    HelpedBySetting,
    /// Need had ended, and nobody was helping.
    Remitted,
    /// The team or service found that there was no longer any need.
    FoundRecovered,
    /// Moved on to a setting of another team, which looks at the child anew.
    ChangedTeam,
    /// Moved on to a setting without a team.
    LeftCoverage,
    /// Left school.
    AgedOut,
    /// Moved out of the area.
    MovedAway,
}

impl Reason {
    /// Number of reasons.
    pub(crate) const COUNT: usize = Self::MovedAway as usize + 1;

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Onset => "need arose",
            Self::InitialStock => "in need when the run began",
            Self::Joined => "joined a covered setting in need",
            Self::Recurrence => "recurrence",
            Self::Recognised => "recognised",
            Self::ReferredByStaff => "referred by staff of the setting",
            Self::ReferredByFamily => "referred by parent or self",
            Self::ReferredByService => "referred by another service",
            Self::StaffReferredToSpecialist => "referred to the specialist service by staff",
            Self::FamilyReferredToSpecialist => {
                "referred to the specialist service by family or GP"
            }
            Self::ConsentRefused => "consent refused",
            Self::NotReached => "parents not reached",
            Self::WithTeamAtStart => "with the team at the start",
            Self::AcceptedAtTriage => "accepted at triage",
            Self::BelowFloor => "below the floor",
            Self::OutOfScope => "condition out of scope",
            Self::TooComplexForTeam => "too complex for the team",
            Self::PassedToSpecialist => "passed on to the specialist service",
            Self::AcceptedAtAssessment => "accepted at assessment",
            Self::MissedAppointments => "missed appointments",
            Self::HelpStarted => "help started",
            Self::GroupStarted => "group started",
            Self::WorsenedWhileWaiting => "worsened while waiting",
            Self::GaveUpWaiting => "gave up waiting",
            Self::SummerBreak => "summer break",
            Self::PractitionerLeft => "practitioner left",
            Self::HelpResumed => "help resumed",
            Self::CompletedRecovered => "completed and recovered",
            Self::CompletedInNeed => "completed, still in need",
            Self::DroppedOut => "dropped out",
            Self::StepUpAwaitsSupervisor => "step-up awaits a supervisor",
            Self::NotSteppedUp => "not stepped up: below the specialist threshold",
            Self::SteppedUp => "stepped up",
            Self::SpecialistFirstContact => "first specialist contact",
            Self::SpecialistSecondContact => "second specialist contact",
            Self::DeclinedBySpecialist => "declined by the specialist service",
            Self::StepUpRefused => "step-up refused by the specialist service",
            Self::SpecialistGaveUp => "gave up waiting for the specialist service",
            Self::SpecialistRecovered => "specialist treatment ended with recovery",
            Self::SpecialistInNeed => "specialist treatment ended, still in need",
            Self::SettingHelpStarted => "counselling of the setting started",
            Self::SettingHelpEnded => "counselling of the setting ended",
            Self::VoluntaryHelpStarted => "helped by a voluntary service",
            Self::ParentingHelpStarted => "in a parenting programme",
            Self::GpHelpStarted => "helped by the GP",
            Self::ElsewhereEnded => "help elsewhere ended",
            Self::HelpedBySetting => "recovered with the setting's support",
            Self::Remitted => "no longer in need",
            Self::FoundRecovered => "found recovered",
            Self::ChangedTeam => "moved on to another team",
            Self::LeftCoverage => "left the covered settings",
            Self::AgedOut => "aged out",
            Self::MovedAway => "moved away",
        }
    }
}
