//! Recurrence (M11): need that has remitted, by itself or with help, may return within a year. Part
//! of all new episodes are such returns; the rest are first onsets (`settings/need`). A condition that
//! came with the need comes with its return.

use slab::Slab;

use super::moving_on::{NewYear, new_year};
use crate::engine::calendar::Ticket;
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_YEAR, SimTime, Span};
use crate::model::children::child::{Child, Groups, Identity, Problem};
use crate::model::children::place::Reason;
use crate::model::event::Event;
use crate::model::ids::SettingId;
use crate::model::moment::Moment;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;
use crate::model::settings::need::{Newcomer, course, groups_in_year};
use crate::model::settings::setting::kind;

/// A child who has recovered and will be in need again.
#[derive(Clone, Debug)]
pub(crate) struct Returning {
    birth: BirthKey,
    episode: u32,
    setting: SettingId,
    year_group: u8,
    problem: Problem,
    groups: Groups,
    due: Ticket,
}

/// The need of a child ended at `remitted`, and may return within a year of that. A child whom a list
/// or a service keeps for longer is in need again soon after that ends.
pub(crate) fn may_recur(
    at: &mut Moment,
    returning: &mut Slab<Returning>,
    child: &Child,
    remitted: SimTime,
) {
    let values = at.values();
    let helped = child.care.journey.first_help.is_some();
    let factor = if helped { values.outcome.recurrence_after_help_factor } else { 1.0 };
    let mut draw = at.draws.at(child.key, Purpose::Recurrence, 0);
    if draw.uniform() >= values.need.recurrence_within_year * factor {
        return;
    }
    let due = remitted + Span::from_days_f64(draw.uniform() * DAYS_PER_YEAR);
    let soonest = at.now + Span::from_days_f64(values.need.recurrence_gap_days);
    let entry = returning.vacant_entry();
    let event = Event::Recurrence(entry.key() as u32);
    entry.insert(Returning {
        birth: child.birth,
        episode: child.episode + 1,
        setting: child.setting,
        year_group: child.year_group,
        problem: child.problem,
        groups: child.groups,
        due: at.schedule(due.max(soonest), event),
    });
}

/// The children whose need remitted in the year before the run and will return: their returns
/// become rarer over the first year, as those of remissions in the run become more frequent.
pub(crate) fn begin(at: &mut Moment, returning: &mut Slab<Returning>, settings: &Settings) {
    for setting in settings.ids() {
        for identity in settings.remitted_before(at, setting) {
            let Identity { key, birth, setting, year_group, problem, groups, .. } = identity;
            let drawn = at.draws.uniform(key, Purpose::Recurrence, 1);
            let due = at.now + Span::from_days_f64((1.0 - (1.0 - drawn).sqrt()) * DAYS_PER_YEAR);
            let entry = returning.vacant_entry();
            let due = at.schedule(due, Event::Recurrence(entry.key() as u32));
            let episode = 1;
            entry.insert(Returning { birth, episode, setting, year_group, problem, groups, due });
        }
    }
}

/// The school year begins: children who will be in need again move on like all others. The need of
/// those who leave returns elsewhere.
pub(crate) fn grow_older(at: &mut Moment, returning: &mut Slab<Returning>, settings: &Settings) {
    let mut left = Vec::new();
    for (position, child) in &mut *returning {
        child.year_group += 1;
        child.groups = groups_in_year(at, child.birth, child.year_group, child.groups);
        match new_year(at, settings, (child.birth, child.setting), child.year_group) {
            NewYear::Stays => {}
            NewYear::To(next) => child.setting = next,
            NewYear::Elsewhere | NewYear::AgedOut => left.push((position, child.due)),
        }
    }
    for (position, due) in left {
        returning.remove(position);
        at.cancel(Some(due));
    }
}

/// The child at a position is in need again.
pub(crate) fn recur(at: &Moment, returning: &mut Slab<Returning>, position: u32) -> Newcomer {
    let Returning { birth, episode, setting, year_group, problem, groups, .. } =
        returning.remove(position as usize);
    let key = birth.child(kind::EPISODE, u64::from(episode));
    let who = Identity { key, birth, episode, setting, year_group, problem, groups };
    let course = course(at, &who);
    Newcomer::new(at.rules, at.now, who, course, Reason::Recurrence)
}
