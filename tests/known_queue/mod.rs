//! The model against queueing theory: with its mechanisms neutral and some values far outside what
//! is plausible, it reduces to systems with known answers. What `theory` does for the engine, this
//! does for the wiring of the model: that arrivals come at the calibrated rate, that a place is
//! taken and given back when it should be, that a child without patience does not wait.
//!
//! Stated with a confidence of 99 % for all comparisons together (Bonferroni): every mean is that
//! of the theory, and the half-width of its interval is no more than the precision announced in
//! [`FAMILY`]. Sums are divided by what is expected in the window, not by what happened to come, so
//! that no ratio biases them; noise is taken out by [control variates](crate::controls). With the
//! environment variable `MHST_THEORY` set, each comparison is printed.

use jiff::civil::date;
use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::{Change, Parameter};
use mhst_core::model::plan::{SettingPhase, SettingPlan, TimePlan, WorldPlan};
use mhst_core::model::results::{Measure, Ratio, SiteResult, Subgroup, TallyRef};

use crate::family::Member;
use crate::world;

mod coverage;
mod specialist;
mod team;

/// Chosen before the first run and never since.
const SEED: u64 = 1909;

/// Every system, the number of its comparisons, and the widest half-width as a share of the
/// theory's value.
const FAMILY: &[(&str, usize, f64)] = &[
    ("M/D/c/c, light", 5, 0.02),
    ("M/D/c/c, heavy", 5, 0.01),
    ("M/G/c/c, light", 5, 0.02),
    ("M/G/c/c, heavy", 5, 0.01),
    ("M/G/c/c, small", 3, 0.01),
    ("M/D/1 in weeks", 6, 0.02),
    ("M/D/c in weeks", 6, 0.02),
    ("M/Geo/c in weeks", 12, 0.02),
];

/// The comparisons of one member of the family.
struct Statement(Member);

impl Statement {
    fn new(name: &'static str) -> Self {
        let &(_, announced, precision) =
            FAMILY.iter().find(|(member, ..)| *member == name).expect("a member of the family");
        let family = FAMILY.iter().map(|(_, comparisons, _)| comparisons).sum();
        Self(Member::new(name, announced, family, precision))
    }

    /// Compares the mean of one value a replicate with the value of the theory.
    fn compare(&mut self, what: &str, values: &[f64], theory: f64) {
        self.compare_on(what, values, theory, theory);
    }

    /// The same; the half-width is judged against `scale`.
    fn compare_on(&mut self, what: &str, values: &[f64], theory: f64, scale: f64) {
        self.0.compare(what, values, theory, scale);
    }

    fn close(self) {
        self.0.close();
    }
}

/// A site of one all-through school with one team, and without need, groups or initial stock unless
/// `set` or `changes` say otherwise; `changes` hold from the start, but come after calibration.
fn bare(time: TimePlan, set: &[(&str, f64)], changes: &[(&str, f64)]) -> WorldPlan {
    let still = [
        ("need.onset_index", 0.0),
        ("specialist.capacity_growth_pct_per_year", 0.0),
        ("specialist.threshold_response_per_year", 0.0),
        ("specialist.lost_after_first_share", 0.0),
        ("concern.per_1000_pupils_per_year", 0.0),
        ("specialist.first_contact_notice_days", 0.0),
        ("assessment.notice_spread_days", 0.0),
        ("absence.share", 0.0),
        ("long_leave.emhp_maternity_per_year", 0.0),
        ("long_leave.senior_maternity_per_year", 0.0),
        ("long_leave.sickness_per_year", 0.0),
    ];
    let mut plan = world::plan(1, PUPILS, &[&still, set].concat());
    plan.time = time;
    let phase = SettingPhase::AllThrough;
    plan.sites[0].settings = vec![SettingPlan::usual("The school".to_owned(), phase, PUPILS, 3)];
    plan.sites[0].changes = changes
        .iter()
        .map(|&(key, value)| {
            let parameter = Parameter::find(key).unwrap_or_else(|| panic!("no parameter {key}"));
            assert!(parameter.may_change_in_time(), "{key}");
            Change { on: time.start, parameter, value }
        })
        .collect();
    plan
}

const PUPILS: u32 = 10_000;

fn day(year: i16, month: i8, day: i8) -> SimTime {
    SimTime::from_date(date(year, month, day)).unwrap()
}

/// Part and whole of a share.
fn share(result: &SiteResult, measure: Measure) -> (f64, f64) {
    match result.tallies.get(Subgroup::ALL, measure) {
        Some(TallyRef::Ratio(Ratio { part, whole })) => (part, whole),
        other => panic!("{}: {other:?}", measure.name()),
    }
}

/// Number and mean of durations.
fn durations(result: &SiteResult, measure: Measure) -> (f64, f64) {
    match result.tallies.get(Subgroup::ALL, measure) {
        Some(TallyRef::Durations(days)) => (days.count() as f64, days.mean().unwrap_or(0.0)),
        other => panic!("{}: {other:?}", measure.name()),
    }
}
