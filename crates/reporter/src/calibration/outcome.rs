//! What a calibration came to.

use mhst_core::engine::statistics::{Ordered, pearson, variance};
use mhst_core::model::knowledge::Belief;
use mhst_core::model::knowledge::fit::{Report, Run};
use mhst_core::model::parameters::Parameter;

use super::target::Target;

/// Standard deviations beyond which a target is not met.
pub const MISSED: f64 = 3.0;

/// By how many standard deviations the misfit of one target must rise when the other is met, for the
/// two to be said to pull against each other.
const PULL: f64 = 0.3;

/// Correlation in the fitted worlds below which two parameters are never said to be traded off.
const TRADED: f64 = 0.4;

/// Standard errors that noise does not reach in any of some hundred parameters, and in any pair of them.
const NOISE: f64 = 3.7;
const NOISE_OF_PAIRS: f64 = 5.0;

/// Fewer worlds say nothing about pairs, of which there are tens of thousands.
const ENOUGH_FOR_PAIRS: usize = 30;

/// Pairs that are named.
const PAIRS: usize = 5;

/// A target, and how it came out.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetOutcome {
    /// The target.
    pub target: Target,
    /// Standard deviation of report, discrepancy and chance together.
    pub sd: f64,
    /// Over the worlds of what is known: median, and the ends of the interval of 90 %.
    pub before: [f64; 3],
    /// The same over the worlds that fit.
    pub after: [f64; 3],
    /// The least distance of any world of what is known, in standard deviations.
    pub nearest: f64,
    /// Whether it was left out, because no world of what is known comes near.
    pub is_out_of_reach: bool,
}

/// A parameter before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterOutcome {
    /// Which.
    pub parameter: Parameter,
    /// What was known: the median, and the ends of the interval of 90 %.
    pub before: [f64; 3],
    /// The same over the worlds that fit.
    pub after: [f64; 3],
    /// How far the median moved: the probability of what was known below it, less a half, times two.
    pub moved: f64,
    /// Width of the interval after over that before.
    pub narrowed: f64,
    /// Whether it moved by more than noise would, given how many worlds the fitted ones come from.
    pub is_moved: bool,
}

/// What a calibration came to.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Outcome {
    /// The targets.
    pub targets: Vec<TargetOutcome>,
    /// The parameters, those that moved or narrowed most first.
    pub parameters: Vec<ParameterOutcome>,
    /// Pairs of parameters that make up for each other, with their correlation in the fitted worlds.
    pub traded: Vec<(Parameter, Parameter, f64)>,
    /// Pairs of targets that pull against each other.
    pub pulls: Vec<(usize, usize)>,
    /// Worlds that fit, and how many of them are different.
    pub worlds: (usize, usize),
    /// To how many independent worlds they amount.
    pub effective: f64,
    /// Runs of the model.
    pub runs: usize,
    /// Share of what is known that is left.
    pub left: f64,
}

/// The targets as reports of a run: what was reported, and the standard deviation of report, discrepancy
/// and chance together. Chance is that between replicates of the central world.
pub fn reports(targets: &[Target], central: &[Run]) -> Vec<Report> {
    let of = |(place, target): (usize, &Target)| {
        let values: Vec<f64> = central.iter().filter_map(|run| run[place]).collect();
        let chance = variance(&values).unwrap_or(0.0);
        Report { value: target.value, sd: (target.error.powi(2) + chance).sqrt() }
    };
    targets.iter().enumerate().map(of).collect()
}

/// The reports that some run comes near, within [`MISSED`] standard deviations; `None` for the others.
pub fn within_reach(reports: &[Report], runs: &[Run]) -> Vec<Option<Report>> {
    let is_near = |place: usize| nearest(reports[place], place, runs) <= MISSED;
    (0..reports.len()).map(|place| is_near(place).then_some(reports[place])).collect()
}

fn nearest(report: Report, place: usize, runs: &[Run]) -> f64 {
    let distance = |run: &Run| Some((run[place]? - report.value).abs() / report.sd);
    runs.iter().filter_map(distance).fold(f64::INFINITY, f64::min)
}

/// The median and the ends of the interval of 90 %.
fn spread(values: Vec<f64>) -> [f64; 3] {
    let Some(ordered) = Ordered::new(values) else { return [f64::NAN; 3] };
    [0.5, 0.05, 0.95].map(|p| ordered.quantile(p))
}

impl Outcome {
    /// From the runs of what is known, and the worlds that fit with their runs.
    pub fn new(
        targets: &[Target],
        reports: &[Report],
        fitted_to: &[Option<Report>],
        beliefs: &[Belief],
        prior: &[Run],
        fitted: &[(Vec<f64>, Run)],
        (runs, left, effective): (usize, f64, f64),
    ) -> Self {
        let of_targets = targets.iter().enumerate().map(|(place, target)| TargetOutcome {
            target: target.clone(),
            sd: reports[place].sd,
            before: spread(prior.iter().filter_map(|run| run[place]).collect()),
            after: spread(fitted.iter().filter_map(|(_, run)| run[place]).collect()),
            nearest: nearest(reports[place], place, prior),
            is_out_of_reach: fitted_to[place].is_none(),
        });
        let mut parameters: Vec<ParameterOutcome> = {
            let of = |(place, it)| parameter(it, place, fitted, effective);
            beliefs.iter().enumerate().map(of).collect()
        };
        parameters.sort_by(|a, b| b.moved.abs().total_cmp(&a.moved.abs()));
        let mut distinct: Vec<&Vec<f64>> = fitted.iter().map(|(values, _)| values).collect();
        distinct.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        distinct.dedup();
        Self {
            targets: of_targets.collect(),
            parameters,
            traded: traded(beliefs, &distinct, effective),
            effective,
            pulls: pulls(fitted_to, prior),
            worlds: (fitted.len(), distinct.len()),
            runs,
            left,
        }
    }
}

fn parameter(
    belief: &Belief,
    place: usize,
    fitted: &[(Vec<f64>, Run)],
    effective: f64,
) -> ParameterOutcome {
    let before = [0.5, 0.05, 0.95].map(|p| belief.quantile(p));
    let after = spread(fitted.iter().map(|(values, _)| values[place]).collect());
    let width = |[_, low, high]: [f64; 3]| high - low;
    // Ranks among what was known: uniform where nothing was learnt.
    let ranks: Vec<f64> =
        fitted.iter().map(|(values, _)| belief.probability_below(values[place])).collect();
    let off = ranks.iter().sum::<f64>() / ranks.len() as f64 - 0.5;
    ParameterOutcome {
        is_moved: off.abs() > NOISE * (1.0 / 12.0 / effective.max(1.0)).sqrt(),
        parameter: belief.parameter,
        before,
        after,
        moved: 2.0 * (belief.probability_below(after[0]) - 0.5),
        narrowed: if width(before) > 0.0 { width(after) / width(before) } else { 1.0 },
    }
}

/// The pairs of parameters with the strongest correlations of worlds that differ.
fn traded(
    beliefs: &[Belief],
    worlds: &[&Vec<f64>],
    effective: f64,
) -> Vec<(Parameter, Parameter, f64)> {
    if worlds.len() < ENOUGH_FOR_PAIRS {
        return Vec::new();
    }
    // Fisher's transformation: what noise does not reach.
    let noise =
        if effective > 4.0 { (NOISE_OF_PAIRS / (effective - 3.0).sqrt()).tanh() } else { 1.0 };
    let least = noise.max(TRADED);
    let columns: Vec<Vec<f64>> =
        (0..beliefs.len()).map(|place| worlds.iter().map(|world| world[place]).collect()).collect();
    let mut found = Vec::new();
    for (one, a) in columns.iter().enumerate() {
        for (two, b) in columns.iter().enumerate().skip(one + 1) {
            let is_declared = beliefs[one].is_drawn_with(&beliefs[two]);
            if let Some(r) = pearson(a, b).filter(|r| !is_declared && r.abs() >= least) {
                found.push((beliefs[one].parameter, beliefs[two].parameter, r));
            }
        }
    }
    found.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    found.truncate(PAIRS);
    found
}

/// The pairs of targets of which each is further off in worlds that fit the other than in all worlds.
fn pulls(reports: &[Option<Report>], runs: &[Run]) -> Vec<(usize, usize)> {
    let off = |run: &Run, place: usize| {
        let report = reports[place]?;
        Some((run[place]? - report.value) / report.sd)
    };
    let mean_off = |place: usize, weight: &dyn Fn(&Run) -> f64| {
        let (mut sum, mut of) = (0.0, 0.0);
        for run in runs {
            if let Some(off) = off(run, place) {
                sum += weight(run) * off.abs();
                of += weight(run);
            }
        }
        if of > 0.0 { sum / of } else { f64::NAN }
    };
    let rises = |one: usize, two: usize| {
        let fits = |run: &Run| off(run, one).map_or(0.0, |it| (-0.5 * it * it).exp());
        mean_off(two, &fits) - mean_off(two, &|_| 1.0) > PULL
    };
    let pairs =
        (0..reports.len()).flat_map(|one| (one + 1..reports.len()).map(move |two| (one, two)));
    pairs.filter(|&(one, two)| rises(one, two) && rises(two, one)).collect()
}
