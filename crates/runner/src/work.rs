//! The plan of runs: points x worlds x replicates, and which runs are still to do.

mod base;
mod part;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;

use mhst_core::model::plan::{SitePlan, TimePlan, WorldPlan};

pub use base::Base;
pub use part::{Part, Shard};

use crate::store::{Detail, Key, Store};

/// The points of a design. A point may be built only when it is needed: a sweep does not hold the
/// plans of all its points.
pub trait Points: Debug + Send + Sync {
    /// The number of points.
    fn count(&self) -> usize;

    /// The number of a point in the design; a scenario run alone is point 0.
    fn number(&self, point: usize) -> u32;

    /// The names of its sites.
    fn sites(&self, point: usize) -> Vec<&str>;

    /// Whether the sites of a point form one world with one labour market; otherwise each is its
    /// own world.
    fn is_one_world(&self, point: usize) -> bool;

    /// Whether the teams of any site start in waves.
    fn is_in_waves(&self) -> bool;

    /// Whether each point is a plausible world of one scenario.
    fn are_worlds(&self) -> bool {
        false
    }

    /// The plan of one world.
    fn world(&self, place: Place) -> WorldPlan;
}

/// One point of a design: the sites as they run there.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its number in the design; a scenario run alone is point 0.
    pub number: u32,
    /// The dates of its runs.
    pub time: TimePlan,
    /// Its sites.
    pub sites: Vec<SitePlan>,
    /// Whether they are one world.
    pub one_world: bool,
}

impl Points for Vec<Point> {
    fn count(&self) -> usize {
        self.len()
    }

    fn number(&self, point: usize) -> u32 {
        self[point].number
    }

    fn sites(&self, point: usize) -> Vec<&str> {
        self[point].sites.iter().map(|site| site.name.as_str()).collect()
    }

    fn is_one_world(&self, point: usize) -> bool {
        self[point].one_world
    }

    fn is_in_waves(&self) -> bool {
        self.iter().flat_map(|point| &point.sites).any(|site| !site.waves.is_empty())
    }

    fn world(&self, place: Place) -> WorldPlan {
        let point = &self[place.point];
        let sites = match point.one_world {
            true => point.sites.clone(),
            false => vec![point.sites[place.world].clone()],
        };
        WorldPlan { sites, time: point.time }
    }
}

/// All runs of a piece of work.
#[derive(Clone, Debug)]
pub struct Work {
    /// The points of the design.
    pub points: Arc<dyn Points>,
    /// The scenario whose calibration the sites of all points hold where they can; without it each
    /// is calibrated by itself.
    pub base: Option<Arc<Base>>,
    /// Replicates of each world at each point, numbered from 1.
    pub replicates: u32,
    /// Seed of all random numbers.
    pub seed: u64,
    /// The detail in which results are kept.
    pub detail: Detail,
    /// The part of the runs to do.
    pub part: Part,
}

/// The name of a world of several sites; tables also pool children under it.
pub const ALL_SITES: &str = "all";

/// One world at one point, as positions in [`Work`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Position of the point.
    pub point: usize,
    /// Position of the world within the point: that of its site, if it has only one.
    pub world: usize,
}

/// One replicate of one world at one point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Which world.
    pub place: Place,
    /// Which replicate.
    pub replicate: u32,
}

impl Work {
    /// Number of runs to do.
    pub fn len(&self) -> usize {
        self.runs().count()
    }

    /// Whether there is nothing to run.
    pub fn is_empty(&self) -> bool {
        self.runs().next().is_none()
    }

    /// Every world, in order of point and site.
    pub fn places(&self) -> Vec<Place> {
        let worlds = |point| match self.points.is_one_world(point) {
            true => 0..1,
            false => 0..self.points.sites(point).len(),
        };
        (0..self.points.count())
            .flat_map(|point| worlds(point).map(move |world| Place { point, world }))
            .collect()
    }

    /// The sites of a world.
    fn sites(&self, place: Place) -> Vec<&str> {
        let sites = self.points.sites(place.point);
        match self.points.is_one_world(place.point) {
            true => sites,
            false => vec![sites[place.world]],
        }
    }

    /// The name of a world: that of its site, or `all`.
    pub fn name(&self, place: Place) -> &str {
        match self.points.is_one_world(place.point) {
            true => ALL_SITES,
            false => self.points.sites(place.point)[place.world],
        }
    }

    /// The runs to do, replicate by replicate, in order of point and site. The number of a run in
    /// this order decides its shard, and does not depend on the number of replicates.
    pub fn runs(&self) -> impl Iterator<Item = Run> {
        let places = self.places();
        let worlds = places.len();
        (1..=self.replicates)
            .flat_map(move |replicate| (0..worlds).map(move |world| (replicate, world)))
            .filter(move |&(replicate, world)| {
                self.part.has(replicate, (replicate as usize - 1) * worlds + world)
            })
            .map(move |(replicate, world)| Run { place: places[world], replicate })
    }

    /// The names of all sites of all points, in alphabetical order.
    pub fn site_names(&self) -> Vec<String> {
        let points = 0..self.points.count();
        let names: BTreeSet<&str> = points.flat_map(|point| self.points.sites(point)).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The plan of one world.
    pub fn world(&self, place: Place) -> WorldPlan {
        self.points.world(place)
    }

    /// The keys under which the results of a run are stored: one for each site of the world, in the
    /// order of its plan.
    pub fn keys(&self, run: Run) -> Vec<Key> {
        let point = self.points.number(run.place.point);
        let key = |site: &str| Key { point, replicate: run.replicate, site: site.to_owned() };
        self.sites(run.place).into_iter().map(key).collect()
    }

    /// The keys under which the calibrations of a world are stored, in the order of its plan.
    pub fn calibration_keys(&self, place: Place) -> Vec<Key> {
        let point = self.points.number(place.point);
        self.sites(place).into_iter().map(|site| Key::calibration(point, site)).collect()
    }

    /// Whether the store holds the results of a run: those of all its sites.
    pub fn is_done(&self, run: Run, store: &Store) -> bool {
        self.keys(run).iter().all(|key| store.holds(key, self.detail))
    }

    /// The runs that the store does not hold yet, in the order in which to do them: one replicate
    /// of every world at every point before the next replicate, and points from all parts of the
    /// design before their neighbours, so that interrupted work is balanced.
    pub fn missing(&self, store: &Store) -> Vec<Run> {
        let mut runs: Vec<Run> = self.runs().filter(|&run| !self.is_done(run, store)).collect();
        let digits = usize::BITS - self.points.count().saturating_sub(1).leading_zeros();
        runs.sort_by_key(|run| (run.replicate, mirrored(run.place.point, digits), run.place.world));
        runs
    }
}

/// The lowest binary digits of a number in reverse order: successive numbers are far apart.
fn mirrored(number: usize, digits: u32) -> usize {
    if digits == 0 { 0 } else { number.reverse_bits() >> (usize::BITS - digits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_beginning_of_the_order_is_spread_over_all_points() {
        let mut order: Vec<usize> = (0..8).collect();
        order.sort_by_key(|&point| mirrored(point, 3));
        assert_eq!(order, [0, 4, 2, 6, 1, 5, 3, 7]);
        assert_eq!(mirrored(0, 0), 0);
    }
}
