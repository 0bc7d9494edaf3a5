//! A prepared world that is kept without its plan.

use super::PreparedWorld;
use super::site::{CalibratedSite, PreparedSite};
use crate::model::plan::WorldPlan;
use crate::model::world::run_error::RunError;

/// Makes the plan of a world, the same each time.
pub type MakePlan = Box<dyn Fn() -> WorldPlan + Send + Sync>;

/// A prepared world that makes its plan again for each run: small enough to keep many.
pub struct CompactWorld {
    make: MakePlan,
    sites: Vec<PreparedSite>,
}

impl CompactWorld {
    /// A prepared world without its plan, which `make` makes again.
    ///
    /// # Errors
    /// If `make` makes another plan.
    pub fn new(world: PreparedWorld, make: MakePlan) -> Result<Self, RunError> {
        let made = make();
        let PreparedWorld { plan, sites } = world;
        if made == plan {
            return Ok(Self { make, sites });
        }
        let mut apart = plan.sites.iter().zip(&made.sites).filter(|(one, two)| one != two);
        let site = apart.next().map_or("a site".to_owned(), |(site, _)| site.name.clone());
        Err(RunError::OtherPlan { site })
    }

    /// The world with its plan.
    pub fn world(&self) -> PreparedWorld {
        PreparedWorld { plan: (self.make)(), sites: self.sites.clone() }
    }

    /// How the sites are calibrated, in the order of the plan.
    pub fn calibrated(&self) -> impl Iterator<Item = &CalibratedSite> {
        self.sites.iter().map(|site| &site.calibrated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::time::Span;
    use crate::model::world::RunOptions;
    use crate::model::world::tests::plan;

    #[test]
    fn a_world_that_is_kept_without_its_plan_refuses_another() {
        let world = || PreparedWorld::new(plan()).unwrap();
        let kept = CompactWorld::new(world(), Box::new(plan)).unwrap();
        let run = |world: &PreparedWorld| world.run(1, 1, RunOptions::default()).unwrap();
        assert_eq!(run(&kept.world()), run(&world()));

        let changes: [fn(&mut WorldPlan); 3] = [
            |plan| plan.sites[0].settings[3].pupils += 1,
            |plan| plan.time.end = plan.time.end - Span::DAY,
            |plan| plan.sites.clear(),
        ];
        for change in changes {
            let make = move || {
                let mut other = plan();
                change(&mut other);
                other
            };
            let refused = CompactWorld::new(world(), Box::new(make));
            assert!(matches!(refused, Err(RunError::OtherPlan { .. })));
        }
    }
}
