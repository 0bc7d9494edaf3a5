//! What can happen to a child. Scores are on the scale of severity: in units of the mean at onset.

use super::practitioner_event::PostHolder;
use crate::engine::time::SimTime;
use crate::model::children::child::{Groups, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Course;
use crate::model::children::thresholds::{Band, Thresholds};

/// Who a child is when an episode opens.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// Which episode of the child's, from 0.
    pub episode: u32,
    /// Why it opened.
    pub reason: Reason,
    /// Name of the setting.
    pub setting: String,
    /// National fifth of deprivation of the setting, 1 (least deprived) to 5.
    pub deprivation_fifth: u8,
    /// Year group, 0 for reception.
    pub year_group: u8,
    /// What the child presents with.
    pub problem: Problem,
    /// The under-reached groups they belong to.
    pub groups: Groups,
    /// Whether the course is of the persistent kind.
    pub persistent: bool,
    /// Severity score.
    pub severity: f64,
    /// The lines on the scale of severity.
    pub lines: Thresholds,
}

/// What somebody thought of a child's severity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// The score they saw.
    pub seen: f64,
    /// The score it was.
    pub truth: f64,
    /// The lines they held it against.
    pub lines: Thresholds,
}

impl Judgement {
    /// What somebody who saw `seen` made of a child with this course.
    pub(crate) fn of(seen: f64, course: &Course, lines: Thresholds) -> Self {
        Self { seen, truth: course.score(), lines }
    }

    /// The band they saw the child in.
    pub fn band_seen(&self) -> Band {
        self.lines.band(self.seen)
    }

    /// The band they were in.
    pub fn band_true(&self) -> Band {
        self.lines.band(self.truth)
    }
}

/// Something that happened to a child.
#[derive(Clone, Debug, PartialEq)]
pub enum ChildEvent {
    /// An episode of need opened; the child is not recognised.
    Opened(Box<Opening>),
    /// It moved from place to place.
    Moved {
        /// Where from.
        from: Place,
        /// Where to.
        to: Place,
        /// Why.
        reason: Reason,
        /// Its severity.
        severity: f64,
    },
    /// The episode closed.
    Closed {
        /// Where the child was.
        from: Place,
        /// Why.
        reason: Reason,
    },
    /// Need ended, which nobody has heard of yet.
    Remitted {
        /// Whether help ended it; else it ended by itself.
        by_help: bool,
    },
    /// Who knows of the need thought of asking for help.
    HelpConsidered {
        /// Whether it was staff of the setting; else the family.
        by_staff: bool,
        /// What they saw.
        judgement: Judgement,
    },
    /// The form of a referral was sent.
    FormSent {
        /// Whether it was incomplete and sent back.
        incomplete: bool,
    },
    /// Triage looked at the referral.
    Triaged {
        /// What it saw.
        judgement: Judgement,
        /// By how much the setting had made it look less severe.
        withheld: f64,
        /// Whether other services were at the table.
        joint: bool,
    },
    /// An assessment appointment was missed.
    AssessmentMissed {
        /// How many so far.
        missed: u8,
    },
    /// The child did not come to the session at which help would have begun.
    FirstSessionMissed {
        /// First sessions missed so far.
        missed: u8,
    },
    /// The team assessed the child.
    Assessed {
        /// What was seen.
        judgement: Judgement,
        /// Whose appointment it was.
        by: PostHolder,
    },
    /// The manager has looked at the list: any practitioner of the team may call the child.
    CaseShared,
    /// The team holds the child although it is above the ceiling of its remit.
    HeldBeyondRemit {
        /// Whether only a senior may help.
        by_senior: bool,
    },
    /// A practitioner took the child on; the first session is booked.
    TakenOn {
        /// Who.
        by: PostHolder,
        /// Sessions planned.
        planned: u8,
        /// Whether in a group.
        in_group: bool,
        /// Whether the child is to be helped through their parents.
        through_parents: bool,
    },
    /// Severity was looked at again when help was to begin.
    SeenAtStart(Judgement),
    /// A session was due.
    Session {
        /// Its number among those planned.
        number: u8,
        /// Sessions planned.
        planned: u8,
        /// Whether the child, or their parents, came.
        attended: bool,
        /// Whether it was missed and is offered again under the same number.
        again: bool,
        /// Whether it was the last that may be missed in a row.
        discharged: bool,
        /// Who gave it.
        by: PostHolder,
    },
    /// A colleague took over from somebody who left.
    HandedOver {
        /// Who left.
        from: PostHolder,
        /// Who took over.
        to: PostHolder,
    },
    /// More is the matter than was seen before.
    ComplexityFound {
        /// What was seen in a session.
        judgement: Judgement,
        /// Whether the team goes on, with more sessions.
        held: bool,
    },
    /// All planned sessions have been held, or the child was seen to be well.
    Completed {
        /// Sessions attended.
        attended: u8,
        /// Sessions planned.
        planned: u8,
        /// Whether the child recovered.
        recovered: bool,
        /// Severity afterwards, as it is and as it looks; `None` after a recovery.
        after: Option<Judgement>,
    },
    /// A step-up has to wait for a supervisor.
    StepUpWaits {
        /// Days.
        days: f64,
        /// Share of the supervision due that the practitioner got of late.
        supervised: f64,
    },
    /// The specialist service decided on a referral.
    SpecialistDecided {
        /// What it saw.
        judgement: Judgement,
        /// From which score on it accepts at present.
        threshold: f64,
        /// Whether a joint meeting had agreed before.
        agreed: bool,
        /// Whether it accepted.
        accepted: bool,
    },
    /// The child left the covered settings or school; the specialist service goes on.
    StaysWithSpecialist {
        /// Whether it left school.
        aged_out: bool,
        /// Until when at the latest.
        until: SimTime,
    },
    /// The child went on to another setting.
    ChangedSetting {
        /// Its name.
        setting: String,
        /// Year group of the child.
        year_group: u8,
    },
}
