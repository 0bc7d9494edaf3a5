//! Whose time is spent on what, what bound those who had slots to spare, and what managing a list
//! and administering a team are worth.

use mhst_core::model::plan::{Role, SettingPhase, SettingPlan};
use mhst_core::model::results::Measure as M;
use mhst_core::model::results::Statistic as S;
use mhst_core::model::results::{Function, Idle, SiteResult, TeamWeek};

use crate::world::{ALL_STAY, Pair, each, mean, plan, run};

const USUAL: (u32, u32) = (3, 24_000);
const CROWDED: (u32, u32) = (2, 50_000);

/// Hours of a role for a function over all teams and replicates.
fn hours(results: &[SiteResult], role: Option<Role>, function: Function) -> f64 {
    let of = |result: &SiteResult| -> f64 {
        let times = result.time.iter().filter(|((_, _, who), _)| role.is_none_or(|r| r == *who));
        times.map(|(_, time)| time.hours[function]).sum()
    };
    results.iter().map(of).sum()
}

fn weeks(results: &[SiteResult]) -> impl Iterator<Item = &TeamWeek> {
    results.iter().flat_map(|result| result.teams.values())
}

/// The sum of something over the weeks of all teams and replicates.
fn sum(results: &[SiteResult], of: impl Fn(&TeamWeek) -> f64) -> f64 {
    weeks(results).map(of).sum()
}

fn idle(results: &[SiteResult], cause: Idle) -> f64 {
    sum(results, |week| f64::from(week.slots_idle[cause as usize]))
}

/// Every slot is used, stays idle for one cause, or was booked for a child who left the list before.
#[test]
fn a_slot_is_used_or_idle_for_one_cause() {
    let results = run(plan(3, 24_000, &[]), 2);
    for week in weeks(&results) {
        let idle: u64 = week.slots_idle.iter().map(|slots| u64::from(*slots)).sum();
        assert!(week.slots_used + idle <= week.slots_offered, "{week:?}");
    }
    let [offered, used] = [
        sum(&results, |week| week.slots_offered as f64),
        sum(&results, |week| week.slots_used as f64),
    ];
    let idle: f64 = Idle::ALL.into_iter().map(|cause| idle(&results, cause)).sum();
    assert!((used + idle) / offered > 0.97, "{used} {idle} {offered}");
}

#[test]
fn hours_by_role_add_up_to_the_hours_of_teams() {
    let results = run(plan(2, 16_000, &[]), 2);
    for function in Function::ALL {
        let by_role = hours(&results, None, function);
        let by_week = sum(&results, |week| week.hours[function]);
        assert!((by_role - by_week).abs() < 1e-6 * by_week.max(1.0), "{function:?}");
    }
}

/// The hours of each team by role are those of its own weeks.
#[test]
fn hours_by_role_are_of_the_team_whose_weeks_they_are() {
    let results = run(plan(3, 24_000, &[]), 2);
    for result in &results {
        for team in 1..=3 {
            for function in Function::ALL {
                let times = result.time.iter().filter(|((of, _, _), _)| *of == team);
                let by_role: f64 = times.map(|(_, time)| time.hours[function]).sum();
                let weeks = result.teams.iter().filter(|((of, _), _)| *of == team);
                let by_week: f64 = weeks.map(|(_, week)| week.hours[function]).sum();
                let off = (by_role - by_week).abs();
                assert!(off < 1e-6 * by_week.max(1.0), "{team} {function:?}: {by_role} {by_week}");
            }
        }
    }
}

/// Ellins et al. 2023, Ch12: in three of five case study sites staff other than EMHPs lead the
/// whole school approach. Without two of three seniors there is less of it, and EMHPs do more of
/// it themselves, in place of direct work.
#[test]
fn without_seniors_emhps_do_more_for_schools_and_see_fewer_children() {
    let stay = [ALL_STAY, &[("recruitment.senior_months_to_fill", 0.0)]].concat();
    let pair = Pair::run(USUAL, &stay, &[("team.seniors", 1.0)]);
    let whole_school = |results: &[SiteResult], role| hours(results, role, Function::WholeSchool);
    assert!(whole_school(&pair.variant, None) < 0.9 * whole_school(&pair.base, None));
    let emhp = Some(Role::Emhp);
    assert!(whole_school(&pair.variant, emhp) > 1.1 * whole_school(&pair.base, emhp));
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
}

#[test]
fn more_settings_take_more_time() {
    let pair = Pair::run(USUAL, &[], &[("duties.hours_per_setting", 1.0)]);
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
    let settings = |results: &[SiteResult]| hours(results, Some(Role::Emhp), Function::Settings);
    let ratio = settings(&pair.variant) / settings(&pair.base);
    assert!((ratio - 2.0).abs() < 0.1, "{ratio}");
}

/// The same pupils in 10 or in 34 settings (Ellins et al. 2023, Ch7: more settings mean more work and
/// less presence).
#[test]
fn the_same_pupils_in_more_settings_are_more_work_and_see_less_of_the_team() {
    let in_settings = |count: u32| {
        let mut plan = plan(1, 8_160, &[]);
        plan.sites[0].settings = (1..=count)
            .map(|number| {
                let name = format!("School {number}");
                SettingPlan::usual(name, SettingPhase::AllThrough, 8_160 / count, 3)
            })
            .collect();
        run(plan, 12)
    };
    let (few, many) = (in_settings(10), in_settings(34));
    let of = |results: &[SiteResult], measure, statistic| mean(&each(results, measure, statistic));
    let referrals = |results: &[SiteResult]| of(results, M::Referrals, S::Count);
    assert!(referrals(&many) < 0.95 * referrals(&few));
    let slots = |results: &[SiteResult]| of(results, M::SlotsPerEmhpWeek, S::Mean);
    assert!(slots(&many) < 0.95 * slots(&few));
}

#[test]
fn without_an_administrator_practitioners_do_that_work() {
    let pair = Pair::run(USUAL, ALL_STAY, &[("team.administrator_fte", 0.0)]);
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
    let of = |results: &[SiteResult], role| hours(results, Some(role), Function::Administration);
    assert!(of(&pair.variant, Role::Emhp) > of(&pair.base, Role::Emhp) + 100.0);
    let none = [("duties.hours_per_referral", 0.0), ("duties.hours_per_appointment", 0.0)];
    let no_work = [("duties.hours_per_team", 0.0), ("duties.management_hours_per_person", 0.0)];
    let none = [ALL_STAY, &none, &no_work].concat();
    let pair = Pair::run(USUAL, &none, &[("team.administrator_fte", 0.0)]);
    let difference = pair.difference(M::SlotsPerEmhpWeek, S::Mean);
    assert_eq!(difference.estimate, 0.0, "{difference:?}");
}

#[test]
fn without_a_manager_seniors_manage() {
    let common = [ALL_STAY, &[("list_review.policy", 0.0)]].concat();
    let pair = Pair::run(USUAL, &common, &[("team.manager_fte", 0.0)]);
    let of = |results: &[SiteResult]| hours(results, Some(Role::Senior), Function::Direct);
    assert!(of(&pair.variant) < 0.95 * of(&pair.base));
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
}

/// Ellins et al. 2023, Ch6: a leaver is work for others.
#[test]
fn recruiting_and_inducting_take_the_time_of_seniors() {
    let pair =
        Pair::run(USUAL, &[], &[("duties.recruiting_hours", 0.0), ("duties.induction_hours", 0.0)]);
    let of = |results: &[SiteResult]| hours(results, Some(Role::Senior), Function::Direct);
    assert!(of(&pair.variant) > of(&pair.base));
}

#[test]
fn m35_a_review_of_lists_leaves_fewer_slots_idle_beside_a_list() {
    let none = [("list_review.policy", 0.0), ("list_review.teams_share", 1.0)];
    for policy in [1.0, 2.0] {
        // What moving settings costs in presence has a test of its own.
        let common = [none[0], none[1], ("presence.staff_change_loss", 0.0)];
        let pair =
            Pair::of_replicates(16, (6, 120_000), &common, &[("list_review.policy", policy)]);
        let tied = |results: &[SiteResult]| idle(results, Idle::OtherSettings);
        assert!(tied(&pair.variant) < tied(&pair.base), "{policy}");
        pair.lowers(M::WaitReferralToStart, S::P90);
    }
    // Nobody reviews a list where there is no manager.
    let unmanaged = [none[1], ("team.manager_fte", 0.0)];
    let pair =
        Pair::run(CROWDED, &[unmanaged[0], unmanaged[1], none[0]], &[("list_review.policy", 1.0)]);
    assert!(pair.base == pair.variant);
}

#[test]
fn m35_moving_settings_costs_presence() {
    let moves = [
        ("list_review.teams_share", 1.0),
        ("list_review.policy", 2.0),
        ("list_review.settings_moved", 4.0),
        ("presence.staff_change_loss", 0.0),
    ];
    let pair = Pair::run(CROWDED, &moves, &[("presence.staff_change_loss", 0.9)]);
    pair.lowers(M::Referrals, S::Count);
}

#[test]
fn m19_cases_in_review_are_caseload_and_keep_nobody_waiting() {
    let none = [("caseload.review_weeks", 0.0)];
    let pair = Pair::run(CROWDED, &none, &[("caseload.review_weeks", 8.0)]);
    let open = |results: &[SiteResult]| mean(&each(results, M::CaseloadMean, S::Mean));
    assert!(open(&pair.variant) > 1.2 * open(&pair.base));
    let started = |results: &[SiteResult]| each(results, M::Started, S::Count);
    assert_eq!(started(&pair.base), started(&pair.variant));
}

#[test]
fn m18_those_who_are_new_to_the_work_take_longer() {
    let none = [("hours.slot_inexperienced", 0.0)];
    let pair = Pair::run(USUAL, &none, &[("hours.slot_inexperienced", 0.8)]);
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
    let slots = |results: &[SiteResult]| sum(results, |week| week.slots_offered as f64);
    assert!(slots(&pair.variant) < slots(&pair.base));
}

#[test]
fn a_child_does_not_wait_for_a_group_beside_free_slots() {
    let pair = Pair::run(
        USUAL,
        &[("intervention.group_wait_beside_free_slots_weeks", 520.0)],
        &[("intervention.group_wait_beside_free_slots_weeks", 0.0)],
    );
    pair.lowers(M::WaitReferralToStart, S::Mean);
    assert!(idle(&pair.variant, Idle::Group) < 0.5 * idle(&pair.base, Idle::Group).max(1.0));
}

/// Ellins et al. 2023, Ch6: some teams have children's wellbeing practitioners, and specialist roles.
#[test]
fn more_roles_do_more() {
    let pair = Pair::run(CROWDED, ALL_STAY, &[("team.wellbeing_practitioners", 2.0)]);
    pair.lowers(M::WaitReferralToStart, S::Mean);
    assert!(hours(&pair.variant, Some(Role::WellbeingPractitioner), Function::Direct) > 0.0);
    let pair = Pair::run(CROWDED, ALL_STAY, &[("team.specialist_worker_fte", 1.0)]);
    let whole_school = |results: &[SiteResult]| hours(results, None, Function::WholeSchool);
    assert!(whole_school(&pair.variant) > whole_school(&pair.base));
    pair.raises(M::SlotsPerEmhpWeek, S::Mean);
}

#[test]
fn managers_and_administrators_leave_and_their_work_falls_to_others() {
    let stay = [ALL_STAY, &[("recruitment.support_staff_months_to_fill", 12.0)]].concat();
    let pair = Pair::run(USUAL, &stay, &[("attrition.support_staff_per_year", 1.0)]);
    let of = |results: &[SiteResult], role| hours(results, Some(role), Function::Administration);
    assert!(of(&pair.variant, Role::Administrator) < 0.9 * of(&pair.base, Role::Administrator));
    assert!(of(&pair.variant, Role::Emhp) > of(&pair.base, Role::Emhp));
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
}
