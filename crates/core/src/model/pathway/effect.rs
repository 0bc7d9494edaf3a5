//! What help and support do over time (M11, M13, M16): in each step of a child's course they may end
//! the need, beyond the natural course, which goes on. (Sessions of the team do so one by one:
//! `outcome`.)

use super::moves::remit;
use super::{help_rate, onward};
use crate::engine::time::{DAYS_PER_MONTH, SimTime};
use crate::model::children::Children;
use crate::model::children::severity::happens_in_step;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::settings::Settings;
use crate::model::workforce::Workforce;

/// Help may end the need in the time `since` the last step or since it began, support in a whole step;
/// whether it does. `drawn` is uniform.
pub(crate) fn of_stay(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    (id, drawn): (ChildId, f64),
    since: SimTime,
) -> bool {
    let (child, course, values) = (&children[id], children.course(id), at.values());
    if course.is_remitted() {
        return false;
    }
    let setting = settings.of(child);
    let advice = if setting.covered { workforce.held_remission(values, setting) } else { 0.0 };
    let per_month = help_rate::per_month(values, setting, child, advice);
    let happens = if child.place.is_help() {
        let from = child.care.effect_until.max(since);
        let days = onward::days_of_help(at, settings, child, from);
        children[id].care.effect_until = at.now;
        drawn < 1.0 - (-per_month * days / DAYS_PER_MONTH).exp()
    } else {
        happens_in_step(drawn, per_month)
    };
    if !happens {
        return false;
    }
    remit(at, children, id);
    true
}
