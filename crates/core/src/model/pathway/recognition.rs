//! Recognition (M3): staff of the setting and the child's family notice need. Visible problems are
//! noticed sooner than internalising ones, severe ones sooner than mild ones, and staff notice
//! more where there is a team. Each child without help is looked at on a personal grid of 28 days,
//! on which the course also moves.

use super::next::{Next, Seeker};
use super::onward;
use crate::model::children::Children;
use crate::model::children::child::{Child, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::{STEP, happens_in_step};
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;
use crate::model::settings::{Settings, shock};
use crate::model::workforce::Workforce;

parameters! {
    pub struct RecognitionParameters in "recognition" {
        /// Rate at which staff notice a child in need with a score of 1 and a problem of visibility
        /// 1, without a lead or a team
        staff_per_month: f64 = 0.05, "per month", allowed (0.0, 2.0), plausible (0.018, 0.08),
            "M3", Live, Derived "with the family's rate: 66.4 % of those with a disorder had any \
             professional contact in the past year (MHCYP 2017); teacher concern has a sensitivity \
             of 56 % (Mathews 2020)";
        /// Rate at which the family or the child seeks help for need with a score of 1
        family_per_month: f64 = 0.048, "per month", allowed (0.0, 2.0), plausible (0.018, 0.08),
            "M3", Live, Derived "with the rate of staff: 66.4 % with any professional contact \
             (MHCYP 2017), and about half of referrals by staff (Wales, 2016/17 to 2020/21: 47 to \
             56 % of referrals to school counselling)";
        /// Increase in the logarithm of recognition per point of severity
        severity_slope: f64 = 0.4, "per score", allowed (0.0, 5.0), plausible (0.2, 1.2),
            "M3", Live, Assumption "prior";
        /// How fast staff notice anxiety, relative to the average problem
        visibility_anxiety: f64 = 0.7, "ratio",
            allowed (0.0, 10.0), plausible (0.42, 1.05),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             internalising problems are less apparent than challenging behaviour";
        /// How fast staff notice low mood, relative to the average problem
        visibility_low_mood: f64 = 0.8, "ratio",
            allowed (0.0, 10.0), plausible (0.48, 1.2),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             internalising problems are less apparent than challenging behaviour";
        /// How fast staff notice difficult behaviour, relative to the average problem
        visibility_behaviour: f64 = 1.6, "ratio",
            allowed (0.0, 10.0), plausible (0.96, 2.4),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             internalising problems are less apparent than challenging behaviour";
        /// How fast staff notice self-harm or other risk, relative to the average problem
        visibility_self_harm: f64 = 1.5, "ratio",
            allowed (0.0, 10.0), plausible (0.9, 2.25),
            "M3", Live, Assumption "prior; Ellins et al. 2023 does not say how soon staff notice \
             self-harm";
        /// How fast staff notice a neurodevelopmental problem, relative to the average problem
        visibility_neurodevelopmental: f64 = 1.3, "ratio",
            allowed (0.0, 10.0), plausible (0.78, 1.95),
            "M3", Live, Assumption "prior; Ellins et al. 2023 does not say how soon staff notice \
             neurodevelopmental problems";
        /// Recognition by staff where there is a lead with time for the role, relative to settings
        /// without one
        lead_factor: f64 = 1.2, "ratio", allowed (0.1, 10.0), plausible (1.0, 1.6),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch8 (senior mental health lead \
             role): an engaged lead makes a difference to referrals; recognition is not mentioned";
        /// Increase in recognition by staff where a team is present as intended
        team_uplift: f64 = 0.3, "proportion", allowed (0.0, 5.0), plausible (0.0, 0.8),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch10 (unintended consequences): \
             some national interviewees said that teams increased identification of need; Box 9: \
             settings name earlier identification";
        /// Error with which settings and families see severity
        noise_sd: f64 = 0.3, "score", allowed (0.0, 5.0), plausible (0.2, 0.8),
            "M3", Live, Assumption "prior; what others see is not the score";
    }
}

/// The chances of a step, each uniform.
#[derive(Clone, Copy)]
pub(crate) struct Drawn {
    /// The family moves out of the area.
    moves_away: f64,
    /// Help or support ends the need.
    pub(crate) help_works: f64,
    /// The setting offers a place of its own.
    offered: f64,
}

/// Draws the chances of the present step of a child.
pub(crate) fn draw(at: &Moment, children: &Children, id: ChildId) -> Drawn {
    let step = u64::from(children.course(id).steps());
    let [moves_away, help_works, offered] =
        at.draws.at(children[id].key, Purpose::Look, step).uniforms();
    Drawn { moves_away, help_works, offered }
}

/// A step on the grid of a child: the course has moved, and staff or family may notice. The
/// specialist service accepts from `threshold` on.
pub(crate) fn look(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    (id, threshold): (ChildId, f64),
    drawn: Drawn,
) -> Next {
    let ticket = at.schedule(children.course(id).next_step(), Event::Look(id));
    children[id].look = Some(ticket);
    if happens_in_step(drawn.moves_away, at.values().need.moves_away_per_month) {
        return Next::Close(Reason::MovedAway);
    }
    if children[id].with_specialist_until.is_some_and(|until| until <= at.now) {
        return Next::Close(Reason::AgedOut);
    }
    if children.course(id).is_remitted() {
        return look_at_remitted(at, children, id);
    }
    match children[id].place {
        Place::Unrecognised => look_at_unrecognised(at, children, settings, workforce, id),
        Place::HeldBySetting
        | Place::MissingMiddle
        | Place::OutOfScope
        | Place::Disengaged
        | Place::AfterHelp => look_at_unhelped(at, children, settings, (id, drawn.offered)),
        Place::InReferral
        | Place::WaitingAssessment
        | Place::WaitingIntervention
        | Place::Interrupted => look_at_listed(at, children, threshold, id),
        Place::InIntervention
        | Place::Bridged
        | Place::WaitingSpecialistFirst
        | Place::WaitingSpecialistSecond
        | Place::InSpecialist => Next::Stay,
        Place::SettingHelps | Place::HelpedElsewhere => look_at_helped_elsewhere(at, children, id),
    }
}

/// A child who has remitted leaves at once, unless on a list where this has to be found out.
fn look_at_remitted(at: &Moment, children: &Children, id: ChildId) -> Next {
    let child = &children[id];
    if child.place.is_help() {
        return Next::Stay;
    }
    if !child.place.is_list() {
        return Next::Close(Reason::Remitted);
    }
    let step = u64::from(children.course(id).steps());
    let drawn = at.draws.uniform(child.key, Purpose::LeavesListRemitted, step);
    if happens_in_step(drawn, at.values().waiting.remitted_leave_per_month) {
        Next::Close(Reason::FoundRecovered)
    } else {
        Next::Stay
    }
}

fn look_at_unrecognised(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    id: ChildId,
) -> Next {
    let (child, course) = children.both_mut(id);
    let (setting, rules, values) = (settings.of(child), at.rules, at.values());
    let severity = (values.recognition.severity_slope * (course.score() - 1.0)).exp();
    let noticed = rules.groups.recognition(child) * shock::to_referrals(values);
    let visibility = visibility(values, child.problem);
    let team = if setting.covered {
        1.0 + values.recognition.team_uplift * workforce.presence_of(values, at.now, setting)
    } else {
        1.0
    };
    let found_by_maturity = setting.found_by_maturity(values);
    let staff = values.recognition.staff_per_month
        * visibility
        * severity
        * setting.lead.to_recognition(values)
        * setting.character.to_recognition(values)
        * staff_season(at, settings, child)
        * team
        * rules.recognition_scale
        * found_by_maturity
        * noticed;
    let family = values.recognition.family_per_month * severity * rules.recognition_scale * noticed;
    let step = u64::from(course.steps());
    let mut draw = at.draws.at(child.key, Purpose::Recognition, step);
    if !happens_in_step(draw.uniform(), staff + family) {
        return Next::Stay;
    }
    if draw.uniform() < staff / (staff + family) {
        return staff_act_from(at, children, settings, id);
    }
    child.journey.recognised = Some(at.now);
    Next::Recognised(Seeker::Family)
}

/// What staff notice of a child in a step, relative to an average step of the year: on its school
/// days, or on any day by the month. Nothing, if they have noticed and the day to act is to come.
fn staff_season(at: &Moment, settings: &Settings, child: &Child) -> f64 {
    if !at.values().season.on_school_days {
        settings.season
    } else if child.exit.is_some() {
        0.0
    } else {
        at.school.noticed(at.values(), at.now, STEP)
    }
}

/// Staff act on the first school day from now on.
fn staff_act_from(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    id: ChildId,
) -> Next {
    let day = match at.values().season.on_school_days {
        true => at.school.school_day_from(at.now),
        false => at.now,
    };
    if day > at.now { Next::StaffActOn(day) } else { staff_act(at, children, settings, id) }
}

/// Staff act on need that they have noticed, or know of, unless it has ended.
pub(crate) fn staff_act(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    id: ChildId,
) -> Next {
    let (child, course) = children.both_mut(id);
    child.exit = None;
    if course.is_remitted() {
        Next::Stay
    } else if child.place == Place::Unrecognised {
        child.journey.recognised = Some(at.now);
        let found = settings.of(child).found_by_maturity(at.values());
        at.record.counts.found_by_maturity(at.now, 1.0 - 1.0 / found);
        Next::Recognised(Seeker::Staff)
    } else {
        Next::SeekHelp(Seeker::Staff)
    }
}

/// A child who has help of others and has become severe is referred again, as one who has none.
fn look_at_helped_elsewhere(at: &Moment, children: &Children, id: ChildId) -> Next {
    let (child, course, values) = (&children[id], children.course(id), at.values());
    let severe = at.rules.thresholds.severe(values, course.score());
    if severe == 0.0 {
        return Next::Stay;
    }
    let step = u64::from(course.steps());
    let drawn = at.draws.uniform(child.key, Purpose::SeekHelpAgain, step);
    if happens_in_step(drawn, severe * values.referral.severe_again_per_month) {
        Next::SeekHelp(Seeker::Family)
    } else {
        Next::Stay
    }
}

/// A child on a list of the team who has become severe is noticed by the setting, the family or
/// a check of the list, and the team refers them to the specialist service if it would take them.
fn look_at_listed(at: &Moment, children: &mut Children, threshold: f64, id: ChildId) -> Next {
    let (child, course) = children.both_mut(id);
    let values = at.values();
    let severe = at.rules.thresholds.severe(values, course.score());
    if severe == 0.0 {
        return Next::Stay;
    }
    let step = u64::from(course.steps());
    let mut draw = at.draws.at(child.key, Purpose::SevereNoticed, step);
    if !happens_in_step(draw.uniform(), severe * values.waiting.severe_noticed_per_month) {
        return Next::Stay;
    }
    let perceived = course.score() + values.assessment.noise_sd * draw.normal();
    if perceived < threshold {
        return Next::Stay;
    }
    child.perceived = perceived;
    Next::ReferToSpecialist { reason: Reason::WorsenedWhileWaiting, agreed: false }
}

/// Children who are known to be in need and have no help may be referred again; severe need at
/// least at its own rate.
fn look_at_unhelped(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    (id, offered): (ChildId, f64),
) -> Next {
    let (child, course, values) = (&children[id], children.course(id), at.values());
    let step = u64::from(course.steps());
    if child.place != Place::Disengaged
        && let Some(help) = onward::offered(at, settings, child, offered)
    {
        return Next::HelpOutside(help);
    }
    let season = staff_season(at, settings, child);
    let (of_all, of_staff) =
        if values.season.on_school_days { (1.0, season) } else { (season, 1.0) };
    let per_month = match child.place {
        Place::HeldBySetting => values.referral.later_per_month * of_all,
        Place::OutOfScope | Place::Disengaged => values.referral.again_disengaged_per_month,
        _ => values.referral.again_per_month,
    };
    let severity = (values.recognition.severity_slope * (course.score() - 1.0)).exp();
    let severe = at.rules.thresholds.severe(values, course.score());
    let least = severe * values.referral.severe_again_per_month;
    let rate = (per_month * severity).max(least) * shock::to_referrals(values);
    // Parents who have refused do not ask for help.
    let refused = child.last_reason == Reason::ConsentRefused;
    let by_staff = if refused { 1.0 } else { values.referral.staff_share_of_later };
    let staff = rate * by_staff * of_staff;
    let family = rate * (1.0 - by_staff);
    let mut draw = at.draws.at(child.key, Purpose::SeekHelpAgain, step);
    if !happens_in_step(draw.uniform(), staff + family) {
        return Next::Stay;
    }
    if draw.uniform() < staff / (staff + family) {
        return staff_act_from(at, children, settings, id);
    }
    at.cancel(children[id].exit.take());
    Next::SeekHelp(Seeker::Family)
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
