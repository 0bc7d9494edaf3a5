//! The severity of a population without help in steady state, on which the thresholds of a site stand.
//!
//! Nothing is drawn: the distribution of scores over a cohort of onsets is carried from step to step
//! on a grid, and each step is weighted by the share that has not remitted by itself until then,
//! which does not depend on the score.

use super::severity::{CourseRules, LEAST_SCORE};
use crate::model::parameters::Values;

/// The distribution of scores: cumulative, at multiples of a width.
pub(crate) struct SteadyState {
    width: f64,
    below: Vec<f64>,
}

/// Points of the grid.
const POINTS: usize = 4_000;

/// Steps after which a child has left school: thirteen years.
const STEPS: u32 = 8 * 13;

/// The grid ends where this share of onsets is below, and as far beyond as a course is likely to move.
const MOST: f64 = 0.999;

impl SteadyState {
    /// The population of these values.
    pub(crate) fn new(values: &Values) -> Self {
        let rules = CourseRules::new(values);
        let width = (rules.onset_score(MOST) + rules.likely_rise(STEPS)) / POINTS as f64;
        let mut cohort: Vec<f64> =
            (0..POINTS).map(|point| rules.onsets_below(point as f64 * width)).collect();
        let (mut below, mut all) = (vec![0.0; POINTS], 0.0);
        for step in 0..STEPS {
            let weight = rules.still_in_need(step);
            all += weight;
            below.iter_mut().zip(&cohort).for_each(|(sum, share)| *sum += weight * share);
            cohort = after_step(&rules, width, cohort);
        }
        below.iter_mut().for_each(|sum| *sum /= all);
        Self { width, below }
    }

    /// The score below which a share `p` of the population lies; the last point of the grid, where the
    /// share is larger there.
    pub(crate) fn quantile(&self, p: f64) -> f64 {
        let above = self.below.partition_point(|&below| below < p);
        if above == 0 || above == POINTS {
            return above as f64 * self.width;
        }
        let [low, high] = [self.below[above - 1], self.below[above]];
        (above as f64 - (high - p) / (high - low)) * self.width
    }
}

/// The distribution after another step in need: some deteriorate, and the score goes up and down by the
/// sum of two uniform numbers.
fn after_step(rules: &CourseRules, width: f64, cohort: Vec<f64>) -> Vec<f64> {
    let (share, size) = rules.deterioration();
    let stay = Line { width, values: cohort };
    let moved = |point: usize| {
        let from = stay.at(point as f64 * width - size);
        stay.values[point] + share * (from - stay.values[point])
    };
    let mut moved = Line { width, values: (0..POINTS).map(moved).collect() };
    for _ in 0..2 {
        moved = moved.averaged_over(rules.length_of_noise());
    }
    let first = (LEAST_SCORE / width).ceil() as usize;
    moved.values[..first].fill(0.0);
    moved.values
}

/// A function that is linear between the points of the grid, zero below them and constant above.
struct Line {
    width: f64,
    values: Vec<f64>,
}

impl Line {
    fn at(&self, x: f64) -> f64 {
        self.within(x, |point, rest| {
            let [low, high] = [self.values[point], self.values[point + 1]];
            low + (high - low) * rest
        })
        .unwrap_or(if x < 0.0 { 0.0 } else { self.values[POINTS - 1] })
    }

    /// What `there` says of the point below `x` and the rest, as a share of the width; nothing outside
    /// the grid.
    fn within(&self, x: f64, there: impl Fn(usize, f64) -> f64) -> Option<f64> {
        let place = x / self.width;
        let inside = place >= 0.0 && place < (POINTS - 1) as f64;
        inside.then(|| there(place as usize, place.fract()))
    }

    /// The mean of the function over an interval of this length around each point.
    fn averaged_over(self, length: f64) -> Self {
        if length <= 0.0 {
            return self;
        }
        let mut area = Vec::with_capacity(POINTS);
        let mut sum = 0.0;
        area.push(sum);
        for pair in self.values.windows(2) {
            sum += self.width * (pair[0] + pair[1]) / 2.0;
            area.push(sum);
        }
        let up_to = |x: f64| {
            self.within(x, |point, rest| {
                let [low, high] = [self.values[point], self.values[point + 1]];
                area[point] + self.width * rest * (low + (high - low) * rest / 2.0)
            })
            .unwrap_or_else(|| {
                let last = (POINTS - 1) as f64 * self.width;
                if x < 0.0 { 0.0 } else { sum + (x - last) * self.values[POINTS - 1] }
            })
        };
        let mean = |point: usize| {
            let x = point as f64 * self.width;
            (up_to(x + length / 2.0) - up_to(x - length / 2.0)) / length
        };
        Self { width: self.width, values: (0..POINTS).map(mean).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::draws::{BirthKey, Draws};
    use crate::engine::time::SimTime;
    use crate::model::children::chances::Chances;
    use crate::model::children::severity::Course;
    use crate::model::parameters::Parameter;

    const SHARES: [f64; 7] = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98];

    fn still(values: &mut Values) {
        for key in ["severity.deterioration_per_month", "severity.fluctuation_sd"] {
            values.set(Parameter::named(key), 0.0).unwrap();
        }
    }

    /// Without ups and downs the population has the scores of its onsets.
    #[test]
    fn a_population_without_ups_and_downs_has_the_quantiles_of_a_lognormal() {
        let mut values = Values::default();
        still(&mut values);
        let (state, rules) = (SteadyState::new(&values), CourseRules::new(&values));
        for p in SHARES {
            let (found, theory) = (state.quantile(p), rules.onset_score(p));
            assert!((found / theory - 1.0).abs() < 1e-3, "{p}: {found} {theory}");
        }
    }

    /// Children who are followed one by one, and remit when they do, give the same quantiles: within
    /// four standard errors of the share below, with children as clusters.
    #[test]
    fn children_followed_one_by_one_have_the_same_quantiles() {
        let values = Values::default();
        let (state, rules) = (SteadyState::new(&values), CourseRules::new(&values));
        let (draws, root) = (Draws::new(5, 1), BirthKey::named("followed"));
        let followed = |child: u64, line: f64| {
            let who = root.child(0, child);
            let mut course = Course::begin(&rules, &draws, who, SimTime::ZERO);
            let (mut below, mut all) = (0.0, 0.0);
            while !course.is_remitted() && course.steps() < STEPS {
                below += f64::from(u8::from(course.score() < line));
                all += 1.0;
                course.step(&rules, &Chances::of(&draws, who, course.steps() + 1));
            }
            (below, all)
        };
        for p in SHARES {
            let line = state.quantile(p);
            let children: Vec<(f64, f64)> = (0..20_000).map(|id| followed(id, line)).collect();
            let all: f64 = children.iter().map(|(_, all)| all).sum();
            let share = children.iter().map(|(below, _)| below).sum::<f64>() / all;
            let square = |(below, all): &(f64, f64)| (below - share * all).powi(2);
            let error = children.iter().map(square).sum::<f64>().sqrt() / all;
            assert!((share - p).abs() < 4.0 * error, "{p}: {share} +- {error}");
        }
    }
}
