//! Worlds that fit what was reported: from draws of what is known to draws of what is left when results
//! are compared with reports.
//!
//! A sequential Monte Carlo sampler (Del Moral, Doucet & Jasra 2006, *JRSS B* 68:411): all worlds are
//! drawn from what is known, and the weight of the reports rises in steps from nothing to all. Each step
//! is as large as leaves half of the worlds effective; worlds are drawn again by their weights, and each
//! then moves until few have stayed where they were. A move walks far on a surrogate, which is fitted to
//! all runs so far, and is then accepted by what the model itself says there (Christen & Fox 2005,
//! *J Comput Graph Stat* 14:795). So the worlds are right whatever the surrogate is worth, and the better
//! it is, the more independent they are.
//!
//! It does not run the model. It hands out worlds, takes in what they give, and is otherwise a pure
//! function of its seed.

mod report;
mod surrogate;
#[cfg(test)]
mod tests;

pub use self::report::{Report, Run, log_likelihood};
use self::surrogate::{Surrogate, Tried};
use super::{Belief, LAWS, Together};
use crate::engine::draws::{BirthKey, Draw, Draws};
use crate::engine::statistics::Ordered;
use crate::model::parameters::Values;
use crate::model::purpose::Purpose;

/// Share of the worlds that is to stay effective in a step.
const EFFECTIVE: f64 = 0.5;

/// The least step: a likelihood so steep that it takes more of them is not met.
const LEAST_STEP: f64 = 1e-4;

/// Worlds move until no more than this share has stayed where it was ...
const STILL: f64 = 0.05;

/// ... but not more often than this after a step, and after the last.
const MOST_MOVES: [u32; 2] = [3, 24];

/// Steps of a walk on the surrogate, each by chance: far ones for independence, near ones for where the
/// surrogate is not worth much. They cost next to nothing beside a run of the model.
const WALKS: [u32; 3] = [16, 128, 1024];

/// The median of the square of a standard normal number.
const MEDIAN_SQUARE: f64 = 0.4549;

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
    /// Whether it has moved since worlds were last drawn again.
    has_moved: bool,
}

/// A world that is to be run.
#[derive(Clone, Debug)]
struct Proposal {
    numbers: Numbers,
    values: Vec<f64>,
    /// By how much the log-likelihood rises, as the surrogate has it.
    rise: f64,
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
    proposed: Vec<Option<Proposal>>,
    weight: f64,
    /// Logarithm of the mean likelihood of what is known, up to the weight.
    log_evidence: f64,
    /// All runs so far.
    tried: Vec<Tried>,
    /// Rounds of moves since the last step, and in all.
    moves: u32,
    rounds: u64,
    /// Share of the moves that were accepted in the round before.
    accepted: f64,
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
            weight: 0.0,
            log_evidence: 0.0,
            tried: Vec::new(),
            moves: 0,
            rounds: 0,
            accepted: 1.0,
            steps: Vec::new(),
        };
        fit.proposed = (0..worlds).map(|world| fit.first(world)).collect();
        fit
    }

    /// The worlds to run next, as values in the order of the beliefs; nothing when it is done. Of a
    /// world that has no proposal there is none: it stays.
    pub fn proposals(&self) -> Vec<Vec<f64>> {
        self.proposed.iter().flatten().map(|it| it.values.clone()).collect()
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

    /// To how many independent worlds they amount, at most as many as there are: the mean of a number on
    /// which nothing depends varies by one over this, and of most numbers that is so.
    pub fn effective(&self) -> f64 {
        let n = self.followers.len() as f64;
        let square = |place: usize| {
            let sum: f64 = self.followers.iter().map(|it| it.numbers[place]).sum();
            (sum / n).powi(2)
        };
        let squares = Ordered::new((0..self.size()).map(square).collect());
        squares.map_or(n, |squares| (MEDIAN_SQUARE / squares.quantile(0.5)).min(n))
    }

    /// The steps that were taken.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether all weight is on the reports and the moves are done.
    pub fn is_done(&self) -> bool {
        self.proposed.is_empty()
    }

    /// Takes in what the proposals give, in their order, and the reports, which are the same each time.
    pub fn take(&mut self, runs: &[Run], reports: &[Option<Report>]) {
        let mut runs = runs.iter();
        let nothing: Run = vec![None; reports.len()];
        let proposed = std::mem::take(&mut self.proposed);
        let is_first = self.followers.is_empty();
        let mut accepted = 0;
        for (place, proposal) in proposed.into_iter().enumerate() {
            let Some(Proposal { numbers, values, rise }) = proposal else { continue };
            let run = runs.next().unwrap_or(&nothing).clone();
            let fit = log_likelihood(reports, &run);
            self.tried.push(Tried { numbers: numbers.clone(), run });
            let run = self.tried.len() - 1;
            let moved = Follower { numbers, values, fit, run, has_moved: true };
            if is_first {
                self.followers.push(moved);
            } else if self.draw(place, 1).uniform().ln()
                < self.weight * (fit - self.followers[place].fit - rise)
            {
                self.followers[place] = moved;
                accepted += 1;
            }
        }
        let n = self.followers.len();
        if !is_first {
            (self.moves, self.rounds) = (self.moves + 1, self.rounds + 1);
            self.accepted = f64::from(accepted) / n as f64;
        }
        let still = self.followers.iter().filter(|it| !it.has_moved).count();
        let most = MOST_MOVES[usize::from(self.weight >= 1.0)];
        if (still as f64 <= STILL * n as f64 || self.moves >= most) && !self.step() {
            return;
        }
        let surrogate = Surrogate::of(&self.tried, reports);
        self.proposed = (0..n).map(|place| self.moved(place, &surrogate)).collect();
        if self.proposed.iter().all(Option::is_none) {
            // Every proposal breaks a law: there is nothing to run in this round.
            self.take(&[], reports);
        }
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
        self.steps.push(Step {
            weight: self.weight,
            effective,
            accepted: self.accepted,
            log_left: (self.log_evidence - self.weight * mean_fit).min(0.0),
        });
        self.moves = 0;
        self.followers.iter_mut().for_each(|it| it.has_moved = false);
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

    /// A draw for a place in this round.
    fn draw(&self, place: usize, use_of: u32) -> Draw {
        let who = BirthKey::named("fit").child(use_of, place as u64);
        self.draws.at(who, Purpose::Fit, self.rounds)
    }

    /// A world of what is known.
    fn first(&self, world: usize) -> Option<Proposal> {
        let who = BirthKey::named("first world").child(0, world as u64);
        (0..ATTEMPTS).find_map(|attempt| {
            let mut draw = self.draws.at(who, Purpose::Fit, attempt);
            let numbers: Numbers = (0..self.size()).map(|_| draw.normal()).collect();
            let values = self.values(&numbers)?;
            Some(Proposal { numbers, values, rise: 0.0 })
        })
    }

    /// A proposal for a follower; `None` where it breaks a law. That is as good as one that is not
    /// accepted: drawing another would favour the edge.
    fn moved(&self, place: usize, surrogate: &Surrogate) -> Option<Proposal> {
        let mut draw = self.draw(place, 0);
        let from = &self.followers[place].numbers;
        let steps = WALKS[(WALKS.len() as f64 * draw.uniform()) as usize];
        let (numbers, rise) = surrogate.walk(from, self.weight, steps, &mut draw);
        let values = self.values(&numbers)?;
        Some(Proposal { numbers, values, rise })
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
