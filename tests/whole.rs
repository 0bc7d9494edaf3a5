//! The other mechanisms: each has an effect of the right sign in paired runs.

use mhst_core::model::parameters::{Change, Parameter};
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::plan::{SettingPhase, SettingPlan};
use mhst_core::model::results::Measure as M;
use mhst_core::model::results::Statistic as S;
use mhst_core::model::results::{SiteResult, Subgroup, values};

use crate::world::{ALL_STAY, Pair, each, mean, plan, run};

const USUAL: (u32, u32) = (3, 24_000);
const CROWDED: (u32, u32) = (2, 36_000);

/// A measure of a subgroup by name, as a mean over replicates.
fn of_group(results: &[SiteResult], name: &str, measure: M, statistic: S) -> f64 {
    let of = |result| {
        values(result)
            .into_iter()
            .find(|v| v.subgroup.name() == name && (v.measure, v.statistic) == (measure, statistic))
            .and_then(|v| v.value)
            .unwrap_or_else(|| panic!("{name} has no {}", measure.name()))
    };
    mean(&results.iter().map(of).collect::<Vec<f64>>())
}

/// Starts of help in a group for each episode in it.
fn access(results: &[SiteResult], name: &str) -> f64 {
    of_group(results, name, M::Started, S::Count)
        / of_group(results, name, M::DaysWithoutHelp, S::Count)
}

#[test]
fn m4_groups_have_less_access_and_adaptations_narrow_the_gap() {
    // Few are known, and so it counts who is noticed first: of those who are in need for long, most
    // of each group are noticed at some time.
    let seldom = [("recognition.staff_per_month", 0.025), ("recognition.family_per_month", 0.024)];
    let pair = Pair::run((16, 128_000), &seldom, &[("groups.adaptation", 1.0)]);
    let gap = |results: &[SiteResult], group: &str| access(results, group) / access(results, "");
    for group in ["group=minority_ethnic", "group=teenage_boys"] {
        assert!(gap(&pair.base, group) < 0.95, "{group}: {}", gap(&pair.base, group));
        assert!(gap(&pair.variant, group) > gap(&pair.base, group) + 0.03, "{group}");
    }
    // It costs direct work.
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
}

/// Gaps between groups change who is reached within a site, but not the level of the site.
#[test]
fn m4_the_level_of_a_site_stays() {
    let even: Vec<(String, f64)> =
        ["send", "minority_ethnic", "low_income", "looked_after", "lgbtq", "teenage_boys"]
            .iter()
            .map(|group| (format!("groups.{group}_recognition"), 1.0))
            .collect();
    let even: Vec<(&str, f64)> = even.iter().map(|(key, value)| (key.as_str(), *value)).collect();
    let pair = Pair::run(USUAL, &[], &even);
    let referrals = |results| mean(&each(results, M::Referrals, S::Count));
    let ratio = referrals(&pair.variant) / referrals(&pair.base);
    assert!((0.94..1.06).contains(&ratio), "{ratio}");
}

#[test]
fn m12_complexity_that_comes_to_light_steps_up_or_is_held() {
    let firm = [
        ("remit.policy", 0.0),
        ("complexity.seen_per_session_share", 0.0),
        ("step_up.judged", 0.0),
    ];
    let seen = [("complexity.seen_per_session_share", 0.5)];
    let pair = Pair::run(USUAL, &firm, &seen);
    pair.raises(M::SteppedUp, S::Count);
    let held = [("remit.policy", 2.0), ("remit.extension_share", 1.0), firm[1]];
    let pair = Pair::run(USUAL, &held, &seen);
    pair.raises(M::SessionsAttendedMean, S::Mean);
}

#[test]
fn m15_bridging_costs_capacity_and_lowers_deterioration() {
    let busy = [("hours.direct_share", 0.2), ("specialist.other_inflow_index", 1.3)];
    let held = [("bridging.policy", 2.0), ("bridging.spacing_days", 7.0)];
    let pair = Pair::run(CROWDED, &busy, &held);
    pair.raises(M::SlotsUsedShare, S::Share);
    pair.raises(M::WaitReferralToStart, S::Mean);
    let bridged = |results: &[SiteResult]| -> u64 {
        let days = results.iter().flat_map(|result| result.places.weeks.values());
        days.map(|week| week[Place::Bridged as usize].iter().sum::<u64>()).sum()
    };
    assert!(bridged(&pair.variant) > bridged(&pair.base));
    // Children with the service longer, and with nobody to hold them, worsen.
    let held = [("bridging.policy", 2.0), ("specialist.other_inflow_index", 1.3)];
    let pair = Pair::run(USUAL, &held, &[("bridging.deterioration_factor", 2.0)]);
    let accepted = |results| mean(&each(results, M::SpecialistDeclinedShare, S::Share));
    assert!(accepted(&pair.variant) <= accepted(&pair.base));
}

#[test]
fn m16_advice_brings_fewer_mild_referrals_and_settings_hold_more() {
    let pair = Pair::run(USUAL, &[], &[("hours.whole_school_share", 0.05)]);
    let mild = |results: &[SiteResult]| {
        of_group(results, "severity_band=below_floor", M::Referrals, S::Count)
    };
    assert!(mild(&pair.variant) < mild(&pair.base));
    let pair = Pair::run(USUAL, &[], &[("advice.held_remission_per_month", 0.2)]);
    let held = |results: &[SiteResult]| -> u64 {
        results
            .iter()
            .flat_map(|result| &result.flows)
            .filter(|(key, _)| key.reason == Reason::HelpedBySetting && key.to == Spot::Outside)
            .map(|(_, n)| *n)
            .sum()
    };
    assert!(held(&pair.variant) > 2 * held(&pair.base));
    pair.lowers(M::Referrals, S::Count);
}

/// What a team gives in advice is shared by its pupils: twice as many have half of its effect.
#[test]
fn m16_advice_is_worth_less_to_each_of_more_pupils() {
    let by_advice = [
        ("advice.held_remission_per_month", 0.1),
        ("support.staff_remission_per_month", 0.0),
        ("presence.elasticity", 0.0),
    ];
    let per_month = |pupils: u32| {
        let mut plan = plan(1, 8_000, &[ALL_STAY, &by_advice].concat());
        plan.sites[0].settings = (1..=16)
            .map(|number| {
                let name = format!("School {number}");
                SettingPlan::usual(name, SettingPhase::AllThrough, pupils / 16, 3)
            })
            .collect();
        let results = run(plan, 6);
        let held = Spot::In(Place::HeldBySetting);
        let flows = results.iter().flat_map(|result| &result.flows);
        let ended = flows.filter(|(key, _)| {
            (key.from, key.reason) == (held, Reason::HelpedBySetting) && key.to == Spot::Outside
        });
        let ended = ended.map(|(_, n)| n).sum::<u64>() as f64;
        let weeks = results.iter().flat_map(|result| result.places.weeks.values());
        let minutes: u64 = weeks.map(|week| week[Place::HeldBySetting as usize][0]).sum();
        assert!(ended > 100.0, "{ended}");
        ended / minutes as f64
    };
    let ratio = per_month(16_000) / per_month(8_000);
    assert!((0.4..0.75).contains(&ratio), "{ratio}");
}

/// Prevention and demand, each alone: the one lowers need, the other raises referrals.
#[test]
fn m17_whole_school_work_prevents_a_little_and_finds_more() {
    let neither = [("whole_school.onset_reduction", 0.0), ("whole_school.recognition_gain", 0.0)];
    let pair = Pair::run(USUAL, &neither, &[("whole_school.onset_reduction", 0.6)]);
    pair.raises(M::CasesPrevented, S::Mean);
    pair.lowers(M::WithoutHelp, S::Total);
    pair.lowers(M::Referrals, S::Count);
    let pair = Pair::run(USUAL, &neither, &[("whole_school.recognition_gain", 1.0)]);
    pair.raises(M::CasesFound, S::Mean);
    pair.raises(M::Referrals, S::Count);
    let pair = Pair::run(USUAL, &[], &[("hours.whole_school_share", 0.45)]);
    pair.raises(M::CasesFound, S::Mean);
}

#[test]
fn m24_a_ladder_keeps_people_and_shares_supervision() {
    let short =
        [("supervision.hours_per_supervisor", 1.0), ("attrition.stepping_stone_per_year", 0.5)];
    let pair = Pair::run(USUAL, &short, &[("ladder.exists", 1.0), ("ladder.after_months", 6.0)]);
    pair.lowers(M::EmhpTurnover, S::Mean);
    pair.raises(M::SupervisionGivenShare, S::Share);
}

#[test]
fn m25_vacant_posts_and_new_faces_bring_fewer_referrals() {
    let often = [("attrition.other_per_year", 0.8)];
    for key in ["presence.vacant_loss", "presence.staff_change_loss"] {
        let pair = Pair::run(USUAL, &often, &[(key, 0.9)]);
        pair.lowers(M::Referrals, S::Count);
    }
}

/// Referrals from elsewhere fall and rise as put in, unless shocks are switched off.
#[test]
fn m27_fewer_referrals_from_elsewhere_shorten_the_specialist_wait() {
    let fewer = [("shock.elsewhere_factor", 0.7)];
    let full = [("specialist.other_inflow_index", 1.3)];
    let pair = Pair::run((6, 48_000), &full, &fewer);
    pair.lowers(M::WaitSpecialistSecondContact, S::Mean);
    let off = Pair::run((1, 8_000), &[("shock.is_on", 0.0)], &fewer);
    assert!(off.base == off.variant);
}

/// The inputs have their effects: referrals fall by a third, and later rise above normal times.
#[test]
fn m27_a_shock_falls_and_rebounds_as_put_in() {
    let shocked = || {
        let mut plan = plan(USUAL.0, USUAL.1, &[]);
        let day = |y, m, d| {
            mhst_core::engine::time::SimTime::from_date(jiff::civil::date(y, m, d)).unwrap()
        };
        let parameter = Parameter::find("shock.referral_factor").unwrap();
        for (on, value) in [(day(2020, 4, 1), 0.65), (day(2020, 9, 1), 1.4), (day(2021, 3, 1), 1.0)]
        {
            plan.sites[0].changes.push(Change { on, parameter, value });
        }
        plan
    };
    let by_month = |results: &[SiteResult], months: std::ops::RangeInclusive<i8>| -> f64 {
        let cohorts = results.iter().flat_map(|result| &result.cohorts);
        let of = cohorts.filter(|(month, _)| {
            let day = month.first_day();
            day.year() == 2020 && months.contains(&day.month())
        });
        of.flat_map(|(_, cohort)| cohort.exits.values()).map(|days| days.count() as f64).sum()
    };
    let calm = run(plan(USUAL.0, USUAL.1, &[]), 8);
    let shock = run(shocked(), 8);
    let fall = by_month(&shock, 4..=7) / by_month(&calm, 4..=7);
    let rebound = by_month(&shock, 9..=12) / by_month(&calm, 9..=12);
    assert!((0.55..0.80).contains(&fall), "{fall}");
    assert!(rebound > 1.1, "{rebound}");
    let mut off = shocked();
    off.sites[0].values.set(Parameter::find("shock.is_on").unwrap(), 0.0).unwrap();
    let off = run(off, 8);
    assert_eq!(each(&off, M::Referrals, S::Count), each(&calm, M::Referrals, S::Count));
}

#[test]
fn m27_late_cohorts_leave_posts_vacant_longer() {
    let often =
        [("attrition.other_per_year", 1.0), ("recruitment.qualified_per_100_posts_per_year", 0.0)];
    let pair = Pair::run((6, 48_000), &often, &[("shock.cohort_delay_weeks", 13.0)]);
    pair.raises(M::EmhpVacancyShare, S::Share);
}

#[test]
fn m31_seniors_from_the_specialist_service_lower_its_capacity() {
    let often = [
        ("attrition.senior_per_year", 1.5),
        ("flows.leavers_to_specialist_share", 0.0),
        ("flows.seniors_from_specialist_share", 0.0),
        ("flows.months", 24.0),
        ("specialist.capacity_growth_pct_per_year", 0.0),
        ("specialist.other_inflow_index", 1.05),
    ];
    let pair = Pair::run(USUAL, &often, &[("flows.seniors_from_specialist_share", 1.0)]);
    pair.raises(M::WaitSpecialistFirstContact, S::Mean);
    let pair = Pair::run(USUAL, &often, &[("flows.leavers_to_specialist_share", 1.0)]);
    pair.lowers(M::WaitSpecialistFirstContact, S::Mean);
}

/// Children are of the fifth of deprivation of their setting.
#[test]
fn m32_children_are_of_the_fifth_of_their_setting() {
    for fifth in 1..=5 {
        let mut plan = plan(1, 8_000, &[]);
        plan.sites[0].settings.iter_mut().for_each(|it| it.deprivation_fifth = fifth);
        let results = run(plan, 1);
        let of = |name: &str| of_group(&results, name, M::Referrals, S::Count);
        let all = of(&Subgroup::ALL.name());
        assert!(all > 100.0, "{all}");
        assert_eq!(of(&format!("deprivation_fifth={fifth}")), all);
    }
}

/// Every subgroup is one dimension at a time, and everybody is in exactly one phase.
#[test]
fn m32_phases_add_up_to_all() {
    for result in run(plan(USUAL.0, USUAL.1, &[]), 2) {
        let count =
            |name: &str| of_group(std::slice::from_ref(&result), name, M::Referrals, S::Count);
        let all = count(&Subgroup::ALL.name());
        let phases = ["phase=primary", "phase=secondary", "phase=sixteen_plus"];
        assert_eq!(phases.map(count).iter().sum::<f64>(), all);
        let fifths: f64 = (1..=5).map(|n| count(&format!("deprivation_fifth={n}"))).sum();
        assert_eq!(fifths, all);
    }
}
