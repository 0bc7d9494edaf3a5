//! What bound a practitioner who has slots left in a week: the caseload, supervision, ties to
//! settings, or that nobody waits who could be called.

use super::intervention::waits_beside_free_slot;
use super::remit;
use super::waiting_list::{Calling, WaitingList};
use crate::model::results::Idle;
use crate::model::workforce::slots::Slot;

/// Why nothing was booked in a slot: the first cause that applies, in this order: the practitioner
/// leaves; a child of theirs could be called, but the caseload is full; others of the team could be
/// called; and what keeps those who wait from being called.
pub(crate) fn why_idle(calling: &Calling, list: &WaitingList, slot: Slot) -> Idle {
    let Slot { time, practitioner } = slot;
    let Calling { values, children, workforce, .. } = *calling;
    let caller = &workforce.practitioners[practitioner.index()];
    if caller.gives_notice() {
        return Idle::Leaving;
    }
    let mut found = Idle::NobodyWaits;
    for id in list.iter() {
        let child = &children[id];
        let cause = if waits_beside_free_slot(values, child, time) {
            Idle::Group
        } else if child.care.ready > time {
            Idle::NotYetReady
        } else if !remit::may_help(caller, child) {
            Idle::NeedsSenior
        } else if !calling.is_theirs(child, practitioner) {
            Idle::OtherSettings
        } else if workforce.lacks_supervision(values, time, practitioner) {
            Idle::Supervision
        } else {
            Idle::Caseload
        };
        found = found.min(cause);
    }
    found
}
