//! Correlation of two series, and of their ranks.

use super::moments::mean;

/// Spearman's rank correlation; equal values share the mean of their ranks. `None` where a side has
/// no two different values.
pub fn spearman(a: &[f64], b: &[f64]) -> Option<f64> {
    pearson(&ranks(a), &ranks(b))
}

/// Pearson's correlation; `None` where a side has no two different values.
pub fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (mean_a, mean_b) = (mean(a), mean(b));
    let products: f64 = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum();
    let squares = |values: &[f64], mean: f64| -> f64 {
        values.iter().map(|value| (value - mean).powi(2)).sum()
    };
    let scale = (squares(a, mean_a) * squares(b, mean_b)).sqrt();
    (scale > 0.0).then(|| products / scale)
}

/// Ranks from 1.
fn ranks(values: &[f64]) -> Vec<f64> {
    let below = |value: f64| values.iter().filter(|other| **other < value).count() as f64;
    let equal = |value: f64| values.iter().filter(|other| **other == value).count() as f64;
    values.iter().map(|&value| below(value) + (equal(value) + 1.0) / 2.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        assert_eq!(ranks(&[10.0, 20.0, 20.0, 30.0]), [1.0, 2.5, 2.5, 4.0]);
    }

    /// By hand: 4 ranks with squared differences 1, 1, 1 and 1.
    #[test]
    fn without_ties_it_is_the_rule_of_the_differences() {
        let found = spearman(&[1.0, 2.0, 3.0, 4.0], &[2.0, 1.0, 40.0, 3.0]).unwrap();
        assert!((found - (1.0 - 6.0 * 4.0 / 60.0)).abs() < 1e-12);
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(pearson(&[], &[]), None);
    }
}
