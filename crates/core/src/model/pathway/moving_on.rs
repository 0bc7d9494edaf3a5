//! Moving on (M1): when the school year ends, children who are too old for their setting move to
//! another in the site, or leave.

use super::next::Next;
use crate::engine::draws::BirthKey;
use crate::model::children::Children;
use crate::model::children::place::Reason;
use crate::model::ids::{ChildId, SettingId};
use crate::model::moment::Moment;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;

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
    at: &Moment,
    children: &mut Children,
    settings: &Settings,
    id: ChildId,
) -> Next {
    let child = &mut children[id];
    child.year_group += 1;
    match new_year(at, settings, (child.birth, child.setting), child.year_group) {
        NewYear::Stays => Next::Stay,
        NewYear::To(next) => Next::ChangeSetting(next),
        NewYear::Elsewhere => Next::Close(Reason::LeftCoverage),
        NewYear::AgedOut => Next::Close(Reason::AgedOut),
    }
}
