//! What can happen to a practitioner.

use crate::engine::time::SimTime;
use crate::model::motive::Motive;
use crate::model::plan::Role;
use crate::model::results::Idle;

/// Somebody in a post, as colleagues would name them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct PostHolder {
    /// Birth key of the practitioner, the same in every scenario.
    pub key: u64,
    /// What the post is.
    pub role: Role,
    /// Number of the post among those of its role in the team, from 1.
    pub number: u32,
    /// Number of the team within its site, from 1.
    pub team: u32,
    /// Which holder of the post, from 1.
    pub holder: u32,
}

/// How somebody takes up a post.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joining {
    /// Full-time equivalent.
    pub fte: f64,
    /// When they qualify or have qualified.
    pub qualified: SimTime,
    /// From when on they supervise others, if ever.
    pub supervises_from: Option<SimTime>,
    /// Since when the post was vacant, if it was.
    pub vacant_since: Option<SimTime>,
}

/// How a working week begins.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekInPost {
    /// Whether still in training.
    pub is_trainee: bool,
    /// Open cases.
    pub open_cases: u32,
    /// Cases that are safe.
    pub cap: u32,
    /// Slots for children in the week.
    pub slots: u32,
    /// Hours of supervision due in the week; nothing for seniors.
    pub supervision_due: f64,
    /// Hours of supervision received, or given by those who give it.
    pub supervision_hours: f64,
    /// Share of the supervision due that was received of late.
    pub supervised: f64,
    /// Strain.
    pub strain: f64,
    /// Yearly rates of the reasons to leave; none in training or after notice.
    pub reasons_to_leave: Vec<(Motive, f64)>,
}

/// Why somebody is away for months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaveCause {
    /// Maternity leave.
    Maternity,
    /// Long sickness.
    Sickness,
}

/// Something that happened to a practitioner, or to the post after they left.
#[derive(Clone, Debug, PartialEq)]
pub enum PractitionerEvent {
    /// Took up the post.
    Joined(Joining),
    /// A week began.
    Week(Box<WeekInPost>),
    /// Had slots to spare in the week, for this cause.
    SlotsToSpare(Idle),
    /// Became a senior EMHP.
    Promoted,
    /// Took on a child, or a group of so many.
    TookOn {
        /// Birth keys of the children.
        children: Vec<u64>,
        /// Whether as a group.
        as_group: bool,
    },
    /// Took over a child from somebody who left or went on long leave.
    TookOver {
        /// Birth key of the child.
        child: u64,
        /// Who that was.
        from: PostHolder,
    },
    /// Gave notice.
    GaveNotice {
        /// Why.
        motive: Motive,
        /// The last day.
        last_day: SimTime,
        /// Yearly rates of all the reasons there were.
        reasons: Vec<(Motive, f64)>,
    },
    /// Left the post.
    Left {
        /// Why.
        motive: Motive,
        /// Months since qualifying; negative in training.
        months: f64,
        /// Open cases, groups by what they weigh.
        open_cases: u32,
    },
    /// Went on long leave.
    WentOnLeave {
        /// Why.
        cause: LeaveCause,
        /// When the leave ends.
        back: SimTime,
        /// Open cases, groups by what they weigh.
        open_cases: u32,
    },
    /// Came back from long leave.
    CameBack,
    /// On leaving or going on leave handed a child over to a colleague.
    HandedOver {
        /// Birth key of the child.
        child: u64,
        /// Who took over.
        to: PostHolder,
    },
    /// On leaving or going on leave left a child to wait for somebody to go on.
    LeftWaiting {
        /// Birth key of the child.
        child: u64,
    },
    /// Somebody else took up the post.
    Succeeded {
        /// Who.
        by: PostHolder,
        /// How.
        joining: Joining,
    },
}
