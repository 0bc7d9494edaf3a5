//! Calibration of a site's specialist service, before the teams, on the window of its reported
//! figures (April 2018 to March 2019).
//!
//! What is reported: the share of under-18s in contact in the year, the mean wait from referral to
//! second contact of those who had two, and the share of referrals closed before treatment. What
//! is derived from them, in this order:
//!
//! 1. *First contacts a year.* In contact are those held at the beginning of the year and those
//!    first seen in it; in a steady state the former are first contacts times the mean stay.
//! 2. *The wait in the queue.* The reported wait, which leaves out those whose second contact falls
//!    after the window, less the booking lag and the gap between first and second contact. Where less than [`LEAST_QUEUE_DAYS`] remains, lag and gap are shortened in
//!    proportion.
//! 3. *Closures.* Those who give up while they wait (at the declared rate, over that wait) and those
//!    lost after the first contact are closed; the rest of the reported closures are declined.
//! 4. *Referrals from elsewhere*: all referrals less those that the covered settings make, which a
//!    pilot of the model counts. Their mean severity is such that the right share is declined. In the
//!    first quarters of a run, in which covered settings send few, more come from elsewhere.
//! 5. *Places*: as many as bring the mean wait of a queue with impatience (Erlang A) nearest to that
//!    of step 2.
//!
//! A mean wait does not identify capacity: most of it is lag and gap, and a large service queues
//! only near full use. [`Calibration::one_percent_more_days`] gives the effect of one per cent.
//!
//! A scenario that is compared with a base keeps the base's calibration ([`Calibration::held`]):
//! calibrated again to the same figures, the service would adapt to whatever the scenario changes.

use statrs::distribution::{ContinuousCDF, Normal};

use super::stream::mean_rebooked_days;
use crate::engine::statistics::ErlangA;
use crate::engine::time::{DAYS_PER_MONTH, DAYS_PER_YEAR, SimTime};
use crate::model::children::care::Stream;
use crate::model::parameters::{Parameter, Values};
use crate::model::plan::{DeliveryModel, SitePlan, SiteProfile, TimePlan};
use crate::model::results::pilot::{PILOT_QUARTERS, Pilot};

/// The parameters on which the calibration depends: those of the service, and those that decide what
/// a site without teams sends to it. (Recognition that is scaled to known referrals depends on
/// others too.)
const ENTER: [Parameter; 138] = [
    Parameter::named("need.onsets_primary_per_100_pupils_per_year"),
    Parameter::named("need.onsets_secondary_per_100_pupils_per_year"),
    Parameter::named("need.onsets_sixteen_plus_per_100_pupils_per_year"),
    Parameter::named("need.onset_index"),
    Parameter::named("need.england_emotional_disorder_pct"),
    Parameter::named("need.deprivation_gradient"),
    Parameter::named("need.brief_share"),
    Parameter::named("need.neurodevelopmental_brief_share"),
    Parameter::named("need.brief_mean_months"),
    Parameter::named("need.persistent_mean_months"),
    Parameter::named("need.below_floor_share"),
    Parameter::named("need.missing_middle_band_share"),
    Parameter::named("need.above_specialist_share"),
    Parameter::named("need.recurrence_within_year"),
    Parameter::named("need.recurrence_gap_days"),
    Parameter::named("need.moves_away_per_month"),
    Parameter::named("need.leavers_to_covered_share"),
    Parameter::named("severity.onset_sd"),
    Parameter::named("severity.deterioration_per_month"),
    Parameter::named("severity.deterioration_size"),
    Parameter::named("severity.fluctuation_sd"),
    Parameter::named("severity.severe_range"),
    Parameter::named("problem.primary_low_mood_share"),
    Parameter::named("problem.primary_behaviour_share"),
    Parameter::named("problem.primary_self_harm_share"),
    Parameter::named("problem.primary_neurodevelopmental_share"),
    Parameter::named("problem.secondary_low_mood_share"),
    Parameter::named("problem.secondary_behaviour_share"),
    Parameter::named("problem.secondary_self_harm_share"),
    Parameter::named("problem.secondary_neurodevelopmental_share"),
    Parameter::named("group.send_share"),
    Parameter::named("group.send_need_ratio"),
    Parameter::named("group.minority_ethnic_need_ratio"),
    Parameter::named("group.low_income_share"),
    Parameter::named("group.low_income_gradient"),
    Parameter::named("group.low_income_need_ratio"),
    Parameter::named("group.looked_after_share"),
    Parameter::named("group.looked_after_need_ratio"),
    Parameter::named("group.lgbtq_share"),
    Parameter::named("group.lgbtq_need_ratio"),
    Parameter::named("group.follow_phase"),
    Parameter::named("setting.lead_share"),
    Parameter::named("lead.with_time_share"),
    Parameter::named("lead.leaves_per_year"),
    Parameter::named("lead.gap_months"),
    Parameter::named("kind.special_need_ratio"),
    Parameter::named("kind.referral_unit_need_ratio"),
    Parameter::named("kind.special_send_share"),
    Parameter::named("kind.referral_unit_send_share"),
    Parameter::named("kind.college_recognition"),
    Parameter::named("kind.college_terms"),
    Parameter::named("recognition.staff_per_month"),
    Parameter::named("recognition.family_per_month"),
    Parameter::named("recognition.severity_slope"),
    Parameter::named("recognition.visibility_anxiety"),
    Parameter::named("recognition.visibility_low_mood"),
    Parameter::named("recognition.visibility_behaviour"),
    Parameter::named("recognition.visibility_self_harm"),
    Parameter::named("recognition.visibility_neurodevelopmental"),
    Parameter::named("recognition.lead_factor"),
    Parameter::named("recognition.noise_sd"),
    Parameter::named("absence.share"),
    Parameter::named("absence.noticed_ratio"),
    Parameter::named("season.by_date"),
    Parameter::named("season.on_school_days"),
    Parameter::named("season.december_april"),
    Parameter::named("season.busy_months"),
    Parameter::named("referral.severe_to_specialist_share"),
    Parameter::named("referral.severe_risk_to_specialist_share"),
    Parameter::named("referral.others_to_specialist_share_without_team"),
    Parameter::named("referral.family_mild_to_specialist_slope"),
    Parameter::named("referral.later_per_month"),
    Parameter::named("referral.staff_share_of_later"),
    Parameter::named("referral.again_per_month"),
    Parameter::named("referral.again_disengaged_per_month"),
    Parameter::named("referral.severe_again_per_month"),
    Parameter::named("referral.self_harm_again_ratio"),
    Parameter::named("waiting.remitted_leave_per_month"),
    Parameter::named("outcome.recurrence_after_help_factor"),
    Parameter::named("onward.declined_share"),
    Parameter::named("onward.after_help_share"),
    Parameter::named("onward.disengaged_share"),
    Parameter::named("onward.setting_share"),
    Parameter::named("onward.gp_share"),
    Parameter::named("onward.voluntary_places_per_10000_pupils"),
    Parameter::named("onward.parenting_share"),
    Parameter::named("onward.parenting_places_per_10000_pupils"),
    Parameter::named("onward.on_working_days"),
    Parameter::named("onward.help_days"),
    Parameter::named("onward.voluntary_remission_per_month"),
    Parameter::named("onward.parenting_remission_per_month"),
    Parameter::named("onward.gp_remission_per_month"),
    Parameter::named("support.counselling_share"),
    Parameter::named("support.therapy_share"),
    Parameter::named("support.psychologist_share"),
    Parameter::named("support.counselling_places_per_1000_pupils"),
    Parameter::named("support.therapy_places_per_1000_pupils"),
    Parameter::named("support.offered_per_month"),
    Parameter::named("support.help_days"),
    Parameter::named("support.counselling_remission_per_month"),
    Parameter::named("support.therapy_remission_per_month"),
    Parameter::named("support.staff_remission_per_month"),
    Parameter::named("support.staff_reach_all"),
    Parameter::named("support.psychologist_factor"),
    Parameter::named("specialist.share_covered"),
    Parameter::named("specialist.booking_lag_days"),
    Parameter::named("specialist.first_contact_notice_days"),
    Parameter::named("specialist.gap_days"),
    Parameter::named("specialist.lag_variation"),
    Parameter::named("stream.urgent_lag_factor"),
    Parameter::named("stream.urgent_gap_factor"),
    Parameter::named("stream.long_lag_factor"),
    Parameter::named("stream.long_gap_factor"),
    Parameter::named("stream.other_urgent_share"),
    Parameter::named("stream.other_long_share"),
    Parameter::named("stream.covered_long_share"),
    Parameter::named("stream.first_missed_share"),
    Parameter::named("stream.rebooked_after_days"),
    Parameter::named("specialist.contacts_per_episode"),
    Parameter::named("specialist.contacts_per_month"),
    Parameter::named("specialist.stay_variation"),
    Parameter::named("specialist.give_up_per_month"),
    Parameter::named("specialist.lost_after_first_share"),
    Parameter::named("specialist.noise_sd"),
    Parameter::named("specialist.other_score_sd"),
    Parameter::named("specialist.remission_per_month"),
    Parameter::named("specialist.deterioration_factor"),
    Parameter::named("specialist.improved_share"),
    Parameter::named("groups.send_recognition"),
    Parameter::named("groups.minority_ethnic_recognition"),
    Parameter::named("groups.low_income_recognition"),
    Parameter::named("groups.looked_after_recognition"),
    Parameter::named("groups.lgbtq_recognition"),
    Parameter::named("groups.teenage_boys_recognition"),
    Parameter::named("groups.adaptation"),
    Parameter::named("shock.referral_factor"),
    Parameter::named("moving_on.specialist_continues_share"),
    Parameter::named("moving_on.specialist_until_age"),
];

/// Whether a calibration is another if a parameter is another from the first day.
pub fn enters_calibration(parameter: Parameter) -> bool {
    ENTER.contains(&parameter)
}

/// Whether a parameter acts through the calibration alone: where a calibration is held, it does
/// nothing.
pub fn acts_through_calibration_only(parameter: Parameter) -> bool {
    parameter == Parameter::named("specialist.share_covered")
}

/// The shortest queue that a service is given: no service books without any.
const LEAST_QUEUE_DAYS: f64 = 2.0;

/// Referrals from elsewhere are at least this share of all, whatever the covered settings send.
const LEAST_ELSEWHERE: f64 = 0.2;

/// However impatient people are, some are seen.
const MOST_GIVEN_UP: f64 = 0.95;

/// What the covered settings send to the service in the calibration window, from a pilot.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CoveredDemand {
    /// Referrals a year.
    pub referrals_per_year: f64,
    /// Of which accepted.
    pub accepted_per_year: f64,
    /// First contacts a year.
    pub seen_per_year: f64,
    /// Treatments a year: fewer, since some recover between the contacts.
    pub treated_per_year: f64,
    /// Accepted a year in each quarter from the start of the run: few at first, since nobody is
    /// recognised then.
    pub accepted_at: [f64; PILOT_QUARTERS],
}

/// What a site is calibrated to: facts that are reported or stated, not parameters. A calibration
/// can be held by a site with the same figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    site: String,
    profile: SiteProfile,
    pupils: f64,
    start: SimTime,
    referrals_last_year: Option<u32>,
}

impl Figures {
    /// The figures of a site in a run of these dates.
    pub fn of(site: &SitePlan, time: &TimePlan) -> Self {
        Self {
            site: site.name.clone(),
            // The number of teams and who provides them are plans for the site and no figures
            // about it.
            profile: SiteProfile {
                teams: 0,
                delivery: DeliveryModel::default(),
                ..site.profile.clone()
            },
            pupils: site.pupils(),
            start: time.start,
            referrals_last_year: site.initial.referrals_last_year,
        }
    }
}

/// A calibrated specialist service.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Wait from referral to second contact that was aimed at, days.
    pub wait_days: f64,
    /// Whether that wait was reported (else it is predicted).
    pub wait_is_reported: bool,
    /// Closures before treatment that were aimed at, as a share of referrals.
    pub closed_share: f64,
    /// Whether those closures were reported (else they are predicted).
    pub closed_is_reported: bool,
    /// Open places at the calibration window.
    pub places: u32,
    /// Referrals a year from outside the covered settings.
    pub others_per_year: f64,
    /// Of whom accepted.
    others_accepted_per_year: f64,
    /// What the covered settings send.
    pub covered: CoveredDemand,
    /// Mean booking lag of a routine referral, days.
    pub lag_days: f64,
    /// Mean gap between first and second contact of a routine referral, days.
    pub gap_days: f64,
    /// Mean wait in the queue between them, days.
    pub queue_days: f64,
    /// Days by which one per cent more referrals lengthen the mean wait in the long run, with the
    /// same places.
    pub one_percent_more_days: f64,
    /// Index of onsets in the calibration window (or at the start, if that is later).
    pub(crate) onset_index: f64,
    /// By how much declared lags and gaps are shortened, 1 for not at all.
    pub(super) shortening: f64,
    pub(crate) treatment_days: f64,
    pub(crate) other_mean_score: f64,
    pub(crate) initial_occupied: u32,
    pub(crate) initial_queue: u32,
}

impl Calibration {
    /// Calibrates the service of a site with `under_18s` children, whose threshold on the scale of
    /// severity is `threshold`; `onset_index` is the level of need in the window.
    pub(crate) fn new(
        profile: &SiteProfile,
        values: &Values,
        under_18s: f64,
        threshold: f64,
        covered: CoveredDemand,
        onset_index: f64,
    ) -> Self {
        let wait_is_reported = profile.wait_second_contact_days.is_some();
        let wait_days =
            profile.wait_second_contact_days.unwrap_or_else(|| predicted_wait_days(profile));
        let closed_is_reported = profile.closed_before_treatment_share.is_some();
        let closed_share = profile
            .closed_before_treatment_share
            .unwrap_or_else(|| predicted_closed_share(profile));

        let specialist = &values.specialist;
        let (declared_lag, declared_gap) = (specialist.booking_lag_days, specialist.gap_days);
        let fixed = (declared_lag + mean_rebooked_days(&values.stream))
            * Stream::mean_lag_factor(&values.stream)
            + declared_gap * Stream::mean_gap_factor(&values.stream);
        let aimed_days = wait_days + left_out_days(values);
        let shortening = ((aimed_days - LEAST_QUEUE_DAYS).max(1.0) / fixed).min(1.0);
        let (lag_days, gap_days) = (declared_lag * shortening, declared_gap * shortening);
        let queue_days = (aimed_days - fixed * shortening).max(LEAST_QUEUE_DAYS);

        let lost_after_first = values.specialist.lost_after_first_share;
        let mean_gap_days = gap_days * Stream::mean_gap_factor(&values.stream);
        let treatment_days = treatment_days(values, mean_gap_days);
        let held_days = mean_gap_days + (1.0 - lost_after_first) * treatment_days;
        let first_contacts =
            profile.in_contact_share * under_18s / (1.0 + held_days / DAYS_PER_YEAR);

        let give_up_per_day = give_up_per_day(values);
        let given_up = (1.0 - (-give_up_per_day * queue_days).exp()).min(MOST_GIVEN_UP);
        let closed_otherwise = given_up + (1.0 - given_up) * lost_after_first;
        let declined =
            ((closed_share - closed_otherwise) / (1.0 - closed_otherwise)).clamp(0.01, 0.9);
        let accepted = first_contacts / (1.0 - given_up);
        let referrals = accepted / (1.0 - declined);

        let others_per_year =
            (referrals - covered.referrals_per_year).max(LEAST_ELSEWHERE * referrals);
        let others_accepted =
            ((accepted - covered.accepted_per_year) / others_per_year).clamp(0.02, 0.99);
        let other_mean_score =
            threshold + values.specialist.other_score_sd * normal_quantile(others_accepted);

        let arrivals = covered.accepted_per_year + others_per_year * others_accepted;
        // Children of covered settings who recover between the contacts are not treated.
        let not_treated =
            (1.0 - lost_after_first) * covered.seen_per_year - covered.treated_per_year;
        let held_days = held_days - not_treated.max(0.0) / arrivals * treatment_days;
        let queue = ErlangA {
            arrival_rate: arrivals / DAYS_PER_YEAR,
            service_rate: 1.0 / held_days,
            abandonment_rate: give_up_per_day,
            servers: 1,
        };
        let places = queue.servers_for_wait(queue_days);
        let calibrated = ErlangA { servers: places, ..queue };
        let more = ErlangA { arrival_rate: queue.arrival_rate * 1.01, ..calibrated };
        let busy = queue.arrival_rate * (1.0 - calibrated.abandonment_share()) * held_days;
        Self {
            wait_days,
            wait_is_reported,
            closed_share,
            closed_is_reported,
            places,
            others_per_year,
            others_accepted_per_year: others_per_year * others_accepted,
            covered,
            lag_days,
            gap_days,
            queue_days,
            one_percent_more_days: more.mean_wait() - calibrated.mean_wait(),
            onset_index,
            shortening,
            treatment_days,
            other_mean_score,
            initial_occupied: (busy.round() as u32).min(places),
            initial_queue: calibrated.mean_queue().round() as u32,
        }
    }
}

impl Calibration {
    /// The same service under other values: places, inflow, the severity of other referrals and the
    /// state at the start are as calibrated. How long a booking, the gap and the treatment take
    /// follows the values.
    #[must_use]
    pub(crate) fn held(&self, values: &Values) -> Self {
        let lag_days = values.specialist.booking_lag_days * self.shortening;
        let gap_days = values.specialist.gap_days * self.shortening;
        let mean_gap_days = gap_days * Stream::mean_gap_factor(&values.stream);
        let treatment_days = treatment_days(values, mean_gap_days);
        Self { lag_days, gap_days, treatment_days, ..self.clone() }
    }
}

impl Calibration {
    /// Referrals from elsewhere relative to their level in the window. Until covered settings send
    /// what they send in the window, others come instead: the service was not empty before.
    pub(crate) fn others_at(&self, start: SimTime, now: SimTime) -> f64 {
        let Some(covered) = self.covered.accepted_at.get(Pilot::quarter(start, now)) else {
            return 1.0;
        };
        let missing = self.covered.accepted_per_year - covered;
        (1.0 + missing / self.others_accepted_per_year).max(0.0)
    }
}

/// Days by which the reported mean wait is shorter than that of all children, because it is of those
/// who had both contacts in the window: a child with a gap of *g* days had it with probability
/// `1 - g / 365`, so the mean is shorter by the covariance of wait and gap over 365.
fn left_out_days(values: &Values) -> f64 {
    let (specialist, streams) = (&values.specialist, &values.stream);
    let lag = specialist.booking_lag_days + mean_rebooked_days(streams);
    let gap = specialist.gap_days;
    let of_streams = |of: &dyn Fn(f64, f64) -> f64| {
        Stream::mean(streams, |stream| {
            of(lag * stream.lag_factor(streams), gap * stream.gap_factor(streams))
        })
    };
    let variation = 1.0 + specialist.lag_variation.powi(2);
    let product = of_streams(&|lag, gap| lag * gap + gap * gap * variation);
    let means = of_streams(&|lag, gap| lag + gap) * of_streams(&|_, gap| gap);
    (product - means) / DAYS_PER_YEAR
}

/// Mean time from second contact to discharge, days.
fn treatment_days(values: &Values, gap_days: f64) -> f64 {
    let stay_days = values.specialist.contacts_per_episode / values.specialist.contacts_per_month
        * DAYS_PER_MONTH;
    (stay_days - gap_days).max(gap_days)
}

/// Rate at which somebody in the queue gives up, per day.
pub(super) fn give_up_per_day(values: &Values) -> f64 {
    values.specialist.give_up_per_month.max(1e-6) / DAYS_PER_MONTH
}

fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The wait of a place that reports none: a linear model in the logarithm of days, fitted to the 25
/// Trailblazer sites.
fn predicted_wait_days(profile: &SiteProfile) -> f64 {
    let spend = profile.spend_per_child_gbp.unwrap_or(MEAN_SPEND_GBP);
    let [constant, spend_slope, contact_slope, deprivation_slope] = WAIT_MODEL;
    (constant
        + spend_slope * (spend / MEAN_SPEND_GBP).ln()
        + contact_slope * (profile.in_contact_share / MEAN_IN_CONTACT).ln()
        + deprivation_slope * (profile.imd_score - MEAN_IMD) / 10.0)
        .exp()
}

/// Closures of a place that reports none: a linear model of the share.
fn predicted_closed_share(profile: &SiteProfile) -> f64 {
    let spend = profile.spend_per_child_gbp.unwrap_or(MEAN_SPEND_GBP);
    let [constant, spend_slope, contact_slope, deprivation_slope] = CLOSED_MODEL;
    (constant
        + spend_slope * (spend / MEAN_SPEND_GBP).ln()
        + contact_slope * (profile.in_contact_share / MEAN_IN_CONTACT).ln()
        + deprivation_slope * (profile.imd_score - MEAN_IMD) / 10.0)
        .clamp(0.05, 0.6)
}

/// Centres of the predictors: England's spend per child is 59, the Trailblazers' 68.75 pounds.
const MEAN_SPEND_GBP: f64 = 68.75;
const MEAN_IN_CONTACT: f64 = 0.0352;
const MEAN_IMD: f64 = 21.7;

/// Least squares on the 25 sites (Ellins et al. 2023, Table 15). They explain 9 % of the
/// variance (residual standard deviation 0.31 of the logarithm): hardly better than the mean of
/// all sites, which is what there is.
const WAIT_MODEL: [f64; 4] = [4.0517, 0.2745, -0.0155, -0.0680];
/// The same for closures (9 % of the variance, residual standard deviation 0.10).
const CLOSED_MODEL: [f64; 4] = [0.2987, -0.0713, 0.0655, 0.0117];

#[cfg(test)]
mod tests {
    use super::*;

    /// Those whose second contact falls after the window differ from others in their gap alone. So the
    /// reported mean is that of all where gaps are alike, and shorter by the variance of the gap over a
    /// year where they differ by chance.
    #[test]
    fn the_reported_wait_leaves_out_long_gaps_only_where_gaps_differ() {
        let mut values = Values::default();
        (values.stream.other_urgent_share, values.stream.other_long_share) = (0.0, 0.0);
        values.specialist.lag_variation = 0.0;
        assert!(left_out_days(&values).abs() < 1e-9);
        values.specialist.lag_variation = 0.5;
        let variance = (0.5 * values.specialist.gap_days).powi(2);
        assert!((left_out_days(&values) - variance / DAYS_PER_YEAR).abs() < 1e-9);
        values.stream.other_long_share = 0.3;
        assert!(left_out_days(&values) > 2.0 * variance / DAYS_PER_YEAR);
    }
}
