//! Relapse (M11): after recovery in help, need may return within a year.

use slab::Slab;

use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_YEAR, Span};
use crate::model::children::child::{Child, Groups, Identity, Problem};
use crate::model::children::place::Reason;
use crate::model::children::severity::Course;
use crate::model::event::Event;
use crate::model::ids::SettingId;
use crate::model::moment::Moment;
use crate::model::purpose::Purpose;
use crate::model::settings::need::Newcomer;
use crate::model::settings::setting::kind;

/// A child who has recovered and will be in need again.
#[derive(Clone, Debug)]
pub(crate) struct Returning {
    birth: BirthKey,
    episode: u32,
    setting: SettingId,
    pub(crate) year_group: u8,
    problem: Problem,
    groups: Groups,
}

/// After recovery in help, need may return.
pub(crate) fn may_relapse(at: &mut Moment, returning: &mut Slab<Returning>, child: &Child) {
    let mut draw = at.draws.at(child.key, Purpose::Relapse, 0);
    if draw.uniform() >= at.values().outcome.relapse_within_year {
        return;
    }
    let back = at.now + Span::from_days_f64(draw.uniform() * DAYS_PER_YEAR);
    let position = returning.insert(Returning {
        birth: child.birth,
        episode: child.episode + 1,
        setting: child.setting,
        year_group: child.year_group,
        problem: child.problem,
        groups: child.groups,
    });
    at.schedule(back, Event::Relapse(position as u32));
}

/// The child at a position is in need again.
pub(crate) fn relapse(at: &Moment, returning: &mut Slab<Returning>, position: u32) -> Newcomer {
    let Returning { birth, episode, setting, year_group, problem, groups } =
        returning.remove(position as usize);
    let key = birth.child(kind::EPISODE, u64::from(episode));
    let course = Course::begin(&at.rules.courses, &at.draws, key, at.now);
    let who = Identity { key, birth, episode, setting, year_group, problem, groups };
    Newcomer::new(at.rules, at.now, who, course, Reason::Relapse)
}
