//! Help outside the team and the specialist service (M5, M16). Where a referral or help ends and the
//! child is still in need, somebody may find other help: the setting's counsellor, a voluntary
//! service, a parenting programme, or the GP. Voluntary services and programmes have places; what
//! they cost is not the team's.

use super::next::Next;
use crate::engine::time::{SimTime, Span};
use crate::model::children::Children;
use crate::model::children::child::{Child, Outside, Phase};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::happens_in_step;
use crate::model::event::Event;
use crate::model::ids::ChildId;
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;
use crate::model::school_calendar::Terms;
use crate::model::settings::Settings;
use crate::model::settings::setting::Setting;
use crate::model::workforce::Workforce;

parameters! {
    pub struct OnwardParameters in "onward" {
        /// Share of children below the floor for whom other help is found, if it has a place
        too_mild_share: f64 = 0.3, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.5),
            "M5", Live, Assumption "prior",
            raises "onward_help_share";
        /// The same of children who are too complex, out of scope, or declined by the specialist
        /// service
        declined_share: f64 = 0.2, "proportion", allowed (0.0, 1.0), plausible (0.05, 0.4),
            "M5", Live, Assumption "prior; Ellins et al. 2023, Ch8: signposting is one of the \
             largest parts of the role",
            raises "onward_help_share";
        /// The same of children who are still in need at the end of help
        after_help_share: f64 = 0.28, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.5),
            "M5", Live, Derived "13 to 15 % of children counselled in Wales are referred on \
             (Welsh Government, 2016/17 to 2019/20); about half are still in need",
            raises "onward_help_share";
        /// The same of children who refuse, give up or drop out
        disengaged_share: f64 = 0.03, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.1),
            "M5", Live, Assumption "prior",
            raises "onward_help_share";
        /// Share of this help that is sought of the setting's own counsellor or therapist
        setting_share: f64 = 0.25, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.5),
            "M5", Live, Assumption "prior",
            lowers "outside_help_started";
        /// Share of this help that is sought of the GP
        gp_share: f64 = 0.2, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.4),
            "M5", Live, Assumption "prior",
            raises "onward_help_share";
        /// Share of the rest that is sought of a parenting programme, for primary children; all
        /// other help is sought of voluntary services
        parenting_share: f64 = 0.4, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.7),
            "M5", Live, Assumption "prior",
            neither "it divides help between two kinds, each with its places";
        /// Children from covered settings whom voluntary services see at a time
        voluntary_places_per_10000_pupils: f64 = 12.0, "per 10,000 pupils",
            allowed (0.0, 1000.0), plausible (4.0, 40.0),
            "M5", Live, Assumption "prior",
            raises "outside_help_started";
        /// Families of children from covered settings in parenting programmes at a time
        parenting_places_per_10000_pupils: f64 = 5.0, "per 10,000 pupils",
            allowed (0.0, 1000.0), plausible (1.0, 15.0),
            "M5", Live, Assumption "prior",
            raises "outside_help_started";
        /// Whether help by the setting's own staff begins, acts and ends on its school days, so that
        /// it lasts through the holidays, and other help begins and ends on working days (false:
        /// on any day)
        on_working_days: bool = true, "switch",
            "M5, M16, M26", Live, Assumption "counsellors and therapists of a setting work in term; \
             Ellins et al. 2023, Ch8 does not say when",
            lowers "setting_help_started";
        /// Duration of help by voluntary services, parenting programmes and the GP
        help_days: f64 = 90.0, "days", allowed (1.0, 3650.0), plausible (30.0, 180.0),
            "M5", Live, Assumption "prior",
            lowers "outside_help_started";
        /// Rate at which help by voluntary services ends need, beyond the natural course
        voluntary_remission_per_month: f64 = 0.07, "per month",
            allowed (0.0, 5.0), plausible (0.0, 0.15),
            "M5", Live, Assumption "prior: as counselling",
            raises "recovered_with_help";
        /// Rate at which a parenting programme ends need, beyond the natural course
        parenting_remission_per_month: f64 = 0.1, "per month",
            allowed (0.0, 5.0), plausible (0.03, 0.2),
            "M5", Live, Assumption "prior: somewhat less than parent-led help by the team",
            raises "recovered_with_help";
        /// Rate at which help by the GP ends need, beyond the natural course
        gp_remission_per_month: f64 = 0.02, "per month",
            allowed (0.0, 5.0), plausible (0.0, 0.05),
            "M5", Live, Assumption "prior",
            raises "recovered_with_help";
    }
}

/// Voluntary services and parenting programmes: who is with them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Elsewhere {
    voluntary: u32,
    parenting: u32,
}

impl Elsewhere {
    fn seen(&mut self, help: Outside) -> Option<&mut u32> {
        match help {
            Outside::Voluntary => Some(&mut self.voluntary),
            Outside::Parenting => Some(&mut self.parenting),
            Outside::Counselling | Outside::Therapy | Outside::Gp => None,
        }
    }

    /// A child leaves this help.
    pub(crate) fn leave(&mut self, help: Outside) {
        if let Some(seen) = self.seen(help) {
            *seen -= 1;
        }
    }

    /// Whether there is a place; the GP always sees children.
    fn has_place(&self, values: &Values, pupils: f64, help: Outside) -> bool {
        let places = |per_10000: f64| (per_10000 * pupils / 10_000.0).round() as u32;
        match help {
            Outside::Voluntary => {
                self.voluntary < places(values.onward.voluntary_places_per_10000_pupils)
            }
            Outside::Parenting => {
                self.parenting < places(values.onward.parenting_places_per_10000_pupils)
            }
            Outside::Counselling | Outside::Therapy | Outside::Gp => true,
        }
    }
}

/// The team is not needed: need is too mild, or gone.
pub(crate) fn not_needed(children: &Children, id: ChildId) -> Next {
    if children.course(id).is_remitted() {
        Next::Close(Reason::FoundRecovered)
    } else {
        Next::Go(Place::HeldBySetting, Reason::BelowFloor)
    }
}

/// A referral or help has ended and the child is where nobody helps: whether other help is found.
pub(crate) fn after_ending(
    at: &mut Moment,
    children: &mut Children,
    settings: &Settings,
    workforce: &Workforce,
    elsewhere: &Elsewhere,
    id: ChildId,
) -> Next {
    let (child, course) = children.both_mut(id);
    let values = at.values();
    let Some(share) = share(values, child) else { return Next::Stay };
    if course.is_remitted() {
        return Next::Close(Reason::Remitted);
    }
    child.endings += 1;
    let mut draw = at.draws.at(child.key, Purpose::Onward, u64::from(child.endings));
    let [found, setting, gp, parenting] = draw.uniforms();
    let advised = workforce.signposting(values, settings.of(child));
    let sought = if setting < values.onward.setting_share {
        free_place(values, settings.of(child))
    } else if gp < values.onward.gp_share {
        Some(Outside::Gp)
    } else if child.phase() == Phase::Primary && parenting < values.onward.parenting_share {
        Some(Outside::Parenting)
    } else {
        Some(Outside::Voluntary)
    };
    let is_sought = found < share * advised;
    let place =
        sought.filter(|&help| is_sought && elsewhere.has_place(values, settings.pupils(), help));
    at.record.counts.ended_in_need(at.now, place.is_some());
    place.map_or(Next::Stay, Next::HelpOutside)
}

/// The share of those with an ending of this kind for whom other help is found.
fn share(values: &Values, child: &Child) -> Option<f64> {
    let onward = &values.onward;
    match (child.place, child.last_reason) {
        (Place::HeldBySetting, Reason::BelowFloor) => Some(onward.too_mild_share),
        (Place::HeldBySetting, Reason::DeclinedBySpecialist)
        | (Place::MissingMiddle | Place::OutOfScope, _) => Some(onward.declined_share),
        (Place::AfterHelp, Reason::ElsewhereEnded) => None,
        (Place::AfterHelp, _) => Some(onward.after_help_share),
        (Place::Disengaged, _) => Some(onward.disengaged_share),
        _ => None,
    }
}

/// A place of the setting that is free.
fn free_place(values: &Values, setting: &Setting) -> Option<Outside> {
    setting.support.free_place(values, setting.pupils, setting.covered)
}

/// Whether the setting offers a place of its own to a child whom nobody helps, and of which kind.
/// Children who look severe are for others. `drawn` is uniform.
pub(crate) fn offered(
    at: &Moment,
    settings: &Settings,
    child: &Child,
    drawn: f64,
) -> Option<Outside> {
    let values = at.values();
    let is_drawn = happens_in_step(drawn, values.support.offered_per_month);
    let offers = is_drawn && !is_too_severe(at, child);
    if offers { free_place(values, settings.of(child)) } else { None }
}

/// Whether a child seems too severe for the counsellors and therapists of a setting.
pub(crate) fn is_too_severe(at: &Moment, child: &Child) -> bool {
    child.perceived >= at.rules.thresholds.specialist
}

/// The place in which this help is given, and why a child comes to it.
pub(crate) fn place(help: Outside) -> (Place, Reason) {
    match help {
        Outside::Counselling | Outside::Therapy => {
            (Place::SettingHelps, Reason::SettingHelpStarted)
        }
        Outside::Voluntary => (Place::HelpedElsewhere, Reason::VoluntaryHelpStarted),
        Outside::Parenting => (Place::HelpedElsewhere, Reason::ParentingHelpStarted),
        Outside::Gp => (Place::HelpedElsewhere, Reason::GpHelpStarted),
    }
}

/// The first day from now on on which this help can begin.
pub(crate) fn first_day(at: &Moment, settings: &Settings, child: &Child, help: Outside) -> SimTime {
    match place(help).0 {
        _ if !at.values().onward.on_working_days => at.now,
        Place::SettingHelps => at.school.school_day_from(terms(at, settings, child), at.now),
        _ => at.school.working_day_from(at.values(), at.now),
    }
}

/// The last day of help that begins now.
fn last_day(at: &Moment, settings: &Settings, child: &Child, help: Outside) -> SimTime {
    let values = at.values();
    let (in_setting, on_working_days) =
        (place(help).0 == Place::SettingHelps, values.onward.on_working_days);
    let days = if in_setting { values.support.help_days } else { values.onward.help_days };
    let usual = at.now + Span::from_days_f64(days);
    match (on_working_days, in_setting) {
        (false, _) => usual,
        (true, true) => {
            let school_days = (days / DAYS_PER_SCHOOL_DAY).round() as u32;
            at.school.after_school_days(terms(at, settings, child), at.now, school_days)
        }
        (true, false) => at.school.working_day_from(values, usual),
    }
}

/// Days of a week of term for each of its school days.
const DAYS_PER_SCHOOL_DAY: f64 = 7.0 / 5.0;

/// Days for which help of others has acted on a child since `from`: school days, counted as in a week
/// of term, where the setting helps.
pub(crate) fn days_of_help(at: &Moment, settings: &Settings, child: &Child, from: SimTime) -> f64 {
    if child.place == Place::SettingHelps && at.values().onward.on_working_days {
        let days = at.school.school_days(terms(at, settings, child), from, at.now);
        f64::from(days) * DAYS_PER_SCHOOL_DAY
    } else {
        at.now.since(from).days()
    }
}

fn terms(at: &Moment, settings: &Settings, child: &Child) -> Terms {
    settings.of(child).character.terms(at.values())
}

/// The day has come on which help was to begin: it does, if there still is a place and need.
pub(crate) fn begins(
    at: &Moment,
    children: &Children,
    settings: &Settings,
    elsewhere: &Elsewhere,
    (id, help): (ChildId, Outside),
) -> Next {
    let (child, values) = (&children[id], at.values());
    let setting = settings.of(child);
    let has_place = match help {
        Outside::Counselling | Outside::Therapy => free_place(values, setting) == Some(help),
        _ => elsewhere.has_place(values, settings.pupils(), help),
    };
    if children.course(id).is_remitted() {
        Next::Close(Reason::Remitted)
    } else if has_place {
        Next::HelpOutside(help)
    } else {
        Next::Stay
    }
}

/// The child has come to the place of its help.
pub(crate) fn begin(
    at: &mut Moment,
    settings: &mut Settings,
    elsewhere: &mut Elsewhere,
    (id, child): (ChildId, &mut Child),
    help: Outside,
) {
    settings[child.setting].support.take(help);
    if let Some(seen) = elsewhere.seen(help) {
        *seen += 1;
    }
    child.outside = Some(help);
    let ends = last_day(at, settings, child, help);
    child.exit = Some(at.schedule(ends, Event::OutsideHelpEnds(id)));
}

/// Rate per month at which this help ends need.
pub(crate) fn remission(values: &Values, help: Outside) -> f64 {
    match help {
        Outside::Counselling => values.support.counselling_remission_per_month,
        Outside::Therapy => values.support.therapy_remission_per_month,
        Outside::Voluntary => values.onward.voluntary_remission_per_month,
        Outside::Parenting => values.onward.parenting_remission_per_month,
        Outside::Gp => values.onward.gp_remission_per_month,
    }
}

/// The help has ended.
pub(crate) fn end(children: &Children, id: ChildId) -> Next {
    let of_setting = children[id].place == Place::SettingHelps;
    match (children.course(id).is_remitted(), of_setting) {
        (true, true) => Next::Close(Reason::SettingHelpEnded),
        (true, false) => Next::Close(Reason::ElsewhereEnded),
        (false, true) => Next::Go(Place::HeldBySetting, Reason::SettingHelpEnded),
        (false, false) => Next::Go(Place::AfterHelp, Reason::ElsewhereEnded),
    }
}
