//! Recognition (M3): staff of the setting and the child's family notice need. Visible problems are
//! noticed sooner than internalising ones, severe ones sooner than slight ones, and the presence
//! of a team makes staff notice more. Whoever is out of help is looked at on its own grid of 28
//! days, which is also the rhythm of its course.

use super::child::Problem;
use super::event::{Event, Moment};
use super::ids::ChildId;
use super::parameters::Parameter as P;
use super::place::{Place, Reason};
use super::purpose::Purpose;
use super::severity::STEP;
use super::site::Site;
use crate::engine::time::DAYS_PER_MONTH;

/// Who noticed the need, or asks for help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Seeker {
    Staff,
    Family,
}

impl Site {
    /// A step on the grid of a child: its course moves, and whoever can notice may.
    pub(super) fn look(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        let next = self.child(id).course.next_step();
        let ticket = at.schedule(next, Event::Look(id));
        self.child_mut(id).look = Some(ticket);
        if self.moves_away(at, id) {
            self.close(at, id, Reason::MovedAway);
            return;
        }
        let place = self.child(id).place;
        if self.child(id).course.is_remitted() {
            self.look_at_remitted(at, id, place);
            return;
        }
        match place {
            Place::Unrecognised => self.look_at_unrecognised(at, id),
            Place::HeldBySetting
            | Place::MissingMiddle
            | Place::OutOfScope
            | Place::Disengaged
            | Place::AfterHelp => self.look_at_unhelped(at, id, place),
            _ => {}
        }
    }

    fn moves_away(&self, at: &Moment, id: ChildId) -> bool {
        let child = self.child(id);
        let step = u64::from(child.course.steps());
        let chance = per_step(self.values[P::NeedMovesAwayPerMonth]);
        at.draws.happens(child.key, Purpose::MovesAway, step, chance)
    }

    /// Who has remitted leaves at once, unless it is on a list and must be heard of.
    fn look_at_remitted(&mut self, at: &mut Moment, id: ChildId, place: Place) {
        if place.is_treatment() {
            return;
        }
        if place.is_list() {
            let child = self.child(id);
            let step = u64::from(child.course.steps());
            let chance = per_step(self.values[P::WaitingRemittedLeavePerMonth]);
            if !at.draws.happens(child.key, Purpose::LeavesListRemitted, step, chance) {
                return;
            }
            self.close(at, id, Reason::FoundRecovered);
        } else {
            self.close(at, id, Reason::Remitted);
        }
    }

    fn look_at_unrecognised(&mut self, at: &mut Moment, id: ChildId) {
        let child = self.child(id);
        let setting = self.setting_of(id);
        let values = &self.values;
        let severity = (values[P::RecognitionSeveritySlope] * (child.course.score() - 1.0)).exp();
        let noticed = self.groups_differ.recognition(child) * self.shock_to_referrals();
        let visibility = values[visibility(child.problem)];
        let team = if setting.covered {
            1.0 + values[P::RecognitionTeamUplift] * self.presence_of(at.now, setting)
        } else {
            1.0
        };
        let staff = values[P::RecognitionStaffPerMonth]
            * visibility
            * severity
            * setting.lead
            * self.season
            * team
            * self.recognition_scale
            * self.found_by_maturity(setting)
            * noticed;
        let family =
            values[P::RecognitionFamilyPerMonth] * severity * self.recognition_scale * noticed;
        let step = u64::from(child.course.steps());
        let mut draw = at.draws.at(child.key, Purpose::Recognition, step);
        if draw.uniform() < 1.0 - (-(staff + family) * STEP.days() / DAYS_PER_MONTH).exp() {
            let by_staff = draw.uniform() < staff / (staff + family);
            self.child_mut(id).journey.recognised = Some(at.now);
            if by_staff {
                let setting = self.child(id).setting;
                self.count_found(at, setting);
            }
            let seeker = if by_staff { Seeker::Staff } else { Seeker::Family };
            self.go(at, id, Place::HeldBySetting, Reason::Recognised);
            self.seek_help(at, id, seeker);
        }
    }

    /// Those who are known to be in need and have no help may be referred again, the severe among
    /// them at least at a rate of their own.
    fn look_at_unhelped(&mut self, at: &mut Moment, id: ChildId, place: Place) {
        if place == Place::HeldBySetting && self.recovers_held(at, id) {
            self.close(at, id, Reason::HelpedBySetting);
            return;
        }
        let child = self.child(id);
        let values = &self.values;
        let per_month = match place {
            Place::HeldBySetting => values[P::ReferralLaterPerMonth] * self.season,
            Place::OutOfScope | Place::Disengaged => values[P::ReferralAgainDisengagedPerMonth],
            _ => values[P::ReferralAgainPerMonth],
        };
        let severity = (values[P::RecognitionSeveritySlope] * (child.course.score() - 1.0)).exp();
        let step = u64::from(child.course.steps());
        let is_severe = child.course.score() >= self.thresholds.specialist;
        let least = if is_severe { values[P::ReferralSevereAgainPerMonth] } else { 0.0 };
        let rate = (per_month * severity).max(least) * self.shock_to_referrals();
        let mut draw = at.draws.at(child.key, Purpose::SeekHelpAgain, step);
        if draw.uniform() < per_step(rate) {
            // Parents who have refused do not ask themselves.
            let refused = child.last_reason == Reason::ConsentRefused;
            let by_staff = draw.uniform() < values[P::ReferralStaffShareAgain] || refused;
            self.seek_help(at, id, if by_staff { Seeker::Staff } else { Seeker::Family });
        }
    }
}

/// Probability in a step of 28 days of what has this rate per month.
pub(super) fn per_step(per_month: f64) -> f64 {
    1.0 - (-per_month * STEP.days() / DAYS_PER_MONTH).exp()
}

fn visibility(problem: Problem) -> P {
    match problem {
        Problem::Anxiety => P::RecognitionVisibilityAnxiety,
        Problem::LowMood => P::RecognitionVisibilityLowMood,
        Problem::Behaviour => P::RecognitionVisibilityBehaviour,
        Problem::SelfHarm => P::RecognitionVisibilitySelfHarm,
        Problem::Neurodevelopmental => P::RecognitionVisibilityNeurodevelopmental,
    }
}
