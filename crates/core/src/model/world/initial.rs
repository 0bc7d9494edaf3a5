//! Starting from today: what is known of a team on its first day in the run, where it exists
//! already: vacant posts, children on its list, open cases; and the referrals of the last year, to
//! which recognition is scaled (`world`).

use crate::engine::time::Span;
use crate::model::children::child::{Case, Request};
use crate::model::children::place::{Place, Reason};
use crate::model::children::severity::Band;
use crate::model::event::{Event, Moment};
use crate::model::ids::{ChildId, PostId, PractitionerId, TeamId};
use crate::model::pathway::waiting_list::Wait;
use crate::model::plan::Role;
use crate::model::purpose::Purpose;
use crate::model::workforce::Client;
use crate::model::world::site::Site;

/// Weeks since referral of children on the list, from and to.
const WAITED_WEEKS: [(f64, f64); 4] = [(0.0, 4.0), (4.0, 12.0), (12.0, 26.0), (26.0, 52.0)];

impl Site {
    /// The part of something stated for the site that falls to a team.
    fn part_of(&self, team: TeamId, total: u32) -> u32 {
        let teams = self.teams.len() as u32;
        total / teams + u32::from(team.0 < total % teams)
    }

    /// Posts that are vacant on the team's first day: the last of each role.
    pub(crate) fn initially_vacant(&self, team: TeamId) -> Vec<PostId> {
        let mut vacant = Vec::new();
        for (role, total) in [
            (Role::Emhp, self.initial.emhp_posts_vacant),
            (Role::Senior, self.initial.senior_posts_vacant),
        ] {
            let of_role = self.teams[team.index()].posts.iter().rev().copied();
            vacant.extend(
                of_role
                    .filter(|post| self.posts[post.index()].is_role(role))
                    .take(self.part_of(team, total) as usize),
            );
        }
        vacant
    }

    /// Puts children on the list and in help, as it is on the team's first day.
    pub(crate) fn take_over_initial_cases(&mut self, at: &mut Moment, team: TeamId) {
        let waiting = self.initial.waiting.map(|total| self.part_of(team, total));
        let open = self.part_of(team, self.initial.open_cases);
        let asked = waiting.iter().sum::<u32>() + open;
        if asked == 0 {
            return;
        }
        let mut there = self.children_for_team(at, team).into_iter();
        if (there.len() as u32) < asked {
            let found = format!("{asked} children, but only {} in need", there.len());
            self.observer.break_law(
                "the waiting list and open cases at the start fit the pupils covered",
                found,
            );
            return;
        }
        for (number, (from, to)) in waiting.into_iter().zip(WAITED_WEEKS) {
            for id in there.by_ref().take(number as usize) {
                let share = at.draws.uniform(self.child(id).key, Purpose::InitialList, 1);
                let waited = Span::from_days_f64(7.0 * (from + share * (to - from)));
                self.begin_on_list(at, id, waited);
            }
        }
        for id in there.take(open as usize) {
            self.begin_in_help(at, id, team);
        }
    }

    /// Children of a team's settings who are in need, out of help and within the remit, in an
    /// order that luck decides.
    fn children_for_team(&self, at: &Moment, team: TeamId) -> Vec<ChildId> {
        let mut found: Vec<(u64, ChildId)> = self
            .children
            .iter()
            .filter(|(_, child)| {
                matches!(child.place, Place::Unrecognised | Place::HeldBySetting)
                    && !child.course.is_remitted()
                    && self.thresholds.band(child.course.score()) == Band::MildToModerate
                    && self.settings[child.setting.index()].team == Some(team)
            })
            .map(|(index, child)| {
                let luck = at.draws.uniform(child.key, Purpose::InitialList, 0);
                ((luck * 1e15) as u64, ChildId(index as u32))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    fn begin_on_list(&mut self, at: &mut Moment, id: ChildId, waited: Span) {
        let gives_up = self.patience(at, id, Wait::Intervention);
        self.request_before(at, id, waited);
        self.go(at, id, Place::WaitingIntervention, Reason::WithTeamAtStart);
        let ticket = at.schedule(gives_up, Event::GivesUp(id));
        let child = self.child_mut(id);
        child.exit = Some(ticket);
        child.ready = at.now;
        self.join_list(at.now, id);
    }

    fn begin_in_help(&mut self, at: &mut Moment, id: ChildId, team: TeamId) {
        let Some(helper) = self.least_laden(at, team) else { return };
        self.request_before(at, id, Span::ZERO);
        self.go(at, id, Place::InIntervention, Reason::WithTeamAtStart);
        let planned = self.values.intervention.sessions as u8;
        let share = at.draws.uniform(self.child(id).key, Purpose::InitialList, 1);
        let held = (share * f64::from(planned)) as u8;
        let child = self.child_mut(id);
        child.request = None;
        child.journey.started.get_or_insert(at.now);
        let severity_at_start = child.course.score();
        let case = Case::planned(helper, None, planned);
        child.case = Some(Case { held, attended: held, severity_at_start, ..case });
        self.tell_taken_on(at.now, helper, &[id], planned, false);
        let helper = &mut self.practitioners[helper.index()];
        helper.take_on(Client::Child(id), 1);
        helper.next_due(Client::Child(id), at.now);
    }

    /// Who has most room, or is least over the cap.
    fn least_laden(&self, at: &Moment, team: TeamId) -> Option<PractitionerId> {
        self.clinicians(team).into_iter().max_by_key(|&id| {
            let room = i64::from(self.caseload_cap(at.now, id))
                - i64::from(self.practitioners[id.index()].open_cases());
            (room, std::cmp::Reverse(id))
        })
    }

    /// Notes a referral that was made and accepted before the team's first day in the run.
    fn request_before(&mut self, at: &Moment, id: ChildId, waited: Span) {
        let referred = at.now - waited;
        let perceived = self.child(id).course.score();
        let child = self.child_mut(id);
        child.referrals += 1;
        child.perceived = perceived;
        child.is_known = true;
        child.band = Band::MildToModerate;
        child.request = Some(Request { referred, accepted: true });
        child.journey.recognised.get_or_insert(referred);
        child.journey.referred.get_or_insert(referred);
        child.journey.accepted.get_or_insert(referred);
        child.journey.assessed.get_or_insert(at.now);
    }
}
