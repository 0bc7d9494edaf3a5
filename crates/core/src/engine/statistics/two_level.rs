//! Worlds and replicates: how much of the variation is between worlds, and how much is chance.

use super::moments::{mean, squares, variance};
use super::quantile::Ordered;

/// The variation of a measure over worlds, split by its origin. Values of a replicate are the mean
/// of all worlds, plus what its world adds, plus chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components {
    /// Mean over worlds, each with the same weight.
    pub mean: f64,
    /// Variance between the true means of worlds; in the square of the unit, never negative.
    pub between: f64,
    /// Variance of replicates within a world: chance.
    pub within: f64,
    /// Whether `between` was below zero and was set to zero: the means of worlds differ by no more
    /// than chance.
    pub truncated: bool,
}

/// Where worlds lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverWorlds {
    /// Median over worlds.
    pub median: f64,
    /// The interval in which the true mean of one more world lies with the asked probability;
    /// `None` if there are too few worlds (at 0.9, fewer than 19).
    pub interval: Option<(f64, f64)>,
}

impl Components {
    /// Variance components by the analysis of variance with random effects (Searle, Casella &
    /// McCulloch, *Variance Components*, 1992, 3.6), from the replicates of each world, as many or
    /// not. `None` if there are fewer than two worlds, one of them is empty, or none of them has
    /// two replicates.
    pub fn of(worlds: &[Vec<f64>]) -> Option<Self> {
        if worlds.iter().any(Vec::is_empty) {
            return None;
        }
        let means: Vec<(f64, usize)> =
            worlds.iter().map(|world| (mean(world), world.len())).collect();
        Self::of_sums(&means, worlds.iter().map(|world| squares(world)).sum())
    }

    /// The same from the mean and the number of replicates of each world, and the sum over worlds of
    /// the squares about these means.
    pub fn of_sums(worlds: &[(f64, usize)], within: f64) -> Option<Self> {
        let sizes = || worlds.iter().map(|(_, size)| *size as f64);
        let (count, total) = (worlds.len() as f64, sizes().sum::<f64>());
        if worlds.len() < 2 || total == count {
            return None;
        }
        let means: Vec<f64> = worlds.iter().map(|(mean, _)| *mean).collect();
        let overall = sizes().zip(&means).map(|(size, mean)| size * mean).sum::<f64>() / total;
        let beyond: f64 =
            sizes().zip(&means).map(|(size, mean)| size * (mean - overall).powi(2)).sum();
        let within = within / (total - count);
        let size = (total - sizes().map(|size| size * size).sum::<f64>() / total) / (count - 1.0);
        let between = (beyond / (count - 1.0) - within) / size;
        Some(Self::new(mean(&means), between, within))
    }

    /// Variance components of worlds that have one replicate each, where chance is that of several
    /// replicates of the central world. This supposes that chance is of the same size in all worlds.
    /// `None` if there are fewer than two worlds or replicates.
    pub fn with_chance_of(central: &[f64], worlds: &[f64]) -> Option<Self> {
        Self::with_chance(variance(central)?, worlds)
    }

    /// The same where the variance by chance of single replicates is known.
    pub fn with_chance(within: f64, worlds: &[f64]) -> Option<Self> {
        Some(Self::new(mean(worlds), variance(worlds)? - within, within))
    }

    fn new(mean: f64, between: f64, within: f64) -> Self {
        Self { mean, between: between.max(0.0), within, truncated: between < 0.0 }
    }

    /// Share of the variance of single replicates that lies between worlds; `None` if nothing
    /// varies.
    pub fn share_between(&self) -> Option<f64> {
        let total = self.between + self.within;
        (total > 0.0).then(|| self.between / total)
    }

    /// Median over worlds and the interval of the true mean of one more world with probability
    /// `level`. `worlds` are the mean of each world and its number of replicates; `None` if there
    /// are none, or one is not a number.
    ///
    /// Means of few replicates vary more than worlds do, by chance. Each is drawn towards the mean
    /// of all, so that their variance is that between worlds (Louis, *J Am Stat Assoc*
    /// 1984;79:393-8); the interval is [`Ordered::prediction`] of the result. It is a point if
    /// `between` is zero, and too short if chance in the means, `within` over the replicates, is
    /// greater than `between`: then run more replicates.
    pub fn over_worlds(&self, worlds: &[(f64, usize)], level: f64) -> Option<OverWorlds> {
        let drawn_in = |&(mean, replicates): &(f64, usize)| {
            let observed = self.between + self.within / replicates as f64;
            let factor = if observed > 0.0 { (self.between / observed).sqrt() } else { 1.0 };
            self.mean + factor * (mean - self.mean)
        };
        let worlds = Ordered::new(worlds.iter().map(drawn_in).collect())?;
        Some(OverWorlds { median: worlds.median(), interval: worlds.prediction(level) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Numbers;
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    fn worlds(numbers: &mut Numbers, sizes: &[usize], between: f64, within: f64) -> Vec<Vec<f64>> {
        let world = |&size: &usize| {
            let mean = 10.0 + between * numbers.normal();
            (0..size).map(|_| mean + within * numbers.normal()).collect()
        };
        sizes.iter().map(world).collect()
    }

    fn means(worlds: &[Vec<f64>]) -> Vec<(f64, usize)> {
        worlds.iter().map(|world| (mean(world), world.len())).collect()
    }

    /// By hand: worlds 1, 3 and 5, 7: within 2, mean squares 16 between: (16 - 2) / 2 = 7.
    #[test]
    fn two_worlds_by_hand() {
        let found = Components::of(&[vec![1.0, 3.0], vec![5.0, 7.0]]).unwrap();
        let expected = Components { mean: 4.0, between: 7.0, within: 2.0, truncated: false };
        assert_eq!(found, expected);
        assert_eq!(found.share_between(), Some(7.0 / 9.0));
    }

    /// By hand: 0, 2 | 4 has within 2, overall 2, between 2 + 4 = 6 on one degree of freedom, and
    /// n0 = 3 - 5 / 3 = 4 / 3: (6 - 2) / (4 / 3) = 3.
    #[test]
    fn two_worlds_of_unequal_size_by_hand() {
        let found = Components::of(&[vec![0.0, 2.0], vec![4.0]]).unwrap();
        assert!((found.between - 3.0).abs() < 1e-12 && found.within == 2.0, "{found:?}");
        assert_eq!(found.mean, 2.5);
    }

    #[test]
    fn worlds_that_differ_less_than_chance_are_flagged_and_have_no_variance() {
        let found = Components::of(&[vec![1.0, 9.0], vec![2.0, 8.0]]).unwrap();
        assert_eq!((found.between, found.truncated), (0.0, true));
        let found = Components::with_chance_of(&[1.0, 9.0], &[4.0, 5.0, 6.0]).unwrap();
        assert_eq!((found.between, found.within, found.truncated), (0.0, 32.0, true));
    }

    #[test]
    fn too_few_values_have_no_components() {
        assert_eq!(Components::of(&[vec![1.0, 2.0]]), None);
        assert_eq!(Components::of(&[vec![1.0], vec![2.0]]), None);
        assert_eq!(Components::of(&[vec![1.0, 2.0], vec![]]), None);
        assert_eq!(Components::with_chance_of(&[1.0], &[1.0, 2.0]), None);
        assert_eq!(Components::with_chance_of(&[1.0, 2.0], &[1.0]), None);
    }

    /// Over 2,000 experiments with 4 and 9 as the variances, before truncation, the estimates are
    /// right on average: within four standard errors.
    #[test]
    fn components_are_unbiased_balanced_or_not_and_with_the_chance_of_the_centre() {
        let mut numbers = Numbers::new(2);
        let sizes: [&[usize]; 2] = [&[4; 30], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8]];
        for sizes in sizes {
            let (mut between, mut within) = (vec![], vec![]);
            for _ in 0..2000 {
                let found = Components::of(&worlds(&mut numbers, sizes, 2.0, 3.0)).unwrap();
                between.push(found.between);
                within.push(found.within);
            }
            near(&between, 4.0);
            near(&within, 9.0);
        }
        let mut between = vec![];
        for _ in 0..2000 {
            let single: Vec<f64> = worlds(&mut numbers, &[1; 300], 2.0, 3.0).concat();
            let central = &worlds(&mut numbers, &[100], 0.0, 3.0)[0];
            between.push(Components::with_chance_of(central, &single).unwrap().between);
        }
        near(&between, 4.0);
    }

    #[track_caller]
    fn near(found: &[f64], expected: f64) {
        let error = (variance(found).unwrap() / found.len() as f64).sqrt();
        assert!((mean(found) - expected).abs() < 4.0 * error, "{} {error}", mean(found));
    }

    /// 500 experiments of each kind: the 90 % interval holds 87 to 93 % of the true means of
    /// worlds, where chance in the means of
    /// worlds is a fortieth, a quarter, and all of the variance between them.
    #[test]
    fn the_interval_over_worlds_holds_its_share_of_new_worlds() {
        let mut numbers = Numbers::new(3);
        for (count, replicates, within) in [(30, 10, 0.5), (40, 4, 1.0), (100, 4, 2.0)] {
            let mut covered = 0.0;
            for _ in 0..500 {
                let sample = worlds(&mut numbers, &vec![replicates; count], 1.0, within);
                let found = Components::of(&sample).unwrap();
                covered += held(&found.over_worlds(&means(&sample), 0.9).unwrap()) / 500.0;
            }
            assert!((0.87..=0.93).contains(&covered), "{count} {replicates} {covered}");
        }
    }

    #[test]
    fn the_interval_over_worlds_of_one_replicate_holds_its_share_too() {
        let mut numbers = Numbers::new(4);
        let mut covered = 0.0;
        for _ in 0..500 {
            let sample = worlds(&mut numbers, &[1; 100], 1.0, 1.0);
            let central = &worlds(&mut numbers, &[50], 0.0, 1.0)[0];
            let found = Components::with_chance_of(central, &sample.concat()).unwrap();
            covered += held(&found.over_worlds(&means(&sample), 0.9).unwrap()) / 500.0;
        }
        assert!((0.87..=0.93).contains(&covered), "{covered}");
    }

    /// The probability that the true mean of a world, normal with mean 10 and deviation 1, lies in
    /// the interval.
    fn held(found: &OverWorlds) -> f64 {
        let world = Normal::new(10.0, 1.0).unwrap();
        let (low, high) = found.interval.unwrap();
        world.cdf(high) - world.cdf(low)
    }

    #[test]
    fn few_worlds_have_a_median_and_no_interval() {
        let components = Components { mean: 2.0, between: 1.0, within: 0.0, truncated: false };
        let found = components.over_worlds(&[(1.0, 1), (2.0, 1), (3.0, 1)], 0.9).unwrap();
        assert_eq!((found.median, found.interval), (2.0, None));
        assert_eq!(components.over_worlds(&[], 0.9), None);
    }
}
