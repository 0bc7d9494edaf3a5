//! Settings differ: in their leads, their engagement with the team and their kind. What each of these
//! does, in paired runs.

use jiff::civil::Date;
use mhst_core::engine::statistics::paired_interval;
use mhst_core::model::place::Reason;
use mhst_core::model::plan::{InitialState, SettingKind};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::Measure as M;
use mhst_core::model::results::Statistic as S;
use mhst_core::model::results::{Dimension, ReferralRecord, SiteResult, Subgroup, values};
use mhst_core::model::world::RunOptions;

use crate::mechanisms::CROWDED;
use crate::world::{Pair, each, mean, plan, run};

/// Two teams as intended, with twice the settings of a test of the rest.
const USUAL: (u32, u32) = (4, 32_000);

/// The ratio of means over replicates, variant to base.
fn ratio(pair: &Pair, measure: M, statistic: S) -> f64 {
    mean(&each(&pair.variant, measure, statistic)) / mean(&each(&pair.base, measure, statistic))
}

#[test]
fn m5_without_leads_few_of_the_referrals_of_staff_reach_the_team() {
    let pair = Pair::run(USUAL, &[], &[("setting.lead_share", 0.0)]);
    pair.lowers(M::Referrals, S::Count);
    pair.lowers(M::ReferredByStaffShare, S::Share);
    let left = ratio(&pair, M::Referrals, S::Count);
    assert!((0.4..0.85).contains(&left), "{left}");
}

#[test]
fn m5_leads_without_time_refer_less_and_leads_who_leave_are_missed() {
    let pair = Pair::run(USUAL, &[], &[("lead.with_time_share", 0.0)]);
    pair.lowers(M::Referrals, S::Count);
    let pair = Pair::run(USUAL, &[], &[("lead.leaves_per_year", 2.0)]);
    pair.lowers(M::Referrals, S::Count);
    let often = [("lead.leaves_per_year", 2.0)];
    let pair = Pair::run(USUAL, &often, &[("lead.gap_months", 12.0)]);
    pair.lowers(M::Referrals, S::Count);
    let pair = Pair::run(USUAL, &often, &[("lead.settling_months", 12.0)]);
    pair.lowers(M::Referrals, S::Count);
}

#[test]
fn m5_settings_that_never_engage_refer_nobody() {
    let pair = Pair::run(USUAL, &[], &[("engagement.never_share", 0.5)]);
    pair.lowers(M::Referrals, S::Count);
    // What remains is sent by other services.
    let pair = Pair::run(USUAL, &[], &[("engagement.never_share", 1.0)]);
    let left = ratio(&pair, M::Referrals, S::Count);
    assert!(left < 0.15, "{left}");
}

/// Referrals by staff or families in the first year of the teams, and in the second.
fn by_year(result: &SiteResult) -> (f64, f64) {
    let quarters = result.returns.iter();
    let (mut first, mut later) = (0.0, 0.0);
    for (&(_, month), row) in quarters {
        let year = month.first_day().year();
        let sum = if year == 2020 { &mut first } else { &mut later };
        *sum += row.referrals as f64;
    }
    (first, later)
}

#[test]
fn m5_referrals_begin_low_and_teams_that_exist_begin_as_they_are() {
    let growth = |set: &[(&str, f64)], exist: bool| {
        let mut plan = plan(USUAL.0, USUAL.1, set);
        if exist {
            plan.sites[0].initial = InitialState { open_cases: 1, ..InitialState::default() };
        }
        let results = run(plan, 4);
        let of = |part: fn((f64, f64)) -> f64| -> f64 {
            results.iter().map(|result| part(by_year(result))).sum()
        };
        of(|years| years.1) / of(|years| years.0)
    };
    let at_once = [("engagement.rises_over_months", 0.0), ("engagement.learns_over_months", 0.0)];
    let rises = [("engagement.learns_over_months", 0.0)];
    let (rising, steady) = (growth(&rises, false), growth(&at_once, false));
    assert!(rising > 1.05 * steady, "{rising}, {steady} without a rise");
    let existing = growth(&[], true);
    assert!((existing / steady - 1.0).abs() < 0.08, "{existing}, {steady} without a rise");
}

#[test]
fn m5_settings_that_learn_send_fewer_children_who_are_too_complex() {
    let at_once = [("engagement.learns_over_months", 0.0)];
    let never = [("engagement.learns_over_months", 120.0)];
    let pair = Pair::run(USUAL, &at_once, &never);
    pair.raises(M::Referrals, S::Count);
    pair.lowers(M::AcceptedShare, S::Share);
}

#[test]
fn m5_a_single_point_of_access_costs_referrals() {
    let all = [("referral.single_point_of_access", 1.0), ("referral.single_point_delay_days", 0.0)];
    let pair = Pair::run(USUAL, &[("referral.single_point_lost_share", 0.3)], &all);
    pair.lowers(M::Referrals, S::Count);
}

#[test]
fn m6_teams_may_decline_children_who_have_other_help() {
    let pair = Pair::run(
        USUAL,
        &[("triage.declines_helped_share", 0.0), ("onward.declined_share", 0.8)],
        &[("triage.declines_helped_share", 1.0)],
    );
    pair.lowers(M::Referrals, S::Count);
}

#[test]
fn m25_presence_has_a_ceiling() {
    let small = (4, 10_000);
    let pair = Pair::run(small, &[("presence.most", 1000.0)], &[("presence.most", 1.3)]);
    pair.lowers(M::Referrals, S::Count);
    // Where there are as many practitioners as intended, nobody is above it.
    let base = each(&run(plan(2, 16_000, &[("presence.most", 1000.0)]), 2), M::Referrals, S::Count);
    let most = each(&run(plan(2, 16_000, &[("presence.most", 1.3)]), 2), M::Referrals, S::Count);
    assert_eq!(base, most);
}

/// Referrals of a kind of setting in each replicate.
fn of_kind(results: &[SiteResult], kind: SettingKind, measure: M) -> Vec<f64> {
    let kind = Subgroup { dimension: Dimension::SettingKind, level: kind as u16 };
    let of = |result: &SiteResult| {
        let all = values(result);
        let found = all.iter().find(|v| v.subgroup == kind && v.measure == measure);
        found.and_then(|v| v.value).unwrap_or(0.0)
    };
    results.iter().map(of).collect()
}

/// The paired difference of a measure in a kind of setting is above or below zero.
#[track_caller]
fn changes(pair: &Pair, kind: SettingKind, measure: M) -> f64 {
    let (base, variant) =
        (of_kind(&pair.base, kind, measure), of_kind(&pair.variant, kind, measure));
    let difference = paired_interval(&base, &variant, 0.95).unwrap();
    let (low, high) = difference.bounds.unwrap();
    assert!(low > 0.0 || high < 0.0, "{kind:?} {}: {difference:?}", measure.name());
    difference.estimate
}

/// A pair of worlds with settings of which every fourth is of this kind.
fn with_kind(kind: SettingKind, base: &[(&str, f64)], change: &[(&str, f64)]) -> Pair {
    let world = |set: &[(&str, f64)]| {
        let mut plan = plan(USUAL.0, USUAL.1, set);
        let settings = &mut plan.sites[0].settings;
        settings.iter_mut().step_by(4).for_each(|setting| setting.kind = kind);
        let world = PreparedWorld::new(plan).unwrap();
        let result = |replicate| world.run(11, replicate, RunOptions::default()).unwrap().remove(0);
        (0..8).map(result).collect()
    };
    Pair { base: world(base), variant: world(&[base, change].concat()) }
}

#[test]
fn m34_special_schools_have_more_need_and_may_be_offered_whole_school_work() {
    let special = SettingKind::Special;
    let pair = with_kind(special, &[], &[("kind.special_need_ratio", 5.0)]);
    assert!(changes(&pair, special, M::Referrals) > 0.0);
    assert!(changes(&pair, SettingKind::Mainstream, M::Referrals) < 0.0, "the site is unchanged");
    let pair = with_kind(special, &[], &[("kind.whole_school_only_share", 1.0)]);
    assert!(changes(&pair, special, M::Started) < 0.0);
    let unit = SettingKind::PupilReferralUnit;
    let pair = with_kind(unit, &[], &[("kind.referral_unit_need_ratio", 6.0)]);
    assert!(changes(&pair, unit, M::Referrals) > 0.0);
}

#[test]
fn m34_staff_of_colleges_notice_less_and_their_students_ask_more() {
    let college = SettingKind::College;
    let pair = with_kind(college, &[], &[("kind.college_recognition", 0.2)]);
    assert!(changes(&pair, college, M::Referrals) < 0.0);
    let pair = with_kind(college, &[], &[("kind.college_self_referral", 3.0)]);
    assert!(changes(&pair, college, M::Referrals) > 0.0);
    pair.lowers(M::ReferredByStaffShare, S::Share);
}

/// The dates on which staff refer children in a world of colleges, where they have terms of their own or
/// not.
fn referrals_by_college_staff(own_terms: f64) -> Vec<Date> {
    let mut plan = plan(USUAL.0, USUAL.1, &[("kind.college_terms", own_terms)]);
    let settings = &mut plan.sites[0].settings;
    settings.iter_mut().for_each(|setting| setting.kind = SettingKind::College);
    let world = PreparedWorld::new(plan).unwrap();
    let result =
        world.run(11, 0, RunOptions { episodes: true, ..<_>::default() }).unwrap().remove(0);
    let by_staff = [Reason::ReferredByStaff, Reason::StaffReferredToSpecialist];
    let of_staff = |record: &&ReferralRecord| {
        record.who.as_ref().is_some_and(|who| by_staff.contains(&who.route))
    };
    result.referrals.iter().filter(of_staff).map(|record| record.referred.date()).collect()
}

#[test]
fn m34_staff_of_colleges_refer_in_their_own_terms() {
    let in_july =
        |days: &[Date]| days.iter().filter(|day| day.month() == 7 && day.day() > 4).count();
    let (own, of_schools) = (referrals_by_college_staff(1.0), referrals_by_college_staff(0.0));
    assert!(own.len() > 100, "{}", own.len());
    assert_eq!(in_july(&own), 0);
    assert!(in_july(&of_schools) > 3);
    // The rest of the year has what July does not have.
    assert!((0.85..1.15).contains(&(own.len() as f64 / of_schools.len() as f64)));
}

#[test]
fn m34_religious_and_rural_settings_refer_less() {
    let pair =
        Pair::run(USUAL, &[("kind.religious_factor", 1.0)], &[("kind.religious_factor", 0.5)]);
    pair.lowers(M::Referrals, S::Count);
    let pair = Pair::run(USUAL, &[("kind.rural_factor", 1.0)], &[("kind.rural_factor", 0.5)]);
    pair.lowers(M::Referrals, S::Count);
}

/// Triage decides whom to assess, not how many are sent.
#[test]
fn m34_as_many_without_need_are_sent_whatever_triage_makes_of_them() {
    let many = [
        ("concern.per_1000_pupils_per_year", 60.0),
        ("advice.slight_referrals_elasticity", 0.0),
        ("concern.below_floor_by", 0.0),
    ];
    let pair = Pair::run(USUAL, &many, &[("concern.below_floor_by", 3.0)]);
    pair.lowers(M::AssessmentsWithoutNeed, S::Count);
    let sent = ratio(&pair, M::ReferralsWithoutNeed, S::Count);
    assert!((0.95..1.05).contains(&sent), "{sent}");
}

#[test]
fn m34_concern_without_need_takes_slots_and_no_time_in_need() {
    let none = [("concern.per_1000_pupils_per_year", 0.0)];
    let many = [("concern.per_1000_pupils_per_year", 60.0), ("concern.below_floor_by", 0.1)];
    let pair = Pair::run(CROWDED, &none, &many);
    pair.raises(M::ReferralsWithoutNeed, S::Count);
    pair.raises(M::AssessmentsWithoutNeed, S::Count);
    pair.raises(M::SlotsUsedShare, S::Share);
    let sent = mean(&each(&pair.variant, M::ReferralsWithoutNeed, S::Count));
    let assessed = mean(&each(&pair.variant, M::AssessmentsWithoutNeed, S::Count));
    assert!(assessed < 0.4 * sent, "triage has a floor: {assessed} of {sent}");
    let joint = [none[0], ("concern.per_1000_pupils_per_year", 40.0)];
    let pair = Pair::run(CROWDED, &joint, &[("triage.mode", 1.0)]);
    pair.lowers(M::AssessmentsWithoutNeed, S::Count);
}
