use super::*;
use crate::model::parameters::Parameter;

const KEYS: [&str; 2] = ["attrition.other_per_year", "waiting.give_up_per_month"];

/// A report of a number, with its standard deviation.
fn report(value: f64, sd: f64) -> Option<Report> {
    Some(Report { value, sd })
}

/// Runs a sampler to its end on a model that gives something for the numbers of two parameters.
fn fitted(
    worlds: usize,
    seed: u64,
    reports: &[Option<Report>],
    gives: impl Fn(&[f64]) -> Run,
) -> Fit {
    let beliefs = KEYS.map(|key| Belief::of(Parameter::named(key)).unwrap()).to_vec();
    let mut fit = Fit::new(beliefs, Values::default(), worlds, seed);
    while !fit.is_done() {
        let runs: Vec<Run> = fit.proposed.iter().flatten().map(|it| gives(&it.numbers)).collect();
        fit.take(&runs, reports);
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
    let fit = fitted(2_000, 7, &[report(2.0, 0.5)], |numbers| vec![Some(numbers[0])]);
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
    let of_seed =
        |seed| fitted(40, seed, &[report(1.0, 0.5)], |numbers| vec![Some(numbers[0])]).followers;
    assert_eq!(of_seed(1), of_seed(1));
    assert_ne!(of_seed(1), of_seed(2));
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
        let reports = [0, 1].map(|place| report(reports[place], sds[place]));
        let fit = fitted(80, trial, &reports, |it| gives(it).map(Some).to_vec());
        let below = fit.followers.iter().filter(|it| it.numbers[0] < truth[0]).count();
        // The truth is one of 81: its rank is uniform over 0 to 80.
        let rank = (below as f64 + draw.uniform()) / 81.0;
        inside += u32::from((0.05..0.95).contains(&rank));
        bins[(10.0 * rank) as usize] += 1;
    }
    let share = f64::from(inside) / trials as f64;
    assert!((share - 0.9).abs() < 3.0 * (0.09 / trials as f64).sqrt(), "{share}");
    let expected = trials as f64 / 10.0;
    let chi_squared: f64 = bins.iter().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
    assert!(chi_squared < 27.9, "{chi_squared} {bins:?}");
}

#[test]
fn all_worlds_are_there_once_in_the_order_in_which_they_are_written() {
    for worlds in [1, 2, 7, 80, 100] {
        let fit = fitted(worlds, 1, &[], |_| Vec::new());
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
    let nothing = [report(0.0, 1.0)];
    let fit = fitted(60, 3, &nothing, |numbers| vec![(numbers[0] >= 0.0).then_some(0.0)]);
    assert!(fit.followers.iter().all(|it| it.numbers[0] >= 0.0));
    assert!(fitted(10, 3, &nothing, |_| vec![None]).steps().is_empty());
}

/// However many parameters matter to nothing, worlds that fit are independent draws of them: in the mean
/// over worlds they vary by one over the number of worlds.
#[test]
fn parameters_on_which_nothing_depends_keep_what_is_known() {
    let all = Belief::all().collect();
    let mut fit = Fit::new(all, Values::default(), 80, 5);
    while !fit.is_done() {
        // A steep report, by which few of the first worlds survive.
        let gives = |it: &Proposal| vec![Some(it.numbers[0] + it.numbers[1] * it.numbers[2].exp())];
        let runs: Vec<Run> = fit.proposed.iter().flatten().map(gives).collect();
        fit.take(&runs, &[report(3.0, 0.1)]);
    }
    assert!(fit.effective() > 60.0, "{}", fit.effective());
    let squares =
        |place: usize| fit.followers.iter().map(|it| it.numbers[place].powi(2)).sum::<f64>();
    let variance = (3..fit.size()).map(squares).sum::<f64>() / 80.0 / (fit.size() - 3) as f64;
    assert!((variance - 1.0).abs() < 0.05, "{variance}");
}
