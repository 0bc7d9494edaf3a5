//! What follows for a child: what a process of the pathway decides, and the conductor carries out.

use crate::engine::time::{SimTime, Span};
use crate::model::children::child::Outside;
use crate::model::children::place::{Place, Reason};
use crate::model::ids::SettingId;

/// Who noticed the need, or asks for help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Seeker {
    Staff,
    Family,
}

/// See the module.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Next {
    /// The child stays in place.
    Stay,
    /// The child goes to a place where nothing is scheduled.
    Go(Place, Reason),
    /// Its episode closes.
    Close(Reason),
    /// Someone has noticed the need, and considers help.
    Recognised(Seeker),
    /// Staff have noticed the need, or think of help again, and act on this school day.
    StaffActOn(SimTime),
    /// Someone who knows of the need considers help.
    SeekHelp(Seeker),
    /// The team is asked for help.
    AskTeam(Reason),
    /// The team accepts the referral: the child waits for its assessment.
    AwaitAssessment,
    /// The team can help: the child waits for an intervention.
    AwaitIntervention {
        /// Whether it is held although it is too complex for the remit.
        beyond_ceiling: bool,
    },
    /// The child returns to the list.
    BackOnList,
    /// The practitioner has left: the child waits for another to resume.
    AwaitContinuation,
    /// No help of the team is needed.
    NotNeeded,
    /// Help outside the team and the specialist service begins, on the first day on which it can.
    HelpOutside(Outside),
    /// The first session: help starts, for this reason.
    HelpStarts(Reason),
    /// Interrupted help resumes.
    HelpResumes,
    /// It stops coming to sessions.
    DropOut,
    /// All planned sessions have been held, or the child is seen to be well.
    Completes,
    /// A session has shown that it needs more than the team can give: help ends.
    TooComplex,
    /// It needs more than the team can give.
    StepUp,
    /// A supervisor has to agree to a step-up, which takes this long.
    AwaitSupervisor(Span),
    /// It is referred to the specialist service.
    ReferToSpecialist {
        /// Why.
        reason: Reason,
        /// Whether a joint meeting or a supervisor has agreed that the service takes the child.
        agreed: bool,
    },
    /// Treatment by the specialist service starts, and lasts this long.
    SpecialistTreatment(Span),
    /// It moves on to another setting of the site.
    ChangeSetting(SettingId),
}
