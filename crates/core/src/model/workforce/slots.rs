//! The slots of a week that practitioners offer to children, and those that are used.

use super::Workforce;
use crate::engine::time::{SimTime, Span};
use crate::model::ids::{PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::purpose::Purpose;

/// A slot that a practitioner offers in a week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) time: SimTime,
    pub(crate) practitioner: PractitionerId,
}

impl Workforce {
    /// The slots that the practitioners of a team offer in the week that starts now, less those
    /// lost to sickness, in order of time.
    pub(crate) fn offer_slots(&mut self, at: &Moment, team: TeamId) -> Vec<Slot> {
        let mut slots = Vec::new();
        let days: Vec<u32> = at.school.working_days(at.now.week()).collect();
        for practitioner in self.clinicians(team) {
            let key = self.practitioners[practitioner.index()].key;
            let mut lost_slots = at.draws.at(key, Purpose::SlotLost, u64::from(at.now.week().0));
            let sickness = self.sickness(at.values(), practitioner);
            let number = self.slots_of_week(at, practitioner);
            for slot in 0..number {
                let lost = lost_slots.uniform() < sickness;
                if !lost {
                    let time = slot_time(at.now, &days, slot, number);
                    slots.push(Slot { time, practitioner });
                }
            }
        }
        slots.sort_by_key(|slot| (slot.time, slot.practitioner));
        slots
    }

    /// Slots that were used: they may not exceed those offered in the week.
    pub(crate) fn use_slots(&self, at: &mut Moment, practitioner: PractitionerId, slots: u64) {
        let team = self.practitioners[practitioner.index()].team;
        let used = at.record.weeks.use_slots(team.0 + 1, at.now.week(), slots);
        if let Err(found) = used {
            at.record.break_law("slots used never exceed slots offered", found);
        }
    }
}

/// The time of the `slot`-th of `slots` in a week with these working days, counted from Monday: from
/// nine to five.
fn slot_time(week_start: SimTime, days: &[u32], slot: u32, slots: u32) -> SimTime {
    const DAY_BEGINS: u32 = 9 * 60;
    const DAY_MINUTES: u32 = 8 * 60;
    let working = slot * days.len() as u32 * DAY_MINUTES / slots.max(1);
    let (day, minute) = (days[(working / DAY_MINUTES) as usize], working % DAY_MINUTES);
    week_start + Span::from_days(day) + Span::from_minutes(DAY_BEGINS + minute)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn slots_lie_on_working_days_and_none_is_lost() {
        let monday = SimTime::from_date(date(2019, 4, 22)).unwrap();
        for days in [vec![1, 2, 3, 4], vec![0, 1, 2, 3, 4], vec![0, 3]] {
            let times: Vec<SimTime> =
                (0..11).map(|slot| slot_time(monday, &days, slot, 11)).collect();
            assert!(times.is_sorted_by(|a, b| a < b));
            for time in times {
                let day = time.since(monday).whole_days();
                assert!(days.contains(&day), "{day}");
                let hour = time.since(monday + Span::from_days(day)).minutes() / 60;
                assert!((9..17).contains(&hour), "{hour}");
            }
        }
    }
}
