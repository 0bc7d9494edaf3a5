//! Control variates: means with less noise.
//!
//! What is observed of a queue is noisy mostly because of the arrivals and services that happened
//! to be drawn. Sums of deviations of draws from their own mean, times something known before the
//! draw, have mean zero and explain much of that noise (S. G. Henderson & P. W. Glynn,
//! "Approximating martingales for variance reduction in Markov process simulation", Math. Oper.
//! Res. 27 (2002)). The coefficients for each replicate are fitted to other replicates, which keeps
//! the means free of bias (A. N. Avramidis & J. R. Wilson, "A splitting scheme for control
//! variates", Oper. Res. Letters 14 (1993)).

/// Coefficients for one group of replicates are fitted to the others.
const GROUPS: usize = 8;

/// `values` without the part that `controls` explain.
pub(crate) fn adjusted<const C: usize>(values: &[f64], controls: &[[f64; C]]) -> Vec<f64> {
    let coefficients: Vec<_> = (0..GROUPS)
        .map(|group| {
            let others = |&r: &usize| r % GROUPS != group;
            fit(values, controls, &(0..values.len()).filter(others).collect::<Vec<_>>())
        })
        .collect();
    let explained = |r: usize| -> f64 {
        controls[r].iter().zip(&coefficients[r % GROUPS]).map(|(c, b)| c * b).sum()
    };
    values.iter().enumerate().map(|(r, value)| value - explained(r)).collect()
}

/// Coefficients of the least-squares regression of `values` on `controls` over `rows`.
fn fit<const C: usize>(values: &[f64], controls: &[[f64; C]], rows: &[usize]) -> [f64; C] {
    let mean =
        |of: &dyn Fn(usize) -> f64| rows.iter().map(|&r| of(r)).sum::<f64>() / rows.len() as f64;
    let value_mean = mean(&|r| values[r]);
    let means: [f64; C] = std::array::from_fn(|c| mean(&|r| controls[r][c]));
    let spread: [f64; C] =
        std::array::from_fn(|c| mean(&|r| (controls[r][c] - means[c]).powi(2)).sqrt());
    let standard = |r: usize, c: usize| {
        if spread[c] > 0.0 { (controls[r][c] - means[c]) / spread[c] } else { 0.0 }
    };
    // Normal equations, each row with its right-hand side, by Gaussian elimination. A control that
    // the ones before it explain has no pivot and gets no weight.
    let mut system: [([f64; C], f64); C] = std::array::from_fn(|i| {
        let row = std::array::from_fn(|j| mean(&|r| standard(r, i) * standard(r, j)));
        (row, mean(&|r| standard(r, i) * (values[r] - value_mean)))
    });
    for pivot in 0..C {
        let (row, right) = system[pivot];
        if row[pivot] < 1e-9 {
            system[pivot] = ([0.0; C], 0.0);
            continue;
        }
        let scaled = (row.map(|cell| cell / row[pivot]), right / row[pivot]);
        for (i, (row, right)) in system.iter_mut().enumerate() {
            let factor = row[pivot];
            if i == pivot {
                (*row, *right) = scaled;
            } else {
                row.iter_mut().zip(scaled.0).for_each(|(cell, above)| *cell -= factor * above);
                *right -= factor * scaled.1;
            }
        }
    }
    std::array::from_fn(|c| if spread[c] > 0.0 { system[c].1 / spread[c] } else { 0.0 })
}
