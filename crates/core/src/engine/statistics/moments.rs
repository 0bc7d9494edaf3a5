//! Mean and variance of a sample.

/// Mean of values, of which there is one at least.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Sum of squares about the mean.
pub(super) fn squares(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean).powi(2)).sum()
}

/// Variance of a sample; `None` of fewer than two values.
pub fn variance(values: &[f64]) -> Option<f64> {
    (values.len() > 1).then(|| squares(values) / (values.len() - 1) as f64)
}
