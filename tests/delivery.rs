//! Delivery models (M33): each way in which teams differ by provider, and the pilots of the four-week
//! wait, in the direction that they should have.

use mhst_core::model::plan::{DeliveryModel, Provider};
use mhst_core::model::results::{Measure as M, SiteResult, Statistic as S};

use crate::world::{Pair, each, plan, run};

const SIZE: (u32, u32) = (3, 30_000);
const REPLICATES: u32 = 8;

/// Values with which nothing differs by provider, though the switch is on.
const ALIKE: &[(&str, f64)] = &[
    ("delivery.direct_difference", 0.0),
    ("delivery.remit_difference", 0.0),
    ("delivery.route_difference_days", 0.0),
    ("delivery.requests_ratio", 1.0),
    ("delivery.search_ratio", 1.0),
    ("delivery.agreed_difference", 0.0),
    ("delivery.passed_on_difference", 0.0),
];

fn run_as(delivery: DeliveryModel, set: &[(&str, f64)]) -> Vec<SiteResult> {
    let mut plan = plan(SIZE.0, SIZE.1, set);
    plan.sites[0].profile.delivery = delivery;
    run(plan, REPLICATES)
}

fn provided_by(provider: Provider) -> DeliveryModel {
    DeliveryModel { provider: Some(provider), ..DeliveryModel::default() }
}

/// A voluntary organisation against an NHS trust, where they differ in one way alone.
fn differing_in(key: &str, value: f64, common: &[(&str, f64)]) -> Pair {
    let set = [ALIKE, &[(key, value)], common].concat();
    Pair {
        base: run_as(provided_by(Provider::Nhs), &set),
        variant: run_as(provided_by(Provider::Voluntary), &set),
    }
}

#[test]
fn m33_a_voluntary_organisation_does_less_direct_and_more_whole_school_work() {
    let pair = differing_in("delivery.direct_difference", -0.1, &[]);
    pair.lowers(M::SlotsPerEmhpWeek, S::Mean);
    pair.raises(M::CasesPrevented, S::Mean);
}

#[test]
fn m33_a_voluntary_organisation_takes_more_children_above_the_ceiling() {
    let pair = differing_in("delivery.remit_difference", 0.2, &[]);
    pair.lowers(M::MissingMiddleEntered, S::Count);
}

#[test]
fn m33_its_own_route_is_shorter_and_brings_more_referrals() {
    let pair = differing_in("delivery.route_difference_days", -3.0, &[]);
    pair.lowers(M::WaitReferralToAssessment, S::Mean);
    let pair = differing_in("delivery.requests_ratio", 1.2, &[]);
    pair.raises(M::Referrals, S::Count);
}

#[test]
fn m33_a_voluntary_organisation_fills_posts_sooner() {
    let pair =
        differing_in("delivery.search_ratio", 0.5, &[("recruitment.senior_lead_months", 0.0)]);
    pair.lowers(M::SeniorVacancyShare, S::Share);
}

#[test]
fn m33_a_voluntary_organisation_is_further_from_the_specialist_service() {
    // Step-ups that nobody judges beforehand are declined unless they are agreed.
    let stepped_up = [("step_up.judged", 0.0), ("step_up.agreed_share", 0.6)];
    let pair = differing_in("delivery.agreed_difference", -0.5, &stepped_up);
    pair.raises(M::SpecialistDeclinedShare, S::Share);
    let pair = differing_in("delivery.passed_on_difference", 0.2, &[]);
    pair.raises(M::SpecialistReferrals, S::Count);
}

#[test]
fn m33_without_differences_and_pilot_a_site_is_one_of_which_nothing_is_known() {
    let neutral = [("delivery.differs", 0.0), ("four_week.capacity_gain", 0.0)];
    let known = DeliveryModel {
        provider: Some(Provider::Voluntary),
        four_week_wait_pilot: true,
        funded_in_later_waves: true,
    };
    assert_eq!(run_as(known.clone(), &neutral), run_as(DeliveryModel::default(), &neutral));
    assert_ne!(run_as(known, &[]), run_as(DeliveryModel::default(), &[]));
}

#[test]
fn m33_a_pilot_of_the_four_week_wait_shortens_the_specialist_wait_after_the_calibrated_year() {
    let pilot = DeliveryModel { four_week_wait_pilot: true, ..DeliveryModel::default() };
    // A queue, and no long bookings, makes up the wait.
    let gain = |share| [("four_week.capacity_gain", share), ("specialist.booking_lag_days", 3.0)];
    let pair =
        Pair { base: run_as(pilot.clone(), &gain(0.0)), variant: run_as(pilot, &gain(0.15)) };
    pair.lowers(M::WaitSpecialistSecondContact, S::Mean);
    let reported = |results: &[SiteResult]| each(results, M::CalibrationWaitSecondContact, S::Mean);
    assert_eq!(reported(&pair.base), reported(&pair.variant), "the year of the reported figures");
}
