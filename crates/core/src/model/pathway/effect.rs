//! What help and support do over time (M11, M13, M16): in each step of a child's course they may end
//! the need, beyond the natural course, which goes on. (Sessions of the team do so one by one:
//! `outcome`.)

use super::moves::remit;
use super::onward;
use crate::engine::time::DAYS_PER_MONTH;
use crate::model::children::Children;
use crate::model::children::place::Place;
use crate::model::children::severity::happens_in_step;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::settings::Settings;
use crate::model::workforce::Workforce;

/// Help may end the need in the time since the last step or since it began, support in a whole step;
/// whether it does. `drawn` is uniform.
pub(crate) fn of_stay(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    (id, drawn): (ChildId, f64),
) -> bool {
    let (child, course, values) = (&children[id], children.course(id), at.values());
    if course.is_remitted() {
        return false;
    }
    let setting = settings.of(child);
    let per_month = match child.place {
        Place::InSpecialist => values.specialist.remission_per_month,
        Place::SettingHelps | Place::HelpedElsewhere => {
            child.outside.map_or(0.0, |help| onward::remission(values, help))
        }
        // No staff of the covered settings know a child who has left.
        _ if child.has_left() => return false,
        // Staff who know of the need support the child, whatever others do or do not.
        Place::HeldBySetting
        | Place::InReferral
        | Place::WaitingAssessment
        | Place::WaitingIntervention
        | Place::Interrupted
        | Place::Bridged
        | Place::WaitingSpecialistFirst
        | Place::WaitingSpecialistSecond
        | Place::MissingMiddle
        | Place::OutOfScope
        | Place::Disengaged
        | Place::AfterHelp => {
            let advice =
                if setting.covered { workforce.held_remission(values, setting) } else { 0.0 };
            setting.support.staff_remission(values) + advice
        }
        Place::Unrecognised | Place::InIntervention => return false,
    };
    let happens = if child.place.is_help() {
        let days = at.now.since(child.effect_until).days();
        children[id].effect_until = at.now;
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
