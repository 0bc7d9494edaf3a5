//! How fast help and support end need, in each place (M11, M13, M16).

use super::onward;
use crate::model::children::child::Child;
use crate::model::children::place::Place;
use crate::model::parameters::Values;
use crate::model::settings::setting::Setting;

/// Rate per month at which help or support ends the need of a child where they are, with this
/// `advice` of the team to staff.
pub(crate) fn per_month(values: &Values, setting: &Setting, child: &Child, advice: f64) -> f64 {
    match child.place {
        Place::InSpecialist => values.specialist.remission_per_month,
        Place::SettingHelps | Place::HelpedElsewhere => {
            child.outside.map_or(0.0, |help| onward::remission(values, help))
        }
        // No staff of the covered settings know a child who has left.
        _ if child.has_left() => 0.0,
        Place::MissingMiddle | Place::OutOfScope | Place::Disengaged | Place::AfterHelp
            if !values.support.staff_reach_all =>
        {
            0.0
        }
        // Staff who know of the need and hold the child, or know that others will help, support them.
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
        | Place::AfterHelp => setting.support.staff_remission(values) + advice,
        Place::Unrecognised | Place::InIntervention => 0.0,
    }
}
