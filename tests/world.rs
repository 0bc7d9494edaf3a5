//! Small worlds for the tests of the model.

use jiff::civil::date;
use mhst_core::engine::statistics::{Interval, paired_interval};
use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::{Parameter, Values};
use mhst_core::model::plan::{
    DeliveryModel, InitialState, PhaseMix, PostPlan, SitePlan, SiteProfile, TimePlan, WorldPlan,
};
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::{Measure, SiteResult, Statistic, Subgroup, values};
use mhst_core::model::setting::synthetic_settings;
use mhst_core::model::world::RunOptions;

const SEED: u64 = 20_240_101;

/// Nobody needs supervision, is strained, leaves, or goes on long leave, and nobody is lost in training.
pub(crate) const ALL_STAY: &[(&str, f64)] = &[
    ("supervision.is_needed", 0.0),
    ("strain.is_felt", 0.0),
    ("attrition.stepping_stone_per_year", 0.0),
    ("attrition.expectations_per_year", 0.0),
    ("attrition.workload_per_year", 0.0),
    ("attrition.supervision_per_year", 0.0),
    ("attrition.progression_per_year", 0.0),
    ("attrition.pay_and_contract_per_year", 0.0),
    ("attrition.rigidity_per_year", 0.0),
    ("attrition.other_per_year", 0.0),
    ("attrition.senior_per_year", 0.0),
    ("attrition.senior_workload_per_year", 0.0),
    ("attrition.support_staff_per_year", 0.0),
    ("recruitment.training_drop_out_share", 0.0),
    ("long_leave.emhp_maternity_per_year", 0.0),
    ("long_leave.senior_maternity_per_year", 0.0),
    ("long_leave.sickness_per_year", 0.0),
];

/// A site of `teams` teams and `pupils` pupils, with changes of parameters from the start.
pub(crate) fn plan(teams: u32, pupils: u32, set: &[(&str, f64)]) -> WorldPlan {
    let mix = PhaseMix { settings: [150.0, 61.0, 2.0, 4.0, 15.0] };
    let mut values = Values::default();
    for &(key, value) in set {
        let parameter = Parameter::find(key).unwrap_or_else(|| panic!("no parameter {key}"));
        values.set(parameter, value).unwrap_or_else(|refused| panic!("{refused}"));
    }
    let site = SitePlan {
        name: "Testing".to_owned(),
        profile: SiteProfile {
            teams,
            imd_score: 20.0,
            minority_ethnic_share: 0.2,
            emotional_disorder_share: 0.036,
            spend_per_child_gbp: Some(65.0),
            in_contact_share: 0.035,
            closed_before_treatment_share: Some(0.30),
            wait_second_contact_days: Some(59.0),
            delivery: DeliveryModel::default(),
        },
        settings: synthetic_settings("Testing", teams * 17, pupils, &mix, 20.0, 0.2, &values),
        posts: PostPlan::of_numbers(&values),
        initial: InitialState::default(),
        waves: Vec::new(),
        values,
        own: Vec::new(),
        changes: Vec::new(),
    };
    let day = |year, month, day| SimTime::from_date(date(year, month, day)).unwrap();
    let time = TimePlan {
        start: day(2018, 1, 1),
        teams_start: day(2020, 1, 6),
        measure_from: day(2020, 1, 1),
        end: day(2022, 1, 1),
    };
    WorldPlan { sites: vec![site], time }
}

/// The results of `replicates` replicates of a plan.
pub(crate) fn run(plan: WorldPlan, replicates: u32) -> Vec<SiteResult> {
    let world = PreparedWorld::new(plan).unwrap();
    (0..replicates)
        .map(|replicate| {
            world.run(SEED, replicate.into(), RunOptions::default()).unwrap().remove(0)
        })
        .collect()
}

/// One statistic of each replicate.
pub(crate) fn each(results: &[SiteResult], measure: Measure, statistic: Statistic) -> Vec<f64> {
    let of = |result| {
        values(result)
            .into_iter()
            .find(|v| (v.subgroup, v.measure, v.statistic) == (Subgroup::ALL, measure, statistic))
            .and_then(|v| v.value)
            .unwrap_or_else(|| panic!("{} has no {}", measure.name(), statistic.name()))
    };
    results.iter().map(of).collect()
}

pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Two variants of one world under common random numbers.
pub(crate) struct Pair {
    /// Without the change.
    pub(crate) base: Vec<SiteResult>,
    /// With it.
    pub(crate) variant: Vec<SiteResult>,
}

/// Replicates of each variant in a pair.
const REPLICATES: u32 = 8;

impl Pair {
    /// Runs a world with and without a change of parameters, both with `common` changed.
    pub(crate) fn run(size: (u32, u32), common: &[(&str, f64)], change: &[(&str, f64)]) -> Self {
        Self::of_replicates(REPLICATES, size, common, change)
    }

    /// The same with another number of replicates.
    pub(crate) fn of_replicates(
        replicates: u32,
        size: (u32, u32),
        common: &[(&str, f64)],
        change: &[(&str, f64)],
    ) -> Self {
        let both = [common, change].concat();
        Self {
            base: run(plan(size.0, size.1, common), replicates),
            variant: run(plan(size.0, size.1, &both), replicates),
        }
    }

    /// The paired difference, variant less base, with its 95 % interval.
    pub(crate) fn difference(&self, measure: Measure, statistic: Statistic) -> Interval {
        let base = each(&self.base, measure, statistic);
        let variant = each(&self.variant, measure, statistic);
        paired_interval(&base, &variant, 0.95).unwrap()
    }

    /// Asserts that the change raises a statistic, with an interval above zero.
    #[track_caller]
    pub(crate) fn raises(&self, measure: Measure, statistic: Statistic) {
        let difference = self.difference(measure, statistic);
        let (low, _) = difference.bounds.unwrap();
        assert!(low > 0.0, "{} {}: {difference:?}", measure.name(), statistic.name());
    }

    /// Asserts that the change lowers a statistic, with an interval below zero.
    #[track_caller]
    pub(crate) fn lowers(&self, measure: Measure, statistic: Statistic) {
        let difference = self.difference(measure, statistic);
        let (_, high) = difference.bounds.unwrap();
        assert!(high < 0.0, "{} {}: {difference:?}", measure.name(), statistic.name());
    }
}
