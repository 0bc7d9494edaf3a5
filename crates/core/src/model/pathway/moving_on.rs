//! Moving on (M1): when the school year ends, children who are too old for their setting move to
//! another in the site, or leave. A team that has not met a child assesses them again. The
//! specialist service keeps some of those who leave, until they are too old for it.

use super::next::Next;
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_YEAR, Span};
use crate::model::children::Children;
use crate::model::children::child::Child;
use crate::model::children::place::{Place, Reason};
use crate::model::ids::{ChildId, SettingId};
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;
use crate::model::settings::need::groups_in_year;
use crate::model::trace::ChildEvent;

parameters! {
    pub struct MovingOnParameters in "moving_on" {
        /// Whether a team assesses children anew who come to one of its settings from a setting of
        /// another team that has them on its list or in help; else they keep their place or their
        /// practitioner
        new_team_assesses: bool = true, "switch",
            "M8, M9", Live, Assumption "prior; Ellins et al. 2023, Ch7: practitioners are \
             responsible for their own settings; moves between teams are not reported",
            raises "on_list";
        /// Share of those on the list or in treatment of the specialist service who stay with it when
        /// they leave the covered settings or school
        specialist_continues_share: f64 = 0.7, "proportion",
            allowed (0.0, 1.0), plausible (0.4, 0.95),
            "M13", Live, Assumption "prior: some move away or go to another service; none published",
            raises "in_help";
        /// Age at which the specialist service ends for those who have left
        specialist_until_age: f64 = 18.0, "years", allowed (11.0, 26.0), plausible (18.0, 25.0),
            "M13", Live, Assumption "most services see children and young people until 18, some \
             until 25",
            raises "in_help";
    }
}

/// Age on 1 September of the youngest pupil who begins year 0.
const AGE_AT_RECEPTION: f64 = 4.0;

/// Where a child is in a new school year.
pub(crate) enum NewYear {
    /// In the same setting.
    Stays,
    /// In another setting of the site.
    To(SettingId),
    /// In a setting that is not of the site.
    Elsewhere,
    /// At no school.
    AgedOut,
}

/// Where a child of this setting goes who is now in year `year`.
pub(crate) fn new_year(
    at: &Moment,
    settings: &Settings,
    (birth, setting): (BirthKey, SettingId),
    year: u8,
) -> NewYear {
    let (_, last) = settings[setting].phase.years();
    if year <= last {
        return NewYear::Stays;
    }
    if year > 13 {
        return NewYear::AgedOut;
    }
    let ordinal = u64::from(year);
    let share = at.values().need.leavers_to_covered_share;
    let stays = at.draws.happens(birth, Purpose::MoveOn, ordinal, share);
    let choice = at.draws.uniform(birth, Purpose::NextSetting, ordinal);
    let next = if stays { settings.next_setting(year, choice) } else { None };
    next.map_or(NewYear::Elsewhere, NewYear::To)
}

/// A child in need is a year older: where they go if their setting does not teach their year group.
pub(crate) fn grow_older(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    id: ChildId,
) -> Next {
    let child = &mut children[id];
    if child.has_left() {
        return Next::Stay;
    }
    child.year_group += 1;
    child.groups = groups_in_year(at, child.birth, child.year_group, child.groups);
    match new_year(at, settings, (child.birth, child.setting), child.year_group) {
        NewYear::Stays => Next::Stay,
        NewYear::To(next) => Next::ChangeSetting(next),
        NewYear::Elsewhere => leave(at, child, Reason::LeftCoverage),
        NewYear::AgedOut => leave(at, child, Reason::AgedOut),
    }
}

/// A child leaves the covered settings or school. The specialist service may keep them, until they
/// are too old for it.
fn leave(at: &mut Moment, child: &mut Child, reason: Reason) -> Next {
    let moving_on = &at.values().moving_on;
    let with_service = match child.place {
        Place::WaitingSpecialistFirst | Place::WaitingSpecialistSecond | Place::InSpecialist => {
            true
        }
        Place::Bridged => child.last_reason != Reason::StepUpAwaitsSupervisor,
        _ => false,
    };
    let mut draw = at.draws.at(child.birth, Purpose::StaysWithSpecialist, 0);
    let (stays, since_birthday) = (draw.uniform(), draw.uniform());
    let age = AGE_AT_RECEPTION + f64::from(child.year_group) + since_birthday;
    let years = moving_on.specialist_until_age - age;
    if !with_service || stays >= moving_on.specialist_continues_share || years <= 0.0 {
        return Next::Close(reason);
    }
    let until = at.now + Span::from_days_f64(years * DAYS_PER_YEAR);
    child.with_specialist_until = Some(until);
    let aged_out = reason == Reason::AgedOut;
    at.record.tell(at.now, child.birth, || ChildEvent::StaysWithSpecialist { aged_out, until });
    Next::Stay
}

/// What follows for a child who has left: the specialist service goes on or comes to its end, and
/// nothing else.
pub(crate) fn after_leaving(next: Next) -> Next {
    match next {
        Next::Stay | Next::Close(_) | Next::SpecialistTreatment(_) => next,
        Next::Go(_, reason) => Next::Close(reason),
        // Declined, and sent to the team.
        _ => Next::Close(Reason::DeclinedBySpecialist),
    }
}

/// Another team has a child now: nothing that the old one found or planned holds. What is drawn for
/// the child from now on is as for another referral.
pub(crate) fn begin_with_new_team(child: &mut Child) {
    child.referrals += 1;
    child.care.missed_assessments = 0;
    (child.care.complex, child.care.needs_senior, child.care.group_suited) = (false, false, false);
}
