//! Recognition (M3): staff of the setting and the child's family notice need. Visible problems are
//! noticed sooner than internalising ones, severe ones sooner than mild ones, and staff notice
//! more where there is a team. Each child without help is looked at on a personal grid of 28 days,
//! on which the course also moves.

use crate::engine::time::DAYS_PER_MONTH;
use crate::model::children::child::Problem;
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::STEP;
use crate::model::event::{Event, Moment};
use crate::model::ids::ChildId;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;
use crate::model::world::site::Site;

parameters! {
    pub struct RecognitionParameters in "recognition" {
        /// Rate at which staff notice a child in need with a score of 1 and a problem of visibility
        /// 1, without a lead or a team
        staff_per_month: f64 = 0.035, "per month", allowed (0.0, 2.0), plausible (0.015, 0.08),
            "M3", Live, Assumption "prior; teacher concern has a sensitivity of 56 % (Mathews \
             2020)";
        /// Rate at which the family or the child seeks help for need with a score of 1
        family_per_month: f64 = 0.02, "per month", allowed (0.0, 2.0), plausible (0.008, 0.04),
            "M3", Live, Assumption "prior; 66 % of those with a disorder had any professional \
             contact (MHCYP 2017)";
        /// Increase in the logarithm of recognition per point of severity
        severity_slope: f64 = 0.4, "per score", allowed (0.0, 5.0), plausible (0.2, 1.2),
            "M3", Live, Assumption "prior";
        /// How fast staff notice anxiety, relative to the average problem
        visibility_anxiety: f64 = 0.7, "ratio",
            allowed (0.0, 10.0), plausible (0.42, 1.05),
            "M3", Live, Assumption "prior; visible problems sooner than internalising ones \
             (Ellins et al. 2023, Ch9)";
        /// How fast staff notice low mood, relative to the average problem
        visibility_low_mood: f64 = 0.8, "ratio",
            allowed (0.0, 10.0), plausible (0.48, 1.2),
            "M3", Live, Assumption "prior; visible problems sooner than internalising ones \
             (Ellins et al. 2023, Ch9)";
        /// How fast staff notice difficult behaviour, relative to the average problem
        visibility_behaviour: f64 = 1.6, "ratio",
            allowed (0.0, 10.0), plausible (0.96, 2.4),
            "M3", Live, Assumption "prior; visible problems sooner than internalising ones \
             (Ellins et al. 2023, Ch9)";
        /// How fast staff notice self-harm or other risk, relative to the average problem
        visibility_self_harm: f64 = 1.5, "ratio",
            allowed (0.0, 10.0), plausible (0.9, 2.25),
            "M3", Live, Assumption "prior; visible problems sooner than internalising ones \
             (Ellins et al. 2023, Ch9)";
        /// How fast staff notice a neurodevelopmental problem, relative to the average problem
        visibility_neurodevelopmental: f64 = 1.3, "ratio",
            allowed (0.0, 10.0), plausible (0.78, 1.95),
            "M3", Live, Assumption "prior; visible problems sooner than internalising ones \
             (Ellins et al. 2023, Ch9)";
        /// Recognition by staff where there is a lead with time for the role, relative to settings
        /// without one
        lead_factor: f64 = 1.2, "ratio", allowed (0.1, 10.0), plausible (1.0, 1.6),
            "M3", AtStart, Assumption "prior; Ellins et al. 2023, Ch8";
        /// Increase in recognition by staff where a team is present as intended
        team_uplift: f64 = 0.3, "proportion", allowed (0.0, 5.0), plausible (0.0, 0.8),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch9 and Ch10: teams raise \
             identified need";
        /// Error with which settings and families see severity
        noise_sd: f64 = 0.3, "score", allowed (0.0, 5.0), plausible (0.2, 0.8),
            "M3", Live, Assumption "prior; what others see is not the score";
    }
}

/// Who noticed the need, or asks for help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Seeker {
    Staff,
    Family,
}

impl Site {
    /// A step on the grid of a child: the course moves, and staff or family may notice.
    pub(crate) fn look(&mut self, at: &mut Moment, id: ChildId) {
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
        let chance = per_step(self.values.need.moves_away_per_month);
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
            let chance = per_step(self.values.waiting.remitted_leave_per_month);
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
        let severity = (values.recognition.severity_slope * (child.course.score() - 1.0)).exp();
        let noticed = self.groups_differ.recognition(child) * self.shock_to_referrals();
        let visibility = visibility(values, child.problem);
        let team = if setting.covered {
            1.0 + values.recognition.team_uplift * self.presence_of(at.now, setting)
        } else {
            1.0
        };
        let staff = values.recognition.staff_per_month
            * visibility
            * severity
            * setting.lead
            * self.season
            * team
            * self.recognition_scale
            * self.found_by_maturity(setting)
            * noticed;
        let family =
            values.recognition.family_per_month * severity * self.recognition_scale * noticed;
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
            Place::HeldBySetting => values.referral.later_per_month * self.season,
            Place::OutOfScope | Place::Disengaged => values.referral.again_disengaged_per_month,
            _ => values.referral.again_per_month,
        };
        let severity = (values.recognition.severity_slope * (child.course.score() - 1.0)).exp();
        let step = u64::from(child.course.steps());
        let is_severe = child.course.score() >= self.thresholds.specialist;
        let least = if is_severe { values.referral.severe_again_per_month } else { 0.0 };
        let rate = (per_month * severity).max(least) * self.shock_to_referrals();
        let mut draw = at.draws.at(child.key, Purpose::SeekHelpAgain, step);
        if draw.uniform() < per_step(rate) {
            // Parents who have refused do not ask themselves.
            let refused = child.last_reason == Reason::ConsentRefused;
            let by_staff = draw.uniform() < values.referral.staff_share_of_later || refused;
            self.seek_help(at, id, if by_staff { Seeker::Staff } else { Seeker::Family });
        }
    }
}

/// Probability in a step of 28 days of what has this rate per month.
pub(crate) fn per_step(per_month: f64) -> f64 {
    1.0 - (-per_month * STEP.days() / DAYS_PER_MONTH).exp()
}

fn visibility(values: &Values, problem: Problem) -> f64 {
    match problem {
        Problem::Anxiety => values.recognition.visibility_anxiety,
        Problem::LowMood => values.recognition.visibility_low_mood,
        Problem::Behaviour => values.recognition.visibility_behaviour,
        Problem::SelfHarm => values.recognition.visibility_self_harm,
        Problem::Neurodevelopmental => values.recognition.visibility_neurodevelopmental,
    }
}
