//! Worlds that are the same up to a date share the run up to it.

use super::PreparedWorld;
use crate::engine::time::SimTime;
use crate::model::results::SiteResult;
use crate::model::world::RunOptions;
use crate::model::world::run_error::RunError;

impl PreparedWorld {
    /// The first day on which a run of this world and a run of another can differ, where they differ in
    /// changes of parameters on dates alone; nothing if they differ from the start.
    pub fn same_until(&self, other: &Self) -> Option<SimTime> {
        if self.sites == other.sites { self.plan.same_until(&other.plan) } else { None }
    }

    /// Runs one replicate of each of several worlds, with the results that [`PreparedWorld::run`] has.
    /// Those that are the same as the first up to a date are clones of it at that date.
    ///
    /// # Errors
    /// Each as [`PreparedWorld::run`].
    pub fn run_together(
        worlds: &[Self],
        seed: u64,
        replicate: u64,
        options: RunOptions,
    ) -> Vec<Result<Vec<SiteResult>, RunError>> {
        let Some(first) = worlds.first() else { return Vec::new() };
        let mut trunk = first.start(seed, replicate, options);
        let mut found: Vec<_> = worlds.iter().map(|_| None).collect();
        let mut branches: Vec<(SimTime, usize)> = (1..worlds.len())
            .filter_map(|index| Some((first.same_until(&worlds[index])?, index)))
            .collect();
        branches.sort_unstable();
        // Where it fails, each says by itself what is wrong.
        let mut stands = true;
        for (day, index) in branches {
            stands = stands && trunk.run_to(day).is_ok();
            if stands {
                let mut branch = trunk.clone();
                branch.follow(&worlds[index].plan, day);
                found[index] = Some(branch.finish());
            }
        }
        found[0] = stands.then(|| trunk.finish());
        let run = |(found, world): (Option<_>, &Self)| {
            found.unwrap_or_else(|| world.run(seed, replicate, options))
        };
        found.into_iter().zip(worlds).map(run).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::parameters::{Change, Parameter};
    use crate::model::plan::WorldPlan;
    use crate::model::world::tests::{plan, shared_plan};

    const KEYS: [&str; 3] =
        ["attrition.other_per_year", "recognition.team_uplift", "need.onset_index"];

    /// A plan with changes in 2020, each of a parameter to a value from a day of a month on.
    fn with(mut plan: WorldPlan, changes: &[(usize, f64, i8, i8)]) -> WorldPlan {
        for site in &mut plan.sites {
            let change = |&(key, value, month, day): &(usize, f64, i8, i8)| {
                let on = SimTime::from_date(date(2020, month, day)).unwrap();
                Change { on, parameter: Parameter::named(KEYS[key]), value }
            };
            site.changes = changes.iter().map(change).collect();
        }
        plan
    }

    /// Worlds that part on a Monday, in the middle of a week, twice on one day, never and from the
    /// start have the bytes that each has alone.
    #[test]
    fn worlds_that_share_a_beginning_have_the_results_that_each_has_alone() {
        for plan in [plan(), shared_plan()] {
            let mut other = with(plan.clone(), &[]);
            other.sites[0].values.set(Parameter::named(KEYS[0]), 0.3).unwrap();
            let plans = [
                with(plan.clone(), &[(0, 0.3, 2, 3), (2, 1.1, 6, 1)]),
                with(plan.clone(), &[(0, 0.3, 2, 3), (2, 1.2, 6, 1)]),
                with(plan.clone(), &[(0, 0.3, 2, 3), (1, 0.5, 3, 12), (2, 1.1, 6, 1)]),
                with(plan.clone(), &[(0, 0.3, 2, 3), (2, 1.1, 6, 1)]),
                with(plan.clone(), &[(0, 0.3, 2, 3)]),
                with(plan, &[]),
                other,
            ];
            // As in a comparison, all hold one calibration.
            let base = PreparedWorld::new(plans[0].clone()).unwrap();
            let held = || base.calibrated().cloned().map(Some).collect();
            let worlds = plans.map(|plan| PreparedWorld::holding(plan, held()).unwrap());
            let from = |index: usize| worlds[0].same_until(&worlds[index]);
            let day = |month, day| SimTime::from_date(date(2020, month, day));
            assert_eq!(from(1), day(6, 1));
            assert_eq!(from(2), day(3, 12));
            assert_eq!(from(3), Some(SimTime::MAX));
            assert_eq!(from(4), day(6, 1));
            assert_eq!(from(5), day(2, 3));
            assert_eq!(from(6), None);
            let options = RunOptions { episodes: true, ..<_>::default() };
            let together = PreparedWorld::run_together(&worlds, 1, 1, options);
            for (world, found) in worlds.iter().zip(together) {
                assert!(found.unwrap() == world.run(1, 1, options).unwrap());
            }
        }
    }
}
