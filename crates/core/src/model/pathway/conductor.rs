//! The conductor: what happens to a child when something is due for it. Each process decides; what
//! follows (`next`) is carried out here, and here only.

use super::next::{Next, Seeker};
use super::waiting_list::{self, Wait};
use super::way::Way;
use super::{
    assessment, bridging, effect, handover, intervention, moving_on, onward, outcome, recognition,
    recurrence, referral, remit, specialist_care, step_up, triage,
};
use crate::engine::time::Span;
use crate::model::children::chances::Chances;
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::STEP;
use crate::model::event::Event;
use crate::model::ids::{ChildId, GroupId, PractitionerId, SettingId, TeamId};
use crate::model::moment::Moment;
use crate::model::pathway::moves::{advance, advance_to};
use crate::model::purpose::Purpose;
use crate::model::results::counted::HelpEnd;
use crate::model::workforce::practitioner::{Client, OpenCase};

impl Way<'_> {
    /// Carries out what a process has decided for a child, and what follows from that, until the
    /// child stays where they are.
    #[inline]
    pub(crate) fn follow(&mut self, at: &mut Moment, id: ChildId, decided: Next) {
        let mut next = decided;
        if self.children[id].has_left() {
            next = moving_on::after_leaving(next);
        }
        while !matches!(next, Next::Stay) {
            next = self.step(at, id, next);
        }
        self.look_again(at, id);
    }

    /// One step of the way; returns what follows.
    fn step(&mut self, at: &mut Moment, id: ChildId, next: Next) -> Next {
        match next {
            Next::Stay => {}
            Next::Go(place, reason) => {
                self.go(at, id, place, reason);
                return self.after_ending(at, id);
            }
            Next::Close(reason) => self.end(at, id, reason),
            Next::Recognised(seeker) => {
                self.go(at, id, Place::HeldBySetting, Reason::Recognised);
                return self.seek_help(at, id, seeker);
            }
            Next::StaffActOn(day) => {
                let ticket = at.schedule(day, Event::StaffAct(id));
                at.cancel(self.children[id].exit.replace(ticket));
            }
            Next::SeekHelp(seeker) => return self.seek_help(at, id, seeker),
            Next::AskTeam(reason) => {
                let (child, course) = self.children.both_mut(id);
                referral::open(at, child, course);
                if let Some(team) = self.settings.of(child).team {
                    self.workforce.teams[team.index()].lately.referrals += 1;
                }
                self.go(at, id, Place::InReferral, reason);
                let child = (id, &mut self.children[id]);
                referral::send_form(at, self.settings, child, reason);
            }
            Next::AwaitAssessment => {
                self.go(at, id, Place::WaitingAssessment, Reason::AcceptedAtTriage);
                triage::accept(at, &mut self.children[id]);
                let notice = assessment::notice(at, &self.children[id]);
                self.wait(at, id, Wait::Assessment, notice);
            }
            Next::AwaitIntervention { beyond_ceiling } => {
                self.go(at, id, Place::WaitingIntervention, Reason::AcceptedAtAssessment);
                let child = &mut self.children[id];
                child.care.group_suited = intervention::suits_group(at, child);
                let notice = Span::from_days_f64(at.values().intervention.notice_days);
                self.wait(at, id, Wait::Intervention, notice);
                if beyond_ceiling {
                    remit::hold_beyond_ceiling(at, &mut self.children[id]);
                }
            }
            Next::BackOnList => {
                self.lists.join(at, self.settings, (id, &mut self.children[id]));
            }
            Next::AwaitContinuation => {
                let held = self.children[id].care.case.map_or(0, |case| case.held);
                self.go(at, id, Place::Interrupted, Reason::PractitionerLeft);
                self.children[id].care.group_suited = false;
                self.wait(at, id, Wait::Continuation { held }, Span::ZERO);
            }
            Next::NotNeeded => {
                return onward::not_needed(self.children, id);
            }
            Next::HelpOutside(help) => {
                let day = onward::first_day(at, self.settings, &self.children[id], help);
                if day > at.now {
                    let ticket = at.schedule(day, Event::OutsideHelpBegins(id));
                    let child = &mut self.children[id];
                    child.awaited = Some(help);
                    at.cancel(child.exit.replace(ticket));
                    return Next::Stay;
                }
                let (place, reason) = onward::place(help);
                self.go(at, id, place, reason);
                let child = (id, &mut self.children[id]);
                onward::begin(at, self.settings, self.elsewhere, child, help);
            }
            Next::HelpStarts(reason) => {
                self.go(at, id, Place::InIntervention, reason);
                let (child, course) = self.children.both_mut(id);
                intervention::started(at, child, course.score());
                return self.hold_session(at, id, true);
            }
            Next::HelpResumes => {
                self.go(at, id, Place::InIntervention, Reason::HelpResumed);
                return self.hold_session(at, id, false);
            }
            Next::DropOut if self.is_well(at, id) => {
                self.help_ended(at, id, HelpEnd::FoundWell);
                return Next::Close(Reason::FoundRecovered);
            }
            Next::DropOut => {
                self.help_ended(at, id, HelpEnd::DroppedOut);
                self.go(at, id, Place::Disengaged, Reason::DroppedOut);
                return self.after_ending(at, id);
            }
            Next::Completes => return outcome::complete(at, self.children, self.settings, id),
            Next::TooComplex => {
                self.help_ended(at, id, HelpEnd::TooComplex);
                return Next::StepUp;
            }
            Next::StepUp => {
                let threshold = self.service.threshold(at.rules);
                return step_up::ask(at, self.workforce, &self.children[id], threshold);
            }
            Next::AwaitSupervisor(wait) => {
                self.go(at, id, Place::Bridged, Reason::StepUpAwaitsSupervisor);
                step_up::wait(at, (id, &mut self.children[id]), wait);
            }
            Next::ReferToSpecialist { reason, agreed } => {
                self.go(at, id, bridging::waiting_place(at.values(), reason), reason);
                let child = (id, &mut self.children[id]);
                specialist_care::refer(at, self.service, child, reason, agreed);
            }
            Next::SpecialistTreatment(stay) => {
                self.go(at, id, Place::InSpecialist, Reason::SpecialistSecondContact);
                let (child, course) = self.children.both_mut(id);
                specialist_care::treat(at, (id, child), course.score(), stay);
            }
            Next::ChangeSetting(setting) => self.change_setting(at, id, setting),
        }
        Next::Stay
    }

    /// The episode of a child closes; need that has ended may return.
    fn end(&mut self, at: &mut Moment, id: ChildId, reason: Reason) {
        let remitted = self.children.course(id).remitted();
        let child = self.close(at, id, reason);
        let stays = !child.has_left()
            && !matches!(reason, Reason::LeftCoverage | Reason::AgedOut | Reason::MovedAway);
        if let Some(remitted) = remitted.filter(|_| stays) {
            recurrence::may_recur(at, self.returning, &child, remitted);
        }
    }

    /// Whether the need of a child who no longer comes has ended, and the team finds that.
    fn is_well(&mut self, at: &mut Moment, id: ChildId) -> bool {
        if !at.values().intervention.well_stop_recovered {
            return false;
        }
        advance(at, self.children, id);
        self.children.course(id).is_remitted()
    }

    /// Help by the team has ended before it was complete.
    fn help_ended(&mut self, at: &mut Moment, id: ChildId, how: HelpEnd) {
        let child = &mut self.children[id];
        let members = self.settings.members(at.rules, child);
        outcome::help_ended(at, child, members, how);
    }

    /// A referral or help has ended: whether other help is found.
    fn after_ending(&mut self, at: &mut Moment, id: ChildId) -> Next {
        onward::after_ending(at, self.children, self.settings, self.workforce, self.elsewhere, id)
    }

    fn hold_session(&mut self, at: &mut Moment, id: ChildId, is_here: bool) -> Next {
        let threshold = self.service.threshold(at.rules);
        intervention::hold_session(at, self.children, self.workforce, threshold, (id, is_here))
    }

    fn seek_help(&mut self, at: &mut Moment, id: ChildId, seeker: Seeker) -> Next {
        let who = (id, seeker);
        referral::seek_help(at, self.children, self.settings, self.workforce, who)
    }

    /// A child that has just come to their place waits there for the team.
    fn wait(&mut self, at: &mut Moment, id: ChildId, wait: Wait, notice: Span) {
        let child = (id, &mut self.children[id]);
        waiting_list::wait(at, self.settings, self.lists, child, (wait, notice));
    }

    /// A child moves on to another setting. If the team has them and the new setting has none, that
    /// setting holds them; if it has another team, that team assesses them.
    fn change_setting(&mut self, at: &mut Moment, id: ChildId, to: SettingId) {
        self.look_anew(at, id);
        if self.children[id].place.is_with_team() && !self.settings[to].covered {
            self.go(at, id, Place::HeldBySetting, Reason::LeftCoverage);
        }
        if self.children[id].place == Place::SettingHelps {
            self.go(at, id, Place::HeldBySetting, Reason::SettingHelpEnded);
        }
        let child = &self.children[id];
        let changes_team = self.settings.of(child).team != self.settings[to].team
            && child.place.is_with_team()
            && child.place != Place::InReferral;
        let is_new = changes_team && at.values().moving_on.new_team_assesses;
        if is_new {
            self.go(at, id, Place::WaitingAssessment, Reason::ChangedTeam);
            moving_on::begin_with_new_team(&mut self.children[id]);
        }
        let child = (id, &mut self.children[id]);
        self.lists.change_setting(at, self.settings, child, to, !is_new);
        if is_new {
            let notice = assessment::notice(at, &self.children[id]);
            self.wait(at, id, Wait::Assessment, notice);
        }
    }

    // -- what is due ------------------------------------------------------------------------------

    /// A step on a child's own grid of dates.
    pub(crate) fn look(&mut self, at: &mut Moment, id: ChildId) {
        self.children[id].look = None;
        advance_to(at, self.children, id, at.now);
        let step = self.children.course(id).steps();
        let chances = Chances::of(&at.draws, self.children[id].key, step);
        let whom = (id, chances.help_works);
        let since = self.children.course(id).last_step() - STEP;
        let helped = effect::of_stay(at, self.children, self.settings, self.workforce, whom, since);
        if helped && self.children[id].place == Place::HeldBySetting {
            self.follow(at, id, Next::Close(Reason::HelpedBySetting));
            return;
        }
        let whom = (id, self.service.threshold(at.rules));
        let next =
            recognition::look(at, self.children, self.settings, self.workforce, whom, &chances);
        self.follow(at, id, next);
    }

    /// Staff act on what they noticed in the holidays or at a weekend.
    pub(crate) fn staff_act(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        let next = recognition::staff_act(at, self.children, self.settings, id);
        self.follow(at, id, next);
    }

    /// A referral to the team is lost before triage.
    pub(crate) fn referral_lost(&mut self, at: &mut Moment, id: ChildId, refused: bool) {
        self.follow(at, id, referral::lost(refused));
    }

    /// A triage meeting looks at a referral.
    pub(crate) fn triage(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        let threshold = self.service.threshold(at.rules);
        let next = triage::triage(at, self.children, self.settings, threshold, id);
        self.follow(at, id, next);
    }

    /// A family has waited for the team as long as it would.
    pub(crate) fn gives_up(&mut self, at: &mut Moment, id: ChildId) {
        self.unless_recovered(at, id, Next::Go(Place::Disengaged, Reason::GaveUpWaiting));
    }

    /// An assessment appointment.
    pub(crate) fn assessment(&mut self, at: &mut Moment, id: ChildId, by: PractitionerId) {
        self.workforce.use_slots(at, by, 1);
        advance(at, self.children, id);
        let whom = (id, by);
        let next = assessment::assess(at, self.children, self.settings, self.workforce, whom);
        self.follow(at, id, next);
    }

    /// A session of a child seen alone.
    pub(crate) fn session(&mut self, at: &mut Moment, id: ChildId) {
        if let Some(case) = self.children[id].care.case {
            self.workforce.use_slots(at, case.practitioner, 1);
        }
        self.meet(at, id);
    }

    /// A session of a group.
    pub(crate) fn group_session(&mut self, at: &mut Moment, id: GroupId) {
        let Some(group) = self.groups.get(id) else { return };
        let (leader, members) = (group.leader, group.members.clone());
        let intervention = &at.values().intervention;
        self.workforce.use_slots(at, leader, u64::from(intervention.group_slots));
        for member in members {
            self.meet(at, member);
        }
        if self.groups.get(id).is_some() {
            let due = at.now + Span::from_days_f64(intervention.session_spacing_days);
            self.workforce.practitioners[leader.index()].next_due(Client::Group(id), due);
        }
    }

    /// The time of a session has come: help begins, or goes on.
    fn meet(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        let next = match self.children[id].place {
            Place::WaitingIntervention => {
                intervention::begin(at, self.children, self.workforce, id)
            }
            Place::Interrupted => intervention::resume(at, self.children, id),
            _ => self.hold_session(at, id, false),
        };
        self.follow(at, id, next);
    }

    /// A stay in help ends: what it did since the last step.
    fn end_stay(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        let step = u64::from(self.children.course(id).steps());
        let drawn = at.draws.uniform(self.children[id].key, Purpose::EffectAtEnd, step);
        let since = self.children.course(id).last_step();
        let whom = (id, drawn);
        effect::of_stay(at, self.children, self.settings, self.workforce, whom, since);
    }

    /// The day has come on which help outside the team and the specialist service was to begin.
    pub(crate) fn outside_help_begins(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        self.children[id].exit = None;
        let Some(help) = self.children[id].awaited.take() else { return };
        let what = (id, help);
        let next = onward::begins(at, self.children, self.settings, self.elsewhere, what);
        self.follow(at, id, next);
    }

    /// Help outside the team and the specialist service ends.
    pub(crate) fn outside_help_ends(&mut self, at: &mut Moment, id: ChildId) {
        self.end_stay(at, id);
        let next = onward::end(self.children, id);
        self.follow(at, id, next);
    }

    /// A supervisor decides on a step-up.
    pub(crate) fn step_up_decision(&mut self, at: &mut Moment, id: ChildId) {
        let next = step_up::decide(at, &self.children[id], self.service.threshold(at.rules));
        self.unless_recovered(at, id, next);
    }

    /// The specialist service decides on a referral.
    pub(crate) fn specialist_decision(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        let next = specialist_care::decide(at, self.children, self.settings, self.service, id);
        self.follow(at, id, next);
    }

    /// A family has waited for the specialist service as long as it would.
    pub(crate) fn specialist_gives_up(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        let next = specialist_care::give_up(at, self.children, id);
        self.follow(at, id, next);
    }

    /// The specialist service calls those to their first contact for whom there are places.
    #[inline]
    pub(crate) fn call_to_specialist(&mut self, at: &mut Moment) {
        if self.service.may_call(at) {
            self.call_all(at);
        }
    }

    #[inline(never)]
    fn call_all(&mut self, at: &mut Moment) {
        while let Some(id) = self.service.call(at) {
            advance(at, self.children, id);
            self.go(at, id, Place::WaitingSpecialistSecond, Reason::SpecialistFirstContact);
            specialist_care::first_contact(at, self.service, (id, &mut self.children[id]));
            self.look_again(at, id);
        }
    }

    /// The second contact with the specialist service.
    pub(crate) fn specialist_second_contact(&mut self, at: &mut Moment, id: ChildId) {
        advance(at, self.children, id);
        let next = specialist_care::second_contact(at, self.children, self.service, id);
        self.follow(at, id, next);
    }

    /// Specialist treatment ends.
    pub(crate) fn specialist_discharge(&mut self, at: &mut Moment, id: ChildId) {
        self.end_stay(at, id);
        let next = specialist_care::discharge(at, self.children, id);
        self.follow(at, id, next);
    }

    /// What follows for a child, unless they have recovered in the meantime.
    fn unless_recovered(&mut self, at: &mut Moment, id: ChildId, next: Next) {
        advance(at, self.children, id);
        let recovered = self.children.course(id).is_remitted();
        let next = if recovered { Next::Close(Reason::FoundRecovered) } else { next };
        self.follow(at, id, next);
    }

    /// A child whose need had ended is in need again.
    pub(crate) fn recurrence(&mut self, at: &mut Moment, position: u32) {
        let newcomer = recurrence::recur(at, self.returning, position);
        self.open(at, newcomer);
    }

    // -- many children at once --------------------------------------------------------------------

    /// The school year begins: everybody is a year older.
    pub(crate) fn grow_older(&mut self, at: &mut Moment) {
        recurrence::grow_older(at, self.returning, self.settings);
        for id in self.children.ids() {
            let groups = self.children[id].groups;
            let next = moving_on::grow_older(at, self.children, self.settings, id);
            if self.children[id].has_left() || self.children[id].groups != groups {
                self.look_anew(at, id);
            }
            self.follow(at, id, next);
        }
    }

    /// In the summer holiday the sessions of a team stand still.
    pub(crate) fn interrupt_for_summer(&mut self, at: &mut Moment, team: TeamId) {
        for id in intervention::in_help(self, team) {
            self.go(at, id, Place::Interrupted, Reason::SummerBreak);
            self.look_again(at, id);
        }
    }

    /// Somebody has left a team or gone on long leave: their cases are handed over, or the children wait again.
    pub(crate) fn hand_over(
        &mut self,
        at: &mut Moment,
        from: PractitionerId,
        cases: Vec<OpenCase>,
    ) {
        for (id, next) in handover::hand_over(at, self, from, cases) {
            self.follow(at, id, next);
        }
    }
}
