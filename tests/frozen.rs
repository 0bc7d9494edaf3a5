//! A neutral mechanism has no effect at all: the values of a small run are those of the model
//! without it, to the last digit. `frozen/fully-staffed.csv` is of a workforce without strain,
//! `frozen/workforce.csv` of one with strain, and both of a model without what came after it. They
//! were written again when the natural course was let go on in help, when the chances of a step were
//! drawn at one address, and when information was withheld only of children too complex for the team,
//! which no value switches off.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use mhst_core::model::results::{SiteResult, values};

use crate::world::{ALL_STAY, plan, run};

/// Values that make every mechanism neutral that was added after the workforce.
const AFTER_WORKFORCE: &[(&str, f64)] = &[
    ("lead.with_time_share", 1.0),
    ("lead.leaves_per_year", 0.0),
    ("lead.no_lead_factor", 1.0),
    ("lead.no_time_factor", 1.0),
    ("engagement.never_share", 0.0),
    ("engagement.rises_over_months", 0.0),
    ("engagement.learns_over_months", 0.0),
    ("presence.most", 1000.0),
    ("referral.staff_request_share", 0.62),
    ("referral.family_request_share", 0.42),
    ("referral.service_request_share", 0.3),
    ("kind.special_need_ratio", 1.0),
    ("kind.referral_unit_need_ratio", 1.0),
    ("kind.special_send_share", 0.16),
    ("kind.referral_unit_send_share", 0.16),
    ("kind.whole_school_only_share", 0.0),
    ("kind.college_recognition", 1.0),
    ("kind.college_self_referral", 1.0),
    ("kind.college_terms", 0.0),
    ("kind.religious_factor", 1.0),
    ("kind.rural_factor", 1.0),
    ("concern.per_1000_pupils_per_year", 0.0),
    ("triage.declines_helped_share", 0.0),
    ("referral.single_point_lost_share", 0.0),
    ("referral.own_consent_not_reached_ratio", 1.0),
    ("referral.self_harm_again_ratio", 1.0),
    ("referral.family_mild_to_specialist_slope", 0.0),
    ("referral.severe_risk_to_specialist_share", 0.7),
    ("referral.severe_again_per_month", 0.0),
    ("waiting.patience_days", 0.0),
    ("caseload.trainee_first_weeks_without_cases", 0.0),
    ("complexity.seen_per_session_share", 0.0),
    ("advice.slight_referrals_elasticity", 0.0),
    ("advice.signposting_elasticity", 0.0),
    ("advice.held_remission_per_month", 0.0),
    ("whole_school.onset_reduction", 0.0),
    ("whole_school.recognition_gain", 0.0),
    ("presence.staff_change_loss", 0.0),
    ("presence.vacant_loss", 0.0),
    ("flows.seniors_from_specialist_share", 0.0),
    ("flows.leavers_to_specialist_share", 0.0),
    ("hours.shares_of_team", 0.0),
    ("list_review.policy", 0.0),
    ("presence.settings_elasticity", 0.0),
    ("attrition.support_staff_per_year", 0.0),
    ("caseload.review_weeks", 0.0),
    ("long_leave.emhp_maternity_per_year", 0.0),
    ("long_leave.senior_maternity_per_year", 0.0),
    ("long_leave.sickness_per_year", 0.0),
    ("hours.slot_inexperienced", 0.0),
    ("intervention.group_wait_beside_free_slots_weeks", 520.0),
    ("duties.hours_per_setting", 0.0),
    ("duties.hours_per_referral", 0.0),
    ("duties.hours_per_appointment", 0.0),
    ("duties.hours_per_team", 0.0),
    ("duties.management_hours_per_person", 0.0),
    ("duties.management_hours_per_team", 0.0),
    ("duties.recruiting_hours", 0.0),
    ("duties.induction_hours", 0.0),
    ("need.recurrence_within_year", 0.0),
    ("support.counselling_share", 0.0),
    ("support.therapy_share", 0.0),
    ("support.staff_remission_per_month", 0.0),
    ("onward.on_working_days", 0.0),
    ("onward.too_mild_share", 0.0),
    ("onward.declined_share", 0.0),
    ("onward.after_help_share", 0.0),
    ("onward.disengaged_share", 0.0),
    ("step_up.judged", 0.0),
    ("step_up.agreed_share", 0.0),
    ("waiting.severe_noticed_per_month", 0.0),
    ("season.by_date", 0.0),
    ("season.on_school_days", 0.0),
    ("intervention.sessions_in_holidays", 0.0),
    ("shock.sessions_held_share", 1.0),
    ("intervention.sessions_least", 8.0),
    ("intervention.well_seen_share", 0.0),
    ("intervention.well_stop_recovered", 0.0),
    ("group.follow_phase", 0.0),
    ("support.staff_reach_all", 1.0),
    ("assessment.notice_spread_days", 0.0),
    ("intervention.missed_offered_again", 0.0),
    ("outcome.remission_per_session", 0.045),
    ("intervention.group_suited_share", 0.3),
    ("intervention.group_least", 5.0),
    ("intervention.group_wait_weeks", 6.0),
    ("intervention.group_near", 0.0),
    ("intervention.group_settings_most", 1000.0),
    ("intervention.group_years_apart", 14.0),
    ("need.neurodevelopmental_brief_share", 0.55),
    ("need.recurrence_gap_days", 0.0),
    ("severity.severe_range", 0.0),
    ("moving_on.new_team_assesses", 0.0),
    ("moving_on.specialist_continues_share", 0.0),
    ("supervision.settling_months", 0.0),
    ("groups.send_recognition", 1.0),
    ("groups.send_engagement", 1.0),
    ("groups.send_fit", 0.0),
    ("groups.minority_ethnic_recognition", 1.0),
    ("groups.minority_ethnic_engagement", 1.0),
    ("groups.minority_ethnic_fit", 0.0),
    ("groups.low_income_recognition", 1.0),
    ("groups.low_income_engagement", 1.0),
    ("groups.low_income_fit", 0.0),
    ("groups.looked_after_recognition", 1.0),
    ("groups.looked_after_engagement", 1.0),
    ("groups.looked_after_fit", 0.0),
    ("groups.lgbtq_recognition", 1.0),
    ("groups.lgbtq_engagement", 1.0),
    ("groups.lgbtq_fit", 0.0),
    ("groups.teenage_boys_recognition", 1.0),
    ("groups.teenage_boys_engagement", 1.0),
    ("groups.teenage_boys_fit", 0.0),
    ("delivery.differs", 0.0),
    ("four_week.capacity_gain", 0.0),
    // Priors that evidence has replaced since.
    ("need.onsets_primary_per_100_pupils_per_year", 4.8),
    ("need.onsets_secondary_per_100_pupils_per_year", 7.2),
    ("need.onsets_sixteen_plus_per_100_pupils_per_year", 7.5),
    ("need.deprivation_gradient", 1.5),
    ("severity.deterioration_per_month", 0.02),
    ("severity.fluctuation_sd", 0.06),
    ("group.low_income_share", 0.2),
    ("group.low_income_gradient", 4.0),
    ("group.lgbtq_need_ratio", 2.5),
    ("recognition.staff_per_month", 0.035),
    ("absence.share", 0.0),
    ("recognition.family_per_month", 0.02),
    ("referral.staff_request_share", 0.62),
    ("referral.family_request_share", 0.42),
    ("referral.staff_share_of_later", 0.6),
    ("outcome.worsened_share", 0.08),
    ("specialist.capacity_growth_pct_per_year", 6.0),
    ("specialist.first_contact_notice_days", 0.0),
    ("specialist.deterioration_factor", 0.4),
    ("bridging.policy", 0.0),
    ("supervision.group_share", 0.0),
    ("money.band_4_gbp", 27_800.0),
    ("money.band_5_gbp", 33_200.0),
    ("money.band_6_gbp", 41_100.0),
    ("money.band_7_gbp", 49_500.0),
    ("money.band_8a_gbp", 53_755.0),
];

/// Values that make the workforce neutral, with [`ALL_STAY`].
const WORKFORCE: &[(&str, f64)] = &[
    // Slots: 11 for an EMHP and 3 for a senior come out of 35 hours without leave or training.
    ("hours.contracted_per_week", 35.0),
    ("hours.leave_days_per_year", 0.0),
    ("hours.training_days_per_year", 0.0),
    ("hours.direct_share", 0.55),
    ("hours.senior_direct_share", 0.15),
    // Caps without experience.
    ("caseload.trainee", 16.0),
    ("caseload.newly_qualified", 16.0),
    ("outcome.log_rate_inexperienced", 0.0),
    // Everybody is there on the first day.
    ("recruitment.senior_months_to_fill", 0.0),
    // The remit is firm, and the threshold stands still.
    ("remit.policy", 0.0),
    ("specialist.threshold_response_per_year", 0.0),
];

/// Every value of every replicate in a line of its own.
fn lines(results: &[SiteResult]) -> String {
    let mut text = String::from("replicate,subgroup,measure,statistic,value\n");
    for (replicate, result) in results.iter().enumerate() {
        for v in values(result) {
            let (subgroup, measure, statistic) =
                (v.subgroup.name(), v.measure.name(), v.statistic.name());
            if let Some(value) = v.value {
                let _ = writeln!(text, "{replicate},{subgroup},{measure},{statistic},{value}");
            }
        }
    }
    text
}

/// Asserts that every value of the frozen file of this name comes out of a run with these values, to
/// the last digit. With `FROZEN=write` in the environment it is written again first.
#[track_caller]
fn comes_out(name: &str, set: &[(&str, f64)]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/frozen").join(name);
    let text = lines(&run(plan(2, 16_000, set), 2));
    if env::var_os("FROZEN").is_some_and(|it| it == "write") {
        fs::write(&file, &text).unwrap();
    }
    let frozen = fs::read_to_string(&file).unwrap();
    let now: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.rsplit_once(',')).collect();
    let mut compared = 0;
    for (what, value) in frozen.lines().filter_map(|line| line.rsplit_once(',')) {
        assert_eq!(now.get(what), Some(&value), "{what}");
        compared += 1;
    }
    assert!(compared > 500, "{compared} values");
}

#[test]
fn a_neutral_workforce_is_a_full_one() {
    let neutral = [WORKFORCE, ALL_STAY, AFTER_WORKFORCE].concat();
    comes_out("fully-staffed.csv", &neutral);
}

#[test]
fn with_the_rest_neutral_the_model_is_the_one_with_a_workforce() {
    comes_out("workforce.csv", AFTER_WORKFORCE);
}
