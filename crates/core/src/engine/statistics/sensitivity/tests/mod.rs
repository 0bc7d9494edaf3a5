//! Known answers: values of SALib, scipy and numpy (made by `reference.py`), and functions whose
//! indices are known.

use std::f64::consts::PI;

use super::super::testing::Numbers;
use super::*;

/// Rows of numbers of a file without its header.
fn rows(text: &str) -> Vec<Vec<f64>> {
    let row = |line: &str| line.split(',').map(|number| number.parse().unwrap()).collect();
    text.lines().skip(1).map(row).collect()
}

fn column(rows: &[Vec<f64>], column: usize) -> Vec<f64> {
    rows.iter().map(|row| row[column]).collect()
}

/// Whether `found` of a parameter is the value of the reference to 1e-9.
#[track_caller]
fn agrees(statistic: &str, parameter: usize, found: f64) {
    let start = format!("{statistic},{parameter},");
    let mut lines = include_str!("expected.csv").lines();
    let expected: f64 = lines.find_map(|line| line.strip_prefix(&start)).unwrap().parse().unwrap();
    assert!((found - expected).abs() < 1e-9, "{statistic} {parameter}: {found} {expected}");
}

#[test]
fn sobol_indices_are_those_of_salib() {
    let values: Vec<_> = rows(include_str!("sobol.csv")).iter().map(|row| Some(row[0])).collect();
    for (parameter, found) in indices(&values, 3, 0.95, 100, 1).unwrap().iter().enumerate() {
        agrees("S1", parameter, found.first.estimate);
        agrees("ST", parameter, found.total.estimate);
    }
}

#[test]
fn elementary_effects_are_those_of_salib() {
    let rows = rows(include_str!("morris.csv"));
    let points: Vec<_> = rows.iter().map(|row| row[..4].to_vec()).collect();
    let values: Vec<_> = rows.iter().map(|row| Some(row[4])).collect();
    for (parameter, found) in elementary_effects(&points, &values, 0.95).iter().enumerate() {
        let found = found.unwrap();
        agrees("mu", parameter, found.mean);
        agrees("mu_star", parameter, found.size.estimate);
        agrees("sigma", parameter, found.deviation.unwrap());
    }
}

/// The third parameter has three different values.
#[test]
fn first_order_from_given_data_is_that_of_least_squares() {
    let rows = rows(include_str!("given.csv"));
    let columns = [0, 1, 2].map(|number| column(&rows, number));
    let found = GivenData::new(&columns).unwrap().first_order(&column(&rows, 3));
    for (parameter, index) in found.iter().enumerate() {
        agrees("given", parameter, index.unwrap());
    }
}

#[test]
fn distances_of_slices_are_those_of_scipy() {
    let rows = rows(include_str!("given.csv"));
    for parameter in [0, 1] {
        let found = pawn(&column(&rows, parameter), &column(&rows, 3), 10).unwrap();
        agrees("ks_median", parameter, found.median);
        agrees("ks_greatest", parameter, found.greatest);
    }
}

/// First-order indices from 500 worlds, mean over 40 sets, within 0.03 of the known ones.
fn from_given_data(parameters: usize, model: impl Fn(&[f64]) -> f64, known: &[f64]) {
    let mut numbers = Numbers::new(13);
    let mut sums = vec![0.0; parameters];
    for _ in 0..40 {
        let columns: Vec<_> = (0..parameters).map(|_| numbers.uniforms(500)).collect();
        let point = |world: usize| columns.iter().map(|column| column[world]).collect::<Vec<_>>();
        let values: Vec<f64> = (0..500).map(|world| model(&point(world))).collect();
        let found = GivenData::new(&columns).unwrap().first_order(&values);
        sums.iter_mut().zip(&found).for_each(|(sum, index)| *sum += index.unwrap() / 40.0);
    }
    for (found, known) in sums.iter().zip(known) {
        assert!((found - known).abs() < 0.03, "{sums:?}");
    }
}

/// a = 7, b = 0.1: 0.3139, 0.4424, 0.
#[test]
fn ishigami_from_given_data() {
    let model = |x: &[f64]| {
        let z: Vec<f64> = x.iter().map(|x| (2.0 * x - 1.0) * PI).collect();
        z[0].sin() + 7.0 * z[1].sin().powi(2) + 0.1 * z[2].powi(4) * z[0].sin()
    };
    from_given_data(3, model, &[0.3139, 0.4424, 0.0]);
}

/// a = 0, 1, 4.5, 9, 99, 99, 99, 99 (Saltelli & Sobol 1995): 0.716, 0.179, 0.0237, 0.0072, 0.0001.
#[test]
fn the_g_function_from_given_data() {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
    let model =
        |x: &[f64]| x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product();
    from_given_data(8, model, &[0.716, 0.179, 0.0237, 0.0072, 0.0001, 0.0001, 0.0001, 0.0001]);
}
