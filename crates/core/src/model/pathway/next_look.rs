//! When a child is looked at next. Most steps of a course change nothing but the score: nobody notices,
//! help does not end the need, the family does not move. They are taken ahead, with the draws that they
//! would have at their time and with bounds on what may happen, until a step in which something may;
//! only then does anybody look (`recognition`). So the child has the same course, and the same things
//! happen, as if somebody looked in every step.

use super::recognition::{Watch, again_by_staff, again_per_month, noticed_per_month};
use super::{help_rate, onward};
use crate::engine::time::SimTime;
use crate::model::children::Children;
use crate::model::children::ahead::Ahead;
use crate::model::children::chances::Chances;
use crate::model::children::child::Child;
use crate::model::children::place::Place;
use crate::model::children::severity::{Course, STEP, STEP_MONTHS};
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::Parameter;
use crate::model::school_calendar::Terms;
use crate::model::settings::setting::Setting;
use crate::model::settings::{Settings, shock};
use crate::model::workforce::advice;

/// At most so many steps are taken ahead: later ones are likely to be overtaken by a move.
fn most_steps(place: Place) -> u32 {
    match place {
        Place::InReferral | Place::WaitingAssessment => 2,
        Place::WaitingIntervention
        | Place::InIntervention
        | Place::Interrupted
        | Place::WaitingSpecialistSecond => 3,
        Place::SettingHelps
        | Place::HelpedElsewhere
        | Place::Bridged
        | Place::WaitingSpecialistFirst => 4,
        _ => 10,
    }
}

/// How far the score may rise before the bound on what severity does is computed anew.
const MARGIN: f64 = 0.1;

/// Takes the steps of a child in which nothing happens, and schedules the look at the first in which
/// something may.
pub(crate) fn set(at: &mut Moment, children: &mut Children, settings: &Settings, id: ChildId) {
    let (child, course) = children.both_mut(id);
    let mut bounds = Bounds::of(at, settings.of(child), child, course);
    let measured_from = at.rules.record_from;
    let rules = at.rules.courses.at(child.place);
    let until = child.with_specialist_until.unwrap_or(SimTime::MAX).min(at.rules.time.end);
    let (mut ahead, mut accounted) = (*course, child.accounted.max(measured_from));
    let mut severity = child.need.severity_time();
    let (mut lowest, mut highest) = (ahead.score(), ahead.score());
    // Those whose need has ended, and whom nobody has, leave at the next look.
    let leaves = course.is_remitted() && !child.place.is_help() && !child.place.is_list();
    let most = match leaves || at.rules.looks_in_every_step {
        true => 0,
        false => most_steps(child.place),
    };
    for _ in 0..most {
        let (date, mut next) = (ahead.next_step(), ahead);
        if date >= until {
            break;
        }
        let chances = Chances::of(&at.draws, child.key, ahead.steps() + 1);
        if next.step(rules, &chances) || bounds.allow(at, &next, &chances) {
            break;
        }
        (lowest, highest) = (lowest.min(next.score()), highest.max(next.score()));
        if date > accounted {
            severity.add(ahead.score(), date.since(accounted).minutes());
            accounted = date;
        }
        ahead = next;
    }
    child.ahead = if ahead.steps() > course.steps() {
        let (steps, score) = (ahead.steps(), ahead.score());
        let range = [(lowest as f32).next_down(), (highest as f32).next_up()];
        Ahead { until: ahead.last_step(), steps, score, severity, range }
    } else {
        Ahead::NONE
    };
    child.look = Some(at.schedule_for(child.key, ahead.next_step(), Event::Look(id)));
}

/// Whether children have to be looked at anew when a parameter changes from one value to another: not
/// where it never decides when something happens to them, or only makes that rarer.
pub(crate) fn depends_on(parameter: Parameter, before: f64, after: f64) -> bool {
    const WITHOUT: [&str; 7] = [
        "need.onset_index",
        "shock.cohort_delay_weeks",
        "shock.elsewhere_factor",
        "shock.remote_missed_extra",
        "shock.sessions_held_share",
        "strain.remote_share",
        "whole_school.onset_reduction",
    ];
    match parameter.declaration().key {
        "shock.referral_factor" => after > before,
        key => !WITHOUT.contains(&key),
    }
}

/// Bounds on what may happen to a child in a step, while they stay where they are and the parameters
/// are what they are. Each is the expected number in a step, which no probability exceeds.
struct Bounds {
    moves_away: f64,
    help_works: f64,
    offered: f64,
    acts: Acts,
}

impl Bounds {
    fn of(at: &Moment, setting: &Setting, child: &Child, course: &Course) -> Self {
        let values = at.values();
        let recovered = course.is_remitted();
        let help = if recovered {
            0.0
        } else {
            help_rate::per_month(values, setting, child, advice::most_held_remission(values))
        };
        let offers = child.place.is_unhelped()
            && child.place != Place::Disengaged
            && !recovered
            && setting.support.sees_children()
            && !onward::is_too_severe(at, child);
        let offered = if offers { values.support.offered_per_month } else { 0.0 };
        Self {
            moves_away: values.need.moves_away_per_month * STEP_MONTHS,
            help_works: help * STEP_MONTHS,
            offered: offered * STEP_MONTHS,
            acts: Acts::of(at, setting, child, course),
        }
    }

    /// Whether something may happen in the step that a course has just taken.
    fn allow(&mut self, at: &Moment, course: &Course, chances: &Chances) -> bool {
        chances.moves_away < self.moves_away
            || chances.help_works < self.help_works
            || chances.offered < self.offered
            || self.acts.allow(at, course, chances.acts)
    }
}

/// A bound on how often somebody acts for a child.
struct Acts {
    /// Part of staff and of all others.
    of_staff: f64,
    of_others: f64,
    /// Rate per month with a score of 1, and the increase in its logarithm per point.
    per_month: f64,
    slope: f64,
    /// Rate per month of a child who counts as severe, at least.
    severe_per_month: f64,
    /// The rate holds up to this score.
    level: f64,
    /// The rate per month at that score.
    rate: f64,
    /// What staff notice in the best of times, relative to an average step.
    best_season: f64,
    /// The terms of the setting.
    terms: Terms,
}

impl Acts {
    fn of(at: &Moment, setting: &Setting, child: &Child, course: &Course) -> Self {
        let values = at.values();
        let slope = values.recognition.severity_slope;
        let shocked = shock::to_referrals(values);
        let never = Self {
            of_staff: 0.0,
            of_others: 1.0,
            per_month: 0.0,
            slope: 0.0,
            severe_per_month: 0.0,
            level: f64::NEG_INFINITY,
            rate: 0.0,
            best_season: 1.0,
            terms: Terms::Schools,
        };
        if course.is_remitted() {
            let per_month = match child.place.is_list() {
                true => values.waiting.remitted_leave_per_month,
                false => 0.0,
            };
            return Self { per_month, ..never };
        }
        let terms = setting.character.terms(values);
        match child.place {
            Place::Unrecognised => {
                let best_season = at.school.most_noticed(values, terms);
                let most = Watch {
                    lead: values.recognition.lead_factor.max(1.0),
                    presence: if setting.covered { values.presence.most } else { 0.0 },
                    maturity: 1.0 + values.whole_school.recognition_gain,
                };
                let (of_staff, of_others) = noticed_per_month(at, setting, child, most);
                Self { of_staff, of_others, per_month: 1.0, slope, best_season, terms, ..never }
            }
            _ if child.place.is_unhelped() => {
                let by_staff = again_by_staff(values, child);
                let best_season = at.school.most_noticed(values, terms);
                // Where there are no school days, the season is that of all who act.
                let season = if values.season.on_school_days { 1.0 } else { best_season };
                Self {
                    of_staff: by_staff * shocked,
                    of_others: (1.0 - by_staff) * shocked * season,
                    per_month: again_per_month(values, child),
                    slope,
                    severe_per_month: values.referral.severe_again_per_month,
                    best_season,
                    terms,
                    ..never
                }
            }
            Place::SettingHelps | Place::HelpedElsewhere => {
                Self { severe_per_month: values.referral.severe_again_per_month, ..never }
            }
            Place::InReferral
            | Place::WaitingAssessment
            | Place::WaitingIntervention
            | Place::Interrupted => {
                Self { severe_per_month: values.waiting.severe_noticed_per_month, ..never }
            }
            _ => never,
        }
    }

    /// Whether somebody may act in the step that a course has just taken.
    fn allow(&mut self, at: &Moment, course: &Course, drawn: f64) -> bool {
        if self.per_month == 0.0 && self.severe_per_month == 0.0 {
            return false;
        }
        let values = at.values();
        if course.score() > self.level {
            self.level = course.score() + MARGIN;
            let usual = self.per_month * (self.slope * (self.level - 1.0)).exp();
            let severe = at.rules.thresholds.severe(values, self.level) * self.severe_per_month;
            self.rate = usual.max(severe) * STEP_MONTHS;
        }
        if drawn >= (self.of_staff * self.best_season + self.of_others) * self.rate {
            return false;
        }
        let season = match values.season.on_school_days {
            true => at.school.noticed(values, self.terms, course.last_step(), STEP),
            false => self.best_season,
        };
        drawn < (self.of_staff * season + self.of_others) * self.rate
    }
}
