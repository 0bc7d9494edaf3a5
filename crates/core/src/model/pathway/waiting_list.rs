//! The waiting lists of a team (M9): for assessment and for an intervention; ordered by date of
//! joining, by severity or by the whole wait since referral; served by the practitioner of the
//! setting or by any of the team.

use std::collections::BTreeSet;

use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span};
use crate::model::children::place::{Place, Reason};
use crate::model::event::Moment;
use crate::model::ids::{ChildId, PractitionerId, SettingId};
use crate::model::parameters::{choices, parameters};
use crate::model::purpose::Purpose;
use crate::model::trace::ChildEvent;
use crate::model::world::site::Site;

parameters! {
    pub struct WaitingParameters in "waiting" {
        /// Whether children wait for the practitioner of their setting or for any practitioner of
        /// the team
        pooling: Pooling = Pooling::Tied, "policy",
            "M9", Live, Assumption "Ellins et al. 2023, Ch7: practitioners are responsible for \
             their own settings";
        /// Who is called first: by date of joining the list, by severity, or by total wait since
        /// referral
        order: ListOrder = ListOrder::Date, "policy",
            "M9", Live, Assumption "prior";
        /// With tied lists, a practitioner with nobody waiting takes children of other settings who
        /// have waited this long (0: never)
        move_staff_after_weeks: f64 = 0.0, "weeks", allowed (0.0, 520.0), plausible (0.0, 26.0),
            "M9", Live, Assumption "Ellins et al. 2023, Ch7: one site moved staff to settings \
             with long waits";
        /// Rate at which families stop waiting for the team, after the first waiting.patience_days
        give_up_per_month: f64 = 0.03, "per month", allowed (0.0, 5.0), plausible (0.01, 0.08),
            "M9", Live, Assumption "prior";
        /// Days at the start of each wait for the team in which no family stops waiting
        patience_days: f64 = 14.0, "days", allowed (0.0, 365.0), plausible (0.0, 42.0),
            "M9", Live, Assumption "prior";
        /// Rate at which children who have recovered leave the list before they are called
        remitted_leave_per_month: f64 = 0.3, "per month", allowed (0.0, 5.0), plausible (0.1, 1.0),
            "M9", Live, Assumption "prior";
    }
}

choices! {
    /// For whom a child on a list of the team waits.
    pub enum Pooling {
        /// For the practitioner of its setting.
        Tied = "tied",
        /// For any of the team.
        Pooled = "pooled",
    }
}

choices! {
    /// Who is called first.
    pub enum ListOrder {
        /// Those who joined the list first.
        Date = "date",
        /// The most severe.
        Severity = "severity",
        /// Those who were referred first.
        LongestWait = "longest_wait",
    }
}

/// Children in the order in which they are called.
#[derive(Clone, Debug, Default)]
pub(crate) struct WaitingList {
    order: BTreeSet<(u64, ChildId)>,
}

impl WaitingList {
    pub(crate) fn insert(&mut self, order: u64, id: ChildId) {
        self.order.insert((order, id));
    }

    pub(crate) fn remove(&mut self, order: u64, id: ChildId) -> bool {
        self.order.remove(&(order, id))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = ChildId> {
        self.order.iter().map(|&(_, id)| id)
    }
}

/// What a referred child waits for.
#[derive(Clone, Copy)]
pub(crate) enum Wait {
    Assessment,
    Intervention,
    /// Somebody to go on after so many sessions.
    Continuation {
        held: u8,
    },
}

impl Site {
    /// When a child that joins a list of the team would stop waiting. Patience has no memory: each
    /// wait has its own draw, and families give up at one rate however often they are moved, once
    /// they have waited for a while.
    pub(crate) fn patience(&self, at: &Moment, id: ChildId, wait: Wait) -> SimTime {
        let child = self.child(id);
        let mean = DAYS_PER_MONTH / self.values.waiting.give_up_per_month;
        let wait = match wait {
            Wait::Assessment => 0,
            Wait::Intervention => 1,
            Wait::Continuation { held } => 2 + u64::from(held),
        };
        let which = u64::from(child.referrals) << 16 | wait;
        let mut draw = at.draws.at(child.key, Purpose::GivesUp, which);
        at.now + Span::from_days_f64(self.values.waiting.patience_days + draw.exponential(mean))
    }

    pub(crate) fn gives_up(&mut self, at: &mut Moment, id: ChildId) {
        self.advance_course(at, id);
        if self.child(id).course.is_remitted() {
            self.close(at, id, Reason::FoundRecovered);
        } else {
            self.go(at, id, Place::Disengaged, Reason::GaveUpWaiting);
        }
    }

    /// Puts a child on the list of the place where it is.
    pub(crate) fn join_list(&mut self, now: SimTime, id: ChildId) {
        let child = self.child(id);
        let referred = child.request.map_or(now, |request| request.referred);
        let order = match self.values.waiting.order {
            ListOrder::Date => u64::from(now.minutes()),
            ListOrder::Severity => {
                // Most severe first; the score is cut to thousandths.
                let thousandths = (child.perceived.clamp(0.0, 1e6) * 1e3) as u64;
                u64::MAX / 2 - thousandths
            }
            ListOrder::LongestWait => u64::from(referred.minutes()),
        };
        self.child_mut(id).list_order = order;
        self.list(id, order);
    }

    fn list(&mut self, id: ChildId, order: u64) {
        match self.list_of(id) {
            Some(list) => list.insert(order, id),
            None => self.observer.break_law(
                "a child on the list of a team has one",
                self.setting_of(id).name.clone(),
            ),
        }
    }

    /// Takes a child off the list of the place where it is, if it is still on it.
    pub(crate) fn leave_list(&mut self, id: ChildId) {
        let order = self.child(id).list_order;
        if let Some(list) = self.list_of(id) {
            list.remove(order, id);
        }
    }

    fn list_of(&mut self, id: ChildId) -> Option<&mut WaitingList> {
        let assessment = self.child(id).place == Place::WaitingAssessment;
        let team = self.team_of(id)?;
        Some(if assessment { &mut team.assessment } else { &mut team.intervention })
    }

    /// Moves a child to another setting of the site, with everything that depends on the setting.
    pub(crate) fn change_setting(&mut self, now: SimTime, id: ChildId, to: SettingId) {
        let listed = self.child(id).is_listed();
        if listed {
            self.leave_list(id);
        }
        self.child_mut(id).setting = to;
        self.tell(now, id, |site| ChildEvent::ChangedSetting {
            setting: site.setting_of(id).name.clone(),
            year_group: site.child(id).year_group,
        });
        if listed {
            let order = self.child(id).list_order;
            self.list(id, order);
        }
    }

    /// The first child on a list that `practitioner` may call at `time` and that `suits`.
    pub(crate) fn first_on_list(
        &self,
        list: &WaitingList,
        practitioner: PractitionerId,
        time: SimTime,
        suits: impl Fn(ChildId) -> bool,
    ) -> Option<ChildId> {
        let ready = |id: ChildId| {
            self.child(id).ready <= time && suits(id) && self.may_help(practitioner, id)
        };
        let own = |only_seniors: bool| {
            list.iter().find(|&id| {
                self.child(id).needs_senior == only_seniors
                    && self.is_theirs(id, practitioner)
                    && ready(id)
            })
        };
        // A senior's first slot goes to a child whom only a senior can help.
        own(true).or_else(|| own(false)).or_else(|| {
            // Nobody of their own is waiting: staff may be moved to where waits are long.
            let weeks = self.values.waiting.move_staff_after_weeks;
            let long = Span::from_days_f64(weeks * 7.0);
            let waited = |id: ChildId| {
                self.child(id).request.map_or(Span::ZERO, |request| time.since(request.referred))
            };
            (weeks > 0.0).then(|| list.iter().find(|&id| ready(id) && waited(id) > long)).flatten()
        })
    }

    /// The practitioner of a child's setting, unless nobody holds the post.
    fn covering(&self, id: ChildId) -> Option<PractitionerId> {
        self.setting_of(id).post.and_then(|post| self.posts[post.index()].holder)
    }

    /// Whether a child's turn comes with this practitioner: in pooled lists, with seniors and
    /// where nobody covers the setting, with any of the team.
    fn is_theirs(&self, id: ChildId, practitioner: PractitionerId) -> bool {
        self.values.waiting.pooling == Pooling::Pooled
            || self.practitioners[practitioner.index()].covers_whole_team()
            || self.covering(id).is_none_or(|covering| covering == practitioner)
    }
}
