//! The pathway of a child: sessions, groups, lasting conditions, moves between teams and out of
//! school, and what is counted at the end of help.

use mhst_core::engine::time::Month;
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::plan::{SettingPhase, SettingPlan};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::Measure as M;
use mhst_core::model::results::Statistic as S;
use mhst_core::model::results::{Dimension, FlowKey, SiteResult, Subgroup, measured};
use mhst_core::model::world::RunOptions;

use crate::mechanisms::CROWDED;
use crate::world::{Pair, each, mean, plan, run};

const USUAL: (u32, u32) = (2, 16_000);

/// Moves of all replicates that `are` of a kind.
fn moves(results: &[SiteResult], are: impl Fn(&FlowKey) -> bool) -> u64 {
    let flows = results.iter().flat_map(|result| &result.flows);
    flows.filter(|(key, _)| are(key)).map(|(_, n)| n).sum()
}

fn total(results: &[SiteResult], measure: M, statistic: S) -> f64 {
    each(results, measure, statistic).iter().sum()
}

#[test]
fn fewer_planned_sessions_and_an_early_end_shorten_help_and_a_second_offer_lengthens_it() {
    let all = ("intervention.sessions_least", 8.0);
    let pair = Pair::run((2, 60_000), &[all], &[("intervention.sessions_least", 4.0)]);
    pair.lowers(M::SessionsAttendedMean, S::Mean);
    pair.raises(M::Started, S::Count);
    let pair = Pair::run(
        USUAL,
        &[("intervention.well_seen_share", 0.0)],
        &[("intervention.well_seen_share", 1.0)],
    );
    pair.lowers(M::SessionsAttendedMean, S::Mean);
    let pair = Pair::run(
        USUAL,
        &[("intervention.missed_offered_again", 0.0)],
        &[("intervention.missed_offered_again", 2.0)],
    );
    pair.raises(M::SessionsAttendedMean, S::Mean);
}

/// The fewest sessions are not more than the most.
#[test]
fn one_number_of_sessions_is_planned_if_the_most_are_the_fewest() {
    let sessions = |least| {
        let set = [
            ("intervention.sessions", 3.0),
            ("intervention.sessions_least", least),
            ("intervention.well_seen_share", 0.0),
        ];
        total(&run(plan(1, 8_000, &set), 2), M::SessionsAttendedMean, S::Mean)
    };
    assert_eq!(sessions(3.0), sessions(50.0));
    assert!(sessions(3.0) > sessions(1.0));
}

#[test]
fn groups_of_near_settings_few_settings_and_near_ages_are_fewer() {
    let free = [
        ("intervention.group_near", 0.0),
        ("intervention.group_settings_most", 1000.0),
        ("intervention.group_years_apart", 14.0),
    ];
    for narrow in [
        ("intervention.group_near", 1.0),
        ("intervention.group_settings_most", 1.0),
        ("intervention.group_years_apart", 0.0),
    ] {
        let pair = Pair::run(CROWDED, &free, &[narrow]);
        pair.lowers(M::StartedInGroupShare, S::Share);
    }
}

#[test]
fn need_with_a_neurodevelopmental_condition_lasts_longer_and_all_need_does_not() {
    let in_need = |brief: f64, subgroup: Subgroup| {
        let set = [("need.neurodevelopmental_brief_share", brief)];
        let results = run(plan(4, 40_000, &set), 4);
        let minutes = |it: &SiteResult| it.tallies.minutes(subgroup, measured::InNeed);
        results.iter().filter_map(minutes).sum::<u64>() as f64
    };
    let with_condition = Subgroup { dimension: Dimension::Problem, level: 4 };
    assert!(in_need(0.1, with_condition) > 1.2 * in_need(0.55, with_condition));
    let ratio = in_need(0.1, Subgroup::ALL) / in_need(0.55, Subgroup::ALL);
    assert!((0.97..1.03).contains(&ratio), "{ratio}");
}

#[test]
fn the_specialist_service_keeps_some_who_leave_until_they_are_too_old() {
    let never = [("moving_on.specialist_continues_share", 0.0)];
    let pair = Pair::run((4, 40_000), &never, &[("moving_on.specialist_continues_share", 1.0)]);
    let september = |month: Month| month.0 % 12 + 1 == 9;
    let left = |key: &FlowKey, reason| {
        let service = [Place::WaitingSpecialistFirst, Place::InSpecialist];
        key.reason == reason && service.iter().any(|&place| key.from == Spot::In(place))
    };
    let coverage = |results| moves(results, |key| left(key, Reason::LeftCoverage));
    assert!(coverage(&pair.base) > 100);
    assert_eq!(coverage(&pair.variant), 0);
    // Birthdays are in all months.
    let birthdays =
        |results| moves(results, |key| left(key, Reason::AgedOut) && !september(key.month));
    assert_eq!(birthdays(&pair.base), 0);
    assert!(birthdays(&pair.variant) > 10);
    let ended = |results| {
        moves(results, |key| key.reason == Reason::SpecialistInNeed && key.to == Spot::Outside)
    };
    assert_eq!(ended(&pair.base), 0);
    assert!(ended(&pair.variant) > 20);
    pair.raises(M::RecoveredWithHelp, S::Count);
}

#[test]
fn a_new_team_assesses_the_children_who_come_to_it() {
    let never = [("moving_on.new_team_assesses", 0.0)];
    let pair = Pair::run((4, 40_000), &never, &[("moving_on.new_team_assesses", 1.0)]);
    let anew = |results, from| {
        moves(results, |key| {
            (key.from, key.reason) == (Spot::In(from), Reason::ChangedTeam)
                && key.to == Spot::In(Place::WaitingAssessment)
        })
    };
    for from in [Place::WaitingAssessment, Place::WaitingIntervention, Place::InIntervention] {
        assert_eq!(anew(&pair.base, from), 0);
        assert!(anew(&pair.variant, from) > 0, "{from:?}");
    }
    // They were accepted before.
    let accepted = |results: &[SiteResult]| {
        let moved = moves(results, |key| key.reason == Reason::AcceptedAtTriage);
        (moved as f64, total(results, M::Accepted, S::Count))
    };
    let (moved, counted) = accepted(&pair.variant);
    assert_eq!(moved, counted);
}

#[test]
fn trainees_in_their_weeks_without_cases_do_not_assess() {
    // So that many are in training.
    let no_cases = [
        ("attrition.other_per_year", 1.0),
        ("recruitment.trainees_per_100_posts_per_cohort", 100.0),
        ("caseload.trainee", 0.0),
        ("caseload.trainee_first_weeks_without_cases", 0.0),
    ];
    let all_year = [("caseload.trainee_first_weeks_without_cases", 52.0)];
    let pair = Pair::run(CROWDED, &no_cases, &all_year);
    pair.raises(M::WaitReferralToAssessment, S::Mean);
}

#[test]
fn supervision_that_falls_slowly_after_qualifying_is_more() {
    let due = |months: f64| {
        let results = run(plan(2, 16_000, &[("supervision.settling_months", months)]), 2);
        let weeks = results.iter().flat_map(|result| result.teams.values());
        weeks.map(|week| week.supervision_due).sum::<f64>()
    };
    let (at_once, slowly) = (due(0.0), due(24.0));
    assert!(slowly > 1.1 * at_once, "{slowly} and {at_once}");
}

/// Whether a secondary school's new pupils come from primary schools of the site or from others, as
/// many of them are in need: who has moved within the site has not come from elsewhere too.
#[test]
fn need_at_secondary_school_does_not_depend_on_where_pupils_come_from() {
    let secondary = Subgroup { dimension: Dimension::Phase, level: 1 };
    let in_need = |from_the_site: f64| {
        let set = [
            ("need.leavers_to_covered_share", from_the_site),
            ("need.moves_away_per_month", 0.0),
            ("need.brief_share", 0.0),
            ("need.neurodevelopmental_brief_share", 0.0),
        ];
        let mut plan = plan(4, 40_000, &set);
        plan.sites[0].settings = (1..=8)
            .map(|n| SettingPlan::usual(format!("Primary {n}"), SettingPhase::Primary, 2_100, 3))
            .chain((1..=8).map(|n| {
                SettingPlan::usual(format!("Secondary {n}"), SettingPhase::Secondary, 1_500, 3)
            }))
            .collect();
        let minutes = |it: &SiteResult| it.tallies.minutes(secondary, measured::InNeed);
        run(plan, 3).iter().filter_map(minutes).sum::<u64>() as f64
    };
    let ratio = in_need(0.9) / in_need(0.1);
    assert!((0.93..1.07).contains(&ratio), "{ratio}");
}

#[test]
fn need_does_not_return_before_the_stated_gap() {
    const GAP_DAYS: f64 = 21.0;
    let often = ("need.recurrence_within_year", 0.6);
    let gaps = |gap: f64| {
        let set = [often, ("need.recurrence_gap_days", gap)];
        let world = PreparedWorld::new(plan(2, 16_000, &set)).unwrap();
        let result =
            world.run(7, 0, RunOptions { episodes: true, ..<_>::default() }).unwrap().remove(0);
        let mut episodes = result.episodes;
        episodes.sort_by_key(|it| (it.child, it.episode));
        let pairs = episodes.windows(2).filter(|pair| pair[0].child == pair[1].child);
        let days: Vec<f64> =
            pairs.filter_map(|pair| Some(pair[1].opened.since(pair[0].closed?).days())).collect();
        assert!(days.len() > 100, "{}", days.len());
        days.into_iter().fold(f64::INFINITY, f64::min)
    };
    assert!(gaps(0.0) < 1.0);
    assert!(gaps(GAP_DAYS) >= GAP_DAYS);
}

#[test]
fn help_that_ends_for_complexity_is_counted_by_itself() {
    let share = |seen: f64| {
        // With a firm remit, and supervisors who step up all whom practitioners propose.
        let set = [
            ("remit.policy", 0.0),
            ("step_up.judged", 0.0),
            ("complexity.seen_per_session_share", seen),
        ];
        let results = run(plan(2, 16_000, &set), 4);
        mean(&each(&results, M::StoppedForComplexityShare, S::Share))
    };
    assert_eq!(share(0.0), 0.0);
    assert!(share(0.8) > share(0.1) && share(0.1) > 0.0);
}

/// Need that help has ended counts, also if the child drops out or help is interrupted.
#[test]
fn recovery_in_help_counts_however_help_ends() {
    let results = run(plan(2, 16_000, &[]), 4);
    let at_the_end = [
        Reason::CompletedRecovered,
        Reason::SpecialistRecovered,
        Reason::SettingHelpEnded,
        Reason::ElsewhereEnded,
    ];
    let ends = |key: &FlowKey| key.to == Spot::Outside && at_the_end.contains(&key.reason);
    let (with_end, all) = (moves(&results, ends), total(&results, M::RecoveredWithHelp, S::Count));
    assert!(all > 1.01 * with_end as f64 && all < 1.5 * with_end as f64, "{all} and {with_end}");
}

/// The rule itself is tested beside it; here, that children on lists are looked at by it.
#[test]
fn children_on_lists_are_noticed_as_far_as_their_need_counts_as_severe() {
    let step = [("severity.severe_range", 0.0)];
    let pair = Pair::run((4, 40_000), &step, &[("severity.severe_range", 1.5)]);
    let from_lists = |results| moves(results, |key| key.reason == Reason::WorsenedWhileWaiting);
    assert_ne!(from_lists(&pair.base), from_lists(&pair.variant));
}
