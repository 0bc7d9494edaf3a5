//! Recognition (M3): staff of the setting and the child's family notice need. Visible problems are
//! noticed sooner than internalising ones, severe ones sooner than mild ones, and staff notice
//! more where there is a team. Each child without help is looked at on a personal grid of 28 days,
//! on which the course also moves.

use super::next::{Next, Seeker};
use super::onward;
use crate::model::children::Children;
use crate::model::children::chances::Chances;
use crate::model::children::child::{Child, Problem};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::{STEP, happens_in_step};
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;
use crate::model::settings::setting::Setting;
use crate::model::settings::{Settings, absence, shock};
use crate::model::workforce::Workforce;

parameters! {
    pub struct RecognitionParameters in "recognition" {
        /// Rate at which staff notice a child in need with a score of 1 and a problem of visibility
        /// 1, without a lead or a team
        staff_per_month: f64 = 0.05, "per month", allowed (0.0, 2.0), plausible (0.018, 0.08),
            "M3", Live, Derived "with the family's rate: 66.4 % of those with a disorder had any \
             professional contact in the past year (MHCYP 2017); teacher concern has a sensitivity \
             of 56 % (Mathews 2020)",
            lowers "not_recognised_share";
        /// Rate at which the family or the child seeks help for need with a score of 1
        family_per_month: f64 = 0.048, "per month", allowed (0.0, 2.0), plausible (0.018, 0.08),
            "M3", Live, Derived "with the rate of staff: 66.4 % with any professional contact \
             (MHCYP 2017), and about half of referrals by staff (Wales, 2016/17 to 2020/21: 47 to \
             56 % of referrals to school counselling)",
            lowers "not_recognised_share";
        /// Increase in the logarithm of recognition per point of severity
        severity_slope: f64 = 0.4, "per score", allowed (0.0, 5.0), plausible (0.2, 1.2),
            "M3", Live, Assumption "prior",
            lowers "not_recognised_share" of "severity_band=specialist";
        /// How fast staff notice anxiety, relative to the average problem
        visibility_anxiety: f64 = 0.7, "ratio",
            allowed (0.0, 10.0), plausible (0.42, 1.05),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             internalising problems are less apparent than challenging behaviour",
            lowers "not_recognised_share" of "problem=anxiety";
        /// How fast staff notice low mood, relative to the average problem
        visibility_low_mood: f64 = 0.8, "ratio",
            allowed (0.0, 10.0), plausible (0.48, 1.2),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             internalising problems are less apparent than challenging behaviour",
            lowers "not_recognised_share" of "problem=low_mood";
        /// How fast staff notice difficult behaviour, relative to the average problem
        visibility_behaviour: f64 = 1.6, "ratio",
            allowed (0.0, 10.0), plausible (0.96, 2.4),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             internalising problems are less apparent than challenging behaviour",
            lowers "not_recognised_share" of "problem=behaviour";
        /// How fast staff notice self-harm or other risk, relative to the average problem
        visibility_self_harm: f64 = 1.5, "ratio",
            allowed (0.0, 10.0), plausible (0.9, 2.25),
            "M3", Live, Assumption "prior; Ellins et al. 2023 does not say how soon staff notice \
             self-harm",
            lowers "not_recognised_share" of "problem=self_harm";
        /// How fast staff notice a neurodevelopmental problem, relative to the average problem
        visibility_neurodevelopmental: f64 = 1.3, "ratio",
            allowed (0.0, 10.0), plausible (0.78, 1.95),
            "M3", Live, Assumption "prior; Ellins et al. 2023 does not say how soon staff notice \
             neurodevelopmental problems",
            lowers "not_recognised_share" of "problem=neurodevelopmental";
        /// Recognition by staff where there is a lead with time for the role, relative to settings
        /// without one
        lead_factor: f64 = 1.2, "ratio", allowed (0.1, 10.0), plausible (1.0, 1.6),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch8 (senior mental health lead \
             role): an engaged lead makes a difference to referrals; recognition is not mentioned",
            lowers "not_recognised_share";
        /// Increase in recognition by staff where a team is present as intended
        team_uplift: f64 = 0.3, "proportion", allowed (0.0, 5.0), plausible (0.0, 0.8),
            "M3", Live, Assumption "prior; Ellins et al. 2023, Ch10 (unintended consequences): \
             some national interviewees said that teams increased identification of need; Box 9: \
             settings name earlier identification",
            lowers "not_recognised_share";
        /// Error with which settings and families see severity
        noise_sd: f64 = 0.3, "score", allowed (0.0, 5.0), plausible (0.2, 0.8),
            "M3", Live, Assumption "prior; what others see is not the score",
            lowers "accepted_share";
    }
}

/// A step on the grid of a child: the course has moved, and staff or family may notice. The
/// specialist service accepts from `threshold` on.
pub(crate) fn look(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    (id, threshold): (ChildId, f64),
    chances: &Chances,
) -> Next {
    if happens_in_step(chances.moves_away, at.values().need.moves_away_per_month) {
        return Next::Close(Reason::MovedAway);
    }
    if children[id].with_specialist_until.is_some_and(|until| until <= at.now) {
        return Next::Close(Reason::AgedOut);
    }
    if children.course(id).is_remitted() {
        return look_at_remitted(at, children, id, chances);
    }
    match children[id].place {
        Place::Unrecognised => {
            look_at_unrecognised(at, children, settings, workforce, (id, chances))
        }
        Place::HeldBySetting
        | Place::MissingMiddle
        | Place::OutOfScope
        | Place::Disengaged
        | Place::AfterHelp => look_at_unhelped(at, children, settings, (id, chances)),
        Place::InReferral
        | Place::WaitingAssessment
        | Place::WaitingIntervention
        | Place::Interrupted => look_at_listed(at, children, (id, threshold), chances),
        Place::InIntervention
        | Place::Bridged
        | Place::WaitingSpecialistFirst
        | Place::WaitingSpecialistSecond
        | Place::InSpecialist => Next::Stay,
        Place::SettingHelps | Place::HelpedElsewhere => {
            look_at_helped_elsewhere(at, children, id, chances)
        }
    }
}

/// A child who has remitted leaves at once, unless on a list where this has to be found out.
fn look_at_remitted(at: &Moment, children: &Children, id: ChildId, chances: &Chances) -> Next {
    let child = &children[id];
    if child.place.is_help() {
        return Next::Stay;
    }
    if !child.place.is_list() {
        return Next::Close(Reason::Remitted);
    }
    if happens_in_step(chances.acts, at.values().waiting.remitted_leave_per_month) {
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
    (id, chances): (ChildId, &Chances),
) -> Next {
    let (child, course) = children.both_mut(id);
    let (setting, values) = (settings.of(child), at.values());
    let presence =
        if setting.covered { workforce.presence_of(values, at.now, setting) } else { 0.0 };
    let watch = Watch {
        lead: setting.lead.to_recognition(values),
        presence,
        maturity: setting.found_by_maturity(values),
    };
    let severity = (values.recognition.severity_slope * (course.score() - 1.0)).exp();
    let (staff, family) = noticed_per_month(at, setting, child, watch);
    let season = staff_season(at, settings, child);
    let (staff, family) = (staff * severity * season, family * severity);
    if !happens_in_step(chances.acts, staff + family) {
        return Next::Stay;
    }
    if chances.who < staff / (staff + family) {
        return staff_act_from(at, children, settings, id);
    }
    child.recognised = Some(at.now);
    Next::Recognised(Seeker::Family)
}

/// How a setting watches its pupils.
pub(crate) struct Watch {
    /// Recognition with its lead, relative to a setting without one.
    pub(crate) lead: f64,
    /// The presence of its team, relative to a team as intended.
    pub(crate) presence: f64,
    /// Recognition with its whole-school approach, relative to a setting without one.
    pub(crate) maturity: f64,
}

/// Rates per month at which staff, in an average season, and the family notice a child with a score
/// of 1.
pub(crate) fn noticed_per_month(
    at: &Moment,
    setting: &Setting,
    child: &Child,
    watch: Watch,
) -> (f64, f64) {
    let (rules, values) = (at.rules, at.values());
    let recognition = &values.recognition;
    let noticed =
        rules.groups.recognition(child) * shock::to_referrals(values) * rules.recognition_scale;
    let staff = recognition.staff_per_month
        * visibility(values, child.problem)
        * watch.lead
        * setting.character.to_recognition(values)
        * absence::to_recognition(at, child)
        * (1.0 + recognition.team_uplift * watch.presence)
        * watch.maturity;
    (staff * noticed, recognition.family_per_month * noticed)
}

/// What staff notice of a child in a step, relative to an average step of the year: on its school
/// days, or on any day by the month. Nothing, if they have noticed and the day to act is to come.
fn staff_season(at: &Moment, settings: &Settings, child: &Child) -> f64 {
    if !at.values().season.on_school_days {
        settings.season
    } else if child.exit.is_some() {
        0.0
    } else {
        let terms = settings.of(child).character.terms(at.values());
        at.school.noticed(at.values(), terms, at.now, STEP)
    }
}

/// Staff act on the first school day from now on.
fn staff_act_from(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    id: ChildId,
) -> Next {
    let terms = settings.of(&children[id]).character.terms(at.values());
    let day = match at.values().season.on_school_days {
        true => at.school.school_day_from(terms, at.now),
        false => at.now,
    };
    if day > at.now {
        return Next::StaffActOn(day);
    }
    drop_plan(at, &mut children[id]);
    staff_act(at, children, settings, id)
}

/// What staff had planned to do, or the help that was to begin, is overtaken.
fn drop_plan(at: &mut Moment, child: &mut Child) {
    at.cancel(child.exit.take());
    child.awaited = None;
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
        child.recognised = Some(at.now);
        let found = settings.of(child).found_by_maturity(at.values());
        at.record.counts.found_by_maturity(at.now, 1.0 - 1.0 / found);
        Next::Recognised(Seeker::Staff)
    } else {
        Next::SeekHelp(Seeker::Staff)
    }
}

/// A child who has help of others and has become severe is referred again, as one who has none.
fn look_at_helped_elsewhere(
    at: &Moment,
    children: &Children,
    id: ChildId,
    chances: &Chances,
) -> Next {
    let (course, values) = (children.course(id), at.values());
    let severe = at.rules.thresholds.severe(values, course.score());
    if severe == 0.0 {
        return Next::Stay;
    }
    if happens_in_step(chances.acts, severe * values.referral.severe_again_per_month) {
        Next::SeekHelp(Seeker::Family)
    } else {
        Next::Stay
    }
}

/// A child on a list of the team who has become severe is noticed by the setting, the family or
/// a check of the list, and the team refers them to the specialist service if it would take them.
fn look_at_listed(
    at: &Moment,
    children: &mut Children,
    (id, threshold): (ChildId, f64),
    chances: &Chances,
) -> Next {
    let (child, course) = children.both_mut(id);
    let values = at.values();
    let severe = at.rules.thresholds.severe(values, course.score());
    if severe == 0.0 {
        return Next::Stay;
    }
    if !happens_in_step(chances.acts, severe * values.waiting.severe_noticed_per_month) {
        return Next::Stay;
    }
    let step = u64::from(course.steps());
    let mut draw = at.draws.at(child.key, Purpose::SevereNoticed, step);
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
    (id, chances): (ChildId, &Chances),
) -> Next {
    let (child, course, values) = (&children[id], children.course(id), at.values());
    if child.place != Place::Disengaged
        && let Some(help) = onward::offered(at, settings, child, chances.offered)
    {
        return Next::HelpOutside(help);
    }
    let season = staff_season(at, settings, child);
    let (of_all, of_staff) =
        if values.season.on_school_days { (1.0, season) } else { (season, 1.0) };
    let seasonal = if child.place == Place::HeldBySetting { of_all } else { 1.0 };
    let severity = (values.recognition.severity_slope * (course.score() - 1.0)).exp();
    let severe = at.rules.thresholds.severe(values, course.score());
    let least = severe * values.referral.severe_again_per_month;
    let rate = (again_per_month(values, child) * seasonal * severity).max(least)
        * shock::to_referrals(values);
    let by_staff = again_by_staff(values, child);
    let staff = rate * by_staff * of_staff;
    let family = rate * (1.0 - by_staff);
    if !happens_in_step(chances.acts, staff + family) {
        return Next::Stay;
    }
    if chances.who < staff / (staff + family) {
        return staff_act_from(at, children, settings, id);
    }
    drop_plan(at, &mut children[id]);
    Next::SeekHelp(Seeker::Family)
}

/// Rate per month at which a child who is known to be in need, has no help, and has a score of 1 is
/// referred again.
pub(crate) fn again_per_month(values: &Values, child: &Child) -> f64 {
    let referral = &values.referral;
    let usual = match child.place {
        Place::HeldBySetting => referral.later_per_month,
        Place::OutOfScope | Place::Disengaged => referral.again_disengaged_per_month,
        _ => referral.again_per_month,
    };
    match child.problem {
        Problem::SelfHarm => usual * referral.self_harm_again_ratio,
        _ => usual,
    }
}

/// Share of these referrals that staff make. Parents who have refused do not ask for help.
pub(crate) fn again_by_staff(values: &Values, child: &Child) -> f64 {
    if child.last_reason == Reason::ConsentRefused {
        1.0
    } else {
        values.referral.staff_share_of_later
    }
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
