//! What it is worth to know more before a decision, from worlds that are there.

use super::cholesky::Cholesky;
use super::moments::{mean, variance};
use super::resample::{Choice, repetition};
use super::spline::Curves;

/// The least number of worlds of which [`evppi`] gives a value.
const ENOUGH_WORLDS: usize = 30;

/// The expected value of knowing one parameter, in the unit of the benefits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evppi {
    /// The estimate; never below zero.
    pub estimate: f64,
    /// By how much the estimate is likely to be too high, because the best of several curves is
    /// often the one with the most noise. Where options are equal on average, it is about two fifths of
    /// what the estimate is too high; elsewhere nearly all.
    pub bias: f64,
    /// Standard error of the estimate: from the curves and from the choice of worlds.
    pub standard_error: f64,
}

impl Evppi {
    /// The estimate less its bias, and not below zero.
    pub fn corrected(&self) -> f64 {
        (self.estimate - self.bias).max(0.0)
    }
}

/// The expected value of perfect information: by how much the mean benefit would be higher if in each
/// world the best option were chosen, and not the option that is best on average. `benefits` has one
/// column an option, of one net benefit a world, without chance (or with as many replicates as to make
/// it small: chance counts as information here). `None` if there are fewer than two options, no worlds,
/// or a benefit is not a number.
///
/// # Panics
/// If the columns are not of the same length.
pub fn evpi(benefits: &[Vec<f64>]) -> Option<f64> {
    valid(benefits, 1).then(|| gain(benefits))
}

/// The expected value of knowing one parameter, by regression of the benefits on it (Strong, Oakley &
/// Brennan, *Med Decis Making* 2014;34:311-26): in each world the option is chosen whose curve is the
/// highest. Chance in the benefits does no harm. Curves are penalised splines. Bias and standard error
/// are from `draws` draws of the curves' coefficients, given the residuals, that vary together over
/// options. `None` if there are fewer than two options, fewer than 30 worlds, a value is not a number,
/// the parameter is constant, or there are fewer than two draws.
///
/// # Panics
/// If the columns are not of the same length.
pub fn evppi(parameter: &[f64], benefits: &[Vec<f64>], draws: usize, seed: u64) -> Option<Evppi> {
    if !valid(benefits, ENOUGH_WORLDS) || parameter.iter().any(|x| x.is_nan()) || draws < 2 {
        return None;
    }
    assert_eq!(parameter.len(), benefits[0].len(), "one parameter value a world");
    // Only differences count, and what options have in common is not noise: all less the first.
    let less = |option: &Vec<f64>| option.iter().zip(&benefits[0]).map(|(a, b)| a - b).collect();
    let differences: Vec<Vec<f64>> = benefits[1..].iter().map(less).collect();
    let curves = Curves::fit(parameter, &differences)?;
    let fitted: Vec<Vec<f64>> = curves.coefficients.iter().map(|c| curves.fitted(c)).collect();
    let estimate = gain(&with_first(&fitted));
    let root = covariance_root(&differences, &fitted, curves.freedom);
    let drawn: Vec<f64> = (0..draws)
        .map(|number| {
            let moved = moved(&curves, root.as_ref(), seed, number);
            gain(&with_first(&moved.iter().map(|c| curves.fitted(c)).collect::<Vec<_>>()))
        })
        .collect();
    let of_worlds = variance(&gains(&with_first(&fitted)))? / parameter.len() as f64;
    let standard_error = (variance(&drawn)? + of_worlds).sqrt();
    Some(Evppi { estimate, bias: (mean(&drawn) - estimate).max(0.0), standard_error })
}

fn valid(benefits: &[Vec<f64>], least: usize) -> bool {
    let worlds = benefits.first().map_or(0, Vec::len);
    assert!(benefits.iter().all(|option| option.len() == worlds), "options differ in worlds");
    benefits.len() > 1 && worlds >= least && !benefits.iter().flatten().any(|x| x.is_nan())
}

/// The differences to the first option, with the first.
fn with_first(differences: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut all = vec![vec![0.0; differences[0].len()]];
    all.extend_from_slice(differences);
    all
}

/// In each world, how much better the best option is than the one that is best on average.
fn gains(benefits: &[Vec<f64>]) -> Vec<f64> {
    let best_of = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::NEG_INFINITY, f64::max);
    let means: Vec<f64> = benefits.iter().map(|option| mean(option)).collect();
    let greatest = best_of(&mut means.iter().copied());
    let chosen = means.iter().position(|&mean| mean == greatest).unwrap_or(0);
    (0..benefits[0].len())
        .map(|world| {
            best_of(&mut benefits.iter().map(|option| option[world])) - benefits[chosen][world]
        })
        .collect()
}

fn gain(benefits: &[Vec<f64>]) -> f64 {
    mean(&gains(benefits))
}

/// The coefficients of each option, moved by what they can be off.
fn moved(curves: &Curves, root: Option<&Cholesky>, seed: u64, number: usize) -> Vec<Vec<f64>> {
    let mut coefficients = curves.coefficients.clone();
    let Some(root) = root else { return coefficients };
    let mut draw = repetition(seed, Choice::Curve, number);
    let mut normal = || (0..curves.count()).map(|_| draw.normal()).collect();
    let offs: Vec<Vec<f64>> = coefficients.iter().map(|_| curves.off(normal())).collect();
    for curve in 0..curves.count() {
        let independent: Vec<f64> = offs.iter().map(|off| off[curve]).collect();
        for (coefficients, off) in coefficients.iter_mut().zip(root.times(&independent)) {
            coefficients[curve] += off;
        }
    }
    coefficients
}

/// The root of the covariance of residuals over options; `None` if there are no residuals.
fn covariance_root(values: &[Vec<f64>], fitted: &[Vec<f64>], freedom: f64) -> Option<Cholesky> {
    let less = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).map(|(a, b)| a - b).collect();
    let residuals: Vec<Vec<f64>> = values.iter().zip(fitted).map(less).collect();
    let left = (residuals[0].len() as f64 - freedom).max(1.0);
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / left;
    let mut matrix: Vec<Vec<f64>> =
        residuals.iter().map(|a| residuals.iter().map(|b| product(a, b)).collect()).collect();
    // Residuals of options that differ by a constant are the same: a small part of its own for each
    // makes the root exist.
    let total: f64 = (0..matrix.len()).map(|i| matrix[i][i]).sum();
    (0..matrix.len()).for_each(|i| matrix[i][i] += 1e-9 * total);
    Cholesky::of(&matrix)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Numbers;
    use super::*;
    use statrs::distribution::{Continuous, ContinuousCDF, Normal};

    /// The option `mean` + `x` + `z`, against nothing, in worlds where x and z are normal.
    struct Decision {
        mean: f64,
        deviations: [f64; 2],
    }

    impl Decision {
        /// What it is worth to know a part of the benefit with this deviation: the unit normal loss.
        fn worth(&self, deviation: f64) -> f64 {
            let (normal, at) = (Normal::standard(), self.mean / deviation);
            deviation * normal.pdf(at) + self.mean * normal.cdf(at) - self.mean.max(0.0)
        }

        /// Parameters, and benefits of nothing and of the option.
        fn worlds(&self, numbers: &mut Numbers, count: usize) -> ([Vec<f64>; 2], Vec<Vec<f64>>) {
            let [x, z] =
                self.deviations.map(|d| (0..count).map(|_| d * numbers.normal()).collect());
            let (x, z): (Vec<f64>, Vec<f64>) = (x, z);
            let benefit = x.iter().zip(&z).map(|(x, z)| self.mean + x + z).collect();
            ([x, z], vec![vec![0.0; count], benefit])
        }
    }

    const DECISION: Decision = Decision { mean: 0.5, deviations: [2.0, 0.7] };

    /// 200 sets of 300 worlds, against the closed forms: right on average, within four standard
    /// errors and 0.01; and standard errors are 0.75 to 1.6 times as large as the estimates vary.
    #[test]
    fn the_closed_forms_of_a_linear_normal_decision() {
        let mut numbers = Numbers::new(22);
        let mut perfect = vec![];
        let mut partial = [vec![], vec![]];
        let mut errors = [0.0; 2];
        for set in 0..200 {
            let (parameters, benefits) = DECISION.worlds(&mut numbers, 300);
            perfect.push(evpi(&benefits).unwrap());
            for (which, parameter) in parameters.iter().enumerate() {
                let found = evppi(parameter, &benefits, 50, set).unwrap();
                partial[which].push(found.estimate - found.bias);
                errors[which] += found.standard_error / 200.0;
            }
        }
        near(&perfect, DECISION.worth(2.0_f64.hypot(0.7)));
        for (which, deviation) in DECISION.deviations.into_iter().enumerate() {
            near(&partial[which], DECISION.worth(deviation));
            let varies = variance(&partial[which]).unwrap().sqrt();
            let ratio = errors[which] / varies;
            assert!((0.75..1.6).contains(&ratio), "{which} {ratio}");
        }
    }

    #[track_caller]
    fn near(found: &[f64], expected: f64) {
        let error = (variance(found).unwrap() / found.len() as f64).sqrt();
        let off = (mean(found) - expected).abs();
        assert!(off < 4.0 * error + 0.01, "{} {expected} {error}", mean(found));
    }

    #[test]
    fn a_parameter_that_does_not_matter_is_worth_nothing_beyond_its_error() {
        let mut numbers = Numbers::new(23);
        let mut worth = vec![];
        for set in 0..100 {
            let (_, benefits) = DECISION.worlds(&mut numbers, 200);
            let found = evppi(&numbers.uniforms(200), &benefits, 50, set).unwrap();
            worth.push(found.corrected());
            assert!(found.estimate < 5.0 * found.standard_error + 1e-9, "{found:?}");
        }
        assert!(mean(&worth) < 0.01, "{}", mean(&worth));
    }

    /// Where the options are equal on average, any noise in the curves looks like a gain: 0.030 of
    /// benefits with a deviation of 2.1, of which the stated bias is two fifths.
    #[test]
    fn part_of_the_gain_that_noise_seems_to_give_is_stated_as_bias() {
        let mut numbers = Numbers::new(26);
        let decision = Decision { mean: 0.0, ..DECISION };
        let (mut estimates, mut rest) = (vec![], vec![]);
        for set in 0..100 {
            let (_, benefits) = decision.worlds(&mut numbers, 200);
            let found = evppi(&numbers.uniforms(200), &benefits, 50, set).unwrap();
            estimates.push(found.estimate);
            rest.push(found.estimate - found.bias);
        }
        assert!(mean(&rest).abs() < 0.7 * mean(&estimates), "{} {}", mean(&rest), mean(&estimates));
    }

    /// A third option that is always worse by 1 than the second, and a benefit that all have in
    /// common, change nothing.
    #[test]
    fn more_options_that_are_never_best_change_nothing() {
        let mut numbers = Numbers::new(24);
        let (parameters, mut benefits) = DECISION.worlds(&mut numbers, 200);
        let (all, part) = (evpi(&benefits).unwrap(), evppi(&parameters[0], &benefits, 100, 1));
        let part = part.unwrap();
        benefits.push(benefits[1].iter().map(|benefit| benefit - 1.0).collect());
        let common: Vec<f64> = (0..200).map(|_| 9.0 * numbers.normal()).collect();
        for option in &mut benefits {
            option.iter_mut().zip(&common).for_each(|(benefit, common)| *benefit += common);
        }
        assert!((evpi(&benefits).unwrap() - all).abs() < 1e-9);
        let found = evppi(&parameters[0], &benefits, 100, 1).unwrap();
        assert!((found.estimate - part.estimate).abs() < 1e-6, "{found:?} {part:?}");
    }

    #[test]
    fn what_cannot_be_said_is_not_said() {
        let (parameters, benefits) = DECISION.worlds(&mut Numbers::new(25), 30);
        assert!(evppi(&parameters[0], &benefits, 2, 1).is_some());
        assert_eq!(evppi(&parameters[0], &benefits, 1, 1), None);
        assert_eq!(evppi(&[1.0; 30], &benefits, 2, 1), None);
        assert_eq!(evppi(&[f64::NAN; 30], &benefits, 2, 1), None);
        assert_eq!(
            evppi(
                &parameters[0][1..],
                &benefits.iter().map(|b| b[1..].to_vec()).collect::<Vec<_>>(),
                2,
                1
            ),
            None
        );
        assert_eq!(evpi(&benefits[..1]), None);
    }
}
