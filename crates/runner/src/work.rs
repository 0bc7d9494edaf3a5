//! The plan of runs: points x sites x replicates, and what of it is still to be done.

use mhst_core::model::plan::{SitePlan, TimePlan, WorldPlan};

use crate::store::{Key, Store};

/// One point of a design: the sites as they are run there, each a world of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its number in the design; a scenario run alone is point 0.
    pub number: u32,
    /// The dates of its runs.
    pub time: TimePlan,
    /// Its sites.
    pub sites: Vec<SitePlan>,
}

/// Everything that is to be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The points of the design.
    pub points: Vec<Point>,
    /// Replicates of each site at each point, numbered from 1.
    pub replicates: u32,
    /// Seed of all random numbers.
    pub seed: u64,
    /// Whether to keep one record per episode.
    pub episodes: bool,
}

/// One site at one point, as positions in [`Work`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Position of the point.
    pub point: usize,
    /// Position of the site within the point.
    pub site: usize,
}

/// One replicate of one site at one point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Which world.
    pub place: Place,
    /// Which replicate.
    pub replicate: u32,
}

/// Worlds that are ready at the same time. It bounds memory: a sweep of thousands of worlds is
/// worked through in blocks, a single scenario is one block.
const WORLDS_AT_ONCE: usize = 512;

impl Work {
    /// Number of runs.
    pub fn len(&self) -> usize {
        self.places().count() * self.replicates as usize
    }

    /// Whether there is nothing to run.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every world, in order of point and site.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.points.iter().enumerate().flat_map(|(point, declared)| {
            (0..declared.sites.len()).map(move |site| Place { point, site })
        })
    }

    /// The plan of one world.
    pub fn world(&self, place: Place) -> WorldPlan {
        let point = &self.points[place.point];
        WorldPlan { sites: vec![point.sites[place.site].clone()], time: point.time }
    }

    /// The key under which a run is stored.
    pub fn key(&self, run: Run) -> Key {
        let point = &self.points[run.place.point];
        Key {
            point: point.number,
            replicate: run.replicate,
            site: point.sites[run.place.site].name.clone(),
        }
    }

    /// The key under which the calibration of a world is stored.
    pub fn calibration_key(&self, place: Place) -> Key {
        let point = &self.points[place.point];
        Key::calibration(point.number, &point.sites[place.site].name)
    }

    /// The runs that the store does not hold yet, in the order in which to do them: all sites of
    /// one replicate before the next replicate, so that work cut short is balanced over sites.
    pub fn missing(&self, store: &Store) -> Vec<Run> {
        let places: Vec<Place> = self.places().collect();
        let mut runs = Vec::new();
        for block in places.chunks(WORLDS_AT_ONCE) {
            for replicate in 1..=self.replicates {
                let all = block.iter().map(|&place| Run { place, replicate });
                runs.extend(all.filter(|&run| !store.holds(&self.key(run), self.episodes)));
            }
        }
        runs
    }
}
