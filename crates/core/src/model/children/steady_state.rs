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
const POINTS: usize = 800;

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
fn after_step(rules: &CourseRules, width: f64, mut cohort: Vec<f64>) -> Vec<f64> {
    let (share, size) = rules.deterioration();
    let from = Shift::by(-size / width);
    let moved = |point: usize| {
        let before = match from.of(point) {
            Place::Below => 0.0,
            Place::Between(at, rest) => cohort[at] + (cohort[at + 1] - cohort[at]) * rest,
            Place::Above(_) => cohort[POINTS - 1],
        };
        cohort[point] + share * (before - cohort[point])
    };
    cohort = (0..POINTS).map(moved).collect();
    for _ in 0..2 {
        cohort = averaged_over(rules.length_of_noise() / width, cohort);
    }
    let first = (LEAST_SCORE / width).ceil() as usize;
    cohort[..first].fill(0.0);
    cohort
}

/// The mean of a function over an interval around each point; lengths count in widths of the grid. The
/// function is linear between the points, zero below them and constant above.
fn averaged_over(length: f64, values: Vec<f64>) -> Vec<f64> {
    if length <= 0.0 {
        return values;
    }
    let mut area = vec![0.0; POINTS];
    for point in 1..POINTS {
        area[point] = area[point - 1] + (values[point - 1] + values[point]) / 2.0;
    }
    let up_to = |place| match place {
        Place::Below => 0.0,
        Place::Between(at, rest) => {
            area[at] + rest * (values[at] + (values[at + 1] - values[at]) * rest / 2.0)
        }
        Place::Above(beyond) => area[POINTS - 1] + beyond * values[POINTS - 1],
    };
    let [start, end] = [-length / 2.0, length / 2.0].map(Shift::by);
    (0..POINTS).map(|point| (up_to(end.of(point)) - up_to(start.of(point))) / length).collect()
}

/// A distance between places of the grid.
#[derive(Clone, Copy)]
struct Shift {
    whole: isize,
    rest: f64,
}

/// Where a shift leads.
enum Place {
    Below,
    /// Between this point and the next, and how far.
    Between(usize, f64),
    /// Beyond the last point, and how far.
    Above(f64),
}

impl Shift {
    fn by(distance: f64) -> Self {
        let whole = distance.floor();
        Self { whole: whole as isize, rest: distance - whole }
    }

    #[inline]
    fn of(self, point: usize) -> Place {
        let last = POINTS - 1;
        match point.checked_add_signed(self.whole) {
            None => Place::Below,
            Some(at) if at < last => Place::Between(at, self.rest),
            Some(at) => Place::Above((at - last) as f64 + self.rest),
        }
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
