//! Moving on (M1): when the school year ends, children who are too old for their setting move to
//! another in the site, or leave.

use super::next::Next;
use crate::model::children::Children;
use crate::model::children::place::Reason;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;

/// A child is a year older: where they go if their setting does not teach their year group.
pub(crate) fn grow_older(
    at: &Moment,
    children: &mut Children,
    settings: &Settings,
    id: ChildId,
) -> Next {
    let child = &mut children[id];
    child.year_group += 1;
    let (_, last) = settings.of(child).phase.years();
    let year = child.year_group;
    if year <= last {
        return Next::Stay;
    }
    if year > 13 {
        return Next::Close(Reason::AgedOut);
    }
    let ordinal = u64::from(year);
    let share = at.values().need.leavers_to_covered_share;
    let stays = at.draws.happens(child.birth, Purpose::MoveOn, ordinal, share);
    let choice = at.draws.uniform(child.birth, Purpose::NextSetting, ordinal);
    match if stays { settings.next_setting(year, choice) } else { None } {
        Some(next) => Next::ChangeSetting(next),
        None => Next::Close(Reason::LeftCoverage),
    }
}
