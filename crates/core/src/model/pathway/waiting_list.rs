//! The waiting lists of a team (M9): for assessment and for an intervention; ordered by date of
//! joining, by severity or by the whole wait since referral; served by the practitioner of the
//! setting or by any of the team.

use std::collections::BTreeSet;

use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span};
use crate::model::children::Children;
use crate::model::children::child::Child;
use crate::model::children::place::Place;
use crate::model::event::Event;
use crate::model::ids::{ChildId, PractitionerId, SettingId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, choices, parameters};
use crate::model::pathway::remit;
use crate::model::purpose::Purpose;
use crate::model::settings::Settings;
use crate::model::trace::ChildEvent;
use crate::model::workforce::Workforce;

parameters! {
    pub struct WaitingParameters in "waiting" {
        /// Whether children wait for the practitioner of their setting or for any practitioner of
        /// the team
        pooling: Pooling = Pooling::Tied, "policy",
            "M9", Live, Assumption "Ellins et al. 2023, Ch7: practitioners are responsible for \
             their own settings",
            lowers "wait_referral_to_start";
        /// Who is called first: by date of joining the list, by severity, or by total wait since
        /// referral
        order: ListOrder = ListOrder::Date, "policy",
            "M9", Live, Assumption "prior",
            neither "each policy puts other children first";
        /// With tied lists, a practitioner with nobody waiting takes children of other settings who
        /// have waited this long (0: never)
        move_staff_after_weeks: f64 = 0.0, "weeks", allowed (0.0, 520.0), plausible (0.0, 26.0),
            "M9", Live, Assumption "Ellins et al. 2023, Ch7: one site moved staff to settings \
             with long waits",
            neither "0 is never, and above it more weeks move fewer";
        /// Rate at which families stop waiting for the team, after the first waiting.patience_days
        give_up_per_month: f64 = 0.03, "per month", allowed (0.0, 5.0), plausible (0.01, 0.08),
            "M9", Live, Assumption "prior",
            lowers "waiting_for_team";
        /// Days at the start of each wait for the team in which no family stops waiting
        patience_days: f64 = 14.0, "days", allowed (0.0, 365.0), plausible (0.0, 42.0),
            "M9", Live, Assumption "prior",
            raises "waiting_for_team";
        /// Rate at which children who have recovered leave the list before they are called
        remitted_leave_per_month: f64 = 0.3, "per month", allowed (0.0, 5.0), plausible (0.1, 1.0),
            "M9", Live, Assumption "prior",
            lowers "waiting_for_team";
        /// Rate at which somebody notices that a child on a list of the team has become severe: the
        /// setting, the family, or a check of the list
        severe_noticed_per_month: f64 = 0.25, "per month",
            allowed (0.0, 5.0), plausible (0.08, 0.6),
            "M9", Live, Assumption "prior: as for known children who are on no list",
            raises "specialist_referrals";
    }
}

choices! {
    /// For whom a child on a list of the team waits.
    pub enum Pooling {
        /// For the practitioner of its setting.
        Tied = "tied",
        /// For any practitioner of the team.
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
    pub(crate) fn iter(&self) -> impl Iterator<Item = ChildId> {
        self.order.iter().map(|&(_, id)| id)
    }
}

/// The lists of a team.
#[derive(Clone, Debug, Default)]
pub(crate) struct TeamLists {
    pub(crate) assessment: WaitingList,
    pub(crate) intervention: WaitingList,
}

/// What a referred child waits for.
#[derive(Clone, Copy)]
pub(crate) enum Wait {
    Assessment,
    Intervention,
    /// A practitioner to resume after this many sessions.
    Continuation {
        held: u8,
    },
}

/// The lists of the teams of a site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    teams: Vec<TeamLists>,
    /// Children whom a team holds while they wait for the specialist service.
    held: BTreeSet<ChildId>,
}

impl Lists {
    /// Empty lists for this many teams.
    pub(crate) fn of_teams(teams: usize) -> Self {
        Self { teams: vec![TeamLists::default(); teams], held: BTreeSet::new() }
    }

    pub(crate) fn of(&self, team: TeamId) -> &TeamLists {
        &self.teams[team.index()]
    }

    /// Children whom the teams hold while they wait for the specialist service.
    pub(crate) fn held(&self) -> impl Iterator<Item = ChildId> {
        self.held.iter().copied()
    }

    /// A team holds a child from now on.
    pub(crate) fn hold(&mut self, id: ChildId) {
        self.held.insert(id);
    }

    /// A child is held no longer.
    pub(crate) fn let_go(&mut self, id: ChildId) {
        self.held.remove(&id);
    }

    /// The list of the place where a child is, if their setting has a team.
    fn list_of(&mut self, settings: &Settings, child: &Child) -> Option<&mut WaitingList> {
        let team = settings.of(child).team?;
        let lists = self.teams.get_mut(team.index())?;
        Some(if child.place == Place::WaitingAssessment {
            &mut lists.assessment
        } else {
            &mut lists.intervention
        })
    }

    /// Puts a child on the list of the place where they are.
    pub(crate) fn join(
        &mut self,
        at: &mut Moment,
        settings: &Settings,
        (id, child): (ChildId, &mut Child),
    ) {
        let referred = child.care.request.map_or(at.now, |request| request.referred);
        child.care.list_order = match at.values().waiting.order {
            ListOrder::Date => u64::from(at.now.minutes()),
            ListOrder::Severity => {
                // Most severe first; the score is cut to thousandths.
                let thousandths = (child.perceived.clamp(0.0, 1e6) * 1e3) as u64;
                u64::MAX / 2 - thousandths
            }
            ListOrder::LongestWait => u64::from(referred.minutes()),
        };
        self.put(at, settings, (id, child));
    }

    fn put(&mut self, at: &mut Moment, settings: &Settings, (id, child): (ChildId, &Child)) {
        match self.list_of(settings, child) {
            Some(list) => {
                list.order.insert((child.care.list_order, id));
            }
            None => at.record.break_law(
                "a child on the list of a team has one",
                settings.of(child).name.clone(),
            ),
        }
    }

    /// Takes a child off the list of the place where they are, if they are still on it.
    pub(crate) fn leave(&mut self, settings: &Settings, id: ChildId, child: &Child) {
        if let Some(list) = self.list_of(settings, child) {
            list.order.remove(&(child.care.list_order, id));
        }
    }

    /// Moves a child to another setting of the site, with everything that depends on the setting, if
    /// they keep it also their place on a list.
    pub(crate) fn change_setting(
        &mut self,
        at: &mut Moment,
        settings: &Settings,
        (id, child): (ChildId, &mut Child),
        to: SettingId,
        keeps_place: bool,
    ) {
        let listed = keeps_place && child.is_listed();
        if listed {
            self.leave(settings, id, child);
        }
        child.setting = to;
        at.record.tell(at.now, child.birth, || ChildEvent::ChangedSetting {
            setting: settings.of(child).name.clone(),
            year_group: child.year_group,
        });
        if listed {
            self.put(at, settings, (id, child));
        }
    }
}

/// When a child that joins a list of the team would stop waiting. Patience has no memory: each wait
/// has its own draw, and after an initial time families give up at one rate, however often they are
/// moved.
pub(crate) fn patience(at: &Moment, child: &Child, wait: Wait) -> SimTime {
    let waiting = &at.values().waiting;
    let mean = DAYS_PER_MONTH / waiting.give_up_per_month;
    let wait = match wait {
        Wait::Assessment => 0,
        Wait::Intervention => 1,
        Wait::Continuation { held } => 2 + u64::from(held),
    };
    let which = u64::from(child.referrals) << 16 | wait;
    let mut draw = at.draws.at(child.key, Purpose::GivesUp, which);
    at.now + Span::from_days_f64(waiting.patience_days + draw.exponential(mean))
}

/// A child that has just come to their place waits there: until their patience ends, and with an offer
/// after the `notice` at the earliest.
pub(crate) fn wait(
    at: &mut Moment,
    settings: &Settings,
    lists: &mut Lists,
    (id, child): (ChildId, &mut Child),
    (wait, notice): (Wait, Span),
) {
    let gives_up = patience(at, child, wait);
    child.exit = Some(at.schedule(gives_up, Event::GivesUp(id)));
    child.care.ready = at.now + notice;
    lists.join(at, settings, (id, child));
}

/// What is read to find who is called next.
pub(crate) struct Calling<'a> {
    pub(crate) values: &'a Values,
    pub(crate) children: &'a Children,
    pub(crate) settings: &'a Settings,
    pub(crate) workforce: &'a Workforce,
}

impl Calling<'_> {
    /// The first child on a list that `practitioner` may call at `time` and that `suits`.
    pub(crate) fn first(
        &self,
        list: &WaitingList,
        practitioner: PractitionerId,
        time: SimTime,
        suits: impl Fn(&Child) -> bool,
    ) -> Option<ChildId> {
        let caller = &self.workforce.practitioners[practitioner.index()];
        let ready = |child: &Child| {
            child.care.ready <= time && suits(child) && remit::may_help(caller, child)
        };
        let own = |only_seniors: bool| {
            list.iter().find(|&id| {
                let child = &self.children[id];
                child.care.needs_senior == only_seniors
                    && self.is_theirs(child, practitioner)
                    && ready(child)
            })
        };
        // A senior's first slot goes to a child whom only a senior can help.
        own(true).or_else(|| own(false)).or_else(|| {
            // None of their own children is waiting: staff may be moved to where waits are long.
            let weeks = self.values.waiting.move_staff_after_weeks;
            let long = Span::from_days_f64(weeks * 7.0);
            let waited = |child: &Child| {
                child.care.request.map_or(Span::ZERO, |request| time.since(request.referred))
            };
            let waits_long = |id: &ChildId| {
                let child = &self.children[*id];
                ready(child) && waited(child) > long
            };
            (weeks > 0.0).then(|| list.iter().find(waits_long)).flatten()
        })
    }

    /// The practitioner of a child's setting, unless nobody is at work in the post.
    fn covering(&self, child: &Child) -> Option<PractitionerId> {
        self.workforce.at_work(self.settings.of(child).post?)
    }

    /// Whether a child's turn comes with this practitioner: in pooled lists, with seniors and
    /// where nobody covers the setting, with any of the team.
    pub(crate) fn is_theirs(&self, child: &Child, practitioner: PractitionerId) -> bool {
        child.care.is_shared
            || self.values.waiting.pooling == Pooling::Pooled
            || self.workforce.practitioners[practitioner.index()].covers_whole_team()
            || self.covering(child).is_none_or(|covering| covering == practitioner)
    }
}
