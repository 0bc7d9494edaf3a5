//! What stands for each figure in each world.

use std::collections::BTreeMap;

use mhst_core::model::figures::{Figure, Quantity, Sites};
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Measure, SiteResult, Statistic, Subgroup, Value, values};

use crate::tables::{ALL_SITES, Replicate};

/// A published value.
type Published = (Subgroup, Measure, Statistic);

/// Takes in replicates, and keeps of each the values that stand for figures.
#[derive(Clone, Debug, Default)]
pub struct Gathering {
    figures: Vec<Figure>,
    /// The figures for which a published value stands.
    wanted: BTreeMap<Published, Vec<usize>>,
    /// Those for which returns of teams do.
    returned: Vec<usize>,
    /// For each figure the sum over replicates, and their number, in each world.
    sums: Vec<BTreeMap<u32, (f64, u32)>>,
    /// For each figure the values of the central world.
    central: Vec<Vec<f64>>,
    /// The replicate that is being taken in: values of sites, to be put together.
    open: BTreeMap<usize, Vec<f64>>,
    /// Whether it is whole: of a part of the sites there is no mean, and no highest.
    is_whole: bool,
}

impl Gathering {
    /// Gathers what stands for those of the figures that are compared.
    pub fn new(figures: impl IntoIterator<Item = Figure>) -> Self {
        let is_compared = |it: &Figure| it.role.is_compared() && it.quantity.is_some();
        let figures: Vec<Figure> = figures.into_iter().filter(is_compared).collect();
        let mut gathering = Self {
            sums: vec![BTreeMap::new(); figures.len()],
            central: vec![Vec::new(); figures.len()],
            ..Self::default()
        };
        for (place, figure) in figures.iter().enumerate() {
            match figure.quantity {
                Some(Quantity::Measured { measure, statistic, subgroup }) => {
                    let what = (subgroup, measure, statistic);
                    gathering.wanted.entry(what).or_default().push(place);
                }
                Some(Quantity::Returned { .. }) => gathering.returned.push(place),
                None => {}
            }
        }
        Self { figures, ..gathering }
    }

    /// The figures.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// Adds a site of a replicate, or all of them pooled, with its published values.
    pub(crate) fn add(&mut self, site: &str, result: &SiteResult, published: &[Value]) {
        self.is_whole |= site == ALL_SITES;
        for value in published {
            let what = (value.subgroup, value.measure, value.statistic);
            let (Some(wanted), Some(number)) = (self.wanted.get(&what), value.value) else {
                continue;
            };
            for &place in wanted {
                if stands_for(site, &self.figures[place].sites) {
                    self.open.entry(place).or_default().push(number);
                }
            }
        }
        for &place in &self.returned {
            let figure = &self.figures[place];
            // Returns are not pooled: their sum over sites is.
            let stands = match &figure.sites {
                Sites::One(name) => site == name,
                _ => site != ALL_SITES,
            };
            if let (true, Some(quantity)) = (stands, figure.quantity) {
                self.open.entry(place).or_default().extend(quantity.returned(result));
            }
        }
    }

    /// Ends the replicate of a world.
    pub(crate) fn end_replicate(&mut self, world: u32) {
        for (place, values) in std::mem::take(&mut self.open) {
            let figure = &self.figures[place];
            let n = values.len() as f64;
            let sum: f64 = values.iter().sum();
            let number = match (&figure.sites, figure.quantity) {
                _ if values.is_empty() => None,
                (Sites::One(_), _) => Some(sum),
                _ if !self.is_whole => None,
                (Sites::Mean, _) => Some(sum / n),
                (Sites::Highest, _) => values.iter().copied().reduce(f64::max),
                (Sites::Pooled, _) => Some(sum),
            };
            let Some(number) = number else { continue };
            let (total, count) = self.sums[place].entry(world).or_default();
            *total += number;
            *count += 1;
            if world == CENTRAL {
                self.central[place].push(number);
            }
        }
        self.is_whole = false;
    }

    /// Adds a replicate.
    pub fn replicate(&mut self, replicate: &Replicate<'_>) {
        for (site, result) in replicate.results() {
            self.add(site, result, &values(result));
        }
        self.end_replicate(replicate.world());
    }

    /// The mean of a world for a figure; `None` where it has no value.
    pub fn of_world(&self, figure: usize, world: u32) -> Option<f64> {
        self.sums[figure].get(&world).map(|(sum, count)| sum / f64::from(*count))
    }

    /// The mean of each plausible world that has a value for a figure, with the world's number.
    pub fn worlds(&self, figure: usize) -> Vec<(u32, f64)> {
        let worlds = self.sums[figure].iter().filter(|(world, _)| **world != CENTRAL);
        worlds.map(|(&world, &(sum, count))| (world, sum / f64::from(count))).collect()
    }

    /// The values of the replicates of the central world for a figure.
    pub fn central(&self, figure: usize) -> &[f64] {
        &self.central[figure]
    }
}

/// Whether a site enters what stands for a figure.
fn stands_for(site: &str, sites: &Sites) -> bool {
    match sites {
        Sites::Pooled => site == ALL_SITES,
        Sites::Mean | Sites::Highest => site != ALL_SITES,
        Sites::One(name) => site == name,
    }
}
