//! Starting from the present: the state of a team that already exists on its first day in the run:
//! vacant posts, children on its list, open cases, and the referrals of the last year, to which
//! recognition is scaled (`world`).

use super::run_error::TooManyAtStart;
use super::site::Parts;
use crate::engine::draws::BirthKey;
use crate::engine::time::{SimTime, Span};
use crate::model::children::care::{Case, Request};
use crate::model::children::place::{Place, Reason};
use crate::model::children::thresholds::Band;
use crate::model::ids::{ChildId, PostId, PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::Parameter;
use crate::model::pathway::appointments::tell_taken_on;
use crate::model::pathway::moves::advance_all;
use crate::model::pathway::remit::sessions_planned;
use crate::model::pathway::waiting_list::{self, Wait};
use crate::model::pathway::way::Way;
use crate::model::plan::{InitialState, Role, SitePlan};
use crate::model::purpose::Purpose;
use crate::model::settings::need::years_in_need;
use crate::model::settings::setting;
use crate::model::workforce::Workforce;
use crate::model::workforce::practitioner::Client;

impl InitialState {
    /// Children on the list and in help.
    pub fn children(&self) -> u32 {
        self.waiting.iter().sum::<u32>().saturating_add(self.open_cases)
    }

    /// Whether a site can be expected to have as many children in need within the remit as are
    /// stated to be on the list and in help. The number varies by chance between runs; a run with
    /// fewer stops with the same error.
    ///
    /// # Errors
    /// When more are stated than the pupils of the site can be expected to have.
    pub fn fits(&self, plan: &SitePlan) -> Result<(), TooManyAtStart> {
        let asked = self.children();
        let most = children_within_remit(plan);
        if f64::from(asked) <= most {
            return Ok(());
        }
        Err(TooManyAtStart { site: plan.name.clone(), asked, most: most as u32 })
    }
}

/// Children in need and within the remit that a site is expected to have without help, at the
/// highest level of need on its timeline.
fn children_within_remit(plan: &SitePlan) -> f64 {
    let values = &plan.values;
    let key = BirthKey::named(&plan.name);
    let settings = setting::settings(key, &plan.profile, &plan.settings, values, SimTime::ZERO);
    let onsets: f64 = settings.iter().map(|setting| setting.onsets_per_year(values)).sum();
    let index = plan
        .changes
        .iter()
        .filter(|change| change.parameter == Parameter::named("need.onset_index"))
        .map(|change| change.value)
        .fold(values.need.onset_index, f64::max);
    let outside = values.need.below_floor_share
        + values.need.missing_middle_band_share
        + values.need.above_specialist_share;
    onsets * index * years_in_need(values) * (1.0 - outside).max(0.0)
}

/// Weeks since referral of children on the list, from and to.
const WAITED_WEEKS: [(f64, f64); 4] = [(0.0, 4.0), (4.0, 12.0), (12.0, 26.0), (26.0, 52.0)];

/// A team's part of a number stated for the site.
fn part_of(teams: usize, team: TeamId, total: u32) -> u32 {
    let teams = teams as u32;
    total / teams + u32::from(team.0 < total % teams)
}

/// Posts that are vacant on the team's first day: the last of each role.
pub(super) fn vacant_posts(
    initial: &InitialState,
    workforce: &Workforce,
    team: TeamId,
) -> Vec<PostId> {
    let mut vacant = Vec::new();
    for (role, total) in
        [(Role::Emhp, initial.emhp_posts_vacant), (Role::Senior, initial.senior_posts_vacant)]
    {
        let of_role = workforce.teams[team.index()].posts.iter().rev().copied();
        vacant.extend(
            of_role.filter(|post| workforce.posts[post.index()].is_role(role)).take(part_of(
                workforce.teams.len(),
                team,
                total,
            )
                as usize),
        );
    }
    vacant
}

/// Puts children on the list and in help, as it is on the team's first day.
pub(super) fn take_over_cases(parts: &mut Parts, team: TeamId) {
    let Parts { at, way, initial, too_many_at_start, name, .. } = parts;
    let teams = way.workforce.teams.len();
    let waiting = initial.waiting.map(|total| part_of(teams, team, total));
    let open = part_of(teams, team, initial.open_cases);
    let asked = waiting.iter().sum::<u32>() + open;
    if asked == 0 {
        return;
    }
    advance_all(at, way.children);
    let mut there = children_for_team(at, way, team).into_iter();
    let most = there.len() as u32;
    if most < asked {
        **too_many_at_start = Some(TooManyAtStart { site: (*name).to_owned(), asked, most });
        return;
    }
    for (number, (from, to)) in waiting.into_iter().zip(WAITED_WEEKS) {
        for id in there.by_ref().take(number as usize) {
            let share = at.draws.uniform(way.children[id].key, Purpose::InitialList, 1);
            let waited = Span::from_days_f64(7.0 * (from + share * (to - from)));
            begin_on_list(at, way, id, waited);
        }
    }
    for id in there.take(open as usize) {
        begin_in_help(at, way, id, team);
    }
}

/// Children of a team's settings who are in need, out of help and within the remit, in random
/// order.
fn children_for_team(at: &Moment, way: &Way, team: TeamId) -> Vec<ChildId> {
    let mut found: Vec<(u64, ChildId)> = way
        .children
        .iter()
        .filter(|(_, child, course)| {
            matches!(child.place, Place::Unrecognised | Place::HeldBySetting)
                && !course.is_remitted()
                && at.rules.thresholds.band(course.score()) == Band::MildToModerate
                && way.settings.of(child).team == Some(team)
        })
        .map(|(id, child, _)| {
            let drawn = at.draws.uniform(child.key, Purpose::InitialList, 0);
            ((drawn * 1e15) as u64, id)
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

fn begin_on_list(at: &mut Moment, way: &mut Way, id: ChildId, waited: Span) {
    request_before(at, way, id, waited);
    way.go(at, id, Place::WaitingIntervention, Reason::WithTeamAtStart);
    way.look_again(at, id);
    let child = (id, &mut way.children[id]);
    waiting_list::wait(at, way.settings, way.lists, child, (Wait::Intervention, Span::ZERO));
}

fn begin_in_help(at: &mut Moment, way: &mut Way, id: ChildId, team: TeamId) {
    let Some(helper) = least_laden(at, way.workforce, team) else { return };
    request_before(at, way, id, Span::ZERO);
    way.go(at, id, Place::InIntervention, Reason::WithTeamAtStart);
    way.look_again(at, id);
    let planned = sessions_planned(at, &way.children[id]);
    let (child, course) = way.children.both_mut(id);
    let share = at.draws.uniform(child.key, Purpose::InitialList, 1);
    let held = (share * f64::from(planned)) as u8;
    child.care.request = None;
    child.care.journey.started.get_or_insert(at.now);
    let severity_at_start = course.score();
    let case = Case::planned(helper, None, planned);
    child.care.case = Some(Case { held, attended: held, severity_at_start, ..case });
    tell_taken_on(at, way, helper, &[id], (planned, false));
    let helper = &mut way.workforce.practitioners[helper.index()];
    helper.take_on(Client::Child(id), 1);
    helper.next_due(Client::Child(id), at.now);
}

/// The practitioner with the most room, or least over the cap.
fn least_laden(at: &Moment, workforce: &Workforce, team: TeamId) -> Option<PractitionerId> {
    workforce.clinicians(team).into_iter().max_by_key(|&id| {
        let room = i64::from(workforce.caseload_cap(at.values(), at.now, id))
            - i64::from(workforce.practitioners[id.index()].open_cases());
        (room, std::cmp::Reverse(id))
    })
}

/// Notes a referral that was made and accepted before the team's first day in the run.
fn request_before(at: &Moment, way: &mut Way, id: ChildId, waited: Span) {
    let referred = at.now - waited;
    let (child, course) = way.children.both_mut(id);
    child.referrals += 1;
    child.perceived = course.score();
    child.is_known = true;
    child.band = Band::MildToModerate;
    child.care.request = Some(Request { referred, accepted: true, assessed: false });
    child.recognised.get_or_insert(referred);
    let journey = &mut child.care.journey;
    journey.referred.get_or_insert(referred);
    journey.accepted.get_or_insert(referred);
    journey.assessed.get_or_insert(at.now);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::world::prepared::PreparedWorld;
    use crate::model::world::tests::plan;
    use crate::model::world::{RunError, RunOptions};

    /// 8,000 pupils have some hundreds of children in need within the remit: 60 fit, 6,000 do not.
    #[test]
    fn a_list_longer_than_there_are_children_in_need_is_a_fault_of_the_input() {
        let mut plan = plan();
        let site = &mut plan.sites[0];
        site.initial = InitialState { waiting: [30, 20, 0, 0], open_cases: 10, ..<_>::default() };
        assert_eq!(site.initial.fits(site), Ok(()));
        site.initial.waiting[2] = 6_000;
        let fault = site.initial.fits(site).unwrap_err();
        assert_eq!((fault.site.as_str(), fault.asked), ("Damaged", 6_060));
        assert!((200..1000).contains(&fault.most), "{fault}");

        let world = PreparedWorld::new(plan).unwrap();
        let stopped = world.run(1, 1, RunOptions::default()).unwrap_err();
        let RunError::TooManyAtStart(in_run) = &stopped else { panic!("{stopped}") };
        assert_eq!(in_run.asked, 6_060);
        // What is found in a run is near what is expected.
        assert!(in_run.most.abs_diff(fault.most) < fault.most / 2, "{stopped}; {fault}");
        assert!(!stopped.to_string().contains("law"), "{stopped}");
    }
}
