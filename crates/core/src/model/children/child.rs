//! Children with an episode of need: who they are, and how far they have come. How severe the need
//! is stands apart, in the course.

use crate::engine::calendar::Ticket;
use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::children::ahead::Ahead;
use crate::model::children::care::Care;
use crate::model::children::need_time::NeedTime;
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Course;
use crate::model::children::thresholds::Band;
use crate::model::ids::SettingId;

/// Phase of education of a child.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// Reception (year 0) to year 6.
    Primary,
    /// Years 7 to 11.
    Secondary,
    /// Years 12 and 13.
    SixteenPlus,
}

impl Phase {
    /// The phase of a year group, 0 for reception.
    pub fn of_year(year_group: u8) -> Self {
        match year_group {
            0..=6 => Self::Primary,
            7..=11 => Self::Secondary,
            _ => Self::SixteenPlus,
        }
    }
}

/// The problem a child presents with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Problem {
    /// Anxiety.
    Anxiety,
    /// Low mood.
    LowMood,
    /// Difficult behaviour.
    Behaviour,
    /// Self-harm or other risk.
    SelfHarm,
    /// A neurodevelopmental condition.
    Neurodevelopmental,
}

/// Memberships of the groups that the evaluation names as under-reached (Ch7).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Groups(u8);

impl Groups {
    /// Special educational needs, disabilities or neurodiversity.
    pub const SEND: u8 = 0;
    /// Minority ethnic, or English as a second language.
    pub const MINORITY_ETHNIC: u8 = 1;
    /// Low income.
    pub const LOW_INCOME: u8 = 2;
    /// Looked after by the local authority.
    pub const LOOKED_AFTER: u8 = 3;
    /// LGBTQ+.
    pub const LGBTQ: u8 = 4;
    /// Boys of secondary age or older.
    pub const TEENAGE_BOYS: u8 = 5;

    pub(crate) fn join(&mut self, group: u8) {
        self.0 |= 1 << group;
    }

    /// Whether the child belongs to a group.
    pub fn contains(self, group: u8) -> bool {
        self.0 & (1 << group) != 0
    }
}

/// Help outside the team and the specialist service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outside {
    /// By a counsellor of the setting.
    Counselling,
    /// Cognitive behavioural therapy of the setting.
    Therapy,
    /// By a voluntary service.
    Voluntary,
    /// In a parenting programme.
    Parenting,
    /// By the GP.
    Gp,
}

/// Who a child is, apart from the course of their need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    pub(crate) key: BirthKey,
    pub(crate) birth: BirthKey,
    pub(crate) episode: u32,
    pub(crate) setting: SettingId,
    pub(crate) year_group: u8,
    pub(crate) problem: Problem,
    pub(crate) groups: Groups,
}

/// A child in an episode of need.
#[derive(Clone, Debug)]
pub(crate) struct Child {
    /// Identity of the episode, on which all its draws depend.
    pub(crate) key: BirthKey,
    /// Identity of the child, which a recurrence keeps.
    pub(crate) birth: BirthKey,
    pub(crate) episode: u32,
    pub(crate) setting: SettingId,
    pub(crate) year_group: u8,
    pub(crate) problem: Problem,
    pub(crate) groups: Groups,
    pub(crate) severity_at_onset: f64,
    /// Severity band at onset, and from the latest referral on the band at that referral.
    pub(crate) band: Band,
    /// Severity as last seen by a professional.
    pub(crate) perceived: f64,
    /// Whether a team has met the child.
    pub(crate) is_known: bool,
    pub(crate) opened: SimTime,
    pub(crate) recognised: Option<SimTime>,
    pub(crate) ended: Option<SimTime>,

    pub(crate) place: Place,
    /// Until when the time in need has been added up.
    pub(crate) accounted: SimTime,
    pub(crate) last_reason: Reason,
    /// The event that ends the stay, or may end it, if nothing else does.
    pub(crate) exit: Option<Ticket>,
    /// An appointment made for the child.
    pub(crate) appointment: Option<Ticket>,
    /// The next step on the child's own grid of dates in which something may happen.
    pub(crate) look: Option<Ticket>,
    /// The steps before that.
    pub(crate) ahead: Ahead,

    pub(crate) referrals: u32,
    pub(crate) specialist_referrals: u32,
    /// Of a child who has left the covered settings or school and whom the specialist service keeps:
    /// until when at the latest.
    pub(crate) with_specialist_until: Option<SimTime>,
    /// Whether need ended while the child was in help.
    pub(crate) recovered_in_help: bool,
    /// The help outside the team and the specialist service that the child has.
    pub(crate) outside: Option<Outside>,
    /// Help of others that is to begin on a day to come.
    pub(crate) awaited: Option<Outside>,
    /// Referrals and help that ended while the child was still in need.
    pub(crate) endings: u32,
    pub(crate) need: NeedTime,
    /// What only those have for whom somebody has sought help.
    pub(crate) care: Care,
}

/// Three lines of a cache: there are very many, and each is visited often.
const _: () = assert!(size_of::<Child>() <= 192);

impl Child {
    /// A child whose episode of need opens with this score, unrecognised.
    pub(crate) fn in_need(
        who: Identity,
        score: f64,
        band: Band,
        now: SimTime,
        reason: Reason,
    ) -> Self {
        Self {
            key: who.key,
            birth: who.birth,
            episode: who.episode,
            setting: who.setting,
            year_group: who.year_group,
            problem: who.problem,
            groups: who.groups,
            severity_at_onset: score,
            band,
            perceived: score,
            is_known: false,
            opened: now,
            recognised: None,
            ended: None,
            place: Place::Unrecognised,
            accounted: now,
            last_reason: reason,
            exit: None,
            appointment: None,
            look: None,
            ahead: Ahead::NONE,
            referrals: 0,
            specialist_referrals: 0,
            with_specialist_until: None,
            recovered_in_help: false,
            outside: None,
            awaited: None,
            endings: 0,
            need: NeedTime::default(),
            care: Care::default(),
        }
    }

    /// Adds up the time in need in the present place and at the present severity, from
    /// `measured_from`. Both may change only after this.
    pub(crate) fn accrue(&mut self, course: &Course, measured_from: SimTime, now: SimTime) {
        let from = self.accounted.max(measured_from);
        self.accounted = self.accounted.max(now);
        if now > from && !course.is_remitted() {
            self.need.add(self.place, course.score(), now.since(from).minutes());
        }
    }

    /// Goes on to the end of the steps that were looked at ahead, if that has come by `now`.
    pub(crate) fn pass(&mut self, course: &mut Course, measured_from: SimTime, now: SimTime) {
        let ahead = self.ahead;
        if ahead.until > now {
            return;
        }
        self.ahead = Ahead::NONE;
        if ahead.steps < course.steps() {
            return;
        }
        course.skip(ahead.steps, ahead.score);
        let from = self.accounted.max(measured_from);
        self.accounted = self.accounted.max(ahead.until);
        if ahead.until > from && !course.is_remitted() {
            self.need.pass(self.place, ahead.until.since(from).minutes(), ahead.severity);
        }
    }

    /// Primary children with anxiety or difficult behaviour are helped through their parents.
    pub(crate) fn is_parent_led(&self) -> bool {
        self.phase() == Phase::Primary
            && matches!(self.problem, Problem::Anxiety | Problem::Behaviour)
    }

    /// Whether the child is on one of the lists of its team, nobody having called it.
    pub(crate) fn is_listed(&self) -> bool {
        let waits = match self.place {
            Place::WaitingAssessment | Place::WaitingIntervention => self.care.case.is_none(),
            Place::Interrupted => self.last_reason == Reason::PractitionerLeft,
            _ => false,
        };
        waits && self.appointment.is_none()
    }

    pub(crate) fn phase(&self) -> Phase {
        Phase::of_year(self.year_group)
    }

    /// Whether the child has left the covered settings or school and is with the specialist service
    /// only.
    pub(crate) fn has_left(&self) -> bool {
        self.with_specialist_until.is_some()
    }
}
