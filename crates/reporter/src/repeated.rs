//! A quantity over replicates of the central world, and over plausible worlds. Of replicates it holds
//! sums, of worlds a mean for each, so that memory does not grow with replicates.

use mhst_core::engine::statistics::{Components, Interval, Ordered, OverWorlds, student_t};
use mhst_core::model::knowledge::CENTRAL;

/// The values of one quantity, summed up. They come in order of worlds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repeated {
    central: Sums,
    worlds: Option<Box<Worlds>>,
}

/// Values of replicates, summed up (Welford, Technometrics 1962;4:419-20).
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    count: usize,
    sum: f64,
    mean: f64,
    /// Sum of squares about the mean.
    squares: f64,
}

/// The values of worlds.
#[derive(Clone, Debug, Default)]
struct Worlds {
    /// Number of the last world.
    last: u32,
    /// Mean and number of replicates of each.
    means: Vec<(f64, usize)>,
    /// Sum over worlds of squares about their means.
    squares: f64,
}

/// What is said of a quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Over plausible worlds where there are any: the median, and the interval of one more world,
    /// without the part of the variation that is chance. Else over replicates of the central world: the
    /// mean with its interval.
    pub shown: Interval,
    /// Half the width of the interval of the estimate itself: over plausible worlds that of 95 % of the
    /// median of their means; else that of the mean. `None` of too few.
    pub half_width: Option<f64>,
    /// How many worlds had a value.
    pub worlds: usize,
    /// Over replicates of the central world; `None` where none had a value.
    pub central: Option<Interval>,
    /// Standard deviation of single replicates by chance; `None` where it is not known.
    pub chance: Option<f64>,
    /// Standard deviation between worlds; `None` where chance is not known.
    pub between: Option<f64>,
    /// The intervals of 95 % of the two ends of the interval over worlds; `None` of too few worlds.
    pub ends: Option<[(f64, f64); 2]>,
}

/// Level at which the ends of an interval over worlds are known.
pub(crate) const LEVEL_OF_ENDS: f64 = 0.95;

impl Repeated {
    /// Adds the value of a replicate in a world.
    pub(crate) fn add(&mut self, world: u32, value: f64) {
        match world {
            CENTRAL => self.central.add(value),
            world => self.worlds.get_or_insert_default().add(world, value),
        }
    }

    /// How many values there are: of worlds, or without them of replicates.
    pub(crate) fn count(&self) -> usize {
        self.worlds.as_ref().map_or(self.central.count, |worlds| worlds.means.len())
    }

    /// Whether there are values of plausible worlds.
    pub(crate) fn has_worlds(&self) -> bool {
        self.worlds.is_some()
    }

    /// The mean of each plausible world, in order.
    pub(crate) fn means(&self) -> impl Iterator<Item = f64> {
        self.worlds.iter().flat_map(|worlds| worlds.means.iter().map(|(mean, _)| *mean))
    }

    /// The estimate with its interval at `level`, cut off where the quantity ends; `None` of nothing.
    pub(crate) fn interval(&self, range: (f64, f64), level: f64) -> Option<Interval> {
        match &self.worlds {
            None => self.central.interval(range, level),
            Some(worlds) => worlds.interval(self.components(), range, level),
        }
    }

    /// The variation of worlds by its origin; `None` where chance is not known.
    fn components(&self) -> Option<Components> {
        self.worlds.as_ref()?.components(self.central.variance())
    }

    /// All that there is to say; `None` of nothing.
    pub(crate) fn estimate(&self, range: (f64, f64), level: f64) -> Option<Estimate> {
        let central = self.central.interval(range, level);
        let components = self.components();
        let shown = match &self.worlds {
            None => central?,
            Some(worlds) => worlds.interval(components, range, level)?,
        };
        let ordered = self.worlds.as_ref().and_then(|worlds| worlds.ordered());
        let end = |p| ordered.as_ref()?.quantile_bounds(p, LEVEL_OF_ENDS);
        let ends = end(0.5 - level / 2.0).zip(end(0.5 + level / 2.0));
        let known = match &self.worlds {
            None => shown.bounds,
            Some(_) => end(0.5),
        };
        Some(Estimate {
            shown,
            half_width: known.map(|(low, high)| (high - low) / 2.0),
            worlds: self.worlds.as_ref().map_or(0, |worlds| worlds.means.len()),
            central,
            chance: components.map_or(self.central.variance(), |it| Some(it.within)).map(f64::sqrt),
            between: components.map(|it| it.between.sqrt()),
            ends: ends.map(|(low, high)| [low, high]),
        })
    }
}

impl Sums {
    fn add(&mut self, value: f64) {
        self.count += 1;
        self.sum += value;
        let off = value - self.mean;
        self.mean += off / self.count as f64;
        self.squares += off * (value - self.mean);
    }

    fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.squares / (self.count - 1) as f64)
    }

    /// The mean with its interval by Student's t, cut off where the quantity ends; `None` of no
    /// replicate.
    fn interval(&self, range: (f64, f64), level: f64) -> Option<Interval> {
        if self.count == 0 {
            return None;
        }
        let estimate = self.sum / self.count as f64;
        let bounds = self.variance().map(|variance| {
            let half = student_t(self.count - 1, level) * (variance / self.count as f64).sqrt();
            (estimate - half, estimate + half)
        });
        Some(Interval { estimate, bounds, replicates: self.count }.within(range))
    }
}

impl Worlds {
    fn add(&mut self, world: u32, value: f64) {
        match self.means.last_mut() {
            Some((mean, count)) if self.last == world => {
                *count += 1;
                let off = value - *mean;
                *mean += off / *count as f64;
                self.squares += off * (value - *mean);
            }
            _ => self.means.push((value, 1)),
        }
        self.last = world;
    }

    /// The means in ascending order.
    fn ordered(&self) -> Option<Ordered> {
        Ordered::new(self.means.iter().map(|(mean, _)| *mean).collect())
    }

    /// Chance is that within worlds, or else that of the central world.
    fn components(&self, central: Option<f64>) -> Option<Components> {
        Components::of_sums(&self.means, self.squares).or_else(|| {
            let means: Vec<f64> = self.means.iter().map(|(mean, _)| *mean).collect();
            Components::with_chance(central?, &means)
        })
    }

    /// The median with the interval of one more world, without chance where that is known.
    fn interval(
        &self,
        components: Option<Components>,
        range: (f64, f64),
        level: f64,
    ) -> Option<Interval> {
        let over = match components {
            Some(components) => components.over_worlds(&self.means, level)?,
            None => {
                let ordered = self.ordered()?;
                OverWorlds { median: ordered.median(), interval: ordered.prediction(level) }
            }
        };
        let replicates = self.means.len();
        let shown = Interval { estimate: over.median, bounds: over.interval, replicates };
        Some(shown.within(range))
    }
}

#[cfg(test)]
mod tests {
    use mhst_core::engine::statistics::mean_interval;
    use proptest::prelude::*;

    use super::*;

    const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    fn repeated(values: &[f64]) -> Repeated {
        let mut repeated = Repeated::default();
        values.iter().for_each(|&value| repeated.add(CENTRAL, value));
        repeated
    }

    proptest! {
        /// The sums give the interval of the values, also where values are large and vary little.
        #[test]
        fn sums_give_the_interval_of_the_values(
            values in prop::collection::vec(-1.0..1.0, 0..60),
            shift in -1e4..1e4,
        ) {
            let values: Vec<f64> = values.into_iter().map(|value: f64| value + shift).collect();
            let found = repeated(&values).interval(ANY, 0.95);
            let expected = mean_interval(&values, 0.95);
            prop_assert_eq!(found.map(|found| found.estimate), expected.map(|is| is.estimate));
            let half = |interval: Option<Interval>| interval.and_then(|found| found.half_width());
            match (half(found), half(expected)) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-9),
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }

        /// Sums over worlds give what the values give.
        #[test]
        fn sums_give_the_components_of_the_values(
            worlds in prop::collection::vec(prop::collection::vec(-1.0..1.0, 1..5), 2..30),
        ) {
            let worlds: Vec<Vec<f64>> = worlds;
            let mut repeated = Repeated::default();
            for (world, values) in (1..).zip(&worlds) {
                values.iter().for_each(|&value| repeated.add(world, value));
            }
            let found = repeated.estimate(ANY, 0.9).unwrap();
            prop_assert_eq!(found.worlds, worlds.len());
            match Components::of(&worlds) {
                Some(expected) => {
                    prop_assert!((found.chance.unwrap().powi(2) - expected.within).abs() < 1e-9);
                    prop_assert!((found.between.unwrap().powi(2) - expected.between).abs() < 1e-9);
                }
                None => prop_assert_eq!(found.between, None),
            }
        }
    }

    #[test]
    fn one_replicate_has_no_interval_and_what_does_not_vary_has_no_width() {
        assert_eq!(repeated(&[]).interval(ANY, 0.95), None);
        assert_eq!(repeated(&[3.0]).interval(ANY, 0.95).unwrap().bounds, None);
        assert_eq!(repeated(&[0.1; 7]).interval(ANY, 0.95).unwrap().half_width(), Some(0.0));
    }

    /// Where worlds differ as much as replicates of one world, nothing is left between them; where
    /// chance is nothing, all of it.
    #[test]
    fn chance_is_taken_out_of_the_interval_over_worlds() {
        let values: Vec<f64> = (0..40).map(f64::from).collect();
        let over = |central: &[f64]| {
            let mut repeated = self::repeated(central);
            for (world, value) in (1..).zip(&values) {
                repeated.add(world, *value);
            }
            repeated.estimate(ANY, 0.9).unwrap()
        };
        let all_chance = over(&values);
        assert!(all_chance.between.unwrap() < 1e-9, "{all_chance:?}");
        let none = over(&[19.5, 19.5, 19.5]);
        assert_eq!(none.shown.estimate, 19.5);
        let (low, high) = none.shown.bounds.unwrap();
        assert!(low < 2.0 && high > 37.0, "{low} {high}");
        assert_eq!(none.central.unwrap().estimate, 19.5);
    }
}
