//! Worlds that fit what was reported: from draws of what is known to draws of what is left when results
//! are compared with reports.
//!
//! A sequential Monte Carlo sampler (Del Moral, Doucet & Jasra 2006, *JRSS B* 68:411): all worlds are
//! drawn from what is known, and the weight of the reports rises in steps from nothing to all. Each step
//! is as large as leaves half of the worlds effective; worlds are drawn again by their weights, and each
//! then moves a few times. A move keeps what is known exactly, whatever the number of parameters, and is
//! accepted by the change of the likelihood alone. Moves are of two kinds, in turn: a rotation of all
//! the standard normal numbers from which a world is made (preconditioned Crank-Nicolson; Cotter et al.
//! 2013, *Statistical Science* 28:424), and a new draw of some of them, by which those on which nothing
//! depends forget where they came from.
//!
//! It does not run the model. It hands out worlds, takes in their log-likelihoods, and is otherwise a
//! pure function of its seed.

use std::collections::BTreeMap;

use super::{Belief, LAWS, Together};
use crate::engine::draws::{BirthKey, Draw, Draws};
use crate::model::parameters::Values;
use crate::model::purpose::Purpose;

/// Moves after each step.
const MOVES: u32 = 4;

/// Share of the worlds that is to stay effective in a step.
const EFFECTIVE: f64 = 0.5;

/// The least step: a likelihood so steep that it takes more of them is not met.
const LEAST_STEP: f64 = 1e-4;

/// How far the first moves go. Of a rotation, 1 is a new draw and 0 stays; of a new draw of some numbers,
/// it is their share.
const FIRST_REACH: [f64; 2] = [0.4, 0.15];

/// Draws of a proposal before a world stays where it is.
const ATTEMPTS: u64 = 100;

/// The standard normal numbers of a world: one for each belief, then one for each group of parameters
/// that stand for one thing.
type Numbers = Vec<f64>;

/// A world that is followed.
#[derive(Clone, Debug, PartialEq)]
pub struct Follower {
    numbers: Numbers,
    /// Values of the parameters, in the order of the beliefs.
    pub values: Vec<f64>,
    /// Its log-likelihood.
    pub fit: f64,
    /// Place among the results that were taken in.
    pub run: usize,
    /// Which of the first worlds it comes from.
    pub ancestor: usize,
}

/// A step of the sampler, for those who watch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Weight of the reports, from 0 to 1.
    pub weight: f64,
    /// Effective number of worlds when it was reached.
    pub effective: f64,
    /// Share of the moves that were accepted in the round before.
    pub accepted: f64,
    /// Logarithm of the share of what is known that is left.
    pub log_left: f64,
}

/// The sampler.
#[derive(Clone, Debug)]
pub struct Fit {
    beliefs: Vec<Belief>,
    groups: Vec<&'static Together>,
    central: Values,
    draws: Draws,
    followers: Vec<Follower>,
    proposed: Vec<Option<(Numbers, Vec<f64>)>>,
    /// Results taken in.
    runs: usize,
    weight: f64,
    /// Logarithm of the mean likelihood of what is known, up to the weight.
    log_evidence: f64,
    moves_left: u32,
    /// Rounds of moves so far.
    rounds: u64,
    /// How far moves of each kind go.
    reach: [f64; 2],
    accepted: (usize, usize),
    steps: Vec<Step>,
}

impl Fit {
    /// A sampler of so many worlds of what is believed, where other parameters have the central values.
    pub fn new(beliefs: Vec<Belief>, central: Values, worlds: usize, seed: u64) -> Self {
        let mut groups: Vec<&'static Together> = Vec::new();
        for together in beliefs.iter().filter_map(|it| Together::of(it.parameter)) {
            if !groups.iter().any(|known| known.what == together.what) {
                groups.push(together);
            }
        }
        let mut fit = Self {
            beliefs,
            groups,
            central,
            draws: Draws::new(seed, 0),
            followers: Vec::new(),
            proposed: Vec::new(),
            runs: 0,
            weight: 0.0,
            log_evidence: 0.0,
            moves_left: 0,
            rounds: 0,
            reach: FIRST_REACH,
            accepted: (0, 0),
            steps: Vec::new(),
        };
        fit.proposed = (0..worlds).map(|world| fit.first(world)).collect();
        fit
    }

    /// The worlds to run next, as values in the order of the beliefs; nothing when it is done. Of a
    /// world that has no proposal there is none: it stays.
    pub fn proposals(&self) -> Vec<Vec<f64>> {
        self.proposed.iter().flatten().map(|(_, values)| values.clone()).collect()
    }

    /// The worlds as they are.
    pub fn followers(&self) -> &[Follower] {
        &self.followers
    }

    /// The same in an order in which neighbours, which often come from one world, are far apart, so that
    /// some of them stand for all.
    pub fn spread_out(&self) -> impl Iterator<Item = &Follower> {
        let n = self.followers.len();
        let is_coprime = |step: &usize| {
            let (mut a, mut b) = (*step, n);
            while b > 0 {
                (a, b) = (b, a % b);
            }
            a == 1
        };
        // Steps of a golden section.
        let first = (0.618 * n as f64) as usize;
        let step = (first..first + n).find(is_coprime).unwrap_or(1);
        (0..n).map(move |place| &self.followers[place * step % n])
    }

    /// Effective number of the first worlds from which they come.
    pub fn ancestors(&self) -> f64 {
        let mut of_ancestor: BTreeMap<usize, f64> = BTreeMap::new();
        for follower in &self.followers {
            *of_ancestor.entry(follower.ancestor).or_default() += 1.0;
        }
        let squares: f64 = of_ancestor.values().map(|count| count * count).sum();
        (self.followers.len() as f64).powi(2) / squares
    }

    /// The steps that were taken.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether all weight is on the reports and the moves are done.
    pub fn is_done(&self) -> bool {
        self.proposed.is_empty()
    }

    /// Takes in the log-likelihoods of the proposals, in their order: minus infinity for a run that
    /// failed.
    pub fn take(&mut self, fits: &[f64]) {
        let mut fits = fits.iter().copied();
        let proposed = std::mem::take(&mut self.proposed);
        if self.followers.is_empty() {
            for (ancestor, (numbers, values)) in proposed.into_iter().flatten().enumerate() {
                let fit = fits.next().unwrap_or(f64::NEG_INFINITY);
                let run = self.next_run();
                self.followers.push(Follower { numbers, values, fit, run, ancestor });
            }
        } else {
            for (place, proposal) in proposed.into_iter().enumerate() {
                self.accepted.1 += 1;
                let Some((numbers, values)) = proposal else { continue };
                let fit = fits.next().unwrap_or(f64::NEG_INFINITY);
                let run = self.next_run();
                let mut draw = self.draw(place, 1);
                let follower = &mut self.followers[place];
                if draw.uniform().ln() < self.weight * (fit - follower.fit) {
                    (follower.numbers, follower.values) = (numbers, values);
                    (follower.fit, follower.run) = (fit, run);
                    self.accepted.0 += 1;
                }
            }
            self.rounds += 1;
            self.moves_left -= 1;
        }
        if self.moves_left == 0 && !self.step() {
            return;
        }
        self.adapt();
        self.proposed = (0..self.followers.len()).map(|place| self.moved(place)).collect();
    }

    fn next_run(&mut self) -> usize {
        self.runs += 1;
        self.runs - 1
    }

    /// Puts more weight on the reports; `false` where all of it is there, or no world has a result.
    fn step(&mut self) -> bool {
        let best = self.followers.iter().map(|it| it.fit).fold(f64::NEG_INFINITY, f64::max);
        if self.weight >= 1.0 || best == f64::NEG_INFINITY {
            return false;
        }
        let weights = |by: f64| -> Vec<f64> {
            self.followers.iter().map(|it| (by * (it.fit - best)).exp()).collect()
        };
        let effective = |by: f64| {
            let weights = weights(by);
            let sum: f64 = weights.iter().sum();
            sum * sum / weights.iter().map(|weight| weight * weight).sum::<f64>()
        };
        let wanted = EFFECTIVE * self.followers.len() as f64;
        let (mut by, mut most) = (0.0, 1.0 - self.weight);
        if effective(most) >= wanted {
            by = most;
        } else {
            for _ in 0..60 {
                let middle = 0.5 * (by + most);
                match effective(middle) >= wanted {
                    true => by = middle,
                    false => most = middle,
                }
            }
            by = by.max(LEAST_STEP).min(1.0 - self.weight);
        }
        let (chosen, effective) = (weights(by), effective(by));
        let mean = chosen.iter().sum::<f64>() / chosen.len() as f64;
        self.log_evidence += mean.ln() + by * best;
        self.weight += by;
        if self.weight > 1.0 - 1e-9 {
            self.weight = 1.0;
        }
        self.draw_again(&chosen);
        let n = self.followers.len() as f64;
        let mean_fit = self.followers.iter().map(|it| it.fit).sum::<f64>() / n;
        let (accepted, tried) = self.accepted;
        self.steps.push(Step {
            weight: self.weight,
            effective,
            accepted: if tried > 0 { accepted as f64 / tried as f64 } else { 1.0 },
            log_left: (self.log_evidence - self.weight * mean_fit).min(0.0),
        });
        self.moves_left = MOVES;
        true
    }

    /// Draws followers by their weights: systematic resampling (Carpenter, Clifford & Fearnhead 1999).
    fn draw_again(&mut self, weights: &[f64]) {
        let n = weights.len();
        let sum: f64 = weights.iter().sum();
        let start = self.draw(n, 2).uniform();
        let (mut place, mut until) = (0, weights[0] / sum);
        let mut chosen = Vec::with_capacity(n);
        for rank in 0..n {
            let at = (rank as f64 + start) / n as f64;
            while until < at && place + 1 < n {
                place += 1;
                until += weights[place] / sum;
            }
            chosen.push(self.followers[place].clone());
        }
        self.followers = chosen;
    }

    /// Moves go further where many are accepted.
    fn adapt(&mut self) {
        let (accepted, tried) = self.accepted;
        if tried == 0 {
            return;
        }
        // The round that is over had the kind before.
        let reach = &mut self.reach[(self.rounds as usize + 1) % 2];
        match accepted as f64 / tried as f64 {
            ..0.15 => *reach = (0.6 * *reach).max(0.02),
            0.4.. => *reach = (1.4 * *reach).min(1.0),
            _ => {}
        }
        self.accepted = (0, 0);
    }

    /// A draw for a place in this round.
    fn draw(&self, place: usize, use_of: u32) -> Draw {
        let who = BirthKey::named("fit").child(use_of, place as u64);
        self.draws.at(who, Purpose::Fit, self.rounds)
    }

    /// A world of what is known.
    fn first(&self, world: usize) -> Option<(Numbers, Vec<f64>)> {
        let who = BirthKey::named("first world").child(0, world as u64);
        (0..ATTEMPTS).find_map(|attempt| {
            let mut draw = self.draws.at(who, Purpose::Fit, attempt);
            let numbers: Numbers = (0..self.size()).map(|_| draw.normal()).collect();
            let values = self.values(&numbers)?;
            Some((numbers, values))
        })
    }

    /// A proposal for a follower; `None` where every one breaks a law.
    fn moved(&self, place: usize) -> Option<(Numbers, Vec<f64>)> {
        let mut draw = self.draw(place, 0);
        let kind = self.rounds as usize % 2;
        let reach = self.reach[kind];
        let stays = (1.0 - reach * reach).sqrt();
        let from = &self.followers[place].numbers;
        let moved = |number: &f64| match kind {
            0 => stays * number + reach * draw.normal(),
            _ if draw.uniform() < reach => draw.normal(),
            _ => *number,
        };
        // One that breaks a law is as good as one that is not accepted: drawing another would favour
        // the edge.
        let numbers: Numbers = from.iter().map(moved).collect();
        let values = self.values(&numbers)?;
        Some((numbers, values))
    }

    fn size(&self) -> usize {
        self.beliefs.len() + self.groups.len()
    }

    /// The values of a world; `None` where it breaks a law.
    fn values(&self, numbers: &[f64]) -> Option<Vec<f64>> {
        let (own, common) = numbers.split_at(self.beliefs.len());
        let mut all = self.central.clone();
        let values: Vec<f64> = self
            .beliefs
            .iter()
            .zip(own)
            .map(|(belief, own)| {
                let together = Together::of(belief.parameter);
                let number = together.map_or(*own, |together| {
                    let place = self.groups.iter().position(|it| it.what == together.what);
                    together.combine(common[place.unwrap_or_default()], *own)
                });
                let value = belief.at(number);
                // Every value of a belief is allowed.
                let _ = all.set(belief.parameter, value);
                value
            })
            .collect();
        let is_about = |law: &super::Law| self.beliefs.iter().any(|it| law.is_about(it.parameter));
        LAWS.iter().all(|law| !is_about(law) || law.holds(&all)).then_some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parameters::Parameter;

    const KEYS: [&str; 2] = ["attrition.other_per_year", "waiting.give_up_per_month"];

    /// Runs a sampler on a likelihood of the numbers of two parameters, to its end.
    fn fitted(worlds: usize, seed: u64, likelihood: impl Fn(&[f64]) -> f64) -> Fit {
        let beliefs = KEYS.map(|key| Belief::of(Parameter::named(key)).unwrap()).to_vec();
        let mut fit = Fit::new(beliefs, Values::default(), worlds, seed);
        while !fit.is_done() {
            let fits: Vec<f64> =
                fit.proposed.iter().flatten().map(|(numbers, _)| likelihood(numbers)).collect();
            fit.take(&fits);
        }
        fit
    }

    fn moments(fit: &Fit, number: usize) -> (f64, f64) {
        let values: Vec<f64> = fit.followers.iter().map(|it| it.numbers[number]).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let squares: f64 = values.iter().map(|it| (it - mean).powi(2)).sum();
        (mean, squares / values.len() as f64)
    }

    /// A standard normal number that is reported as 2 with a standard deviation of 0.5 has the mean 1.6
    /// and the variance 0.2 (the conjugate normal); what is not reported keeps what is known.
    #[test]
    fn a_normal_number_gets_the_conjugate_normal() {
        let fit = fitted(2_000, 7, |numbers| -0.5 * ((numbers[0] - 2.0) / 0.5).powi(2));
        let (mean, variance) = moments(&fit, 0);
        assert!((mean - 1.6).abs() < 0.05 && (variance - 0.2).abs() < 0.03, "{mean} {variance}");
        let (mean, variance) = moments(&fit, 1);
        assert!(mean.abs() < 0.15 && (variance - 1.0).abs() < 0.15, "{mean} {variance}");
        let last = fit.steps().last().unwrap();
        assert_eq!(last.weight, 1.0);
        // What is left: the divergence of the two normals is 0.5 (0.2 + 1.6^2 - 1 - ln 0.2).
        let divergence = 0.5 * (0.2 + 1.6_f64.powi(2) - 1.0 - 0.2_f64.ln());
        assert!((last.log_left + divergence).abs() < 0.25, "{} {divergence}", last.log_left);
    }

    #[test]
    fn the_same_seed_gives_the_same_worlds_and_another_others() {
        let likelihood = |numbers: &[f64]| -2.0 * (numbers[0] - 1.0).powi(2);
        let one = fitted(40, 1, likelihood);
        assert_eq!(one.followers, fitted(40, 1, likelihood).followers);
        assert_ne!(one.followers, fitted(40, 2, likelihood).followers);
    }

    /// The check of the calibration itself (Talts et al. 2018, arXiv:1804.06788): of worlds drawn from what
    /// is known, with reports made from each, the rank of the truth among the worlds that fit is uniform.
    /// Of 200 trials the truth lies in the 90 % region in 90 %, within three standard errors, and the
    /// ranks fill ten bins alike (chi-squared, 9 degrees of freedom, 0.1 %).
    #[test]
    fn the_truth_has_every_rank_among_worlds_that_fit_equally_often() {
        let trials = 200;
        let (mut inside, mut bins) = (0, [0_u32; 10]);
        for trial in 0..trials {
            let mut draw = Draws::new(99, trial).at(BirthKey::named("truth"), Purpose::Fit, 0);
            let truth = [draw.normal(), draw.normal()];
            // Two reports: a sum, with a small error, and a product, which is not linear.
            let gives = |it: &[f64]| [it[0] + it[1], it[0] * it[1].exp()];
            let sds = [0.3, 0.6];
            let exact = gives(&truth);
            let reports = [0, 1].map(|place| exact[place] + sds[place] * draw.normal());
            let fit = fitted(80, trial, |numbers| {
                let found = gives(numbers);
                let off = |place: usize| (found[place] - reports[place]) / sds[place];
                -0.5 * (off(0).powi(2) + off(1).powi(2))
            });
            let below = fit.followers.iter().filter(|it| it.numbers[0] < truth[0]).count();
            // The truth is one of 81: its rank is uniform over 0 to 80.
            let rank = (below as f64 + draw.uniform()) / 81.0;
            inside += u32::from((0.05..0.95).contains(&rank));
            bins[(10.0 * rank) as usize] += 1;
        }
        let share = f64::from(inside) / trials as f64;
        assert!((share - 0.9).abs() < 3.0 * (0.09 / trials as f64).sqrt(), "{share}");
        let expected = trials as f64 / 10.0;
        let chi_squared: f64 =
            bins.iter().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
        assert!(chi_squared < 27.9, "{chi_squared} {bins:?}");
    }

    #[test]
    fn all_worlds_are_there_once_in_the_order_in_which_they_are_written() {
        for worlds in [1, 2, 7, 80, 100] {
            let fit = fitted(worlds, 1, |_| 0.0);
            let mut runs: Vec<usize> = fit.spread_out().map(|it| it.run).collect();
            runs.sort_unstable();
            let mut all: Vec<usize> = fit.followers().iter().map(|it| it.run).collect();
            all.sort_unstable();
            assert_eq!(runs, all);
        }
    }

    /// A run that fails is never kept, and if all fail the sampler ends.
    #[test]
    fn worlds_that_fail_are_left_behind() {
        let fit = fitted(60, 3, |numbers| match numbers[0] < 0.0 {
            true => f64::NEG_INFINITY,
            false => 0.0,
        });
        assert!(fit.followers.iter().all(|it| it.numbers[0] >= 0.0));
        assert!(fitted(10, 3, |_| f64::NEG_INFINITY).steps().is_empty());
    }
}
