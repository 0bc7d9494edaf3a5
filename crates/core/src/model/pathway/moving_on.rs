//! Moving on (M1): when the school year ends, those who are too old for their setting go on to another
//! of the site, or leave it.

use super::next::Next;
use crate::model::children::Children;
use crate::model::children::place::Reason;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;

/// A child is a year older: where it goes if its setting does not teach its year group.
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
