//! The plan of runs: points x plausible worlds x replicates x units, and which runs are still to do.

mod amount;
mod base;
mod part;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;

use mhst_core::model::knowledge::{CENTRAL, Knowledge, NoWorld};
use mhst_core::model::plan::{SitePlan, TimePlan, WorldPlan};

pub use amount::{Amount, CENTRAL_REPLICATES, Repeat};
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

    /// Whether the sites of a point form one world with one labour market, and are one unit; otherwise
    /// each is a world and a unit of its own.
    fn is_one_world(&self, point: usize) -> bool;

    /// Whether the teams of any site start in waves.
    fn is_in_waves(&self) -> bool;

    /// What is known of the parameters at a point.
    fn knowledge(&self, point: usize) -> &Knowledge;

    /// The plan of one unit at a point in the central world.
    fn unit(&self, point: usize, unit: usize) -> WorldPlan;

    /// The plan of one unit at a point in a plausible world.
    ///
    /// # Errors
    /// If there is no such world.
    fn plan(&self, Place { point, world, unit }: Place) -> Result<WorldPlan, NoWorld> {
        self.knowledge(point).applied(self.unit(point, unit), world)
    }
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
    /// What is known of their parameters.
    pub knowledge: Knowledge,
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

    fn knowledge(&self, point: usize) -> &Knowledge {
        &self[point].knowledge
    }

    fn unit(&self, point: usize, unit: usize) -> WorldPlan {
        let point = &self[point];
        let sites = match point.one_world {
            true => point.sites.clone(),
            false => vec![point.sites[unit].clone()],
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
    /// How much is run at each point.
    pub amount: Amount,
    /// Seed of all random numbers.
    pub seed: u64,
    /// The detail in which results are kept: of the central world, and of plausible ones.
    pub detail: Detail,
    /// See [`Work::detail`].
    pub detail_of_worlds: Detail,
    /// The part of the runs to do.
    pub part: Part,
}

/// The name of a unit of several sites; tables also pool children under it.
pub const ALL_SITES: &str = "all";

/// One unit at one point in one plausible world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Position of the point in [`Work`].
    pub point: usize,
    /// Number of the plausible world; 0 for the central one.
    pub world: u32,
    /// Position of the unit within the point: that of its site, if it has only one.
    pub unit: usize,
}

/// One replicate of one unit at one point in one world.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Where.
    pub place: Place,
    /// Which replicate.
    pub replicate: u32,
}

impl Run {
    /// Which replicate of which world.
    pub fn repeat(self) -> Repeat {
        Repeat { world: self.place.world, replicate: self.replicate }
    }
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

    /// Every unit of every point, as positions, in order of point and site.
    fn units(&self) -> Vec<(usize, usize)> {
        let units = |point| match self.points.is_one_world(point) {
            true => 0..1,
            false => 0..self.points.sites(point).len(),
        };
        (0..self.points.count())
            .flat_map(|point| units(point).map(move |unit| (point, unit)))
            .collect()
    }

    /// The sites of a unit.
    fn sites(&self, place: Place) -> Vec<&str> {
        let sites = self.points.sites(place.point);
        match self.points.is_one_world(place.point) {
            true => sites,
            false => vec![sites[place.unit]],
        }
    }

    /// The name of a unit: that of its site, or `all`.
    pub fn name(&self, place: Place) -> &str {
        match self.points.is_one_world(place.point) {
            true => ALL_SITES,
            false => self.points.sites(place.point)[place.unit],
        }
    }

    /// The runs to do, world by world and replicate by replicate, in order of point and site. The shard
    /// of a run does not depend on how many worlds or replicates there are.
    pub fn runs(&self) -> impl Iterator<Item = Run> {
        let units = self.units();
        let all = units.len();
        self.amount
            .repeats()
            .flat_map(move |repeat| (0..all).map(move |unit| (repeat, unit)))
            .filter(move |&(repeat, unit)| {
                let turn = repeat.world as usize + repeat.replicate as usize - 1;
                self.part.has(repeat, turn * all + unit)
            })
            .map(move |(Repeat { world, replicate }, unit)| {
                let (point, unit) = units[unit];
                Run { place: Place { point, world, unit }, replicate }
            })
    }

    /// The names of all sites of all points, in alphabetical order.
    pub fn site_names(&self) -> Vec<String> {
        let points = 0..self.points.count();
        let names: BTreeSet<&str> = points.flat_map(|point| self.points.sites(point)).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The keys under which the results of a run are stored: one for each site of the unit, in the
    /// order of its plan.
    pub fn keys(&self, run: Run) -> Vec<Key> {
        let point = self.points.number(run.place.point);
        let Repeat { world, replicate } = run.repeat();
        let key = |site: &str| Key { point, world, replicate, site: site.to_owned() };
        self.sites(run.place).into_iter().map(key).collect()
    }

    /// The keys under which the calibrations of a unit are stored, in the order of its plan.
    pub fn calibration_keys(&self, place: Place) -> Vec<Key> {
        let point = self.points.number(place.point);
        let key = |site| Key::calibration(point, place.world, site);
        self.sites(place).into_iter().map(key).collect()
    }

    /// The detail in which the results of a run are kept.
    pub fn detail(&self, run: Run) -> Detail {
        if run.place.world == CENTRAL { self.detail } else { self.detail_of_worlds }
    }

    /// Whether the store holds the results of a run: those of all its sites.
    pub fn is_done(&self, run: Run, store: &Store) -> bool {
        self.keys(run).iter().all(|key| store.holds(key, self.detail(run)))
    }

    /// The runs that the store does not hold yet, in the order in which to do them: one replicate
    /// of one world at every point before the next, and points from all parts of the design before
    /// their neighbours, so that interrupted work is balanced.
    pub fn missing(&self, store: &Store) -> Vec<Run> {
        let mut runs: Vec<Run> = self.runs().filter(|&run| !self.is_done(run, store)).collect();
        let digits = usize::BITS - self.points.count().saturating_sub(1).leading_zeros();
        runs.sort_by_key(|run| (run.repeat(), mirrored(run.place.point, digits), run.place.unit));
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
