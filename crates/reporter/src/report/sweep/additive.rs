//! What each axis of a design does by itself: effects that add up, fitted to all points together, so
//! that what one axis does is not taken for what another does.

use mhst_core::engine::statistics::{Interval, student_t};

/// Most rounds in which the effects of the axes are adjusted to each other.
const ROUNDS: usize = 200;

/// Effects of the classes of several axes on a value, and what they leave unexplained.
pub(super) struct Additive {
    /// For each axis, the class of each point that has a value.
    classes: Vec<Vec<usize>>,
    /// For each axis, the effect of each class: its difference from the mean.
    effects: Vec<Vec<f64>>,
    mean: f64,
    /// Standard deviation of what is left: simulation chance and what axes do together only.
    unexplained: Option<f64>,
    freedom: usize,
}

impl Additive {
    /// Fits values of points, for each axis with the class of every point. `None` of no values.
    pub(super) fn fit(values: &[f64], classes: Vec<Vec<usize>>) -> Option<Self> {
        let n = values.len();
        if n == 0 {
            return None;
        }
        let mean = values.iter().sum::<f64>() / n as f64;
        let counts: Vec<usize> =
            classes.iter().map(|of| of.iter().max().map_or(0, |most| most + 1)).collect();
        let mut fit = Self {
            effects: counts.iter().map(|&count| vec![0.0; count]).collect(),
            classes,
            mean,
            unexplained: None,
            freedom: 0,
        };
        // Each axis in turn takes the means of what the others leave.
        for _ in 0..ROUNDS {
            let before = fit.effects.clone();
            for axis in 0..counts.len() {
                fit.adjust(axis, values);
            }
            let moved = |(new, old): (&Vec<f64>, &Vec<f64>)| {
                new.iter().zip(old).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
            };
            let most = fit.effects.iter().zip(&before).map(moved).fold(0.0, f64::max);
            if most <= 1e-12 * mean.abs().max(1e-12) {
                break;
            }
        }
        let used: usize = 1 + counts.iter().map(|count| count.saturating_sub(1)).sum::<usize>();
        fit.freedom = n.saturating_sub(used);
        let squares: f64 = (0..n).map(|point| fit.left(point, values, None).powi(2)).sum();
        fit.unexplained = (fit.freedom > 0).then(|| (squares / fit.freedom as f64).sqrt());
        Some(fit)
    }

    /// What is left of a point's value after the effects of all axes but one.
    fn left(&self, point: usize, values: &[f64], but: Option<usize>) -> f64 {
        let axes = self.effects.iter().zip(&self.classes).enumerate();
        let explained: f64 = axes
            .filter(|(axis, _)| Some(*axis) != but)
            .map(|(_, (effects, classes))| effects[classes[point]])
            .sum();
        values[point] - self.mean - explained
    }

    fn adjust(&mut self, axis: usize, values: &[f64]) {
        let mut sums = vec![(0.0, 0.0); self.effects[axis].len()];
        for point in 0..values.len() {
            let sum = &mut sums[self.classes[axis][point]];
            sum.0 += self.left(point, values, Some(axis));
            sum.1 += 1.0;
        }
        let means =
            sums.into_iter().map(|(sum, n): (f64, f64)| if n > 0.0 { sum / n } else { 0.0 });
        self.effects[axis] = means.collect();
    }

    /// The value at a class of an axis, with the others as they are on average.
    pub(super) fn at(&self, axis: usize, class: usize) -> f64 {
        self.mean + self.effects[axis][class]
    }

    /// By how much the value at one class of an axis is above that at another.
    pub(super) fn contrast(&self, axis: usize, low: usize, high: usize, level: f64) -> Interval {
        let effects = &self.effects[axis];
        let estimate = effects[high] - effects[low];
        let count = |class| self.classes[axis].iter().filter(|of| **of == class).count() as f64;
        let bounds = self.unexplained.map(|deviation| {
            let error = deviation * (1.0 / count(low) + 1.0 / count(high)).sqrt();
            let half = student_t(self.freedom, level) * error;
            (estimate - half, estimate + half)
        });
        Interval { estimate, bounds, replicates: self.classes[axis].len() }
    }

    /// Half the width of the interval of a mean over so many points; `None` where nothing is left to
    /// tell chance by.
    pub(super) fn half_width(&self, points: f64, level: f64) -> Option<f64> {
        let deviation = self.unexplained?;
        (points > 0.0).then(|| student_t(self.freedom, level) * deviation / points.sqrt())
    }

    /// Span that means over so many points have by chance, or `None` as for [`Self::half_width`].
    pub(super) fn chance_span(&self, points: f64) -> Option<f64> {
        // Between a few dozen independent means about four standard deviations lie.
        self.unexplained.filter(|_| points > 0.0).map(|deviation| 4.0 * deviation / points.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grid of three by two: 10, 20 and 30 along the one axis and 1 more along the other, with a
    /// rest of -+ 0.1 that adds up to nothing. The effects are found exactly. Six points less four
    /// estimates leave two degrees of freedom and a variance of 6 x 0.01 / 2.
    #[test]
    fn effects_that_add_up_are_found_with_their_interval() {
        let points = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)];
        let rest = [0.1, -0.1, -0.2, 0.2, 0.1, -0.1];
        let value =
            |((a, b), rest): (&(usize, usize), &f64)| 10.0 * (*a as f64 + 1.0) + *b as f64 + rest;
        let values: Vec<f64> = points.iter().zip(&rest).map(value).collect();
        let axes = vec![points.map(|p| p.0).to_vec(), points.map(|p| p.1).to_vec()];
        let fit = Additive::fit(&values, axes).unwrap();
        let first = fit.contrast(0, 0, 2, 0.95);
        assert!((first.estimate - 20.0).abs() < 1e-9, "{first:?}");
        // The rest is an interaction of 0.12 in squares, over two degrees of freedom; means of two
        // points differ with its standard deviation; t is 4.303.
        let half = 4.302_652_7 * 0.06_f64.sqrt();
        let (low, high) = first.bounds.unwrap();
        assert!((high - low - 2.0 * half).abs() < 1e-6, "{low} {high} {half}");
        let second = fit.contrast(1, 0, 1, 0.95);
        assert!((second.estimate - 1.0).abs() < 1e-9);
        assert!((fit.at(0, 0) - 10.5).abs() < 1e-9);
    }

    /// Points of a list at which both axes rise together cannot tell them apart: no interval.
    #[test]
    fn without_points_to_spare_there_is_no_interval() {
        let fit = Additive::fit(&[1.0, 2.0], vec![vec![0, 1], vec![0, 1]]).unwrap();
        assert_eq!(fit.contrast(0, 0, 1, 0.95).bounds, None);
        assert!(Additive::fit(&[], vec![]).is_none());
    }
}
