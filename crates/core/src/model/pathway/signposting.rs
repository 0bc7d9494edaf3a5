//! Signposting (M5, M16): a child who does not need the team finds help elsewhere, or is held by their
//! setting with advice.

use super::next::Next;
use crate::engine::time::Span;
use crate::model::children::Children;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason};
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;
use crate::model::workforce::Workforce;

parameters! {
    pub struct SignpostingParameters in "signposting" {
        /// Share of children below the floor who find help elsewhere
        taken_up_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.5),
            "M5", Live, Assumption "prior";
        /// Duration of help elsewhere
        help_days: f64 = 90.0, "days", allowed (0.0, 3650.0), plausible (30.0, 180.0),
            "M5", Live, Assumption "prior";
        /// Share of these children who recover with it
        recovery_share: f64 = 0.35, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.5),
            "M5", Live, Assumption "prior";
    }
}

/// Need is too mild for the team, or gone: advice to the setting, or signposting.
pub(crate) fn not_needed(
    at: &Moment,
    children: &Children,
    settings: &Settings,
    workforce: &Workforce,
    id: ChildId,
) -> Next {
    let (child, values) = (&children[id], at.values());
    if children.course(id).is_remitted() {
        return Next::Close(Reason::FoundRecovered);
    }
    let mut draw = at.draws.at(child.key, Purpose::Signposting, u64::from(child.referrals));
    let with_advice = workforce.signposting(values, settings.of(child));
    if draw.uniform() < values.signposting.taken_up_share * with_advice {
        Next::HelpElsewhere
    } else {
        Next::Go(Place::HeldBySetting, Reason::BelowFloor)
    }
}

/// Help elsewhere has begun.
pub(crate) fn begin(at: &mut Moment, (id, child): (ChildId, &mut Child)) {
    let stay = Span::from_days_f64(at.values().signposting.help_days);
    child.exit = Some(at.schedule(at.now + stay, Event::ElsewhereEnds(id)));
}

/// Help elsewhere has ended.
pub(crate) fn end(at: &Moment, children: &Children, id: ChildId) -> Next {
    let child = &children[id];
    let ordinal = u64::from(child.referrals);
    let recovery = at.values().signposting.recovery_share;
    if children.course(id).is_remitted()
        || at.draws.happens(child.key, Purpose::Elsewhere, ordinal, recovery)
    {
        Next::Close(Reason::ElsewhereEnded)
    } else {
        Next::Go(Place::AfterHelp, Reason::ElsewhereEnded)
    }
}
