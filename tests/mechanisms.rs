//! Every mechanism has an effect of the right sign in paired runs.

use jiff::civil::{Date, Weekday, date};
use mhst_core::engine::time::{DAYS_PER_MONTH, SimTime};
use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::Measure as M;
use mhst_core::model::results::Statistic as S;
use mhst_core::model::results::{Dimension, ReferralRecord, SiteResult, Subgroup, TallyRef};
use mhst_core::model::world::RunOptions;

use crate::world::{Pair, each, mean, plan, run};

/// A site with a team as intended, twice, and one with far too many pupils a team.
const USUAL: (u32, u32) = (2, 16_000);
pub(crate) const CROWDED: (u32, u32) = (1, 32_000);

fn moves(results: &[SiteResult], from: Place, to: Place, reason: Reason) -> Vec<f64> {
    results
        .iter()
        .map(|result| {
            let of = |(key, n): (&mhst_core::model::results::FlowKey, &u64)| {
                let same = (key.from, key.to, key.reason) == (Spot::In(from), Spot::In(to), reason);
                if same { *n as f64 } else { 0.0 }
            };
            result.flows.iter().map(of).sum()
        })
        .collect()
}

#[test]
fn m1_need_follows_the_index_of_the_site() {
    let prevalence = |share: f64| {
        let mut plan = plan(2, 16_000, &[]);
        plan.sites[0].profile.emotional_disorder_share = share;
        let results = run(plan, 4);
        let in_need = |r: &SiteResult| -> f64 {
            r.places.weeks.values().flatten().map(|pair| pair[0] as f64).sum()
        };
        mean(&results.iter().map(in_need).collect::<Vec<_>>())
    };
    let ratio = prevalence(0.045) / prevalence(0.036);
    assert!((ratio - 1.25).abs() < 0.05, "{ratio}");
}

#[test]
fn m2_longer_waits_worsen_severity_at_the_start_of_help() {
    // Without a ceiling nobody is rerouted at the start, and the worsening itself is seen.
    let all_are_taken =
        [("need.missing_middle_band_share", 0.0), ("need.above_specialist_share", 0.0)];
    let later = [("intervention.notice_days", 180.0)];
    let pair = Pair::of_replicates(24, USUAL, &all_are_taken, &later);
    pair.raises(M::WaitReferralToStart, S::P50);
    pair.raises(M::SeverityAtStart, S::Mean);
}

#[test]
fn m3_a_team_raises_identified_need_and_specialist_demand() {
    let pair = Pair::run(USUAL, &[], &[("recognition.team_uplift", 1.5)]);
    pair.raises(M::Referrals, S::Count);
    pair.raises(M::SpecialistReferrals, S::Count);
    pair.lowers(M::WithoutHelp, S::Total);
}

#[test]
fn m3_visible_problems_are_noticed_sooner() {
    let results = run(plan(2, 16_000, &[]), 4);
    let found = |visible: f64| {
        let key = [("recognition.visibility_anxiety", visible)];
        mean(&each(&run(plan(2, 16_000, &key), 4), M::Referrals, S::Count))
    };
    assert!(found(2.0) > mean(&each(&results, M::Referrals, S::Count)));
}

#[test]
fn m5_incomplete_forms_delay_and_refused_consent_loses() {
    let pair = Pair::run(USUAL, &[], &[("referral.incomplete_form_share", 1.0)]);
    pair.raises(M::WaitReferralToStart, S::Mean);
    let pair = Pair::run(USUAL, &[], &[("referral.consent_refused_share", 0.4)]);
    pair.lowers(M::Accepted, S::Count);
    let pair = Pair::run(USUAL, &[], &[("referral.parents_not_reached_share", 0.4)]);
    pair.lowers(M::Accepted, S::Count);
    let pair = Pair::run(USUAL, &[], &[("referral.families_may_refer", 0.0)]);
    pair.raises(M::ReferredByStaffShare, S::Share);
}

#[test]
fn m5_severe_need_that_is_known_is_referred_again() {
    let often = [("referral.severe_again_per_month", 0.6)];
    let pair = Pair::run(USUAL, &[("referral.severe_again_per_month", 0.0)], &often);
    pair.raises(M::SpecialistReferrals, S::Count);
}

#[test]
fn m6_joint_triage_cuts_wrong_routing_and_cadence_adds_delay() {
    let pair = Pair::run(USUAL, &[], &[("triage.mode", 1.0)]);
    let wrong = |results: &[SiteResult]| {
        let refused = moves(
            results,
            Place::WaitingSpecialistFirst,
            Place::MissingMiddle,
            Reason::DeclinedBySpecialist,
        );
        mean(&refused)
    };
    assert!(wrong(&pair.variant) < wrong(&pair.base));
    pair.raises(M::WaitReferralToAssessment, S::Mean);
    let pair = Pair::run(USUAL, &[], &[("triage.meeting_every_days", 42.0)]);
    pair.raises(M::WaitReferralToAssessment, S::Mean);
}

#[test]
fn m8_assessment_finds_the_misrouted() {
    let pair = Pair::run(USUAL, &[], &[("triage.noise_sd", 0.6)]);
    let found = |results: &[SiteResult]| {
        let complex = Reason::TooComplexForTeam;
        let found = moves(results, Place::WaitingAssessment, Place::MissingMiddle, complex);
        mean(&found) / mean(&each(results, M::Accepted, S::Count))
    };
    assert!(found(&pair.variant) > 1.2 * found(&pair.base));
}

/// Families give up at the rate that is stated, per month of waiting in need, though they wait
/// first for an assessment and then for an intervention.
#[test]
fn m9_families_give_up_at_the_stated_rate() {
    const PER_MONTH: f64 = 0.3;
    let values = [("waiting.give_up_per_month", PER_MONTH), ("waiting.patience_days", 0.0)];
    let results = run(plan(CROWDED.0, CROWDED.1, &values), 40);
    let waits = [Place::WaitingAssessment, Place::WaitingIntervention];
    let gave_up: f64 = waits
        .into_iter()
        .flat_map(|wait| moves(&results, wait, Place::Disengaged, Reason::GaveUpWaiting))
        .sum();
    let position = |place| Place::ALL.iter().position(|&p| p == place).unwrap();
    let minutes: u64 = results
        .iter()
        .flat_map(|result| result.places.weeks.values())
        .flat_map(|week| waits.map(|wait| week[position(wait)][0]))
        .sum();
    let months = minutes as f64 / 60.0 / 24.0 / DAYS_PER_MONTH;
    // A Poisson number of moves, within three standard errors.
    let expected = PER_MONTH * months;
    assert!(expected > 1_500.0, "{expected}");
    assert!((gave_up - expected).abs() < 3.0 * expected.sqrt(), "{gave_up}, {expected} expected");
}

#[test]
fn m9_pooling_shortens_the_tail_and_severity_first_brings_the_severe_forward() {
    let busy = [("team.seniors", 0.0), ("intervention.group_suited_share", 0.0)];
    // Where some have slots to spare beside the lists of others.
    let pair = Pair::of_replicates(24, (6, 72_000), &busy, &[("waiting.pooling", 1.0)]);
    pair.lowers(M::WaitReferralToStart, S::P95);
    let pair = Pair::run(CROWDED, &busy, &[("waiting.order", 1.0)]);
    pair.raises(M::SeverityAtStart, S::Mean);
    let moved = [("waiting.move_staff_after_weeks", 6.0)];
    let pair = Pair::of_replicates(24, (6, 72_000), &busy, &moved);
    pair.lowers(M::WaitReferralToStart, S::P95);
}

#[test]
fn m10_sessions_and_drop_out_come_out_near_their_targets() {
    let results = run(plan(2, 16_000, &[]), 12);
    let attended = mean(&each(&results, M::SessionsAttendedMean, S::Mean));
    assert!((4.5..7.5).contains(&attended), "{attended}");
    let dropped = mean(&each(&results, M::DroppedOutShare, S::Share));
    assert!((0.10..0.35).contains(&dropped), "{dropped}");
}

#[test]
fn m10_fewer_sessions_a_case_shorten_the_waits_of_a_crowded_team() {
    // All are seen alone: nobody waits for a group to fill, whatever slots are free.
    let alone = [("intervention.group_suited_share", 0.0)];
    let three = (3 * CROWDED.0, 3 * CROWDED.1);
    let pair = Pair::run(three, &alone, &[("intervention.sessions", 5.0)]);
    pair.lowers(M::WaitReferralToStart, S::Mean);
    pair.raises(M::Started, S::Count);
    let lost = [("intervention.missed_offered_again", 0.0)];
    let pair = Pair::run((6, 60_000), &lost, &[("intervention.missed_share", 0.4)]);
    pair.lowers(M::SessionsAttendedMean, S::Mean);
    pair.lowers(M::RecoveredShare, S::Share);
}

#[test]
fn m11_recovery_comes_out_near_its_target_and_recurrence_brings_children_back() {
    let results = run(plan(2, 16_000, &[]), 6);
    let recovered = mean(&each(&results, M::RecoveredShare, S::Share));
    // CORC: 33 % recover.
    assert!((0.25..0.45).contains(&recovered), "{recovered}");
    let pair = Pair::run(USUAL, &[], &[("outcome.recurrence_after_help_factor", 5.0)]);
    pair.raises(M::Referrals, S::Count);
    let pair = Pair::run(USUAL, &[], &[("outcome.worsened_share", 0.9)]);
    pair.raises(M::SteppedUp, S::Count);
}

#[test]
fn m13_a_team_with_a_wide_remit_gets_children_whom_the_service_declines() {
    let never = [("specialist.sends_to_team_share", 0.0)];
    let always = [("specialist.sends_to_team_share", 1.0)];
    let missing_middle = |remit| {
        let common = [never[0], ("remit.policy", remit)];
        let pair = Pair::run(USUAL, &common, &always);
        pair.difference(M::MissingMiddleEntered, S::Count)
    };
    let (firm, extended) = (missing_middle(0.0), missing_middle(2.0));
    assert!(extended.bounds.unwrap().1 < 0.0, "{extended:?}");
    assert!(extended.estimate < firm.estimate, "{extended:?}, {firm:?}");
}

#[test]
fn m13_more_inflow_lengthens_the_specialist_wait_and_more_places_shorten_it() {
    let pair = Pair::run(USUAL, &[], &[("specialist.other_inflow_index", 1.2)]);
    pair.raises(M::WaitSpecialistSecondContact, S::Mean);
    let full = [("specialist.other_inflow_index", 1.3)];
    let pair = Pair::run(USUAL, &full, &[("specialist.capacity_growth_pct_per_year", 15.0)]);
    pair.lowers(M::WaitSpecialistSecondContact, S::Mean);
}

#[test]
fn m13_calibration_brings_out_what_is_reported() {
    for (wait, closed) in [(59.0, 0.30), (85.0, 0.20)] {
        let mut plan = plan(3, 40_000, &[]);
        plan.sites[0].profile.wait_second_contact_days = Some(wait);
        plan.sites[0].profile.closed_before_treatment_share = Some(closed);
        plan.time.start =
            mhst_core::engine::time::SimTime::from_date(jiff::civil::date(2017, 1, 1)).unwrap();
        let results = run(plan, 10);
        let simulated = mean(&each(&results, M::CalibrationWaitSecondContact, S::Mean));
        assert!((simulated / wait - 1.0).abs() < 0.2, "{simulated} for {wait}");
        let simulated = mean(&each(&results, M::CalibrationClosedShare, S::Share));
        assert!((simulated - closed).abs() < 0.03, "{simulated} for {closed}");
        let in_contact = mean(&each(&results, M::CalibrationInContactShare, S::Share));
        assert!((in_contact / 0.035 - 1.0).abs() < 0.05, "{in_contact}");
    }
}

/// The service is in the middle of its work when a run begins: in the first weeks it decides as many
/// referrals as in the same weeks a year later, though each has waited for its booking.
#[test]
fn m13_the_service_decides_as_many_referrals_at_the_beginning_as_later() {
    let decided = |year: i16| {
        let day = |month, day| SimTime::from_date(date(year, month, day)).unwrap();
        let mut plan = plan(1, 40_000, &[("specialist.capacity_growth_pct_per_year", 0.0)]);
        plan.time.start = SimTime::from_date(date(2018, 4, 2)).unwrap();
        (plan.time.measure_from, plan.time.end) = (day(4, 2), day(5, 28));
        plan.time.teams_start = plan.time.end;
        let decisions = |result: &SiteResult| {
            let share = result.tallies.get(Subgroup::ALL, M::SpecialistDeclinedShare);
            let Some(TallyRef::Ratio(share)) = share else { panic!("{share:?}") };
            share.whole
        };
        run(plan, 8).iter().map(decisions).sum::<f64>()
    };
    let (at_first, later) = (decided(2018), decided(2019));
    assert!(later > 1_000.0, "{later}");
    assert!((0.9..1.15).contains(&(at_first / later)), "{at_first} and {later}");
}

#[test]
fn m25_large_teams_get_fewer_referrals_from_each_pupil() {
    // The same settings, covered by one team instead of two.
    let referrals = |teams, elasticity| {
        let mut plan = plan(2, 16_000, &[("presence.elasticity", elasticity)]);
        plan.sites[0].profile.teams = teams;
        mean(&each(&run(plan, 4), M::Referrals, S::Count))
    };
    let (crowded, usual) = (referrals(1, 0.6), referrals(2, 0.6));
    assert!(crowded < 0.8 * usual, "{crowded} and {usual}");
    let (crowded, usual) = (referrals(1, 0.0), referrals(2, 0.0));
    assert!((crowded / usual - 1.0).abs() < 0.05, "{crowded} and {usual}");
}

#[test]
fn m26_closed_holidays_lengthen_waits() {
    let closed = [("intervention.sessions_in_holidays", 0.0)];
    let pair = Pair::run((1, 48_000), &closed, &[("intervention.sessions_in_holidays", 1.0)]);
    pair.lowers(M::WaitReferralToStart, S::Mean);
    pair.raises(M::Started, S::Count);
}

#[test]
fn m26_rooms_outside_school_and_families_who_come_make_holidays_worth_more() {
    let few = [("intervention.holiday_slots_share", 0.2)];
    let full = [("intervention.holiday_slots_share", 1.0)];
    let pair = Pair::of_replicates(24, CROWDED, &few, &full);
    pair.lowers(M::WaitReferralToStart, S::Mean);
    pair.raises(M::Started, S::Count);
    let pair = Pair::run(CROWDED, &full, &[("intervention.holiday_missed_extra", 0.5)]);
    pair.lowers(M::SessionsAttendedMean, S::Mean);
}

/// Staff do not see half of the children, and others as much more: fewer are noticed, later, and more by
/// their families. Sessions at school are missed more.
#[test]
fn m3_children_who_miss_school_are_noticed_later_and_miss_sessions() {
    let half = [("absence.share", 0.5), ("absence.missed_extra", 0.0)];
    let pair = Pair::run(
        USUAL,
        &[half[0], half[1], ("absence.noticed_ratio", 1.0)],
        &[("absence.noticed_ratio", 0.0)],
    );
    pair.lowers(M::ReferredByStaffShare, S::Share);
    pair.raises(M::NotRecognisedShare, S::Share);
    let pair = Pair::run(USUAL, &half, &[("absence.missed_extra", 0.4)]);
    pair.lowers(M::SessionsAttendedMean, S::Mean);
    pair.raises(M::DroppedOutShare, S::Share);
    let nobody = [("absence.share", 0.0)];
    let pair =
        Pair::run(USUAL, &nobody, &[("absence.noticed_ratio", 0.0), ("absence.missed_extra", 1.0)]);
    assert!(pair.base == pair.variant);
}

/// Referrals of a phase that are lost because nobody is reached, over all replicates.
fn not_reached(results: &[SiteResult], phase: Subgroup) -> usize {
    let episodes = results.iter().flat_map(|result| &result.referrals);
    let lost = |record: &&ReferralRecord| {
        let of_phase = record.who.as_ref().is_some_and(|who| who.subgroups.contains(&phase));
        record.reason == Some(Reason::NotReached) && of_phase
    };
    episodes.filter(lost).count()
}

/// Results with every referral.
fn with_referrals(set: &[(&str, f64)]) -> Vec<SiteResult> {
    let world = PreparedWorld::new(plan(2, 16_000, set)).unwrap();
    let run = |replicate| {
        world.run(1, replicate, RunOptions { episodes: true, ..<_>::default() }).unwrap().remove(0)
    };
    (0..3).map(run).collect()
}

#[test]
fn m5_young_people_who_consent_for_themselves_are_reached() {
    let often = ("referral.parents_not_reached_share", 0.5);
    let before = with_referrals(&[often, ("referral.own_consent_not_reached_ratio", 1.0)]);
    let after = with_referrals(&[often, ("referral.own_consent_not_reached_ratio", 0.0)]);
    let level = |level| Subgroup { dimension: Dimension::Phase, level };
    let [younger, oldest] = [level(1), level(2)];
    // Some were in year 11 when they were referred.
    let (lost, still) = (not_reached(&before, oldest), not_reached(&after, oldest));
    assert!(3 * still < lost, "{still} of {lost}");
    let (others, same) = (not_reached(&before, younger), not_reached(&after, younger));
    assert!(same.abs_diff(others) * 10 < others, "{same} of {others}");
}

#[test]
fn m5_known_self_harm_is_referred_sooner() {
    let pair = Pair::run(
        USUAL,
        &[("referral.self_harm_again_ratio", 1.0)],
        &[("referral.self_harm_again_ratio", 4.0)],
    );
    pair.raises(M::SpecialistReferrals, S::Count);
}

#[test]
fn m5_families_ask_the_specialist_service_less_the_milder_the_need() {
    let flat = [
        ("referral.family_mild_to_specialist_slope", 0.0),
        ("referral.others_to_specialist_share_with_team", 0.3),
    ];
    let by_families = |set: &[(&str, f64)]| {
        let results = with_referrals(set);
        let records = results.iter().flat_map(|result| &result.referrals);
        let of = |route| {
            let routes = records.clone().filter_map(|record| record.who.as_ref());
            routes.filter(|who| who.route == route).count()
        };
        [Reason::FamilyReferredToSpecialist, Reason::StaffReferredToSpecialist].map(of)
    };
    let [before, staff_before] = by_families(&flat);
    let [after, staff_after] =
        by_families(&[flat[1], ("referral.family_mild_to_specialist_slope", 20.0)]);
    assert!(after * 20 < before * 19, "{after} of {before}");
    assert!(staff_after * 20 > staff_before * 19, "{staff_after} of {staff_before}");
}

/// The dates of referrals by staff and by families, to the team and to the specialist service.
fn referral_dates(set: &[(&str, f64)]) -> [Vec<Date>; 2] {
    let world = PreparedWorld::new(plan(2, 16_000, set)).unwrap();
    let result =
        world.run(1, 0, RunOptions { episodes: true, ..<_>::default() }).unwrap().remove(0);
    let by = |routes: [Reason; 2]| {
        let route = |record: &ReferralRecord| record.who.as_ref().map(|who| who.route);
        let found =
            result.referrals.iter().filter(|r| route(r).is_some_and(|r| routes.contains(&r)));
        found.map(|record| record.referred.date()).collect()
    };
    [
        by([Reason::ReferredByStaff, Reason::StaffReferredToSpecialist]),
        by([Reason::ReferredByFamily, Reason::FamilyReferredToSpecialist]),
    ]
}

fn is_weekend(day: &Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[test]
fn m26_staff_refer_on_school_days_and_families_on_any() {
    let [staff, families] = referral_dates(&[]);
    assert!(staff.len() > 200 && families.len() > 100, "{} {}", staff.len(), families.len());
    let bank_holidays = [date(2021, 5, 3), date(2021, 5, 31), date(2020, 5, 8)];
    for day in &staff {
        assert!(!is_weekend(day) && day.month() != 8, "{day}");
        assert!(day.month() != 12 || day.day() < 21, "{day}");
        assert!(day.month() != 1 || day.day() > 3, "{day}");
        assert!(!bank_holidays.contains(day), "{day}");
    }
    assert!(families.iter().any(is_weekend) && families.iter().any(|day| day.month() == 8));
    let [on_any_day, _] = referral_dates(&[("season.on_school_days", 0.0)]);
    assert!(on_any_day.iter().any(is_weekend));
}

/// School days only move what staff notice within the year.
#[test]
fn m26_the_yearly_rate_of_recognition_keeps_its_meaning() {
    let pair = Pair::run((3, 48_000), &[], &[("season.on_school_days", 0.0)]);
    let referrals = |results: &[SiteResult]| mean(&each(results, M::Referrals, S::Count));
    let ratio = referrals(&pair.variant) / referrals(&pair.base);
    assert!((0.95..1.05).contains(&ratio), "{ratio}");
}

#[test]
fn m27_sessions_that_cannot_be_held_lengthen_waits() {
    let pair = Pair::run(USUAL, &[], &[("shock.sessions_held_share", 0.3)]);
    pair.raises(M::WaitReferralToStart, S::Mean);
    pair.lowers(M::Started, S::Count);
    let off = [("shock.is_on", 0.0), ("shock.sessions_held_share", 0.3)];
    let pair = Pair::run(USUAL, &[("shock.is_on", 0.0)], &off);
    assert!(pair.base == pair.variant);
}

#[test]
fn m26_seasons_move_referrals() {
    // Families ask in all months.
    let by_staff =
        [("recognition.family_per_month", 0.02), ("referral.family_request_share", 0.42)];
    let results = run(plan(2, 16_000, &by_staff), 6);
    let in_months = |months: [u32; 2]| -> u64 {
        let of = |r: &SiteResult| -> u64 {
            r.cohorts
                .iter()
                .filter(|(month, _)| months.contains(&(month.0 % 12 + 1)))
                .flat_map(|(_, cohort)| cohort.exits.values())
                .map(mhst_core::engine::statistics::DayCounts::count)
                .sum()
        };
        results.iter().map(of).sum()
    };
    assert!(in_months([8, 8]) * 2 * 2 < in_months([10, 11]));
}
