//! The reading of coverage in a roll-out (M30).

use crate::engine::time::{DAYS_PER_MONTH, Month, SimTime, Span};
use crate::model::children::place::Standing;
use crate::model::event::Event;
use crate::model::ids::PostId;
use crate::model::moment::Moment;
use crate::model::pathway::way::Way;
use crate::model::plan::Role;
use crate::model::results::{CoverageMonth, CoverageSide};

/// On the first Monday of a month, after everything else: reads the coverage, and restarts the
/// count of children who start help.
pub(crate) fn read(at: &mut Moment, way: &Way) {
    let now = at.now;
    let next = Month(now.month().0 + 1).first_day();
    let next = SimTime::from_date(next).unwrap_or(SimTime::MAX);
    let monday = if next.week().start() < next { next.week().next().start() } else { next };
    at.schedule(monday, Event::CoverageReading);
    let helped = at.record.helped.take();
    if now < at.rules.record_from || now >= at.rules.time.end {
        return;
    }
    let mut sides = helped.map(|began| CoverageSide { help_began: began, ..<_>::default() });
    for setting in way.settings.iter() {
        let side = &mut sides[usize::from(!setting.covered)];
        side.settings += 1;
        side.pupils += u64::from(setting.pupils);
    }
    for (_, child, course) in way.children.iter() {
        if course.is_remitted() {
            continue;
        }
        let side = &mut sides[usize::from(!way.settings.of(child).covered)];
        side.in_need += 1;
        match child.place.standing() {
            Standing::InHelp => side.in_help += 1,
            Standing::OnList => side.on_list += 1,
            Standing::SettingOnly => side.setting_only += 1,
            Standing::WithNobody => side.with_nobody += 1,
            Standing::NotRecognised => side.not_recognised += 1,
        }
    }
    let [covered, uncovered] = sides;
    let mut read = CoverageMonth { covered, uncovered, ..CoverageMonth::default() };
    let teams = || way.workforce.teams.iter();
    read.teams = teams().filter(|team| team.begins <= now).count() as u64;
    // Teams that have not started and whose first EMHPs are in training.
    let months = at.values().recruitment.training_months;
    let horizon = now + Span::from_days_f64(months * DAYS_PER_MONTH);
    let trains = |begins: SimTime| now < begins && begins <= horizon;
    read.teams_in_training = teams().filter(|team| trains(team.begins)).count() as u64;
    for (id, post) in (0..).map(PostId).zip(&way.workforce.posts) {
        let filled = if way.workforce.at_work(id).is_some() { post.fte() } else { 0.0 };
        match post.role() {
            Role::Emhp if post.is_open(now) => {
                read.emhp_posts += post.fte();
                read.emhps += filled;
            }
            Role::Senior if post.is_open(now) => {
                read.senior_posts += post.fte();
                read.seniors += filled;
            }
            _ => {}
        }
    }
    at.record.coverage(now, read);
}
