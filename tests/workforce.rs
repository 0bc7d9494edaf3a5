//! The workforce: each of its mechanisms has an effect of the right sign in paired runs, and
//! results are within published or assumed ranges where they must be.

use std::collections::BTreeSet;

use mhst_core::model::parameters::Parameter;
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::plan::{InitialState, PostPlan, Role};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::Measure as M;
use mhst_core::model::results::Statistic as S;
use mhst_core::model::results::{Function, SiteResult, TeamWeek};

use crate::world::{ALL_STAY, Pair, each, mean, plan, run};

/// A site with teams as intended, and one with far too many pupils for its teams.
const USUAL: (u32, u32) = (3, 24_000);
const CROWDED: (u32, u32) = (2, 64_000);

/// The mean of something over the weeks of all teams and replicates.
fn weekly(results: &[SiteResult], of: fn(&TeamWeek) -> f64) -> f64 {
    mean(&results.iter().flat_map(|r| r.teams.values()).map(of).collect::<Vec<_>>())
}

/// `attrition.all` is the yearly rates of leaving, moved together: to the last bit, because twice a
/// number is exact.
#[test]
fn attrition_all_moves_every_yearly_rate() {
    let rates: Vec<(&str, f64)> = Parameter::all()
        .map(Parameter::declaration)
        .filter(|it| it.group() == "attrition" && it.key.ends_with("_per_year"))
        .map(|it| (it.key, 2.0 * it.default))
        .collect();
    assert!(rates.len() > 5);
    let together = run(plan(1, 8_000, &[("attrition.all", 2.0)]), 2);
    let one_by_one = run(plan(1, 8_000, &rates), 2);
    assert!(together == one_by_one);
    assert!(together != run(plan(1, 8_000, &[]), 2));
}

#[test]
fn m7_an_extended_remit_empties_the_missing_middle_and_lengthens_waits() {
    let firm =
        [("remit.policy", 0.0), ("remit.extension_share", 1.0), ("remit.held_by_emhps_share", 0.0)];
    let pair = Pair::run(CROWDED, &firm, &[("remit.policy", 2.0)]);
    pair.lowers(M::MissingMiddleEntered, S::Count);
    pair.raises(M::WaitReferralToStart, S::Mean);
    let pair = Pair::run(USUAL, &firm, &[("remit.policy", 1.0)]);
    pair.lowers(M::MissingMiddleEntered, S::Count);
    let extended = [("remit.policy", 2.0), ("remit.extension_share", 0.3)];
    let pair = Pair::run(USUAL, &extended, &[("remit.extension_share", 1.0)]);
    pair.lowers(M::MissingMiddlePersonDays, S::Total);
}

#[test]
fn m14_pressure_raises_the_threshold_shortens_the_queue_and_fills_the_missing_middle() {
    let pressed = [("specialist.other_inflow_index", 1.3)];
    let still = ("specialist.threshold_response_per_year", 0.0);
    let answers = ("specialist.threshold_response_per_year", 1.0);
    let pair = Pair::run(USUAL, &[pressed[0], still], &[answers]);
    pair.raises(M::SpecialistThreshold, S::Mean);
    pair.raises(M::SpecialistDeclinedShare, S::Share);
    pair.lowers(M::WaitSpecialistFirstContact, S::Mean);
    pair.raises(M::MissingMiddleEntered, S::Count);
    let pair = Pair::run(USUAL, &[answers], &pressed);
    pair.raises(M::SpecialistThreshold, S::Mean);
}

#[test]
fn m18_less_direct_work_or_longer_slots_lengthen_waits() {
    let pair = Pair::run(CROWDED, &[], &[("hours.direct_share", 0.25)]);
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
    pair.raises(M::WaitReferralToStart, S::Mean);
    let pair = Pair::run(CROWDED, &[], &[("hours.slot_minutes", 180.0)]);
    pair.raises(M::WaitReferralToStart, S::Mean);
    let pair = Pair::run(USUAL, &[], &[("hours.sickness_share", 0.3)]);
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
}

/// No hour is direct work without a slot: the hours of a run are its slots, but for the minutes that
/// have not filled one.
#[test]
fn m18_direct_work_is_slots() {
    // Where nobody is under strain, slots have this length.
    let minutes = Parameter::named("hours.slot_minutes").declaration().default;
    let same = [("hours.sickness_share", 0.0), ("hours.slot_inexperienced", 0.0)];
    let calm = [ALL_STAY, &same].concat();
    for in_holidays in [0.0, 1.0] {
        let set = [&calm[..], &[("intervention.sessions_in_holidays", in_holidays)]].concat();
        let results = run(plan(USUAL.0, USUAL.1, &set), 2);
        for result in &results {
            let weeks = || result.teams.values();
            let direct: f64 = weeks().map(|week| week.hours[Function::Direct]).sum();
            let slots: u64 = weeks().map(|week| week.slots_offered).sum();
            let missing = direct * 60.0 / minutes - slots as f64;
            assert!(slots > 5_000, "{slots}");
            // Ten people a team, each of whom has less than a slot left.
            assert!(missing.abs() < f64::from(10 * USUAL.0), "{missing} of {slots}");
            let closed =
                weeks().filter(|week| week.hours[Function::Direct] == 0.0 && week.clinicians > 0.0);
            let (closed, most) = (closed.count(), 15 * 2 * USUAL.0 as usize);
            assert_eq!(in_holidays == 0.0, closed > 0 && closed <= most, "{closed}");
            assert!(
                weeks().all(|week| week.hours[Function::Direct] > 0.0 || week.slots_offered == 0)
            );
        }
    }
}

/// Priors of the evidence: 8 to 16 slots a week, 25 to 80 cases a year; nobody enters them.
#[test]
fn m18_slots_and_cases_come_out() {
    // Cases are as many as slots allow only where enough children wait.
    let results = run(plan(CROWDED.0, CROWDED.1, &[]), 8);
    let slots = mean(&each(&results, M::SlotsPerEmhpWeek, S::Mean));
    let cases = mean(&each(&results, M::CasesPerEmhpYear, S::Mean));
    assert!((8.0..16.0).contains(&slots) && (25.0..80.0).contains(&cases), "{slots} {cases}");
}

#[test]
fn m19_smaller_caseloads_lengthen_waits() {
    let small = [("caseload.newly_qualified", 3.0), ("caseload.experienced", 4.0)];
    let pair = Pair::run(CROWDED, &[], &small);
    pair.raises(M::WaitReferralToStart, S::Mean);
    pair.lowers(M::CaseloadMean, S::Mean);
    let slow = [("caseload.ramp_months", 60.0)];
    let pair = Pair::run(CROWDED, &[("caseload.newly_qualified", 3.0)], &slow);
    pair.lowers(M::Started, S::Count);
}

/// One of two supervisors gone: what is safe falls, strain and leaving rise, waits lengthen.
#[test]
fn m20_without_supervisors_less_is_safe_and_more_leave() {
    let pair = Pair::run(CROWDED, &[], &[("supervision.hours_per_supervisor", 0.4)]);
    pair.lowers(M::SupervisionGivenShare, S::Share);
    pair.raises(M::StrainMean, S::Mean);
    pair.raises(M::EmhpTurnover, S::Mean);
    pair.raises(M::WaitReferralToStart, S::Mean);
    pair.lowers(M::RecoveredShare, S::Share);
    let safe = |results: &[SiteResult]| weekly(results, |week| week.caseload_cap as f64);
    assert!(safe(&pair.variant) < 0.9 * safe(&pair.base));
    let groups = [("supervision.group_share", 1.0)];
    let pair = Pair::run(USUAL, &[("supervision.hours_per_supervisor", 0.8)], &groups);
    pair.raises(M::SupervisionGivenShare, S::Share);
}

/// Where a post says who supervises its holder, it is the post of that name in the same team.
#[test]
fn m20_a_named_supervisor_supervises_in_their_own_team() {
    let enough = [
        ("supervision.is_needed", 1.0),
        ("supervision.hours_per_supervisor", 20.0),
        ("recruitment.senior_months_to_fill", 0.0),
    ];
    let mut plan = plan(USUAL.0, USUAL.1, &[ALL_STAY, &enough].concat());
    plan.sites[0].posts = (1..=3)
        .map(|number| PostPlan {
            supervised_by: Some("Lead".to_owned()),
            ..PostPlan::full(format!("EMHP {number}"), Role::Emhp)
        })
        .collect();
    let lead = PostPlan::full("Lead".to_owned(), Role::Senior);
    plan.sites[0].posts.push(PostPlan { supervises: Some(true), ..lead });
    for result in run(plan, 2) {
        let seen: BTreeSet<u32> = result.teams.keys().map(|(team, _)| *team).collect();
        assert_eq!(seen.len(), USUAL.0 as usize);
        for ((team, week), row) in &result.teams {
            assert!(row.supervision_given >= row.supervision_due - 1e-9, "{team} {week:?} {row:?}");
        }
        assert!(result.teams.values().all(|row| row.emhps < 3.0 || row.supervision_due > 3.0));
    }
}

#[test]
fn m21_strain_costs_slots_and_people() {
    let leave_for_it = [("attrition.workload_per_year", 0.2)];
    let pair = Pair::run(CROWDED, &leave_for_it, &[("strain.weight_workload", 1.5)]);
    pair.raises(M::StrainMean, S::Mean);
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
    pair.raises(M::EmhpTurnover, S::Mean);
    let pair = Pair::run(USUAL, &[], &[("strain.remote_share", 1.0)]);
    pair.raises(M::StrainMean, S::Mean);
}

#[test]
fn m22_each_reason_to_leave_makes_people_leave() {
    for reason in [
        "attrition.stepping_stone_per_year",
        "attrition.expectations_per_year",
        "attrition.workload_per_year",
        "attrition.progression_per_year",
        "attrition.pay_and_contract_per_year",
        "attrition.rigidity_per_year",
        "attrition.other_per_year",
    ] {
        let pair = Pair::run(USUAL, &[(reason, 0.0)], &[(reason, 0.8)]);
        pair.raises(M::EmhpTurnover, S::Mean);
        pair.raises(M::EmhpVacancyShare, S::Share);
    }
    let unsupervised = [("supervision.hours_per_supervisor", 0.0)];
    let pair = Pair::run(USUAL, &unsupervised, &[("attrition.supervision_per_year", 0.8)]);
    pair.raises(M::EmhpTurnover, S::Mean);
    for reason in ["attrition.senior_per_year", "attrition.senior_workload_per_year"] {
        let pair = Pair::run(USUAL, &[(reason, 0.0)], &[(reason, 0.8)]);
        pair.raises(M::SeniorTurnover, S::Mean);
        pair.raises(M::SeniorVacancyShare, S::Share);
    }
}

/// A team in which nobody needs supervision and nobody could give it asks nothing of its seniors.
#[test]
fn m22_seniors_with_nobody_to_supervise_are_not_driven_away() {
    let nothing = [
        ("supervision.is_needed", 0.0),
        ("supervision.trained_share", 0.0),
        ("attrition.senior_per_year", 0.0),
    ];
    let results = run(plan(USUAL.0, USUAL.1, &nothing), 2);
    assert_eq!(each(&results, M::SeniorLeavers, S::Count), [0.0, 0.0]);
}

/// Priors of the evidence: EMHP attrition 15 to 35 % a year, senior posts 8 to 20 % vacant. They
/// come out of the reasons to leave and of the time that it takes to find somebody.
#[test]
fn m22_turnover_and_vacancies_come_out_inside_their_ranges() {
    let results = run(plan(6, 48_000, &[]), 12);
    let turnover = mean(&each(&results, M::EmhpTurnover, S::Mean));
    let vacant = mean(&each(&results, M::SeniorVacancyShare, S::Share));
    assert!((0.15..0.35).contains(&turnover), "{turnover} leavers per person-year");
    assert!((0.08..0.20).contains(&vacant), "{vacant} of senior posts vacant");
}

#[test]
fn m22_handing_over_keeps_help_going() {
    let pair = Pair::run(USUAL, &[("handover.share", 0.0)], &[("handover.share", 1.0)]);
    pair.lowers(M::InterruptedCases, S::Count);
    pair.raises(M::HandedOverCases, S::Count);
}

/// Those on long leave are missed: fewer slots are offered, and waits are longer. Every run also checks that no case is lost.
#[test]
fn m22_long_leave_takes_slots_and_lengthens_waits() {
    let rates = |ratio: f64| {
        [
            ("long_leave.emhp_maternity_per_year", ratio * 0.3),
            ("long_leave.senior_maternity_per_year", ratio * 0.3),
            ("long_leave.sickness_per_year", ratio * 0.3),
        ]
    };
    let pair = Pair::run(USUAL, &rates(0.0), &rates(2.0));
    let away = |results: &[SiteResult]| weekly(results, |week| week.on_leave);
    let offered = |results: &[SiteResult]| weekly(results, |week| week.slots_offered as f64);
    assert!(away(&pair.base) == 0.0 && away(&pair.variant) > 0.0);
    assert!(offered(&pair.variant) < 0.95 * offered(&pair.base));
    pair.raises(M::WaitReferralToStart, S::Mean);
    pair.raises(M::EmhpVacancyShare, S::Share);
}

/// The post stays theirs: nobody is recruited for those who are on leave. The hours that they do not
/// work are absence, and a team of which everybody is away offers nothing.
#[test]
fn m22_nobody_takes_the_post_of_somebody_on_long_leave() {
    let all_go = [
        ("long_leave.emhp_maternity_per_year", 20.0),
        ("long_leave.senior_maternity_per_year", 20.0),
        ("long_leave.maternity_months_least", 60.0),
        ("long_leave.maternity_months_most", 60.0),
    ];
    let mut empty = 0;
    for result in run(plan(USUAL.0, USUAL.1, &[ALL_STAY, &all_go].concat()), 2) {
        for week in result.teams.values().filter(|week| week.on_leave > 0.0) {
            assert!(
                week.emhps + week.seniors + week.on_leave <= week.emhp_posts + week.senior_posts
            );
            assert!(week.hours[Function::Away] >= 37.5 * week.on_leave);
            if week.clinicians == 0.0 {
                assert_eq!((week.slots_offered, week.slots_used, week.open_cases), (0, 0, 0));
                empty += 1;
            }
        }
    }
    assert!(empty > 100, "{empty}");
}

#[test]
fn m23_capacity_is_lost_until_somebody_qualifies() {
    let nobody = [
        ("recruitment.trainees_per_100_posts_per_cohort", 0.0),
        ("recruitment.qualified_per_100_posts_per_year", 0.0),
    ];
    let pair = Pair::run(USUAL, &[], &nobody);
    pair.raises(M::EmhpVacancyShare, S::Share);
    pair.raises(M::SessionsLostToVacancy, S::Mean);
    let pair = Pair::run(USUAL, &[], &[("recruitment.senior_months_to_fill", 24.0)]);
    pair.raises(M::SeniorVacancyShare, S::Share);
    pair.lowers(M::SupervisionGivenShare, S::Share);
    let pair = Pair::run(USUAL, &[], &[("recruitment.training_drop_out_share", 0.8)]);
    pair.raises(M::EmhpVacancyShare, S::Share);
}

/// Vacancies begin when somebody leaves; without a pool of qualified people they end only when a
/// cohort begins, in the first week of September or January. (Nobody comes back from long leave.)
#[test]
fn m23_without_a_pool_posts_are_filled_only_when_a_cohort_begins() {
    let set = [
        ("recruitment.qualified_per_100_posts_per_year", 0.0),
        ("long_leave.emhp_maternity_per_year", 0.0),
        ("long_leave.sickness_per_year", 0.0),
    ];
    let plan = plan(USUAL.0, USUAL.1, &set);
    let mut filled = 0;
    for result in run(plan, 4) {
        let weeks: Vec<_> = result.teams.iter().collect();
        for pair in weeks.windows(2) {
            let ((team, _), before) = pair[0];
            let ((same, week), after) = pair[1];
            if team == same && after.emhps > before.emhps {
                let day = week.start().date();
                assert!(matches!(day.month(), 1 | 9) && day.day() <= 7, "{day}");
                assert!(after.trainees > before.trainees);
                filled += 1;
            }
        }
    }
    assert!(filled > 3, "{filled}");
}

/// Pay is for the hours of those in post: with a qualified person in every post it is what it would be
/// if all posts were filled, and otherwise it is less.
#[test]
fn m28_pay_is_for_the_hours_of_those_in_post() {
    let (mut full, mut part) = (0, 0);
    for result in run(plan(USUAL.0, USUAL.1, &[]), 4) {
        for week in result.teams.values() {
            let posts = week.emhp_posts + week.senior_posts + week.other_posts;
            let held = week.emhps + week.seniors + week.others + week.on_leave;
            if (posts - held).abs() < 1e-9 && week.trainees == 0.0 {
                assert!((week.pay - week.pay_if_full).abs() < 1e-6, "{week:?}");
                full += 1;
            } else {
                assert!(week.pay < week.pay_if_full - 1.0, "{week:?}");
                part += 1;
            }
        }
    }
    assert!(full > 20 && part > 20, "{full} {part}");
}

#[test]
fn m28_cost_per_child_follows_pay_and_throughput() {
    let dear = [("money.band_5_gbp", 66_400.0)];
    let pair = Pair::run(USUAL, &[], &dear);
    pair.raises(M::CostPerChildStarted, S::Mean);
    assert_eq!(each(&pair.base, M::Started, S::Count), each(&pair.variant, M::Started, S::Count));
    let pair = Pair::run(CROWDED, &[], &[("hours.direct_share", 0.25)]);
    pair.raises(M::CostPerChildStarted, S::Mean);
    let pair = Pair::run(USUAL, &[], &[("money.deflator", 0.5)]);
    let (before, after) = (&pair.base, &pair.variant);
    for (before, after) in each(before, M::CostPerRecovery, S::Mean).iter().zip(each(
        after,
        M::CostPerRecovery,
        S::Mean,
    )) {
        assert!((after / before - 0.5).abs() < 1e-9);
    }
}

/// The queue of a specialist service under a fifth more inflow for six years stays finite, by its
/// threshold and by those who give up.
#[test]
fn m14_specialist_waits_stay_finite_under_pressure() {
    let waits = |set: &[(&str, f64)]| {
        let mut plan = plan(USUAL.0, USUAL.1, set);
        plan.time.end =
            mhst_core::engine::time::SimTime::from_date(jiff::civil::date(2026, 1, 1)).unwrap();
        plan.time.measure_from =
            mhst_core::engine::time::SimTime::from_date(jiff::civil::date(2025, 1, 1)).unwrap();
        mean(&each(&run(plan, 3), M::WaitSpecialistSecondContact, S::P90))
    };
    let pressed =
        [("specialist.other_inflow_index", 1.2), ("specialist.capacity_growth_pct_per_year", 0.0)];
    let still = [&pressed[..], &[("specialist.threshold_response_per_year", 0.0)]].concat();
    assert!(waits(&pressed) < waits(&still), "the threshold shortens the queue");
    assert!(waits(&pressed) < 365.0);
}

/// A team that exists already begins with the posts, the list and the cases that are stated.
#[test]
fn a_team_begins_from_today_as_stated() {
    let mut plan = plan(USUAL.0, USUAL.1, &[("recruitment.training_drop_out_share", 0.0)]);
    plan.sites[0].initial = InitialState {
        emhp_posts_vacant: 4,
        senior_posts_vacant: 0,
        waiting: [6, 12, 9, 4],
        open_cases: 60,
        referrals_last_year: None,
    };
    let first = plan.time.teams_start.week();
    for result in run(plan, 3) {
        let weeks: Vec<&TeamWeek> =
            (1..=3).filter_map(|team| result.teams.get(&(team, first))).collect();
        let sum = |of: fn(&TeamWeek) -> f64| weeks.iter().map(|week| of(week)).sum::<f64>();
        assert_eq!(sum(|week| week.emhps), 8.0);
        assert_eq!(sum(|week| week.open_cases as f64), 60.0);
        let known = result
            .flows
            .iter()
            .filter(|(key, _)| key.reason == Reason::WithTeamAtStart)
            .map(|(key, n)| (key.to, *n));
        let on_list = Spot::In(Place::WaitingIntervention);
        let waiting: u64 = known.filter(|(to, _)| *to == on_list).map(|(_, n)| n).sum();
        assert_eq!(waiting, 31);
    }
}

/// Recognition is scaled until the model expects the referrals that are reported.
#[test]
fn recognition_is_scaled_to_the_referrals_of_the_last_year() {
    for reported in [300, 600] {
        let mut plan = plan(USUAL.0, USUAL.1, &[]);
        plan.sites[0].initial.referrals_last_year = Some(reported);
        let prepared = PreparedWorld::new(plan).unwrap();
        let scale = prepared.calibrated().next().unwrap().recognition.unwrap();
        let off = scale.scaled / f64::from(reported);
        assert!((0.95..1.05).contains(&off), "{scale:?}");
        assert!((scale.factor > 1.0) == (scale.unscaled < f64::from(reported)), "{scale:?}");
    }
}
