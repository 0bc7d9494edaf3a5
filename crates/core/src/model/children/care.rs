//! What is known of a child beyond their need, once somebody has sought help for them. Most children in
//! need never come so far, so it takes memory only from then on.

use std::ops::{Deref, DerefMut};

use crate::engine::time::SimTime;
use crate::model::children::place::Reason;
use crate::model::ids::{GroupId, PractitionerId};

/// Who refers a child to the specialist service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ReferredBy {
    /// Staff of the setting.
    Staff,
    /// The family, themselves or through their GP.
    Family,
    /// The team, at triage, at an assessment or from its list.
    Team,
    /// The team, after its own help.
    StepUp,
    /// Anyone, for children who attend no covered setting.
    Elsewhere,
}

impl ReferredBy {
    /// Who refers a child of a covered setting for this reason.
    pub(crate) fn of(reason: Reason) -> Self {
        match reason {
            Reason::StaffReferredToSpecialist => Self::Staff,
            Reason::FamilyReferredToSpecialist => Self::Family,
            Reason::SteppedUp => Self::StepUp,
            _ => Self::Team,
        }
    }
}

/// A stream of the specialist service, the most urgent first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Stream {
    /// Crisis and other urgent referrals.
    Urgent,
    /// All others.
    Routine,
    /// Long assessments, neurodevelopmental ones above all.
    Long,
}

/// A referral to the team that has not yet led to help or to another end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) referred: SimTime,
    pub(crate) accepted: bool,
    /// Whether a team has assessed the child since.
    pub(crate) assessed: bool,
}

/// Dates of the steps to help, as far as an episode has come. Of repeated steps, the first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Journey {
    pub(crate) referred: Option<SimTime>,
    pub(crate) accepted: Option<SimTime>,
    pub(crate) assessed: Option<SimTime>,
    pub(crate) started: Option<SimTime>,
    /// Help of any kind began.
    pub(crate) first_help: Option<SimTime>,
    pub(crate) specialist_referred: Option<SimTime>,
    pub(crate) specialist_first: Option<SimTime>,
    pub(crate) specialist_second: Option<SimTime>,
    pub(crate) severity_at_start: Option<f64>,
}

impl Journey {
    /// No steps.
    pub(crate) const NONE: Self = Self {
        referred: None,
        accepted: None,
        assessed: None,
        started: None,
        first_help: None,
        specialist_referred: None,
        specialist_first: None,
        specialist_second: None,
        severity_at_start: None,
    };
}

/// An intervention of the team that a child has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) practitioner: PractitionerId,
    pub(crate) group: Option<GroupId>,
    pub(crate) planned: u8,
    /// Sessions that were due, attended or missed.
    pub(crate) held: u8,
    /// Of which missed and offered again.
    pub(crate) offered_again: u8,
    pub(crate) attended: u8,
    pub(crate) missed_in_a_row: u8,
    pub(crate) severity_at_start: f64,
}

impl Case {
    /// A case that is booked and begins with its first session.
    pub(crate) fn planned(
        practitioner: PractitionerId,
        group: Option<GroupId>,
        planned: u8,
    ) -> Self {
        Self {
            practitioner,
            group,
            planned,
            held: 0,
            offered_again: 0,
            attended: 0,
            missed_in_a_row: 0,
            severity_at_start: 0.0,
        }
    }

    /// Sessions used up of those planned.
    pub(crate) fn used(&self) -> u8 {
        self.held - self.offered_again
    }

    /// Whether the planned sessions are used up.
    pub(crate) fn is_over(&self) -> bool {
        self.used() >= self.planned
    }
}

/// The way of a child to help and in it.
#[derive(Clone, Debug)]
pub(crate) struct Sought {
    pub(crate) journey: Journey,
    pub(crate) request: Option<Request>,
    /// Position in the order of the list that the child is on: lower comes first.
    pub(crate) list_order: u64,
    /// When the child can first be offered what they are waiting for.
    pub(crate) ready: SimTime,
    pub(crate) missed_assessments: u8,
    /// The error of the team in seeing severity at the assessment.
    pub(crate) seen_amiss: f64,
    /// Whether the team holds the child although they are too complex for its remit.
    pub(crate) complex: bool,
    /// Whether any practitioner of the team may call the child.
    pub(crate) is_shared: bool,
    /// Whether only a senior may help the child.
    pub(crate) needs_senior: bool,
    /// Whether the child would be offered a group.
    pub(crate) group_suited: bool,
    /// Whether a joint meeting or a supervisor has agreed that the specialist service takes the child.
    pub(crate) agreed: bool,
    pub(crate) case: Option<Case>,
    /// Until when the effect of the present help has been drawn.
    pub(crate) effect_until: SimTime,
    /// Whether the present specialist referral was made by the team after its own help.
    pub(crate) stepped_up: bool,
    /// Who made the present specialist referral.
    pub(crate) specialist_route: ReferredBy,
    /// The stream of the specialist service that it is in.
    pub(crate) specialist_stream: Stream,
    /// Dates of the present specialist referral.
    pub(crate) specialist_referred: SimTime,
    pub(crate) specialist_first: SimTime,
    /// Severity when the present specialist treatment began.
    pub(crate) severity_at_treatment: f64,
}

impl Sought {
    /// Nobody has sought help.
    const NONE: Self = Self {
        journey: Journey::NONE,
        request: None,
        list_order: 0,
        ready: SimTime::ZERO,
        missed_assessments: 0,
        seen_amiss: 0.0,
        complex: false,
        is_shared: false,
        needs_senior: false,
        group_suited: false,
        agreed: false,
        case: None,
        effect_until: SimTime::ZERO,
        stepped_up: false,
        specialist_route: ReferredBy::Staff,
        specialist_stream: Stream::Routine,
        specialist_referred: SimTime::ZERO,
        specialist_first: SimTime::ZERO,
        severity_at_treatment: 0.0,
    };
}

/// [`Sought`], stored once something of it is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Care(Option<Box<Sought>>);

impl Deref for Care {
    type Target = Sought;

    fn deref(&self) -> &Sought {
        self.0.as_deref().unwrap_or(&Sought::NONE)
    }
}

impl DerefMut for Care {
    fn deref_mut(&mut self) -> &mut Sought {
        self.0.get_or_insert_with(|| Box::new(Sought::NONE))
    }
}
