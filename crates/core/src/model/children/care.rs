//! What is known of a child beyond their need, once somebody has sought help for them. Most children in
//! need never come so far, so it takes memory only from then on.

use std::ops::{Deref, DerefMut};

use crate::engine::time::SimTime;
use crate::model::children::child::{Case, Journey, ReferredBy, Request, Stream};

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
